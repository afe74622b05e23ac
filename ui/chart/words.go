package chart

// A Unit says what a number counts, and so how it is said, rounded and divided on an axis.
type Unit uint8

// The units.
const (
	Count   Unit = iota // of cards, answers and the like: "1,250"
	Share               // a share of one, said in per cent: 0.914 is "91 %"
	Minutes             // "14 min", "1 h 20 min"
	Seconds             // "8.5 s", "1 min 10 s"
	Days                // "3 days", "4 months", "2 years"
	Number              // a plain number with up to two decimals: a difficulty, a loss
)
