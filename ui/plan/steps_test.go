package plan_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck/study"
)

// Every step that the learner makes on the page is taken back, whether it was made by an
// arrow, a button or a tick, or typed; and so that what was typed goes letter by letter only
// while the keyboard is there.
func TestStepsAreTakenBack(t *testing.T) {
	d := &desk{decks: []study.DeckOverview{one}, cards: 1}
	h, s := open(t, d, soon(10, 20, 85))
	press(field(t, h, s, "2 December 2026"), fyne.KeyUp, fyne.KeyPageUp, fyne.KeyDown)
	shows(t, s, "9 December 2026")
	minutes := field(t, h, s, "20") // Monday
	press(minutes, fyne.KeyUp)
	test.Type(minutes, "7") // 257, and stays when the keyboard goes
	h.Canvas().Focus(nil)
	press(field(t, h, s, "9 December 2026"), fyne.KeyUp)
	if h.draft.On != today+18 || h.draft.Minutes[1] != 257 {
		t.Fatalf("on %v, %v minutes", h.draft.On-today, h.draft.Minutes)
	}
	type state struct{ on, monday int }
	now := func() state { return state{int(h.draft.On - today), h.draft.Minutes[1]} }
	back := []state{{17, 257}, {17, 25}, {17, 20}, {18, 20}, {11, 20}, {10, 20}}
	for i, want := range back {
		if !s.Undo() || now() != want {
			t.Fatalf("taken back %d times: %+v, want %+v", i+1, now(), want)
		}
	}
	shows(t, s, "2 December 2026")
	if s.Undo() {
		t.Error("more is taken back than was done")
	}
	for s.Redo() {
	}
	if want := (state{18, 257}); now() != want {
		t.Errorf("done again: %+v, want %+v", now(), want)
	}
}

func TestDaysOffAreTakenBack(t *testing.T) {
	h, s := open(t, &desk{decks: []study.DeckOverview{one}, cards: 1})
	press(field(t, h, s, "29 November 2026"), fyne.KeyPageUp, fyne.KeyUp) // moves the last day too
	shows(t, s, "7 December 2026")
	s.Undo()
	shows(t, s, "6 December 2026")
	s.Undo()
	shows(t, s, "29 November 2026", "5 December 2026")
	if s.Undo() {
		t.Error("more is taken back than was done")
	}
}

// Typing is taken back by the field while it has the keyboard.
func TestTypingIsTakenBackFirst(t *testing.T) {
	h, s := open(t, &desk{decks: []study.DeckOverview{one}, cards: 1}, soon(10, 20, 85))
	f := field(t, h, s, "2 December 2026")
	press(f, fyne.KeyUp)
	test.Type(f, "x")
	shows(t, s, "“3 December 2026x” is not a date")
	s.Undo()
	if f.Text != "3 December 2026" || h.draft.On != today+11 {
		t.Errorf("%q on day %d", f.Text, h.draft.On-today)
	}
	s.Undo()
	shows(t, s, "2 December 2026")
}
