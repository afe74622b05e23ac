package handout

import (
	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// fold sets the questions left of a dotted line in the middle of the sheet and the
// answers right of it, so that one can fold the answers away.
func (c *composer) fold() error {
	c.sheet.side, c.sheet.top = 40, 60
	width, room := c.sheet.room()
	const gap = 28.0
	half := (width - gap) / 2
	slabs, err := c.entries(func(n *deck.Note) []slab { return c.foldRow(n, half, gap, room) })
	if err != nil {
		return err
	}
	c.pages = c.sheet.fill(slabs)
	for i := range c.pages {
		c.foldLine(&c.pages[i], i == 0)
	}
	c.sourcePages()
	return nil
}

// foldRow sets a note across the fold, with a hairline beneath it.
func (c *composer) foldRow(n *deck.Note, half, gap, room float64) []slab {
	const size = textSize - 0.5
	asked := c.numbered(c.asked(n, half-numberRoom, size))
	rows := beside([][]slab{asked, c.said(n, half, size)}, []float64{0, half + gap}, room-8)
	last := &rows[len(rows)-1]
	last.height += 8
	for _, x := range []float64{0, half + gap} {
		last.marks = append(last.marks, paper.Mark{
			Kind: paper.Line, Points: []model.Point{{X: x, Y: last.height - 3}, {X: x + half, Y: last.height - 3}},
			Stroke: paper.Light.Hairline, Width: 0.6,
		})
	}
	return rows
}

// foldLine draws the line to fold along.
func (c *composer) foldLine(p *paper.Page, first bool) {
	top := 36.0
	if first { // beneath the title, which goes across
		top = c.sheet.top + height(c.opening()) + 8
	}
	x := p.Width / 2
	p.Marks = append(p.Marks,
		paper.Mark{
			Kind: paper.Line, Points: []model.Point{{X: x, Y: top}, {X: x, Y: p.Height - 44}},
			Stroke: paper.Light.Muted, Width: 0.8, Dash: []float64{1.5, 4},
		},
		paper.Mark{
			Kind: paper.Text, Text: "fold here", Size: 7.5, Fill: paper.Light.Muted, Align: paper.Middle,
			Points: []model.Point{{X: x, Y: p.Height - 34}},
		})
}
