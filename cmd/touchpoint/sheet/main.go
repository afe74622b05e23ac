// Sheet draws a deck's models, or the cards of one of its notes, on one picture, as the
// window would draw them. "make sheet" calls it: an author sees at a glance what every
// model looks like, and what a change of its places did. It needs no display.
//
// A [Sheet] says what to draw; files of this package find the deck and draw a card.
package main

import (
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/ui/diagram"
	"touchpoint/ui/theme"
)

// What the sheet looks like, in points.
const (
	columns   = 3
	margin    = int(theme.Gap40)
	titleRoom = 72
)

func main() {
	var s Sheet
	flag.StringVar(&s.Out, "o", "build/models.png", "`file` to write")
	flag.StringVar(&s.Deck, "deck", "customer-engagement", "`deck` to draw: folder, .md file, .deck file, or the name of an embedded one")
	flag.StringVar(&s.Show, "show", "", "draw only the model with this `id`, or the cards of the note")
	flag.BoolVar(&s.Dark, "dark", false, "draw in the dark colours")
	scale := flag.Float64("scale", 1, "pixels per point")
	flag.Parse()
	s.Scale = float32(*scale)
	if err := s.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "sheet:", err)
		os.Exit(1)
	}
	fmt.Println(s.Out)
}

// A Sheet is what is to be drawn, and where to.
type Sheet struct {
	Out   string
	Deck  string
	Show  string // id of a model or a note, "" for all models
	Dark  bool
	Scale float32
}

// Run draws and writes the sheet.
func (s *Sheet) Run() error {
	if s.Scale < 0.1 || s.Scale > 10 {
		return errors.New("the scale is from 0.1 to 10 pixels per point")
	}
	d, folder, closer, err := open(s.Deck)
	if err != nil {
		return err
	}
	defer closer.Close()
	look := theme.Light
	if s.Dark {
		look = theme.Dark
	}
	a := app.NewWithID("org.touchpoint.sheet") // never run: only its theme and its fonts are asked for
	a.Settings().SetTheme(theme.New(look, 1))
	pictures, err := s.pictures(d, folder)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(s.Out), 0o755); err != nil {
		return err
	}
	f, err := os.Create(s.Out)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(f, arranged(pictures)), f.Close())
}

// pictures are those of all models, of one, or of the cards of a note.
func (s *Sheet) pictures(d *deck.Deck, folder fs.FS) ([]image.Image, error) {
	var list []image.Image
	for _, m := range d.Models {
		if s.Show == "" || m.ID == s.Show {
			list = append(list, s.card(m))
		}
	}
	if n, ok := d.Note(deck.NoteID(s.Show)); ok && len(list) == 0 {
		for _, c := range deck.CardsOf(d, n) {
			list = append(list, s.face(c, folder))
		}
	}
	switch {
	case len(list) > 0:
		return list, nil
	case s.Show == "":
		return nil, errors.New("the deck has no models; name one of its notes with -show")
	}
	return nil, fmt.Errorf("the deck has neither a model nor a note %q", s.Show)
}

// card is a model's picture under its title.
func (s *Sheet) card(m *model.Model) image.Image {
	drawing := model.Draw(m, model.DrawOptions{})
	picture := diagram.Picture(drawing, nil, s.Scale)
	note := fmt.Sprintf("%s · %s · %.0f × %.0f", m.ID, m.Kind, drawing.Width, drawing.Height)
	title := s.line(m.Title, theme.Ink, theme.Title, true)
	below := s.line(note, theme.Muted, theme.Caption, false)
	top := int(titleRoom * s.Scale)
	size := picture.Bounds().Size()
	card := blank(max(size.X, title.Bounds().Dx(), below.Bounds().Dx()), size.Y+top)
	draw.Draw(card, title.Bounds(), title, image.Point{}, draw.Over)
	draw.Draw(card, below.Bounds().Add(image.Pt(0, title.Bounds().Dy())), below, image.Point{}, draw.Over)
	draw.Draw(card, picture.Bounds().Add(image.Pt(0, top)), picture, image.Point{}, draw.Over)
	return card
}

// line is a line of text.
func (s *Sheet) line(text string, role fyne.ThemeColorName, size fyne.ThemeSizeName, bold bool) image.Image {
	t := canvas.NewText(text, theme.Color(role))
	t.TextSize, t.TextStyle.Bold = theme.Size(size)*s.Scale, bold
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(t)
	c.Resize(t.MinSize().AddWidthHeight(2, 0))
	return c.Capture()
}

// arranged puts the cards into columns, each below the shortest so far.
func arranged(cards []image.Image) image.Image {
	width := 0
	for _, c := range cards {
		width = max(width, c.Bounds().Dx())
	}
	count := min(columns, len(cards))
	foot := make([]int, count)
	for i := range foot {
		foot[i] = margin
	}
	at := make([]image.Point, len(cards))
	for i, c := range cards {
		column := 0
		for k := range foot {
			if foot[k] < foot[column] {
				column = k
			}
		}
		at[i] = image.Pt(margin+column*(width+margin), foot[column])
		foot[column] += c.Bounds().Dy() + margin
	}
	height := 0
	for _, y := range foot {
		height = max(height, y)
	}
	sheet := blank(margin+count*(width+margin), height)
	for i, c := range cards {
		draw.Draw(sheet, c.Bounds().Add(at[i]), c, image.Point{}, draw.Over)
	}
	return sheet
}

// blank is a picture of the ground.
func blank(width, height int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.NRGBAModel.Convert(theme.Color(theme.Ground))), image.Point{}, draw.Src)
	return img
}
