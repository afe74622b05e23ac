package plan

import (
	"touchpoint/deck/study/exam"
	"touchpoint/ui/control"
)

// pressFollow presses the button that can be pressed now, or says why none can.
func (s *Screen) pressFollow() {
	r, wrong := &s.result, s.wrong()
	switch {
	case r.follow == nil:
	case r.follow.Visible():
		r.follow.Tapped(nil)
	case r.stop.Visible():
		r.stop.Tapped(nil)
	case wrong != nil:
		s.host.Toast(control.Sentence(wrong), "", "", nil)
	case !s.broken:
		s.host.Toast("The plan is being made. Press F when it is there.", "", "", nil)
	}
}

// follow lets the desk ask by the plan from now on.
func (s *Screen) follow() {
	if !s.planned || s.working || s.wrong() != nil {
		return
	}
	before, after := s.following(), course{s.kept(), s.exam, s.plan}
	s.take(&after)
	s.history.Did(s.taking(before), s.taking(&after))
	s.host.Toast("Your cards come by this plan now", "Undo", "Ctrl+Z", s.takeBack)
}

// stopFollowing returns to ordinary scheduling.
func (s *Screen) stopFollowing() {
	before := s.following()
	s.take(nil)
	s.history.Did(s.taking(before), s.taking(nil))
	s.host.Toast("Your cards come as usual again", "Undo", "Ctrl+Z", s.takeBack)
}

// A course is a plan that can be followed: for an exam as it is kept, and as it was when it
// was planned, with a part for each topic.
type course struct {
	kept, planned exam.Exam
	plan          exam.Plan
}

// following returns the course that is followed, or nil.
func (s *Screen) following() *course {
	e, p, followed := s.desk.Exam()
	if !followed {
		return nil
	}
	if kept, ok := s.host.Draft(); ok {
		return &course{kept, e, p}
	}
	return &course{e, e, p}
}

// take follows a course, or none.
func (s *Screen) take(c *course) {
	if s.followed = c != nil; s.followed {
		s.host.Follow(c.kept, c.planned, c.plan)
		s.host.Trace("follow")
	} else {
		s.host.StopFollowing()
		s.keep()
		s.host.Trace("unfollow")
	}
	control.Hold(s.host.Canvas(), s.body, s.showResult)
}

func (s *Screen) taking(c *course) func() bool {
	return func() bool {
		s.take(c)
		return true
	}
}
