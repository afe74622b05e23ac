package plan_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
	"touchpoint/ui/control"
	"touchpoint/ui/plan"
	"touchpoint/ui/uitest"
)

// host adds to the common host what only this screen asks for. What is to be done away
// from the window waits when the test wants to do it itself.
type host struct {
	*uitest.Host
	desk     *desk
	holds    bool
	waiting  []func() (then func())
	draft    exam.Exam
	drafts   int
	holidays []study.Holiday
	broken   error // of the log
}

func (h *host) Away(work func() func()) {
	if h.holds {
		h.waiting = append(h.waiting, work)
		return
	}
	work()()
}
func (h *host) Schedule(do func())                           { do() }
func (h *host) Log(context.Context) ([]memory.Answer, error) { return nil, h.broken }
func (h *host) Draft() (exam.Exam, bool)                     { return h.draft, h.drafts > 0 }
func (h *host) KeepDraft(e exam.Exam)                        { h.draft, h.drafts = e, h.drafts+1 }
func (h *host) Holidays() []study.Holiday                    { return h.holidays }
func (h *host) SetHolidays(list []study.Holiday)             { h.holidays = list }
func (h *host) StopFollowing()                               { h.desk.follows = false }
func (h *host) Follow(kept, planned exam.Exam, p exam.Plan) {
	h.draft, h.drafts = kept, h.drafts+1
	h.desk.exam, h.desk.plan, h.desk.follows = planned, p, true
}

// desk has two decks, whose cards it makes up.
type desk struct {
	decks   []study.DeckOverview
	cards   int // new, in each part
	exam    exam.Exam
	plan    exam.Plan
	follows bool
	backlog study.Backlog
	moves   study.Moves
	done    []string
}

func (d *desk) Overview(context.Context) (study.Overview, error) {
	return study.Overview{Decks: d.decks}, nil
}
func (d *desk) Exam() (exam.Exam, exam.Plan, bool)    { return d.exam, d.plan, d.follows }
func (d *desk) Backlog() study.Backlog                { return d.backlog }
func (d *desk) SpreadBacklog(int) study.Moves         { return d.moves }
func (d *desk) MakeHoliday(study.Holiday) study.Moves { return d.moves }
func (d *desk) Undo(context.Context) (study.Act, error) {
	d.done = append(d.done, "undo")
	return study.Act{}, nil
}

func (d *desk) Redo(context.Context) (study.Act, error) {
	d.done = append(d.done, "redo")
	return study.Act{}, nil
}

func (d *desk) ExamConfig(e exam.Exam, _ []memory.Answer) exam.Config {
	c := exam.Config{
		Model: memory.NewModel(memory.DefaultWeights(), false), Retention: 0.9, LearningSteps: 2, RelearningSteps: 1,
		Today: today, On: e.On, Minutes: e.Available(today), Parts: len(e.Parts), Target: float64(e.Target) / 100,
		MaximumInterval: memory.MaxStability,
	}
	for part := range e.Parts {
		for range d.cards {
			c.Cards = append(c.Cards, exam.Card{New: true, Part: int32(part), Note: int32(len(c.Cards))})
		}
	}
	return c
}

func (d *desk) Move(_ context.Context, m study.Moves) (study.Act, error) {
	d.done = append(d.done, "move")
	return study.Act{Cards: m.Cards}, nil
}

var (
	today = (&uitest.Host{}).Calendar().Day(uitest.Start) // 22 November 2026
	one   = study.DeckOverview{ID: "one", Title: "One", Topics: []study.TopicOverview{{Title: "Journey", Total: 20}, {Title: "Value", Total: 20}}}
	two   = study.DeckOverview{ID: "two", Title: "Two", Topics: []study.TopicOverview{{Title: "Tea", Total: 20}}}
)

// open opens the screen, with an exam that was worked on if one is given.
func open(t *testing.T, d *desk, draft ...exam.Exam) (*host, *plan.Screen) {
	t.Helper()
	h := &host{Host: uitest.NewHost(t, 900, 600), desk: d}
	if len(draft) > 0 {
		h.draft, h.drafts = draft[0], 1
	}
	s := plan.New(t.Context(), d, h)
	h.Show(s.Object())
	h.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { s.Key(ev.Name) })
	s.Shown()
	if len(h.Problems) > 0 {
		t.Fatal(h.Problems)
	}
	return h, s
}

// soon is an exam in so many days, with so many minutes on each.
func soon(days memory.Day, minutes, target int) exam.Exam {
	e := exam.Exam{On: today + days, Target: target, Parts: []exam.Part{{Deck: "one"}}}
	for i := range e.Minutes {
		e.Minutes[i] = minutes
	}
	return e
}

func words(s *plan.Screen) string { return strings.ReplaceAll(uitest.Words(s.Object()), "\n", " ") }

func shows(t *testing.T, s *plan.Screen, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(words(s), w) {
			t.Errorf("%q is not on the screen: %s", w, words(s))
		}
	}
}

// field returns the field with a text in it, and the screen's host gives it the keyboard.
func field(t *testing.T, h *host, s *plan.Screen, text string) *control.Field {
	t.Helper()
	var found *control.Field
	uitest.Each(s.Object(), func(o fyne.CanvasObject, _ fyne.Position) {
		if f, ok := o.(*control.Field); ok && f.Text == text && found == nil {
			found = f
		}
	})
	if found == nil {
		t.Fatalf("no field has the text %q", text)
	}
	h.Canvas().Focus(found)
	return found
}

func press(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestPlanIsMadeFollowedAndLeft(t *testing.T) {
	h, s := open(t, &desk{decks: []study.DeckOverview{one}, cards: 3})
	shows(t, s, "By this plan you will remember", "20 December 2026", "Sunday, in 28 days", "Follow this plan")
	s.Rune('f')
	if !h.desk.follows || h.desk.exam.On != today+28 || len(h.desk.exam.Parts) != 2 {
		t.Fatalf("the desk follows %v: %+v", h.desk.follows, h.desk.exam)
	}
	shows(t, s, "You follow it: your cards come by this plan until 20 December.")
	if uitest.Button(t, s.Object(), "Stop following"); strings.Contains(words(s), "Follow this plan") {
		t.Error("what is followed is offered to be followed")
	}
	press(field(t, h, s, "20 December 2026"), fyne.KeyUp)
	shows(t, s, "Follow the changed plan", "21 December 2026")
	s.Rune('f')
	if h.desk.exam.On != today+29 {
		t.Errorf("the changed exam is not followed: %+v", h.desk.exam)
	}
	s.Rune('f')
	if h.desk.follows {
		t.Error("the plan is followed still")
	}
	shows(t, s, "Follow this plan")
}

// What was worked on is there again the next time, and what is followed comes first.
func TestExamIsThereAgain(t *testing.T) {
	d := &desk{decks: []study.DeckOverview{one, two}, cards: 1}
	h, s := open(t, d)
	shows(t, s, "Nothing counts in this exam yet: choose at least one deck or topic.")
	h.draft, h.drafts = exam.Exam{Title: "Oral", On: today + 9, Target: 80, Parts: []exam.Part{{Deck: "two"}, {Deck: "gone"}}, Minutes: [7]int{20, 20, 20, 20, 20, 20, 20}}, 1
	s.Shown()
	field(t, h, s, "Oral")
	shows(t, s, "80 %", "Tuesday, in 9 days", "Tea")
	if strings.Contains(words(s), "Journey") {
		t.Error("the topics of a deck that does not count are shown")
	}
}

// After a start the desk follows a plan only when that has been made.
func TestPlanThatIsFollowedSinceIsShown(t *testing.T) {
	h, s := open(t, &desk{decks: []study.DeckOverview{one}, cards: 1}, soon(10, 5, 85))
	shows(t, s, "Follow this plan")
	h.desk.exam, h.desk.follows = h.draft, true
	s.Refresh()
	uitest.Button(t, s.Object(), "Stop following")
	if strings.Contains(words(s), "Follow this plan") {
		t.Error("what is followed is offered to be followed")
	}
	// The next morning everything is as of that day.
	h.Clock = h.Clock.AddDate(0, 0, 1)
	s.Refresh()
	shows(t, s, "Wednesday, in 9 days")
}

func TestTopicsAreTickedByKeyboard(t *testing.T) {
	h, s := open(t, &desk{decks: []study.DeckOverview{one, two}, cards: 1})
	boxes := func() (list []fyne.Focusable) {
		uitest.Each(s.Object(), func(o fyne.CanvasObject, _ fyne.Position) {
			if f, ok := o.(fyne.Focusable); ok && o.Size().Width > 600 {
				if _, field := o.(*control.Field); !field {
					list = append(list, f)
				}
			}
		})
		return list
	}
	press(boxes()[0], fyne.KeySpace)
	want := []exam.Part{{Deck: "one"}} // with topics that it may get later
	if diff := cmp.Diff(want, h.draft.Parts); diff != "" {
		t.Fatalf("parts after ticking the deck (-want +got):\n%s", diff)
	}
	press(boxes()[1], fyne.KeyReturn)
	if diff := cmp.Diff([]exam.Part{{Deck: "one", Topic: "Value"}}, h.draft.Parts); diff != "" {
		t.Fatalf("parts after one topic was left out (-want +got):\n%s", diff)
	}
	press(boxes()[0], fyne.KeySpace, fyne.KeySpace)
	if len(h.draft.Parts) != 0 {
		t.Errorf("parts after the deck was left out: %v", h.draft.Parts)
	}
}

// labelled returns the button whose label begins so.
func labelled(t *testing.T, s *plan.Screen, begin string) *control.Button {
	t.Helper()
	var found *control.Button
	uitest.Each(s.Object(), func(o fyne.CanvasObject, _ fyne.Position) {
		if b, ok := o.(*control.Button); ok && strings.HasPrefix(b.Label, begin) {
			found = b
		}
	})
	if found == nil {
		t.Fatalf("no button begins with %q: %s", begin, words(s))
	}
	return found
}

func TestImpossibleAimSaysWhatIsPossible(t *testing.T) {
	h, s := open(t, &desk{decks: []study.DeckOverview{one}, cards: 10}, soon(10, 2, 95))
	shows(t, s, "95 % cannot be reached with the minutes that you have;", " % can.")
	test.Tap(labelled(t, s, "Aim for"))
	if h.draft.Target >= 95 {
		t.Errorf("the aim is %d %% still", h.draft.Target)
	}
	if strings.Contains(words(s), "cannot be reached") {
		t.Errorf("what was possible is not possible any more: %s", words(s))
	}
}

func TestMoreMinutesAreTaken(t *testing.T) {
	h, s := open(t, &desk{decks: []study.DeckOverview{one}, cards: 10}, soon(10, 1, 85))
	shows(t, s, "It would take about")
	test.Tap(labelled(t, s, "Take "))
	if h.draft.Minutes[0] <= 1 || strings.Contains(words(s), "cannot be reached") {
		t.Errorf("with %v minutes: %s", h.draft.Minutes, words(s))
	}
}

func TestMinutesAreChangedByKeyboard(t *testing.T) {
	h, s := open(t, &desk{decks: []study.DeckOverview{one}, cards: 1}, soon(10, 30, 85))
	f := field(t, h, s, "30")
	press(f, fyne.KeyUp)
	f.SetText("7x")
	f.SetText("12")
	if want := [7]int{30, 12, 30, 30, 30, 30, 30}; h.draft.Minutes != want {
		t.Errorf("minutes from Sunday on are %v, want %v", h.draft.Minutes, want)
	}
	f.SetText("")
	h.Canvas().Unfocus()
	if f.Text != "0" || h.draft.Minutes[1] != 0 {
		t.Errorf("an empty field is left with %q and %d minutes", f.Text, h.draft.Minutes[1])
	}
}

// A plan that comes after the exam was changed again is nobody's.
func TestPlanThatComesTooLateIsDropped(t *testing.T) {
	d := &desk{decks: []study.DeckOverview{one}, cards: 3}
	h, s := open(t, d)
	h.holds = true
	f := field(t, h, s, "20 December 2026")
	press(f, fyne.KeyUp) // 29 days
	press(f, fyne.KeyUp) // 30 days
	if len(h.waiting) != 2 {
		t.Fatalf("%d plans are being made, want 2", len(h.waiting))
	}
	shows(t, s, "Making the plan …")
	s.Rune('f')
	if d.follows {
		t.Fatal("a plan of before the change is followed")
	}
	if want := "The plan is being made. Press F when it is there."; !slices.Contains(h.Toasts, want) {
		t.Errorf("said %q, want %q", h.Toasts, want)
	}
	h.waiting[1]()()
	late := h.waiting[0]()
	before := words(s)
	late()
	if after := words(s); after != before {
		t.Errorf("the late plan is shown: %s", after)
	}
	s.Rune('f')
	if got := len(d.plan.Days); got != 30 {
		t.Errorf("a plan of %d days is followed, want 30", got)
	}
}

// A plan that could not be made is not waited for.
func TestPlanThatFailsIsSaid(t *testing.T) {
	d := &desk{decks: []study.DeckOverview{one}, cards: 1}
	h, _ := open(t, d)
	h.broken = errors.New("disk gone")
	again := plan.New(t.Context(), d, h)
	h.Show(again.Object())
	again.Shown()
	shows(t, again, "The plan could not be made.")
	if len(h.Problems) != 1 || strings.Contains(words(again), "Making the plan") {
		t.Errorf("told %v", h.Problems)
	}
	h.broken = nil
	again.Shown()
	shows(t, again, "By this plan")
}

func TestWrongDateIsSaid(t *testing.T) {
	h, s := open(t, &desk{decks: []study.DeckOverview{one}, cards: 1})
	f := field(t, h, s, "20 December 2026")
	f.SetText("when it is over")
	shows(t, s, "“when it is over” is not a date: type for example 24 June, or 2027-06-24.")
	f.SetText("1 December")
	shows(t, s, "Tuesday, in 9 days", "By this plan")
	f.SetText("22 November 2026")
	shows(t, s, "There is no day left before this exam: choose a date after today.")
	press(f, fyne.KeyDown, fyne.KeyPageUp)
	shows(t, s, "Sunday, in 7 days")
}

func TestBacklogIsSpreadAndTakenBack(t *testing.T) {
	d := &desk{decks: []study.DeckOverview{one}, cards: 1, backlog: study.Backlog{Cards: 90, Usual: 12, Days: 6, Large: true}}
	d.moves = study.Moves{Cards: 75, Later: 75, Today: 90, TodayNew: 15, Days: []study.DayLoad{{Day: today, Before: 90, After: 15}, {Day: today + 1, Before: 5, After: 20}}}
	h, s := open(t, d)
	shows(t, s, "90 cards from earlier days", "over 6 days", "75 cards would move. Today 15 cards instead of 90, and at most 20 on one day.")
	test.Tap(uitest.Button(t, s.Object(), "Spread them"))
	if !slices.Contains(h.Toasts, "75 cards spread over 6 days") {
		t.Errorf("said %q", h.Toasts)
	}
	if !s.Undo() || s.Undo() {
		t.Error("the spread cannot be taken back, or twice")
	}
	if !s.Redo() || s.Redo() || !s.Undo() {
		t.Error("the spread cannot be done again, or twice")
	}
	if !slices.Equal(d.done, []string{"move", "undo", "redo", "undo"}) {
		t.Errorf("the desk was asked for %q", d.done)
	}
}

// Ctrl+Z undoes typing first, where somebody types.
func TestTypingIsUndoneFirst(t *testing.T) {
	d := &desk{decks: []study.DeckOverview{one}, cards: 1, backlog: study.Backlog{Cards: 90, Usual: 12, Days: 6}}
	d.moves = study.Moves{Cards: 75}
	h, s := open(t, d, soon(10, 5, 85))
	test.Tap(uitest.Button(t, s.Object(), "Spread them"))
	f := field(t, h, s, "2 December 2026")
	f.TypedRune('7')
	if !s.Undo() || f.Text != "2 December 2026" || len(d.done) != 1 {
		t.Errorf("the field says %q, and the desk was asked for %q", f.Text, d.done)
	}
	if !s.Undo() || len(d.done) != 2 {
		t.Errorf("the desk was asked for %q", d.done)
	}
}

func TestHolidayIsKeptFreeAndTakenBack(t *testing.T) {
	d := &desk{decks: []study.DeckOverview{one}, cards: 1}
	d.moves = study.Moves{Cards: 12, Earlier: 5, Later: 7, Days: []study.DayLoad{{Day: today, Before: 4, After: 4}, {Day: today + 6, Before: 1, After: 6}, {Day: today + 7, Before: 12, After: 0}, {Day: today + 14, Before: 1, After: 8}}}
	h, s := open(t, d)
	shows(t, s, "29 November 2026", "5 December 2026", "12 cards would move: 5 before, 7 after. The days are free then.") // as fields and words
	field(t, h, s, "29 November 2026")
	test.Tap(uitest.Button(t, s.Object(), "Keep these days free"))
	if want := []study.Holiday{{From: today + 7, To: today + 13}}; !slices.Equal(h.holidays, want) {
		t.Errorf("holidays are %v, want %v", h.holidays, want)
	}
	shows(t, s, "29 November to 5 December are free")
	if !slices.Contains(h.Toasts, "29 November to 5 December are free; 12 cards moved") {
		t.Errorf("said %q", h.Toasts)
	}
	s.Undo()
	if len(h.holidays) > 0 || !slices.Equal(d.done, []string{"move", "undo"}) {
		t.Errorf("after it was taken back there are %v, and the desk was asked for %q", h.holidays, d.done)
	}
	to := field(t, h, s, "5 December 2026")
	press(to, fyne.KeyPageDown, fyne.KeyPageDown)
	shows(t, s, "The last day off is before the first one.")
}

func TestHolidayIsGivenUp(t *testing.T) {
	h, s := open(t, &desk{decks: []study.DeckOverview{one}, cards: 1})
	h.holidays = []study.Holiday{{From: today - 9, To: today - 3}, {From: today + 2, To: today + 2}}
	s.Shown()
	shows(t, s, "24 November is free")
	if strings.Contains(words(s), "13 November") {
		t.Error("a holiday that is over is shown")
	}
	test.Tap(uitest.Button(t, s.Object(), "Study on these days"))
	if len(h.holidays) != 1 {
		t.Errorf("holidays are %v, want the one that is over alone", h.holidays)
	}
	if s.Undo(); len(h.holidays) != 2 {
		t.Errorf("after it was taken back there are %v", h.holidays)
	}
}

func TestNothingIsCutOff(t *testing.T) {
	d := &desk{decks: []study.DeckOverview{one, two}, cards: 1, backlog: study.Backlog{Cards: 12345, Usual: 12, Days: 60, Large: true}}
	d.decks[0].Topics[0].Title = "Relationship formation, engagement creation and engagement contribution in social media"
	d.moves = study.Moves{Cards: 7500, Later: 7500, Today: 9000, TodayNew: 150, Days: []study.DayLoad{{Day: today, Before: 9000, After: 1500}, {Day: today + 1, Before: 5, After: 20}}}
	h, s := open(t, d, soon(10, 2, 85))
	for _, size := range []fyne.Size{fyne.NewSize(560, 480), fyne.NewSize(900, 600), fyne.NewSize(1920, 1080)} {
		h.Window.Resize(size)
		for _, text := range uitest.Outside(s.Object(), size) {
			t.Errorf("at %v: %s", size, text)
		}
	}
}

// When the day turns while the page is shown, all that was said on it stays as it is, and the
// keyboard where it was.
func TestTheDayTurnsWhileThePageIsShown(t *testing.T) {
	d := &desk{decks: []study.DeckOverview{one}, cards: 1}
	h, s := open(t, d, soon(10, 20, 85))
	s.Rune('f')
	s.Shown()
	minutes := field(t, h, s, "20") // of Monday
	h.Canvas().Focus(minutes)
	press(minutes, fyne.KeyUp) // while another is followed, this is kept nowhere yet
	h.Clock = h.Clock.AddDate(0, 0, 1)
	s.Refresh()
	now, ok := h.Canvas().Focused().(*control.Field)
	if !ok || now.Text != "25" {
		t.Errorf("the keyboard is at %v", h.Canvas().Focused())
	}
	if len(h.Problems) > 0 {
		t.Error(h.Problems)
	}
	if !s.Undo() {
		t.Error("the step cannot be taken back on the new day")
	}
	field(t, h, s, "20")
}
