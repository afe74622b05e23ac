package model

import "slices"

// onAverage is the name of the pill from which the rules without conditions start.
const onAverage = "On average"

// contingency draws conditions with their values at the left, alternatives at the right,
// and an arrow for each value that a rule speaks of.
func (d *drawer) contingency() {
	bands := d.conditionBands()
	general := d.generalPills()
	boxes := d.alternativeBoxes()
	if !d.authoredContingency(bands, general, boxes) {
		d.columns(bands, general, boxes)
	}
	d.rules()
	d.route()
	d.discs()
}

// A stack is a band with pills above each other.
type stack struct {
	id, caption string
	ids         []string
	pills       []sized
	width       float64
	height      float64
}

const pillGap = 10.0

func (d *drawer) conditionBands() []stack {
	list := make([]stack, 0, len(d.m.Conditions))
	widest := 0.0
	for _, c := range d.m.Conditions {
		s := stack{id: c.ID, caption: c.Label}
		if s.caption == "" {
			s.caption = c.ID
		}
		for _, v := range c.Values {
			l := d.label(Part{ID: v.ID, Label: v.Label}, ChipSize, chipRoom, maxLines)
			w, h := l.chip()
			s.pills = append(s.pills, sized{l, w, h})
			s.ids = append(s.ids, ValueID(c.ID, v.ID))
			widest = max(widest, w)
		}
		widest = max(widest, min(d.text(s.caption, CaptionSize), 1.5*chipRoom))
		list = append(list, s)
	}
	for i := range list {
		s := &list[i]
		s.width, s.height = widest+2*bandPad, bandTop+bandPad-pillGap
		for k := range s.pills {
			s.pills[k].width = widest
			s.height += s.pills[k].height + pillGap
		}
		s.caption = d.caption(s.caption, widest)
	}
	return list
}

// stack draws a band with its pills, the middle of which is at p.
func (d *drawer) stack(s stack, p Point) {
	r := centred(p, s.width, s.height)
	d.d.Bands = append(d.d.Bands, Band{ID: s.id, Rect: r, Caption: s.caption, Size: CaptionSize})
	y := r.Y + bandTop
	for i, pill := range s.pills {
		d.node(s.ids[i], Pill, Rect{r.X + bandPad, y, pill.width, pill.height}, pill.label)
		y += pill.height + pillGap
	}
}

// generalPills are the pills of the rules that hold on average.
func (d *drawer) generalPills() []stack {
	var list []stack
	for _, r := range d.m.Rules {
		if len(r.When) > 0 {
			continue
		}
		l := d.words(onAverage, ChipSize, chipRoom, 1)
		w, h := l.chip()
		list = append(list, stack{id: r.ID, pills: []sized{{l, w, h}}, width: w, height: h})
	}
	return list
}

func (d *drawer) alternativeBoxes() []sized {
	list := make([]sized, len(d.m.Alternatives))
	width, height := 120.0, 72.0
	for i, a := range d.m.Alternatives {
		l := d.label(a.Part, LabelSize, labelRoom, maxLines)
		w, h := l.box()
		list[i] = sized{l, w, h}
		width, height = max(width, w+2*boxPad), max(height, h+boxPad)
	}
	for i := range list {
		list[i].width, list[i].height = width, height
	}
	return list
}

func (d *drawer) alternative(i int, s sized, p Point) {
	n := d.node(d.m.Alternatives[i].ID, Box, centred(p, s.width, s.height), s.label)
	d.d.Nodes[n].Role = Focal
}

// columns lays a contingency model out. Of two alternatives one is at each side, so that
// the conditions between them are seen to draw to the one or the other; more are in a
// column at the right.
func (d *drawer) columns(bands, general []stack, boxes []sized) {
	const gap, far = 20.0, 120.0
	left, width := -gap, 0.0
	for _, s := range slices.Concat(general, bands) {
		left += s.height + gap
		width = max(width, s.width)
	}
	y, x := 0.0, width/2
	if len(boxes) == 2 {
		x += boxes[0].width + far
	} else {
		right := -60.0
		for _, s := range boxes {
			right += s.height + 60
		}
		y = max(0, (right-left)/2)
		d.alternatives(boxes, width+far*1.5, y+left/2-max(left, right)/2, max(left, right))
	}
	for i, s := range boxes {
		if len(boxes) == 2 {
			d.alternative(i, s, Point{s.width/2 + float64(i)*(s.width+2*far+width), left / 2})
		}
	}
	for _, s := range general {
		d.general(s, Point{x, y + s.height/2})
		y += s.height + gap
	}
	for _, s := range bands {
		d.stack(s, Point{x, y + s.height/2})
		y += s.height + gap
	}
}

// alternatives spreads the alternatives over a height.
func (d *drawer) alternatives(boxes []sized, x, y, height float64) {
	each := height / max(float64(len(boxes)), 1)
	for i, s := range boxes {
		d.alternative(i, s, Point{x + s.width/2, y + each*(float64(i)+0.5)})
	}
}

func (d *drawer) general(s stack, p Point) {
	d.node(s.id, Pill, centred(p, s.width, s.height), s.pills[0].label)
}

// authoredContingency draws everything where the author wants it, if all of it has a place.
func (d *drawer) authoredContingency(bands, general []stack, boxes []sized) bool {
	m := d.m
	if d.o.Automatic || len(m.Conditions)+len(m.Alternatives) == 0 {
		return false
	}
	for _, c := range m.Conditions {
		if c.At == nil {
			return false
		}
	}
	for _, a := range m.Alternatives {
		if a.At == nil {
			return false
		}
	}
	var g Grid
	for _, s := range bands {
		g.PitchX, g.PitchY = max(g.PitchX, s.width), max(g.PitchY, s.height)
	}
	for _, s := range boxes {
		g.PitchX, g.PitchY = max(g.PitchX, s.width), max(g.PitchY, s.height)
	}
	g.PitchX, g.PitchY = g.PitchX+columnGap, g.PitchY+20
	place := func(at *At) Point { return Point{at.Column * g.PitchX, at.Row * g.PitchY} }
	low := 0.0
	for i, s := range bands {
		p := place(m.Conditions[i].At)
		d.stack(s, p)
		low = max(low, p.Y+s.height/2)
	}
	for i, s := range boxes {
		p := place(m.Alternatives[i].At)
		d.alternative(i, s, p)
		low = max(low, p.Y+s.height/2)
	}
	k := 0
	for _, r := range m.Rules {
		if len(r.When) > 0 {
			continue
		}
		s := general[k]
		k++
		p := Point{0, low + 24 + s.height/2}
		if r.At != nil {
			p = place(r.At)
		} else {
			low += 24 + s.height
		}
		d.general(s, p)
	}
	d.d.Grid = g
	return true
}

// rules draws an arrow from each value of a rule to what it speaks of.
func (d *drawer) rules() {
	for _, r := range d.m.Rules {
		var from []string
		for _, c := range d.m.Conditions {
			if v, ok := r.When[c.ID]; ok {
				from = append(from, ValueID(c.ID, v))
			}
		}
		if len(r.When) == 0 {
			from = append(from, r.ID)
		}
		var to []string
		for _, a := range d.m.Alternatives {
			if r.Alternative == "" || r.Alternative == a.ID {
				to = append(to, a.ID)
			}
		}
		for _, f := range from {
			for _, t := range to {
				d.rule(Edge{ID: r.ID, From: f, To: t, Sign: r.sign()})
			}
		}
	}
}

// rule adds an arrow of a rule. Rules that say the same of one value share a line.
func (d *drawer) rule(e Edge) {
	for i := range d.wires {
		if o := &d.wires[i]; o.edge.From == e.From && o.edge.To == e.To && o.edge.Sign == e.Sign {
			o.twins = append(o.twins, e)
			return
		}
	}
	d.wire(e)
}
