package handout

import (
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// A slab is a stretch of a column that is never broken: a line of text, a row of a table,
// a picture.
type slab struct {
	height float64
	marks  []paper.Mark // from its top left
	white  bool         // nothing but distance: it is dropped where a page begins
	holds  bool         // stands on the page of what comes next
	part   string       // title of what begins here, "" if nothing does
}

// height is that of slabs above one another.
func height(slabs []slab) float64 {
	sum := 0.0
	for _, s := range slabs {
		sum += s.height
	}
	return sum
}

// held makes slabs stay on one page.
func held(slabs []slab) []slab {
	for i := range slabs[:max(len(slabs)-1, 0)] {
		slabs[i].holds = true
	}
	return slabs
}

// trimmed is slabs without the distances before and behind them.
func trimmed(slabs []slab) []slab {
	for len(slabs) > 0 && slabs[0].white {
		slabs = slabs[1:]
	}
	for len(slabs) > 0 && slabs[len(slabs)-1].white {
		slabs = slabs[:len(slabs)-1]
	}
	return slabs
}

// cut takes from slabs what fits a height, one at least, and returns the rest.
func cut(slabs []slab, room float64) (first, rest []slab) {
	at := 0.0
	for i, s := range slabs {
		if at += s.height; at > room+0.01 && i > 0 {
			end := i
			for end > 1 && slabs[end-1].holds { // what belongs to the next goes with it
				end--
			}
			if slabs[end-1].holds {
				end = i
			}
			return trimmed(slabs[:end]), trimmed(slabs[end:])
		}
	}
	return trimmed(slabs), nil
}

// stacked is slabs as one.
func stacked(slabs []slab) slab {
	one := slab{}
	for _, s := range slabs {
		one.marks = append(one.marks, moved(s.marks, 0, one.height)...)
		one.height += s.height
	}
	return one
}

// moved is marks at another place.
func moved(marks []paper.Mark, dx, dy float64) []paper.Mark {
	out := make([]paper.Mark, len(marks))
	corners := 0
	for _, m := range marks {
		corners += len(m.Points)
	}
	points := make([]model.Point, 0, corners)
	for i, m := range marks {
		m.Rect.X, m.Rect.Y = m.Rect.X+dx, m.Rect.Y+dy
		from := len(points)
		for _, p := range m.Points {
			points = append(points, model.Point{X: p.X + dx, Y: p.Y + dy})
		}
		m.Points = points[from:len(points):len(points)]
		out[i] = m
	}
	return out
}

// beside sets columns beside each other, each at its place. If they are higher than room
// they are broken, all at the same height.
func beside(columns [][]slab, places []float64, room float64) []slab {
	var rows []slab
	for {
		row := slab{}
		empty := true
		for i := range columns {
			var part []slab
			part, columns[i] = cut(columns[i], room)
			one := stacked(part)
			row.marks = append(row.marks, moved(one.marks, places[i], 0)...)
			row.height = max(row.height, one.height)
			empty = empty && len(columns[i]) == 0
		}
		rows = append(rows, row)
		if empty {
			return rows
		}
	}
}
