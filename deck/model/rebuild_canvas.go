package model

import (
	"cmp"
	"math"
	"slices"
)

// The least room that a canvas without authored places has, and how far the author's
// places may widen it beyond what its parts take.
const (
	leastColumns, leastRows = 3, 2
	mostColumns, mostRows   = 6, 8
)

// measure says how much room the canvas has, so that it does not grow while it is built
// on: as much as the author's places take, and enough for every part.
func (b *Rebuild) measure() {
	if b.m.Kind == JourneyKind || b.m.Kind == ClassificationKind || b.m.Kind == ContingencyKind {
		return
	}
	n := len(b.bank)
	b.cols = min(max(int(math.Ceil(math.Sqrt(float64(n)))), leastColumns), mostColumns)
	b.rows = leastRows
	var col, row float64
	for _, at := range b.goal.at {
		col, row = max(col, at.Column+1), max(row, at.Row+1)
	}
	if col > 0 {
		b.cols = int(math.Ceil(min(col, float64(max(mostColumns, n)))))
		b.rows = int(math.Ceil(min(row, float64(max(mostRows, n)))))
	}
	for b.cols*b.rows < n {
		b.rows++
	}
}

// A canvas is which places are taken; those of moderators are small.
type canvas struct {
	taken map[At]bool // true for a moderator
}

func (b *Rebuild) canvas(except string) canvas {
	c := canvas{make(map[At]bool, len(b.now.at))}
	for id, at := range b.now.at {
		if p, _ := b.part(id); id != except {
			c.taken[at] = p.Moderator
		}
	}
	return c
}

// free reports whether a part can stand at a place. Two constructs have a whole step
// between them in one direction at least; a moderator has half a step above and below.
func (c canvas) free(at At, moderator bool) bool {
	for _, dc := range []float64{-0.5, 0, 0.5} {
		for _, dr := range []float64{-0.5, 0, 0.5} {
			small, there := c.taken[At{at.Column + dc, at.Row + dr}]
			if there && (dr == 0 || !small && !moderator) {
				return false
			}
		}
	}
	return true
}

// snap moves a place to the nearest whole or half one.
func snap(at At) (At, bool) {
	ok := !math.IsNaN(at.Column) && !math.IsNaN(at.Row) && math.Abs(at.Column) < 1e6 && math.Abs(at.Row) < 1e6
	return At{math.Round(at.Column*2)/2 + 0, math.Round(at.Row*2)/2 + 0}, ok
}

// Place puts a construct or a moderator of a path onto a free place of the grid, or moves
// it there. Places are whole or half.
func (b *Rebuild) Place(part string, at At) error {
	p, ok := b.part(part)
	if b.cols == 0 {
		return refuse("Nothing of this model is placed on a canvas.")
	}
	if !ok {
		return refuse("There is no such part.")
	}
	at, ok = snap(at)
	lowest := max(float64(b.rows-1), b.FreeSlot().Row)
	if !ok || at.Column < 0 || at.Row < 0 || at.Column > float64(b.cols-1) || at.Row > lowest {
		return refuse("That place is outside the canvas.")
	}
	if !b.canvas(part).free(at, p.Moderator) {
		return refuse("That place is taken.")
	}
	if old, there := b.now.at[part]; !there || old != at {
		b.change(func(w *built) { w.at[part] = at })
	}
	return nil
}

// FreeSlot returns where the keyboard puts the next part of a path: the first free place
// in reading order, below all others when the canvas is full.
func (b *Rebuild) FreeSlot() At {
	c := b.canvas("")
	for row := 0; ; row++ {
		for col := range max(b.cols, 1) {
			if at := (At{float64(col), float64(row)}); c.free(at, false) {
				return at
			}
		}
	}
}

// nearest returns the free place that is nearest to a wanted one, and takes it.
func (b *Rebuild) nearest(c canvas, wanted At, moderator bool) At {
	best, ok := snap(wanted)
	inside := best.Column >= 0 && best.Row >= 0 && best.Column <= float64(b.cols-1) && best.Row <= float64(b.rows-1)
	if !ok || !inside || !c.free(best, moderator) {
		best = b.search(c, wanted, moderator)
	}
	c.taken[best] = moderator
	return best
}

// search goes through the grid, and below it when it is full.
func (b *Rebuild) search(c canvas, wanted At, moderator bool) At {
	least, found := math.Inf(1), At{}
	for row := 0.0; row <= float64(b.rows-1) || math.IsInf(least, 1); row += 0.5 {
		for col := 0.0; col <= float64(b.cols-1); col += 0.5 {
			at := At{col, row}
			far := math.Abs(col-wanted.Column) + math.Abs(row-wanted.Row)
			if math.IsNaN(far) || math.IsInf(far, 0) {
				far = col + row
			}
			if far < least && c.free(at, moderator) {
				least, found = far, at
			}
		}
	}
	return found
}

// reading returns what has been placed on a path, in reading order.
func (b *Rebuild) reading() []string {
	var ids []string
	for _, p := range b.bank {
		if _, ok := b.now.at[p.ID]; ok {
			ids = append(ids, p.ID)
		}
	}
	slices.SortStableFunc(ids, func(x, y string) int {
		a, c := b.now.at[x], b.now.at[y]
		return cmp.Or(cmp.Compare(a.Row, c.Row), cmp.Compare(a.Column, c.Column))
	})
	return ids
}

// Connect draws an arrow and returns its id: between two constructs that are placed, or
// from a value of a condition, or AveragePill, to an alternative. A second call the other
// way turns it round, unless the model has an arrow for either way.
func (b *Rebuild) Connect(from, to string) (string, error) {
	from, to, err := b.ends(from, to)
	if err != nil {
		return "", err
	}
	back := -1
	for i, l := range b.now.links {
		switch {
		case l.from == from && l.to == to:
			return l.id, nil
		case l.from == to && l.to == from:
			back = i
		}
	}
	if back >= 0 && !(b.goal.wants(from, to) && b.goal.wants(to, from)) {
		b.change(func(w *built) { w.links[back].from, w.links[back].to = from, to })
		return b.now.links[back].id, nil
	}
	l := link{id: b.nameLink(from, to), from: from, to: to}
	b.change(func(w *built) { w.links = append(w.links, l) })
	return l.id, nil
}

// ends checks what is to be connected. A contingency's arrow has one direction only.
func (b *Rebuild) ends(from, to string) (string, string, error) {
	switch {
	case b.Kind() == Placing:
		return "", "", refuse("Parts of this model are put into fields, not connected.")
	case from == to:
		return "", "", refuse("Connect two different parts.")
	case b.m.Kind == ContingencyKind:
		if b.goal.targets[from] {
			from, to = to, from
		}
		if !b.goal.sources[from] || !b.goal.targets[to] {
			return "", "", refuse("An arrow leads from a condition to an alternative.")
		}
		return from, to, nil
	}
	for _, id := range []string{from, to} {
		p, ok := b.part(id)
		switch _, there := b.now.at[id]; {
		case !ok:
			return "", "", refuse("There is no such part.")
		case p.Moderator:
			return "", "", refuse("A moderator acts on a relation. Attach it to one.")
		case !there:
			return "", "", refuse("Place " + b.labelOf(id) + " first.")
		}
	}
	return from, to, nil
}

// nameLink finds an id: that of the model's relation between the two where there is one,
// so that it is the same thing in every drawing.
func (b *Rebuild) nameLink(from, to string) string {
	for _, ends := range []Pair{{from, to}, {to, from}} {
		for _, w := range b.goal.links {
			if w.from == ends.From && w.to == ends.To && !b.hasLink(w.id) {
				return w.id
			}
		}
	}
	id := from + "-" + to
	for {
		_, element := b.m.Element(id)
		_, part := b.part(id)
		if !element && !part && !b.hasLink(id) {
			return id
		}
		id += "~"
	}
}

func (b *Rebuild) link(id string) int {
	return slices.IndexFunc(b.now.links, func(l link) bool { return l.id == id })
}

func (b *Rebuild) hasLink(id string) bool { return b.link(id) >= 0 }

// Disconnect takes an arrow away, or a moderator's thin line.
func (b *Rebuild) Disconnect(id string) {
	if b.hasLink(id) {
		b.change(func(w *built) { w.cut(id) })
		return
	}
	for _, a := range b.now.acts {
		if tether(a.From, a.To) == id {
			b.Detach(a.From, a.To)
			return
		}
	}
}

// tether is the id of a moderator's thin line.
func tether(moderator, relation string) string { return moderator + ">" + relation }

// settable reports whether an arrow can be given a sign.
func settable(s Sign) bool { return isSign(s) && s != Depends }

// SetSign gives an arrow its sign.
func (b *Rebuild) SetSign(id string, s Sign) error {
	i := b.link(id)
	switch {
	case i < 0:
		return refuse("That arrow is not there.")
	case !settable(s):
		return refuse("An arrow has one of the signs +, -, 0 and ?.")
	case s == Negative && b.m.Kind == ContingencyKind:
		return refuse("Here an arrow has one of the signs +, 0 and ?.")
	}
	if b.now.links[i].sign != s {
		b.change(func(w *built) { w.links[i].sign = s })
	}
	return nil
}

// Attach lets a moderator act on a relation that has been drawn.
func (b *Rebuild) Attach(moderator, relation string) error {
	p, ok := b.part(moderator)
	_, there := b.now.at[moderator]
	switch {
	case !ok || !p.Moderator:
		return refuse("Only a moderator acts on a relation.")
	case !there:
		return refuse("Place " + p.Label + " first.")
	case !b.hasLink(relation):
		return refuse("That arrow is not there.")
	}
	if a := (Pair{moderator, relation}); !slices.Contains(b.now.acts, a) {
		b.change(func(w *built) { w.acts = append(w.acts, a) })
	}
	return nil
}

// Detach ends that.
func (b *Rebuild) Detach(moderator, relation string) {
	a := Pair{moderator, relation}
	if i := slices.Index(b.now.acts, a); i >= 0 {
		b.change(func(w *built) { w.acts = slices.Delete(w.acts, i, i+1) })
	}
}
