package page

import (
	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// lead sets an object beside another, which stands at the right; where that would leave it
// less than some width, the other goes below it.
type lead struct{ least float32 }

// Lead sets two objects beside each other, the second at the right, or below the first if
// that had less than least, of text of the usual size.
func Lead(least float32, first, second fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: lead{least}, Objects: []fyne.CanvasObject{first, second}}
}

// below reports whether the second object goes below the first.
func (l lead) below(objects []fyne.CanvasObject, width float32) bool {
	return objects[1].Visible() && width-objects[1].MinSize().Width-theme.Gap16 < l.least*textScale()
}

// widths are those of the two objects.
func (l lead) widths(objects []fyne.CanvasObject, width float32) (first, second float32) {
	switch {
	case !objects[1].Visible():
		return width, 0
	case l.below(objects, width):
		return width, width
	}
	second = objects[1].MinSize().Width
	return width - second - theme.Gap16, second
}

// HeightFor makes the container [Tall].
func (l lead) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	first, second := l.widths(objects, width)
	h := Height(objects[0], first)
	switch {
	case second == 0:
		return h
	case l.below(objects, width):
		return h + theme.Gap4 + Height(objects[1], second)
	}
	return max(h, Height(objects[1], second))
}

func (l lead) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(objects[0].MinSize().Width, objects[1].MinSize().Width), objects[0].MinSize().Height)
}

func (l lead) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, second := l.widths(objects, size.Width)
	h := Height(objects[0], first)
	other := objects[1].MinSize()
	if l.below(objects, size.Width) {
		objects[0].Move(fyne.NewPos(0, 0))
		objects[1].Move(fyne.NewPos(0, h+theme.Gap4))
	} else {
		objects[0].Move(fyne.NewPos(0, max(size.Height-h, 0)/2))
		objects[1].Move(fyne.NewPos(size.Width-second, max(size.Height-other.Height, 0)/2))
	}
	objects[0].Resize(fyne.NewSize(first, h))
	if l.below(objects, size.Width) {
		other.Height = Height(objects[1], second)
	}
	objects[1].Resize(fyne.NewSize(second, other.Height))
}

// textScale is how large the text is, by the usual size.
func textScale() float32 { return max(1, theme.Size(theme.Body)/15) }
