package study

import (
	"errors"
	"math"
	"time"

	"touchpoint/deck/memory"
)

// A Preset says how a learner wants to study.
type Preset struct {
	memory.Options
	NewPerDay     int           // cards introduced on one study day
	ReviewsPerDay int           // review cards answered on one study day
	LearnAhead    time.Duration // how early a learning card may come when nothing else is left
	ModelsOnly    bool          // ask about the models alone; other cards wait, and keep their due days

	// Balance lets an interval fall on the quieter of the days that fuzz could choose, so
	// that no day is much fuller than the next. Without [memory.Options].Fuzz there is
	// nothing to choose from, and neither Balance nor Easy nor Holidays does anything.
	Balance bool

	// Easy is what share of the usual load a learner wants, by [time.Weekday]: 1 is as
	// usual, 0 none where it can be avoided. When all are 0 all days are as usual.
	Easy [7]float64

	// Holidays are days on which nothing falls due where it can be avoided.
	Holidays []Holiday
}

// A Holiday is a time without study, with its first and last day.
type Holiday memory.Span

// longestHoliday is in days. What is longer is a break, after which it is better to catch
// up, see [Desk.SpreadBacklog].
const longestHoliday = 92

// Days returns how many days a holiday has.
func (h Holiday) Days() int { return h.To.Since(h.From) + 1 }

// Has reports whether a day belongs to the holiday.
func (h Holiday) Has(day memory.Day) bool { return memory.Span(h).Holds(day) }

// Validate returns an error that says what is wrong.
func (h Holiday) Validate() error {
	switch {
	case h.To < h.From:
		return errors.New("a holiday ends before it begins")
	case h.Days() > longestHoliday:
		return errors.New("a holiday is longer than three months")
	}
	return nil
}

// UsualWeek returns Easy for a week of which every day is as usual.
func UsualWeek() [7]float64 { return [7]float64{1, 1, 1, 1, 1, 1, 1} }

// DefaultPreset returns the preset a learner starts with.
func DefaultPreset() Preset {
	return Preset{
		Options: memory.DefaultOptions(), NewPerDay: 20, ReviewsPerDay: 200, LearnAhead: 20 * time.Minute,
		Balance: true, Easy: UsualWeek(),
	}
}

// Validate returns an error that says what is wrong.
func (p Preset) Validate() error {
	switch {
	case p.NewPerDay < 0 || p.ReviewsPerDay < 0:
		return errors.New("a daily limit is below zero")
	case p.LearnAhead < 0:
		return errors.New("the time to look ahead is below zero")
	}
	for _, share := range p.Easy {
		if math.IsNaN(share) || share < 0 || share > 1 {
			return errors.New("the share of a weekday is not from none to all of the usual load")
		}
	}
	for _, h := range p.Holidays {
		if err := h.Validate(); err != nil {
			return err
		}
	}
	return p.Options.Validate()
}
