package diagram

import (
	"slices"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
)

// An item is an element on the canvas: its marks under its face, layer by layer.
type item struct {
	id       string
	face     model.Face
	marks    func(model.Face) []mark
	things   [layers][]*thing
	from, to fyne.Position // bounds in the drawing
}

// build makes the item's things anew and places them.
func (i *item) build(f model.Face, c paints, scale float32) {
	i.face = f
	for l := range i.things {
		i.things[l] = nil
	}
	if f.Hidden {
		return
	}
	for n, m := range i.marks(f) {
		from, to := m.bounds()
		if n == 0 {
			i.from, i.to = from, to
		}
		i.from = fyne.NewPos(min(i.from.X, from.X), min(i.from.Y, from.Y))
		i.to = fyne.NewPos(max(i.to.X, to.X), max(i.to.Y, to.Y))
		t := newThing(m, c, f.Dim)
		t.place(scale, false)
		i.things[m.layer] = append(i.things[m.layer], t)
	}
}

func (i *item) place(scale float32, lazy bool) {
	for _, layer := range i.things {
		for _, t := range layer {
			t.place(scale, lazy)
		}
	}
}

// itemsOf are the items of a drawing, not built yet.
func itemsOf(d *model.Drawing) []*item {
	if d == nil {
		return nil
	}
	var list []*item
	add := func(id string, marks func(model.Face) []mark) {
		list = append(list, &item{id: id, marks: marks})
	}
	loud := loudest(d)
	for n := range d.Bands {
		b := &d.Bands[n]
		quiet := b.ID != "" && loud[b.ID] != nil
		add(b.ID, func(f model.Face) []mark { return bandMarks(b, f, quiet) })
	}
	sparse := sparseness(d)
	for n := range d.Edges {
		e := &d.Edges[n]
		add(e.ID, func(f model.Face) []mark { return edgeMarks(e, f, sparse) })
	}
	for n := range d.Nodes {
		node := &d.Nodes[n]
		quiet := loud[node.ID] != node
		add(node.ID, func(f model.Face) []mark { return nodeMarks(node, f, quiet) })
	}
	return list
}

// loudest finds, of the nodes that share an id, the one that shows verdicts: a
// heading leaves them to the field that it names.
func loudest(d *model.Drawing) map[string]*model.Node {
	loud := make(map[string]*model.Node, len(d.Nodes))
	for n := range d.Nodes {
		node := &d.Nodes[n]
		if other := loud[node.ID]; other == nil || other.Shape == model.Heading {
			loud[node.ID] = node
		}
	}
	return loud
}

// same reports whether two faces look the same.
func same(a, b model.Face) bool {
	x, y := a.Recall, b.Recall
	a.Recall, b.Recall = nil, nil
	if a != b || (x == nil) != (y == nil) {
		return false
	}
	return x == nil || *x == *y
}

// kept is a face that does not change when its owner goes on with it.
func kept(f model.Face) model.Face {
	if f.Recall != nil {
		recall := *f.Recall
		f.Recall = &recall
	}
	return f
}

// within reports whether the item can be seen in a part of the drawing.
func (i *item) within(from, to fyne.Position) bool {
	return i.to.X >= from.X && i.from.X <= to.X && i.to.Y >= from.Y && i.from.Y <= to.Y
}

// collect lists the objects of the items that can be seen, the lowest layer first.
func collect(items []*item, from, to fyne.Position, room []fyne.CanvasObject) []fyne.CanvasObject {
	seen := slices.DeleteFunc(slices.Clone(items), func(i *item) bool { return !i.within(from, to) })
	list := room[:0]
	for l := range layers {
		for _, i := range seen {
			for _, t := range i.things[l] {
				if o := t.shown(); o != nil {
					list = append(list, o)
				}
			}
		}
	}
	return list
}
