package paper

import "image/color"

// A Palette is the colours of a ground: those that the window's theme has under the same
// names, to which a test there holds them.
type Palette struct {
	Ground, Surface, Ink, Muted, Hairline color.NRGBA
	Accent, OnAccent, Wash                color.NRGBA
	Again, Hard, Good, Easy               color.NRGBA
}

// Light and Dark are the colours of the two grounds.
var (
	Light = Palette{
		Ground: rgb(0xFAF8F4), Surface: rgb(0xFFFFFF), Ink: rgb(0x1F2430), Muted: rgb(0x5B6270), Hairline: rgb(0xDDD8CE),
		Accent: rgb(0x1B5E6B), OnAccent: rgb(0xFFFFFF), Wash: rgb(0xE9F1F1),
		Again: rgb(0xA63A32), Hard: rgb(0x8A5A00), Good: rgb(0x22703F), Easy: rgb(0x2456A6),
	}
	Dark = Palette{
		Ground: rgb(0x15171C), Surface: rgb(0x1E2128), Ink: rgb(0xECE9E2), Muted: rgb(0xA3A9B5), Hairline: rgb(0x363B46),
		Accent: rgb(0x6CC3D1), OnAccent: rgb(0x15171C), Wash: rgb(0x1F333A),
		Again: rgb(0xF0857B), Hard: rgb(0xE3B04B), Good: rgb(0x74C794), Easy: rgb(0x8DB4F2),
	}
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xFF}
}

// faint is a share of a colour, through which what lies below shines.
func faint(c color.NRGBA, share float64) color.NRGBA {
	c.A = uint8(float64(c.A)*share + 0.5)
	return c
}
