package picture_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"

	"touchpoint/deck/picture"
)

// sample is a small picture in which no two places are alike.
func sample(width, height int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetNRGBA(x, y, color.NRGBA{uint8(x * 9), uint8(y * 11), uint8(x ^ y), 0xff})
		}
	}
	return img
}

func encoded(tb testing.TB, encode func(io.Writer) error) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func TestFormats(t *testing.T) {
	img := sample(24, 18)
	for _, test := range []struct {
		name   string
		data   []byte
		format picture.Format
		ending string
	}{
		{"png", encoded(t, func(w io.Writer) error { return png.Encode(w, img) }), picture.PNG, ".png"},
		{"jpeg", encoded(t, func(w io.Writer) error { return jpeg.Encode(w, img, nil) }), picture.JPEG, ".jpg"},
		{"gif", encoded(t, func(w io.Writer) error { return gif.Encode(w, img, nil) }), picture.GIF, ".gif"},
		{"lossy WebP", fixture(t, "lossy.webp"), picture.WebP, ".webp"},
		{"lossless WebP", fixture(t, "lossless.webp"), picture.WebP, ".webp"},
		{"WebP with an alpha channel", fixture(t, "alpha.webp"), picture.WebP, ".webp"},
	} {
		h, err := picture.Read(test.data)
		if err != nil || h.Format != test.format || h.Width != 24 || h.Height != 18 || h.Format.Ending() != test.ending {
			t.Errorf("%s: Read = %+v, %v", test.name, h, err)
		}
		if !picture.Known(test.ending) {
			t.Errorf("%s: files that end in %s are not known", test.name, test.ending)
		}
		if slow, err := picture.ReadFrom(iotest.OneByteReader(bytes.NewReader(test.data))); err != nil || slow.Format != h.Format || slow.Width != h.Width || slow.Height != h.Height {
			t.Errorf("%s: read by the byte it is %s %d × %d, %v", test.name, slow.Format, slow.Width, slow.Height, err)
		}
		got, err := picture.Decode(test.data)
		if err != nil || got.Bounds().Size() != image.Pt(24, 18) {
			t.Errorf("%s: Decode: %v", test.name, err)
		}
		if _, err := picture.Decode(test.data[:len(test.data)/2]); !errors.Is(err, picture.ErrDamaged) {
			t.Errorf("half of %s: %v, want ErrDamaged", test.name, err)
		}
	}

	alpha, err := picture.Decode(fixture(t, "alpha.webp"))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, a := alpha.At(12, 9).RGBA(); a < 0x7000 || a > 0x9000 {
		t.Errorf("a picture one half of which shines through has alpha %#x", a)
	}
}

func TestSVG(t *testing.T) {
	for _, svg := range []string{
		"<svg/>", "\ufeff  \n<svg>", "<?xml version='1.0'?>\n<!-- " + string(bytes.Repeat([]byte("long "), 600)) + "-->\n<svg>",
	} {
		if h, err := picture.Read([]byte(svg)); err != nil || h.Format != picture.SVG {
			t.Errorf("Read(%.30q) = %+v, %v", svg, h, err)
		}
		if _, err := picture.Decode([]byte(svg)); err == nil {
			t.Errorf("Decode(%.30q) gives pixels", svg)
		}
	}
	if picture.IsSVG([]byte("see <svg>")) {
		t.Error("text about SVG is taken for one")
	}
}

// part is a part of a WebP file.
func part(name string, data ...byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(data)))
	b = append(b, data...)
	if len(data)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

func webp(parts ...[]byte) []byte {
	all := append([]byte("WEBP"), bytes.Join(parts, nil)...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(all))), all...)
}

func extended(flags byte, width, height int) []byte {
	w, h := width-1, height-1
	return part("VP8X", flags, 0, 0, 0, byte(w), byte(w>>8), byte(w>>16), byte(h), byte(h>>8), byte(h>>16))
}

func lossless(width, height int) []byte {
	size := binary.LittleEndian.AppendUint32(nil, uint32(width-1)|uint32(height-1)<<14)
	return part("VP8L", append([]byte{0x2f}, append(size, make([]byte, 40)...)...)...)
}

func lossy(width, height int) []byte {
	return part("VP8 ", 0x10, 2, 0, 0x9d, 1, 0x2a, byte(width), byte(width>>8), byte(height), byte(height>>8), 0, 0, 0, 0)
}

// TestWhatIsRefused holds above all for WebP: its decoder makes room for what the pixels
// say, and shows with it the alpha channel of a canvas that may have another size.
func TestWhatIsRefused(t *testing.T) {
	large := func(err error) bool { var l *picture.LargeError; return errors.As(err, &l) }
	unknown := func(err error) bool { var u *picture.UnknownError; return errors.As(err, &u) }
	is := func(want error) func(error) bool { return func(err error) bool { return errors.Is(err, want) } }
	for _, test := range []struct {
		name string
		data []byte
		want func(error) bool
	}{
		{"a lossless bomb", webp(lossless(16384, 16384)), large},
		{"a lossy bomb", webp(lossy(16383, 16383)), large},
		{"a bomb of canvas", webp(extended(0, 1<<24, 1<<24)), large},
		{"a bomb behind a small canvas", webp(extended(0, 8, 8), lossless(16384, 16384)), is(picture.ErrDamaged)},
		{"a picture larger than its canvas", webp(extended(0x10, 8, 8), part("ALPH", make([]byte, 65)...), lossy(64, 64)), is(picture.ErrDamaged)},
		{"two canvases", webp(extended(0, 8, 8), extended(0, 9, 9), lossy(9, 9)), is(picture.ErrDamaged)},
		{"no pixels", webp(extended(0, 8, 8), part("EXIF", 1, 2, 3)), is(picture.ErrDamaged)},
		{"an alpha channel that is not announced", webp(extended(0, 8, 8), part("ALPH", make([]byte, 65)...), lossy(8, 8)), is(picture.ErrDamaged)},
		{"an announced alpha channel that is not there", webp(extended(0x10, 8, 8), lossy(8, 8)), is(picture.ErrDamaged)},
		{"two alpha channels", webp(extended(0x10, 8, 8), part("ALPH", make([]byte, 65)...), part("ALPH", make([]byte, 65)...), lossy(8, 8)), is(picture.ErrDamaged)},
		{"an alpha channel beside pixels that have one", webp(extended(0x10, 8, 8), part("ALPH", make([]byte, 65)...), lossless(8, 8)), is(picture.ErrDamaged)},
		{"no size", webp(lossy(0, 9)), is(picture.ErrEmpty)},
		{"several pictures", fixture(t, "moves.webp"), is(picture.ErrAnimated)},
		{"a frame alone", webp(part("ANMF", make([]byte, 24)...)), is(picture.ErrAnimated)},
		{"nothing behind the name", []byte("RIFF\x00\x00\x00\x00WEBPVP8 "), is(picture.ErrDamaged)},
		{"a sound", []byte("RIFF\x04\x00\x00\x00WAVEfmt "), unknown},
		{"a bitmap", []byte("BM123456789012345"), unknown},
		{"nothing", nil, unknown},
		{"a torn PNG", []byte("\x89PNG\r\n\x1a\n"), is(picture.ErrDamaged)},
	} {
		if h, err := picture.Read(test.data); !test.want(err) {
			t.Errorf("%s: Read = %+v, %v", test.name, h, err)
		}
		if _, err := picture.Decode(test.data); !test.want(err) {
			t.Errorf("%s: Decode: %v", test.name, err)
		}
	}
}

// TestRefusingIsCheap says that a bomb is refused before there is room for its pixels.
func TestRefusingIsCheap(t *testing.T) {
	bomb := webp(extended(0, 8, 8), lossless(16384, 16384))
	result := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			_, _ = picture.Decode(bomb)
		}
	})
	if got := result.AllocedBytesPerOp(); got > 64<<10 {
		t.Errorf("refusing a bomb takes %d bytes", got)
	}
}

func FuzzDecode(f *testing.F) {
	for _, name := range []string{"lossy.webp", "lossless.webp", "alpha.webp", "moves.webp"} {
		f.Add(fixture(f, name))
	}
	f.Add(webp(extended(0x10, 8, 8), part("ALPH", make([]byte, 65)...), lossy(8, 8)))
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := picture.Read(data)
		if err != nil || h.Format != picture.WebP || h.Width*h.Height > 1<<16 {
			return
		}
		img, err := picture.Decode(data)
		if err != nil {
			return
		}
		if img.Bounds().Size() != image.Pt(h.Width, h.Height) {
			t.Fatalf("announces %d × %d and is %v", h.Width, h.Height, img.Bounds())
		}
		for y := range h.Height {
			for x := range h.Width {
				img.At(x, y).RGBA() // where an alpha channel is too small, this panics
			}
		}
	})
}
