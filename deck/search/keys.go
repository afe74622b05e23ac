package search

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// keys are the terms with a colon. Each makes a node of what stands behind the colon, or
// says in a sentence why it cannot.
var keys map[string]func(p *parser, value []char) (n node, problem string)

func init() {
	keys = map[string]func(p *parser, value []char) (node, string){
		"deck":       named(deckTerm),
		"topic":      named(sectionTerm),
		"source":     named(sourceTerm),
		"tag":        readTag,
		"kind":       readKind,
		"note":       readNote,
		"id":         readIDs,
		"cid":        readIDs,
		"w":          readWord,
		"re":         readExpression,
		"is":         readState,
		"has":        readHas,
		"flag":       readFlag,
		"remark":     readRemark,
		"prop":       readProperty,
		"added":      readDays(func(f *Facts) int { return f.Added }),
		"introduced": readDays(func(f *Facts) int { return f.Introduced }),
		"rated":      readRated,
	}
}

func named(term func(pattern) node) func(*parser, []char) (node, string) {
	return func(_ *parser, value []char) (node, string) { return term(newPattern(value)), "" }
}

func readTag(_ *parser, value []char) (node, string) {
	if fold(plainText(value)) == "none" {
		return untaggedTerm{}, ""
	}
	return tagTerm{newPattern(value)}, ""
}

var kinds = []string{
	string(deck.Basic), string(deck.Both), string(deck.Cloze), string(deck.Choice),
	string(deck.Typed), string(deck.Order), string(deck.Occlude), string(deck.Modelled),
}

func readKind(_ *parser, value []char) (node, string) {
	p := newPattern(value)
	if !slices.ContainsFunc(kinds, p.is) {
		return nil, "There is no kind of card called “" + plainText(value) + "”; the kinds are " + list(kinds) + "."
	}
	return kindTerm(p), ""
}

// readNote means a kind where there is one of that name, as Anki does, and notes otherwise.
func readNote(_ *parser, value []char) (node, string) {
	p := newPattern(value)
	if !p.wild() && slices.ContainsFunc(kinds, p.is) {
		return kindTerm(p), ""
	}
	return idTerm{noteOf, p.is}, ""
}

func readIDs(_ *parser, value []char) (node, string) {
	var patterns []pattern
	from := 0
	for i, c := range value {
		if c.r == ',' && !c.escaped {
			patterns = append(patterns, newPattern(value[from:i]))
			from = i + 1
		}
	}
	patterns = append(patterns, newPattern(value[from:]))
	return idTerm{wholeID, func(id string) bool {
		return slices.ContainsFunc(patterns, func(p pattern) bool { return p.is(id) })
	}}, ""
}

// readWord means a word, or words, that are no part of others. Wildcards stand for letters
// and digits only.
func readWord(_ *parser, value []char) (node, string) {
	p := newPattern(value)
	if len(p.parts) == 1 && p.parts[0] == "" {
		return nil, "The word after “w:” is missing."
	}
	if !p.wild() || p.spelt() {
		return wordTerm{p}, ""
	}
	re, err := regexp.Compile(p.expression())
	if err != nil {
		return nil, "The words after “w:” are too long to look for."
	}
	return expressionTerm{re.MatchString, p.literals()}, ""
}

func readState(_ *parser, value []char) (node, string) {
	states := []struct {
		name string
		is   factTerm
	}{
		{"due", func(f *Facts) bool { return f.Due }},
		{"new", func(f *Facts) bool { return f.Phase == memory.New }},
		{"learn", func(f *Facts) bool { return f.Phase == memory.Learning || f.Phase == memory.Relearning }},
		{"review", func(f *Facts) bool { return f.Phase == memory.Review || f.Phase == memory.Relearning }},
		{"suspended", func(f *Facts) bool { return f.Suspended }},
		{"buried", func(f *Facts) bool { return f.Buried }},
		{"leech", func(f *Facts) bool { return f.Leech }},
		{"flagged", func(f *Facts) bool { return f.Flag > 0 }},
	}
	var names []string
	for _, s := range states {
		if fold(plainText(value)) == s.name {
			return s.is, ""
		}
		names = append(names, s.name)
	}
	return nil, "After “is:” there can be " + list(names) + "."
}

func readHas(_ *parser, value []char) (node, string) {
	switch fold(plainText(value)) {
	case "remark":
		return factTerm(func(f *Facts) bool { return f.Remark != "" }), ""
	case "flag":
		return factTerm(func(f *Facts) bool { return f.Flag > 0 }), ""
	case "tag":
		return not{untaggedTerm{}}, ""
	case "source":
		return placeTerm{
			func(x *Index) []int32 { return x.sourcesOf },
			func(x *Index) []bool {
				return which(x.sources, func(keys []string) bool { return len(keys) > 0 })
			},
		}, ""
	}
	return nil, "After “has:” there can be remark, tag, flag or source."
}

func readFlag(_ *parser, value []char) (node, string) {
	const mostFlags = 7
	n, err := strconv.Atoi(plainText(value))
	if err != nil || n < 0 || n > mostFlags {
		return nil, "Flags are numbered from 1 to 7; flag:0 is for cards without one."
	}
	return factTerm(func(f *Facts) bool { return f.Flag == n }), ""
}

func readRemark(_ *parser, value []char) (node, string) {
	p := newPattern(value)
	return factTerm(func(f *Facts) bool { return f.Remark != "" && p.in(fold(f.Remark)) }), ""
}

// readDays reads a number of days, today included, in which something is to have happened.
func readDays(ago func(*Facts) int) func(*parser, []char) (node, string) {
	return func(_ *parser, value []char) (node, string) {
		n, problem := days(plainText(value))
		if problem != "" {
			return nil, problem
		}
		return factTerm(func(f *Facts) bool { return within(ago(f), n) }), ""
	}
}

func within(ago, days int) bool { return 0 <= ago && ago < days }

func days(text string) (n int, problem string) {
	const most = 100_000
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, "Here a number of days is wanted, such as 7."
	}
	return n, ""
}

func readRated(p *parser, value []char) (node, string) {
	first, second, both := strings.Cut(plainText(value), ":")
	n, problem := days(first)
	if problem != "" {
		return nil, problem
	}
	if !both {
		return factTerm(func(f *Facts) bool { return within(f.RatedAgo, n) }), ""
	}
	grade, err := strconv.Atoi(second)
	if err != nil || grade < int(memory.Again) || grade > int(memory.Easy) {
		return nil, "The grades are 1 for Again, 2 for Hard, 3 for Good and 4 for Easy."
	}
	p.graded = max(p.graded, n)
	return factTerm(func(f *Facts) bool { return within(f.GradedAgo[grade-1], n) }), ""
}

var property = regexp.MustCompile(`^([a-z]+)(=|!=|<=|>=|<|>)(-?\d{1,9})(?:\.(\d{1,6}))?(%?)$`)

// properties are what prop: compares. Those of memory are told of answered cards alone.
var properties = map[string]struct {
	of      func(*Facts) float64
	applies func(*Facts) bool
}{
	"s":      {func(f *Facts) float64 { return f.Stability }, (*Facts).known},
	"d":      {func(f *Facts) float64 { return f.Difficulty }, (*Facts).known},
	"r":      {func(f *Facts) float64 { return f.Recall }, (*Facts).known},
	"due":    {func(f *Facts) float64 { return float64(f.DueIn) }, func(f *Facts) bool { return f.Phase != memory.New }},
	"ivl":    {func(f *Facts) float64 { return float64(f.Interval) }, always},
	"reps":   {func(f *Facts) float64 { return float64(f.Reps) }, always},
	"lapses": {func(f *Facts) float64 { return float64(f.Lapses) }, always},
}

func always(*Facts) bool { return true }

func readProperty(_ *parser, value []char) (node, string) {
	m := property.FindStringSubmatch(fold(plainText(value)))
	if m == nil {
		return nil, "After “prop:” comes what to compare, such as prop:s<10 or prop:due=0."
	}
	what, ok := properties[m[1]]
	if !ok {
		return nil, "prop: knows s (stability), d (difficulty), r (recall), ivl (interval), due, reps and lapses."
	}
	x, err := strconv.ParseFloat(m[3]+"."+m[4]+"0", 64)
	if err != nil {
		return nil, "Here a number is wanted."
	}
	c := comparison{operator: m[2], value: x, half: math.Pow(10, -float64(len(m[4]))) / 2}
	if m[5] != "" {
		c.value, c.half = c.value/100, c.half/100
	}
	if m[1] == "d" && (c.value < 1 || m[5] != "") {
		// As a share of the way from the easiest to the hardest, as Anki has it.
		c.value, c.half = 1+c.value*9, c.half*9
	}
	return factTerm(func(f *Facts) bool { return what.applies(f) && c.holds(what.of(f)) }), ""
}

// list names things as people do: a, b and c.
func list(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
