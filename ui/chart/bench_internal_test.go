package chart

import (
	"testing"

	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// BenchmarkRedraw gives a chart other data, lays it out and paints it at twice the pixels
// of a plain screen: what has to fit into a frame, which has 16 ms.
func BenchmarkRedraw(b *testing.B) {
	for _, name := range []string{"year", "forecast", "retention", "topics"} {
		b.Run(name, func(b *testing.B) {
			d := samples()[name]
			v, _ := shown(b, d, 900)
			for b.Loop() {
				v.Set(d)
				size := v.renderer.ink.Size()
				v.renderer.paint(int(2*size.Width), int(2*size.Height))
			}
		})
	}
}

// BenchmarkRead moves the reading mark through a year of days.
func BenchmarkRead(b *testing.B) {
	v, host := shown(b, aYear(), 900)
	host.Canvas().Focus(v)
	i := 0
	for b.Loop() {
		v.Point(i % v.Stops())
		i++
	}
}

// BenchmarkPicture makes a picture to keep.
func BenchmarkPicture(b *testing.B) {
	v, _ := shown(b, aYear(), 900)
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Light, 1))
	for b.Loop() {
		if _, err := v.PNG(2); err != nil {
			b.Fatal(err)
		}
	}
}
