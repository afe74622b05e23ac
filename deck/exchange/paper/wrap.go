package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Wrap breaks a text into lines no wider than width, in points. It breaks at white
// space, behind hyphens and between Chinese characters; a word that is wider than a
// line is broken where the line ends. A line break in the text stays one. The empty
// text is one empty line.
func Wrap(text string, size float64, f Face, width float64) []string {
	var lines []string
	for part := range strings.Lines(text) {
		lines = append(lines, wrapLine(strings.TrimRight(part, "\r\n"), size, f, width)...)
	}
	if len(lines) == 0 {
		return []string{""}
	}
	return lines
}

func wrapLine(text string, size float64, f Face, width float64) []string {
	var lines []string
	var line strings.Builder
	at, space := 0.0, false
	end := func() {
		lines = append(lines, line.String())
		line.Reset()
		at, space = 0, false
	}
	for _, word := range Words(text) {
		if word == " " {
			space = line.Len() > 0
			continue
		}
		gap := 0.0
		if space {
			gap = Measure(" ", size, f)
		}
		long := Measure(word, size, f)
		if line.Len() > 0 && at+gap+long > width+0.01 {
			end()
			gap = 0
		}
		if long > width+0.01 {
			parts := Broken(word, size, f, width)
			lines = append(lines, parts[:len(parts)-1]...)
			word = parts[len(parts)-1]
			long = Measure(word, size, f)
		}
		if gap > 0 {
			line.WriteByte(' ')
		}
		line.WriteString(word)
		at, space = at+gap+long, false
	}
	if line.Len() > 0 || len(lines) == 0 {
		end()
	}
	return lines
}

// Words cuts a text into what a line may end behind: words, the white space between them
// as " ", and Chinese characters, which punctuation stays with.
func Words(text string) []string {
	var list []string
	from := 0
	cut := func(to int) {
		if to > from {
			list = append(list, text[from:to])
		}
		from = to
	}
	var before rune
	for i, r := range text {
		switch {
		case unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f':
			cut(i)
			if len(list) > 0 && list[len(list)-1] != " " || len(list) == 0 {
				list = append(list, " ")
			}
			from = i + utf8.RuneLen(r)
		case i > from && Breaks(before, r):
			cut(i)
		}
		before = r
	}
	cut(len(text))
	return list
}

// Breaks reports whether a line may end between two characters with no space between them.
func Breaks(a, b rune) bool {
	switch {
	case opens(a) || closes(b):
		return false
	case wide(a) || wide(b):
		return true
	}
	return (a == '-' || a == '–' || a == '—' || a == '/') && unicode.IsLetter(b)
}

// wide reports whether a character is as wide as it is high, as the Chinese are.
func wide(r rune) bool {
	return r >= 0x2e80 && (r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0x1f300 && r <= 0x1faff || r >= 0x20000 && r <= 0x3fffd)
}

// closes reports whether a character may not begin a line.
func closes(r rune) bool {
	return strings.ContainsRune("，。、；：？！）」』》〉】〕”’…—·ー々,.;:?!)]}%", r)
}

// opens reports whether a character may not end a line.
func opens(r rune) bool { return strings.ContainsRune("（「『《〈【〔“‘([{", r) }

// Broken breaks a word that is wider than a line into parts that are not, of one character
// at least, in their order. It has a part even if the word is empty.
func Broken(word string, size float64, f Face, width float64) []string {
	var parts []string
	for {
		fits := Fitting(word, size, f, width) // the rest is measured no further than a line
		parts = append(parts, word[:fits])
		if word = word[fits:]; word == "" {
			return parts
		}
	}
}

// Fitting returns how many bytes of a text fit a width, at least those of one character.
func Fitting(text string, size float64, f Face, width float64) int {
	at := 0.0
	for i, r := range text {
		at += Measure(string(r), size, f)
		if i > 0 && at > width+0.01 {
			return i
		}
	}
	return len(text)
}
