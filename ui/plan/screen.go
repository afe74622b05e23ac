package plan

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
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
}

// A Host is what the screen needs of the window around it.
type Host interface {
	Canvas() fyne.Canvas
	Now() time.Time
	Calendar() memory.Calendar

	// Away does work that takes a while away from the window's goroutine, and on it what
	// the work returns. The window waits for it at its end.
	Away(work func() (then func()))

	// Log returns all answers that count, in the order of time. It is called away from the
	// window's goroutine.
	Log(ctx context.Context) ([]memory.Answer, error)

	Draft() (exam.Exam, bool)        // the exam that was last worked on, if it was kept
	KeepDraft(exam.Exam)             // keeps it for the next time; it is not followed by that
	Follow(e exam.Exam, p exam.Plan) // the desk asks by the plan from now on, also after a new start
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

// Shown fills the screen.
func (s *Screen) Shown() {
	s.page.Top()
	s.host.Canvas().Unfocus()
	s.host.Trace("screen plan")
}

// Refresh brings the screen up to date after time has passed.
func (s *Screen) Refresh() {}

// Key scrolls.
func (s *Screen) Key(name fyne.KeyName) { s.page.Key(name) }

// Rune has nothing to do.
func (s *Screen) Rune(rune) {}
