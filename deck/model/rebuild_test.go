package model

import (
	"errors"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
)

func labels(bank []BankPart) []string {
	var list []string
	for _, p := range bank {
		list = append(list, p.Label)
	}
	slices.Sort(list)
	return list
}

func TestBank(t *testing.T) {
	for _, c := range []struct {
		m     *Model
		kind  BuildKind
		parts int
		plain []string
		more  []string // with distractors
	}{
		{statePath(), Connecting, 6 + 5 + 3, []string{"Hour", "Light", "Music", "Noise", "Sales", "Staying"}, []string{"Hour", "Light", "Music", "Noise", "Rent", "Sales", "Staying", "Taxes"}},
		{fixtureJourney(), Placing, 2, []string{"Map", "Train"}, []string{"Map", "Train"}},
		{fixtureContingency(), Connecting, 5, nil, nil},
		{fixtureClassification(), Placing, 5, []string{"Apple", "Banana", "Cherry", "Melon", "Plum"}, []string{"Apple", "Banana", "Cherry", "Melon", "Plum"}},
	} {
		b := NewRebuild(c.m, RebuildOptions{})
		equal(t, c.m.ID+" kind", b.Kind(), c.kind)
		equal(t, c.m.ID+" parts", b.Parts(), c.parts)
		equal(t, c.m.ID+" bank", labels(b.Bank()), c.plain)
		hard := NewRebuild(c.m, RebuildOptions{Distractors: true, Seed: 7})
		equal(t, c.m.ID+" distractors", labels(hard.Bank()), c.more)
		equal(t, c.m.ID+" twice", NewRebuild(c.m, RebuildOptions{Distractors: true, Seed: 7}).Bank(), hard.Bank())
	}
	for _, p := range NewRebuild(statePath(), RebuildOptions{}).Bank() {
		if p.Moderator != (p.ID == "hour" || p.ID == "music") || p.Placed {
			t.Errorf("in the bank: %+v", p)
		}
	}
}

func TestBankOrderDependsOnSeed(t *testing.T) {
	first := NewRebuild(statePath(), RebuildOptions{}).Bank()
	for seed := range uint64(20) {
		if !slices.Equal(NewRebuild(statePath(), RebuildOptions{Seed: seed}).Bank(), first) {
			return
		}
	}
	t.Error("20 seeds shuffle alike")
}

// A model without touchpoints or items is rebuilt from its stories.
func TestStoriesAsParts(t *testing.T) {
	j := fixtureJourney()
	j.Touchpoints = nil
	j.Cases[0].ID = "map-story"
	j.Cases[1].ID = "plan" // an element has this id too
	j.Cases[1].Text = "Cy packs a suitcase for the whole of the next summer."
	b := NewRebuild(j, RebuildOptions{})
	bank := b.Bank()
	slices.SortFunc(bank, func(x, y BankPart) int { return strings.Compare(x.ID, y.ID) })
	equal(t, "bank", bank, []BankPart{
		{ID: "case:plan", Label: "Cy packs a suitcase for the…", Text: "Cy packs a suitcase for the whole of the next summer."},
		{ID: "map-story", Label: "Bo asks a friend where to…", Text: "Bo asks a friend where to go."},
	})
	for _, c := range []struct {
		part, cell string
		right      bool
	}{
		{"map-story", "plan/own", true},
		{"map-story", "plan/other", true},
		{"map-story", "go/other", false},
		{"case:plan", "go/own", true},
		{"case:plan", "go/other", true},
		{"case:plan", "tell/own", false},
	} {
		b.Clear()
		if err := b.Put(c.part, c.cell); err != nil {
			t.Fatal(err)
		}
		if got := b.Check(); got.Hits == 1 != c.right || got.Misplaced == 1 == c.right {
			t.Errorf("%s in %s: %+v", c.part, c.cell, got)
		}
	}
	f := fixtureClassification()
	f.Items = nil
	equal(t, "classification", NewRebuild(f, RebuildOptions{}).Parts(), 2)
}

// refused checks that an error is a sentence for a learner.
func refused(t *testing.T, err error, want string) {
	t.Helper()
	var b *BuildError
	if !errors.As(err, &b) || b.Error() != want {
		t.Errorf("error is %v, not %q", err, want)
	}
}

func TestPlace(t *testing.T) {
	b := NewRebuild(statePath(), RebuildOptions{})
	if !b.Empty() || b.CanUndo() || b.Undo() {
		t.Error("a new canvas is not blank")
	}
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
	}
	ok(b.Place("light", At{0, 0}))
	ok(b.Place("noise", At{1.1, 0.6})) // to the nearest half
	equal(t, "place", b.now.at["noise"], At{1, 0.5})
	refused(t, b.Place("stay", At{0, 0}), "That place is taken.")
	refused(t, b.Place("stay", At{1, 1}), "That place is taken.") // half a box under noise
	refused(t, b.Place("stay", At{-1, 0}), "That place is outside the canvas.")
	refused(t, b.Place("stay", At{99, 0}), "That place is outside the canvas.")
	refused(t, b.Place("stay", At{math.NaN(), 0}), "That place is outside the canvas.")
	refused(t, b.Place("nobody", At{2, 0}), "There is no such part.")
	ok(b.Place("hour", At{0, 0.5})) // a moderator is small
	refused(t, b.Place("music", At{0.5, 0.5}), "That place is taken.")
	ok(b.Place("light", At{0, 0})) // where it is
	ok(b.Place("noise", At{1.5, 0.5}))
	if n := len(b.past); n != 4 {
		t.Errorf("%d changes can be undone", n)
	}
	equal(t, "free", b.FreeSlot(), At{0, 1})
	equal(t, "targets", b.Targets(), []string{"light", "hour", "noise"})
	refused(t, NewRebuild(fixtureJourney(), RebuildOptions{}).Place("map", At{}), "Nothing of this model is placed on a canvas.")
}

// The keyboard always finds a place, whatever stands where.
func TestFreeSlotOfFullCanvas(t *testing.T) {
	b := NewRebuild(statePath(), RebuildOptions{Distractors: true})
	for i, p := range b.Bank() {
		at := At{float64(i % 3), float64(i/3) + 0.5}
		if b.Place(p.ID, at) != nil && b.Place(p.ID, b.FreeSlot()) != nil {
			t.Errorf("no place for %s", p.ID)
		}
	}
	if n := len(b.Targets()); n != len(b.Bank()) {
		t.Errorf("%d of %d parts are placed", n, len(b.Bank()))
	}
}

func TestConnect(t *testing.T) {
	b := NewRebuild(statePath(), RebuildOptions{})
	for _, id := range []string{"light", "noise", "stay", "hour"} {
		if err := b.Place(id, b.FreeSlot()); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ from, to, want string }{
		{"light", "light", "Connect two different parts."},
		{"light", "sales", "Place Sales first."},
		{"hour", "light", "A moderator acts on a relation. Attach it to one."},
		{"light", "nobody", "There is no such part."},
	} {
		_, err := b.Connect(c.from, c.to)
		refused(t, err, c.want)
	}
	id, err := b.Connect("stay", "light")
	if err != nil || id != "light-stay" {
		t.Fatalf("%q, %v", id, err)
	}
	equal(t, "asks for a sign", b.Overlay(), Overlay{id: Face{Asked: true}})
	if got := b.Check(); got.Reversed != 1 || got.Overlay[id].Mark != Wrong {
		t.Errorf("reversed: %+v", got)
	}
	turned, _ := b.Connect("light", "stay")
	if again, _ := b.Connect("light", "stay"); again != turned || turned != id || len(b.now.links) != 1 {
		t.Errorf("turning makes %v", b.now.links)
	}
	refused(t, b.SetSign("nobody", Positive), "That arrow is not there.")
	refused(t, b.SetSign(id, Depends), "An arrow has one of the signs +, -, 0 and ?.")
	_ = b.SetSign(id, Negative)
	if got := b.Check(); got.WrongSign != 1 || got.Overlay[id].Right != "positive" {
		t.Errorf("wrong sign: %+v", got)
	}
	_ = b.SetSign(id, Positive)
	if got := b.Check(); got.WrongSign != 0 || got.Overlay[id].Mark != Hit {
		t.Errorf("right: %+v", got)
	}
	refused(t, b.Attach("light", id), "Only a moderator acts on a relation.")
	refused(t, b.Attach("music", id), "Place Music first.")
	refused(t, b.Attach("hour", "nobody"), "That arrow is not there.")
	if err := b.Attach("hour", id); err != nil || b.Check().Overlay["hour>light-stay"].Mark != Hit {
		t.Errorf("attached: %v", err)
	}
	b.Disconnect("hour>light-stay") // by its thin line
	if len(b.now.acts) != 0 || len(b.now.links) != 1 {
		t.Errorf("detached: %+v", b.now)
	}
	_ = b.Attach("hour", id)
	b.Remove("stay")
	if len(b.now.acts) != 0 || len(b.now.links) != 0 || b.placed("stay") {
		t.Errorf("removed: %+v", b.now)
	}
	b.Undo()
	if len(b.now.acts) != 1 || len(b.now.links) != 1 || !b.placed("stay") {
		t.Errorf("undone: %+v", b.now)
	}
	extra, _ := b.Connect("noise", "light")
	if extra != "light-noise" {
		t.Errorf("id %q", extra)
	}
}

// A model with an arrow for either way can be rebuilt with both.
func TestConnectBothWays(t *testing.T) {
	m := statePath()
	m.Relations = append(m.Relations, Relation{Part: Part{ID: "back"}, From: "stay", To: "light", Sign: Negative})
	b := NewRebuild(m, RebuildOptions{})
	_ = b.Place("light", b.FreeSlot())
	_ = b.Place("stay", b.FreeSlot())
	there, _ := b.Connect("light", "stay")
	back, _ := b.Connect("stay", "light")
	equal(t, "ids", []string{there, back}, []string{"light-stay", "back"})
	_ = b.SetSign(there, Positive)
	_ = b.SetSign(back, Negative)
	if got := b.Check(); got.Hits != 4 || got.Extras+got.Reversed+got.WrongSign != 0 {
		t.Errorf("%+v", got)
	}
}

func TestCheckOfPath(t *testing.T) {
	b := NewRebuild(statePath(), RebuildOptions{Distractors: true})
	for _, id := range []string{"light", "noise", "stay", "hour", "rent"} {
		_ = b.Place(id, b.FreeSlot())
	}
	connect := func(from, to string, s Sign) string {
		id, err := b.Connect(from, to)
		if err != nil || b.SetSign(id, s) != nil {
			t.Fatal(err)
		}
		return id
	}
	connect("light", "stay", Positive)          // hit
	noise := connect("noise", "stay", Positive) // wrong sign
	connect("noise", "light", Positive)         // reversed
	extra := connect("rent", "stay", Negative)  // extra, as is its construct
	_ = b.Attach("hour", noise)                 // hit, though the sign is wrong
	_ = b.Attach("hour", extra)                 // extra
	got := b.Check()
	equal(t, "marks", marks(got.Overlay), map[string]Mark{
		"light": Hit, "noise": Hit, "stay": Hit, "hour": Hit, "rent": Extra, "sales": Miss, "music": Miss,
		"light-stay": Hit, "noise-stay": Wrong, "light-noise": Wrong, "rent-stay": Extra, "stay-sales": Miss, "noise-sales": Miss,
		"hour>noise-stay": Hit, "hour>rent-stay": Extra, "hour>light-stay": Miss, "music>noise-stay": Miss,
	})
	equal(t, "lines", got.Lines, []string{
		"6 of 14 right.", "Missing: Sales.", "Missing: Music.", "Not in the model: Rent.",
		"The other way round: Light → Noise.", "Another sign: Noise → Staying is negative.",
		"Missing: Staying → Sales, positive.", "Missing: Noise → Sales, not known.", "Not in the model: Rent → Staying.",
		"Not in the model: Hour acting on Rent → Staying.", "Missing: Hour acting on Light → Staying.", "Missing: Music acting on Noise → Staying.",
	})
	got.Lines, got.Overlay, got.Drawing = nil, nil, nil
	equal(t, "counts", got, Checked{Hits: 6, Misses: 6, Extras: 3, Reversed: 1, WrongSign: 1, Share: 6.0 / 17})
}

func marks(o Overlay) map[string]Mark {
	m := map[string]Mark{}
	for id, f := range o {
		m[id] = f.Mark
	}
	return m
}

func TestCheckOfJourney(t *testing.T) {
	m := fixtureJourney()
	m.Distractors = []Part{{ID: "ship", Label: "Ship"}}
	b := NewRebuild(m, RebuildOptions{Distractors: true})
	equal(t, "cells", b.Targets(), []string{"plan/own", "go/own", "tell/own", "plan/other", "go/other", "tell/other"})
	refused(t, b.Put("nobody", "go/own"), "There is no such part.")
	refused(t, b.Put("map", "nowhere"), "A part does not go there. Choose one of the fields.")
	_, err := b.Connect("plan", "go")
	refused(t, err, "Parts of this model are put into fields, not connected.")
	equal(t, "empty", b.Check().Share, 0)
	_ = b.Put("map", "go/own")
	_ = b.Put("ship", "go/own")
	got := b.Check()
	equal(t, "lines", got.Lines, []string{
		"0 of 2 right.", "Map belongs elsewhere: Plan · Own.", "Missing: Train.", "Not in the model: Ship.",
	})
	equal(t, "marks", marks(got.Overlay), map[string]Mark{"map": Wrong, "right:map": Miss, "train": Miss, "ship": Extra})
	equal(t, "misplaced", got.Overlay["map"], Face{Mark: Wrong})
	for id, cell := range map[string]string{"map": "go/own", "right:map": "plan/own"} {
		part, ok := got.Drawing.Node(id)
		field, _ := got.Drawing.Node(cell)
		if !ok || part.Rect.X < field.Rect.X || part.Rect.X > field.Rect.X+field.Rect.Width || strings.Join(part.Lines, " ") != "Map" {
			t.Errorf("%s is drawn as %+v, not within %+v", id, part, field)
		}
	}
	b.Remove("ship")
	_ = b.Put("map", "plan/own")
	equal(t, "half", b.Check().Share, 0.5)
	_ = b.Put("train", "go/other")
	if got := b.Check(); !got.Perfect || got.Share != 1 || got.Lines[0] != "All 2 right." {
		t.Errorf("perfect: %+v", got)
	}
}

func TestCheckOfContingency(t *testing.T) {
	b := NewRebuild(fixtureContingency(), RebuildOptions{})
	equal(t, "ends", b.Targets(), []string{AveragePill, "wind:calm", "wind:gale", "hands:free", "hands:full", "brolly", "coat"})
	_, err := b.Connect("wind:gale", "hands:full")
	refused(t, err, "An arrow leads from a condition to an alternative.")
	id, err := b.Connect("coat", "wind:gale") // whichever end comes first
	if err != nil {
		t.Fatal(err)
	}
	refused(t, b.SetSign(id, Negative), "Here an arrow has one of the signs +, 0 and ?.")
	_ = b.SetSign(id, Positive)
	average, _ := b.Connect(AveragePill, "brolly")
	wrong, _ := b.Connect("wind:calm", "brolly")
	got := b.Check()
	equal(t, "marks", marks(got.Overlay), map[string]Mark{
		id: Hit, average: Wrong, wrong: Extra,
		"hands:full-coat": Miss, "hands:free-brolly": Miss, "hands:free-coat": Miss,
	})
	// "busy" and "both" speak of the same arrow and differ in its sign: either is right.
	full, _ := b.Connect("hands:full", "coat")
	for _, s := range []Sign{Unknown, Positive} {
		_ = b.SetSign(full, s)
		if b.Check().Overlay[full].Mark != Hit {
			t.Errorf("%s is not right", s)
		}
	}
	_ = b.SetSign(full, None)
	equal(t, "wrong", b.Check().Overlay[full], Face{Mark: Wrong, Right: "not known"})
}

func TestHint(t *testing.T) {
	b := NewRebuild(statePath(), RebuildOptions{Distractors: true})
	_ = b.Place("noise", At{0, 0})
	_ = b.Place("stay", At{1, 0})
	_ = b.Place("rent", At{2, 0})
	_, _ = b.Connect("stay", "noise")
	_, _ = b.Connect("rent", "noise")
	var said []string
	for {
		text, ok := b.Hint()
		if !ok {
			break
		}
		said = append(said, text)
	}
	equal(t, "hints", said, []string{
		"Turned round: Noise → Staying.", "Sign set: Noise → Staying is negative.",
		"Placed: Light.", "Connected: Light → Staying, positive.", "Connected: Light → Noise, positive.",
		"Placed: Sales.", "Connected: Staying → Sales, positive.", "Connected: Noise → Sales, not known.",
		"Placed: Hour.", "Attached: Hour to Light → Staying.", "Attached: Hour to Noise → Staying.",
		"Placed: Music.", "Attached: Music to Noise → Staying.",
		"Removed: Rent → Noise is not in the model.", "Removed: Rent is not in the model.",
	})
	if !b.Check().Perfect {
		t.Error("the hints lead to something else")
	}
	b.Undo()
	if !b.placed("rent") {
		t.Error("a hint cannot be undone")
	}
	j := NewRebuild(fixtureJourney(), RebuildOptions{})
	_ = j.Put("train", "plan/own")
	for _, want := range []string{"Moved: Train to Go · Others.", "Placed: Map in Plan · Own."} {
		got, _ := j.Hint()
		equal(t, "hint", got, want)
	}
}

// A draft gives away nothing but what is given, and a path keeps its canvas.
func TestDraft(t *testing.T) {
	b := NewRebuild(statePath(), RebuildOptions{Distractors: true})
	empty := b.Drawing()
	_ = b.Place("light", At{1, 1})
	_ = b.Place("rent", At{2, 1})
	d := b.Draft()
	for _, c := range d.Constructs {
		if c.Role != "" || c.Stage != "" || c.Meaning != "" || c.Accept != nil {
			t.Errorf("the draft tells of %+v", c)
		}
	}
	if len(d.Stages) != 0 || len(d.Distractors) != 0 || len(d.Constructs) != 2 {
		t.Errorf("draft: %+v", d)
	}
	if now := b.Drawing(); now.Width != empty.Width || now.Height != empty.Height || now.Grid != empty.Grid {
		t.Errorf("the canvas changes from %v×%v to %v×%v", empty.Width, empty.Height, now.Width, now.Height)
	}
	for _, m := range fixtures() {
		ids := slices.Collect(maps.Keys(NewRebuild(m, RebuildOptions{}).Check().Overlay))
		for _, id := range ids {
			full := NewRebuild(m, RebuildOptions{}).Check().Drawing
			_, node := full.Node(id)
			_, edge := full.Edge(id)
			if !node && !edge {
				t.Errorf("%s: %s is judged but not drawn", m.ID, id)
			}
		}
	}
}

func TestDraftOfContingency(t *testing.T) {
	b := NewRebuild(fixtureContingency(), RebuildOptions{})
	for _, id := range b.Targets() {
		if _, ok := b.Drawing().Node(id); !ok {
			t.Errorf("%s is not drawn", id)
		}
	}
	id, _ := b.Connect(AveragePill, "brolly")
	if e, ok := b.Drawing().Edge(id); !ok || e.From != AveragePill || e.To != "brolly" {
		t.Errorf("drawn as %+v", e)
	}
	m := fixtureContingency()
	m.Rules = m.Rules[1:]
	if slices.Contains(NewRebuild(m, RebuildOptions{}).Targets(), AveragePill) {
		t.Error("there is a pill for no rule")
	}
}

// Items are sorted by the first facet that leaves a choice.
func TestSortedFacet(t *testing.T) {
	m := fixtureClassification()
	m.Facets[0].Categories = m.Facets[0].Categories[:1]
	b := NewRebuild(m, RebuildOptions{})
	equal(t, "bins", b.Targets(), []string{"small", "medium", "large"})
	_ = b.Put("melon", "large")
	if b.Check().Hits != 1 {
		t.Error("the second facet does not count")
	}
	if _, ok := b.Drawing().Node("melon"); !ok {
		t.Error("what was sorted is not drawn")
	}
	m.Facets = m.Facets[:1]
	none := NewRebuild(m, RebuildOptions{})
	if got := none.Check(); none.Parts() != 0 || got.Perfect || got.Share != 0 {
		t.Errorf("nothing to rebuild: %+v", got)
	}
}
