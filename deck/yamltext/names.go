package yamltext

import (
	"fmt"
	"strings"
)

// maxID is the longest id, in bytes.
const maxID = 200

// ValidID reports whether s can be an id: the letters a to z, digits and ._- after a
// first letter or digit.
func ValidID(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
		if !letter && (i == 0 || c != '.' && c != '_' && c != '-') {
			return false
		}
	}
	return s != "" && len(s) <= maxID
}

// Guess returns words that name the entry of a list that s was most likely meant to be,
// "" if none is close.
func Guess(s string, list []string) string {
	best := Near(s, list)
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %s?", best)
}

// Near returns the entry of a list that s was most likely meant to be, "" if none is close:
// one that differs by few letters, or the only one that begins with s.
func Near(s string, list []string) string {
	best, distance := "", 3
	for _, c := range list {
		if d := EditDistance(strings.ToLower(s), c); d < distance && d < len(c) {
			best, distance = c, d
		}
	}
	const shortest = 3 // letters
	if best != "" || len(s) < shortest {
		return best
	}
	for _, c := range list {
		if !strings.HasPrefix(c, strings.ToLower(s)) {
			continue
		}
		if best != "" && best != c {
			return ""
		}
		best = c
	}
	return best
}

// Meant returns the entry of a list that s clearly was meant to be: one differs by a slip of
// the fingers in one long word, and no other does. It returns "" if there is any doubt, as
// with numbers, of which each names something of its own.
func Meant(s string, list []string) string {
	found := ""
	for _, c := range list {
		if c == found || !slip(s, c) {
			continue
		}
		if found != "" {
			return ""
		}
		found = c
	}
	return found
}

// slip reports whether two names are the same but for a letter of one word, or for what
// parts their words.
func slip(a, b string) bool {
	const most = 4 // bytes that so little can make a name longer
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return false
	}
	x, y := nameParts(a), nameParts(b)
	if strings.Join(x, "") == strings.Join(y, "") {
		return true
	}
	if len(x) != len(y) {
		return false
	}
	differ := 0
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		if differ++; differ > 1 || !misspelt(x[i], y[i]) {
			return false
		}
	}
	return true
}

// misspelt reports whether two words differ by a letter, or by two that changed places.
func misspelt(a, b string) bool {
	const shortest = 4 // letters: shorter words that differ are different words
	if len(a) < shortest || len(b) < shortest || a[0] != b[0] || isDigit(a[0]) {
		return false
	}
	if EditDistance(a, b) == 1 {
		return true
	}
	if len(a) != len(b) {
		return false
	}
	i := 0
	for a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// nameParts returns the words and numbers of a name in small letters.
func nameParts(s string) []string {
	var list []string
	s = strings.ToLower(s)
	from := 0
	for i := 0; i <= len(s); i++ {
		end := i == len(s) || strings.IndexByte("-_ ", s[i]) >= 0
		if (end || i > from && isDigit(s[i]) != isDigit(s[from])) && i > from {
			list = append(list, s[from:i])
			from = i
		}
		if end {
			from = i + 1
		}
	}
	return list
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// EditDistance counts the letters to insert, drop or change to get from a to b. Both are
// short words; it returns a large number for long ones.
func EditDistance(a, b string) int {
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
