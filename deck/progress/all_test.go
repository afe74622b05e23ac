package progress_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// onEach makes one addition for each card, as it is now.
func onEach(tb testing.TB, j *progress.Journal, e progress.Entry, cards ...deck.CardID) []progress.Addition {
	tb.Helper()
	var additions []progress.Addition
	for _, card := range cards {
		e.Card, e.Day = card, today
		additions = append(additions, progress.Addition{Base: mustState(tb, j, card).LastEntry, Entry: e})
	}
	return additions
}

func TestAppendAllIsOneAct(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	mustAppend(t, j, answer("deck/b", memory.Good, today))
	if err := j.Rename(t.Context(), map[deck.CardID]deck.CardID{"deck/b": "deck/better"}, nil); err != nil {
		t.Fatal(err)
	}
	states, err := j.AppendAll(t.Context(), onEach(t, j, progress.Entry{Kind: progress.Suspend}, "deck/a", "deck/b", "deck/c"))
	if err != nil {
		t.Fatal(err)
	}
	act := states[0].LastEntry
	for i, card := range []deck.CardID{"deck/a", "deck/better", "deck/c"} {
		s := mustState(t, j, card)
		if !s.Suspended || !s.Equal(states[i]) {
			t.Errorf("%s: state %+v, returned %+v, want suspended and the same", card, s, states[i])
		}
		entries := mustEntries(t, j, card)
		if got := entries[len(entries)-1].Act; got != act {
			t.Errorf("%s: act %q, want %q", card, got, act)
		}
	}
	back := make([]progress.Addition, len(states))
	for i, s := range states {
		back[i] = progress.Addition{Base: s.LastEntry, Entry: progress.Entry{Card: s.Card, Kind: progress.Retract, Target: s.LastEntry, Day: today}}
	}
	if states, err = j.AppendAll(t.Context(), back); err != nil {
		t.Fatal(err)
	}
	for _, s := range states {
		if s.Suspended {
			t.Errorf("%s is suspended after the act was taken back", s.Card)
		}
	}
	mustCheck(t, j)
}

// Several entries of one card are added one after the other.
func TestAppendAllTwiceOnOneCard(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	first := progress.Entry{ID: "019a5e00-0000-7000-8000-000000000001", Card: "deck/a", Kind: progress.Tag, Text: "a", Day: today}
	second := progress.Entry{Card: "deck/a", Kind: progress.Retract, Target: first.ID, Day: today}
	states, err := j.AppendAll(t.Context(), []progress.Addition{{Entry: first}, {Base: first.ID, Entry: second}})
	if err != nil || len(states[0].Tags) != 1 || len(states[1].Tags) != 0 {
		t.Errorf("AppendAll = %+v, %v, want the tag on and off again", states, err)
	}
	mustCheck(t, j)
}

func TestAppendAllOrNothing(t *testing.T) {
	long := strings.Repeat("a", progress.MaxTag+1)
	for name, last := range map[string]struct {
		a    progress.Addition
		want error
	}{
		"another window was there first": {progress.Addition{Base: "x", Entry: progress.Entry{Card: "deck/z", Kind: progress.Tag, Text: "a"}}, progress.ErrConflict},
		"nothing to take back":           {progress.Addition{Entry: progress.Entry{Card: "deck/z", Kind: progress.Retract, Target: "x"}}, progress.ErrInvalid},
		"a tag without a name":           {progress.Addition{Entry: progress.Entry{Card: "deck/z", Kind: progress.Tag}}, progress.ErrInvalid},
		"a tag of two words":             {progress.Addition{Entry: progress.Entry{Card: "deck/z", Kind: progress.Tag, Text: "a b"}}, progress.ErrInvalid},
		"a tag with a break":             {progress.Addition{Entry: progress.Entry{Card: "deck/z", Kind: progress.Untag, Text: "a\u00a0b"}}, progress.ErrInvalid},
		"a tag that is no text":          {progress.Addition{Entry: progress.Entry{Card: "deck/z", Kind: progress.Tag, Text: "a\xff"}}, progress.ErrInvalid},
		"a tag too long":                 {progress.Addition{Entry: progress.Entry{Card: "deck/z", Kind: progress.Tag, Text: long}}, progress.ErrInvalid},
		"a remark too long":              {progress.Addition{Entry: progress.Entry{Card: "deck/z", Kind: progress.Remark, Text: strings.Repeat("a", progress.MaxRemark+1)}}, progress.ErrInvalid},
		"a remark that is no text":       {progress.Addition{Entry: progress.Entry{Card: "deck/z", Kind: progress.Remark, Text: "a\x00"}}, progress.ErrInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			j := mustOpen(t, t.TempDir())
			mustAppend(t, j, answer("deck/a", memory.Good, today))
			before, err := j.Since(t.Context(), 0)
			if err != nil {
				t.Fatal(err)
			}
			additions := append(onEach(t, j, progress.Entry{Kind: progress.Suspend}, "deck/a", "deck/b"), last.a)
			states, err := j.AppendAll(t.Context(), additions)
			if states != nil || !errors.Is(err, last.want) {
				t.Errorf("AppendAll = %+v, %v, want %v", states, err, last.want)
			}
			after, err := j.Since(t.Context(), 0)
			if diff := cmp.Diff(before, after); diff != "" || err != nil {
				t.Errorf("entries: %v (-before +after):\n%s", err, diff)
			}
			mustCheck(t, j)
		})
	}
}

func TestAppendAllOfNothing(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	if states, err := j.AppendAll(t.Context(), nil); states != nil || err != nil {
		t.Errorf("AppendAll() = %v, %v, want nothing", states, err)
	}
}

func TestMet(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	for _, told := range []struct {
		on    memory.Day
		cards []deck.CardID
	}{
		{today, []deck.CardID{"deck/a", "deck/b"}},
		{today + 1, nil},
		{today + 2, []deck.CardID{"deck/a", "deck/b2", "deck/c"}},
	} {
		if err := j.Meet(t.Context(), told.cards, told.on); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Rename(t.Context(), map[deck.CardID]deck.CardID{"deck/b": "deck/b2"}, nil); err != nil {
		t.Fatal(err)
	}
	got, err := j.Met(t.Context())
	want := map[deck.CardID]memory.Day{"deck/a": today, "deck/b2": today, "deck/c": today + 2}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("Met: %v (-want +got):\n%s", err, diff)
	}
	if err := j.Meet(t.Context(), []deck.CardID{"deck/d", ""}, today); !errors.Is(err, progress.ErrInvalid) {
		t.Errorf("Meet of a card without a name: %v, want %v", err, progress.ErrInvalid)
	}
	if again, err := j.Met(t.Context()); len(again) != len(want) || err != nil {
		t.Errorf("%d cards met, %v, want still %d", len(again), err, len(want))
	}
}
