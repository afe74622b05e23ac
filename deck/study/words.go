package study

import (
	"math"
	"strconv"
	"strings"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// An Interval is how long a card rests after an answer.
type Interval struct {
	Rating memory.Rating
	Due    time.Duration // of a step; 0 for an interval of days
	Days   int           // of a review; 0 for a step
}

// intervalOf returns the interval that an answer gave, at a moment of a study day.
func intervalOf(r memory.Rating, after memory.Card, now time.Time, today memory.Day) Interval {
	if after.Phase == memory.Review {
		return Interval{Rating: r, Days: after.DueDay.Since(today)}
	}
	return Interval{Rating: r, Due: after.DueAt.Sub(now)}
}

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

// daysPerMonth and daysPerYear are means over the calendar.
const (
	daysPerYear  = 365.2425
	daysPerMonth = daysPerYear / 12
)

// short are the units as they stand on a grade button.
var short = [...]string{Seconds: "s", Minutes: "min", Hours: "h", Days: "d", Months: "mo", Years: "y"}

// Text returns the interval as it stands on a grade button: "10 min", "2 d", "3.5 mo".
func (i Interval) Text() string {
	number, unit := i.Amount()
	return number + " " + short[unit]
}

// Amount returns the interval as a number, rounded as people say it, and a unit, for
// a screen that says it in another language: seconds, minutes and days are whole,
// the others have at most one decimal.
func (i Interval) Amount() (string, Unit) {
	days := float64(i.Days)
	if i.Days == 0 {
		switch seconds := i.Due.Seconds(); {
		case seconds < 59.5:
			return whole(max(0, seconds)), Seconds
		case seconds < 59.5*60:
			return whole(seconds / 60), Minutes
		case seconds < 23.95*3600:
			return tenths(seconds / 3600), Hours
		default:
			days = math.Round(seconds / 86400)
		}
	}
	switch {
	case days < 30:
		return whole(days), Days
	case days < 11.95*daysPerMonth:
		return tenths(days / daysPerMonth), Months
	default:
		return tenths(days / daysPerYear), Years
	}
}

func whole(x float64) string { return strconv.FormatFloat(math.Round(x), 'f', 0, 64) }

// tenths leaves out a decimal that is 0.
func tenths(x float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0")
}

// Span returns how long something takes in words, for a sentence such as "about 6
// minutes": "less than a minute", "6 minutes", "1 hour", "1 hour 20 minutes". From
// an hour on it is rounded to five minutes.
func Span(d time.Duration) string {
	minutes := int(math.Round(d.Minutes()))
	switch {
	case d < 30*time.Second:
		return "less than a minute"
	case minutes < 60:
		return plural(max(1, minutes), "minute")
	}
	minutes = 5 * int(math.Round(d.Minutes()/5))
	text := plural(minutes/60, "hour")
	if rest := minutes % 60; rest != 0 {
		text += " " + plural(rest, "minute")
	}
	return text
}

// When returns a moment in words, seen from now: "now", "in 10 minutes", "in 3
// hours", "tomorrow", "in 4 days", "on 3 March", "on 3 March 2027". The days are the
// study days of c, so in the small hours "tomorrow" is after the rollover. A moment
// of the present study day, or within three hours, is told by the clock, and every
// other by its day.
func When(t, now time.Time, c memory.Calendar) string {
	wait := t.Sub(now)
	days := c.Day(t).Since(c.Day(now))
	switch {
	case wait < time.Minute:
		return "now"
	case days == 0 || wait <= 3*time.Hour:
		if wait < 59*time.Minute+30*time.Second {
			return "in " + plural(int(math.Round(wait.Minutes())), "minute")
		}
		return "in " + plural(int(math.Round(wait.Hours())), "hour")
	case days == 1:
		return "tomorrow"
	case days < 14:
		return "in " + plural(days, "day")
	}
	local := c.Start(c.Day(t))
	if here := c.Start(c.Day(now)); local.Year() != here.Year() {
		return "on " + local.Format("2 January 2006")
	}
	return "on " + local.Format("2 January")
}

// dateOf returns a study day as a date, with its year unless that is the year of another.
func dateOf(day, seen memory.Day) string {
	date := func(d memory.Day) time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }
	if date(day).Year() != date(seen).Year() {
		return date(day).Format("2 January 2006")
	}
	return date(day).Format("2 January")
}

// plural returns a number with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return deck.Number(n) + " " + noun + "s"
}
