package model

// An effort bounds a search by the work that it does, so that a model of any size is drawn
// in a time that nobody notices, and the same model is always drawn the same. It counts
// what is compared: boxes and pieces of lines, some nanoseconds each. Models of the usual
// size do not come to the end of it; in large ones lines are straight in the end.
type effort struct {
	left  int
	floor int // of what is left, kept for those whose turn is still to come
}

// What drawing may cost, and how much of that the arrows; the lines of moderators get the
// rest. Embedded models need less than a twentieth of it.
const (
	drawEffort  = 1_100_000
	routeEffort = 750_000
)

func (e *effort) spend(n int) { e.left -= n }

// over reports whether the one whose turn it is has to take what it has found.
func (e *effort) over() bool { return e.left < e.floor }

// turn begins the i-th of n turns, which share what there is down to the end. Whoever needs
// less leaves it to the others, and a quarter is for those who come first to it.
func (e *effort) turn(i, n, most, end int) {
	e.floor = end + most*3/4/n*(n-1-i)
}
