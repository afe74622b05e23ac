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

// Near returns the entry of a list that s was most likely meant to be, "" if none is close.
func Near(s string, list []string) string {
	best, distance := "", 3
	for _, c := range list {
		if d := EditDistance(strings.ToLower(s), c); d < distance && d < len(c) {
			best, distance = c, d
		}
	}
	return best
}

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
