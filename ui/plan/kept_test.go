package plan_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
	"touchpoint/ui/control"
	"touchpoint/ui/plan"
	"touchpoint/ui/uitest"
)

// What is done by the keyboard leaves it where it was, and all of it can be taken back.
func TestTheKeyboardStaysAndAllIsTakenBack(t *testing.T) {
	d := &desk{decks: []study.DeckOverview{one}, cards: 1, backlog: study.Backlog{Cards: 90, Usual: 12, Days: 6}}
	d.moves = study.Moves{Cards: 75}
	h, s := open(t, d, soon(10, 5, 85))
	for _, label := range []string{"Follow this plan", "Spread them", "Keep these days free"} {
		b := uitest.Button(t, s.Object(), label)
		h.Canvas().Focus(b)
		press(b, fyne.KeyReturn)
		now := h.Canvas().Focused()
		if now == nil || !onScreen(s, now) {
			t.Errorf("after %q the keyboard is at %v", label, now)
		}
		if b, ok := now.(*control.Button); ok && b.Label != label && label != "Follow this plan" {
			t.Errorf("after %q the keyboard is at %q", label, b.Label)
		}
	}
	for range 3 {
		s.Undo()
	}
	if d.follows || len(h.holidays) > 0 || !slices.Equal(d.done, []string{"move", "move", "undo", "undo"}) || s.Undo() {
		t.Errorf("followed: %v, holidays %v, done %q", d.follows, h.holidays, d.done)
	}
	for range 3 {
		s.Redo()
	}
	if !d.follows || len(h.holidays) != 1 || len(d.done) != 6 || s.Redo() {
		t.Errorf("followed: %v, holidays %v, done %q", d.follows, h.holidays, d.done)
	}
	s.Rune('f')
	if s.Undo(); !d.follows {
		t.Error("that it is followed no more cannot be taken back")
	}
}

func onScreen(s *plan.Screen, f fyne.Focusable) bool {
	found := false
	uitest.Each(s.Object(), func(o fyne.CanvasObject, _ fyne.Position) {
		if w, ok := o.(fyne.Focusable); ok && w == f {
			found = true
		}
	})
	return found
}

// A deck that counts whole counts with the topics that it gets later, and one that is not
// here just now counts when it is back.
func TestWholeDecksStayWhole(t *testing.T) {
	d := &desk{decks: []study.DeckOverview{one, two}, cards: 1}
	e := soon(10, 5, 85)
	e.Parts = []exam.Part{{Deck: "one"}, {Deck: "away", Topic: "Far"}, {Deck: "two"}}
	h, s := open(t, d, e)
	s.Rune('f')
	want := []exam.Part{{Deck: "one"}, {Deck: "two"}, {Deck: "away", Topic: "Far"}}
	if diff := cmp.Diff(want, h.draft.Parts); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	if len(d.exam.Parts) != 3 {
		t.Errorf("followed by topics: %+v", d.exam.Parts)
	}
	d.decks[0].Topics = append(slices.Clone(d.decks[0].Topics), study.TopicOverview{Title: "New"})
	s.Shown()
	shows(t, s, "New", "Follow the changed plan") // with the plan that has it
}

func TestHolidaysThatOverlapAreOne(t *testing.T) {
	h, s := open(t, &desk{decks: []study.DeckOverview{one}, cards: 1})
	h.holidays = []study.Holiday{
		{From: today - 9, To: today - 3},   // is over
		{From: today + 12, To: today + 20}, // overlaps
		{From: today + 21, To: today + 90}, // follows: they would be 84 days
		{From: today + 91, To: today + 99}, // together longer than a holiday may be
	}
	test.Tap(uitest.Button(t, s.Object(), "Keep these days free")) // from 7 to 13
	want := []study.Holiday{{From: today + 7, To: today + 90}, {From: today + 91, To: today + 99}}
	if diff := cmp.Diff(want, h.holidays); diff != "" {
		t.Errorf("holidays (-want +got):\n%s", diff)
	}
}
