package model

import "math"

// classification draws the whole on top, a band for each facet with its categories, and
// the items in the categories of the first facet.
func (d *drawer) classification() {
	m := d.m
	y := 0.0
	bins := make([][]bin, len(m.Facets))
	width := 0.0
	for i, f := range m.Facets {
		bins[i] = d.bins(f, i == 0)
		width = max(width, rowWidth(bins[i])+2*bandPad)
	}
	alike(bins, width-2*bandPad)
	loose := d.looseItems()
	if m.Root != nil {
		l := d.label(m.Root.Part, LabelSize, 2*labelRoom, maxLines)
		w, h := l.box()
		width = max(width, w)
		n := d.node(m.Root.ID, Box, Rect{(width - w) / 2, 0, w, h}, l)
		d.d.Nodes[n].Role = Focal
		y = h + 40
	}
	for i, f := range m.Facets {
		y += d.facet(f, bins[i], y, width) + 28
	}
	d.looseRow(loose, y+12, width)
	d.rootLines()
	for _, r := range m.Relations {
		d.wire(Edge{ID: r.ID, From: r.From, To: r.To, Sign: r.Sign, Label: r.Label})
	}
	d.route()
	d.discs()
}

// A bin is a category with what lies in it.
type bin struct {
	id            string
	label         label
	items         []sized
	ids           []string
	width, height float64
}

const (
	binGap  = 28.0 // between categories
	itemGap = 6.0
)

func rowWidth(bins []bin) float64 {
	sum := -binGap
	for _, b := range bins {
		sum += b.width + binGap
	}
	return max(sum, 0)
}

// bins measures the categories of a facet; the first facet holds the items.
func (d *drawer) bins(f Facet, holds bool) []bin {
	list := make([]bin, len(f.Categories))
	holding := false
	for i, c := range f.Categories {
		list[i] = bin{id: c.ID, label: d.label(c.Part, LabelSize, labelRoom, maxLines)}
		if !holds {
			continue
		}
		for _, item := range d.m.Items {
			if in := item.In[f.ID]; len(in) > 0 && in[0] == c.ID {
				l := d.label(item.Part, ChipSize, labelRoom, maxLines)
				w, h := l.chip()
				list[i].items = append(list[i].items, sized{l, w, h})
				list[i].ids = append(list[i].ids, item.ID)
				holding = true
			}
		}
	}
	width, height := 0.0, 0.0
	for i := range list {
		b := &list[i]
		b.width, b.height = b.label.box()
		if holding {
			b.height = b.label.height() + 22
			for _, s := range b.items {
				b.width = max(b.width, s.width+2*bandPad)
				b.height += s.height + itemGap
			}
		}
		width, height = max(width, b.width), max(height, b.height)
	}
	for i := range list {
		list[i].width, list[i].height = width, height
		for k := range list[i].items {
			list[i].items[k].width = width - 2*bandPad
		}
		if !holding {
			list[i].items = nil
		}
	}
	if !holding {
		return list
	}
	for i := range list {
		if list[i].items == nil {
			list[i].items = []sized{}
		}
	}
	return list
}

// alike makes the boxes of all facets equally wide where there is room, so that they stand
// in columns.
func alike(facets [][]bin, room float64) {
	widest := 0.0
	for _, bins := range facets {
		for _, b := range bins {
			if b.items == nil {
				widest = max(widest, b.width)
			}
		}
	}
	for _, bins := range facets {
		n := float64(len(bins))
		if n == 0 || bins[0].items != nil || n*(widest+binGap)-binGap > room+0.01 {
			continue
		}
		for i := range bins {
			bins[i].width = widest
		}
	}
}

// facet draws a band with its categories and returns its height.
func (d *drawer) facet(f Facet, bins []bin, y, width float64) float64 {
	height := lineHeight(LabelSize)
	for _, b := range bins {
		height = max(height, b.height)
	}
	r := Rect{0, y, width, bandTop + height + bandPad}
	caption := f.Label
	if caption == "" {
		caption = f.ID
	}
	d.d.Bands = append(d.d.Bands, Band{
		ID: f.ID, Rect: r, Caption: d.caption(caption, width-2*bandPad), Size: CaptionSize,
	})
	x := (width - rowWidth(bins)) / 2
	for _, b := range bins {
		at := Rect{x, y + bandTop, b.width, b.height}
		x += b.width + binGap
		if b.items == nil {
			d.node(b.id, Box, at, b.label)
			continue
		}
		d.node(b.id, Cell, at, label{})
		d.node(b.id, Heading, Rect{at.X + bandPad, at.Y + 8, at.Width - 2*bandPad, b.label.height()}, b.label)
		below := at.Y + 14 + b.label.height()
		for i, s := range b.items {
			d.node(b.ids[i], Chip, Rect{at.X + bandPad, below, s.width, s.height}, s.label)
			below += s.height + itemGap
		}
	}
	return r.Height
}

// looseItems are the items that belong to no category of the first facet.
func (d *drawer) looseItems() []int {
	var list []int
	for i, item := range d.m.Items {
		if d.bin(item) == "" {
			list = append(list, i)
		}
	}
	return list
}

// bin is the category that an item is drawn in, "" for none.
func (d *drawer) bin(item Item) string {
	if len(d.m.Facets) == 0 {
		return ""
	}
	f := d.m.Facets[0]
	if in := item.In[f.ID]; len(in) > 0 {
		for _, c := range f.Categories {
			if c.ID == in[0] {
				return c.ID
			}
		}
	}
	return ""
}

// looseRow draws the items without a category in rows at the bottom.
func (d *drawer) looseRow(items []int, y, width float64) {
	var row []sized
	var ids []string
	at, high := 0.0, 0.0
	flush := func() {
		x := (max(width, at) - at) / 2
		for i, s := range row {
			d.node(ids[i], Chip, Rect{x, y, s.width, s.height}, s.label)
			x += s.width + binGap
		}
		y += high + 40
		row, ids, at, high = nil, nil, 0, 0
	}
	for _, i := range items {
		item := d.m.Items[i]
		l := d.label(item.Part, ChipSize, labelRoom, maxLines)
		w, h := l.chip()
		if len(row) > 0 && at+binGap+w > max(width, 640) {
			flush()
		}
		if len(row) > 0 {
			at += binGap
		}
		row, ids = append(row, sized{l, w, h}), append(ids, item.ID)
		at, high = at+w, math.Max(high, h)
	}
	flush()
}

// rootLines joins the root with the facets that divide it: straight down to the first, and
// along the left to the others.
func (d *drawer) rootLines() {
	if d.m.Root == nil {
		return
	}
	root := d.d.Nodes[0].Rect
	add := func(to string, l line) {
		mid, _ := l.at(l.length() / 2)
		d.d.Edges = append(d.d.Edges, Edge{
			ID: d.m.Root.ID + ">" + to, From: d.m.Root.ID, To: to, Points: l, Tether: true, Disc: mid,
		})
	}
	for i, b := range d.d.Bands {
		if d.m.Facets[i].Apart {
			continue
		}
		if i == 0 {
			x := root.middle().X
			add(b.ID, line{{x, root.bottom()}, {x, b.Rect.Y}})
			continue
		}
		y, x := b.Rect.middle().Y, b.Rect.X-20
		start := Point{root.X, root.middle().Y}
		add(b.ID, line{start, {x, start.Y}, {x, y}, {b.Rect.X, y}}.rounded(10))
	}
}
