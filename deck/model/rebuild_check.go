package model

import (
	"slices"
	"strconv"
)

// A Checked is a rebuild compared with its model.
type Checked struct {
	Hits      int // parts, arrows and attachments that are right
	Misses    int // that are not there
	Extras    int // that should not be there
	Reversed  int // arrows the wrong way round
	WrongSign int // arrows with another sign, or none
	Misplaced int // parts in the wrong field

	// Share is how much of the model is right: Hits / (all that the model has + Extras).
	// A perfect rebuild has 1, an empty one 0. What is right never lowers it, what is
	// wrong never raises it.
	Share   float64
	Perfect bool
	Lines   []string // what was right and wrong, a sentence each
	Overlay Overlay  // the verdicts, over Drawing
	Drawing *Drawing // what was built, together with what is missing
}

// A comparison holds what was built against what is wanted.
type comparison struct {
	b       *Rebuild
	match   []int // by link: the arrow that it stands for, -1 for none
	linked  []int // by wanted arrow: the link that stands for it, -1 for none
	acted   map[Pair]bool
	checked Checked
	full    *Model // the draft with what is missing
}

// Check compares what has been built with the model.
func (b *Rebuild) Check() Checked {
	c := &comparison{b: b, full: b.Draft()}
	c.complete()
	r := &c.checked
	r.Share = 0
	if all := b.goal.size() + r.Extras; all > 0 {
		r.Share = float64(r.Hits) / float64(all)
	}
	r.Perfect = r.Hits == b.goal.size() && r.Hits > 0 && r.Extras == 0
	summary := strconv.Itoa(r.Hits) + " of " + strconv.Itoa(b.goal.size()) + " right."
	if r.Perfect {
		summary = "All " + strconv.Itoa(r.Hits) + " right."
	}
	r.Lines = append([]string{summary}, r.Lines...)
	r.Drawing = b.draw(c.full)
	return *r
}

// complete compares everything, and adds to the draft what is missing.
func (c *comparison) complete() {
	c.acted, c.checked.Overlay = map[Pair]bool{}, Overlay{}
	c.compareLinks()
	c.parts()
	c.arrows()
	c.attachments()
}

// compareLinks finds for every arrow the one that it stands for: that with the same ends,
// or with the ends turned round where no other stands for that.
func (c *comparison) compareLinks() {
	b := c.b
	c.match = slices.Repeat([]int{-1}, len(b.now.links))
	c.linked = slices.Repeat([]int{-1}, len(b.goal.links))
	for _, turned := range []bool{false, true} {
		for i, l := range b.now.links {
			if turned {
				l.from, l.to = l.to, l.from
			}
			k := slices.IndexFunc(b.goal.links, func(w wanted) bool { return w.from == l.from && w.to == l.to })
			if k >= 0 && c.match[i] < 0 && c.linked[k] < 0 {
				c.match[i], c.linked[k] = k, i
			}
		}
	}
}

// hit, miss and extra are the verdicts on one thing.
func (c *comparison) hit(id string) {
	c.checked.Hits++
	c.checked.Overlay[id] = Face{Mark: Hit}
}

func (c *comparison) miss(id, what string) {
	c.checked.Misses++
	c.checked.Overlay[id] = Face{Mark: Miss}
	c.say("Missing: " + what + ".")
}

func (c *comparison) extra(id, what string) {
	c.checked.Extras++
	c.checked.Overlay[id] = Face{Mark: Extra}
	c.say("Not in the model: " + what + ".")
}

func (c *comparison) wrong(id, right, line string) {
	c.checked.Overlay[id] = Face{Mark: Wrong, Right: right}
	c.say(line)
}

func (c *comparison) say(line string) { c.checked.Lines = append(c.checked.Lines, line) }

// parts judges what has been placed, and adds to the drawing what has not.
func (c *comparison) parts() {
	b := c.b
	room := b.canvas("")
	var missing, ghosts []string
	for _, id := range b.goal.parts {
		label := b.labelOf(id)
		switch cell := b.now.in[id]; {
		case !b.placed(id):
			missing = append(missing, id)
			c.miss(id, label)
		case b.Kind() == Connecting || slices.Contains(b.goal.fits[id], cell):
			c.hit(id)
		default:
			c.checked.Misplaced++
			c.wrong(id, "", label+" belongs elsewhere: "+b.cellLabel(b.goal.fits[id][0])+".")
			ghosts = append(ghosts, id)
		}
	}
	for _, p := range b.bank {
		if _, wanted := b.goal.bank[p.ID]; !wanted && b.placed(p.ID) {
			c.extra(p.ID, b.labelOf(p.ID))
		}
	}
	for _, id := range missing {
		c.add(room, b.goal.bank[id])
	}
	for _, id := range ghosts {
		p := b.goal.bank[id]
		p.ID = ghost(id)
		b.draftChip(c.full, Part{ID: p.ID, Label: p.Label}, b.goal.fits[id][0])
		c.checked.Overlay[p.ID] = Face{Mark: Miss}
	}
	c.dress()
}

// ghost names the second drawing of a misplaced part, which stands where it belongs.
func ghost(id string) string { return "right:" + id }

// add adds a missing part to the drawing: where the author has it, or near.
func (c *comparison) add(room canvas, p BankPart) {
	part := Part{ID: p.ID, Label: p.Label}
	if c.b.Kind() == Placing {
		c.b.draftChip(c.full, part, c.b.goal.fits[p.ID][0])
		return
	}
	wanted := c.b.goal.at[p.ID]
	at := c.b.nearest(room, wanted, p.Moderator)
	part.At = &at
	if p.Moderator {
		c.full.Moderators = append(c.full.Moderators, Moderator{Part: part})
	} else {
		c.full.Constructs = append(c.full.Constructs, Construct{Part: part})
	}
}

// dress gives constructs their roles: there is nothing left to be found out by them.
func (c *comparison) dress() {
	roles := map[string]Role{}
	for _, x := range c.b.m.Constructs {
		roles[x.ID] = x.Role
	}
	for i := range c.full.Constructs {
		c.full.Constructs[i].Role = roles[c.full.Constructs[i].ID]
	}
}

// arrows judges the arrows by ends and sign, and adds the missing ones to the drawing.
func (c *comparison) arrows() {
	b := c.b
	for k, w := range b.goal.links {
		if c.linked[k] < 0 {
			c.miss(w.id, b.arrowLabel(w.from, w.to)+", "+b.signWord(w.signs[0]))
			c.addArrow(w)
			continue
		}
		l := b.now.links[c.linked[k]]
		reversed, sign := l.from != w.from, slices.Contains(w.signs, l.sign)
		switch {
		case reversed:
			c.checked.Reversed++
			c.wrong(l.id, "the other way round", "The other way round: "+b.arrowLabel(w.from, w.to)+".")
		case !sign:
			c.checked.WrongSign++
			c.wrong(l.id, b.signWord(w.signs[0]), "Another sign: "+b.arrowLabel(w.from, w.to)+" is "+b.signWord(w.signs[0])+".")
		default:
			c.hit(l.id)
		}
	}
	for i, l := range b.now.links {
		if c.match[i] < 0 {
			c.extra(l.id, b.arrowLabel(l.from, l.to))
		}
	}
}

func (c *comparison) addArrow(w wanted) {
	l := link{w.id, w.from, w.to, w.signs[0]}
	if c.b.m.Kind == ContingencyKind {
		c.full.Rules = append(c.full.Rules, c.b.rule(l))
		return
	}
	c.full.Relations = append(c.full.Relations, Relation{
		Part: Part{ID: w.id, Label: w.label}, From: w.from, To: w.to, Sign: l.sign,
	})
}

func (b *Rebuild) arrowLabel(from, to string) string {
	return b.labelOf(from) + " → " + b.labelOf(to)
}

// signWord is a sign in words; a contingency's arrows speak of favour.
func (b *Rebuild) signWord(s Sign) string {
	if b.m.Kind != ContingencyKind {
		return s.Word()
	}
	switch s {
	case Positive:
		return "favoured"
	case None:
		return "no difference"
	}
	return "not known"
}

// attachments judges what moderators have been attached to.
func (c *comparison) attachments() {
	b := c.b
	for _, a := range b.now.acts {
		id, w := tether(a.From, a.To), c.match[b.link(a.To)]
		what := b.labelOf(a.From) + " acting on " + c.linkLabel(a.To)
		if w >= 0 && slices.Contains(b.goal.acts, Pair{a.From, b.goal.links[w].id}) {
			c.acted[Pair{a.From, b.goal.links[w].id}] = true
			c.hit(id)
		} else {
			c.extra(id, what)
		}
	}
	for _, a := range b.goal.acts {
		if c.acted[a] {
			continue
		}
		k := slices.IndexFunc(b.goal.links, func(w wanted) bool { return w.id == a.To })
		w, on := b.goal.links[k], a.To
		if c.linked[k] >= 0 {
			on = b.now.links[c.linked[k]].id
		}
		c.miss(tether(a.From, on), b.labelOf(a.From)+" acting on "+b.arrowLabel(w.from, w.to))
		for i := range c.full.Moderators {
			if x := &c.full.Moderators[i]; x.ID == a.From {
				x.Acts = append(x.Acts, Act{On: on, Change: UnknownChange})
			}
		}
	}
}

func (c *comparison) linkLabel(id string) string {
	l := c.b.now.links[c.b.link(id)]
	return c.b.arrowLabel(l.from, l.to)
}
