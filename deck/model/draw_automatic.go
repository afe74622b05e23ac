package model

import (
	"cmp"
	"math"
	"slices"

	"touchpoint/deck/model/layout"
)

// layered lays out the constructs and relations of a path, wherever the author wants them.
func (d *drawer) layered(boxes []sized) {
	m := d.m
	nodes := make([]layout.Node, len(m.Constructs))
	byID := make(map[string]int, len(nodes))
	for i, c := range m.Constructs {
		nodes[i] = layout.Node{Width: boxes[i].width, Height: boxes[i].height}
		if _, there := byID[c.ID]; !there {
			byID[c.ID] = i
		}
	}
	edges := make([]layout.Edge, len(m.Relations))
	for i, r := range m.Relations {
		from, okFrom := byID[r.From]
		to, okTo := byID[r.To]
		if edges[i] = (layout.Edge{From: from, To: to}); !okFrom || !okTo {
			edges[i].From = -1
		}
	}
	o := layout.Options{LayerGap: columnGap, NodeGap: rowGap}
	if len(m.Stages) > 0 {
		o.NodeGap = bandTop + 2*bandPad // for two bands above each other
	}
	r := layout.Layered(nodes, edges, o)
	if !d.apart(nodes, r.Nodes) {
		for i, group := range d.groups() {
			nodes[i].Group = group
		}
		r = layout.Layered(nodes, edges, o)
	}
	for i, c := range m.Constructs {
		d.construct(c, boxes[i], Point(r.Nodes[i]))
	}
	for i, rel := range m.Relations {
		l := make(line, len(r.Lines[i]))
		for k, p := range r.Lines[i] {
			l[k] = Point(p)
		}
		if len(l) < 2 {
			continue
		}
		d.d.Edges = append(d.d.Edges, Edge{
			ID: rel.ID, From: rel.From, To: rel.To, Sign: rel.Sign, Label: rel.Label, Points: l.rounded(18),
		})
	}
}

// apart reports whether the bands around the stages would hold nothing but their own
// constructs, and keep off each other.
func (d *drawer) apart(nodes []layout.Node, at []layout.Point) bool {
	rect := func(i int) Rect { return centred(Point(at[i]), nodes[i].Width, nodes[i].Height) }
	var bands []Rect
	for _, s := range d.m.Stages {
		box, found := Rect{}, false
		for i, c := range d.m.Constructs {
			if c.Stage == s.ID {
				if !found {
					box, found = rect(i), true
				}
				box = box.with(rect(i))
			}
		}
		if !found {
			continue
		}
		box = banded(box)
		for _, b := range bands {
			if b.meets(box) {
				return false
			}
		}
		for i, c := range d.m.Constructs {
			if c.Stage != s.ID && box.meets(rect(i)) {
				return false
			}
		}
		bands = append(bands, box)
	}
	return true
}

// groups keeps the constructs of a stage in columns of their own, so that the stages'
// bands do not overlap. Stages have odd groups. A construct without a stage stands in the
// even one before what it leads to, at once or in some steps, or else behind what leads
// to it.
func (d *drawer) groups() []int {
	m := d.m
	list := make([]int, len(m.Constructs))
	of := make(map[string]int, len(list))
	stage := make(map[string]int, len(m.Stages))
	for i, s := range m.Stages {
		stage[s.ID] = 2*i + 1
	}
	for i, c := range m.Constructs {
		if g := stage[c.Stage]; g > 0 {
			list[i], of[c.ID] = g+1, g+1 // 0 is none
		}
	}
	for range list {
		before, behind := d.groupsBeside(of)
		settled := true
		for i, c := range m.Constructs {
			switch {
			case list[i] > 0:
			case before[c.ID] > 0:
				list[i], settled = before[c.ID], false
			case behind[c.ID] > 0:
				list[i], settled = behind[c.ID], false
			}
			if list[i] > 0 {
				of[c.ID] = list[i]
			}
		}
		if settled {
			break
		}
	}
	for i := range list {
		if list[i] == 0 {
			list[i] = 2*len(m.Stages) + 1
		}
	}
	return list
}

// groupsBeside is the group of each construct if it stands before what it leads to, and
// if it stands behind what leads to it, given the groups of some.
func (d *drawer) groupsBeside(of map[string]int) (before, behind map[string]int) {
	before, behind = map[string]int{}, map[string]int{}
	for _, r := range d.m.Relations {
		if g := of[r.To]; g > 0 {
			g -= 1 - g%2 // groups of stages are even here, as 0 is none
			if b := before[r.From]; b == 0 || g < b {
				before[r.From] = g
			}
		}
		if g := of[r.From]; g > 0 {
			behind[r.To] = max(behind[r.To], g+1-g%2)
		}
	}
	return before, behind
}

// settle gives the constructs without a place one that is free: near those that they are
// related with, behind what leads to them.
func (d *drawer) settle(places []*At) []At {
	m := d.m
	list := make([]At, len(places))
	taken := map[At]bool{}
	byID := map[string]int{}
	last := 0.0
	for i, p := range places {
		if p != nil {
			list[i], taken[*p], byID[m.Constructs[i].ID] = *p, true, i
			last = max(last, p.Row)
		}
	}
	for _, x := range m.Moderators {
		if x.At != nil {
			taken[*x.At] = true
		}
	}
	for i, p := range places {
		if p != nil {
			continue
		}
		at := d.wished(m.Constructs[i].ID, byID, list)
		list[i] = freeNear(at, taken, max(last, 4))
		taken[list[i]] = true
		if _, there := byID[m.Constructs[i].ID]; !there {
			byID[m.Constructs[i].ID] = i
		}
	}
	return list
}

// wished is where a construct would stand best, given those that have a place.
func (d *drawer) wished(id string, placed map[string]int, list []At) At {
	sum, n := At{}, 0.0
	add := func(other string, by float64) {
		if i, ok := placed[other]; ok && other != id {
			sum.Column, sum.Row, n = sum.Column+list[i].Column+by, sum.Row+list[i].Row, n+1
		}
	}
	for _, r := range d.m.Relations {
		if r.To == id {
			add(r.From, 1)
		}
		if r.From == id {
			add(r.To, -1)
		}
	}
	if n == 0 {
		return At{}
	}
	return At{max(0, math.Round(sum.Column/n)), max(0, math.Round(sum.Row/n))}
}

// freeNear is the free place that is nearest to another. The rows end, columns do not.
func freeNear(at At, taken map[At]bool, rows float64) At {
	free := func(p At) bool {
		for _, by := range [...]float64{0, 0.25, 0.5, 0.75, -0.25, -0.5, -0.75} {
			if taken[At{p.Column, p.Row + by}] || taken[At{p.Column + by, p.Row}] || taken[At{p.Column + by, p.Row + by}] {
				return false
			}
		}
		return true
	}
	for far := 0.0; ; far++ {
		for c := 0.0; c <= far; c++ {
			for _, p := range [...]At{
				{at.Column + c, at.Row + far - c},
				{at.Column + c, at.Row - far + c},
				{at.Column - c, at.Row + far - c},
				{at.Column - c, at.Row - far + c},
			} {
				if p.Column >= 0 && p.Row >= 0 && p.Row <= max(rows, at.Row) && free(p) {
					return p
				}
			}
		}
	}
}

// A waiting is a moderator that has no place yet, and where it would stand best.
type waiting struct {
	moderator int
	x         float64
}

// pillRows puts the moderators without a place into a row above or below the rest, near
// what they act on.
func (d *drawer) pillRows(pills []sized) {
	var above, below []waiting
	box, discs := d.extent(), map[string]Point{}
	for _, e := range d.d.Edges {
		discs[e.ID] = e.Disc
	}
	for i, x := range d.m.Moderators {
		if _, there := d.index[x.ID]; there {
			continue
		}
		sum, n := Point{}, 0.0
		for _, a := range x.Acts {
			if p, ok := discs[a.On]; ok {
				sum, n = sum.plus(p), n+1
			}
		}
		p := box.middle()
		if n > 0 {
			p = sum.times(1 / n)
		}
		if p.Y > box.middle().Y+1 || p.Y > box.middle().Y-1 && len(above) > len(below) {
			below = append(below, waiting{i, p.X})
		} else {
			above = append(above, waiting{i, p.X})
		}
	}
	d.pillRow(above, pills, func(h float64) float64 { return box.Y - 40 - h/2 })
	d.pillRow(below, pills, func(h float64) float64 { return box.bottom() + 40 + h/2 })
}

// extent is the rectangle around everything that has been drawn.
func (d *drawer) extent() Rect {
	var box Rect
	for i, n := range d.d.Nodes {
		if i == 0 {
			box = n.Rect
		}
		box = box.with(n.Rect)
	}
	for _, b := range d.d.Bands {
		box = box.with(b.Rect)
	}
	for _, e := range d.d.Edges {
		box = box.with(around(e.Points))
	}
	return box
}

// pillRow puts pills side by side, each as near to where it would be best as the others
// allow.
func (d *drawer) pillRow(row []waiting, pills []sized, middle func(height float64) float64) {
	const gap = 18
	slices.SortStableFunc(row, func(a, b waiting) int { return cmp.Compare(a.x, b.x) })
	x := make([]float64, len(row)) // left
	for from := len(row) - 1; from >= 0; from-- {
		// Those from here on that touch move together, about the mean of their wishes.
		x[from] = row[from].x - pills[row[from].moderator].width/2
		for to := from + 1; ; to++ {
			sum, at := 0.0, 0.0
			for k := from; k < to; k++ {
				w := pills[row[k].moderator].width
				sum += row[k].x - w/2 - at
				at += w + gap
			}
			left := sum / float64(to-from)
			for k := from; k < to; k++ {
				x[k] = left
				left += pills[row[k].moderator].width + gap
			}
			if to == len(row) || left <= x[to] {
				break
			}
		}
	}
	for i, r := range row {
		s := pills[r.moderator]
		d.node(d.m.Moderators[r.moderator].ID, Pill, Rect{x[i], middle(s.height) - s.height/2, s.width, s.height}, s.label)
	}
}
