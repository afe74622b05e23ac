package today_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
	"touchpoint/ui/today"
	"touchpoint/ui/uitest"
)

const notes = `# Journey

## What is first? {#a}
One.

## What is second? {#b}
Two.

# Value

## What is third? {#c}
Three.
`

func shown(t *testing.T, d today.Desk) (*uitest.Host, *today.Screen) {
	t.Helper()
	h := uitest.NewHost(t, 900, 600)
	s := today.New(t.Context(), d, h)
	h.Show(s.Object())
	s.Shown()
	return h, s
}

func TestTodaySaysWhatWaitsAndBeginsWithEnter(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	s := today.New(t.Context(), uitest.Desk(t, h.Now, notes), h)
	h.Show(s.Object())
	s.Shown()
	words := uitest.Words(s.Object())
	for _, want := range []string{"Good morning", "3 cards wait", "all of them new", "Study", "A deck", "Journey", "Value"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not on the screen:\n%s", want, words)
		}
	}
	h.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(h.Scopes) != 1 || h.Scopes[0] != (study.Scope{}) {
		t.Errorf("Enter asked for %+v, want one session of everything", h.Scopes)
	}
}

func TestTopicIsStudiedAlone(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	s := today.New(t.Context(), uitest.Desk(t, h.Now, notes), h)
	h.Show(s.Object())
	s.Shown()
	h.Canvas().FocusNext() // from the button to the first topic
	h.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if len(h.Scopes) != 1 || h.Scopes[0].Topic != "Journey" || h.Scopes[0].Deck != "d" {
		t.Errorf("the first topic asked for %+v", h.Scopes)
	}
}

// fixed is a desk with a given overview.
type fixed struct {
	o       study.Overview
	err     error
	exam    exam.Exam
	plan    exam.Plan
	follows bool
	backlog study.Backlog
	done    *[]string // what was asked of the desk
}

func (f fixed) Exam() (exam.Exam, exam.Plan, bool) { return f.exam, f.plan, f.follows }
func (f fixed) Backlog() study.Backlog             { return f.backlog }

func (f fixed) SpreadBacklog(days int) study.Moves {
	return study.Moves{Cards: f.backlog.Cards - 10, Today: f.backlog.Cards, TodayNew: f.backlog.Cards / max(days, 1)}
}

func (f fixed) Move(_ context.Context, m study.Moves) (study.Act, error) {
	*f.done = append(*f.done, "move")
	return study.Act{Cards: m.Cards}, nil
}

func (f fixed) Undo(context.Context) (study.Act, error) {
	*f.done = append(*f.done, "undo")
	return study.Act{}, nil
}

func (f fixed) Redo(context.Context) (study.Act, error) {
	*f.done = append(*f.done, "redo")
	return study.Act{}, nil
}

func (f fixed) Overview(context.Context) (study.Overview, error) { return f.o, f.err }

func (f fixed) Models(context.Context) ([]study.ModelOverview, error) { return nil, nil }

func TestWhatTodaySays(t *testing.T) {
	tomorrow := uitest.Start.Add(24 * time.Hour)
	topics := []study.DeckOverview{{ID: "d", Title: "D", Topics: []study.TopicOverview{{Title: "T", Total: 30, Seen: 12, Recall: 0.914}}}}
	tests := map[string]struct {
		o    study.Overview
		want []string
		not  []string
	}{
		"one card": {study.Overview{Cards: 1, Due: 1, Time: 10 * time.Second}, []string{"1 card waits", "Less than a minute", "Study"}, []string{"5 minutes only", "About less"}},
		"a long session can be cut short": {
			study.Overview{Cards: 60, Due: 50, New: 10, Time: 12 * time.Minute},
			[]string{"60 cards wait", "10 of them new", "or 5 minutes only"},
			nil,
		},
		"done, and more if wanted": {
			study.Overview{Studied: 20, NextAt: tomorrow, NextCards: 8, Decks: topics},
			[]string{"Done for today", "The next 8 cards come back", "Learn 10 cards more", "91 %"},
			nil,
		},
		"nothing at all": {study.Overview{}, []string{"Nothing waits now", "When a deck has cards"}, []string{"Study", "Learn"}},
		"the clock was set back": {
			study.Overview{Cards: 2, Due: 2, ClockBack: tomorrow},
			[]string{"clock is earlier than your last answer"},
			nil,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, s := shown(t, fixed{o: tt.o})
			words := strings.ReplaceAll(uitest.Words(s.Object()), "\n", " ")
			for _, w := range tt.want {
				if !strings.Contains(words, w) {
					t.Errorf("%q is not on the screen: %s", w, words)
				}
			}
			for _, w := range tt.not {
				if strings.Contains(words, w) {
					t.Errorf("%q is on the screen: %s", w, words)
				}
			}
		})
	}
}

func TestGreetingFollowsTheClock(t *testing.T) {
	for hour, want := range map[int]string{3: "Good night", 8: "Good morning", 15: "Good afternoon", 21: "Good evening"} {
		h := uitest.NewHost(t, 900, 600)
		h.Clock = time.Date(2026, 11, 22, hour, 0, 0, 0, time.UTC)
		s := today.New(t.Context(), fixed{}, h)
		h.Show(s.Object())
		s.Shown()
		if words := uitest.Words(s.Object()); !strings.Contains(words, want) {
			t.Errorf("at %d: %q is not on the screen", hour, want)
		}
	}
}

func TestProblemIsToldOnce(t *testing.T) {
	h, _ := shown(t, fixed{err: errors.New("disk gone")})
	if len(h.Problems) != 1 {
		t.Errorf("%d problems told, want 1", len(h.Problems))
	}
}

func TestNothingIsCutOff(t *testing.T) {
	o := study.Overview{Cards: 999, New: 400, Due: 599, Time: 3 * time.Hour, Decks: []study.DeckOverview{{
		Title: "A deck whose title goes on for longer than anybody would like",
		Topics: []study.TopicOverview{
			{Title: "Relationship formation, engagement creation and engagement contribution in social media", Due: 999, Total: 4, Seen: 4, Recall: 1},
			{Title: "Short", Total: 1},
		},
	}}}
	h, s := shown(t, fixed{o: o})
	for _, size := range []fyne.Size{fyne.NewSize(560, 480), fyne.NewSize(900, 600), fyne.NewSize(1920, 1080)} {
		h.Window.Resize(size)
		for _, text := range uitest.Outside(s.Object(), size) {
			t.Errorf("at %v: %s", size, text)
		}
	}
}

// Whoever works by keyboard must see where the keyboard is.
func TestFocusedTopicScrollsIntoView(t *testing.T) {
	d := study.DeckOverview{ID: "d", Title: "D"}
	for range 30 {
		d.Topics = append(d.Topics, study.TopicOverview{Title: "T", Total: 1})
	}
	h, s := shown(t, fixed{o: study.Overview{Cards: 1, Due: 1, Decks: []study.DeckOverview{d}}})
	for range 25 {
		s.Key(fyne.KeyDown)
	}
	o := h.Canvas().Focused().(fyne.CanvasObject)
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
	if room := h.Canvas().Size().Height; top < 0 || top+o.Size().Height > room {
		t.Errorf("the topic with the keyboard stands from %.0f to %.0f in a window %.0f high", top, top+o.Size().Height, room)
	}
}

// A card that comes due must not take the keyboard from where it is.
func TestKeyboardStaysWhenTimePasses(t *testing.T) {
	f := &fixed{o: study.Overview{Cards: 1, Due: 1, Decks: []study.DeckOverview{{ID: "d", Title: "D", Topics: []study.TopicOverview{
		{Title: "One", Total: 1}, {Title: "Two", Total: 1},
	}}}}}
	h, s := shown(t, f)
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyDown)
	f.o.Cards, f.o.Due = 2, 2
	s.Refresh()
	h.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(h.Scopes) != 1 || h.Scopes[0].Topic != "Two" {
		t.Errorf("Enter asked for %+v, want the second topic", h.Scopes)
	}
}
