package textedit

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// rows returns where each row that the entry shows begins, in runes. The entry tells the
// place in the text of any row and column; for a row that there is not it tells the column
// alone, which here is 0, where no row but the first begins.
func (e *Editor) rows() []int {
	row, column := e.CursorRow, e.CursorColumn
	defer func() { e.CursorRow, e.CursorColumn = row, column }()
	list := []int{0}
	e.CursorColumn = 0
	for most := len(e.Text); len(list) <= most; {
		e.CursorRow = len(list)
		begin := e.CursorTextOffset()
		if begin == 0 {
			break
		}
		list = append(list, begin)
	}
	return list
}

// place returns the row and column before a rune of the text.
func (e *Editor) place(offset int) (row, column int) {
	offset = min(max(offset, 0), len([]rune(e.Text)))
	for i, begin := range e.rows() {
		if begin > offset {
			break
		}
		row, column = i, offset-begin
	}
	return row, column
}

// position returns where a row and column stand in what scrolls.
func (e *Editor) position(row, column int) fyne.Position {
	r, c := e.CursorRow, e.CursorColumn
	defer func() { e.CursorRow, e.CursorColumn = r, c }()
	e.CursorRow, e.CursorColumn = row, column
	return e.CursorPosition()
}

// rowHeight is the height of a row of text.
func (e *Editor) rowHeight() float32 {
	return fyne.MeasureText("M", fynetheme.Size(fynetheme.SizeNameText), e.TextStyle).Height
}

// A box is a rectangle in what scrolls.
type box struct {
	at   fyne.Position
	size fyne.Size
}

// boxes returns the rectangles that a stretch of text fills, one for each row.
func (e *Editor) boxes(from, to int) []box {
	rows := e.rows()
	high := e.rowHeight()
	text := []rune(e.Text)
	var list []box
	for i, begin := range rows {
		end := len(text)
		if i+1 < len(rows) {
			end = rows[i+1]
		}
		a, b := max(from, begin), min(to, end)
		for b > a && (text[b-1] == '\n' || text[b-1] == ' ') && b == end {
			b-- // a row ends before the space or the line feed that it is broken at
		}
		if a >= b {
			continue
		}
		left, right := e.position(i, a-begin), e.position(i, b-begin)
		list = append(list, box{at: left, size: fyne.NewSize(max(right.X-left.X, 2), high)})
	}
	return list
}

// inLayer turns a place on the editor into one in what scrolls.
func (e *Editor) inLayer(p fyne.Position) fyne.Position {
	if e.scroll == nil {
		return p
	}
	return p.Add(e.scroll.Offset).Subtract(e.scroll.Position())
}

// outOfLayer turns a place in what scrolls into one on the editor.
func (e *Editor) outOfLayer(b box) fyne.Position {
	if e.scroll == nil {
		return b.at
	}
	return b.at.Subtract(e.scroll.Offset).Add(e.scroll.Position())
}
