package page

import "fyne.io/fyne/v2"

// pile sets objects below one another; the one at grow takes the height that is left.
type pile struct {
	gap  float32
	grow int
}

// Pile sets objects below one another, each as high as it needs: the one at index grow
// takes the height that is left.
func Pile(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &pile{gap: gap, grow: grow}, Objects: objects}
}

// leastPile is small: what is piled fills its room, however little that is.
const leastPile = 120

func (p *pile) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(leastPile, leastPile) }

func (p *pile) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest := Rest(p.gap, p.grow, objects, size)
	var y float32
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		h := max(rest, 0)
		if i != p.grow {
			h = Height(o, size.Width)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + p.gap
	}
}

// Rest is the height that the other objects of a pile leave for the one that grows. It is
// below zero where there is too little.
func Rest(gap float32, grow int, objects []fyne.CanvasObject, size fyne.Size) float32 {
	rest := size.Height
	shown := 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if i != grow {
			rest -= Height(o, size.Width)
		}
	}
	return rest - gap*float32(max(shown-1, 0))
}
