package chart

import "time"

// Lines shows how something depends on something else: one or more lines, each with a
// band of doubt if it has one.
type Lines struct {
	About
	X     Axis
	Y     Axis
	Lines []Line
	Pins  []Pin
}

// An Axis says what stands along a side of a chart.
type Axis struct {
	Name string // "Days from now", "Minutes a day"
	Unit Unit
	From time.Time // if set, numbers are days from this one, and are said as dates
	Zero bool      // the axis begins at nothing, whatever the numbers
	Low  float64   // with High: the ends, if High is greater
	High float64
}

// A Line is one line. Its points stand in the order of X; a point whose Y is not a number
// is a gap.
type Line struct {
	Name   string
	Tone   Tone
	Points []Point
	Low    []float64 // the band around the points, as long as Points, or nil
	High   []float64
	Steps  bool // holds its value until the next point
}

// A Pin marks a place on the X axis: today, an exam, the value in force.
type Pin struct {
	X      float64
	Text   string
	Strong bool // stands out
}
