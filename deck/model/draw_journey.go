package model

import (
	"cmp"
	"slices"
)

const (
	cellPad  = 9.0
	cellGap  = 8.0
	chipGap  = 7.0
	arcLevel = 30.0 // between arches above each other
)

// journey draws a grid of stages and lanes with the touchpoints in its cells, what
// stands around it, and the flows.
func (d *drawer) journey() {
	g := d.journeyGrid()
	d.aroundBoxes(g)
	g.draw(d)
	d.flows(g)
	d.discs()
}

// A journeyGrid is the measured grid of a journey.
type journeyGrid struct {
	stages, lanes []label
	rows          []string    // ids of the lanes, or "" for the only row
	chips         [][][]sized // by row and column
	ids           [][][]string
	column        float64 // width
	laneWidth     float64
	headHeight    float64
	heights       []float64
	x, y          float64 // where the first cell begins
}

func (d *drawer) journeyGrid() *journeyGrid {
	m := d.m
	g := &journeyGrid{rows: []string{""}, column: 96, headHeight: lineHeight(LabelSize)}
	if len(m.Lanes) > 0 {
		g.rows = g.rows[:0]
	}
	for _, l := range m.Lanes {
		g.rows = append(g.rows, l.ID)
		t := d.label(l.Part, LabelSize, 110, maxLines)
		g.lanes = append(g.lanes, t)
		g.laneWidth = max(g.laneWidth, t.width+14)
	}
	for _, s := range m.Stages {
		t := d.label(s.Part, LabelSize, labelRoom, maxLines)
		g.stages = append(g.stages, t)
		g.column = max(g.column, t.width+56)
		g.headHeight = max(g.headHeight, t.height())
	}
	row, column := map[string]int{}, map[string]int{}
	for i, id := range g.rows {
		row[id] = i
	}
	for i, s := range m.Stages {
		column[s.ID] = i
	}
	g.chips, g.ids = make([][][]sized, len(g.rows)), make([][][]string, len(g.rows))
	for i := range g.rows {
		g.chips[i], g.ids[i] = make([][]sized, len(m.Stages)), make([][]string, len(m.Stages))
	}
	for _, t := range m.Touchpoints {
		lane := t.Lane
		if len(m.Lanes) == 0 {
			lane = ""
		}
		r, okR := row[lane]
		c, okC := column[t.Stage]
		if !okR || !okC {
			continue
		}
		l := d.label(t.Part, ChipSize, labelRoom, maxLines)
		w, h := l.chip()
		g.chips[r][c], g.ids[r][c] = append(g.chips[r][c], sized{l, w, h}), append(g.ids[r][c], t.ID)
		g.column = max(g.column, w+2*cellPad)
	}
	g.measure()
	return g
}

// measure makes the rows as high as what stands in them.
func (g *journeyGrid) measure() {
	for i, row := range g.chips {
		height := 48.0
		if len(g.lanes) == 0 {
			height = 72
		} else {
			height = max(height, g.lanes[i].height()+12)
		}
		for _, cell := range row {
			sum := 2*cellPad - chipGap
			for _, s := range cell {
				sum += s.height + chipGap
			}
			height = max(height, sum)
		}
		g.heights = append(g.heights, height)
	}
}

func (g *journeyGrid) width() float64 {
	return float64(len(g.stages))*(g.column+cellGap) - cellGap
}

func (g *journeyGrid) height() float64 {
	sum := -cellGap
	for _, h := range g.heights {
		sum += h + cellGap
	}
	return sum
}

// headMiddle is the height of the headings' row.
func (g *journeyGrid) headMiddle() float64 { return g.y - 12 - g.headHeight/2 }

// draw draws headings, cells and chips. The grid begins at 0, 0.
func (g *journeyGrid) draw(d *drawer) {
	for c, s := range d.m.Stages {
		mid := g.x + float64(c)*(g.column+cellGap) + g.column/2
		d.node(s.ID, Heading, centred(Point{mid, g.headMiddle()}, g.stages[c].width+12, g.stages[c].height()+4), g.stages[c])
	}
	y := g.y
	for r, id := range g.rows {
		if len(g.lanes) > 0 {
			d.node(id, Heading, Rect{g.x - g.laneWidth - cellGap, y + (g.heights[r]-g.lanes[r].height())/2, g.laneWidth, g.lanes[r].height()}, g.lanes[r])
		}
		for c, s := range d.m.Stages {
			x := g.x + float64(c)*(g.column+cellGap)
			d.node(CellID(s.ID, id), Cell, Rect{x, y, g.column, g.heights[r]}, label{})
			at := y + cellPad
			for k, chip := range g.chips[r][c] {
				d.node(g.ids[r][c][k], Chip, Rect{x + cellPad, at, g.column - 2*cellPad, chip.height}, chip.label)
				at += chip.height + chipGap
			}
		}
		y += g.heights[r] + cellGap
	}
}

// aroundBoxes draws what stands around the grid: at the sides in the row of the headings,
// so that time runs along it, and above and below.
func (d *drawer) aroundBoxes(g *journeyGrid) {
	bySide := map[Side][]sized{}
	ids := map[Side][]string{}
	for _, a := range d.m.Around {
		s := a.Side
		if s != Left && s != Right && s != Top {
			s = Bottom
		}
		room := 104.0
		if s == Top || s == Bottom {
			room = 2 * labelRoom
		}
		l := d.label(a.Part, LabelSize, room, maxLines)
		w, h := l.box()
		bySide[s], ids[s] = append(bySide[s], sized{l, w, h}), append(ids[s], a.ID)
		if s == Left || s == Right {
			g.headHeight = max(g.headHeight, h)
		}
	}
	low := g.y + g.height()
	column := func(side Side, edge float64) {
		y := g.headMiddle()
		if n := len(bySide[side]); n > 0 {
			y -= bySide[side][0].height / 2
		}
		for i, s := range bySide[side] {
			x := edge
			if side == Left {
				x -= s.width
			}
			d.node(ids[side][i], Box, Rect{x, y, s.width, s.height}, s.label)
			low = max(low, y+s.height)
			y += s.height + 16
		}
	}
	row := func(side Side, y float64) {
		sum := -24.0
		for _, s := range bySide[side] {
			sum += s.width + 24
		}
		x := g.x + (g.width()-sum)/2
		for i, s := range bySide[side] {
			top := y
			if side == Top {
				top -= s.height
			}
			d.node(ids[side][i], Box, Rect{x, top, s.width, s.height}, s.label)
			x += s.width + 24
		}
	}
	left := g.x - 44
	if len(bySide[Left]) > 1 || g.laneWidth == 0 {
		left = g.x - g.laneWidth - 44
	} else if len(bySide[Left]) == 1 && g.laneWidth > 0 {
		left = min(left, g.x-20)
	}
	column(Left, left)
	row(Top, g.headMiddle()-g.headHeight/2-28-arcLevel*float64(d.archLevels()))
	column(Right, g.x+g.width()+44)
	row(Bottom, low+36)
}

// arched reports whether a flow is led over the headings, and between which stages.
func (d *drawer) arched(f Flow) (from, to int, ok bool) {
	from = slices.IndexFunc(d.m.Stages, func(s Stage) bool { return s.ID == f.From })
	to = slices.IndexFunc(d.m.Stages, func(s Stage) bool { return s.ID == f.To })
	if from < 0 || to < 0 || from == to {
		return from, to, false
	}
	return from, to, !(to == from+1 && f.Form != Loop && f.Form != Bypass)
}

// An arch is a flow over the headings.
type arch struct {
	flow       int
	from, to   int // stages
	low, high  int
	level      int
	start, end float64 // x
}

// arches sorts the flows over the headings into levels, so that none lies on another.
// Loops are nearer than bypasses, and short ones nearer than long ones.
func (d *drawer) arches() []arch {
	var list []arch
	for i, f := range d.m.Flows {
		if from, to, ok := d.arched(f); ok {
			list = append(list, arch{flow: i, from: from, to: to, low: min(from, to), high: max(from, to)})
		}
	}
	slices.SortStableFunc(list, func(a, b arch) int {
		return cmp.Or(
			cmp.Compare(a.high-a.low, b.high-b.low),
			cmp.Compare(boolInt(d.m.Flows[a.flow].Form == Bypass), boolInt(d.m.Flows[b.flow].Form == Bypass)),
		)
	})
	for i := range list {
		a := &list[i]
		for k := range list[:i] {
			if b := list[k]; b.low <= a.high && a.low <= b.high {
				a.level = max(a.level, b.level+1)
			}
		}
	}
	return list
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (d *drawer) archLevels() int {
	levels := 0
	for _, a := range d.arches() {
		levels = max(levels, a.level+1)
	}
	return levels
}

// flows draws the arrows between stages and what stands around.
func (d *drawer) flows(g *journeyGrid) {
	list := d.arches()
	d.archEnds(list)
	archOf := map[int]arch{}
	for _, a := range list {
		archOf[a.flow] = a
	}
	top := g.headMiddle() - g.headHeight/2
	for i, f := range d.m.Flows {
		e := Edge{ID: f.ID, From: f.From, To: f.To, Form: f.Form, Label: f.Label}
		a, ok := archOf[i]
		if !ok {
			d.wire(e)
			continue
		}
		y := top - 16 - arcLevel*float64(a.level)
		from, to := d.d.Nodes[d.index[f.From]].Rect.Y, d.d.Nodes[d.index[f.To]].Rect.Y
		e.Points = line{{a.start, from}, {a.start, y}, {a.end, y}, {a.end, to}}.rounded(14)
		d.d.Edges = append(d.d.Edges, e)
	}
	d.route()
}

// archEnds spreads the ends of arches along the tops of the headings: first those to the
// left, the nearest outermost, then those to the right.
func (d *drawer) archEnds(list []arch) {
	for s, stage := range d.m.Stages {
		var ends []*arch
		for i := range list {
			if list[i].from == s || list[i].to == s {
				ends = append(ends, &list[i])
			}
		}
		key := func(a *arch) int {
			if a.high == s { // to the left
				return a.level - 1000
			}
			return 1000 - a.level
		}
		slices.SortStableFunc(ends, func(a, b *arch) int { return key(a) - key(b) })
		rect := d.d.Nodes[d.index[stage.ID]].Rect
		step := min(18, rect.Width/float64(len(ends)+1))
		for i, a := range ends {
			x := rect.middle().X + (float64(i)-float64(len(ends)-1)/2)*step
			if a.from == s {
				a.start = x
			} else {
				a.end = x
			}
		}
	}
}
