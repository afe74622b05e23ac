package chart

// Bars shows amounts as horizontal bars, each with its name: for topics, models, plans.
// With several series every bar has one below another.
type Bars struct {
	About
	Of     string // what a bar is: "Topic"; the head of the table
	Series []Series
	Bars   []Bar
	Most   float64 // the end of the axis, if it is more than any bar; with Share 1 is usual
	Target float64 // a line through all bars, if it is positive
	Aim    string  // what the line is: "your aim"
}

// A Bar is one row.
type Bar struct {
	Name   string
	Amount []float64 // by series; not a number for none
	Low    float64   // the doubt about the first, if High is greater
	High   float64
	Note   string // at the right, after the number: "34 cards"
}

// Tiles shows a few numbers, each with what it is.
type Tiles struct {
	About
	Tiles []Tile
}

// A Tile is one number.
type Tile struct {
	Value string    // "91 %"
	Name  string    // "remembered this month"
	Note  string    // said in the reading line: how it is meant
	Trend []float64 // a small line under the number, if there are at least two
}
