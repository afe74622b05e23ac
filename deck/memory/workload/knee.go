package workload

// A Bound says whether a knee was found inside of a curve.
type Bound uint8

// The bounds.
const (
	Inside  Bound = iota // the knee lies inside of the curve
	Lowest               // asking more often gains nothing: the knee is the first point, or lies below it
	Highest              // asking more often costs nothing: the knee is the last point, or lies above it
	NoKnee               // the curve does not bend, or is too short, or there is nothing to remember
)

// A bend below this share of the curve's height is none.
const slightBend = 0.02

// Knee returns the point of a curve after which one more card that is remembered becomes
// dear, and whether it lies inside of the curve. The points are in ascending order of
// retention. Without a knee the point is the first one, or none.
//
// The price of a card is the seconds a day that it takes to remember one card more. At
// low retentions it is low, and it rises without end. Up to the knee it is below the mean
// price over the whole curve, beyond it above. In a picture of seconds over cards
// remembered the knee lies furthest below the straight line between the ends.
//
// So it depends on where the curve begins and ends, and it is no optimum. The retention
// with the fewest seconds for each card remembered, which FSRS programs used to recommend,
// is the lowest one allowed for nearly everybody, because the forgetting curve of FSRS-6 is
// so flat. How much one more card is worth is for the learner to say.
func Knee(points []Point) (Point, Bound) {
	if len(points) == 0 {
		return Point{}, NoKnee
	}
	first, last := points[0], points[len(points)-1]
	gain, cost := last.Remembered-first.Remembered, last.SecondsPerDay-first.SecondsPerDay
	switch {
	case len(points) < 3 || last.Remembered <= 0 || gain <= 0 && cost <= 0:
		return first, NoKnee
	case gain <= 0:
		return first, Lowest
	case cost <= 0:
		return last, Highest
	}
	knee, bend := first, slightBend
	for _, p := range points {
		// How far below the line, in heights of the curve.
		below := (p.Remembered-first.Remembered)/gain - (p.SecondsPerDay-first.SecondsPerDay)/cost
		if below > bend {
			knee, bend = p, below
		}
	}
	if bend == slightBend {
		return first, NoKnee
	}
	return knee, Inside
}
