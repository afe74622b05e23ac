package workload

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// A Point says what one desired retention costs and brings.
type Point struct {
	Retention     float64 // desired: chance of recall at which a card is asked again
	SecondsPerDay float64 // mean over the days of the look ahead
	ReviewsPerDay float64 // cards asked that are out of their learning steps; mean over the days
	Remembered    float64 // cards expected to be recalled on the last day
}

// Retentions returns the 28 that a curve is usually drawn of: 0.70 to 0.97.
func Retentions() []float64 {
	all := make([]float64, 0, 28)
	for percent := 70; percent <= 97; percent++ {
		all = append(all, float64(percent)/100)
	}
	return all
}

// A worker holds ten megabytes for a look ahead of a year, and fifty for the longest.
const mostWorkers = 4

// Curve returns a point for each of the given retentions, in their order. Cards that have
// been begun are asked on the day that they are due on; the retention decides
// from then on, but for the parts that have one of their own: these add the same to every
// point. Nothing is left to chance, so it is the same at every call. When tell is
// not nil it is told, in the goroutine of the caller, how many points are done.
//
// The method is that of the expected workload of fsrs-rs 6.6, see [Config]: without
// steps, for one new card, the seconds are its seconds.
func Curve(ctx context.Context, c Config, retentions []float64, tell func(done, total int)) ([]Point, error) {
	c = c.sound()
	in := field{newGrid(), newForgetting(c.Model, c.Days)}
	own, begun := c.begun()
	kept, err := ofParts(ctx, c, own, in)
	if err != nil {
		return nil, err
	}
	s, err := newStart(ctx, c, c.Cards, begun, in)
	if err != nil {
		return nil, err
	}
	points := make([]Point, len(retentions))
	var (
		next    atomic.Int64
		workers sync.WaitGroup
		done    = make(chan struct{}, len(retentions))
	)
	for range min(runtime.GOMAXPROCS(0), len(retentions), mostWorkers) {
		workers.Go(func() {
			f := newFlow(s)
			for {
				i := int(next.Add(1)) - 1
				if i >= len(retentions) || f.run(ctx, retentions[i]) != nil {
					return
				}
				points[i] = f.point(retentions[i]).with(kept)
				done <- struct{}{}
			}
		})
	}
	go func() {
		workers.Wait()
		close(done)
	}()
	finished := 0
	for range done {
		finished++
		if tell != nil {
			tell(finished, len(retentions))
		}
	}
	if finished < len(retentions) {
		return nil, ctx.Err()
	}
	return points, nil
}

// ofParts returns what the cards with a retention of their own cost and bring.
func ofParts(ctx context.Context, c Config, begun [][]int, in field) (Point, error) {
	var all Point
	for i := range c.Own {
		s, err := newStart(ctx, c, c.Own[i].Cards, begun[i], in)
		if err != nil {
			return Point{}, err
		}
		f := newFlow(s)
		if err := f.run(ctx, c.Own[i].Retention); err != nil {
			return Point{}, err
		}
		all = all.with(f.point(0))
	}
	return all, nil
}

// with returns p with what other cards cost and bring.
func (p Point) with(o Point) Point {
	p.SecondsPerDay += o.SecondsPerDay
	p.ReviewsPerDay += o.ReviewsPerDay
	p.Remembered += o.Remembered
	return p
}

// point sums up a look ahead.
func (f *flow) point(retention float64) Point {
	p := Point{Retention: retention, Remembered: min(f.sum, f.start.cards)} // it may be more by a rounding
	if len(f.seconds) == 0 {
		return p
	}
	for day := range f.seconds {
		p.SecondsPerDay += f.seconds[day]
		p.ReviewsPerDay += f.reviews[day]
	}
	p.SecondsPerDay /= float64(len(f.seconds))
	p.ReviewsPerDay /= float64(len(f.seconds))
	return p
}
