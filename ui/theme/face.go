package theme

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Source returns the font that a bold or italic text is drawn in, if that font has every
// character of it, and else nil, which leaves it to the toolkit to look further.
//
// The toolkit keeps for each style the fonts that it would look further in: its own, that
// of emoji, that of symbols and one of the desktop's. They are the same ones every time,
// and take 9 MB and the time of reading them, which for most texts nothing comes of
// (Fyne 2.8.1). The plain style has them in any case, for the menu.
func Source(text string, style fyne.TextStyle) fyne.Resource {
	if !style.Bold && !style.Italic || style.Monospace || style.Symbol {
		return nil
	}
	t, ours := fyne.CurrentApp().Settings().Theme().(*Theme)
	if !ours {
		return nil
	}
	for _, r := range text {
		if !unicode.Is(inter, r) {
			return nil
		}
	}
	return t.Font(style)
}

// SetStyle gives a text, whose words are known, its style.
func SetStyle(t *canvas.Text, style fyne.TextStyle) {
	t.TextStyle, t.FontSource = style, Source(t.Text, style)
}

// Measure returns the size of a text as [SetStyle] lets it be drawn, and how far down
// its letters stand.
func Measure(text string, size float32, style fyne.TextStyle) (room fyne.Size, baseline float32) {
	return fyne.CurrentApp().Driver().RenderedTextSize(text, size, style, Source(text, style))
}

// inter are characters that Inter has in every style, of which it has more.
var inter = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x0020, 0x007E, 1},
		{0x00A0, 0x0148, 1}, // Latin, also with accents
		{0x014A, 0x01C3, 1},
		{0x0384, 0x038A, 1}, // Greek
		{0x038E, 0x03A1, 1},
		{0x03A3, 0x03CE, 1},
		{0x0400, 0x045F, 1}, // Cyrillic
		{0x2010, 0x2027, 1}, // dashes, quotation marks, dots
		{0x202F, 0x205E, 1},
		{0x2074, 0x208E, 1}, // above and below the line
		{0x20A0, 0x20BF, 1}, // currencies
		{0x2190, 0x2199, 1}, // arrows
		{0x2212, 0x2212, 1},
		{0x2248, 0x2248, 1},
		{0x2260, 0x2260, 1},
		{0x2264, 0x2265, 1},
		{0x2713, 0x2713, 1},
	},
	LatinOffset: 1,
}
