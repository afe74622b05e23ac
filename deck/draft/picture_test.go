package draft_test

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/draft"
)

// picture returns a PNG picture of a size.
func picture(width, height int) []byte {
	img := image.NewGray(image.Rect(0, 0, width, height))
	img.SetGray(width/2, height/2, color.Gray{200})
	var b bytes.Buffer
	_ = png.Encode(&b, img) // a buffer takes everything
	return b.Bytes()
}

func TestAddPicture(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	img := image.NewGray(image.Rect(0, 0, 4, 4))
	var jpg, gifs bytes.Buffer
	if err := jpeg.Encode(&jpg, img, nil); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&gifs, img, nil); err != nil {
		t.Fatal(err)
	}
	svg := []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>`)
	put(t, dir, "media/Taken.png", string(picture(3, 3)))
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"My road (1).PNG", picture(4, 4), "media/my-road-1.png"},
		{"again.png", picture(4, 4), "media/my-road-1.png"},
		{"My road 1.png", picture(5, 4), "media/my-road-1-2.png"},
		{"wrongly-named.png", jpg.Bytes(), "media/wrongly-named.jpg"},
		{"a/b\\c.gif", gifs.Bytes(), "media/b-c.gif"},
		{"../../x.svg", svg, "media/x.svg"},
		{"流失.png", picture(6, 4), "media/picture.png"},
		{"Rose.WebP", webp(t), "media/rose.webp"},
		{"named-wrongly.png", webp(t), "media/rose.webp"}, // what it is its bytes tell
		{"", picture(7, 4), "media/picture-2.png"},
		{"taken.png", picture(8, 4), "media/taken-2.png"},
		{"other.png", picture(3, 3), "media/Taken.png"},
	} {
		got, err := d.AddPicture(test.name, test.data)
		if err != nil || got != test.want {
			t.Errorf("AddPicture(%q) = %q, %v, want %q", test.name, got, err, test.want)
			continue
		}
		if data, err := d.Picture(got); err != nil || !bytes.Equal(data, test.data) {
			t.Errorf("Picture(%q) = %d bytes, %v", got, len(data), err)
		}
	}
	d.SetText(entry(t, d, "a").Key, "## What is a? {#a}\n![A road](media/my-road-1.png)")
	if _, faults := d.Snapshot().Check(); hasRule(faults, "broken-media") {
		t.Errorf("a picture that is not saved yet is missed: %v", faults)
	}
	if p, _ := d.AddPicture("step.png", picture(9, 9)); p == "" {
		t.Fatal("a picture was refused")
	}
	k := entry(t, d, "c").Key
	d.SetText(k, d.Text(k)+"\n\n![One step](media/step.png)")
	if at, _ := d.Undo(); at != k || hasFile(d, "media/step.png") {
		t.Error("a picture and the text that shows it are not one step")
	}
	save(t, d)
	if got := get(t, dir, "media/my-road-1.png"); got != string(picture(4, 4)) {
		t.Error("the picture on disk is another")
	}
	for d.CanUndo() {
		d.Undo()
	}
	save(t, d)
	if left, _ := os.ReadDir(filepath.Join(dir, "media")); len(left) != 1 {
		t.Errorf("all undone, %v is left, want only what there was", left)
	}
}

func hasFile(d *draft.Draft, path string) bool {
	_, err := d.Picture(path)
	return err == nil
}

// sample reads a picture that other tests have.
func sample(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("..", "picture", "testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func webp(tb testing.TB) []byte { return sample(tb, "lossy.webp") }

func hasRule(faults []deck.Fault, rule string) bool {
	for _, f := range faults {
		if f.Rule == rule {
			return true
		}
	}
	return false
}

func TestAddPictureRefuses(t *testing.T) {
	d, _ := open(t, small(t))
	large := append(picture(4, 4), make([]byte, 50<<20)...)
	huge := picture(4, 4)
	copy(huge[16:24], "\x00\x00\x40\x00\x00\x00\x40\x00") // says that it has 16384 × 16384 points
	huge = withCRC(huge)
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"photo.png", large, "“photo.png” has 51 MB, and 20 MB is the most. Make it smaller and add that."},
		{"bomb.png", huge, "“bomb.png” has 16384 × 16384 points, which is 269 million, and 40 million is the most. Make it smaller and add that."},
		{"none.png", nil, "“none.png” is empty."},
		{"cut.png", picture(400, 400)[:80], "“cut.png” is damaged: a part of it is missing or wrong. Save it anew and add that."},
		{"text.png", []byte("hello"), "“text.png” is no picture of a known kind, which decks cannot show. Save it as PNG or JPEG and add that."},
		{"x.webp", []byte("RIFF\x00\x00\x00\x00WEBPVP8 "), "“x.webp” is damaged: a part of it is missing or wrong. Save it anew and add that."},
		{"cut.webp", webp(t)[:120], "“cut.webp” is damaged: a part of it is missing or wrong. Save it anew and add that."},
		{"film.webp", sample(t, "moves.webp"), "“film.webp” is a moving picture, which decks cannot show. Save one picture of it as PNG or JPEG and add that."},
		{"photo.heic", []byte("\x00\x00\x00\x18ftypheic"), "“photo.heic” is a HEIC picture, which decks cannot show. Save it as PNG or JPEG and add that."},
		{"x.pdf", []byte("%PDF-1.7"), "“x.pdf” is a PDF document, which decks cannot show. Save it as PNG or JPEG and add that."},
		{"x.svg", []byte("<svg><path></svg>"), "“x.svg” is an SVG picture that cannot be shown: it is damaged."},
		{"y.svg", []byte("<svg>" + strings.Repeat("<g>", 1000)), "“y.svg” is an SVG picture that cannot be shown: it has too many parts."},
		{"z.svg", []byte("<html><svg></svg></html>"), "“z.svg” is an SVG picture that cannot be shown: it is another kind of document."},
	} {
		if path, err := d.AddPicture(test.name, test.data); err == nil || err.Error() != test.want {
			t.Errorf("AddPicture(%q) = %q, %v\nwant %s", test.name, path, err, test.want)
		}
	}
	if d.Dirty() || d.CanUndo() {
		t.Error("something was taken in")
	}

	file := filepath.Join(t.TempDir(), "film.png")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(50 << 20); err != nil {
		t.Fatal(err)
	}
	f.Close()
	const want = "“film.png” has 50 MB, and 20 MB is the most. Make it smaller and add that."
	if _, err := draft.ReadPicture(file); err == nil || err.Error() != want {
		t.Errorf("ReadPicture = %v, want %s", err, want)
	}
	if _, err := draft.ReadPicture(filepath.Dir(file)); err == nil {
		t.Error("a folder was read as a picture")
	}
}

// withCRC makes the header of a PNG picture right after its size was changed.
func withCRC(data []byte) []byte {
	var crc [256]uint32
	for n := range crc {
		c := uint32(n)
		for range 8 {
			if c&1 == 1 {
				c = 0xedb88320 ^ c>>1
			} else {
				c >>= 1
			}
		}
		crc[n] = c
	}
	c := ^uint32(0)
	for _, b := range data[12:29] {
		c = crc[byte(c)^b] ^ c>>8
	}
	c = ^c
	copy(data[29:33], []byte{byte(c >> 24), byte(c >> 16), byte(c >> 8), byte(c)})
	return data
}

func TestPictureKeepsToTheDeck(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "link.png")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"../x.png", "/etc/passwd", `media\x.png`, "C:/x.png", "link.png", "media/none.png"} {
		if data, err := d.Picture(path); err == nil {
			t.Errorf("Picture(%q) = %d bytes, want a refusal", path, len(data))
		}
	}
}

// TestPicturesStayInTheDeck holds that nothing is written through a link out of the deck.
func TestPicturesStayInTheDeck(t *testing.T) {
	dir, elsewhere := small(t), t.TempDir()
	if err := os.Symlink(elsewhere, filepath.Join(dir, "media")); err != nil {
		t.Fatal(err)
	}
	d, _ := open(t, dir)
	if _, err := d.AddPicture("x.png", picture(2, 2)); err != nil {
		t.Fatal(err)
	}
	if err := d.Save(); err == nil || !strings.Contains(err.Error(), "media is a link to another place") {
		t.Errorf("Save = %v, want a sentence about the link", err)
	}
	if left, _ := os.ReadDir(elsewhere); len(left) > 0 {
		t.Errorf("%d files were written elsewhere", len(left))
	}
	long, err := d.AddPicture(strings.Repeat("a", 47)+" "+strings.Repeat("b c", 100)+".png", picture(3, 3))
	if err != nil || len(long) > 70 {
		t.Errorf("a long name becomes %q, %v", long, err)
	}
}
