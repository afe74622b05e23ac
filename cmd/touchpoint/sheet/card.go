package main

import (
	"fmt"
	"image"
	"io"
	"io/fs"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/deck/pack"
	"touchpoint/ui/diagram"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// cardWidth is how wide a card is, in points: the column of the window.
const cardWidth = 640

// face is both sides of a card below one another, as a student sees them.
func (s *Sheet) face(c deck.Card, folder fs.FS) image.Image {
	n := c.Note
	pictures := readable(folder)
	question := page.Style{Size: theme.Title, Color: theme.Ink, Bold: true, Asked: c.Gap()}
	answer := page.Style{Size: theme.Lead, Color: theme.Ink, Lit: c.Gap()}
	faint := page.Style{Size: theme.Caption, Color: theme.Muted}
	if n.Kind == deck.Cloze || c.Facet == "reverse" {
		question.Size, question.Bold = theme.Lead, false
	}
	rows := []fyne.CanvasObject{
		page.NewLine(fmt.Sprintf("%s · %s", c.ID, n.Kind), faint),
		page.NewText(c.Front(), question, pictures),
	}
	if more := offered(n); len(more) > 0 {
		rows = append(rows, page.NewText(more, page.Style{Size: theme.Body, Color: theme.Ink}, pictures))
	}
	rows = append(rows, page.Hairline(), page.NewText(c.Back(), answer, pictures))
	if n.Explanation != "" {
		rows = append(rows, page.NewText(deck.Blocks(n.Explanation), page.Style{Size: theme.Body, Color: theme.Ink, Bar: true}, pictures))
	}
	if picture := s.beside(c); picture != nil {
		rows = append(rows, picture)
	}
	for _, key := range n.Cites {
		if source, ok := c.Deck.Source(key); ok {
			rows = append(rows, page.NewLine(source.Text, faint))
		}
	}
	return s.paper(page.Inset(theme.Gap24, theme.Gap24, page.Column(theme.Gap16, rows...)))
}

// beside is the model that is shown with a note's answer, nil if there is none.
func (s *Sheet) beside(c deck.Card) fyne.CanvasObject {
	m, ok := c.Deck.Model(c.Note.Model)
	if !ok {
		return nil
	}
	lit := make(model.Overlay)
	for _, id := range c.Note.Lit {
		lit[id] = model.Face{Lit: true}
	}
	drawing := model.Draw(m, model.DrawOptions{})
	scale := min(1, (cardWidth-2*theme.Gap24)/float32(drawing.Width)) // a narrower one keeps its size
	picture := canvas.NewImageFromImage(diagram.Picture(drawing, lit, scale*s.Scale))
	picture.FillMode = canvas.ImageFillContain
	picture.SetMinSize(fyne.NewSize(float32(drawing.Width)*scale, float32(drawing.Height)*scale))
	return picture
}

// offered is what a student chooses from, or brings into order.
func offered(n *deck.Note) []deck.Block {
	list := deck.Block{Kind: deck.List}
	for _, o := range n.Options {
		list.Items = append(list.Items, deck.Blocks(o.Text))
	}
	items := slices.Clone(n.Items)
	slices.Sort(items) // not in the order that is asked for
	for _, item := range items {
		list.Items = append(list.Items, deck.Blocks(item))
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []deck.Block{list}
}

// paper draws content on a surface as wide as a card.
func (s *Sheet) paper(content fyne.CanvasObject) image.Image {
	size := fyne.NewSize(cardWidth, page.Height(content, cardWidth))
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetScale(s.Scale)
	c.SetContent(container.NewStack(canvas.NewRectangle(theme.Color(theme.Surface)), content))
	c.Resize(size)
	return c.Capture()
}

// readable hands out the pictures of a deck, and none that is larger than one may be.
func readable(folder fs.FS) page.Pictures {
	return func(path string) ([]byte, error) {
		f, err := folder.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		data, err := io.ReadAll(io.LimitReader(f, pack.MaxPicture+1))
		if err == nil && len(data) > pack.MaxPicture {
			err = fmt.Errorf("%s is larger than %d MB", path, pack.MaxPicture>>20)
		}
		return data, err
	}
}
