package memory

import "time"

// A Day is a study day: the number of days since 1 January 1970.
type Day int32

// A Calendar says when one study day ends and the next begins.
type Calendar struct {
	Zone     *time.Location // nil means UTC
	Rollover int            // hour of the day at which a study day begins, 0 to 23
}

// Day returns the study day of the moment t.
func (c Calendar) Day(t time.Time) Day { return 0 }

// Start returns the moment at which study day d begins.
func (c Calendar) Start(d Day) time.Time { return time.Time{} }
