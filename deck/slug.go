package deck

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSlug is the longest id that is made from a heading, in bytes.
const maxSlug = 48

// slug makes an id from a heading's text: "What is churn?" becomes "what-is-churn". It
// returns "" if no letter or digit can be kept, as with a heading in Chinese.
func slug(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range fold(text) {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			// An apostrophe does not part a word.
			gap = gap || r != '\'' && r != '’'
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	s := b.String()
	if len(s) > maxSlug {
		s = s[:maxSlug]
		if i := strings.LastIndexByte(s, '-'); i > maxSlug/2 {
			s = s[:i] // not in the middle of a word
		}
	}
	return strings.TrimRight(s, "-")
}

// derivedID makes an id from a heading that has none.
func derivedID(front string) string {
	text := PlainText(front)
	if s := slug(text); s != "" {
		return s
	}
	h := fnv.New32a()
	h.Write([]byte(text))
	return fmt.Sprintf("note-%08x", h.Sum32())
}

// fold returns text in lower case and without accents, so that what people take for the
// same word compares equal.
func fold(text string) string {
	ascii := true
	for i := range len(text) {
		if text[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(text)
	}
	text = letters.Replace(strings.ToLower(text))
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r) // some letters, such as ℙ, are found to be capitals only now
	}, norm.NFKD.String(text))
}

// letters are those that no accent tells from their plain form.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "ø", "o", "œ", "oe", "đ", "d", "ł", "l", "ı", "i", "þ", "th", "ð", "d")

func contains(list []string, s string) bool { return slices.Contains(list, s) }
