package plan

import (
	"slices"

	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
	"touchpoint/ui/control"
)

// wishes are what the learner has said on this page.
type wishes struct {
	exam   exam.Exam
	days   study.Holiday
	chosen bool // the days off are the learner's, not those that the page begins with
}

func (w wishes) same(o wishes) bool {
	return w.exam.Title == o.exam.Title && w.exam.On == o.exam.On && w.exam.Target == o.exam.Target && w.exam.Minutes == o.exam.Minutes &&
		slices.Equal(w.exam.Parts, o.exam.Parts) && w.days == o.days && w.chosen == o.chosen
}

func (s *Screen) wishes() wishes { return wishes{s.exam, s.leave.days, s.leave.set} }

// settle takes what is on the page as it is: it is not the learner who said it just now.
func (s *Screen) settle() { s.settled = s.wishes() }

// said notes what the learner has said since the last time, so that it can be taken back.
// It is called for each step by a key or a button, and for what was typed when the keyboard
// leaves the field: until then, the field takes back its own letters.
func (s *Screen) said() {
	before, now := s.settled, s.wishes()
	if now.same(before) {
		return
	}
	s.settled = now
	s.history.Did(s.saying(before), s.saying(now))
}

func (s *Screen) saying(w wishes) func() bool {
	return func() bool {
		s.settled = w
		s.exam, s.leave.days, s.leave.set = w.exam, w.days, w.chosen
		s.keep()
		s.Anew()
		return true
	}
}

// unwrite takes back letters in the field that has the keyboard, or writes them again, and
// reports whether there were any.
func (s *Screen) unwrite(again bool) bool {
	f, ok := s.host.Canvas().Focused().(*control.Field)
	return ok && f.Unwrite(again)
}
