package deck

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A source is the text of one file with the way from byte offsets to lines and columns.
// Its text has neither a byte order mark nor carriage returns before line feeds; lines
// and columns are those of the file all the same.
type source struct {
	name    string
	text    string
	lines   []int // offset of the beginning of each line
	invalid bool  // bytes that are not UTF-8, or zero, were replaced, each by one character
	bad     []badByte
}

// A badByte is a byte that was replaced.
type badByte struct {
	at   int // offset of what stands for it in the text
	byte byte
}

// maxBad is how many replaced bytes are remembered. More are the sign of a file that is
// no text at all.
const maxBad = 10_000

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
		src = s.replaceBad(src)
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

// replaceBad returns a text with each byte that cannot stand in one replaced.
func (s *source) replaceBad(src []byte) []byte {
	out := make([]byte, 0, len(src)+len(src)/8)
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			if len(s.bad) < maxBad {
				s.bad = append(s.bad, badByte{len(out), src[i]})
			}
			out = utf8.AppendRune(out, unicode.ReplacementChar)
		} else {
			out = append(out, src[i:i+size]...)
		}
		i += size
	}
	return out
}

// badIn returns the bytes that were replaced between two offsets.
func (s *source) badIn(from, to int) []badByte {
	find := func(at int) int {
		return sort.Search(len(s.bad), func(i int) bool { return s.bad[i].at >= at })
	}
	return s.bad[find(from):find(to)]
}

// encoding returns the fault of text between two offsets that is not UTF-8, if there is
// one. What the bytes mean in the encoding of older Windows systems, from which most of
// them come, mends it.
func (s *source) encoding(from, to int) (Fault, bool) {
	bad := s.badIn(from, to)
	if len(bad) == 0 {
		i := -1
		if len(s.bad) == maxBad { // there may be more
			i = strings.IndexRune(s.text[from:to], unicode.ReplacementChar)
		}
		if i < 0 {
			return Fault{}, false
		}
		return s.fault(from+i, Error, "encoding", "this is not UTF-8 text", "save the file as UTF-8"), true
	}
	message := fmt.Sprintf("the byte 0x%02X is not UTF-8 text", bad[0].byte)
	if bad[0].byte == 0 {
		message = "the byte 0x00 cannot stand in a text"
	}
	switch n := len(bad) - 1; {
	case n == 1:
		message += ", nor is another behind it"
	case n > 1:
		message += fmt.Sprintf(", nor are %d others behind it", n)
	}
	fix := "save the file as UTF-8"
	edits := s.fromWindows(bad)
	if len(edits) > 0 {
		fix += fmt.Sprintf(", or write %s, for which it most likely stands", edits[0].Text)
	}
	f := s.fault(bad[0].at, Error, "encoding", message, fix)
	f.Edits = edits
	return f, true
}

// fromWindows returns the edits that write what bytes mean in the encoding of older Windows
// systems. It returns none if any means nothing there, or if two stand side by side, which
// is the sign of another encoding.
func (s *source) fromWindows(bad []badByte) []Edit {
	const width = len("\ufffd")
	edits := make([]Edit, len(bad))
	for i, b := range bad {
		meant := charmap.Windows1252.DecodeByte(b.byte)
		if b.byte < utf8.RuneSelf || meant == unicode.ReplacementChar || unicode.IsControl(meant) || i > 0 && bad[i-1].at+width == b.at {
			return nil
		}
		edits[i] = s.replace(b.at, b.at+width, string(meant))
	}
	return edits
}

// replace returns the edit that replaces the text between two offsets.
func (s *source) replace(from, to int, text string) Edit {
	return Edit{From: s.pos(from), To: s.pos(to), Text: text}
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
