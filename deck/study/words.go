package study

import (
	"time"

	"touchpoint/deck/memory"
)

// An Interval is how long a card rests after an answer.
type Interval struct {
	Rating memory.Rating
	Due    time.Duration // of a step; 0 for an interval of days
	Days   int           // of a review; 0 for a step
}

// Text returns the interval as it stands on a grade button: "10 min", "2 d", "3.5 mo".
func (i Interval) Text() string { return "" }

// A Unit is a unit of time.
type Unit uint8

// The units of time.
const (
	Seconds Unit = iota
	Minutes
	Hours
	Days
	Months
	Years
)

// Amount returns the interval as a number, rounded as people say it, and a unit,
// for a screen that says it in another language.
func (i Interval) Amount() (string, Unit) { return "", Seconds }

// Span returns a duration in words, as "about 6 minutes" is said of: "6 minutes", "1 hour",
// "less than a minute".
func Span(d time.Duration) string { return "" }

// When returns a moment in words, seen from now: "now", "in 10 minutes", "in 3
// hours", "tomorrow", "in 4 days", "on 3 March". Days are study days of c.
func When(t, now time.Time, c memory.Calendar) string { return "" }
