package diagram

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
)

// An item is an element on the canvas: its marks under its face, layer by layer.
type item struct {
	id       string
	face     model.Face
	marks    func(f model.Face, grain float32) []mark
	things   [layers][]*thing
	spare    *item         // as it was at another grain, nil if that is not known
	from, to fyne.Position // bounds in the drawing
	scale    float32       // at which it was placed last
	grained  bool          // it looks other at another grain
	late     bool          // a text of it is
}

// grainAt says how coarse a drawing may be at a scale, so that nobody sees it: it doubles
// whenever the scale halves. Small drawings are of fewer pieces, each of which costs a
// frame as much as a large one does.
func grainAt(scale float32) float32 {
	grain := float32(1)
	for grain*scale <= 0.5 && grain < 16 {
		grain *= 2
	}
	return grain
}

// build makes the item's things anew and places them.
func (i *item) build(f model.Face, c paints, scale float32) {
	i.spare = nil
	i.make(f, c, scale, false)
}

func (i *item) make(f model.Face, c paints, scale float32, lazy bool) {
	i.face, i.scale, i.late = f, scale, false
	for l := range i.things {
		i.things[l] = nil
	}
	if f.Hidden {
		return
	}
	for n, m := range i.marks(f, grainAt(scale)) {
		from, to := m.bounds()
		if n == 0 {
			i.from, i.to = from, to
		}
		i.from = fyne.NewPos(min(i.from.X, from.X), min(i.from.Y, from.Y))
		i.to = fyne.NewPos(max(i.to.X, to.X), max(i.to.Y, to.Y))
		t := newThing(m, c, f.Dim)
		t.place(scale, lazy)
		i.late = i.late || t.late
		i.things[m.layer] = append(i.things[m.layer], t)
	}
}

// follow places the item at another scale; texts keep their size for now.
func (i *item) follow(c paints, scale float32) {
	if i.scale == scale {
		return
	}
	if i.grained && grainAt(i.scale) != grainAt(scale) {
		was := *i
		was.spare = nil
		if i.spare == nil || grainAt(i.spare.scale) != grainAt(scale) {
			i.make(i.face, c, scale, true)
			i.spare = &was
			return
		}
		i.things, i.spare = i.spare.things, &was // the wheel turned back
	}
	i.scale, i.late = scale, false
	for _, layer := range i.things {
		for _, t := range layer {
			t.place(scale, true)
			i.late = i.late || t.late
		}
	}
}

// sharpen gives at most so many of its texts their size, and returns how many more may be.
func (i *item) sharpen(scale float32, most int) (left int) {
	for _, layer := range i.things {
		for _, t := range layer {
			if !t.late {
				continue
			}
			if most == 0 {
				return 0
			}
			t.place(scale, false)
			most--
		}
	}
	i.late = false
	return most
}

// itemsOf are the items of a drawing, not built yet.
func itemsOf(d *model.Drawing) []*item {
	if d == nil {
		return nil
	}
	var list []*item
	add := func(id string, grained bool, marks func(model.Face, float32) []mark) {
		list = append(list, &item{id: id, marks: marks, grained: grained})
	}
	loud := loudest(d)
	for n := range d.Bands {
		b := &d.Bands[n]
		quiet := b.ID != "" && loud[b.ID] != nil
		add(b.ID, false, func(f model.Face, _ float32) []mark { return bandMarks(b, f, quiet) })
	}
	sparse := sparseness(d)
	for n := range d.Edges {
		e := &d.Edges[n]
		add(e.ID, true, func(f model.Face, grain float32) []mark {
			return edgeMarks(e, f, pen{sparse: sparse, grain: grain})
		})
	}
	for n := range d.Nodes {
		node := &d.Nodes[n]
		quiet := loud[node.ID] != node
		add(node.ID, false, func(f model.Face, _ float32) []mark { return nodeMarks(node, f, quiet) })
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

// A shelf holds what is on the canvas, and the room to list it anew.
type shelf struct {
	things  []*thing
	objects []fyne.CanvasObject
}

// collect lists the objects of items, the lowest layer first.
func (s *shelf) collect(seen []*item, grain float32) []fyne.CanvasObject {
	s.objects = s.objects[:0]
	for l := range layers {
		s.things = s.things[:0]
		for _, i := range seen {
			s.things = append(s.things, i.things[l]...)
		}
		if l == lineLayer && grain > 1 || l >= lineLayer && l <= signLayer && grain >= dotted {
			slices.SortStableFunc(s.things, alike)
		}
		for _, t := range s.things {
			if o := t.shown(); o != nil {
				s.objects = append(s.objects, o)
			}
		}
	}
	return s.objects
}

// alike orders things so that those which are painted in the same way follow each other.
// What lies on what changes by that between elements that touch: lines in a small drawing,
// all else where it is too small to tell.
func alike(a, b *thing) int {
	x, y := &a.mark, &b.mark
	if x.kind == y.kind && (x.kind == lineMark || x.kind == textMark) {
		return cmp.Or(
			cmp.Compare(x.stroke.role, y.stroke.role), cmp.Compare(x.fill.role, y.fill.role),
			cmp.Compare(x.width, y.width), cmp.Compare(x.textSize, y.textSize),
		)
	}
	return cmp.Compare(x.kind.rank(), y.kind.rank())
}
