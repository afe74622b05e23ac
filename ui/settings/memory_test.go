package settings_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
	"touchpoint/deck/study"
	"touchpoint/deck/study/fitting"
	"touchpoint/ui/chart"
	"touchpoint/ui/control"
	"touchpoint/ui/settings"
	"touchpoint/ui/uitest"
)

// desk has some cards, and moves that a test gives it.
type desk struct {
	cards  int
	moves  study.Moves
	done   []string
	failed error
}

func (d *desk) Workload([]memory.Answer) workload.Config {
	model := memory.NewModel(memory.DefaultWeights(), false)
	return workload.Config{
		Model: model, Costs: workload.DefaultCosts(), Today: 20_000, Days: 70, NewPerDay: 20, NewLeft: d.cards,
		LearningSteps: 2, RelearningSteps: 1,
	}
}
func (d *desk) Reschedule() study.Moves { return d.moves }
func (d *desk) Move(_ context.Context, m study.Moves) (study.Act, error) {
	d.done = append(d.done, "move")
	return study.Act{Cards: m.Cards}, d.failed
}

func (d *desk) Undo(context.Context) (study.Act, error) {
	d.done = append(d.done, "undo")
	return study.Act{}, nil
}

func (d *desk) Redo(context.Context) (study.Act, error) {
	d.done = append(d.done, "redo")
	return study.Act{}, nil
}

// fitter learns what a test says.
type fitter struct {
	last  fitting.Report
	some  bool
	back  bool
	fit   func(ctx context.Context, tell func(done, total int)) (fitting.Report, error)
	asked []string
}

func (f *fitter) Run(ctx context.Context, o memory.FitOptions, tell func(done, total int)) (fitting.Report, error) {
	f.asked = append(f.asked, "run")
	r, err := f.fit(ctx, tell)
	if err == nil {
		f.last, f.some, f.back = r, true, true
	}
	return r, err
}
func (f *fitter) Last(context.Context) (fitting.Report, bool, error) { return f.last, f.some, nil }
func (f *fitter) CanGoBack(context.Context) (bool, error)            { return f.back, nil }
func (f *fitter) GoBack(context.Context, func(done, total int)) (fitting.Report, error) {
	f.asked = append(f.asked, "back")
	f.last = fitting.Report{Outcome: fitting.WentBack, At: uitest.Start}
	return f.last, nil
}

func (f *fitter) Forget(context.Context, func(done, total int)) (fitting.Report, error) {
	f.asked = append(f.asked, "forget")
	f.last = fitting.Report{Outcome: fitting.Published, At: uitest.Start}
	return f.last, nil
}

// whole opens the screen with all its parts.
func whole(t *testing.T, d *desk, f *fitter, log []memory.Answer) (*host, *settings.Screen) {
	t.Helper()
	h := &host{Host: uitest.NewHost(t, 900, 600)}
	v := settings.New(t.Context(), settings.Default(), settings.Parts{
		Shelf: &shelf{}, Desk: d, Fitter: f, Log: func(context.Context) ([]memory.Answer, error) { return log, nil },
	}, h)
	h.Show(v.Object())
	v.Shown()
	if len(h.Problems) > 0 {
		t.Fatal(h.Problems)
	}
	return h, v
}

func shows(t *testing.T, v *settings.Screen, want ...string) {
	t.Helper()
	words := strings.ReplaceAll(uitest.Words(v.Object()), "\n", " ")
	for _, w := range want {
		if !strings.Contains(words, w) {
			t.Errorf("%q is not on the screen: %s", w, words)
		}
	}
}

func hides(t *testing.T, v *settings.Screen, not ...string) {
	t.Helper()
	words := strings.ReplaceAll(uitest.Words(v.Object()), "\n", " ")
	for _, w := range not {
		if strings.Contains(words, w) {
			t.Errorf("%q is on the screen: %s", w, words)
		}
	}
}

// find returns the first object of a kind that fits.
func find[T fyne.CanvasObject](t *testing.T, v *settings.Screen, fits func(T) bool) T {
	t.Helper()
	var found []T
	uitest.Each(v.Object(), func(o fyne.CanvasObject, _ fyne.Position) {
		if w, ok := o.(T); ok && fits(w) {
			found = append(found, w)
		}
	})
	if len(found) == 0 {
		t.Fatal("what is looked for is not on the screen")
	}
	return found[0]
}

func press(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestRetentionHasItsCostBesideIt(t *testing.T) {
	h, v := whole(t, &desk{cards: 300}, &fitter{}, nil)
	shows(t, v, "90 %", "a day over the next year; you would know", "of your 300 cards", "There is no single right number")
	hides(t, v, "Working out", "you will often find")
	slider := find(t, v, func(*control.Slider) bool { return true })
	before := uitest.Words(v.Object())
	press(slider, fyne.KeyEnd)
	if after := uitest.Words(v.Object()); after == before {
		t.Error("97 % costs what 90 % does")
	}
	press(slider, fyne.KeyHome)
	shows(t, v, "At 70 % you will often find that a card is gone")
	if n := len(h.chosen); n != 2 || h.chosen[1].Remember != 70 {
		t.Errorf("told %d times, last %d %%", n, h.chosen[n-1].Remember)
	}
	// A value that is read off the curve can be taken there.
	curve := find(t, v, func(c *chart.View) bool { return c.OnPress != nil })
	curve.OnPress(15)
	if got := h.chosen[len(h.chosen)-1].Remember; got != 85 || slider.Value() != 85 {
		t.Errorf("85 %% was taken off the curve, and %d %% chosen", got)
	}
	hides(t, v, "you will often find")
}

func TestWithoutCardsNothingCosts(t *testing.T) {
	_, v := whole(t, &desk{}, &fitter{}, nil)
	shows(t, v, "When there are cards to learn, what this costs is said here.", "With 20 new cards a day there is nothing to do.")
}

func TestMoreNewCardsAreTriedOut(t *testing.T) {
	h, v := whole(t, &desk{cards: 3000}, &fitter{}, nil)
	shows(t, v, "With 20 new cards a day: about", "known after a year.")
	hides(t, v, "As it is now", "from now on")
	row := find(t, v, func(b *control.Button) bool { return b.Label == "+" && near(t, v, b, "What if you learn more") })
	test.Tap(row)
	shows(t, v, "With 25 new cards a day: about", "As it is now, with 20: about")
	if len(h.chosen) > 0 {
		t.Fatal("what was tried out was chosen")
	}
	test.Tap(uitest.Button(t, v.Object(), "Learn 25 new cards a day from now on"))
	if len(h.chosen) != 1 || h.chosen[0].NewPerDay != 25 {
		t.Errorf("chosen: %+v", h.chosen)
	}
	hides(t, v, "As it is now", "from now on")
}

// near reports whether a button stands beside some words.
func near(t *testing.T, v *settings.Screen, b *control.Button, words string) bool {
	t.Helper()
	var at, text fyne.Position
	uitest.Each(v.Object(), func(o fyne.CanvasObject, p fyne.Position) {
		if o == b {
			at = p
		}
	})
	found := false
	uitest.Each(v.Object(), func(o fyne.CanvasObject, p fyne.Position) {
		if strings.HasPrefix(uitest.Words(o), words) {
			text, found = p, true
		}
	})
	return found && at.Y > text.Y-30 && at.Y < text.Y+30
}

func TestHardAsAFailureIsWarnedOf(t *testing.T) {
	var log []memory.Answer
	for card := range int32(60) { // each known once, then Hard, then forgotten
		for i, r := range []memory.Rating{memory.Good, memory.Good, memory.Hard, memory.Again} {
			day := memory.Day(19_000 + 10*i)
			was := memory.Review
			if i == 0 {
				was = memory.New
			}
			log = append(log, memory.Answer{At: int64(day)*86_400_000 + int64(card), Card: card, Day: day, Rating: r, Was: was})
		}
	}
	slices.SortFunc(log, func(a, b memory.Answer) int { return int(a.At - b.At) })
	h, v := whole(t, &desk{}, &fitter{}, log)
	shows(t, v, "It looks as if you press Hard for cards that you had forgotten.")
	test.Tap(uitest.Button(t, v.Object(), "Use two grades"))
	hides(t, v, "It looks as if you press Hard")
	if len(h.chosen) != 1 || !h.chosen[0].TwoGrades {
		t.Errorf("chosen: %+v", h.chosen)
	}
	if uitest.Button(t, v.Object(), "Two").Weight != control.Chosen {
		t.Error("the choice of grades still shows four")
	}
}

func TestStepsAreTyped(t *testing.T) {
	h, v := whole(t, &desk{}, &fitter{}, nil)
	f := find(t, v, func(f *control.Field) bool { return f.Text == "1m 10m" })
	f.SetText("1m 1x")
	shows(t, v, "“1x” is not a length of time: type for example 1m 10m, or 30s, or 2h.")
	if len(h.chosen) > 0 {
		t.Fatalf("chosen: %+v", h.chosen[0].Learning)
	}
	f.SetText("1m 1h")
	hides(t, v, "is not a length of time")
	if want := (settings.Steps{time.Minute, time.Hour}); len(h.chosen) != 1 || !slices.Equal(h.chosen[0].Learning, want) {
		t.Errorf("chosen %+v, want %v", h.chosen, want)
	}
}

func TestWeekdaysAreMadeEasier(t *testing.T) {
	h, v := whole(t, &desk{}, &fitter{}, nil)
	sat := uitest.Button(t, v.Object(), "Sat")
	test.Tap(sat)
	press(sat, fyne.KeySpace)
	if want := [7]settings.Ease{time.Saturday: settings.None}; h.chosen[1].Easy != want || sat.Detail != "none" {
		t.Errorf("chosen %v, shown %q; want %v", h.chosen[1].Easy, sat.Detail, want)
	}
	for _, day := range []string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri"} {
		b := uitest.Button(t, v.Object(), day)
		test.Tap(b)
		test.Tap(b)
	}
	// A week without any day is a week of usual days, and is shown so.
	if sat.Detail != "usual" || h.chosen[len(h.chosen)-1].Easy != [7]settings.Ease{} {
		t.Errorf("with no day left: %v, Saturday shown %q", h.chosen[len(h.chosen)-1].Easy, sat.Detail)
	}
	off := find(t, v, func(b *control.Button) bool { return b.Label == "Off" && near(t, v, b, "Even out the days") })
	test.Tap(off)
	hides(t, v, "Wed")
}

func TestLearningIsToldAndTakenBack(t *testing.T) {
	f := &fitter{fit: func(_ context.Context, tell func(done, total int)) (fitting.Report, error) {
		tell(1, 2)
		return fitting.Report{Outcome: fitting.Fitted, Answers: 1200, Changed: 340, At: uitest.Start}, nil
	}}
	h, v := whole(t, &desk{}, f, nil)
	shows(t, v, "Nothing has been learned about you yet")
	hides(t, v, "As before", "As for most people")
	test.Tap(uitest.Button(t, v.Object(), "Learn now"))
	shows(t, v, "Touchpoint learned from 1,200 answers how you forget.", "It thinks anew of 340 cards")
	test.Tap(uitest.Button(t, v.Object(), "As for most people"))
	test.Tap(uitest.Button(t, v.Object(), "As before"))
	var outcomes []fitting.Outcome
	for _, r := range h.renewed {
		outcomes = append(outcomes, r.Outcome)
	}
	if diff := cmp.Diff([]fitting.Outcome{fitting.Fitted, fitting.Published, fitting.WentBack}, outcomes); diff != "" {
		t.Errorf("the window took over (-want +got):\n%s", diff)
	}
}

// Ctrl+Z takes back what was learned, as “As before” does, and Ctrl+Shift+Z takes it up again.
func TestWhatWasLearnedIsTakenBackByKey(t *testing.T) {
	f := &fitter{fit: func(context.Context, func(done, total int)) (fitting.Report, error) {
		return fitting.Report{Outcome: fitting.Fitted, Changed: 340, At: uitest.Start}, nil
	}}
	h, v := whole(t, &desk{}, f, nil)
	if v.Undo() {
		t.Error("there is something to take back before anything was done")
	}
	test.Tap(uitest.Button(t, v.Object(), "Learn now"))
	for range 2 {
		if !v.Undo() || v.Undo() || !v.Redo() || v.Redo() {
			t.Error("it goes back and forth otherwise than once")
		}
	}
	if want := []string{"run", "back", "back", "back", "back"}; !slices.Equal(f.asked, want) || len(h.renewed) != 5 {
		t.Errorf("asked for %q, want %q", f.asked, want)
	}
	h.holds = true
	test.Tap(uitest.Button(t, v.Object(), "As for most people"))
	if !v.Undo() || len(f.asked) != 5 {
		t.Errorf("while something is being done, %q", f.asked)
	}
}

// What the program learned by itself is told here too, and the keyboard stays.
func TestWhatWasLearnedMeanwhileIsShown(t *testing.T) {
	f := &fitter{}
	h, v := whole(t, &desk{}, f, nil)
	h.Canvas().Focus(uitest.Button(t, v.Object(), "Learn now"))
	f.last, f.some = fitting.Report{Outcome: fitting.Kept, Answers: 50, At: uitest.Start}, true
	v.Refresh()
	shows(t, v, "What Touchpoint knows of your memory still fits best.")
	if h.Canvas().Focused() != uitest.Button(t, v.Object(), "Learn now") {
		t.Error("the keyboard has gone")
	}
}

// Whoever ends the learning finds everything as it was, and the keyboard where it was.
func TestLearningCanBeEnded(t *testing.T) {
	f := &fitter{fit: func(ctx context.Context, _ func(done, total int)) (fitting.Report, error) {
		<-ctx.Done()
		return fitting.Report{}, ctx.Err()
	}}
	h, v := whole(t, &desk{}, f, nil)
	h.holds = true
	test.Tap(uitest.Button(t, v.Object(), "Learn now"))
	shows(t, v, "Learning from your answers …")
	hides(t, v, "Learn now")
	h.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // Cancel
	h.work()
	shows(t, v, "Nothing has been learned about you yet")
	if b, ok := h.Canvas().Focused().(*control.Button); !ok || b.Label != "Learn now" {
		t.Errorf("the keyboard is at %v", h.Canvas().Focused())
	}
	if len(h.Problems) > 0 || len(h.renewed) > 0 {
		t.Errorf("told %v, took over %v", h.Problems, h.renewed)
	}
}

func TestMovesAreShownDoneAndTakenBack(t *testing.T) {
	d := &desk{moves: study.Moves{Cards: 312, Earlier: 120, Later: 192, Today: 34, TodayNew: 41}}
	h, v := whole(t, d, &fitter{}, nil)
	look := uitest.Button(t, v.Object(), "See what would move")
	h.Canvas().Focus(look)
	press(look, fyne.KeyReturn)
	shows(t, v, "312 cards would move: 120 to an earlier day, 192 to a later one", "Today there would be 41 cards instead of 34.")
	if len(d.done) > 0 {
		t.Fatal("cards were moved before anybody said so")
	}
	h.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !slices.Equal(h.Toasts, []string{"312 cards moved"}) {
		t.Errorf("said %q", h.Toasts)
	}
	if !v.Undo() || v.Undo() || !slices.Equal(d.done, []string{"move", "undo"}) {
		t.Errorf("the desk was asked for %q", d.done)
	}
	if !v.Redo() || v.Redo() || !v.Undo() || !slices.Equal(d.done, []string{"move", "undo", "redo", "undo"}) {
		t.Errorf("the desk was asked for %q", d.done)
	}
	d.failed = errors.New("disk gone")
	test.Tap(uitest.Button(t, v.Object(), "See what would move"))
	test.Tap(uitest.Button(t, v.Object(), "Move them"))
	if len(h.Problems) != 1 || v.Undo() {
		t.Errorf("told %v, and there is something to take back: %v", h.Problems, d.done)
	}
}

// What is worked out for a wish that has changed since is nobody's.
func TestCostThatComesTooLateIsDropped(t *testing.T) {
	d := &desk{cards: 300}
	h, v := whole(t, d, &fitter{}, nil)
	h.holds = true
	more := find(t, v, func(b *control.Button) bool { return b.Label == "+" && near(t, v, b, "New cards a day") })
	d.cards = 0
	test.Tap(more)
	d.cards = 500
	test.Tap(more)
	first, second := h.waiting[0], h.waiting[1]
	h.waiting = nil
	second()()
	shows(t, v, "of your 500 cards")
	if then := first(); then != nil {
		then()
	}
	shows(t, v, "of your 500 cards")
	if len(h.Problems) > 0 {
		t.Errorf("told %v", h.Problems)
	}
}

func TestNothingIsCutOff(t *testing.T) {
	d := &desk{cards: 100, moves: study.Moves{Cards: 31200, Earlier: 12000, Later: 19200, Today: 3400, TodayNew: 4100}}
	f := &fitter{some: true, back: true, last: fitting.Report{Outcome: fitting.Fitted, Answers: 123456, Changed: 34000, At: uitest.Start}}
	h, v := whole(t, d, f, nil)
	press(find(t, v, func(*control.Slider) bool { return true }), fyne.KeyHome)
	test.Tap(uitest.Button(t, v.Object(), "See what would move"))
	for _, size := range []fyne.Size{fyne.NewSize(560, 480), fyne.NewSize(900, 600), fyne.NewSize(1920, 1080)} {
		h.Window.Resize(size)
		for _, text := range uitest.Outside(v.Object(), size) {
			t.Errorf("at %v: %s", size, text)
		}
	}
}
