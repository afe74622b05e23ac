package handout

import (
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// cellPad is the room beside the text of a cell.
const cellPad = 4.0

// table sets a table: a line beneath its head, hairlines between its rows.
func (s *setter) table(b *deck.Block) {
	columns := 0
	for _, row := range b.Rows {
		columns = max(columns, len(row))
	}
	if columns == 0 {
		return
	}
	widths := s.columnWidths(b, columns)
	for i, row := range b.Rows {
		l := s.text
		if i == 0 {
			l.bold = true
		}
		var cells [][]slab
		var places []float64
		at := s.left
		for k, width := range widths {
			var cell deck.Cell
			if k < len(row) {
				cell = row[k]
			}
			c := s.column(max(width-2*cellPad, 1))
			cells, places = append(cells, c.lines(cell.Spans, l, c.width)), append(places, at+cellPad)
			at += width
		}
		rows := beside(cells, places, s.high-4)
		for k := range rows {
			s.ruleBeneath(&rows[k], i == 0 && k == len(rows)-1)
		}
		if i == 0 {
			rows[len(rows)-1].holds = len(b.Rows) > 1
		}
		s.add(rows...)
	}
}

// ruleBeneath adds the line under a row of a table.
func (s *setter) ruleBeneath(row *slab, head bool) {
	in, width := s.colours.Hairline, 0.5
	if head {
		in, width = s.colours.Muted, 0.8
	}
	row.height = max(row.height, s.text.size*leading) + 3
	row.marks = append(row.marks, paper.Mark{
		Kind: paper.Line, Points: []model.Point{{X: s.left, Y: row.height - 1}, {X: s.left + s.width, Y: row.height - 1}},
		Stroke: in, Width: width,
	})
}

// columnWidths shares the width among columns: each gets what it needs in one line as long
// as that is no more than its share, and those that need more divide what is left.
func (s *setter) columnWidths(b *deck.Block, columns int) []float64 {
	need := make([]float64, columns)
	for _, row := range b.Rows {
		for k, cell := range row {
			wide := 2 * cellPad
			for _, a := range s.atoms(cell.Spans, s.text) {
				wide += a.width
				if a.space {
					wide += a.spaceWidth()
				}
			}
			need[k] = max(need[k], wide*1.05)
		}
	}
	widths := make([]float64, columns)
	left, open := s.width, columns
	for done := false; !done && open > 0; {
		done = true
		share := left / float64(open)
		for k := range widths {
			if widths[k] == 0 && need[k] <= share {
				widths[k] = need[k]
				left -= need[k]
				open--
				done = false
				break
			}
		}
	}
	total := 0.0
	for k := range widths {
		if widths[k] == 0 {
			total += need[k]
		}
	}
	least := left / float64(max(open, 1)) / 2
	for k := range widths {
		if widths[k] == 0 {
			widths[k] = least + left/2*need[k]/total
		}
	}
	if open == 0 && left > 0 { // a table is as wide as its text
		return widths
	}
	return slices.Clip(widths)
}
