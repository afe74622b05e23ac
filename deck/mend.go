package deck

import (
	"bytes"
	"errors"
	"unicode/utf8"
)

// errPlace is returned for an edit of a place that the text does not have.
var errPlace = errors.New("the text has changed since it was checked; check it again")

// Mend makes the edits of a fault in a file as it is on disk, or in a piece of it if the
// fault is one of the piece. Edits must be in order and not overlap. Line breaks that they
// write are those of the file.
func Mend(src []byte, edits []Edit) ([]byte, error) {
	if len(edits) == 0 {
		return src, nil
	}
	crlf := bytes.Contains(src, []byte("\r\n"))
	var out bytes.Buffer
	w := walker{src: src, line: 1}
	if bytes.HasPrefix(src, []byte(byteOrderMark)) {
		w.at, w.start = len(byteOrderMark), len(byteOrderMark)
	}
	done := 0
	for _, e := range edits {
		from, ok := w.offset(e.From)
		if !ok || from < done {
			return nil, errPlace
		}
		to, ok := w.offset(e.To)
		if !ok || to < from {
			return nil, errPlace
		}
		out.Write(src[done:from])
		text := []byte(e.Text)
		if crlf {
			text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
		}
		out.Write(text)
		done = to
	}
	out.Write(src[done:])
	return out.Bytes(), nil
}

// A walker finds places in a file, each behind the one before it.
type walker struct {
	src   []byte
	line  int // from 1
	start int // of the line
	at    int
}

// offset returns the byte at which a place is.
func (w *walker) offset(p Pos) (int, bool) {
	if p.Line < w.line || p.Column < 1 {
		return 0, false
	}
	for ; w.line < p.Line; w.line++ {
		n := bytes.IndexByte(w.src[w.start:], '\n')
		if n < 0 {
			return 0, false
		}
		w.start += n + 1
	}
	at := w.start
	for range p.Column - 1 {
		if at >= len(w.src) || w.src[at] == '\n' {
			return 0, false
		}
		_, size := utf8.DecodeRune(w.src[at:])
		at += size
	}
	return at, true
}
