package model

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// stateModel draws a model of any kind in which everything that is referred to is there:
// as an author may write it, or a dense one.
func stateModel(t *rapid.T) *Model {
	if rapid.Bool().Draw(t, "as parsed") {
		return genModel(t)
	}
	g := stateGen{t}
	m := &Model{ID: "drawn", Title: "Drawn"}
	for i := range g.upTo(3, "distractors") {
		m.Distractors = append(m.Distractors, Part{ID: fmt.Sprint("x", i), Label: fmt.Sprint("X", i)})
	}
	m.Kind = rapid.SampledFrom([]Kind{PathKind, JourneyKind, ContingencyKind, ClassificationKind}).Draw(t, "kind")
	switch m.Kind {
	case PathKind:
		g.path(m)
	case JourneyKind:
		g.journey(m)
	case ContingencyKind:
		g.contingency(m)
	case ClassificationKind:
		g.classification(m)
	}
	if g.upTo(1, "ordered") == 1 {
		for _, e := range m.Elements() {
			if g.upTo(2, "step") > 0 {
				m.Order = append(m.Order, []string{e.ID})
			}
		}
	}
	return m
}

type stateGen struct{ t *rapid.T }

func (g stateGen) upTo(n int, what string) int { return rapid.IntRange(0, n).Draw(g.t, what) }

func (g stateGen) part(prefix string, i int) Part {
	p := Part{ID: fmt.Sprint(prefix, i), Label: fmt.Sprint("The ", prefix, i), Standing: Finding}
	if g.upTo(2, "placed") == 0 {
		p.At = &At{float64(g.upTo(8, "column")) / 2, float64(g.upTo(8, "row")) / 2}
	}
	return p
}

func (g stateGen) path(m *Model) {
	for i := range 1 + g.upTo(5, "constructs") {
		m.Constructs = append(m.Constructs, Construct{Part: g.part("c", i)})
	}
	n := len(m.Constructs) - 1
	taken := map[Pair]bool{}
	for range g.upTo(8, "relations") {
		p := Pair{m.Constructs[g.upTo(n, "from")].ID, m.Constructs[g.upTo(n, "to")].ID}
		if p.From == p.To || taken[p] {
			continue
		}
		taken[p] = true
		sign := rapid.SampledFrom([]Sign{Positive, Negative, None, Unknown}).Draw(g.t, "sign")
		m.Relations = append(m.Relations, Relation{Part: Part{ID: p.From + "-" + p.To}, From: p.From, To: p.To, Sign: sign})
	}
	for i := range g.upTo(3, "moderators") {
		x := Moderator{Part: g.part("m", i), Levels: []Level{{ID: "low", Label: "Low"}, {ID: "high", Label: "High"}}}
		for range g.upTo(min(3, len(m.Relations)), "acts") {
			on := m.Relations[g.upTo(len(m.Relations)-1, "on")].ID
			change := rapid.SampledFrom([]Change{Strengthens, Weakens, Reverses, NoDifference, UnknownChange}).Draw(g.t, "change")
			x.Acts = append(x.Acts, Act{On: on, Level: rapid.SampledFrom([]string{"", "low", "high"}).Draw(g.t, "level"), Change: change})
		}
		m.Moderators = append(m.Moderators, x)
	}
}

func (g stateGen) journey(m *Model) {
	for i := range 1 + g.upTo(3, "stages") {
		m.Stages = append(m.Stages, Stage{g.part("s", i)})
	}
	for i := range g.upTo(3, "lanes") {
		m.Lanes = append(m.Lanes, Lane{g.part("l", i)})
	}
	cell := func() (stage, lane string) {
		stage = m.Stages[g.upTo(len(m.Stages)-1, "stage")].ID
		if len(m.Lanes) > 0 {
			lane = m.Lanes[g.upTo(len(m.Lanes)-1, "lane")].ID
		}
		return stage, lane
	}
	for i := range g.upTo(5, "touchpoints") {
		s, l := cell()
		m.Touchpoints = append(m.Touchpoints, Touchpoint{Part: g.part("t", i), Stage: s, Lane: l})
	}
	for i := range g.upTo(4, "cases") {
		s, l := cell()
		other, _ := cell()
		m.Cases = append(m.Cases, Case{ID: fmt.Sprint("k", i), Text: "A story.", In: map[string][]string{"stage": {s, other}, "lane": {l}}})
	}
	for i := range g.upTo(2, "flows") {
		from, _ := cell()
		to, _ := cell()
		m.Flows = append(m.Flows, Flow{Part: g.part("f", i), From: from, To: to, Form: Loop})
	}
	s, l := cell()
	m.Scenarios = []Scenario{{Part: g.part("w", 0), Steps: []ScenarioStep{{s, l, "One."}, {s, l, "Two."}}}}
}

func (g stateGen) contingency(m *Model) {
	for i := range 1 + g.upTo(2, "alternatives") {
		m.Alternatives = append(m.Alternatives, Alternative{g.part("a", i)})
	}
	for i := range g.upTo(3, "conditions") {
		c := Condition{Part: g.part("c", i)}
		for k := range 1 + g.upTo(2, "values") {
			c.Values = append(c.Values, Level{ID: fmt.Sprint("v", k), Label: fmt.Sprint("V", k)})
		}
		m.Conditions = append(m.Conditions, c)
	}
	for i := range g.upTo(5, "rules") {
		r := Rule{Part: g.part("r", i), When: map[string]string{}}
		for _, c := range m.Conditions {
			if g.upTo(1, "when") == 1 {
				r.When[c.ID] = c.Values[g.upTo(len(c.Values)-1, "value")].ID
			}
		}
		r.Says = rapid.SampledFrom([]Verdict{Favours, NoPreference, UnknownVerdict}).Draw(g.t, "says")
		if r.Says == Favours || g.upTo(1, "about") == 1 {
			r.Alternative = m.Alternatives[g.upTo(len(m.Alternatives)-1, "alternative")].ID
		}
		m.Rules = append(m.Rules, r)
	}
}

func (g stateGen) classification(m *Model) {
	for i := range 1 + g.upTo(2, "facets") {
		f := Facet{Part: g.part("f", i)}
		for k := range 1 + g.upTo(3, "categories") {
			f.Categories = append(f.Categories, Category{g.part(fmt.Sprint("f", i, "c"), k)})
		}
		m.Facets = append(m.Facets, f)
	}
	in := func() map[string][]string {
		list := map[string][]string{}
		for _, f := range m.Facets {
			for range g.upTo(2, "memberships") {
				list[f.ID] = append(list[f.ID], f.Categories[g.upTo(len(f.Categories)-1, "category")].ID)
			}
		}
		return list
	}
	for i := range g.upTo(5, "items") {
		m.Items = append(m.Items, Item{Part: g.part("i", i), In: in()})
	}
	for i := range g.upTo(3, "cases") {
		m.Cases = append(m.Cases, Case{ID: fmt.Sprint("k", i), Text: "A story.", In: in()})
	}
}

// stateRebuild begins to rebuild a drawn model.
func stateRebuild(t *rapid.T) *Rebuild {
	return NewRebuild(stateModel(t), RebuildOptions{
		Distractors: rapid.Bool().Draw(t, "distractors"), Seed: rapid.Uint64().Draw(t, "seed"),
	})
}

// solve builds the model with nothing but the calls that the keyboard makes.
func solve(t *rapid.T, b *Rebuild) {
	for _, id := range b.goal.parts {
		var err error
		if b.Kind() == Placing {
			err = b.Put(id, b.goal.fits[id][0])
		} else {
			err = b.Place(id, b.FreeSlot())
		}
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
	}
	names := map[string]string{}
	for _, w := range b.goal.links {
		id, err := b.Connect(w.from, w.to)
		if err == nil {
			err = b.SetSign(id, w.signs[0])
		}
		if err != nil {
			t.Fatalf("%s: %v", w.id, err)
		}
		names[w.id] = id
	}
	for _, a := range b.goal.acts {
		if err := b.Attach(a.From, names[a.To]); err != nil {
			t.Fatalf("%v: %v", a, err)
		}
	}
}

// spoil lists everything that makes a perfect rebuild less than perfect.
func spoil(b *Rebuild) map[string]func() {
	list := map[string]func(){"clear": b.Clear}
	signs := []Sign{Positive, Negative, None, Unknown}
	for _, p := range b.Bank() {
		switch {
		case p.Placed:
			list["remove "+p.ID] = func() { b.Remove(p.ID) }
		case b.Kind() == Placing:
			list["add "+p.ID] = func() { _ = b.Put(p.ID, b.goal.cells[0]) }
		default:
			list["add "+p.ID] = func() { _ = b.Place(p.ID, b.FreeSlot()) }
		}
		for _, cell := range b.goal.cells {
			if fits := b.goal.fits[p.ID]; len(fits) > 0 && !slices.Contains(fits, cell) {
				list["move "+p.ID+" "+cell] = func() { _ = b.Put(p.ID, cell) }
			}
		}
	}
	for i, l := range b.now.links {
		w := b.goal.links[i]
		list["disconnect "+l.id] = func() { b.Disconnect(l.id) }
		if b.m.Kind == PathKind {
			list["turn "+l.id] = func() {
				if b.goal.wants(l.to, l.from) { // a second arrow: it is not turned but taken away
					b.Disconnect(l.id)
				} else {
					_, _ = b.Connect(l.to, l.from)
				}
			}
		}
		for _, s := range signs {
			if !slices.Contains(w.signs, s) && (s != Negative || b.m.Kind == PathKind) {
				list["sign "+l.id+string(s)] = func() { _ = b.SetSign(l.id, s) }
			}
		}
		for _, p := range b.Bank() {
			if p.Moderator && !slices.Contains(b.now.acts, Pair{p.ID, l.id}) {
				list["attach "+p.ID+l.id] = func() { _ = b.Attach(p.ID, l.id) }
			}
		}
	}
	for _, a := range b.now.acts {
		list["detach "+a.From+a.To] = func() { b.Detach(a.From, a.To) }
	}
	ends := b.Targets()
	for _, from := range ends {
		for _, to := range ends {
			if b.Kind() == Connecting && !b.goal.wants(from, to) && !b.goal.wants(to, from) {
				if _, _, err := b.ends(from, to); err == nil {
					list["connect "+from+to] = func() { _, _ = b.Connect(from, to) }
				}
			}
		}
	}
	return list
}

func TestPerfectAndSpoilt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := stateRebuild(t)
		if c := b.Check(); c.Share != 0 || c.Perfect {
			t.Fatalf("empty: %+v", c)
		}
		solve(t, b)
		c := b.Check()
		if b.Parts() == 0 {
			return
		}
		if !c.Perfect || c.Share != 1 || c.Hits != b.Parts() || c.Misses+c.Extras+c.Reversed+c.WrongSign+c.Misplaced != 0 {
			t.Fatalf("perfect: %+v", c)
		}
		if _, ok := b.Hint(); ok {
			t.Fatal("something is left to be done")
		}
		for what, do := range spoil(b) {
			before := b.now.clone()
			do()
			if c := b.Check(); c.Perfect || c.Share >= 1 {
				t.Fatalf("%s: %+v", what, c)
			}
			if !b.Undo() || !same(b.now, before) {
				t.Fatalf("%s: undone to %+v, not %+v", what, b.now, before)
			}
		}
	})
}

// same reports whether two states are the same to anyone who looks.
func same(a, b built) bool {
	return reflect.DeepEqual(a.at, b.at) && reflect.DeepEqual(a.in, b.in) && slices.Equal(a.links, b.links) && slices.Equal(a.acts, b.acts)
}

// fumble does something, sensible or not.
func fumble(t *rapid.T, b *Rebuild) {
	ids := []string{"", "nobody", "a/b", ">", AveragePill}
	for _, p := range b.Bank() {
		ids = append(ids, p.ID)
	}
	ids = append(append(ids, b.Targets()...), b.Targets()...)
	for _, l := range b.now.links {
		ids = append(ids, l.id, l.id)
	}
	id := rapid.SampledFrom(ids)
	at := At{float64(rapid.IntRange(-1, 12).Draw(t, "column")) / 2, float64(rapid.IntRange(-1, 12).Draw(t, "row")) / 2}
	a, z := id.Draw(t, "a"), id.Draw(t, "b")
	switch rapid.IntRange(0, 11).Draw(t, "do") {
	case 0, 1:
		_ = b.Place(a, at)
	case 2, 3:
		_ = b.Put(a, z)
	case 4, 5, 6:
		_, _ = b.Connect(a, z)
	case 7:
		_ = b.SetSign(a, rapid.SampledFrom([]Sign{"", Positive, Negative, None, Unknown, Depends}).Draw(t, "sign"))
	case 8:
		_ = b.Attach(a, z)
	case 9:
		b.Remove(a)
	case 10:
		b.Disconnect(a)
	case 11:
		b.Hint()
	}
}

func TestUndoUndoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := stateRebuild(t)
		bank := b.Bank()
		states := []built{b.now.clone()}
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			fumble(t, b)
			if n := len(b.past); n == len(states) {
				states = append(states, b.now.clone())
			} else if n != len(states)-1 || !same(b.now, states[n]) {
				t.Fatalf("%d changes for one step, or a change that cannot be undone", n-len(states)+1)
			}
		}
		for i := len(states) - 1; i > 0; i-- {
			if !b.CanUndo() || !b.Undo() || !same(b.now, states[i-1]) {
				t.Fatalf("step %d is undone to %+v", i, b.now)
			}
		}
		if b.CanUndo() || b.Undo() || !b.Empty() || !reflect.DeepEqual(b.Bank(), bank) {
			t.Fatal("the beginning is not the beginning")
		}
	})
}

// Looking at a rebuild changes nothing, its parts add up, and every hint brings it
// nearer until it is perfect.
func TestCheckAndHint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := stateRebuild(t)
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			fumble(t, b)
		}
		before, past := b.now.clone(), len(b.past)
		c := b.Check()
		if again := b.Check(); !reflect.DeepEqual(c, again) || !same(b.now, before) || len(b.past) != past {
			t.Fatal("checking changes something")
		}
		if got := c.Hits + c.Misses + c.Reversed + c.WrongSign + c.Misplaced; got != b.Parts() {
			t.Fatalf("%d of %d parts have a verdict: %+v", got, b.Parts(), c)
		}
		if c.Share < 0 || c.Share > 1 || c.Perfect != (c.Share == 1) {
			t.Fatalf("share: %+v", c)
		}
		for i := 0; ; i++ {
			text, ok := b.Hint()
			if !ok {
				break
			}
			next := b.Check()
			if i > 100 || text == "" || next.Share < c.Share || next.Hits < c.Hits {
				t.Fatalf("hint %d, %q, leads from %+v to %+v", i, text, c, next)
			}
			c = next
		}
		if b.Parts() > 0 && !b.Check().Perfect {
			t.Fatalf("the hints end at %+v", b.Check())
		}
	})
}

// Everything that is judged or stands on the canvas is drawn.
func TestBuiltIsDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := stateRebuild(t)
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			fumble(t, b)
		}
		drawn := func(d *Drawing, id string) bool {
			_, node := d.Node(id)
			_, edge := d.Edge(id)
			return node || edge
		}
		d := b.Drawing()
		for _, p := range b.Bank() {
			if p.Placed != drawn(d, p.ID) {
				t.Fatalf("%s: placed %v, drawn %v", p.ID, p.Placed, !p.Placed)
			}
		}
		for _, id := range b.Targets() {
			if !drawn(d, id) {
				t.Fatalf("%s is not drawn", id)
			}
		}
		c := b.Check()
		for id := range c.Overlay {
			if !drawn(c.Drawing, id) {
				t.Fatalf("%s is judged but not drawn", id)
			}
		}
	})
}
