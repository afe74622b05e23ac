package deck

import (
	"bytes"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A source is the text of one file with the way from byte offsets to lines and columns.
// Its text has neither a byte order mark nor carriage returns before line feeds; lines
// and columns are those of the file all the same.
type source struct {
	name    string
	text    string
	lines   []int // offset of the beginning of each line
	invalid bool  // bytes that are not UTF-8, or zero, were replaced
}

// A trace tells where the parts of a deck stand in its files.
type trace struct {
	alone   bool // the deck is one file and has no folder
	empty   bool // the deck has no notes, and no error that could be why
	lost    bool // the deck may have sources that could not be read
	index   map[NoteID]int
	files   map[string]*source
	origins []origin              // of the notes, in their order
	models  map[string]*modelFile // by id, those that could not be read among them
	broken  map[NoteID]bool       // ids of notes that were left out because of an error
}

// An origin is the place of a note: its heading and body in a file.
type origin struct {
	*source
	chunk
}

const byteOrderMark = "\ufeff"

// newSource makes a file's bytes into text. Bytes that cannot stand in a text become
// replacement characters.
func newSource(name string, src []byte) *source {
	src = bytes.TrimPrefix(src, []byte(byteOrderMark))
	if bytes.Contains(src, []byte("\r\n")) {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	}
	s := &source{name: name}
	if !utf8.Valid(src) || bytes.IndexByte(src, 0) >= 0 {
		s.invalid = true
		replacement := []byte(string(unicode.ReplacementChar))
		src = bytes.ToValidUTF8(bytes.ReplaceAll(src, []byte{0}, replacement), replacement)
	}
	s.text = string(src)
	s.lines = make([]int, 1, 1+strings.Count(s.text, "\n"))
	for i := 0; ; {
		n := strings.IndexByte(s.text[i:], '\n')
		if n < 0 {
			return s
		}
		i += n + 1
		s.lines = append(s.lines, i)
	}
}

// lineAt returns the index of the line that the byte at offset stands in.
func (s *source) lineAt(offset int) int {
	return sort.Search(len(s.lines), func(i int) bool { return s.lines[i] > offset }) - 1
}

// line returns a line by its index, without its line feed.
func (s *source) line(i int) string {
	end := len(s.text)
	if i+1 < len(s.lines) {
		end = s.lines[i+1] - 1
	}
	return s.text[s.lines[i]:end]
}

// pos returns the line and column of the byte at offset.
func (s *source) pos(offset int) Pos {
	offset = max(0, min(offset, len(s.text)))
	l := s.lineAt(offset)
	return Pos{File: s.name, Line: l + 1, Column: 1 + utf8.RuneCountInString(s.text[s.lines[l]:offset])}
}

// offset returns the offset of a line, counted from zero, and a column, counted from one
// in runes. What is beyond the text is brought back into it.
func (s *source) offset(line, column int) int {
	l := max(0, min(line, len(s.lines)-1))
	text := s.line(l)
	for i := range text {
		if column <= 1 {
			return s.lines[l] + i
		}
		column--
	}
	return s.lines[l] + len(text)
}

// fault returns a fault at the byte at offset, with the line it stands in.
func (s *source) fault(offset int, severity Severity, rule, message, fix string) Fault {
	const longest = 160 // runes of a line that are shown
	pos := s.pos(offset)
	shown := strings.TrimSpace(s.line(pos.Line - 1))
	if len(shown) > longest*utf8.UTFMax {
		shown = strings.ToValidUTF8(shown[:longest*utf8.UTFMax], "")
	}
	if runes := []rune(shown); len(runes) > longest {
		shown = string(runes[:longest]) + "…"
	}
	return Fault{
		Pos: pos, Severity: severity, Rule: rule,
		Line:    printable(shown),
		Message: printable(message),
		Fix:     printable(fix),
	}
}
