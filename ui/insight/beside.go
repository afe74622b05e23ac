package insight

import (
	"slices"

	"fyne.io/fyne/v2"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// beside sets objects side by side in columns of one width, as many as have room, and the
// next ones below.
type beside struct {
	least float32 // width of a column, for text of the usual size
	width float32 // of the last layout
}

// How wide a chart is at least that stands beside another.
const (
	leastChart  = 380
	leastNarrow = 300 // with few columns
)

func besideEachOther(objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &beside{least: leastChart}, Objects: objects}
}

func narrowBeside(objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &beside{least: leastNarrow}, Objects: objects}
}

// columns returns how many objects stand side by side, and how wide each is.
func (b *beside) columns(n int, width float32) (int, float32) {
	least := b.least * max(1, theme.Size(theme.Body)/15)
	columns := min(max(int((width+theme.Gap40)/(least+theme.Gap40)), 1), max(n, 1))
	return columns, (width - float32(columns-1)*theme.Gap40) / float32(columns)
}

// each tells visit where every object goes, and returns the height of all.
func (b *beside) each(objects []fyne.CanvasObject, width float32, visit func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	objects = slices.DeleteFunc(slices.Clone(objects), func(o fyne.CanvasObject) bool { return !o.Visible() })
	columns, wide := b.columns(len(objects), width)
	var y float32
	for i := 0; i < len(objects); i += columns {
		if i > 0 {
			y += theme.Gap24
		}
		var high float32
		for k, o := range objects[i:min(i+columns, len(objects))] {
			h := page.Height(o, wide)
			if visit != nil {
				visit(o, fyne.NewPos(float32(k)*(wide+theme.Gap40), y), fyne.NewSize(wide, h))
			}
			high = max(high, h)
		}
		y += high
	}
	return y
}

// HeightFor is the height for a width.
func (b *beside) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return b.each(objects, width, nil)
}

func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, b.HeightFor(objects, max(b.width, b.least)))
}

func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	b.width = size.Width
	b.each(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		o.Move(at)
		o.Resize(s)
	})
}
