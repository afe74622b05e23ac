package draft

import (
	"strings"
	"unicode/utf8"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

// A Key names a piece of a draft as long as the draft is open.
type Key string

// A piece is a stretch of a file, or the whole of one that is no text of a deck. It never
// changes: an edit puts another piece with the same key in its place.
type piece struct {
	key  Key
	raw  string // as on disk, without the tail
	tail string // as on disk: what ends the piece, of line ends and spaces
	text string // raw as its author sees it: lines end in line feeds

	level int // 0, 1 or 2, as deck.Piece
	title string
	id    string
	kind  deck.Kind

	modelKind model.Kind // of a model
}

// bytes returns the piece as on disk.
func (p *piece) bytes() string { return p.raw + p.tail }

// same reports whether two pieces have the same bytes.
func (p *piece) same(q *piece) bool {
	return p == q || p != nil && q != nil && p.raw == q.raw && p.tail == q.tail
}

// alike reports whether two pieces say the same, whatever empty lines follow them.
func (p *piece) alike(q *piece) bool {
	return p == q || p != nil && q != nil && p.raw == q.raw
}

// newPiece makes a piece of bytes as on disk. Its level is taken if the text has none.
func newPiece(key Key, raw string, level int) *piece {
	p := newPart(key, raw, level)
	p.read()
	return p
}

// newPart is newPiece for one whose heading is known already.
func newPart(key Key, raw string, level int) *piece {
	body := strings.TrimRight(raw, " \t\r\n")
	rest := raw[len(body):]
	// Spaces after the last word belong to its line, which is the author's.
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		if i > 0 && rest[i-1] == '\r' {
			i--
		}
		body, rest = raw[:len(body)+i], rest[i:]
	} else {
		body, rest = raw, ""
	}
	if strings.TrimSpace(body) == "" {
		body, rest = "", raw
	}
	return &piece{key: key, raw: body, tail: rest, text: seen(body), level: level}
}

// read fills in what follows from the bytes.
func (p *piece) read() {
	p.text = seen(p.raw)
	p.title, p.id, p.kind = "", "", ""
	if p.text == "" {
		return
	}
	for _, q := range deck.Pieces([]byte(p.text)) {
		if q.Level == 0 && (p.level > 0 || q.From == q.To) {
			continue // text that stood under a heading, which its author is about to write anew
		}
		p.title, p.id, p.kind = q.Title, string(q.ID), q.Kind
		if q.Level > 0 {
			p.level = q.Level
		}
		return
	}
	first, _, _ := strings.Cut(p.text, "\n")
	p.title = first
}

// with returns the piece with another text, in which the lines that stay keep their ends.
func (p *piece) with(text, lineEnd string) *piece {
	q := &piece{key: p.key, tail: p.tail, level: p.level}
	q.raw = rewritten(p.raw, p.text, text, lineEnd)
	q.read()
	if q.text != text { // a carriage return of its own
		q.text = text
	}
	return q
}

// seen returns text as its author sees it.
func seen(raw string) string {
	raw = lineFeeds(raw)
	if !utf8.ValidString(raw) {
		raw = strings.ToValidUTF8(raw, "\ufffd")
	}
	return raw
}

// lineFeeds returns text whose lines end in line feeds. Some files have several carriage
// returns before one.
func lineFeeds(text string) string {
	if !strings.Contains(text, "\r\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i := range lines[:len(lines)-1] {
		lines[i] = strings.TrimRight(lines[i], "\r")
	}
	return strings.Join(lines, "\n")
}

// rewritten returns raw changed such that it is seen as text. Lines that stay at the
// beginning and at the end are left as they are; the others end as lineEnd says.
func rewritten(raw, old, text, lineEnd string) string {
	if lineEnd == "\n" && len(raw) == len(old) {
		return text
	}
	head := 0 // bytes of whole lines that are the same, in old and text
	for i := 0; i < len(old) && i < len(text) && old[i] == text[i]; i++ {
		if old[i] == '\n' {
			head = i + 1
		}
	}
	end := 0 // likewise at the end
	for i := 1; i <= len(old)-head && i <= len(text)-head && old[len(old)-i] == text[len(text)-i]; i++ {
		if beginsLine(old, len(old)-i, head) && beginsLine(text, len(text)-i, head) {
			end = i
		}
	}
	middle := text[head : len(text)-end]
	if lineEnd != "\n" {
		middle = strings.ReplaceAll(middle, "\n", lineEnd)
	}
	return raw[:lineBytes(raw, strings.Count(old[:head], "\n"))] +
		middle +
		raw[len(raw)-lastBytes(raw, strings.Count(old[len(old)-end:], "\n"), end):]
}

// beginsLine reports whether a line begins at an offset of a text, as one does at head.
func beginsLine(text string, at, head int) bool { return at == head || text[at-1] == '\n' }

// lineBytes returns how many bytes the first n lines of raw have.
func lineBytes(raw string, n int) int {
	at := 0
	for range n {
		at += strings.IndexByte(raw[at:], '\n') + 1
	}
	return at
}

// lastBytes returns how many bytes of raw are seen as its last end bytes, which hold n
// line feeds and begin at a line.
func lastBytes(raw string, n, end int) int {
	if end == 0 {
		return 0
	}
	at := len(raw)
	for range n {
		at = strings.LastIndexByte(raw[:at], '\n')
	}
	return len(raw) - (strings.LastIndexByte(raw[:at], '\n') + 1)
}
