package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "",
		" Plain  Text\t\nhere ":  "plain text here",
		"already plain":          "already plain",
		"Café–naïve “Straße” …":  `cafe-naive "strasse" ...`,
		"soft\u00adhyphen\u200b": "softhyphen",
		"no\u00a0break":          "no break",
		"a\x00b\x1b[31m":         "ab[31m",
	} {
		if got := fold(text); got != want {
			t.Errorf("fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	check := func(text string) {
		once := fold(text)
		if twice := fold(once); twice != once {
			t.Errorf("fold(%q) = %q, and again %q", text, once, twice)
		}
		if strings.ContainsAny(once, "\n\x00") || strings.Contains(once, "  ") {
			t.Errorf("fold(%q) = %q, with what is used to part texts", text, once)
		}
	}
	for r := rune(0); r < 0x20000; r++ {
		if utf8.ValidRune(r) {
			check(string(r))
		}
	}
	rapid.Check(t, func(t *rapid.T) { check(rapid.String().Draw(t, "text")) })
}

// A pattern finds its place also where a first try leads astray.
func TestPatterns(t *testing.T) {
	text := func(s string) []char {
		var list []char
		for _, r := range s {
			list = append(list, char{r: r})
		}
		return list
	}
	for _, tt := range []struct {
		pattern, line  string
		in, is, naming bool
	}{
		{"a", "a", true, true, true},
		{"", "", true, true, true},
		{"*", "", true, true, true},
		{"_", "", false, false, false},
		{"_", "é", true, true, true},
		{"a_c", "abac abc", true, false, false},
		{"a*c", "a bc", true, true, true},
		{"a*c", "a bcd", true, false, false},
		{"a*b*a", "aba", true, true, true},
		{"a*a", "a", false, false, false},
		{"*ab", "aab", true, true, true},
		{"*_b", "aab", true, true, true},
		{"_*_", "ab", true, true, true},
		{"cust", "the customer", true, false, true},
		{"omer", "the customer", true, false, false},
		{"er", "eer er", true, false, true},
	} {
		p := newPattern(text(tt.pattern))
		if in, is, names := p.in(tt.line), p.is(tt.line), p.names(tt.line); in != tt.in || is != tt.is || names != tt.naming {
			t.Errorf("%q and %q: in %v, is %v, names %v; want %v, %v, %v", tt.pattern, tt.line, in, is, names, tt.in, tt.is, tt.naming)
		}
	}
}
