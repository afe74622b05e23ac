package chart

import "time"

// Columns shows amounts side by side: one or more series stacked on each other in
// every column, and if wanted a line beside them, with its band.
type Columns struct {
	About
	Of      string    // what a column is: "Day", "Week", "Topic"; the head of the table
	From    time.Time // the day of the first column, if the columns are spans of time
	Step    Step      // how much time a column is, if From is set
	Series  []Series  // what is stacked, from the bottom
	Columns []Column
	Beside  *Series // the line's, whose unit may be another: it has its own axis then
	Now     int     // the column of today plus 1, or 0: it is marked
	Most    float64 // what the axis reaches at least, in the series' unit
}

// A Column is one column.
type Column struct {
	Label  string    // below the axis; left out where there is no room, or if From is set
	Name   string    // in the reading line; Label or the date if it is ""
	Amount []float64 // by series; what is not a number or less than nothing counts as nothing
	Line   float64   // of the line beside; NaN for none
	Low    float64   // the band around Line, if High is greater
	High   float64
	Note   string // said after the figures
}

// A Step is how much time a column is.
type Step uint8

// The steps.
const (
	Day Step = iota
	Week
	Month
)

// Histogram shows how often values fall between edges.
type Histogram struct {
	About
	Of     string    // what is measured: "Stability"
	Unit   Unit      // of the edges
	Edges  []float64 // one more than there are counts, rising
	Counts []float64
	Things string  // what is counted: "cards"
	Mark   float64 // a value that is marked, such as the median, if it lies within the edges
	Named  string  // what the mark is: "half of them"; "" for no mark
}

// Hours shows an amount by hour of the day, and a line beside it.
type Hours struct {
	About
	Series Series
	Amount [24]float64
	Beside *Series     // nil for no line
	Line   [24]float64 // NaN for hours without
}
