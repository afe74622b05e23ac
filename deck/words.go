package deck

import (
	"slices"
	"strings"
	"unicode"
)

// words returns the words of a plain text, folded. Scripts that do not part words by
// spaces yield a word for each character.
func words(text string) []string {
	text = fold(text)
	out := make([]string, 0, 1+len(text)/5)
	start := -1
	for i, r := range text {
		switch {
		case r >= 0x80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			if start >= 0 {
				out = append(out, text[start:i])
				start = -1
			}
			out = append(out, string(r))
		case r >= 'a' && r <= 'z' || unicode.IsLetter(r) || unicode.IsDigit(r):
			if start < 0 {
				start = i
			}
		case start >= 0:
			out = append(out, text[start:i])
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, text[start:])
	}
	return out
}

// fillers are words that can be added to a question or left out and it still asks the
// same. Prepositions are not among them, except "of": an effect on trust is not an
// effect of trust; nor are question words other than "what" and "which".
var fillers = wordSet(`a an the of is are was were be do does did it its this that these those there
	what which s you your one s word words term concept called name named mean means meant meaning by
	define defined definition describe explain state give tell exactly precisely briefly actually really please`)

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// telling returns the words that tell a question from others: without fillers, and
// without what plural and spelling change. If nothing is left, all of them are.
func telling(list []string) []string {
	out := make([]string, 0, len(list))
	for _, w := range list {
		if !fillers[w] {
			out = append(out, stem(w))
		}
	}
	if len(out) == 0 {
		return slices.Clone(list)
	}
	return out
}

// stem makes one of spellings such as colours, color; organize, organise. It need not be
// right about a word as long as it treats it alike everywhere.
func stem(w string) string {
	if len(w) < 4 {
		return w
	}
	if strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is") {
		w = w[:len(w)-1]
	}
	if strings.Contains(w, "z") {
		w = strings.ReplaceAll(w, "z", "s")
	}
	if len(w) > 4 && strings.Contains(w, "our") {
		w = strings.ReplaceAll(w, "our", "or")
	}
	return w
}
