package memory

import (
	"math"
	"time"
)

// A Day is a study day: the number of days since 1 January 1970.
type Day int32

// Since returns how many study days have passed since last. It is never negative:
// after a clock or a time zone was set back, no time has passed.
func (d Day) Since(last Day) int { return int(max(0, int64(d)-int64(last))) }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday {
	const first = int64(time.Thursday) // of 1 January 1970
	return time.Weekday(((int64(d)+first)%7 + 7) % 7)
}

// A Calendar says when one study day ends and the next begins. It is the only place
// where moments become days: scheduling, the folding of the journal, training and
// statistics must all ask it, because the model has another formula for a second
// answer on the same day, and a card must not take one here and the other there.
type Calendar struct {
	Zone     *time.Location // nil means UTC
	Rollover int            // hour of the day, 0 to 23, at which a study day begins; 4 is usual
}

const (
	daySeconds = 24 * 60 * 60

	// No place on Earth is or was this far from UTC, and no clock was ever set back further.
	farthestOffset = 26 * 60 * 60
)

// Day returns the study day of the moment t: the date on the wall clock, where the
// hours before the rollover still belong to the day before. A later moment never has an
// earlier day, even where the clock is set back across the rollover hour.
func (c Calendar) Day(t time.Time) Day {
	at := t.Unix()
	offset := c.offset(at)
	d := dayOf(floorDiv(at+offset-c.rollover(), daySeconds))
	if c.offset(at-farthestOffset) > offset {
		// The clock was set back lately, perhaps into a day that was over already.
		for d < math.MaxInt32 && at >= c.start(d+1) {
			d++
		}
	}
	return d
}

// Start returns the moment at which study day d begins: the first one when its wall
// clock shows the rollover hour or, where the clock jumps over that hour, a later one.
func (c Calendar) Start(d Day) time.Time {
	return time.Unix(c.start(d), 0).In(c.zone())
}

// start returns the first second of study day d, in Unix time. It looks for the first
// second at which the wall clock is not before the rollover, and takes for granted
// that the clock is changed at most once around that time. (Time.ZoneBounds would
// tell when, but on the last day of the leap years after 2037 Go 1.26 names an end
// that has passed.)
func (c Calendar) start(d Day) int64 {
	wall := int64(d)*daySeconds + c.rollover()
	before, after := wall-farthestOffset, wall+farthestOffset
	usual := wall - c.offset(before)
	if usual+c.offset(usual) == wall {
		return usual
	}
	// The clock is changed before then. It may be set forward, over the hour or up
	// to it, or be set back and come to the hour late, but either way it is
	// before the hour first and then no more: halve the time in between.
	for before+1 < after {
		middle := before + (after-before)/2
		if middle+c.offset(middle) < wall {
			before = middle
		} else {
			after = middle
		}
	}
	return after
}

// offset returns the seconds by which the wall clock is ahead of UTC.
func (c Calendar) offset(at int64) int64 {
	_, offset := time.Unix(at, 0).In(c.zone()).Zone()
	return int64(offset)
}

func (c Calendar) zone() *time.Location {
	if c.Zone == nil {
		return time.UTC
	}
	return c.Zone
}

// rollover returns the seconds from midnight to the beginning of a study day. An hour that
// no clock shows is moved to the nearest one that it does.
func (c Calendar) rollover() int64 { return int64(min(max(c.Rollover, 0), 23)) * 60 * 60 }

// dayOf converts a number of days; those beyond the range of Day, millions of years
// away, become its ends.
func dayOf(days int64) Day { return Day(min(max(days, math.MinInt32), math.MaxInt32)) }

// floorDiv divides and rounds towards the past, where / rounds towards 1970.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
