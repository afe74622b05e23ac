package draft

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // to know the size of a picture
	_ "image/jpeg" // likewise
	_ "image/png"  // likewise
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Limits on pictures.
const (
	MaxPicture   = 20 << 20 // bytes
	MaxPixels    = 40_000_000
	maxSVG       = 2 << 20 // bytes
	maxSVGDepth  = 100
	maxSVGTokens = 500_000
	fullDecode   = 4_000_000 // pixels of a picture that is read to its end to see whether it is whole
)

// pictureEndings are those of the pictures that a deck can show.
var pictureEndings = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".svg": true}

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
	entries, _ := os.ReadDir(d.pathOf(mediaFolder)) // most decks have none
	for _, e := range entries {
		p := mediaFolder + "/" + e.Name()
		taken[strings.ToLower(p)] = true
		info, err := e.Info()
		if err != nil || info.Size() != int64(len(data)) || d.known(p) != nil || !pictureEndings[path.Ext(p)] {
			continue
		}
		if old, _, err := readIn(d.dir, p, MaxPicture); err == nil && bytes.Equal(old, data) {
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
	if looksSVG(data) {
		if err := checkSVG(data); err != nil {
			return "", say("%s is an SVG picture that cannot be shown: %s.", shown, err)
		}
		return ".svg", nil
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	endings := map[string]string{"png": ".png", "jpeg": ".jpg", "gif": ".gif"}
	if ending = endings[format]; err != nil || ending == "" {
		return "", say("%s is %s, which decks cannot show. Save it as PNG or JPEG and add that.", shown, formatOf(data))
	}
	if pixels := int64(config.Width) * int64(config.Height); pixels > MaxPixels {
		return "", say("%s has %d × %d points, which is %d million, and %d million is the most. Make it smaller and add that.",
			shown, config.Width, config.Height, (pixels+999_999)/1_000_000, MaxPixels/1_000_000)
	} else if pixels == 0 {
		return "", say("%s has no size.", shown)
	} else if pixels <= fullDecode {
		if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
			return "", say("%s is damaged: a part of it is missing or wrong. Save it anew and add that.", shown)
		}
	}
	return ending, nil
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

// formatOf names what bytes are that are no picture for a deck.
func formatOf(data []byte) string {
	at := func(i int, s string) bool { return len(data) >= i+len(s) && string(data[i:i+len(s)]) == s }
	switch {
	case at(0, "RIFF") && at(8, "WEBP"):
		return "a WebP picture"
	case at(0, "BM"):
		return "a BMP picture"
	case at(0, "II*\x00"), at(0, "MM\x00*"):
		return "a TIFF picture"
	case at(4, "ftypheic"), at(4, "ftypheix"), at(4, "ftypmif1"):
		return "a HEIC picture"
	case at(4, "ftypavif"):
		return "an AVIF picture"
	case at(0, "%PDF-"):
		return "a PDF document"
	case at(0, "\x89PNG"), at(0, "\xff\xd8"), at(0, "GIF8"):
		return "a damaged picture"
	}
	return "no picture of a known kind"
}

// looksSVG reports whether bytes begin as an SVG picture does.
func looksSVG(data []byte) bool {
	begin := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 4096)], []byte(byteOrderMark)), " \t\r\n")
	return bytes.HasPrefix(begin, []byte("<")) && bytes.Contains(begin, []byte("<svg"))
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
	data, _, err := readIn(d.dir, clean, MaxPicture)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, say("“%s” is missing from the deck.", name)
	case err != nil:
		return nil, say("“%s” cannot be shown: %s.", name, reason(err))
	}
	return data, nil
}
