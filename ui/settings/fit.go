package settings

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/fitting"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Fitter learns how the learner remembers. It is asked away from the window's goroutine.
type Fitter interface {
	Run(ctx context.Context, o memory.FitOptions, tell func(done, total int)) (fitting.Report, error)
	Last(ctx context.Context) (fitting.Report, bool, error)
	CanGoBack(ctx context.Context) (bool, error)
	GoBack(ctx context.Context, tell func(done, total int)) (fitting.Report, error)
	Forget(ctx context.Context, tell func(done, total int)) (fitting.Report, error)
}

// learned is what the screen knows of what the program has learned about the learner.
type learned struct {
	report  fitting.Report
	some    bool // there is a report
	canBack bool
	stop    context.CancelFunc // ends what is running, nil when nothing is
	meter   *control.Meter
	cancel  *control.Button
	moves   *study.Moves // that were looked at, nil when none were
}

const meterThick = 6

// learning is the section on how the program learns about the learner.
func (s *Screen) learning() {
	if s.parts.Fitter == nil {
		return
	}
	s.head("How the program learns about you")
	s.add(page.Caption("From your answers the program finds out how you forget, and spaces your cards by that. It takes over what it found only if that would have foretold your answers better."))
	s.add(s.told.Container)
	s.row("By itself", "About once a month, while you study.",
		control.NewSegments([]string{"Off", "On"}, index(s.choices.AutoFit), func(i int) {
			s.change(func(c *Choices) { c.AutoFit = i == 1 })
		}).Container)
	s.row("Then move your cards", "Off: each card keeps its day, and is spaced anew from its next answer on.",
		control.NewSegments([]string{"Off", "On"}, index(s.choices.MoveAfter), func(i int) {
			s.change(func(c *Choices) { c.MoveAfter = i == 1 })
		}).Container)
	if s.parts.Desk != nil {
		s.add(s.moving.Container)
		s.showMoves()
	}
	s.showLearned()
}

// readLearned reads the last report.
func (s *Screen) readLearned() {
	if s.parts.Fitter == nil {
		return
	}
	s.host.Away(func() func() {
		report, some, err := s.parts.Fitter.Last(s.ctx)
		var back bool
		if err == nil {
			back, err = s.parts.Fitter.CanGoBack(s.ctx)
		}
		return func() {
			if err != nil {
				s.failed(err)
				return
			}
			l := &s.learned
			if l.stop != nil || l.some == some && l.canBack == back && l.report.At.Equal(report.At) {
				return
			}
			l.report, l.some, l.canBack = report, some, back
			s.showLearned()
		}
	})
}

// showLearned shows what was learned last, and what can be done about it.
func (s *Screen) showLearned() {
	l := &s.learned
	if l.stop != nil {
		l.meter = control.NewMeter(meterThick)
		l.cancel = control.NewButton("Cancel", l.stop)
		s.told.Put(page.Body("Learning from your answers …"), page.Row(theme.Gap16, 0, l.meter, l.cancel))
		s.page.Relayout()
		s.host.Canvas().Focus(l.cancel)
		return
	}
	var list []fyne.CanvasObject
	if l.some {
		list = append(list, page.NewLine(l.report.Sentence(), page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}),
			page.Caption(l.report.At.Local().Format("On 2 January 2006, 15:04")))
		for _, d := range l.report.Details() {
			list = append(list, page.Caption(d))
		}
	} else {
		list = append(list, page.Body("Nothing has been learned about you yet: your cards are spaced as suits most people."))
	}
	before := s.learn
	s.learn = control.NewButton("Learn now", func() {
		s.workUndoably(func(ctx context.Context, tell func(done, total int)) (fitting.Report, error) {
			return s.parts.Fitter.Run(ctx, s.fitOptions(), tell)
		})
	})
	buttons := []fyne.CanvasObject{s.learn}
	if l.canBack {
		buttons = append(buttons, control.NewButton("As before", func() { s.workUndoably(s.parts.Fitter.GoBack) }))
	}
	if l.some && l.report.Outcome != fitting.Published && l.report.Outcome != fitting.TooFew {
		buttons = append(buttons, control.NewButton("As for most people", func() { s.workUndoably(s.parts.Fitter.Forget) }))
	}
	s.told.Put(append(list, page.Flow(theme.Gap8, buttons...))...)
	s.page.Relayout()
	if c := s.host.Canvas(); before != nil && c.Focused() == before {
		c.Focus(s.learn)
	}
}

func (s *Screen) fitOptions() memory.FitOptions {
	return memory.FitOptions{TrainingOptions: memory.TrainingOptions{RelearningSteps: len(s.choices.Relearning)}}
}

// busy reports whether something about what was learned is being done.
func (s *Screen) busy() bool { return s.learned.stop != nil }

// A fit does something about what was learned, and tells how far it is.
type fit func(ctx context.Context, tell func(done, total int)) (fitting.Report, error)

// workUndoably does something about what was learned that can be taken back: going back
// twice from there changes nothing. What was done before it cannot be taken back any more.
func (s *Screen) workUndoably(do fit) {
	s.work(do, func(r fitting.Report) {
		if r.Outcome != fitting.Fitted && r.Changed == 0 {
			return
		}
		turn := func() bool {
			s.work(s.parts.Fitter.GoBack, nil)
			return true
		}
		s.history.Forget()
		s.history.Did(turn, turn)
	})
}

// work does something about what was learned, with progress, until it is done or ended.
// Done, unless it is nil, is told of it.
func (s *Screen) work(do fit, done func(fitting.Report)) {
	if s.busy() {
		return
	}
	ctx, stop := context.WithCancel(s.ctx)
	s.learned.stop = stop
	s.showLearned()
	s.host.Away(func() func() {
		var last time.Time
		report, err := do(ctx, func(done, total int) {
			if now := time.Now(); total > 0 && now.Sub(last) > frame {
				last = now
				s.host.Schedule(func() { s.learned.meter.Set(float64(done) / float64(total)) })
			}
		})
		return func() {
			stop()
			here := s.host.Canvas().Focused() == s.learned.cancel // and the learner was not elsewhere meanwhile
			s.learned.stop = nil
			s.learned.moves = nil
			switch {
			case err != nil:
				s.failed(err)
				s.showLearned()
			default:
				s.learned.report, s.learned.some = report, true
				s.showLearned()
				if done != nil {
					done(report)
				}
				s.host.Renewed(report)
				s.showMoves()
				s.readLearned()
				s.lookAhead()
			}
			if here {
				s.host.Canvas().Focus(s.learn)
			}
		}
	})
}

// frame is how often progress is shown at most.
const frame = 50 * time.Millisecond

// showMoves offers to make cards due when the present weights and retention say.
func (s *Screen) showMoves() {
	const name = "Bring the days up to date"
	m := s.learned.moves
	switch {
	case m == nil:
		look := control.NewButton("See what would move", func() {
			m := s.parts.Desk.Reschedule()
			s.learned.moves = &m
			control.Hold(s.host.Canvas(), s.body, s.showMoves)
		})
		s.moving.Put(page.Entry(name, "After something was learned, or another wish how well to remember, some cards would come on another day. You see how many first.", look))
	case m.Cards == 0:
		s.moving.Put(page.Entry(name, "Every card is due on the day that suits it.", page.Row(0, -1)))
	default:
		s.moving.Put(page.Entry(movesWords(*m), dueWords(*m), control.NewButton("Move them", s.move)))
	}
	s.page.Relayout()
}

func movesWords(m study.Moves) string {
	text := deck.CardCount(m.Cards) + " would move"
	switch {
	case m.Earlier == 0:
		return text + ", all to a later day"
	case m.Later == 0:
		return text + ", all to an earlier day"
	default:
		return fmt.Sprintf("%s: %d to an earlier day, %d to a later one", text, m.Earlier, m.Later)
	}
}

func dueWords(m study.Moves) string {
	if m.Today == m.TodayNew {
		return fmt.Sprintf("Today stays as it is, with %s.", deck.CardCount(m.Today))
	}
	return fmt.Sprintf("Today there would be %s instead of %d. It can be taken back.", deck.CardCount(m.TodayNew), m.Today)
}

// move moves the cards that were looked at, and offers to take that back.
func (s *Screen) move() {
	act, err := s.parts.Desk.Move(s.ctx, *s.learned.moves)
	s.learned.moves = nil
	control.Hold(s.host.Canvas(), s.body, s.showMoves)
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.host.Trace("moved %d", act.Cards)
	s.lookAhead()
	if act.Cards == 0 {
		s.host.Toast("Nothing had to move", "", "", nil)
		return
	}
	show := func() {
		s.learned.moves = nil
		s.showMoves()
	}
	s.history.Did(s.turning(s.parts.Desk.Undo, show), s.turning(s.parts.Desk.Redo, show))
	s.host.Toast(deck.CardCount(act.Cards)+" moved", "Undo", "Ctrl+Z", func() { s.Undo() })
}
