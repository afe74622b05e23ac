package plan

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Desk is what the screen needs of [study.Desk]. It is asked on the window's goroutine
// only; what it returns is worked on elsewhere.
type Desk interface {
	Overview(ctx context.Context) (study.Overview, error)
	ExamConfig(e exam.Exam, log []memory.Answer) exam.Config
	Exam() (exam.Exam, exam.Plan, bool) // the one that is followed
	Backlog() study.Backlog
	SpreadBacklog(days int) study.Moves
	MakeHoliday(h study.Holiday) study.Moves
	Move(ctx context.Context, m study.Moves) (study.Act, error)
	Undo(ctx context.Context) (study.Act, error)
	Redo(ctx context.Context) (study.Act, error)
}

// A Host is what the screen needs of the window around it.
type Host interface {
	Canvas() fyne.Canvas
	Now() time.Time
	Calendar() memory.Calendar

	// Away does work that takes a while away from the window's goroutine, and on it what
	// the work returns. The window waits for it at its end.
	Away(work func() (then func()))
	Schedule(do func()) // does something on the window's goroutine, soon

	// Log returns all answers that count, in the order of time. It is called away from the
	// window's goroutine.
	Log(ctx context.Context) ([]memory.Answer, error)

	Draft() (exam.Exam, bool) // the exam that was last worked on, if it was kept
	KeepDraft(exam.Exam)      // keeps it for the next time; it is not followed by that

	// Follow lets the desk ask by a plan from now on, also after a new start. Kept is the
	// exam as it is kept; planned is the same one with a part for each topic, as the plan
	// was made for it.
	Follow(kept, planned exam.Exam, p exam.Plan)
	StopFollowing()

	Holidays() []study.Holiday // those of the learner's choices
	SetHolidays([]study.Holiday)

	Toast(text, action, key string, do func())
	Problem(err error)
	Trace(format string, args ...any)
}

// Screen is the screen on what is ahead.
type Screen struct {
	ctx  context.Context
	desk Desk
	host Host
	body *fyne.Container
	page *page.Page

	day   memory.Day // on which the screen was filled
	decks []study.DeckOverview
	log   []memory.Answer
	read  bool // the log

	exam     exam.Exam   // that is worked on, with a part for each topic
	absent   []exam.Part // of it, whose decks are not here now
	followed bool        // an exam is followed, perhaps as it was before it was changed here
	plan     exam.Plan   // for the exam as it was when it was planned
	parts    []exam.Part
	planned  bool // there is a plan
	working  bool // another one is being made
	broken   bool // none could be made
	turn     int  // counts the plans that were begun; one that comes too late is dropped
	stop     context.CancelFunc

	on      *dateField
	target  *page.Text
	aim     func(int) // puts the slider there
	checks  []tick
	result  result
	spread  spread
	leave   leave
	history control.History
	settled wishes // as the history has them
}

// New returns the screen.
func New(ctx context.Context, d Desk, h Host) *Screen {
	s := &Screen{ctx: ctx, desk: d, host: h}
	s.body = page.Centred(theme.Gap16)
	s.page = page.NewPage(page.Inset(theme.Gap24, theme.Gap40, s.body))
	return s
}

// Object returns what the window shows.
func (s *Screen) Object() fyne.CanvasObject { return s.page }

// Shown fills the screen and begins to plan.
func (s *Screen) Shown() {
	o, err := s.desk.Overview(s.ctx)
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.decks = o.Decks
	s.begin()
	s.settle()
	s.fill()
	s.page.Top()
	s.host.Canvas().Unfocus()
	s.host.Trace("screen plan")
	s.readLog()
}

// Refresh shows the new day when the study day has turned, and when the desk has begun or
// ended to follow a plan.
func (s *Screen) Refresh() {
	if s.day != s.today() {
		s.turnDay()
		return
	}
	if _, _, followed := s.desk.Exam(); followed != s.followed {
		s.followed = followed
		s.showResult()
	}
}

// turnDay shows a new study day. What the learner has said stays, and so do the page and
// the keyboard; a plan that was made yesterday and is not followed is none any more.
func (s *Screen) turnDay() {
	o, err := s.desk.Overview(s.ctx)
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.said()
	s.decks = o.Decks
	e, p, followed := s.desk.Exam()
	if s.followed, s.planned = followed, followed; followed {
		s.plan, s.parts = p, e.Parts
	}
	control.Hold(s.host.Canvas(), s.body, s.fill)
	s.host.Trace("new day")
	s.readLog()
}

// Key scrolls.
func (s *Screen) Key(name fyne.KeyName) { s.page.Key(name) }

// Rune follows the plan, or stops following it.
func (s *Screen) Rune(r rune) {
	if r == 'f' || r == 'F' {
		s.pressFollow()
	}
}

// Undo takes back typing in a field, or what was done here last, and reports whether there
// was anything.
func (s *Screen) Undo() bool {
	if s.unwrite(false) {
		return true
	}
	s.said()
	return s.history.Undo()
}

// Redo does again what was taken back last, and reports whether there was anything.
func (s *Screen) Redo() bool {
	if s.unwrite(true) {
		return true
	}
	s.said()
	return s.history.Redo()
}

// Did adds something that was done here or beside the screen, to be taken back here.
func (s *Screen) Did(back, again func() bool) { s.history.Did(back, again) }

func (s *Screen) takeBack() { s.history.Undo() }

// Left ends what nobody waits for any more.
func (s *Screen) Left() {
	if s.stop != nil {
		s.stop()
	}
}

func (s *Screen) fill() {
	s.day, s.on = s.today(), nil
	s.body.Objects = nil
	s.add(page.Column(theme.Gap4,
		page.NewLine("Plan", page.Style{Size: theme.Greeting, Color: theme.Ink, Bold: true}),
		page.NewLine("An exam and the days until it, what has piled up, and days off.", page.Style{Size: theme.Lead, Color: theme.Muted})))
	if s.desk.Backlog().Large { // it comes first while it matters most
		s.backlog()
		s.prepare()
	} else {
		s.prepare()
		s.backlog()
	}
	s.holidays()
	s.page.Relayout()
}

// prepare is the section on the exam. Where the plan leads comes first while it is
// followed: then there is little to be changed any more.
func (s *Screen) prepare() {
	s.head("An exam")
	if s.followed {
		s.outcome()
		s.form()
		return
	}
	s.form()
	s.outcome()
}
