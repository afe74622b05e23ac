package exam

import (
	"errors"
	"fmt"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// The bounds of what an exam may ask for.
const (
	MinTarget = 50 // per cent
	MaxTarget = 99
	MaxDays   = 730 // from today to the day of the exam

	maxMinutes = 24 * 60
)

var errTooFar = errors.New("this exam is more than two years away: choose a date within two years")

// An Exam is what a learner prepares for: what counts, on which day, and what time there
// is until then.
type Exam struct {
	Title   string     `json:"title"`
	On      memory.Day `json:"on"`
	Parts   []Part     `json:"parts"`
	Target  int        `json:"target"`  // share to be remembered on the day, per cent
	Minutes [7]int     `json:"minutes"` // that the learner has, by [time.Weekday]
}

// A Part is something that counts in an exam: a deck, or a topic of it.
type Part struct {
	Deck  deck.ID `json:"deck"`
	Topic string  `json:"topic,omitempty"` // "" for the whole deck
}

// Validate returns nil, or an error that says in a sentence what is wrong with the exam as
// seen from today, and what to do about it.
func (e Exam) Validate(today memory.Day) error {
	days := int64(e.On) - int64(today)
	switch {
	case len(e.Parts) == 0:
		return errors.New("nothing counts in this exam yet: choose at least one deck or topic")
	case days < 1:
		return errors.New("there is no day left before this exam: choose a date after today")
	case days > MaxDays:
		return errTooFar
	case e.Target < MinTarget || e.Target > MaxTarget:
		return fmt.Errorf("remembering %d %% cannot be planned: choose a target from %d to %d %%", e.Target, MinTarget, MaxTarget)
	}
	for day, minutes := range e.Minutes {
		if minutes < 0 || minutes > maxMinutes {
			return fmt.Errorf("%d minutes do not fit into a %v: choose from 0 to %d", minutes, time.Weekday(day), maxMinutes)
		}
	}
	for _, minutes := range e.Available(today) {
		if minutes > 0 {
			return nil
		}
	}
	return errors.New("there is no time to study before this exam: give at least one day some minutes")
}

// Available returns the minutes of every day from today to the day before the exam; none
// when the exam is not ahead, and at most those of the next [MaxDays] days.
func (e Exam) Available(today memory.Day) []float64 {
	minutes := make([]float64, min(e.On.Since(today), MaxDays))
	for i := range minutes {
		minutes[i] = float64(e.Minutes[weekday(today, i)])
	}
	return minutes
}

// weekday returns the day of the week so many days after a study day.
func weekday(day memory.Day, after int) time.Weekday {
	const first = int64(time.Thursday) // 1 January 1970
	return time.Weekday(((int64(day)+int64(after)+first)%7 + 7) % 7)
}
