package model

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// figures reports numbers for which no source is named. What happens in a made-up story
// may have prices and times, but not what is said of it.
func (c *checker) figures() {
	m := c.model
	look := func(p Pos, sources []string, texts ...string) {
		if len(sources) > 0 {
			return
		}
		if n := figureIn(texts...); n != "" {
			c.error(p, "number-without-source", fmt.Sprintf("the number %s stands here, and no source is named", n),
				"write source: with the key of one, or write the number as a word if it is no result")
		}
	}
	look(m.Pos, m.Sources, m.Title, m.Question, m.About)
	for _, e := range m.Elements() {
		look(e.Pos, e.Sources, e.Label, e.Meaning)
	}
	for _, x := range m.Relations {
		if x.Effect != nil && len(x.Sources) == 0 {
			c.error(x.Pos, "number-without-source", fmt.Sprintf("the effect %g stands here, and no source is named", x.Effect.Value), "write source: with the key of one, or leave the effect out")
		}
	}
	for _, x := range m.Moderators {
		for _, l := range x.Levels {
			look(x.Pos, x.Sources, l.Label, l.Meaning)
		}
		for _, a := range x.Acts {
			look(a.Pos, a.Sources, a.Text)
		}
	}
	for _, f := range m.Facets {
		look(f.Pos, f.Sources, f.Question)
	}
	for _, x := range m.Readings {
		for _, s := range x.Stages {
			look(x.Pos, x.Sources, s.Text)
		}
	}
	for _, x := range m.Scenarios {
		look(x.Pos, x.Sources, x.Label, x.Meaning)
	}
	for _, x := range m.Distractors {
		look(x.Pos, x.Sources, x.Label, x.Meaning)
	}
	for _, x := range m.Cases {
		look(x.Pos, x.Sources, x.Why)
		if !x.Fictitious {
			look(x.Pos, x.Sources, x.Text)
		}
	}
}

// figureIn returns a number that stands in one of the texts, "" if there is none. Digits
// are of any script; those of a word, as in B2B, H1, COVID-19 or 2nd, are none, nor are
// years where they are told as such.
func figureIn(texts ...string) string {
	for _, text := range texts {
		if strings.IndexFunc(text, unicode.IsNumber) < 0 {
			continue
		}
		t := []rune(text)
		year := false // what stood before is one
		for i := 0; i < len(t); i++ {
			if !unicode.IsNumber(t[i]) {
				continue
			}
			n := number{text: t, from: i, end: numberEnd(t, i), afterYear: year}
			i = n.end - 1
			if year = n.isYear(); !year && !n.inWord() {
				return n.String()
			}
		}
	}
	return ""
}

// numberEnd returns the end of a number that begins at a place: digits, with single
// points and commas between them.
func numberEnd(t []rune, at int) int {
	for at < len(t) {
		switch {
		case unicode.IsNumber(t[at]):
			at++
		case (t[at] == '.' || t[at] == ',') && at+1 < len(t) && unicode.IsNumber(t[at+1]):
			at += 2
		default:
			return at
		}
	}
	return at
}

// A number is a run of digits in a text.
type number struct {
	text      []rune
	from, end int
	afterYear bool
}

// String returns the number as it is written.
func (n number) String() string {
	if n.at(n.from-1) == '.' {
		n.from--
	}
	return string(n.text[n.from:n.end])
}

// at returns a letter of the text, 0 outside of it.
func (n number) at(i int) rune {
	if i < 0 || i >= len(n.text) {
		return 0
	}
	return n.text[i]
}

func latin(r rune) bool { return unicode.Is(unicode.Latin, r) }

// inWord reports whether the number is part of a word: letters stand right before it, or
// before a hyphen and it ends the word. Letters behind it are mostly a unit.
func (n number) inWord() bool {
	before, behind := n.at(n.from-1), n.at(n.end)
	switch {
	case latin(before):
		return true
	case before == '-' && latin(n.at(n.from-2)):
		return n.end-n.from <= 2 && behind != '%' && n.at(n.end+1) != '%' && !latin(behind)
	}
	return ordinal.MatchString(n.behind())
}

// behind returns the text after the number, before what stands in front of it.
func (n number) behind() string { return string(n.text[n.end:]) }
func (n number) before() string { return string(n.text[:n.from]) }

// How a number is known for a year, from what stands before and behind it.
var (
	ordinal    = regexp.MustCompile(`^(?:st|nd|rd|th)(?:$|\PL)`)
	afterWord  = regexp.MustCompile(`(?:^|\PL)(?i:in|of|since|from|by|until) $`)
	afterSpan  = regexp.MustCompile(`(?:[-–]| to | and )$`)
	afterName  = regexp.MustCompile(`\p{Lu}[\pL'’.-]*(?: et al\.)?, $`)
	afterOpen  = regexp.MustCompile(`\((?:[^()]*\p{Lu}[\pL'’.-]*(?: et al\.)?,? )?$`)
	clauseEnd  = regexp.MustCompile(`^[a-z]?(?:$|[).,;:])`)
	unitBehind = regexp.MustCompile(`^ (\pL+s|people|men|women|children|million|billion|percent)(?:$|\PL)`)
	noUnit     = regexp.MustCompile(`^ (?:as|is|was|has|this|its|does|across|versus|thus)(?:$|\PL)`)
)

// isYear reports whether the number is a year: it follows a word such as since, stands in
// parentheses, follows a name and a comma, or ends a span of years. Where it counts
// something, as in 2000 customers, it is none.
func (n number) isYear() bool {
	if s := string(n.text[n.from:n.end]); len(s) != 4 || s[:2] != "19" && s[:2] != "20" {
		return false
	}
	before, behind := n.before(), n.behind()
	if afterWord.MatchString(before) || n.afterYear && afterSpan.MatchString(before) {
		unit := unitBehind.MatchString(behind) && !noUnit.MatchString(behind) || strings.HasPrefix(strings.TrimLeft(behind, " "), "%")
		return !unit && !latin(n.at(n.end))
	}
	return clauseEnd.MatchString(behind) && (afterName.MatchString(before) || afterOpen.MatchString(before))
}
