package model

import "slices"

// Hint does one right thing and says what: it corrects or draws an arrow between what is
// there, or places a part, and at the end takes away what does not belong. It reports
// false when nothing is left to be done. A hint can be undone.
func (b *Rebuild) Hint() (string, bool) {
	c := &comparison{b: b}
	c.compareLinks()
	for _, step := range []func(*comparison) (string, bool){
		b.hintArrow, b.hintAttach, b.hintMove, b.hintPlace, b.hintRemove,
	} {
		if text, ok := step(c); ok {
			return text, true
		}
	}
	return "", false
}

// hintArrow corrects an arrow, or draws one between two parts that are there.
func (b *Rebuild) hintArrow(c *comparison) (string, bool) {
	for k, w := range b.goal.links {
		name := b.arrowLabel(w.from, w.to)
		i := c.linked[k]
		if i < 0 {
			if b.Kind() == Connecting && b.m.Kind != ContingencyKind && !(b.placed(w.from) && b.placed(w.to)) {
				continue
			}
			l := link{b.nameLink(w.from, w.to), w.from, w.to, w.signs[0]}
			b.change(func(now *built) { now.links = append(now.links, l) })
			return "Connected: " + name + ", " + b.signWord(l.sign) + ".", true
		}
		switch l := b.now.links[i]; {
		case l.from != w.from:
			b.change(func(now *built) { now.links[i].from, now.links[i].to = w.from, w.to })
			return "Turned round: " + name + ".", true
		case !slices.Contains(w.signs, l.sign):
			b.change(func(now *built) { now.links[i].sign = w.signs[0] })
			return "Sign set: " + name + " is " + b.signWord(w.signs[0]) + ".", true
		}
	}
	return "", false
}

// hintAttach attaches a moderator that is there to a relation that is.
func (b *Rebuild) hintAttach(c *comparison) (string, bool) {
	for _, a := range b.goal.acts {
		k := slices.IndexFunc(b.goal.links, func(w wanted) bool { return w.id == a.To })
		if c.linked[k] < 0 || !b.placed(a.From) {
			continue
		}
		l := b.now.links[c.linked[k]]
		if p := (Pair{a.From, l.id}); !slices.Contains(b.now.acts, p) {
			b.change(func(now *built) { now.acts = append(now.acts, p) })
			return "Attached: " + b.labelOf(a.From) + " to " + b.arrowLabel(l.from, l.to) + ".", true
		}
	}
	return "", false
}

// hintMove puts a part that is in the wrong field into the right one.
func (b *Rebuild) hintMove(*comparison) (string, bool) {
	for _, id := range b.goal.parts {
		if fits := b.goal.fits[id]; b.now.in[id] != "" && !slices.Contains(fits, b.now.in[id]) {
			b.change(func(now *built) { now.in[id] = fits[0] })
			return "Moved: " + b.labelOf(id) + " to " + b.cellLabel(fits[0]) + ".", true
		}
	}
	return "", false
}

// hintPlace places the first part that is missing, in reading order.
func (b *Rebuild) hintPlace(*comparison) (string, bool) {
	for _, id := range b.goal.parts {
		if b.placed(id) {
			continue
		}
		if fits := b.goal.fits[id]; len(fits) > 0 {
			b.change(func(now *built) { now.in[id] = fits[0] })
			return "Placed: " + b.labelOf(id) + " in " + b.cellLabel(fits[0]) + ".", true
		}
		wanted, authored := b.goal.at[id]
		if !authored {
			wanted = b.FreeSlot()
		}
		at := b.nearest(b.canvas(""), wanted, b.goal.bank[id].Moderator)
		b.change(func(now *built) { now.at[id] = at })
		return "Placed: " + b.labelOf(id) + ".", true
	}
	return "", false
}

// hintRemove takes away one thing that does not belong.
func (b *Rebuild) hintRemove(c *comparison) (string, bool) {
	for i, l := range b.now.links {
		if c.match[i] < 0 {
			b.Disconnect(l.id)
			return "Removed: " + b.arrowLabel(l.from, l.to) + " is not in the model.", true
		}
	}
	for _, a := range b.now.acts {
		w := c.match[b.link(a.To)]
		if !slices.Contains(b.goal.acts, Pair{a.From, b.goal.links[w].id}) {
			b.Detach(a.From, a.To)
			return "Removed: " + b.labelOf(a.From) + " does not act on " + c.linkLabel(a.To) + ".", true
		}
	}
	for _, p := range b.bank {
		if _, wanted := b.goal.bank[p.ID]; !wanted && b.placed(p.ID) {
			b.Remove(p.ID)
			return "Removed: " + p.Label + " is not in the model.", true
		}
	}
	return "", false
}
