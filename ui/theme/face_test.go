package theme_test

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font/sfnt"

	"touchpoint/ui/theme"
)

// styles are those whose texts are drawn without looking further than Inter.
var styles = []fyne.TextStyle{{Bold: true}, {Italic: true}, {Bold: true, Italic: true}}

// TestSourceHasWhatItIsAskedFor looks every character up for which a font is named.
func TestSourceHasWhatItIsAskedFor(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light, 1))
	var b sfnt.Buffer
	for _, style := range styles {
		font, err := sfnt.Parse(theme.New(theme.Light, 1).Font(style).Content())
		if err != nil {
			t.Fatal(err)
		}
		named := 0
		for r := range rune(0x1_0000) {
			if theme.Source(string(r), style) == nil {
				continue
			}
			named++
			if glyph, err := font.GlyphIndex(&b, r); err != nil || glyph == 0 {
				t.Errorf("%+v has no %U, though it is said to", style, r)
			}
		}
		if named < 600 {
			t.Errorf("%+v is named for %d characters, want most of Latin, Greek and Cyrillic", style, named)
		}
	}
}

// TestSourceLeavesTheRestToTheToolkit wants no font of its own for what the toolkit draws
// from several, or from one that a program cannot know of.
func TestSourceLeavesTheRestToTheToolkit(t *testing.T) {
	app := test.NewTempApp(t)
	bold := fyne.TextStyle{Bold: true}
	if theme.Source("Today", bold) != nil {
		t.Error("a font is named under another theme")
	}
	app.Settings().SetTheme(theme.New(theme.Light, 1))
	for text, style := range map[string]fyne.TextStyle{
		"Today": {}, "x := 1": {Monospace: true, Bold: true},
		"客户": bold, "well 👍": bold, "1️⃣": bold, "a\tb": bold, "n̈": bold,
	} {
		if theme.Source(text, style) != nil {
			t.Errorf("a font is named for %q in %+v", text, style)
		}
	}
	for _, text := range []string{"", "Today", "“Tillid” – æble", "a → b", "доверие", "αβ", "1 ≤ x²"} {
		if theme.Source(text, bold) == nil {
			t.Errorf("no font is named for %q", text)
		}
	}
}

// TestSourceChangesNoPicture draws texts both ways.
func TestSourceChangesNoPicture(t *testing.T) {
	th := theme.New(theme.Light, 1)
	test.NewTempApp(t).Settings().SetTheme(th)
	for _, style := range styles {
		for _, text := range []string{"Today", "“Tillid” – æble, AVA", "a → b", "доверие", "αβ ≤ x²", "office, 1/2 ✓"} {
			plain := canvas.NewText(text, color.Black)
			plain.TextSize, plain.TextStyle = 23, style
			sourced := canvas.NewText(text, color.Black)
			sourced.TextSize = 23
			theme.SetStyle(sourced, style)
			if sourced.FontSource == nil {
				t.Fatalf("no font is named for %q", text)
			}
			if plain.MinSize() != sourced.MinSize() {
				t.Errorf("%q in %+v takes %v, and %v from its own font", text, style, plain.MinSize(), sourced.MinSize())
			}
			room, _ := theme.Measure(text, 23, style)
			if room != plain.MinSize() {
				t.Errorf("%q in %+v is measured as %v, want %v", text, style, room, plain.MinSize())
			}
			want, got := software.Render(plain, th).(*image.NRGBA), software.Render(sourced, th).(*image.NRGBA)
			if !cmp.Equal(want.Pix, got.Pix) {
				t.Errorf("%q in %+v is drawn otherwise from its own font", text, style)
			}
		}
	}
}
