// Package theme is the only place where a colour, a size of type or a distance
// has a value, but for paper, whose colours are the same (see deck/exchange/paper).
// Everything else asks for them by role: [Ink] for text, [Accent] for the one thing
// to do next, [Body] for the size that people read.
//
// A [Theme] follows the desktop's light or dark appearance unless the learner
// chose one, and multiplies every size of type by the learner's text scale.
package theme

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"touchpoint/assets"
)

// An Appearance is light, dark, or whatever the desktop says.
type Appearance string

// The appearances.
const (
	System Appearance = "system"
	Light  Appearance = "light"
	Dark   Appearance = "dark"
)

// The bounds of the text scale.
const (
	MinScale = 0.8
	MaxScale = 2.0
)

// Theme is Touchpoint's look. Build one with [New].
type Theme struct {
	fyne.Theme
	appearance Appearance
	scale      float32
}

var _ fyne.Theme = (*Theme)(nil)

// New returns the theme for an appearance and a text scale, which is brought
// into [MinScale, MaxScale].
func New(a Appearance, scale float32) *Theme {
	return &Theme{
		Theme:      fynetheme.DefaultTheme(),
		appearance: a,
		scale:      min(max(scale, MinScale), MaxScale),
	}
}

// Color returns the colour of a role, Touchpoint's or Fyne's own.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch t.appearance {
	case Light:
		v = fynetheme.VariantLight
	case Dark:
		v = fynetheme.VariantDark
	case System:
	}
	p := light
	if v == fynetheme.VariantDark {
		p = dark
	}
	if c, ok := p[name]; ok {
		return c
	}
	if role, ok := borrowed[name]; ok {
		return p[role]
	}
	return t.Theme.Color(name, v)
}

// Size returns a size of type in the learner's scale, or a distance.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := typeSizes[name]; ok {
		return s * t.scale
	}
	if s, ok := distances[name]; ok {
		return s
	}
	return t.Theme.Size(name)
}

// Font returns Inter, which has the arrows that the toolkit's own font lacks.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace, style.Symbol:
		return t.Theme.Font(style)
	case style.Bold && style.Italic:
		return boldItalic()
	case style.Bold:
		return bold()
	case style.Italic:
		return italic()
	default:
		return regular()
	}
}

var (
	regular    = font("Inter-Regular.otf")
	bold       = font("Inter-SemiBold.otf")
	italic     = font("Inter-Italic.otf")
	boldItalic = font("Inter-SemiBoldItalic.otf")
)

// font reads a font the first time that it is asked for: no start needs all four.
func font(name string) func() fyne.Resource {
	return sync.OnceValue(func() fyne.Resource {
		return fyne.NewStaticResource(name, assets.Font(name))
	})
}

// Color returns the colour of a role in the program's present theme.
func Color(name fyne.ThemeColorName) color.Color { return fynetheme.Color(name) }

// Size returns the size of a role in the program's present theme.
func Size(name fyne.ThemeSizeName) float32 { return fynetheme.Size(name) }

// Fade returns a colour at a share of its opacity.
func Fade(c color.Color, share float32) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = uint8(float32(n.A) * share)
	return n
}
