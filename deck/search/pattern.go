package search

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// one stands in a part of a pattern for exactly one character. Folded texts have no
// control characters.
const one = '\x00'

// A pattern is a text with wildcards, folded. Its parts stand in this order, with
// anything or nothing between them.
type pattern struct {
	parts []string
}

// A char is a character of a query. One that was escaped means itself.
type char struct {
	r       rune
	escaped bool
}

// newPattern makes a pattern of what was typed.
func newPattern(text []char) pattern {
	var parts []string
	var part, literal strings.Builder
	fold := func() {
		part.WriteString(foldPart(literal.String()))
		literal.Reset()
	}
	for _, c := range text {
		switch {
		case c.r == '*' && !c.escaped:
			fold()
			parts = append(parts, part.String())
			part.Reset()
		case c.r == '_' && !c.escaped:
			fold()
			part.WriteByte(one)
		default:
			literal.WriteRune(c.r)
		}
	}
	fold()
	parts = append(parts, part.String())
	parts[0] = strings.TrimLeft(parts[0], " ")
	last := len(parts) - 1
	parts[last] = strings.TrimRight(parts[last], " ")
	return pattern{parts}
}

// wild reports whether the pattern has a wildcard.
func (p pattern) wild() bool {
	return len(p.parts) > 1 || strings.IndexByte(p.parts[0], one) >= 0
}

// in reports whether the pattern stands somewhere in a folded line.
func (p pattern) in(line string) bool {
	for _, part := range p.parts {
		_, end := find(line, part)
		if end < 0 {
			return false
		}
		line = line[end:]
	}
	return true
}

// inLines reports whether the pattern stands in one of the lines of a text.
func (p pattern) inLines(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if p.in(line) {
			return true
		}
	}
	return false
}

// is reports whether the pattern is a folded line from its beginning to its end.
func (p pattern) is(line string) bool {
	end := fits(line, p.parts[0])
	if end < 0 {
		return false
	}
	rest := line[end:]
	if len(p.parts) == 1 {
		return rest == ""
	}
	last := len(p.parts) - 1
	for _, part := range p.parts[1:last] {
		_, end := find(rest, part)
		if end < 0 {
			return false
		}
		rest = rest[end:]
	}
	return ends(rest, p.parts[last])
}

// names reports whether somebody who types the pattern means something by this name:
// the name itself or, without wildcards, a part of it from the start of a word on.
func (p pattern) names(name string) bool {
	if p.is(name) {
		return true
	}
	if p.wild() || p.parts[0] == "" {
		return false
	}
	for from := next(name, p.parts[0], 0); from >= 0; from = next(name, p.parts[0], from+1) {
		if !endsInWord(name[:from]) {
			return true
		}
	}
	return false
}

// spelt reports whether the pattern has letters, digits and wildcards only.
func (p pattern) spelt() bool {
	return !strings.ContainsFunc(strings.Join(p.parts, ""), func(r rune) bool { return r != one && !inWord(r) })
}

// isWord reports whether the pattern, which must be spelt, is one of the words of a text.
func (p pattern) isWord(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !inWord(r) }) {
		if p.is(word) {
			return true
		}
	}
	return false
}

// expression returns a regular expression for the pattern as words.
func (p pattern) expression() string {
	const letter = `[\pL\pN]`
	var b strings.Builder
	b.WriteString(`(?:^|[^\pL\pN])`)
	for i, part := range p.parts {
		if i > 0 {
			b.WriteString(letter + "*")
		}
		for j, literal := range strings.Split(part, string(one)) {
			if j > 0 {
				b.WriteString(letter)
			}
			b.WriteString(regexp.QuoteMeta(literal))
		}
	}
	b.WriteString(`(?:[^\pL\pN]|$)`)
	return b.String()
}

// hasWord reports whether a text has a word in it that is no part of another.
func hasWord(text, word string) bool {
	if word == "" {
		return true
	}
	for from := next(text, word, 0); from >= 0; from = next(text, word, from+1) {
		if !endsInWord(text[:from]) && !beginsInWord(text[from+len(word):]) {
			return true
		}
	}
	return false
}

// next returns the next place of a part in a text, from a place on; -1 if there is none.
func next(text, part string, at int) int {
	if at > len(text) {
		return -1
	}
	i := strings.Index(text[at:], part)
	if i < 0 {
		return -1
	}
	return at + i
}

// inWord reports whether a folded character is a letter or a digit.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func endsInWord(text string) bool {
	r, size := utf8.DecodeLastRuneInString(text)
	return size > 0 && inWord(r)
}

func beginsInWord(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return size > 0 && inWord(r)
}

// literals are the stretches of the pattern that every text with it has.
func (p pattern) literals() []string {
	var list []string
	for _, part := range p.parts {
		list = append(list, strings.FieldsFunc(part, func(r rune) bool { return r == one })...)
	}
	return list
}

// find returns where the first place of a part in a line begins and ends, -1 if there is none.
func find(line, part string) (from, to int) {
	lead := 0 // characters before the first that is known
	for lead < len(part) && part[lead] == one {
		lead++
	}
	known, _, wild := strings.Cut(part[lead:], string(one))
	for at := 0; at <= len(line); {
		i := strings.Index(line[at:], known)
		if i < 0 {
			return -1, -1
		}
		at += i
		if lead == 0 && !wild {
			return at, at + len(known)
		}
		if from := back(line, at, lead); from >= 0 {
			if end := fits(line[from:], part); end >= 0 {
				return from, from + end
			}
		}
		_, size := utf8.DecodeRuneInString(line[at:])
		at += max(size, 1)
	}
	return -1, -1
}

// back returns the place so many characters before another, -1 if there are fewer.
func back(line string, at, characters int) int {
	for range characters {
		_, size := utf8.DecodeLastRuneInString(line[:at])
		if size == 0 {
			return -1
		}
		at -= size
	}
	return at
}

// fits returns where a part that a line begins with ends, -1 if it does not begin with it.
func fits(line, part string) int {
	at := 0
	for i := 0; i < len(part); {
		if part[i] == one {
			_, size := utf8.DecodeRuneInString(line[at:])
			if size == 0 {
				return -1
			}
			at += size
			i++
			continue
		}
		if at >= len(line) || line[at] != part[i] {
			return -1
		}
		at++
		i++
	}
	return at
}

// ends reports whether a line ends with a part.
func ends(line, part string) bool {
	if strings.IndexByte(part, one) < 0 {
		return strings.HasSuffix(line, part)
	}
	for at := 0; at <= len(line); {
		if end := fits(line[at:], part); end >= 0 && at+end == len(line) {
			return true
		}
		_, size := utf8.DecodeRuneInString(line[at:])
		at += max(size, 1)
	}
	return false
}
