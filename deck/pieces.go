package deck

import "bytes"

// A Piece is a stretch of a file of a deck, as an author edits it: what stands before the
// first heading, a section's heading with the text beneath it that belongs to no note, or
// a note.
type Piece struct {
	Level    int    // 0: before the first heading, with the front matter; 1: a section; 2: a note
	From, To int    // bytes of the file as it is on disk, byte order mark and carriage returns included
	Title    string // the heading as plain text
	ID       NoteID // of a note; "" if none is written
	Kind     Kind   // of a note
}

// Pieces cuts a file into pieces, which lie side by side from its first byte to its last.
// The first is always of level 0 and may be empty; it holds the byte order mark if there
// is one, so that no other piece does.
func Pieces(src []byte) []Piece {
	return cut(src, func(s *source, c chunk, p *Piece) {
		h, _ := readHeading(s, c)
		p.Title = PlainText(h.text)
		if c.level == 2 {
			p.ID, p.Kind = NoteID(h.attributes.id.text), h.attributes.noteKind()
		}
	})
}

// Bounds says where the [Pieces] of a file lie, without what their headings say, which
// takes most of the time.
func Bounds(src []byte) []Piece {
	return cut(src, func(*source, chunk, *Piece) {})
}

// cut cuts a file into pieces, and has the heading of each read.
func cut(src []byte, read func(*source, chunk, *Piece)) []Piece {
	if len(src) > maxFile || utf16(src) {
		return []Piece{{To: len(src)}}
	}
	s := newSource("", src)
	_, _, next, _ := frontMatter(s)
	chunks, _ := split(s, next)
	pieces := make([]Piece, len(chunks))
	line, at := 0, 0 // a line and where it begins on disk
	for i, c := range chunks {
		p := &pieces[i]
		p.Level, p.To = c.level, len(src)
		if i == 0 {
			continue
		}
		for to := s.lineAt(c.head); line < to; line++ {
			at += bytes.IndexByte(src[at:], '\n') + 1
		}
		if at == 0 && bytes.HasPrefix(src, []byte(byteOrderMark)) {
			at = len(byteOrderMark)
		}
		p.From, pieces[i-1].To = at, at
		read(s, c, p)
	}
	return pieces
}

// utf16 reports whether a file is UTF-16 text, of which nothing can be read.
func utf16(src []byte) bool {
	return bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff"))
}
