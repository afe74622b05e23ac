package model

import "slices"

// path draws constructs and the relations between them.
func (d *drawer) path() {
	boxes := d.constructLabels()
	d.constructs(boxes)
	for _, r := range d.m.Relations {
		d.wire(Edge{ID: r.ID, From: r.From, To: r.To, Sign: r.Sign, Label: r.Label})
	}
	d.bands()
	d.route()
	d.discs()
	d.tethers()
}

// A sized is a label with the size of the box around it.
type sized struct {
	label
	width, height float64
}

// constructLabels breaks the names of the constructs. Boxes of one drawing are equally
// wide and, if they have one line or two, equally high.
func (d *drawer) constructLabels() []sized {
	list := make([]sized, len(d.m.Constructs))
	width, height := 96.0, 0.0
	for i, c := range d.m.Constructs {
		l := d.label(c.Part, LabelSize, labelRoom, maxLines)
		w, h := l.box()
		list[i] = sized{l, w, h}
		width = max(width, w)
		if len(l.lines) <= 2 {
			height = max(height, h)
		}
	}
	for i := range list {
		list[i].width, list[i].height = width, max(list[i].height, height)
	}
	return list
}

// constructs places the boxes and moderators that have a place, and then the rest.
func (d *drawer) constructs(boxes []sized) {
	m := d.m
	pills := make([]sized, len(m.Moderators))
	for i, x := range m.Moderators {
		l := d.label(x.Part, ChipSize, chipRoom, maxLines)
		w, h := l.chip()
		pills[i] = sized{l, w, h}
	}
	places := d.places(len(boxes), func(i int) *At { return m.Constructs[i].At })
	g := d.grid(boxes, pills)
	if places == nil {
		places = make([]*At, len(boxes))
	}
	d.settle(places)
	for i, c := range m.Constructs {
		at := *places[i]
		r := centred(Point{g.X + at.Column*g.PitchX, g.Y + at.Row*g.PitchY}, boxes[i].width, boxes[i].height)
		n := d.node(c.ID, Box, r, boxes[i].label)
		d.d.Nodes[n].Role = c.Role
	}
	for i, x := range m.Moderators {
		if x.At == nil || d.o.Automatic {
			continue
		}
		r := centred(Point{g.X + x.At.Column*g.PitchX, g.Y + x.At.Row*g.PitchY}, pills[i].width, pills[i].height)
		d.node(x.ID, Pill, r, pills[i].label)
	}
	d.d.Grid = g
	if d.o.Columns > 0 && d.o.Rows > 0 {
		d.floor = Rect{g.X - g.PitchX/2, g.Y - g.PitchY/2, d.o.Columns * g.PitchX, d.o.Rows * g.PitchY}
	}
}

// grid is the one of the author's places. When the drawing has a size to keep, it does
// not depend on what is in it.
func (d *drawer) grid(boxes, pills []sized) Grid {
	width, height := 0.0, 0.0
	for _, s := range slices.Concat(boxes, pills) {
		width, height = max(width, s.width), max(height, s.height)
	}
	if d.o.Columns > 0 {
		width = max(width, labelRoom+2*boxPad)
		height = max(height, 2*lineHeight(LabelSize)+2*boxPad)
	}
	return Grid{PitchX: width + columnGap, PitchY: height + rowGap}
}

// places are the author's places, nil where there is none; all nil when everything is to
// be laid out.
func (d *drawer) places(n int, at func(int) *At) []*At {
	list := make([]*At, n)
	any := false
	for i := range list {
		if !d.o.Automatic {
			list[i] = at(i)
			any = any || list[i] != nil
		}
	}
	if !any {
		return nil
	}
	return list
}

// settle gives whoever has no place one that is free.
func (d *drawer) settle(places []*At) {
	taken := map[At]bool{}
	rows := 1.0
	for _, p := range places {
		if p != nil {
			taken[*p] = true
			rows = max(rows, p.Row+1)
		}
	}
	next := At{}
	for i := range places {
		if places[i] != nil {
			continue
		}
		for taken[next] {
			if next.Row++; next.Row >= max(rows, 5) {
				next = At{next.Column + 1, 0}
			}
		}
		at := next
		places[i], taken[at] = &at, true
	}
}

// bands draws a field behind the constructs of each stage.
func (d *drawer) bands() {
	for _, s := range d.m.Stages {
		var box Rect
		found := false
		for _, c := range d.m.Constructs {
			i, ok := d.index[c.ID]
			if c.Stage != s.ID || !ok {
				continue
			}
			r := d.d.Nodes[i].Rect
			if found {
				r = box.with(r)
			}
			box, found = r, true
		}
		if !found {
			continue
		}
		box = Rect{box.X - bandPad, box.Y - bandTop, box.Width + 2*bandPad, box.Height + bandTop + bandPad}
		l := s.Label
		if l == "" {
			l = s.ID
		}
		b := Band{ID: s.ID, Rect: box, Size: CaptionSize}
		b.Caption = d.caption(l, box.Width-2*bandPad)
		d.d.Bands = append(d.d.Bands, b)
	}
}
