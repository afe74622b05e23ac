package paper

import "touchpoint/deck/model"

// A Version says how much of a model a figure shows.
type Version string

// The versions.
const (
	Full  Version = "full"  // as in the window
	Blank Version = "blank" // boxes and arrows without words and signs, numbered
	Key   Version = "key"   // the words, beside the numbers of Blank
)

// A FigureOptions says how a figure is drawn. The zero value is the whole model in its
// own size on a light ground.
type FigureOptions struct {
	Version       Version         // "" is Full
	Width, Height float64         // the room in points that the figure is made to fit; 0: its own size
	Hide          map[string]bool // ids of elements whose words and signs are left out
	Dark          bool            // for a dark ground
}

// A Spot is a place in a figure where the name of an element stands, or its sign.
type Spot struct {
	ID     string     // of the element
	Label  string     // what stands there in the full figure; of a relation without words its sign
	Number int        // of the spot in Blank and Key, from 1 in reading order
	Rect   model.Rect // in points of the page
}

// Figure draws a model as the window draws it, as shapes and texts. The page has no
// ground of its own. The spots are in reading order.
func Figure(m *model.Model, o FigureOptions) (Page, []Spot) {
	d := model.Draw(m, model.DrawOptions{})
	f := newFigure(d, o)
	f.draw()
	page := Page{Width: d.Width * f.scale, Height: d.Height * f.scale, Marks: f.marks}
	if m != nil {
		page.Alt = m.Title
	}
	return page, f.spots
}
