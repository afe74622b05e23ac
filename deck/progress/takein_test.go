package progress_test

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// elsewhere is an answer that was given in another program, the n-th of a card.
func elsewhere(card deck.CardID, n int, r memory.Rating, on memory.Day) progress.Entry {
	e := answer(card, r, on)
	name := fnv.New32a()
	name.Write([]byte(card))
	e.ID = progress.EntryID(fmt.Sprintf("01900000-%04x-7000-8000-%012x", n, name.Sum32()))
	e.Device = "phone"
	return e
}

// known is what another program thinks of the memory of a card.
func known(card deck.CardID, n int, stability float64, on memory.Day) progress.Entry {
	e := elsewhere(card, n, 0, on)
	e.Kind, e.Took, e.Memory = progress.Estimate, 0, memory.State{Stability: stability, Difficulty: 5}
	return e
}

func mustTakeIn(tb testing.TB, j *progress.Journal, entries ...progress.Entry) progress.Intake {
	tb.Helper()
	in, err := j.TakeIn(tb.Context(), entries, nil)
	if err != nil {
		tb.Fatalf("TakeIn: %v", err)
	}
	return in
}

func mustTakeBack(tb testing.TB, j *progress.Journal, act progress.EntryID) int {
	tb.Helper()
	n, err := j.TakeBack(tb.Context(), act)
	if err != nil {
		tb.Fatalf("TakeBack: %v", err)
	}
	return n
}

// became is what an intake came to, without the name of its act.
func became(in progress.Intake) [3]int { return [3]int{in.Added, in.Revived, in.Known} }

// TestTakeInOlderAndNewer brings in what was done before and after what is here.
func TestTakeInOlderAndNewer(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	own := mustAppend(t, j, answer("deck/a", memory.Good, today-5))
	coming := []progress.Entry{
		elsewhere("deck/a", 3, memory.Again, today-2),
		elsewhere("deck/b", 1, memory.Easy, today-4),
		elsewhere("deck/a", 1, memory.Hard, today-9),
	}
	in := mustTakeIn(t, j, coming...)
	if became(in) != [3]int{3, 0, 0} || in.Act == "" {
		t.Fatalf("TakeIn = %+v", in)
	}
	got := mustEntries(t, j, "deck/a")
	want := []progress.Entry{coming[2], got[1], coming[0]}
	for _, i := range []int{0, 2} {
		want[i].Act, want[i].TakenIn = in.Act, true
	}
	if diff := cmp.Diff(want, got); diff != "" || got[1].ID != own.LastEntry || got[1].TakenIn {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
	s := mustState(t, j, "deck/a")
	if s.Memory.Reps != 3 || s.Introduced != today-9 || s.LastEntry != coming[0].ID || s.Memory.Last != today-2 {
		t.Errorf("state = %+v", s)
	}
	mustCheck(t, j)
	if in := mustTakeIn(t, j, coming...); in != (progress.Intake{Known: 3}) {
		t.Errorf("TakeIn again = %+v, want all known and no act", in)
	}
}

func TestTakeInNothing(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	if in, err := j.TakeIn(t.Context(), nil, nil); in != (progress.Intake{}) || err != nil {
		t.Errorf("TakeIn = %+v, %v", in, err)
	}
}

// TestTakeInKnownByMoment holds that an answer that was given here, went into another
// program and comes back is the same answer, whatever ID it has by then.
func TestTakeInKnownByMoment(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	mustAppend(t, j, answer("deck/old", memory.Good, today))
	if err := j.Rename(t.Context(), map[deck.CardID]deck.CardID{"deck/old": "deck/new"}, nil); err != nil {
		t.Fatal(err)
	}
	suspended := elsewhere("deck/new", 2, 0, today)
	suspended.Kind = progress.Suspend
	twin := elsewhere("deck/b", 4, memory.Good, today)
	in := mustTakeIn(t, j, elsewhere("deck/new", 1, memory.Good, today), elsewhere("deck/old", 3, memory.Good, today), suspended,
		twin, elsewhere("deck/b", 5, memory.Easy, today))
	if became(in) != [3]int{2, 0, 3} {
		t.Errorf("TakeIn = %+v, want a suspension and an answer to be new", in)
	}
	if n := len(mustEntries(t, j, "deck/new")); n != 2 {
		t.Errorf("%d entries, want 2", n)
	}
	if got := mustEntries(t, j, "deck/b"); len(got) != 1 || got[0].ID != twin.ID {
		t.Errorf("entries of deck/b = %+v, want the first of the two", got)
	}
}

// TestTakeInAMovedNote holds that an entry stays with its card when that goes by another
// name in what comes.
func TestTakeInAMovedNote(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	e := elsewhere("deck/a", 1, memory.Good, today)
	mustTakeIn(t, j, e)
	e.Card = "other/a"
	if in := mustTakeIn(t, j, e); became(in) != [3]int{0, 0, 1} {
		t.Errorf("TakeIn = %+v, want it to be known", in)
	}
	if s := mustState(t, j, "other/a"); s.LastEntry != "" {
		t.Errorf("other/a has %+v", s)
	}
}

func TestEstimate(t *testing.T) {
	model := memory.NewModel(memory.DefaultWeights(), false)
	estimate := memory.State{Stability: 30, Difficulty: 5}
	for _, tt := range []struct {
		name string
		do   []progress.Entry
		want memory.Card
		met  memory.Day
	}{
		{
			"alone",
			[]progress.Entry{known("deck/a", 1, 30, today-20)},
			memory.Card{Phase: memory.Review, State: estimate, Last: today - 20, DueDay: today - 17},
			today - 20,
		},
		{
			"an answer goes on from it",
			[]progress.Entry{known("deck/a", 1, 30, today-20), elsewhere("deck/a", 2, memory.Good, today)},
			memory.Card{Phase: memory.Review, State: model.Next(estimate, memory.Good, 20), Last: today, DueDay: today + 3, Reps: 1},
			today - 20,
		},
		{
			"an answer came before",
			[]progress.Entry{elsewhere("deck/a", 2, memory.Easy, today-30), known("deck/a", 1, 30, today-20)},
			memory.Card{Phase: memory.Review, State: estimate, Last: today - 20, DueDay: today - 17, Reps: 1},
			today - 30,
		},
		{
			"forgotten after",
			[]progress.Entry{known("deck/a", 1, 30, today-20), {ID: elsewhere("deck/a", 9, 1, today).ID, Card: "deck/a", Kind: progress.Forget, At: start, Day: today}},
			memory.Card{},
			0,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			j := mustOpen(t, t.TempDir())
			mustTakeIn(t, j, tt.do...)
			for _, when := range []string{"as it is", "folded anew"} {
				s := mustState(t, j, "deck/a")
				if diff := cmp.Diff(tt.want, s.Memory); diff != "" || s.Introduced != tt.met {
					t.Errorf("%s: introduced on %d, want %d; memory (-want +got):\n%s", when, s.Introduced, tt.met, diff)
				}
				mustCheck(t, j)
				if err := j.Refold(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	t.Run("appended", func(t *testing.T) {
		j := mustOpen(t, t.TempDir())
		if s := mustAppend(t, j, known("deck/a", 1, 30, today)); s.Memory.State != estimate {
			t.Errorf("state = %+v", s)
		}
		mustCheck(t, j)
	})
}

func TestTakeInRefuses(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	change := func(do func(*progress.Entry)) progress.Entry {
		e := known("deck/b", 7, 30, today)
		do(&e)
		return e
	}
	for name, bad := range map[string]progress.Entry{
		"a retraction":     change(func(e *progress.Entry) { e.Kind, e.Target = progress.Retract, e.ID }),
		"no ID":            change(func(e *progress.Entry) { e.ID = "" }),
		"no time":          change(func(e *progress.Entry) { e.At = time.Time{} }),
		"another act":      change(func(e *progress.Entry) { e.Act = progress.NewAct() }),
		"no card":          change(func(e *progress.Entry) { e.Card = "" }),
		"no kind":          change(func(e *progress.Entry) { e.Kind = "guess" }),
		"no stability":     change(func(e *progress.Entry) { e.Memory.Stability = 0 }),
		"no number":        change(func(e *progress.Entry) { e.Memory.Difficulty = math.NaN() }),
		"endless":          change(func(e *progress.Entry) { e.Memory.Stability = math.Inf(1) }),
		"too difficult":    change(func(e *progress.Entry) { e.Memory.Difficulty = 11 }),
		"still new":        change(func(e *progress.Entry) { e.After.Phase = memory.New }),
		"an unknown phase": change(func(e *progress.Entry) { e.After.Phase = 4 }),
	} {
		in, err := j.TakeIn(t.Context(), []progress.Entry{elsewhere("deck/a", 1, memory.Good, today), bad}, nil)
		if !errors.Is(err, progress.ErrInvalid) || in != (progress.Intake{}) {
			t.Errorf("%s: TakeIn = %+v, %v, want it refused", name, in, err)
		}
	}
	if states, err := j.States(t.Context()); len(states) > 0 || err != nil {
		t.Errorf("%d cards have a state, %v", len(states), err)
	}
}

// TestTakeBack takes an intake back after the learner went on, and brings it in again.
func TestTakeBack(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	coming := []progress.Entry{known("deck/a", 1, 30, today-20), elsewhere("deck/a", 2, memory.Good, today-10), elsewhere("deck/b", 1, memory.Good, today-10)}
	act := progress.NewAct()
	for i := range coming {
		coming[i].Act = act
	}
	in := mustTakeIn(t, j, coming...)
	if in.Act != act {
		t.Errorf("act = %s, want %s", in.Act, act)
	}
	whole := mustAppend(t, j, answer("deck/a", memory.Good, today))
	own := mustAppend(t, j, progress.Entry{Card: "deck/b", Kind: progress.Tag, Text: "exam", Day: today})

	if n := mustTakeBack(t, j, act); n != 3 {
		t.Errorf("TakeBack = %d, want 3", n)
	}
	if s := mustState(t, j, "deck/a"); s.Memory.Reps != 1 || s.Introduced != today {
		t.Errorf("deck/a = %+v, want the learner's own answer", s)
	}
	if s := mustState(t, j, "deck/b"); s.Memory.Phase != memory.New || !s.HasTag("exam") || s.LastEntry == own.LastEntry {
		t.Errorf("deck/b = %+v, want a new card with a tag", s)
	}
	mustCheck(t, j)
	if n := mustTakeBack(t, j, act); n != 0 {
		t.Errorf("TakeBack again = %d, want 0", n)
	}
	for i := range coming {
		coming[i].Act = ""
	}
	again := mustTakeIn(t, j, append(coming, elsewhere("deck/c", 1, memory.Good, today))...)
	if became(again) != [3]int{1, 3, 0} || again.Act == act {
		t.Errorf("TakeIn = %+v, want three to count again", again)
	}
	if s := mustState(t, j, "deck/a"); s.Memory != whole.Memory || s.Introduced != whole.Introduced {
		t.Errorf("deck/a = %+v, want %+v", s, whole)
	}
	if n := mustTakeBack(t, j, again.Act); n != 4 {
		t.Errorf("TakeBack = %d, want 4", n)
	}
	if s := mustState(t, j, "deck/a"); s.Memory.Reps != 1 {
		t.Errorf("deck/a = %+v, want the learner's own answer", s)
	}
	if in := mustTakeIn(t, j, coming...); became(in) != [3]int{0, 3, 0} {
		t.Errorf("TakeIn = %+v, want three to count again", in)
	}
	mustCheck(t, j)
}

// TestBringBack takes an act back, also one that only made others count again, and does it
// again.
func TestBringBack(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	coming := []progress.Entry{known("deck/a", 1, 30, today-20), elsewhere("deck/a", 2, memory.Good, today-10), elsewhere("deck/b", 1, memory.Good, today-10)}
	first := mustTakeIn(t, j, coming...)
	a, b := mustState(t, j, "deck/a").Memory, mustState(t, j, "deck/b").Memory
	bringBack := func(act progress.EntryID, want int) {
		t.Helper()
		if n, err := j.BringBack(t.Context(), act); n != want || err != nil {
			t.Errorf("BringBack = %d, %v, want %d", n, err, want)
		}
		if now := mustState(t, j, "deck/a").Memory; now != a {
			t.Errorf("deck/a = %+v, want %+v", now, a)
		}
		if now := mustState(t, j, "deck/b").Memory; now != b {
			t.Errorf("deck/b = %+v, want %+v", now, b)
		}
		mustCheck(t, j)
	}
	bringBack(first.Act, 0)
	mustTakeBack(t, j, first.Act)
	bringBack(first.Act, 3)
	bringBack(first.Act, 0)
	mustTakeBack(t, j, first.Act)
	second := mustTakeIn(t, j, coming...)
	mustTakeBack(t, j, second.Act)
	bringBack(second.Act, 3)
	if n, err := j.BringBack(t.Context(), progress.NewAct()); n != 0 || err != nil {
		t.Errorf("BringBack of nothing = %d, %v", n, err)
	}
}

// TestTakeBackIsNoUndo holds that what the learner took back alone stays taken back.
func TestTakeBackIsNoUndo(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	own := mustAppend(t, j, answer("deck/a", memory.Again, today))
	mustAppend(t, j, progress.Entry{Card: "deck/a", Kind: progress.Retract, Target: own.LastEntry, Day: today})
	if in := mustTakeIn(t, j, elsewhere("deck/a", 1, memory.Again, today)); became(in) != [3]int{0, 0, 1} {
		t.Errorf("TakeIn = %+v, want it to be known", in)
	}
	if s := mustState(t, j, "deck/a"); s.Memory.Reps != 0 {
		t.Errorf("state = %+v, want a new card", s)
	}
}

func TestTakeBackTheUnknown(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	mustAppend(t, j, answer("deck/a", memory.Good, today))
	for _, act := range []progress.EntryID{"", progress.NewAct()} {
		if n := mustTakeBack(t, j, act); n != 0 {
			t.Errorf("TakeBack(%q) = %d, want 0", act, n)
		}
	}
}

// TestTakeInCancelled ends an intake half way.
func TestTakeInCancelled(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	mustAppend(t, j, answer("deck/a", memory.Good, today))
	entries := foreign(1000, 2)
	ctx, cancel := context.WithCancel(t.Context())
	told := 0
	in, err := j.TakeIn(ctx, entries, func(done, total int) {
		if told++; done >= total/2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || in != (progress.Intake{}) || told == 0 {
		t.Fatalf("TakeIn = %+v, %v, told %d times, want it ended", in, err, told)
	}
	if states, err := j.States(t.Context()); len(states) != 1 || err != nil {
		t.Errorf("%d cards have a state, %v", len(states), err)
	}
	mustCheck(t, j)
	last := 0
	in, err = j.TakeIn(t.Context(), entries, func(done, total int) {
		if total != len(entries) || done < last {
			t.Errorf("told %d of %d after %d", done, total, last)
		}
		last = done
	})
	if err != nil || in.Added != len(entries) || last != len(entries) {
		t.Errorf("TakeIn = %+v, %v, told of %d", in, err, last)
	}
	mustCheck(t, j)
}

func TestHistory(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	mustTakeIn(t, j, known("deck/a", 1, 30, today-20), elsewhere("deck/b", 1, memory.Good, today-10), elsewhere("deck-2/c", 1, memory.Good, today),
		elsewhere("deck/gone", 1, memory.Good, today), elsewhere("other/came", 1, memory.Good, today-3))
	mustAppend(t, j, answer("deck/a", memory.Good, today))
	wrong := mustAppend(t, j, answer("deck/b", memory.Again, today))
	mustAppend(t, j, progress.Entry{Card: "deck/b", Kind: progress.Retract, Target: wrong.LastEntry, Day: today})
	alone := mustAppend(t, j, answer("deck/d", memory.Again, today))
	mustAppend(t, j, progress.Entry{Card: "deck/d", Kind: progress.Retract, Target: alone.LastEntry, Day: today})
	err := j.Rename(t.Context(), map[deck.CardID]deck.CardID{"deck/gone": "other/gone", "other/came": "deck/came", "deck/b": "deck/better"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	mustAppend(t, j, answer("deck/came", memory.Good, today))
	got, err := j.History(t.Context(), "deck")
	if err != nil {
		t.Fatal(err)
	}
	want := make(map[deck.CardID][]progress.Entry)
	for _, card := range []deck.CardID{"deck/a", "deck/better", "deck/came"} {
		want[card] = progress.Effective(mustEntries(t, j, card))
	}
	if diff := cmp.Diff(want, got); diff != "" || len(got["deck/came"]) != 2 {
		t.Errorf("history (-want +got):\n%s", diff)
	}
}
