package paper

import (
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"touchpoint/assets"
)

// A Face is a style of letters.
type Face uint8

// The faces. Characters that Inter lacks are set in a Chinese font by themselves.
const (
	Regular Face = iota
	Bold
	Italic
	BoldItalic

	chinese
	faces
)

// files are the fonts of the faces, beneath assets/fonts.
var files = [faces]string{
	Regular: "Inter-Regular", Bold: "Inter-SemiBold", Italic: "Inter-Italic", BoldItalic: "Inter-SemiBoldItalic",
	chinese: "DroidSansFallback",
}

// A typeface is a font that has been read.
type typeface struct {
	file []byte
	font *sfnt.Font
	unit float64              // of the widths, in ems
	wide [1 << 16]uint16      // widths of the characters of the basic plane
	has  [1 << 16 / 64]uint64 // which of them there are
}

// typefaces reads each font once, when it is first asked for.
var typefaces = [faces]func() *typeface{
	sync.OnceValue(func() *typeface { return read(Regular) }),
	sync.OnceValue(func() *typeface { return read(Bold) }),
	sync.OnceValue(func() *typeface { return read(Italic) }),
	sync.OnceValue(func() *typeface { return read(BoldItalic) }),
	sync.OnceValue(func() *typeface { return read(chinese) }),
}

// read reads a font of the program's own, which can always be read.
func read(f Face) *typeface {
	t := &typeface{file: assets.Font("paper/" + files[f] + ".ttf")}
	parsed, err := sfnt.Parse(t.file)
	if err != nil {
		panic("paper: " + files[f] + ": " + err.Error())
	}
	t.font = parsed
	em := parsed.UnitsPerEm()
	t.unit = 1 / float64(em)
	var b sfnt.Buffer
	for r := range rune(1 << 16) {
		glyph, err := parsed.GlyphIndex(&b, r)
		if err != nil || glyph == 0 {
			continue
		}
		width, err := parsed.GlyphAdvance(&b, glyph, fixed.I(int(em)), font.HintingNone)
		if err != nil {
			continue
		}
		t.wide[r] = uint16(width.Round())
		t.has[r/64] |= 1 << (r % 64)
	}
	return t
}

// covers reports whether the font has a character.
func (t *typeface) covers(r rune) bool {
	return r < 1<<16 && t.has[r/64]&(1<<(r%64)) != 0
}

// width is that of a character at size 1.
func (t *typeface) width(r rune) float64 { return float64(t.wide[r]) * t.unit }
