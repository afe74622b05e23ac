package deck_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"touchpoint/deck"
)

// TestPicturesThatCannotBeShown: a picture that is there and yet shows nothing is told of,
// with what it is and what to do.
func TestPicturesThatCannotBeShown(t *testing.T) {
	var whole bytes.Buffer
	if err := png.Encode(&whole, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	sample := func(name string) []byte {
		data, err := os.ReadFile("picture/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	large := bytes.Clone(sample("lossless.webp"))
	copy(large[21:], "\xff\xff\xff\x0f") // says that it has 16384 × 16384 points
	for _, test := range []struct {
		name string
		data []byte
		want string // "" if it is shown
	}{
		{"a.png", whole.Bytes(), ""},
		{"a.webp", sample("lossy.webp"), ""},
		{"named-wrongly.png", sample("alpha.webp"), ""},
		{"a.svg", []byte("<svg/>"), ""},
		{"torn.png", whole.Bytes()[:20], "the picture media/torn.png is damaged and not shown; save it anew [unfit-picture]"},
		{"film.webp", sample("moves.webp"), "the picture media/film.webp moves, so it is not shown; save one picture of it as PNG or JPEG [unfit-picture]"},
		{"bomb.webp", large, "the picture media/bomb.webp is not shown, since it has 16384 × 16384 points, which is 269 million, and 40 million is the most; make it smaller [unfit-picture]"},
		{"phone.jpg", []byte("\x00\x00\x00\x18ftypheic"), "media/phone.jpg is a HEIC picture, so it is not shown; save it as PNG, JPEG, WebP, GIF or SVG [unfit-picture]"},
		{"call.mp3", []byte("ID3"), "media/call.mp3 is no picture of a known kind, so it is not shown; put a picture there, in PNG, JPEG, WebP, GIF or SVG; sounds and films are linked to, as in [Listen](media/call.mp3) [unfit-picture]"},
	} {
		fsys := fstest.MapFS{
			"deck.md":            {Data: []byte("---\nid: a\ntitle: A\n---\n## What? {#a}\nThis:\n\n![It](media/" + test.name + ")\n\n[open](media/" + test.name + ")\n")},
			"media/" + test.name: {Data: test.data},
		}
		d, faults, err := deck.Parse(fsys)
		if err != nil || len(faults) > 0 {
			t.Fatal(faults, err)
		}
		var got []string
		for _, f := range deck.Check(d, fsys) {
			got = append(got, f.Brief())
		}
		want := test.want
		if want != "" {
			want = "deck.md:8:1: warning: " + want
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("%s: %q, want %q", test.name, got, want)
		}
	}
}
