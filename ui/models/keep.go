package models

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/deck/model"
	"touchpoint/ui/diagram"
	"touchpoint/ui/theme"
)

// A Keep is what stays from one visit of the screens to the next: what is being built,
// and small pictures of the models, each painted once in a look. A gallery of live
// drawings would take half a second to paint and tens of milliseconds at every key.
type Keep struct {
	pictures map[thumb]image.Image
	works    map[*model.Model]*work
}

// A work is a model that is being built.
type work struct {
	build  *model.Rebuild
	harder bool // the bank has parts that do not belong
}

// A thumb is a picture of a model in one look.
type thumb struct {
	model  *model.Model
	ground color.Color
	pixels int // across
}

// NewKeep returns an empty one.
func NewKeep() *Keep {
	return &Keep{pictures: make(map[thumb]image.Image), works: make(map[*model.Model]*work)}
}

// work returns what is being built of a model, a blank canvas at first.
func (k *Keep) work(m *model.Model) *work {
	w := k.works[m]
	if w == nil {
		w = &work{build: model.NewRebuild(m, model.RebuildOptions{})}
		k.works[m] = w
	}
	return w
}

// fine is how many more pixels a picture has than its room at least needs: cards grow to
// fill their row.
const fine = 1.4

// thumb returns the picture of a model for a room of the given size on a canvas.
func (k *Keep) thumb(m *model.Model, room fyne.Size, c fyne.Canvas) *canvas.Image {
	scale := max(c.Scale(), 1) * max(theme.Size(theme.Body)/15, 1) * fine
	key := thumb{model: m, ground: theme.Color(theme.Surface), pixels: int(room.Width * scale)}
	picture, ok := k.pictures[key]
	if !ok {
		drawing := model.Draw(m, model.DrawOptions{})
		fit := min(room.Width/float32(max(drawing.Width, 1)), room.Height/float32(max(drawing.Height, 1)))
		picture = diagram.Picture(drawing, nil, fit*scale)
		k.pictures[key] = picture
	}
	i := canvas.NewImageFromImage(picture)
	i.FillMode = canvas.ImageFillContain
	return i
}
