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

// Thumbs keeps small pictures of models, so that each is painted once in a look. A
// gallery of live drawings would take half a second to paint and tens of milliseconds at
// every key.
type Thumbs struct {
	pictures map[thumb]image.Image
}

// A thumb is a picture of a model in one look.
type thumb struct {
	model  *model.Model
	ground color.Color
	pixels int // across
}

// NewThumbs returns an empty collection.
func NewThumbs() *Thumbs { return &Thumbs{pictures: make(map[thumb]image.Image)} }

// of returns the picture of a model for a room of the given size on a canvas.
func (t *Thumbs) of(m *model.Model, room fyne.Size, c fyne.Canvas) *canvas.Image {
	scale := max(c.Scale(), 1)
	key := thumb{model: m, ground: theme.Color(theme.Surface), pixels: int(room.Width * scale)}
	picture, ok := t.pictures[key]
	if !ok {
		drawing := model.Draw(m, model.DrawOptions{})
		fit := min(room.Width/float32(max(drawing.Width, 1)), room.Height/float32(max(drawing.Height, 1)))
		picture = diagram.Picture(drawing, nil, fit*scale)
		t.pictures[key] = picture
	}
	i := canvas.NewImageFromImage(picture)
	i.FillMode = canvas.ImageFillContain
	return i
}
