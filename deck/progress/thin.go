package progress

import (
	"slices"
	"time"
)

// How many backups are kept: all of the last days, and going back from there one a
// day, then one a week, then one a month.
const (
	keepAll     = 2 * 24 * time.Hour
	keepDaily   = 12
	keepWeekly  = 10
	keepMonthly = 9
)

// A span is a rule of thinning: how many backups it may keep, each from another period.
type span struct {
	period func(time.Time) int // numbers the periods; periods are those of UTC
	left   int                 // backups that the rule may still keep
	last   int                 // period of the backup that was kept last, under any rule
}

// thin returns the indexes, ascending, of the backups that are no longer needed, given
// the times at which all of them were made. The newest is always kept, and so is any
// from the future: then the clock is or was wrong, and nothing is known of its age.
//
// Of each day, week and month the newest is kept. So thinning every day ends with the
// same backups as thinning once: what is kept for its month was kept for its week
// before, and for its day before that.
func thin(times []time.Time, now time.Time) []int {
	newestFirst := make([]int, len(times))
	for i := range times {
		newestFirst[i] = i
	}
	slices.SortStableFunc(newestFirst, func(a, b int) int { return times[b].Compare(times[a]) })

	spans := []span{{period: day, left: keepDaily}, {period: week, left: keepWeekly}, {period: month, left: keepMonthly}}
	var unneeded []int
	for _, i := range newestFirst {
		if now.Sub(times[i]) >= keepAll && !keep(spans, times[i]) {
			unneeded = append(unneeded, i)
		}
	}
	slices.Sort(unneeded)
	return unneeded
}

// keep reports whether the first rule that may still keep a backup wants this one. A
// backup that is kept stands for its day, week and month alike.
func keep(spans []span, at time.Time) bool {
	i := slices.IndexFunc(spans, func(s span) bool { return s.left > 0 })
	if i < 0 || spans[i].last == spans[i].period(at) {
		return false
	}
	spans[i].left--
	for k := range spans {
		spans[k].last = spans[k].period(at)
	}
	return true
}

func day(t time.Time) int   { return int(t.Unix() / (24 * 60 * 60)) }
func week(t time.Time) int  { return (day(t) + 3) / 7 } // 1970-01-01 was a Thursday, weeks begin on Monday
func month(t time.Time) int { return t.UTC().Year()*12 + int(t.UTC().Month()) }
