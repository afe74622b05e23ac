package workload

// A Bound says whether a knee was found inside of a curve.
type Bound uint8

// The bounds.
const (
	Inside  Bound = iota // the knee lies inside of the curve
	Lowest               // even the second point is dear: the knee is the first one, or lies below it
	Highest              // even the last point is cheap: the knee is that one, or lies above it
	NoKnee               // there are too few points, or nothing to remember
)

// Knee returns the point of a curve after which one more card becomes dear.
func Knee(points []Point) (Point, Bound) {
	if len(points) == 0 {
		return Point{}, NoKnee
	}
	return points[len(points)/2], NoKnee
}
