package study

import (
	"touchpoint/deck/memory"
	"touchpoint/deck/study/exam"
)

// ExamConfig returns what a plan for an exam starts from: the cards that count as they
// are now, the minutes that are left of today, and what answers take by the log. It is
// a copy, so that [exam.Make] can work on another goroutine. Suspended cards do not count.
func (d *Desk) ExamConfig(e exam.Exam, log []memory.Answer) exam.Config {
	return exam.Config{}
}

// Follow makes the desk ask by a plan, which was made from the last [Desk.ExamConfig] of
// the same exam: until the day of the exam, the cards that count are asked when the
// plan of the day has them, also before they are due and beyond the limits of a day, and
// otherwise not. Steps never wait. Everything else is asked as ever, and from the day of
// the exam on all cards are. Nothing is written for it: who follows a plan keeps the
// exam, and follows it again after a new start.
func (d *Desk) Follow(e exam.Exam, p exam.Plan) {}

// Exam returns the exam that is followed, with its plan. There is none any more from the
// day of the exam on.
func (d *Desk) Exam() (exam.Exam, exam.Plan, bool) { return exam.Exam{}, exam.Plan{}, false }

// StopFollowing returns to ordinary scheduling.
func (d *Desk) StopFollowing() {}

// NeedsPlan reports whether the exam that is followed needs a new plan: the study day has
// turned since, or what is known of the cards was changed by more than answers here.
// Until it gets one the cards of an older day's plan are asked as ever.
func (d *Desk) NeedsPlan() bool { return false }
