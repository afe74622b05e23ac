package model

import "slices"

// path draws constructs and the relations between them.
func (d *drawer) path() {
	boxes, pills := d.constructLabels(), d.moderatorLabels()
	if places := d.places(); places == nil {
		d.layered(boxes)
		d.bands()
	} else {
		d.constructs(d.settle(places), boxes, pills)
		for _, r := range d.m.Relations {
			d.wire(Edge{ID: r.ID, From: r.From, To: r.To, Sign: r.Sign, Label: r.Label})
		}
		d.bands()
		d.route()
	}
	d.discs()
	d.pillRows(pills)
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

func (d *drawer) moderatorLabels() []sized {
	list := make([]sized, len(d.m.Moderators))
	for i, x := range d.m.Moderators {
		l := d.label(x.Part, ChipSize, chipRoom, maxLines)
		w, h := l.chip()
		list[i] = sized{l, w, h}
	}
	return list
}

// constructs draws the boxes, and the moderators that have a place.
func (d *drawer) constructs(places []At, boxes, pills []sized) {
	m, g := d.m, d.grid(boxes, pills)
	middle := func(at At) Point { return Point{g.X + at.Column*g.PitchX, g.Y + at.Row*g.PitchY} }
	for i, c := range m.Constructs {
		d.construct(c, boxes[i], middle(places[i]))
	}
	for i, x := range m.Moderators {
		if x.At != nil {
			d.node(x.ID, Pill, centred(middle(*x.At), pills[i].width, pills[i].height), pills[i].label)
		}
	}
	d.d.Grid = g
	if d.o.Columns > 0 && d.o.Rows > 0 {
		d.floor = Rect{g.X - g.PitchX/2, g.Y - g.PitchY/2, d.o.Columns * g.PitchX, d.o.Rows * g.PitchY}
	}
}

func (d *drawer) construct(c Construct, s sized, p Point) {
	n := d.node(c.ID, Box, centred(p, s.width, s.height), s.label)
	d.d.Nodes[n].Role = c.Role
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

// places are where the author wants the constructs, nil where there is no wish; nil for
// all when everything is to be laid out.
func (d *drawer) places() []*At {
	m := d.m
	any := d.o.Columns > 0
	for _, c := range m.Constructs {
		any = any || c.At != nil
	}
	if !any || d.o.Automatic {
		return nil
	}
	list := make([]*At, len(m.Constructs))
	for i := range list {
		list[i] = m.Constructs[i].At
	}
	return list
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
