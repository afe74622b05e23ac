package models

import (
	"crypto/sha256"
	"image"
	"image/color"
	"image/draw"

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
	pictures map[thumb]*image.RGBA
	pixels   int // of all pictures
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
}

// NewKeep returns an empty one.
func NewKeep() *Keep {
	return &Keep{
		names:    make(map[*model.Model]string),
		pictures: make(map[thumb]*image.RGBA),
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

// mostPixels is how many pixels of pictures are kept: eight million are 32 MB.
const mostPixels = 8_000_000

// Pictures are made a quarter larger than their room once it has changed, so that they do for
// some time while a window is pulled, and are made anew where they are half as large again.
const (
	spare = 1.25
	ample = 1.5
)

// thumb returns a picture of a model that is painted when it comes into view, which is when
// the painter asks for it.
func (k *Keep) thumb(m *model.Model) *canvas.Raster {
	return canvas.NewRaster(func(w, h int) image.Image { return k.picture(m, w, h) })
}

// picture returns the picture of a model for a room in pixels.
func (k *Keep) picture(m *model.Model, width, height int) image.Image {
	key := thumb{model: k.name(m), ground: theme.Color(theme.Surface)}
	room := image.Rect(0, 0, width, height)
	if picture, ok := k.pictures[key]; ok {
		across := picture.Rect.Dx()
		if across >= width && float64(across) <= ample*float64(width) {
			return picture
		}
		k.pixels -= len(picture.Pix) / 4
		room = image.Rect(0, 0, int(spare*float64(width)), int(spare*float64(height)))
	}
	picture := painted(m, room)
	if k.pixels += len(picture.Pix) / 4; k.pixels > mostPixels {
		clear(k.pictures)
		k.pixels = len(picture.Pix) / 4
	}
	k.pictures[key] = picture
	return picture
}

// painted is a picture of a model in the middle of a room, which it fills.
func painted(m *model.Model, room image.Rectangle) *image.RGBA {
	drawing := model.Draw(m, model.DrawOptions{})
	fit := min(float32(room.Dx())/float32(max(drawing.Width, 1)), float32(room.Dy())/float32(max(drawing.Height, 1)))
	small := diagram.Picture(drawing, nil, fit)
	at := room.Size().Sub(small.Bounds().Size()).Div(2)
	picture := image.NewRGBA(room)
	draw.Draw(picture, small.Bounds().Sub(small.Bounds().Min).Add(at), small, small.Bounds().Min, draw.Src)
	return picture
}
