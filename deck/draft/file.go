package draft

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

// byteOrderMark begins some files. It is kept, and no piece has it.
const byteOrderMark = "\ufeff"

// headFile is the file of a deck folder with the front matter.
const headFile = "deck.md"

// A fileKind says what a file is to a deck.
type fileKind uint8

const (
	textFile fileKind = iota
	modelFile
	mediaFile
)

// A file is one file of a deck: what its author has made of it, and what is on disk.
type file struct {
	name    string // slash-separated, relative to the deck's folder
	kind    fileKind
	pieces  []*piece // never changed in place; nil if there is no such file
	bom     bool
	lineEnd string // with which new lines end
	locked  string // why it cannot be edited, "" if it can
	tooBig  bool   // its bytes were not read

	base  []*piece // the pieces of what is on disk; nil if the file is not there
	stamp stamp    // of what is on disk
}

// A stamp tells whether a file on disk is still as it was seen.
type stamp struct {
	exists bool
	sum    [sha256.Size]byte
	size   int64
	mod    time.Time
	seen   time.Time // when it was read; a change just after may bear the same time
}

// kindOf returns what a file of a deck is by its name.
func kindOf(name string) fileKind {
	switch {
	case strings.HasPrefix(name, modelFolder+"/"):
		return modelFile
	case strings.HasPrefix(name, mediaFolder+"/"):
		return mediaFile
	}
	return textFile
}

// Folders of a deck.
const (
	modelFolder = "models"
	mediaFolder = "media"
)

// load makes pieces of the bytes of a file.
func (d *Draft) load(f *file, src []byte) []*piece {
	text := string(src)
	if f.kind == mediaFile {
		return []*piece{{key: d.newKey(), raw: text}}
	}
	f.bom = strings.HasPrefix(text, byteOrderMark)
	text = strings.TrimPrefix(text, byteOrderMark)
	f.lineEnd = usualLineEnd(text)
	f.locked = whyLocked(f.name, src)
	if f.kind == modelFile {
		return []*piece{d.modelPiece(text)}
	}
	return d.split(text)
}

// modelPiece makes the piece that is the whole file of a model.
func (d *Draft) modelPiece(text string) *piece {
	p := &piece{key: d.newKey(), raw: text}
	p.readModel()
	return p
}

// readModel fills in what the outline says of a model.
func (p *piece) readModel() {
	p.text = seen(p.raw)
	p.title, p.id, p.modelKind = "", "", ""
	if m, _ := model.Parse([]byte(p.text)); m != nil {
		p.title, p.id, p.modelKind = m.Title, m.ID, m.Kind
	}
}

// split takes the text of a file apart. What stands before its first heading is a piece
// of its own, also when it is nothing.
func (d *Draft) split(text string) []*piece {
	src := []byte(text)
	parts := deck.Pieces(src)
	pieces := make([]*piece, 0, len(parts)+1)
	end := 0
	for i, part := range parts {
		if part.From != end || part.To < part.From || part.To > len(text) {
			return []*piece{newPiece(d.newKey(), text, 0)}
		}
		end = part.To
		if i == 0 && part.Level > 0 {
			pieces = append(pieces, newPiece(d.newKey(), "", 0))
		}
		p := newPart(d.newKey(), text[part.From:part.To], part.Level)
		p.title, p.id, p.kind, p.level = part.Title, string(part.ID), part.Kind, part.Level
		pieces = append(pieces, p)
	}
	if end != len(text) || len(pieces) == 0 {
		return []*piece{newPiece(d.newKey(), text, 0)}
	}
	return pieces
}

// bytesOf returns pieces of the file as bytes on disk.
func (f *file) bytesOf(pieces []*piece) []byte {
	n := len(byteOrderMark)
	for _, p := range pieces {
		n += len(p.raw) + len(p.tail)
	}
	out := make([]byte, 0, n)
	if f.bom {
		out = append(out, byteOrderMark...)
	}
	for _, p := range pieces {
		out = append(out, p.raw...)
		out = append(out, p.tail...)
	}
	return out
}

// changed reports whether the file is other than on disk.
func (f *file) changed() bool {
	if f.tooBig {
		return false
	}
	if (f.pieces == nil) != !f.stamp.exists {
		return true
	}
	now, base := f.pieces, f.base
	for len(now) > 0 && len(base) > 0 && now[0] == base[0] {
		now, base = now[1:], base[1:]
	}
	for len(now) > 0 && len(base) > 0 && now[len(now)-1] == base[len(base)-1] {
		now, base = now[:len(now)-1], base[:len(base)-1]
	}
	return !bytes.Equal(f.bytesOf(now), f.bytesOf(base))
}

// usualLineEnd returns how most lines of a text end.
func usualLineEnd(text string) string {
	if crlf := strings.Count(text, "\r\n"); crlf > 0 && 2*crlf > strings.Count(text, "\n") {
		return "\r\n"
	}
	return "\n"
}

// whyLocked returns why a text cannot be edited: a sentence with the place of the first
// byte that is no text, "" if there is none.
func whyLocked(name string, src []byte) string {
	if bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")) {
		return fmt.Sprintf("%s is UTF-16 text. Save it as UTF-8 in another program to edit it here; nothing in it is changed.", name)
	}
	if utf8.Valid(src) && bytes.IndexByte(src, 0) < 0 {
		return ""
	}
	line, column := 1, 1
	rest := bytes.TrimPrefix(src, []byte(byteOrderMark))
	for len(rest) > 0 {
		r, n := utf8.DecodeRune(rest)
		if r == utf8.RuneError && n == 1 || r == 0 {
			break
		}
		if column++; r == '\n' {
			line, column = line+1, 1
		}
		rest = rest[n:]
	}
	return fmt.Sprintf("%s is not UTF-8 text: byte 0x%02X at line %d, column %d. Save it as UTF-8 in another program to edit it here; nothing in it is changed.",
		name, rest[0], line, column)
}

// order brings the files into the order of the outline: deck.md, the other texts, the
// models, the rest, each by name.
func (d *Draft) order() {
	rank := func(f *file) int {
		if f.name == headFile {
			return -1
		}
		return int(f.kind)
	}
	slices.SortFunc(d.files, func(a, b *file) int {
		if ra, rb := rank(a), rank(b); ra != rb {
			return ra - rb
		}
		return strings.Compare(a.name, b.name)
	})
}

// file returns the file of a name, which is made if the draft does not know it.
func (d *Draft) file(name string) *file {
	if f := d.known(name); f != nil {
		return f
	}
	f := &file{name: name, kind: kindOf(name), lineEnd: "\n"}
	d.files = append(d.files, f)
	d.order()
	d.outline = nil
	return f
}

// known returns the file of a name, nil if the draft has none.
func (d *Draft) known(name string) *file {
	for _, f := range d.files {
		if f.name == name {
			return f
		}
	}
	return nil
}

// head returns the file with the front matter.
func (d *Draft) head() *file { return d.files[0] }

// base returns the last part of a file's name, without its ending.
func base(name string) string { return strings.TrimSuffix(path.Base(name), path.Ext(name)) }
