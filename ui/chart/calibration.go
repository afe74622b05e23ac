package chart

// Calibration shows what was expected against what came: a disc for each group of
// predictions, the larger the more there are. On the diagonal, both are the same.
type Calibration struct {
	About
	Of     string // what is counted: "answers"
	Groups []Group
}

// A Group is predictions of about the same value.
type Group struct {
	Expected float64 // share predicted, 0 to 1
	Came     float64 // share that came true
	Count    int
}
