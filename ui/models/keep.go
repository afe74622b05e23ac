package models

import (
	"crypto/sha256"
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
//
// Models are told apart by what they say, so that what was begun stays when the decks
// are read again, and a model that its author has changed begins anew.
type Keep struct {
	names    map[*model.Model]string // what each model says, in short
	pictures map[thumb]image.Image
	works    map[string]*work
}

// A work is a model that is being built.
type work struct {
	build  *model.Rebuild
	harder bool // the bank has parts that do not belong
}

// A thumb is a picture of a model in one look.
type thumb struct {
	model  string
	ground color.Color
	pixels int // across
}

// NewKeep returns an empty one.
func NewKeep() *Keep {
	return &Keep{
		names:    make(map[*model.Model]string),
		pictures: make(map[thumb]image.Image),
		works:    make(map[string]*work),
	}
}

// Renew lets go of the models of a library that is not in use any more. It is called
// when the decks have been read again.
func (k *Keep) Renew() { clear(k.names) }

// name returns what tells a model from every other, and from itself before a change.
func (k *Keep) name(m *model.Model) string {
	name, ok := k.names[m]
	if !ok {
		sum := sha256.Sum256(model.Format(m))
		name = m.ID + " " + string(sum[:])
		k.names[m] = name
	}
	return name
}

// work returns what is being built of a model, a blank canvas at first.
func (k *Keep) work(m *model.Model) *work {
	name := k.name(m)
	w := k.works[name]
	if w == nil {
		w = &work{build: model.NewRebuild(m, model.RebuildOptions{})}
		k.works[name] = w
	}
	return w
}

// fine is how many more pixels a picture has than its room at least needs: cards grow to
// fill their row.
const fine = 1.4

// thumb returns the picture of a model for a room of the given size on a canvas.
func (k *Keep) thumb(m *model.Model, room fyne.Size, c fyne.Canvas) *canvas.Image {
	scale := max(c.Scale(), 1) * max(theme.Size(theme.Body)/15, 1) * fine
	key := thumb{model: k.name(m), ground: theme.Color(theme.Surface), pixels: int(room.Width * scale)}
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
