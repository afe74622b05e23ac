// Package plan is the screen on what is ahead: an exam and the days until it, what has
// piled up, and holidays.
//
// The plan of an exam is worked out by [exam.Make], away from the window's goroutine, anew
// with every change of what is asked for; a result that comes too late is dropped. Nothing
// that is looked at here happens before the learner says so, and all of it can be taken back.
package plan
