package paper

import (
	"image/color"

	"touchpoint/deck/model"
)

// A Kind says what a mark is.
type Kind uint8

// The kinds of mark.
const (
	Box     Kind = iota // a rectangle, with round corners where Radius says so
	Ellipse             // inside Rect
	Line                // through Points
	Area                // bounded by Points
	Text                // one line
	Picture             // a PNG or JPEG file, stretched over Rect
)

// An Align says which point of a text stands at its place.
type Align uint8

// The alignments.
const (
	Start Align = iota // its left end
	Middle
	End
)

// A Mark is one thing on a page. Measures are points, 72 to the inch, from the page's top
// left. What a kind of mark does not need is zero.
type Mark struct {
	Kind   Kind
	Rect   model.Rect    // Box, Ellipse, Picture: where it is
	Points []model.Point // Line, Area: its corners; Text: one, where its baseline is
	Fill   color.NRGBA   // Box, Ellipse, Area: its inside; Text: the letters; none if A is 0
	Stroke color.NRGBA   // Box, Ellipse, Area, Line: none if A is 0
	Width  float64       // of the stroke
	Dash   []float64     // lengths of a dash and the gap behind it, and so on; nil for a solid stroke
	Radius float64       // Box: of the corners

	Text  string
	Size  float64 // of the text: the height of its em
	Face  Face
	Align Align
	Link  string // Text, Picture: the address that it leads to, "" for none

	Picture []byte // a PNG or JPEG file
}

// A Page is one sheet, or one picture.
type Page struct {
	Width, Height float64 // points
	Marks         []Mark  // from the lowest to the topmost
	Alt           string  // what the page shows, for those who cannot see it; [SVG] writes it down
	Parts         []Part  // what begins on it, from the top down: the contents of a PDF file
}

// A Part is a section, or the like, that begins on a page.
type Part struct {
	Title string
	Y     float64 // points from the top
}

// The sizes of sheets in points, upright.
const (
	A4Width      = 595.28
	A4Height     = 841.89
	LetterWidth  = 612.0
	LetterHeight = 792.0
)
