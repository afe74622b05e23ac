package model

import (
	"fmt"
	"math"
)

// places warns of elements which their author wants so near to one another that they are
// drawn on top of each other.
func (c *checker) places() {
	var parts []Part
	for _, e := range c.model.Elements() {
		switch e.Kind {
		case IsConstruct, IsModerator, IsCondition, IsAlternative, IsRule:
			if e.At != nil {
				parts = append(parts, e.Part)
			}
		}
	}
	var drawn map[string]Rect
	for i := range parts {
		for k := range i {
			a, b := &parts[i], &parts[k]
			column, row := math.Abs(a.At.Column-b.At.Column), math.Abs(a.At.Row-b.At.Row)
			if column >= 1 || row >= 1 { // a column is as wide as the widest, and more
				continue
			}
			over := column < 0.5 && row < 0.5
			if len(parts) <= maxDrawn {
				if drawn == nil {
					drawn = drawnAt(c.model)
				}
				r, ok := drawn[a.ID]
				other, both := drawn[b.ID]
				over = ok && both && r.grown(-touching).meets(other)
			}
			if over {
				c.warn(a.Pos, "same-place", fmt.Sprintf("%s is drawn over %s", a.ID, b.ID), "write another column or row at at:, half a step or a step away")
				break
			}
		}
	}
}

// drawnAt returns where the boxes and bands of a model are drawn.
func drawnAt(m *Model) map[string]Rect {
	d := Draw(m, DrawOptions{})
	at := make(map[string]Rect, len(d.Nodes)+len(d.Bands))
	for _, n := range d.Nodes {
		at[n.ID] = n.Rect
	}
	for _, b := range d.Bands {
		at[b.ID] = b.Rect
	}
	return at
}
