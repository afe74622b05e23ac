package chart

import "time"

// Calendar shows a number for each day as a lighter or darker field: a column is a week,
// a row a weekday.
type Calendar struct {
	About
	Series Series
	From   time.Time // the first day
	Values []float64 // by day; what is not a number is a day without
	Notes  []string  // said after the number, by day, or nil
	Now    int       // the day of today plus 1, or 0: it is outlined
	Sunday bool      // weeks begin on Sunday
}
