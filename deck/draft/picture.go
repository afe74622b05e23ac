package draft

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"touchpoint/deck/picture"
)

// Limits on pictures.
const (
	MaxPicture   = picture.MaxBytes
	maxSVG       = 2 << 20 // bytes
	maxSVGDepth  = 100
	maxSVGTokens = 500_000
	fullDecode   = 4_000_000 // pixels of a picture that is read to its end to see whether it is whole
)

// AddPicture takes a picture into the folder media and returns the path to write into a
// note. What kind of picture it is its bytes tell. One that the deck has already is not
// taken in again.
func (d *Draft) AddPicture(name string, data []byte) (string, error) {
	ending, err := examine(name, data)
	if err != nil {
		return "", err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.alone != "" {
		return "", sentence("A deck of one file has no pictures of its own. Make a folder of it, with the text as deck.md.")
	}
	taken, same := d.media(data)
	if same != "" {
		return same, nil
	}
	for stem := range numbered(slugOf(base(name), "picture")) {
		p := mediaFolder + "/" + stem + ending
		if taken[p] {
			continue
		}
		e := d.begin()
		e.splice(d.file(p), 0, 0, &piece{key: d.newKey(), raw: string(data)})
		e.step.opens = true // the note that shows it is about to say so
		e.commit(d.typed)
		return p, nil
	}
	return "", errGone // there is always another number
}

// media returns the names that are taken in the folder of pictures, in small letters since
// some systems take them for the same, and the path of a picture with these bytes.
func (d *Draft) media(data []byte) (taken map[string]bool, same string) {
	taken = make(map[string]bool)
	entries, _ := d.where.list(mediaFolder) // most decks have none
	for _, e := range entries {
		p := mediaFolder + "/" + e.Name()
		taken[strings.ToLower(p)] = true
		info, err := e.Info()
		if err != nil || info.Size() != int64(len(data)) || d.known(p) != nil || !picture.Known(path.Ext(p)) {
			continue
		}
		if old, _, err := d.where.read(p, MaxPicture); err == nil && bytes.Equal(old, data) {
			same = p
		}
	}
	for _, f := range d.files {
		if f.kind != mediaFile {
			continue
		}
		taken[strings.ToLower(f.name)] = true
		if len(f.pieces) > 0 && f.pieces[0].raw == string(data) {
			same = f.name
		}
	}
	return taken, same
}

// examine returns the ending that a picture's file should have, or why it is refused.
func examine(name string, data []byte) (ending string, err error) {
	shown := cmpName(name)
	if len(data) > MaxPicture {
		return "", sizeError(shown, int64(len(data)))
	}
	if len(data) == 0 {
		return "", say("%s is empty.", shown)
	}
	h, err := picture.Read(data)
	var large *picture.LargeError
	var unknown *picture.UnknownError
	switch {
	case errors.As(err, &large):
		return "", say("%s has %s. Make it smaller and add that.", shown, large.Size())
	case errors.Is(err, picture.ErrAnimated):
		return "", say("%s is a moving picture, which decks cannot show. Save one picture of it as PNG or JPEG and add that.", shown)
	case errors.As(err, &unknown):
		return "", say("%s is %s, which decks cannot show. Save it as PNG or JPEG and add that.", shown, unknown.What)
	case err != nil:
		return "", damaged(shown)
	case h.Format == picture.SVG:
		if err := checkSVG(data); err != nil {
			return "", say("%s is an SVG picture that cannot be shown: %s.", shown, err)
		}
	case h.Width*h.Height <= fullDecode:
		if _, err := picture.Decode(data); err != nil {
			return "", damaged(shown)
		}
	}
	return h.Format.Ending(), nil
}

func damaged(shown string) error {
	return say("%s is damaged: a part of it is missing or wrong. Save it anew and add that.", shown)
}

func cmpName(name string) string {
	if name = filepath.Base(name); name == "." || name == string(filepath.Separator) {
		return "The picture"
	}
	return "“" + strings.ToValidUTF8(name, "\ufffd") + "”"
}

func sizeError(shown string, size int64) error {
	return say("%s has %d MB, and %d MB is the most. Make it smaller and add that.", shown, (size+1<<20-1)>>20, MaxPicture>>20)
}

// checkSVG reads an SVG picture within limits and returns what is wrong with it.
func checkSVG(data []byte) error {
	if len(data) > maxSVG {
		return fmt.Errorf("it has %d KB, and %d KB is the most", (len(data)+1023)>>10, maxSVG>>10)
	}
	if !utf8.Valid(data) {
		return errors.New("it is not UTF-8 text")
	}
	in := xml.NewDecoder(bytes.NewReader(data))
	depth := 0
	for n := 0; ; n++ {
		t, err := in.Token()
		if errors.Is(err, io.EOF) && n > 0 {
			return nil
		}
		switch t := t.(type) {
		case nil:
			return errors.New("it is damaged")
		case xml.StartElement:
			if depth == 0 && t.Name.Local != "svg" {
				return errors.New("it is another kind of document")
			}
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxSVGDepth || n > maxSVGTokens {
			return errors.New("it has too many parts")
		}
	}
}

// ReadPicture reads a picture from anywhere on the machine, to be given to
// [Draft.AddPicture]. What is too large is refused before it is read.
func ReadPicture(file string) ([]byte, error) {
	shown := cmpName(file)
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, say("%s cannot be read: %s.", shown, reason(err))
	case !info.Mode().IsRegular():
		return nil, say("%s is not a file.", shown)
	case info.Size() > MaxPicture:
		return nil, sizeError(shown, info.Size())
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, say("%s cannot be read: %s.", shown, reason(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxPicture+1))
	if err != nil {
		return nil, say("%s cannot be read: %s.", shown, reason(err))
	}
	return data, nil
}

// Picture returns the bytes of a picture by the path that stands in a note.
func (d *Draft) Picture(name string) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	clean := path.Clean(name)
	if !fs.ValidPath(clean) || strings.ContainsAny(name, "\\:\x00") {
		return nil, say("“%s” lies outside the deck and is not read.", name)
	}
	if d.alone != "" {
		return nil, say("A deck of one file has no pictures of its own: “%s” is not shown.", name)
	}
	if f := d.known(clean); f != nil && f.kind == mediaFile {
		if f.pieces != nil {
			return []byte(f.pieces[0].raw), nil
		}
		if f.stamp.exists {
			return nil, say("“%s” is missing from the deck.", name)
		}
	}
	data, now, err := d.where.read(clean, MaxPicture)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, say("“%s” is missing from the deck.", name)
	case err != nil:
		return nil, say("“%s” cannot be shown: %s.", name, reason(err))
	}
	d.view(clean, viewed{data, now})
	return data, nil
}
