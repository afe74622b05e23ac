package progress_test

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A learner does all that can be done, in any order, on a few cards, and remembers every
// entry in the order in which it was made.
type learner struct {
	j       *progress.Journal
	day     memory.Day
	now     time.Time
	entries map[deck.CardID][]progress.Entry
	acts    []progress.EntryID // of what was taken in
	weights memory.Weights     // that were adopted
}

// TestAnyHistory checks after every act that the state kept beside the journal is what
// follows from the entries, and that no entry has changed.
func TestAnyHistory(t *testing.T) {
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		j, err := progress.Open(t.Context(), filepath.Join(dir, strconv.Itoa(n)), progress.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = j.Close() }()
		l := &learner{j: j, day: today, now: start, weights: memory.DefaultWeights(), entries: make(map[deck.CardID][]progress.Entry)}
		t.Repeat(map[string]func(*rapid.T){
			"answer":  func(t *rapid.T) { l.do(t, l.answer(t)) },
			"retract": l.retract,
			"suspend": func(t *rapid.T) { l.do(t, progress.Entry{Kind: progress.Suspend}) },
			"restore": func(t *rapid.T) { l.do(t, progress.Entry{Kind: progress.Unsuspend}) },
			"bury":    func(t *rapid.T) { l.do(t, progress.Entry{Kind: progress.Bury}) },
			"unbury":  func(t *rapid.T) { l.do(t, progress.Entry{Kind: progress.Unbury}) },
			"flag": func(t *rapid.T) {
				l.do(t, progress.Entry{Kind: progress.Flag, Flag: rapid.IntRange(0, 7).Draw(t, "flag")})
			},
			"forget": func(t *rapid.T) { l.do(t, progress.Entry{Kind: progress.Forget}) },
			"tag":    func(t *rapid.T) { l.do(t, progress.Entry{Kind: progress.Tag, Text: l.tag(t)}) },
			"untag":  func(t *rapid.T) { l.do(t, progress.Entry{Kind: progress.Untag, Text: l.tag(t)}) },
			"remark": func(t *rapid.T) {
				l.do(t, progress.Entry{Kind: progress.Remark, Text: rapid.SampledFrom([]string{"", "why?", "see p. 7\n\nand 8"}).Draw(t, "remark")})
			},
			"together": l.together,
			"takeIn":   l.takeIn,
			"takeBack": l.takeBack,
			"move":     l.move,
			"adopt":    l.adopt,
			"log":      func(t *rapid.T) { l.verifyLog(t, l.j) },
			"wait":     l.wait,
			"setClock": func(t *rapid.T) { l.now = l.now.Add(-time.Hour) },
		})
		l.verify(t)
		again, err := progress.Open(t.Context(), filepath.Join(dir, strconv.Itoa(n)), progress.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = again.Close() }()
		l.verifyLog(t, again)
	})
}

// move moves cards to another day, also those that are not under review.
func (l *learner) move(t *rapid.T) {
	due := l.day + memory.Day(rapid.IntRange(-3, 60).Draw(t, "due"))
	l.do(t, progress.Entry{Kind: progress.Reschedule, After: progress.Schedule{Phase: memory.Review, DueDay: due}})
}

// adopt has the model changed.
func (l *learner) adopt(t *rapid.T) {
	l.weights = memory.DefaultWeights()
	l.weights[2] = rapid.SampledFrom([]float64{2.3065, 4, 8}).Draw(t, "first good")
	if _, err := l.j.Adopt(t.Context(), l.weights, nil); err != nil {
		t.Fatal(err)
	}
	if got := l.j.Weights(); got != l.weights {
		t.Fatalf("Weights = %v, want %v", got, l.weights)
	}
}

// verifyLog checks the log by its definition.
func (l *learner) verifyLog(t *rapid.T, j *progress.Journal) {
	type said struct {
		Card deck.CardID
		memory.Answer
	}
	var want, got []said
	for card, all := range l.entries {
		was := memory.New
		for _, e := range progress.Effective(all) {
			switch e.Kind {
			case progress.Review:
				want = append(want, said{card, memory.Answer{At: e.At.UnixMilli(), Day: e.Day, Took: int32(e.Took.Milliseconds()), Rating: e.Rating, Was: was}})
				was = e.After.Phase
			case progress.Estimate:
				was = e.After.Phase
			case progress.Forget:
				was = memory.New
			}
		}
	}
	slices.SortStableFunc(want, func(a, b said) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Card, b.Card)) })
	log, err := j.Log(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	first := int32(0) // cards are numbered as they come
	for _, a := range log.Answers {
		if a.Card > first {
			t.Fatalf("card %d comes before card %d", a.Card, first)
		} else if a.Card == first {
			first++
		}
		card := log.Cards[a.Card]
		a.Card = 0
		got = append(got, said{card, a})
	}
	if int(first) != len(log.Cards) {
		t.Fatalf("%d cards without an answer", len(log.Cards)-int(first))
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Fatalf("Log (-want +got):\n%s", diff)
	}
}

func (l *learner) card(t *rapid.T) deck.CardID {
	return rapid.SampledFrom([]deck.CardID{"deck/a", "deck/b", "deck/b#reverse"}).Draw(t, "card")
}

func (l *learner) tag(t *rapid.T) string {
	return rapid.SampledFrom([]string{"exam", "exam::2026", "höflich"}).Draw(t, "tag")
}

// together does one thing to several cards, or takes back one thing of each.
func (l *learner) together(t *rapid.T) {
	back := rapid.Bool().Draw(t, "take back")
	var additions []progress.Addition
	for _, card := range []deck.CardID{"deck/a", "deck/b", "deck/b#reverse", "deck/c"} {
		past := l.entries[card]
		e := progress.Entry{Card: card, Kind: progress.Tag, Text: "exam", Day: l.day, At: l.now}
		if back {
			i := slices.IndexFunc(past, func(e progress.Entry) bool { return counts(past, e) })
			if i < 0 {
				continue
			}
			e.Kind, e.Target, e.Text = progress.Retract, past[i].ID, ""
		}
		a := progress.Addition{Entry: e}
		if len(past) > 0 {
			a.Base = past[len(past)-1].ID
		}
		additions = append(additions, a)
	}
	states, err := l.j.AppendAll(t.Context(), additions)
	if err != nil || len(states) != len(additions) {
		t.Fatalf("AppendAll: %d states, %v, want %d", len(states), err, len(additions))
	}
	var act progress.EntryID
	for i, a := range additions {
		card := a.Entry.Card
		if l.entries[card], err = l.j.Entries(t.Context(), card); err != nil {
			t.Fatal(err)
		}
		if want := l.fold(card); !states[i].Equal(want) {
			t.Fatalf("AppendAll = %+v, want %+v", states[i], want)
		}
		if i == 0 && len(additions) > 1 {
			act = states[0].LastEntry
		}
		if past := l.entries[card]; past[len(past)-1].Act != act {
			t.Fatalf("act = %q, want %q", past[len(past)-1].Act, act)
		}
	}
}

func (l *learner) wait(t *rapid.T) {
	days := rapid.IntRange(0, 40).Draw(t, "days")
	l.day, l.now = l.day+memory.Day(days), l.now.AddDate(0, 0, days)
}

func (l *learner) answer(t *rapid.T) progress.Entry {
	phase := memory.Phase(rapid.IntRange(1, 3).Draw(t, "phase"))
	e := progress.Entry{
		Kind: progress.Review, Rating: memory.Rating(rapid.IntRange(1, 4).Draw(t, "rating")), Took: time.Second,
		After: progress.Schedule{Phase: phase, DueDay: l.day + memory.Day(rapid.IntRange(0, 30).Draw(t, "interval"))},
	}
	if phase != memory.Review {
		e.After.Step, e.After.DueAt = 1, l.now.Add(time.Minute)
	}
	return e
}

// retract is an undo, or a redo, or an undo of a redo: of any entry that still counts.
func (l *learner) retract(t *rapid.T) {
	card := l.card(t)
	var targets []progress.EntryID
	for _, e := range l.entries[card] {
		if counts(l.entries[card], e) {
			targets = append(targets, e.ID)
		}
	}
	if len(targets) > 0 {
		l.append(t, card, progress.Entry{Kind: progress.Retract, Target: rapid.SampledFrom(targets).Draw(t, "target")})
	}
}

func (l *learner) do(t *rapid.T, e progress.Entry) { l.append(t, l.card(t), e) }

func (l *learner) append(t *rapid.T, card deck.CardID, e progress.Entry) {
	e.Card, e.Day, e.At = card, l.day, l.now
	var base progress.EntryID
	if past := l.entries[card]; len(past) > 0 {
		base = past[len(past)-1].ID
	}
	got, err := l.j.Append(t.Context(), base, e)
	if err != nil {
		t.Fatalf("Append(%+v): %v", e, err)
	}
	all, err := l.j.Entries(t.Context(), card)
	if err != nil || len(all) != len(l.entries[card])+1 {
		t.Fatalf("Entries: %d, %v, want one more than %d", len(all), err, len(l.entries[card]))
	}
	if diff := gocmp.Diff(l.entries[card], all[:len(all)-1:len(all)-1]); diff != "" && len(all) > 1 {
		t.Fatalf("entries made before (-before +after):\n%s", diff)
	}
	l.entries[card] = all
	if want := l.fold(card); !got.Equal(want) {
		t.Fatalf("Append = %+v, want %+v", got, want)
	}
}

// fold is what the entries that count say, by their definition rather than by the way in
// which the package finds them.
func (l *learner) fold(card deck.CardID) progress.State {
	all := l.entries[card]
	var counting []progress.Entry
	for _, e := range all {
		if e.Kind != progress.Retract && counts(all, e) {
			counting = append(counting, e)
		}
	}
	s := progress.Fold(memory.NewModel(l.weights, false), counting)
	last := all[len(all)-1]
	s.Card, s.LastAt, s.LastEntry = card, last.At, last.ID
	return s
}

// counts reports whether no retraction that counts takes e back.
func counts(all []progress.Entry, e progress.Entry) bool {
	return !slices.ContainsFunc(all, func(r progress.Entry) bool {
		return r.Kind == progress.Retract && r.Target == e.ID && counts(all, r)
	})
}

// verify checks the journal as a whole: as it is, and after it was folded anew.
func (l *learner) verify(t *rapid.T) {
	want := make(map[deck.CardID]progress.State)
	for card := range maps.Keys(l.entries) {
		want[card] = l.fold(card)
	}
	for _, when := range []string{"as they are", "folded anew"} {
		got, err := l.j.States(t.Context())
		if diff := gocmp.Diff(want, got); err != nil || diff != "" {
			t.Fatalf("states %s: %v (-want +got):\n%s", when, err, diff)
		}
		if problems, err := l.j.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Fatalf("Check: %v, %v", problems, err)
		}
		if err := l.j.Refold(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnyRenames checks that whatever authors do to names, every entry belongs to the
// card whose name its name led to, no entry is lost, and telling the renames again
// changes nothing.
func TestAnyRenames(t *testing.T) {
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		j, err := progress.Open(t.Context(), filepath.Join(dir, strconv.Itoa(n)), progress.Options{Now: (&clock{start}).Now})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = j.Close() }()
		name := rapid.SampledFrom([]deck.CardID{"deck/a", "deck/b", "deck/c", "deck/d", "deck/e"})
		written := 0
		for range rapid.IntRange(1, 8).Draw(t, "rounds") {
			for range rapid.IntRange(0, 3).Draw(t, "answers") {
				s, err := j.State(t.Context(), name.Draw(t, "card"))
				if err != nil {
					t.Fatal(err)
				}
				if _, err := j.Append(t.Context(), s.LastEntry, answer(s.Card, memory.Good, today)); err != nil {
					t.Fatal(err)
				}
				written++
			}
			renames := acyclic(rapid.MapOfN(name, name, 0, 4).Draw(t, "renames"))
			for range 2 {
				if err := j.Rename(t.Context(), renames, nil); err != nil {
					t.Fatalf("Rename(%v): %v", renames, err)
				}
				verifyNames(t, j, renames, written)
			}
		}
	})
}

// acyclic drops renames until none of them leads in a circle.
func acyclic(renames map[deck.CardID]deck.CardID) map[deck.CardID]deck.CardID {
	kept := make(map[deck.CardID]deck.CardID)
	for _, before := range slices.Sorted(maps.Keys(renames)) {
		end, ok := renames[before], true
		for ok && end != before {
			end, ok = kept[end], kept[end] != ""
		}
		if end != before {
			kept[before] = renames[before]
		}
	}
	return kept
}

func verifyNames(t *rapid.T, j *progress.Journal, renames map[deck.CardID]deck.CardID, written int) {
	states, err := j.States(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for before, after := range renames {
		a, err := j.State(t.Context(), before)
		if err != nil {
			t.Fatal(err)
		}
		b, err := j.State(t.Context(), after)
		if err != nil || !a.Equal(b) {
			t.Fatalf("State(%s) = %+v, State(%s) = %+v, %v, want the same", before, a, after, b, err)
		}
		if _, ok := states[before]; ok {
			t.Fatalf("%s has a state of its own after it was renamed to %s", before, after)
		}
	}
	total := 0
	for card, s := range states {
		entries, err := j.Entries(t.Context(), card)
		if err != nil || s.Card != card || s.Memory.Reps != len(entries) {
			t.Fatalf("%s: state %+v, entries %v, %v", card, s, entries, err)
		}
		total += len(entries)
	}
	if total != written {
		t.Fatalf("%d entries belong to cards, want %d", total, written)
	}
	if problems, err := j.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Fatalf("Check: %v, %v", problems, err)
	}
}
