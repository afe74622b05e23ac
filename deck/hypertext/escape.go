package hypertext

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// What a byte of a text means to the writer.
const (
	isText  = iota
	isSpace // white space, or the first byte of the space that does not break
	isSign  // it may mean something in Markdown
	isGone  // a control character, which is not seen
)

var class = func() (t [256]uint8) {
	for c := range 0x20 {
		t[c] = isGone
	}
	t[0x7f] = isGone
	for _, c := range " \t\n\r\f" {
		t[c] = isSpace
	}
	t[0xc2] = isSpace // of U+0080 to U+00BF
	for _, c := range "\\*_`[]<|~{}&:#" {
		t[c] = isSign
	}
	return t
}()

// spaceAt returns the length of the white space that begins at a byte of class isSpace or
// isGone, 0 if there is none, and whether it parts words.
func spaceAt(s string, i int) (n int, parts bool) {
	switch {
	case class[s[i]] == isGone:
		return 1, false
	case s[i] != 0xc2:
		return 1, true
	case i+1 < len(s) && s[i+1] == 0xa0:
		return 2, true
	case i+1 < len(s) && s[i+1] < 0xa0: // control characters
		return 2, false
	}
	return 0, false
}

// Where a word stands, as far as it matters for what must be escaped.
type place struct {
	cell bool // of a table
	gap  bool
}

// appendWord appends a word, without white space, so that it is text in Markdown.
func appendWord(b []byte, word string, at place) []byte {
	only := strings.Trim(word, "#") == "" // would close a heading
	done := 0
	for i := range len(word) {
		c := word[i]
		if class[c] == isText || !needed(word, i, at, only) {
			continue
		}
		b = append(b, word[done:i]...)
		if class[c] == isGone {
			done = i + 1
			continue
		}
		b = append(b, '\\')
		done = i
	}
	return append(b, word[done:]...)
}

// needed reports whether the sign at an offset of a word must be escaped.
func needed(word string, i int, at place, only bool) bool {
	switch c := word[i]; c {
	case '_':
		return i == 0 || i == len(word)-1 || !inWord(word[i-1]) || !inWord(word[i+1])
	case '<':
		return i+1 < len(word) && (letter(word[i+1]) || strings.IndexByte("/!?", word[i+1]) >= 0)
	case '&':
		return reference(word[i:])
	case '|':
		return at.cell
	case ':':
		return at.gap && (i == 0 || i == len(word)-1 || word[i-1] == ':' || word[i+1] == ':')
	case '#':
		return only
	case 0xc2:
		return false
	}
	return true
}

// inWord reports whether a byte is of a letter or a digit.
func inWord(c byte) bool { return letter(c) || c >= '0' && c <= '9' }

// endsReference returns where in a word is the end of a reference that may have begun
// before it, -1 if there is none.
func endsReference(line []byte, word string) int {
	const longest = 40
	n := strings.IndexByte(word[:min(len(word), longest)], ';')
	if n < 0 || bytes.LastIndexByte(line[max(0, len(line)-longest):], '&') < 0 || !reference("&"+"a"+word[:n+1]) {
		return -1
	}
	return n
}

// reference reports whether s begins like a character reference.
func reference(s string) bool {
	const longest = 40
	for i := 1; i < len(s) && i < longest; i++ {
		c := s[i]
		switch {
		case c == ';':
			return i > 1
		case c == '#' && i == 1, letter(c), c >= '0' && c <= '9':
		default:
			return false
		}
	}
	return false
}

// begin returns a line so that it is text from its first sign on.
func begin(line string) string {
	word, _, _ := strings.Cut(line, " ")
	if word == "" {
		return line
	}
	if n := beginning(word); n > 0 || mustEscape(word) {
		return line[:n] + `\` + line[n:]
	}
	return line
}

// beginning returns where in the first word of a line a backslash may be due: behind the
// digits of a number that would make an item.
func beginning(word string) int {
	digits := len(word) - len(strings.TrimLeft(word, "0123456789"))
	if digits > 0 && digits+1 == len(word) && (word[digits] == '.' || word[digits] == ')') {
		return digits
	}
	return 0
}

// mustEscape reports whether the first word of a line would make it something else than
// text: a heading, a quote, an answer, an item, a rule or a part of a table.
func mustEscape(word string) bool {
	switch word[0] {
	case '#', '>', '=', '|':
		return true
	case '-', '+':
		return len(word) == 1 || strings.HasPrefix(word, "--") || rowOfDashes(word)
	case ':':
		return rowOfDashes(word)
	}
	return false
}

// rowOfDashes reports whether a word could part the head of a table from its rows.
func rowOfDashes(word string) bool { return strings.Trim(word, "-:|") == "" }

// target returns an address or a path as it can stand between the brackets of a link.
func target(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c <= ' ' || c == 0x7f || strings.IndexByte("()<>\"'\\`*_[]{}|~!", c) >= 0 || c == '&' && reference(s[i:]) ||
			c == ':' && i > 0 && s[i-1] == ':' {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// fileTarget is target for a path, in which a per cent sign is one.
func fileTarget(path string) string {
	return target(strings.NewReplacer("%", "%25", "?", "%3F", "#", "%23").Replace(path))
}

// isPlain reports whether a text is the same in Markdown, so that nothing need be done.
func isPlain(s string) bool {
	if s == "" {
		return true
	}
	if c := s[0]; !letter(c) && c < utf8.RuneSelf || s[len(s)-1] == ' ' {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; class[c] {
		case isText:
			continue
		case isSpace:
			if c == ' ' && s[i-1] != ' ' {
				continue
			}
		case isSign:
			if c == ':' || c == '|' && i > 0 {
				continue
			}
		}
		return false
	}
	return utf8.ValidString(s)
}
