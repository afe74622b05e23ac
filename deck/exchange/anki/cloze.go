package anki

import (
	"slices"
	"strings"
)

// clozes finds the text with gaps in the template of a cloze type: the lines that show a
// field with its gaps. What else the question shows stands above it.
func (f *fold) clozes() {
	if len(f.designs) == 0 {
		return
	}
	d := &f.designs[0]
	for _, l := range d.question {
		if slices.ContainsFunc(l, func(p piece) bool { return p.how == gapped }) {
			f.text = append(f.text, l)
		} else {
			f.above = append(f.above, l)
		}
	}
	d.answer = slices.DeleteFunc(slices.Clone(d.answer), func(l line) bool {
		again := slices.ContainsFunc(d.question, func(q line) bool { return sameLine(q, l) })
		return again || slices.ContainsFunc(l, func(p piece) bool { return p.how == gapped }) && subset(fieldsOf([]line{l}), fieldsOf(f.text))
	})
}

// hasGap reports whether a field has what Anki takes for a gap.
func hasGap(field string) bool {
	for {
		_, rest, found := strings.Cut(field, "{{c")
		if !found {
			return false
		}
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789,"))
		if digits > 0 && strings.HasPrefix(rest[digits:], "::") {
			return true
		}
		field = rest
	}
}
