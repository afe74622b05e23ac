package hypertext

import "strings"

const (
	maxCells = 40 // of a row; what further ones say goes into the last
	maxRows  = 2000
)

// A table is a table that is being read. One within another is text of its cell.
type table struct {
	open     int // depth
	cell     bool
	row      []string
	beyond   []string // what further cells of the row say
	rows     [][]string
	pictures []string // of its cells, which come behind it
}

func (w *writer) endCell() {
	if !w.table.cell {
		return
	}
	w.lower()
	cell := w.endInline()
	w.table.cell = false
	t := &w.table
	if len(t.row) < maxCells {
		t.row = append(t.row, cell)
	} else if cell != "" {
		t.beyond = append(t.beyond, cell)
	}
}

func (w *writer) endRow() {
	w.endCell()
	t := &w.table
	if len(t.beyond) > 0 { // joined once, as there may be very many
		t.row[maxCells-1] = strings.TrimSpace(t.row[maxCells-1] + " " + strings.Join(t.beyond, " "))
		t.beyond = nil
	}
	if strings.Join(t.row, "") != "" {
		t.rows = append(t.rows, t.row)
	}
	t.row = nil
	if len(t.rows) == maxRows {
		w.putTable()
	}
}

func (w *writer) closeTable() {
	t := &w.table
	if t.open > 1 {
		t.open--
		w.space = true
		return
	}
	t.open = 0
	w.endRow()
	if len(w.line) > 0 {
		w.paragraph()
	}
	w.putTable()
	for _, p := range t.pictures {
		w.blank = true
		w.put(p)
	}
	t.pictures = nil
	if len(w.lists) == 0 {
		w.blank = true
	}
}

// putTable writes the rows. What is laid out in one column is no table.
func (w *writer) putTable() {
	t := &w.table
	wide := 0
	for _, r := range t.rows {
		wide = max(wide, len(r))
	}
	switch {
	case wide == 1:
		for _, r := range t.rows {
			w.put(r[0])
		}
	case wide > 1:
		w.outside()
		w.rich = true
		for i, r := range t.rows {
			w.raw("| "+strings.Join(r, " | ")+" |"+strings.Repeat("  |", wide-len(r)), false)
			if i == 0 {
				w.raw("|"+strings.Repeat("---|", wide), false)
			}
		}
		w.blank = true
	}
	t.rows = nil
}
