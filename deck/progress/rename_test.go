package progress_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

type renames = map[deck.CardID]deck.CardID

func TestRename(t *testing.T) {
	for _, tt := range []struct {
		name    string
		answers []deck.CardID // made before the renames
		told    []renames     // one after the other
		want    map[deck.CardID]int
	}{
		{"history follows", []deck.CardID{"deck/a", "deck/a"}, []renames{{"deck/a": "deck/b"}}, map[deck.CardID]int{"deck/b": 2}},
		{"told again", []deck.CardID{"deck/a"}, []renames{{"deck/a": "deck/b"}, {"deck/a": "deck/b"}}, map[deck.CardID]int{"deck/b": 1}},
		{"both have a history", []deck.CardID{"deck/a", "deck/b", "deck/a"}, []renames{{"deck/a": "deck/b"}}, map[deck.CardID]int{"deck/b": 3}},
		{"two become one", []deck.CardID{"deck/a", "deck/b"}, []renames{{"deck/a": "deck/c", "deck/b": "deck/c"}}, map[deck.CardID]int{"deck/c": 2}},
		{"a chain at once", []deck.CardID{"deck/a", "deck/b"}, []renames{{"deck/a": "deck/b", "deck/b": "deck/c"}}, map[deck.CardID]int{"deck/c": 2}},
		{"a chain over time", []deck.CardID{"deck/a"}, []renames{{"deck/a": "deck/b"}, {"deck/b": "deck/c"}}, map[deck.CardID]int{"deck/c": 1}},
		{"a chain backwards", []deck.CardID{"deck/a"}, []renames{{"deck/b": "deck/c"}, {"deck/a": "deck/b"}}, map[deck.CardID]int{"deck/c": 1}},
		{"there and back", []deck.CardID{"deck/a"}, []renames{{"deck/a": "deck/b"}, {"deck/b": "deck/a"}}, map[deck.CardID]int{"deck/a": 1}},
		{"round and back", []deck.CardID{"deck/a"}, []renames{{"deck/a": "deck/b"}, {"deck/b": "deck/c"}, {"deck/c": "deck/a"}}, map[deck.CardID]int{"deck/a": 1}},
		{"another name instead", []deck.CardID{"deck/a", "deck/b"}, []renames{{"deck/a": "deck/b"}, {"deck/a": "deck/c"}}, map[deck.CardID]int{"deck/b": 1, "deck/c": 1}},
		{"never seen", nil, []renames{{"deck/a": "deck/b"}}, nil},
		{"to itself", []deck.CardID{"deck/a"}, []renames{{"deck/a": "deck/a"}}, map[deck.CardID]int{"deck/a": 1}},
		{"nothing", []deck.CardID{"deck/a"}, []renames{nil, {}}, map[deck.CardID]int{"deck/a": 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			j := mustOpen(t, t.TempDir())
			for _, card := range tt.answers {
				mustAppend(t, j, answer(card, memory.Good, today))
			}
			for _, told := range tt.told {
				if err := j.Rename(t.Context(), told, nil); err != nil {
					t.Fatalf("Rename(%v): %v", told, err)
				}
			}
			states, err := j.States(t.Context())
			if err != nil || len(states) != len(tt.want) {
				t.Errorf("states = %v, %v, want of %v", states, err, tt.want)
			}
			for card, n := range tt.want {
				entries := mustEntries(t, j, card)
				if len(entries) != n || states[card].Memory.Reps != n {
					t.Errorf("%s has %d entries and %d answers, want %d", card, len(entries), states[card].Memory.Reps, n)
				}
				for _, e := range entries {
					if e.Card != card {
						t.Errorf("an entry of %s is called %s", card, e.Card)
					}
				}
			}
			mustCheck(t, j)
		})
	}
}

// Everything that still says the old name means the card under its new one.
func TestRenameOldNameGoesOnWorking(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	first := mustAppend(t, j, answer("deck/a", memory.Good, today))
	if err := j.Rename(t.Context(), renames{"deck/a": "deck/b"}, nil); err != nil {
		t.Fatal(err)
	}
	second, err := j.Append(t.Context(), first.LastEntry, answer("deck/a", memory.Good, today))
	if err != nil || second.Card != "deck/b" || second.Memory.Reps != 2 {
		t.Errorf("Append under the old name = %+v, %v", second, err)
	}
	// An undo reaches back past the rename.
	undone, err := j.Append(t.Context(), second.LastEntry, progress.Entry{Card: "deck/b", Kind: progress.Retract, Target: first.LastEntry, Day: today})
	if err != nil || undone.Memory.Reps != 1 {
		t.Errorf("undo = %+v, %v", undone, err)
	}
	if got := mustState(t, j, "deck/a"); !got.Equal(undone) {
		t.Errorf("State of the old name = %+v, want %+v", got, undone)
	}
	if n := len(mustEntries(t, j, "deck/a")); n != 3 {
		t.Errorf("%d entries under the old name, want 3", n)
	}
	since, err := j.Since(t.Context(), today)
	if err != nil || len(since) != 3 || since[0].Card != "deck/b" {
		t.Errorf("Since = %v, %v, want three entries of deck/b", since, err)
	}
	mustCheck(t, mustOpen(t, dir))
}

func TestRenameRefuses(t *testing.T) {
	for name, told := range map[string]renames{
		"a circle":      {"deck/a": "deck/b", "deck/b": "deck/a"},
		"a long circle": {"deck/a": "deck/b", "deck/b": "deck/c", "deck/c": "deck/a", "deck/x": "deck/a"},
		"from nothing":  {"": "deck/a"},
		"to nothing":    {"deck/a": ""},
	} {
		t.Run(name, func(t *testing.T) {
			j := mustOpen(t, t.TempDir())
			want := mustAppend(t, j, answer("deck/a", memory.Good, today))
			if err := j.Rename(t.Context(), told, nil); !errors.Is(err, progress.ErrInvalid) {
				t.Errorf("Rename = %v, want ErrInvalid", err)
			}
			if got := mustState(t, j, "deck/a"); !got.Equal(want) {
				t.Errorf("State = %+v, want %+v", got, want)
			}
		})
	}
}

func TestReclaim(t *testing.T) {
	for _, tt := range []struct {
		name  string
		told  renames
		later []deck.CardID // answers after the renames
		inUse []deck.CardID
		want  map[deck.CardID]int // answers by card; one was given to each of a, b and c before
	}{
		{"the new name", renames{"deck/a": "deck/x"}, nil, []deck.CardID{"deck/x"}, map[deck.CardID]int{"deck/x": 1, "deck/b": 1, "deck/c": 1}},
		{"nothing", renames{"deck/a": "deck/x"}, nil, nil, map[deck.CardID]int{"deck/x": 1, "deck/b": 1, "deck/c": 1}},
		{"the old name instead", renames{"deck/a": "deck/x"}, []deck.CardID{"deck/x"}, []deck.CardID{"deck/a"}, map[deck.CardID]int{"deck/a": 2, "deck/b": 1, "deck/c": 1}},
		{"both names", renames{"deck/a": "deck/x"}, []deck.CardID{"deck/x"}, []deck.CardID{"deck/a", "deck/x"}, map[deck.CardID]int{"deck/a": 1, "deck/x": 1, "deck/b": 1, "deck/c": 1}},
		{"the first of a chain", renames{"deck/a": "deck/b", "deck/b": "deck/c"}, nil, []deck.CardID{"deck/a"}, map[deck.CardID]int{"deck/a": 3}},
		{"the middle of a chain", renames{"deck/a": "deck/b", "deck/b": "deck/c"}, nil, []deck.CardID{"deck/b"}, map[deck.CardID]int{"deck/b": 3}},
		{"the ends of a chain", renames{"deck/a": "deck/b", "deck/b": "deck/c"}, nil, []deck.CardID{"deck/a", "deck/c"}, map[deck.CardID]int{"deck/a": 1, "deck/c": 2}},
		{"two that had become one", renames{"deck/a": "deck/c", "deck/b": "deck/c"}, nil, []deck.CardID{"deck/a", "deck/b"}, map[deck.CardID]int{"deck/a": 2, "deck/b": 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			j := mustOpen(t, t.TempDir())
			for _, card := range []deck.CardID{"deck/a", "deck/b", "deck/c"} {
				mustAppend(t, j, answer(card, memory.Good, today))
			}
			if err := j.Rename(t.Context(), tt.told, nil); err != nil {
				t.Fatalf("Rename(%v): %v", tt.told, err)
			}
			for _, card := range tt.later {
				mustAppend(t, j, answer(card, memory.Good, today))
			}
			inUse := func(card deck.CardID) bool { return slices.Contains(tt.inUse, card) }
			for range 2 { // as at every start
				if err := j.Reclaim(t.Context(), inUse); err != nil {
					t.Fatalf("Reclaim: %v", err)
				}
			}
			states, err := j.States(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			got := make(map[deck.CardID]int)
			for card, s := range states {
				got[card] = s.Memory.Reps
			}
			if !maps.Equal(got, tt.want) {
				t.Errorf("answers by card = %v, want %v", got, tt.want)
			}
			mustCheck(t, j)
		})
	}
}

// A rename that is known is not written again: it is told at every start.
func TestRenameWritesOnce(t *testing.T) {
	dir := t.TempDir()
	one, two := mustOpen(t, dir), mustOpen(t, dir)
	for i, want := range []bool{true, false, false} {
		if err := one.Rename(t.Context(), renames{"deck/a": "deck/b", "deck/b": "deck/c"}, nil); err != nil {
			t.Fatal(err)
		}
		if got, err := two.Changed(t.Context()); got != want || err != nil {
			t.Errorf("time %d: Changed = %v, %v, want %v", i+1, got, err, want)
		}
	}
}

// An author who thinks better of a name has notes under the first choice go along.
func TestRenameRegretted(t *testing.T) {
	for _, tt := range []struct {
		name  string
		inUse string // by a card of its own
		told  []renames
		want  map[deck.CardID]int // answers, after one under each of a, b, c in turn
	}{
		{"another name instead", "c", []renames{{"deck/a": "deck/b"}, {"deck/a": "deck/c"}}, map[deck.CardID]int{"deck/c": 3}},
		{"twice", "d", []renames{{"deck/a": "deck/b"}, {"deck/a": "deck/c"}, {"deck/a": "deck/d"}}, map[deck.CardID]int{"deck/d": 3}},
		{"the name is another card's now", "b c", []renames{{"deck/a": "deck/b"}, {"deck/a": "deck/c"}}, map[deck.CardID]int{"deck/b": 1, "deck/c": 2}},
		{"in a row, and back to the first", "a", []renames{{"deck/a": "deck/b"}, {"deck/b": "deck/c"}, {"deck/c": "deck/a"}}, map[deck.CardID]int{"deck/a": 3}},
		{"a longer way instead", "c", []renames{{"deck/a": "deck/b"}, {"deck/a": "deck/x", "deck/x": "deck/c"}}, map[deck.CardID]int{"deck/c": 3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			j := mustOpen(t, t.TempDir())
			inUse := func(card deck.CardID) bool {
				return slices.Contains(strings.Fields(tt.inUse), strings.TrimPrefix(string(card), "deck/"))
			}
			for i, card := range []deck.CardID{"deck/a", "deck/b", "deck/c"} {
				mustAppend(t, j, answer(card, memory.Good, today))
				for range 2 { // told again it is nothing new
					if i < len(tt.told) {
						if err := j.Rename(t.Context(), tt.told[i], inUse); err != nil {
							t.Fatal(err)
						}
					}
				}
			}
			got := make(map[deck.CardID]int)
			states, err := j.States(t.Context())
			for card, s := range states {
				got[card] = s.Memory.Reps
			}
			if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
				t.Errorf("answers: %v (-want +got):\n%s", err, diff)
			}
			mustCheck(t, j)
		})
	}
}
