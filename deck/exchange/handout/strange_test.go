package handout_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"touchpoint/deck/exchange/handout"
	"touchpoint/deck/exchange/paper"
)

// TestStrangeTexts: whatever stands in a note, all of it is on the sheets, and on the paper.
func TestStrangeTexts(t *testing.T) {
	words := []string{
		"short", "æøå", "顾客参与是什么", "averyveryveryverylongwordwithoutanyplacetobreakitthatiswiderthanacardandperhapsthanthesheetaswellindeed",
		"**bold**", "*slanted*,", "`code`", "~~gone~~", "[link](https://example.org/a)", "\n\n", "\n- item ", "\n1. item ", "\n> quote ", "[@a]", "[@b; @a]",
		"\n\n| a | b | c |\n|---|---|---|\n| d | e | f |\n\n", "$`x^2`$", "\n\n```\ncode   here\n```\n\n", "x₁²", "😀", "{{", "\\\n",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 120).Draw(t, "words"), rapid.SampledFrom([]string{" ", ""}).Draw(t, "between"))
		name := rapid.SampledFrom([]string{"list", "two columns", "blank", "fold", "cards", "letter"}).Draw(t, "layout")
		d := deckOf(t, "## Begin "+rapid.SampledFrom(words[:8]).Draw(t, "front")+" {#a}\nfirstword "+text+"\n\nlastword\n")
		if d == nil {
			return
		}
		list, err := handout.Pages(t.Context(), d, nil, layouts[name])
		if err != nil {
			t.Fatal(err)
		}
		inside(t, list)
		all := said(list)
		for _, want := range []string{"Begin", "firstword", "lastword"} {
			if !strings.Contains(all, want) {
				t.Fatalf("%q is left out", want)
			}
		}
	})
}

// png16 is a PNG file with sixteen bits a colour, which no PDF file holds as it is.
func png16(tb testing.TB) []byte {
	tb.Helper()
	return encoded(tb, func(w io.Writer) error { return png.Encode(w, image.NewNRGBA64(image.Rect(0, 0, 40, 30))) })
}

func encoded(tb testing.TB, encode func(io.Writer) error) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// claiming is a PNG file whose head claims another size.
func claiming(tb testing.TB, width, height uint32) []byte {
	tb.Helper()
	data := png16(tb)
	binary.BigEndian.PutUint32(data[16:], width)
	binary.BigEndian.PutUint32(data[20:], height)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

// chunked is a grey PNG file with one more chunk before what it shows.
func chunked(tb testing.TB, kind, holds string) []byte {
	tb.Helper()
	data := encoded(tb, func(w io.Writer) error { return png.Encode(w, image.NewGray(image.Rect(0, 0, 40, 30))) })
	const head = 33 // bytes before the second chunk
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(holds)))
	chunk = append(chunk, kind+holds...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return slices.Insert(data, head, chunk...)
}

// namedRGB is a JPEG file whose colours are red, green and blue, as its parts are called.
func namedRGB(data []byte) []byte {
	data = slices.Clone(data)
	frame := bytes.Index(data, []byte{0xff, 0xc0}) + 10 // the first of its parts
	scan := bytes.Index(data, []byte{0xff, 0xda}) + 5
	for i, name := range []byte("RGB") {
		data[frame+3*i], data[scan+2*i] = name, name
	}
	return data
}

// sample reads a picture that other tests have.
func sample(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "picture", "testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func TestPictures(t *testing.T) {
	see := image.NewNRGBA(image.Rect(0, 0, 40, 30))
	see.Set(1, 1, color.NRGBA{R: 200, A: 100})
	small := image.NewPaletted(image.Rect(0, 0, 40, 30), palette.Plan9)
	photo := encoded(t, func(w io.Writer) error { return jpeg.Encode(w, see, nil) })
	for name, tt := range map[string]struct {
		data  []byte
		shown bool
	}{
		"a PNG that is seen through":     {encoded(t, func(w io.Writer) error { return png.Encode(w, see) }), true},
		"a PNG of sixteen bits":          {png16(t), true},
		"a PNG of few colours":           {encoded(t, func(w io.Writer) error { return png.Encode(w, small) }), true},
		"a PNG with an empty part":       {chunked(t, "teXt", ""), true},
		"a PNG with an empty measure":    {chunked(t, "pHYs", ""), true},
		"a PNG with a short measure":     {chunked(t, "pHYs", "abc"), true},
		"a PNG with a long measure":      {chunked(t, "pHYs", strings.Repeat("a", 5000)), true},
		"a PNG with a measure":           {chunked(t, "pHYs", "\x00\x00\x0b\x13\x00\x00\x0b\x13\x01"), true},
		"a GIF":                          {encoded(t, func(w io.Writer) error { return gif.Encode(w, small, nil) }), true},
		"a JPEG":                         {photo, true},
		"a JPEG of other colours":        {namedRGB(photo), true},
		"a large JPEG":                   {encoded(t, func(w io.Writer) error { return jpeg.Encode(w, image.NewGray(image.Rect(0, 0, 3000, 20)), nil) }), true},
		"a WebP photograph":              {sample(t, "lossy.webp"), true},
		"a WebP drawing":                 {sample(t, "lossless.webp"), true},
		"a WebP that is seen through":    {sample(t, "alpha.webp"), true},
		"a WebP that moves":              {sample(t, "moves.webp"), false},
		"half a WebP":                    {sample(t, "lossy.webp")[:120], false},
		"half a JPEG":                    {photo[:len(photo)/2], false},
		"a PNG that claims to be huge":   {claiming(t, 1<<30, 1<<30), false},
		"a PNG that claims to be large":  {claiming(t, 40000, 40000), false},
		"a PNG that claims another size": {claiming(t, 400, 300), false},
		"a drawing":                      {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), false},
		"text":                           {[]byte("no picture"), false},
		"nothing":                        {nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := written(t, "## What? {#a}\n![Words for it](media/p.png)\n\nThen.\n\n## Where? {#o .occlude}\n![Words for it](media/p.png)\n- 1: 10 10 20 20\n")
			media := fstest.MapFS{"media/p.png": {Data: tt.data}}
			for _, layout := range []handout.Layout{handout.List, handout.Cards} {
				list := pages(t, d, media, handout.Options{Layout: layout})
				checkInside(t, list)
				shown := false
				for _, p := range list {
					for _, m := range p.Marks {
						shown = shown || m.Kind == paper.Picture
					}
				}
				if shown != tt.shown || strings.Contains(said(list), "Picture:Wordsforit") == tt.shown {
					t.Errorf("%s: shown: %v, want %v", layout, shown, tt.shown)
				}
				if err := handout.PDF(t.Context(), io.Discard, d, media, handout.Options{Layout: layout}); err != nil {
					t.Errorf("%s: %v", layout, err)
				}
			}
		})
	}
}

func TestPicturesOutsideTheDeck(t *testing.T) {
	d := written(t, "## What? {#a}\n![Words](../secret.png)\n\nThen.\n")
	if all := said(pages(t, d, fstest.MapFS{"secret.png": {Data: []byte("x")}}, handout.Options{})); !strings.Contains(all, "Picture:Words") {
		t.Errorf("the sheet says %q", all)
	}
}

// FuzzPages sets any text as a deck: it comes back with pages on which everything stands
// inside, and as a file.
func FuzzPages(f *testing.F) {
	f.Add("## A? {#a}\nB **c** [@a]\n\n> d", uint8(0))
	f.Add("## A {#a .cloze}\n{{b}} and {{c::d}}", uint8(3))
	f.Add("## A {#a}\n| a | b |\n|--|--|\n| 中文中文中文 | b |\n\n- a\n  - b\n    - c", uint8(4))
	f.Add("## A {#a .occlude}\n![p](media/p.png)\n- 1: 0 0 200 900 b", uint8(4))
	names := []string{"list", "two columns", "blank", "fold", "cards", "letter"}
	f.Fuzz(func(t *testing.T, notes string, layout uint8) {
		if len(notes) > 4000 {
			return
		}
		d := deckOf(t, notes)
		if d == nil {
			return
		}
		o := layouts[names[int(layout)%len(names)]]
		list, err := handout.Pages(t.Context(), d, nil, o)
		if err != nil {
			return // nothing to print
		}
		inside(t, list)
		if err := paper.WritePDF(io.Discard, list, paper.Meta{}); err != nil {
			t.Fatal(err)
		}
		if err := handout.HTML(t.Context(), io.Discard, d, nil, handout.HTMLOptions{}); err != nil {
			t.Fatal(err)
		}
	})
}
