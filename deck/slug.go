package deck

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The longest id, and the longest that is made from a heading, in bytes.
const (
	maxID   = 200
	maxSlug = 48
)

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

// validID reports whether s can be the id of a deck, note or model: the letters a to z,
// digits and ._- after a first letter or digit.
func validID(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
		if !letter && (i == 0 || c != '.' && c != '_' && c != '-') {
			return false
		}
	}
	return s != "" && len(s) <= maxID
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

// guess returns words that name the entry of a list that s was most likely meant to be,
// "" if none is close.
func guess(s string, list []string) string {
	best, distance := "", 3
	for _, c := range list {
		if d := editDistance(strings.ToLower(s), c); d < distance && d < len(c) {
			best, distance = c, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %s?", best)
}

// editDistance counts the letters to insert, drop or change to get from a to b. Both are
// short words; it returns a large number for long ones.
func editDistance(a, b string) int {
	const longest = 40
	if len(a) > longest || len(b) > longest {
		return longest
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
