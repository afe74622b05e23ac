package anki

import (
	"errors"
	"io/fs"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"touchpoint/deck"
	"touchpoint/deck/pack"
)

var errTooLarge = errors.New("larger than a deck may have it")

// ownTexts are the notes of a deck as they stand in its files.
type ownTexts struct {
	byLine map[string]map[int]string // by file and the line of the heading
	front  string                    // what stands before the first heading of the first file
	failed []string                  // files that could not be read
}

// readTexts reads the deck's files of text. Files that cannot be read, or are not those
// that the deck was read from, leave their notes without text.
func readTexts(d *deck.Deck, fsys fs.FS) ownTexts {
	t := ownTexts{byLine: make(map[string]map[int]string, len(d.Files))}
	if fsys == nil {
		return t
	}
	type file struct {
		texts map[int]string
		front string
		err   error
	}
	files := make([]file, len(d.Files))
	var next atomic.Int64
	together(func() {
		for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
			src, err := readLimited(fsys, d.Files[i], pack.MaxText)
			if err != nil {
				files[i].err = err
				continue
			}
			files[i].texts, files[i].front = textsIn(src)
		}
	})
	for i, f := range files {
		if f.err != nil {
			t.failed = append(t.failed, d.Files[i])
			continue
		}
		t.byLine[d.Files[i]] = f.texts
		if i == 0 && isText(f.front) {
			t.front = f.front
		}
	}
	return t
}

// textsIn returns the notes of a file by the lines of their headings, and what stands
// before the first heading of all.
func textsIn(src []byte) (byLine map[int]string, front string) {
	pieces := deck.Bounds(src)
	byLine = make(map[int]string, len(pieces))
	text := string(src)
	line, at := 1, 0
	for i, p := range pieces {
		if i == 0 {
			front = text[:p.To]
		}
		line += strings.Count(text[at:p.From], "\n")
		at = p.From
		if p.Level == 2 {
			byLine[line] = text[p.From:p.To]
		}
	}
	return byLine, front
}

// of returns the text of a note with its id, "" if it is not known.
func (t *ownTexts) of(n *deck.Note) string {
	text := t.byLine[n.Pos.File][n.Pos.Line]
	if text == "" || !isText(text) {
		return ""
	}
	if n.Derived {
		named := *n
		named.Derived = false
		return deck.WithHeading(text, &named)
	}
	return text
}

// isText reports whether a text can stand in a field.
func isText(s string) bool { return utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 }

// readLimited reads a file that may have so many bytes.
func readLimited(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	case info.Size() > limit:
		return nil, errTooLarge
	}
	return fs.ReadFile(fsys, name)
}
