package model

import (
	"maps"
	"slices"
)

// A BuildKind says how a model is rebuilt.
type BuildKind string

// The kinds of rebuilding.
const (
	Connecting BuildKind = "connecting" // arrows are drawn: path, contingency
	Placing    BuildKind = "placing"    // parts are put into cells or bins: journey, classification
)

// AveragePill is the end from which the arrow of a contingency's rule without conditions
// starts. It is in the drawing if the model has such a rule.
const AveragePill = "average:average"

// A RebuildOptions says how hard a rebuild is.
type RebuildOptions struct {
	Distractors bool   // the bank also has parts that are not in the model, if its author gave any
	Seed        uint64 // shuffles the bank
}

// A BankPart is something to build with.
type BankPart struct {
	ID, Label string
	Text      string // a story in full, where the part is one
	Moderator bool
	Placed    bool
}

// A Rebuild is a model that a learner builds from memory:
//
//	path            constructs and moderators are placed, constructs connected, relations
//	                given a sign, moderators attached to relations
//	journey         touchpoints are put into cells
//	contingency     values of conditions are connected with alternatives
//	classification  items, or without any the cases, are put into the categories of the
//	                first facet that has several
type Rebuild struct {
	m          *Model
	goal       goal
	bank       []BankPart
	seed       uint64
	cols, rows int   // path: room on the canvas
	least      Point // the size of the canvas, zero until something is drawn
	now        built
	past       []built
}

// A built is what has been built so far.
type built struct {
	at    map[string]At     // path: where parts are placed
	in    map[string]string // placing: the cell or bin of a part
	links []link
	acts  []Pair // moderator and link
}

// A link is an arrow. Its id stays when it is turned round.
type link struct {
	id, from, to string
	sign         Sign // "" until it is set
}

func nothing() built { return built{at: map[string]At{}, in: map[string]string{}} }

func (w built) clone() built {
	return built{maps.Clone(w.at), maps.Clone(w.in), slices.Clone(w.links), slices.Clone(w.acts)}
}

// A BuildError says why something cannot be built.
type BuildError struct{ Text string }

// Error returns a sentence for the learner.
func (e *BuildError) Error() string { return e.Text }

func refuse(text string) error { return &BuildError{text} }

// NewRebuild begins with a blank canvas.
func NewRebuild(m *Model, o RebuildOptions) *Rebuild {
	if m == nil {
		m = &Model{}
	}
	b := &Rebuild{m: m, goal: m.goal()}
	b.now = nothing()
	b.seed = o.Seed
	b.Distract(o.Distractors)
	b.measure()
	return b
}

// fill gathers what there is to build with.
func (b *Rebuild) fill(distractors bool) []BankPart {
	var list []BankPart
	taken := map[string]bool{}
	for _, e := range b.m.Elements() {
		taken[e.ID] = true
	}
	for _, id := range b.goal.parts {
		p := b.goal.bank[id]
		list = append(list, p)
		taken[id] = true
	}
	if !distractors || len(list) == 0 {
		return list
	}
	for _, d := range b.m.Distractors {
		if d.ID != "" && !taken[d.ID] {
			taken[d.ID] = true
			list = append(list, BankPart{ID: d.ID, Label: d.Label})
		}
	}
	return list
}

// Distract adds the parts that are not in the model to the bank, or takes them away again,
// from the canvas too. All else that has been built stays.
func (b *Rebuild) Distract(on bool) {
	was := b.bank
	b.bank = b.fill(on)
	random := dice(b.m.ID, b.seed)
	random.Shuffle(len(b.bank), func(i, k int) { b.bank[i], b.bank[k] = b.bank[k], b.bank[i] })
	for _, p := range was {
		if !slices.ContainsFunc(b.bank, func(q BankPart) bool { return q.ID == p.ID }) {
			b.Remove(p.ID)
		}
	}
}

// Kind says how the model is rebuilt.
func (b *Rebuild) Kind() BuildKind {
	if b.m.Kind == JourneyKind || b.m.Kind == ClassificationKind {
		return Placing
	}
	return Connecting
}

// Parts returns how many things there are to get right; 0 when nothing can be rebuilt.
func (b *Rebuild) Parts() int { return b.goal.size() }

// Bank returns what there is to build with, in the same order every time.
func (b *Rebuild) Bank() []BankPart {
	list := slices.Clone(b.bank)
	for i := range list {
		list[i].Placed = b.placed(list[i].ID)
	}
	return list
}

func (b *Rebuild) placed(id string) bool {
	_, at := b.now.at[id]
	return at || b.now.in[id] != ""
}

// part returns a part of the bank.
func (b *Rebuild) part(id string) (BankPart, bool) {
	i := slices.IndexFunc(b.bank, func(p BankPart) bool { return p.ID == id })
	if i < 0 {
		return BankPart{}, false
	}
	return b.bank[i], true
}

// labelOf is what a part, or an end of an arrow, is called.
func (b *Rebuild) labelOf(id string) string {
	if id == AveragePill && b.goal.average {
		return onAverage
	}
	if p, ok := b.part(id); ok && p.Label != "" {
		return p.Label
	}
	if e, ok := b.m.Element(id); ok && e.Title != "" {
		return e.Title
	}
	return id
}

// change does something that can be undone.
func (b *Rebuild) change(do func(w *built)) {
	b.past = append(b.past, b.now.clone())
	do(&b.now)
}

// Undo takes the last change back. It reports whether there was one.
func (b *Rebuild) Undo() bool {
	n := len(b.past)
	if n == 0 {
		return false
	}
	b.now, b.past = b.past[n-1], b.past[:n-1]
	return true
}

// CanUndo reports whether there is a change to take back.
func (b *Rebuild) CanUndo() bool { return len(b.past) > 0 }

// Clear takes everything away. It can be undone.
func (b *Rebuild) Clear() {
	if !b.Empty() {
		b.change(func(w *built) { *w = nothing() })
	}
}

// Empty reports whether nothing has been built.
func (b *Rebuild) Empty() bool {
	return len(b.now.at) == 0 && len(b.now.in) == 0 && len(b.now.links) == 0
}

// Put puts a part into a cell or a bin, or moves it there.
func (b *Rebuild) Put(part, cell string) error {
	if b.Kind() != Placing {
		return refuse("Parts of this model are placed on the canvas.")
	}
	if _, ok := b.part(part); !ok {
		return refuse("There is no such part.")
	}
	if !slices.Contains(b.goal.cells, cell) {
		return refuse("A part does not go there. Choose one of the fields.")
	}
	if b.now.in[part] != cell {
		b.change(func(w *built) { w.in[part] = cell })
	}
	return nil
}

// Remove takes a part back, with what hangs on it.
func (b *Rebuild) Remove(part string) {
	if !b.placed(part) {
		return
	}
	b.change(func(w *built) {
		delete(w.at, part)
		delete(w.in, part)
		for _, l := range slices.Clone(w.links) {
			if l.from == part || l.to == part {
				w.cut(l.id)
			}
		}
		w.acts = slices.DeleteFunc(w.acts, func(a Pair) bool { return a.From == part })
	})
}

// cut takes an arrow away with what acts on it.
func (w *built) cut(id string) {
	w.links = slices.DeleteFunc(w.links, func(l link) bool { return l.id == id })
	w.acts = slices.DeleteFunc(w.acts, func(a Pair) bool { return a.To == id })
}

// Targets returns in reading order what the keyboard goes through: the cells or bins of a
// placing build; what has been placed on a path; both ends of a contingency's arrows.
func (b *Rebuild) Targets() []string {
	if b.m.Kind == ContingencyKind {
		var ids []string
		if b.goal.average {
			ids = append(ids, AveragePill)
		}
		for _, c := range b.m.Conditions {
			for _, v := range c.Values {
				ids = append(ids, ValueID(c.ID, v.ID))
			}
		}
		return append(ids, b.m.about(Rule{})...)
	}
	if b.Kind() == Placing {
		return slices.Clone(b.goal.cells)
	}
	return b.reading()
}
