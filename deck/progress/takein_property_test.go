package progress_test

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// takeIn brings in some entries of other programs, new ones and such as were brought in
// before, of days before and after all that was done here.
func (l *learner) takeIn(t *rapid.T) {
	var entries []progress.Entry
	for range rapid.IntRange(1, 5).Draw(t, "entries") {
		n := rapid.IntRange(0, 12).Draw(t, "which")
		e := []progress.Entry{
			{Kind: progress.Review, Rating: memory.Good, After: progress.Schedule{Phase: memory.Review, DueDay: l.day}},
			{Kind: progress.Estimate, Memory: memory.State{Stability: 12.5, Difficulty: 3}, After: progress.Schedule{Phase: memory.Review, DueDay: l.day}},
			{Kind: progress.Forget},
			{Kind: progress.Suspend},
			{Kind: progress.Tag, Text: "exam"},
		}[n%5]
		e.ID, e.Card = progress.EntryID(fmt.Sprintf("01900000-0000-7000-8000-%012x", n)), []deck.CardID{"deck/a", "deck/b"}[n%2]
		e.Day = today + memory.Day(n*7-40)
		e.At = start.AddDate(0, 0, n*7-40).Add(time.Millisecond)
		entries = append(entries, e)
	}
	before := l.all()
	weighed, err := l.j.Weigh(t.Context(), entries)
	if err != nil {
		t.Fatal(err)
	}
	in, err := l.j.TakeIn(t.Context(), entries, nil)
	if weighed.Act = in.Act; weighed != in {
		t.Fatalf("Weigh = %+v, and TakeIn = %+v", weighed, in)
	}
	if err != nil || in.Added+in.Revived+in.Known != len(entries) {
		t.Fatalf("TakeIn = %+v, %v, of %d entries", in, err, len(entries))
	}
	l.reload(t, before)
	if added := l.number(func(e progress.Entry, _ bool) bool { return e.Act == in.Act && e.Kind != progress.Retract }); in.Act != "" && added != in.Added {
		t.Fatalf("%d entries were added, want %d", added, in.Added)
	}
	for _, e := range entries {
		here := l.entries[e.Card]
		if !slices.ContainsFunc(here, func(x progress.Entry) bool { return x.ID == e.ID && x.TakenIn }) {
			t.Fatalf("%s is not among the entries of %s", e.ID, e.Card)
		}
		own := func(r progress.Entry) bool { return r.Target == e.ID && !r.TakenIn && counts(here, r) }
		if !counts(here, e) && !slices.ContainsFunc(here, own) {
			t.Fatalf("%s does not count, though it was taken in again", e.ID)
		}
	}
	if in.Act != "" {
		l.acts = append(l.acts, in.Act)
	}
}

// takeBack takes back what was brought in at one time.
func (l *learner) takeBack(t *rapid.T) {
	if len(l.acts) == 0 {
		return
	}
	act := rapid.SampledFrom(l.acts).Draw(t, "act")
	counted := func() int {
		return l.number(func(e progress.Entry, counts bool) bool { return e.Act == act && counts })
	}
	want, before := counted(), l.all()
	if n, err := l.j.TakeBack(t.Context(), act); err != nil || n != want {
		t.Fatalf("TakeBack = %d, %v, want %d", n, err, want)
	}
	l.reload(t, before)
	if n := counted(); n != 0 {
		t.Fatalf("%d entries of the act count after it was taken back", n)
	}
}

// number is how many entries there are like that, told whether each counts.
func (l *learner) number(like func(e progress.Entry, counts bool) bool) (n int) {
	for _, of := range l.entries {
		for _, e := range of {
			if like(e, counts(of, e)) {
				n++
			}
		}
	}
	return n
}

// all is every entry there is.
func (l *learner) all() map[progress.EntryID]progress.Entry {
	all := make(map[progress.EntryID]progress.Entry)
	for _, of := range l.entries {
		for _, e := range of {
			all[e.ID] = e
		}
	}
	return all
}

// reload reads what is recorded, which is to be all that was before and perhaps more.
func (l *learner) reload(t *rapid.T, before map[progress.EntryID]progress.Entry) {
	for _, card := range []deck.CardID{"deck/a", "deck/b", "deck/b#reverse", "deck/c"} {
		entries, err := l.j.Entries(t.Context(), card)
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) == 0 {
			continue
		}
		l.entries[card] = entries
		if s, err := l.j.State(t.Context(), card); err != nil || !s.Equal(l.fold(card)) {
			t.Fatalf("state = %+v, %v, want %+v", s, err, l.fold(card))
		}
	}
	after := l.all()
	for id, e := range before {
		if after[id] != e {
			t.Fatalf("%s was %+v and is %+v", id, e, after[id])
		}
	}
}
