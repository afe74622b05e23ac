package model

import (
	"math"
	"slices"
	"strings"
)

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
	room := labelRoom
	if d.narrow() {
		room = narrowRoom
	}
	if d.o.Columns > 0 { // boxes stay as they are when others come
		width, height = room+2*boxPad, 2*lineHeight(LabelSize)+2*boxPad
	}
	for i, c := range d.m.Constructs {
		l := d.label(c.Part, LabelSize, d.roomFor(c.Part, room), maxLines)
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

// narrow reports whether a drawing has so many columns that its boxes are better narrow.
func (d *drawer) narrow() bool {
	low, high := 0.0, 0.0
	if d.o.Automatic {
		return false
	}
	for _, c := range d.m.Constructs {
		if c.At != nil {
			low, high = min(low, c.At.Column), max(high, c.At.Column)
		}
	}
	return max(high-low+1, d.o.Columns) > 4
}

// roomFor is the room that a label gets, so that no word that would fit into the usual
// room is broken.
func (d *drawer) roomFor(p Part, room float64) float64 {
	if len(p.Label) > 200 {
		return labelRoom
	}
	for _, word := range strings.Fields(p.Label) {
		room = max(room, min(d.text(word, LabelSize), labelRoom))
	}
	return math.Ceil(room)
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
		d.floor = Rect{g.X - g.PitchX/2, g.Y - g.PitchY/2, d.o.Columns * g.PitchX, d.o.Rows * g.PitchY}.grown(boxPad)
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
	gap, room := columnGap, labelRoom
	if d.narrow() {
		gap, room = narrowGap, narrowRoom
	}
	if d.o.Columns > 0 {
		width = max(width, room+2*boxPad)
		height = max(height, 2*lineHeight(LabelSize)+2*boxPad)
	}
	return Grid{PitchX: width + gap, PitchY: height + rowGap}
}

// places are where the author wants the constructs, nil where there is no wish; nil for
// all when everything is to be laid out.
func (d *drawer) places() []*At {
	m := d.m
	placed := d.o.Columns > 0
	for _, c := range m.Constructs {
		placed = placed || c.At != nil
	}
	if !placed || d.o.Automatic {
		return nil
	}
	list := make([]*At, len(m.Constructs))
	for i := range list {
		list[i] = m.Constructs[i].At
	}
	return list
}

// banded is the band around some constructs.
func banded(r Rect) Rect {
	return Rect{r.X - bandPad, r.Y - bandTop, r.Width + 2*bandPad, r.Height + bandTop + bandPad}
}

// bands draws a field behind the constructs of each stage. Bands that would overlap give
// way to each other.
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
		if box = d.giveWay(banded(box)); box.Width == 0 {
			continue // the stage lies in another, which its author will see
		}
		l := s.Label
		if l == "" {
			l = s.ID
		}
		box = d.widened(box, d.text(l, CaptionSize)+2*bandPad)
		b := Band{ID: s.ID, Rect: box, Size: CaptionSize}
		b.Caption = d.caption(l, box.Width-2*bandPad)
		d.d.Bands = append(d.d.Bands, b)
	}
}

// widened makes room for a caption, if nothing stands in the way.
func (d *drawer) widened(r Rect, width float64) Rect {
	more := min(width-r.Width, narrowGap-2*bandPad-8)
	if more <= 0 {
		return r
	}
	for _, wide := range [...]Rect{
		{r.X - more/2, r.Y, r.Width + more, r.Height},
		{r.X, r.Y, r.Width + more, r.Height},
		{r.X - more, r.Y, r.Width + more, r.Height},
	} {
		free := true
		for _, b := range d.d.Bands {
			free = free && !b.Rect.grown(6).meets(wide)
		}
		for _, n := range d.d.Nodes {
			free = free && (r.meets(n.Rect) || !n.Rect.grown(6).meets(wide))
		}
		if free {
			return wide
		}
	}
	return r
}

// giveWay cuts off what a band shares with those that are there, where least is lost.
func (d *drawer) giveWay(r Rect) Rect {
	for _, o := range d.d.Bands {
		b := o.Rect
		if !r.meets(b) {
			continue
		}
		best := Rect{r.X, r.Y, 0, 0}
		for _, part := range [...]Rect{
			{r.X, r.Y, b.X - r.X, r.Height},
			{b.right(), r.Y, r.right() - b.right(), r.Height},
			{r.X, r.Y, r.Width, b.Y - r.Y},
			{r.X, b.bottom(), r.Width, r.bottom() - b.bottom()},
		} {
			if part.Width > 0 && part.Height > 0 && part.Width*part.Height > best.Width*best.Height {
				best = part
			}
		}
		r = best
	}
	return r
}
