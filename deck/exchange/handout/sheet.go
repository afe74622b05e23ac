package handout

import (
	"fmt"

	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// A sheet is a page size with its margins, in points.
type sheet struct {
	width, height float64
	side          float64 // margins left and right
	top, bottom   float64
}

// sheetOf returns the sheet of a paper, upright.
func sheetOf(p Paper) sheet {
	s := sheet{width: paper.A4Width, height: paper.A4Height, side: 54, top: 54, bottom: 60}
	if p == Letter {
		s.width, s.height = paper.LetterWidth, paper.LetterHeight
	}
	return s
}

// turned is the sheet lying on its side.
func (s sheet) turned() sheet {
	s.width, s.height = s.height, s.width
	return s
}

// room is the width and height between the margins.
func (s sheet) room() (width, height float64) {
	return s.width - 2*s.side, s.height - s.top - s.bottom
}

// fill puts slabs on as many sheets as they need.
func (s sheet) fill(slabs []slab) []paper.Page {
	_, room := s.room()
	var pages []paper.Page
	for rest := trimmed(slabs); len(rest) > 0; {
		var first []slab
		first, rest = cut(rest, room)
		page := paper.Page{Width: s.width, Height: s.height, Marks: moved(stacked(first).marks, s.side, s.top)}
		y := s.top
		for _, slab := range first {
			if slab.part != "" {
				page.Parts = append(page.Parts, paper.Part{Title: slab.part, Y: y})
			}
			y += slab.height
		}
		pages = append(pages, page)
	}
	return pages
}

// footed writes at the foot of every page what it is from, and which one of how many it is.
func footed(pages []paper.Page, text string, side float64) {
	const size = 8.5
	for i := range pages {
		p := &pages[i]
		y := p.Height - 26
		number := fmt.Sprintf("%d / %d", i+1, len(pages))
		room := p.Width - 2*side - paper.Measure(number, size, paper.Regular) - 20
		if n := paper.Fitting(text, size, paper.Regular, room); n < len(text) {
			n = paper.Fitting(text, size, paper.Regular, room-paper.Measure("…", size, paper.Regular))
			text = text[:n] + "…"
		}
		p.Marks = append(p.Marks,
			paper.Mark{Kind: paper.Text, Text: text, Size: size, Fill: paper.Light.Muted, Points: []model.Point{{X: side, Y: y}}},
			paper.Mark{Kind: paper.Text, Text: number, Size: size, Fill: paper.Light.Muted, Align: paper.End, Points: []model.Point{{X: p.Width - side, Y: y}}})
	}
}
