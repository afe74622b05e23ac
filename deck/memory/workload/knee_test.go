package workload_test

import (
	"math"
	"testing"

	"touchpoint/deck/memory/workload"
)

// curve returns points of so many seconds and cards remembered.
func curve(figures ...[2]float64) []workload.Point {
	points := make([]workload.Point, len(figures))
	for i, f := range figures {
		points[i] = workload.Point{Retention: 0.7 + 0.01*float64(i), SecondsPerDay: f[0], Remembered: f[1]}
	}
	return points
}

func TestKnee(t *testing.T) {
	nan := math.NaN()
	tests := []struct {
		name   string
		points []workload.Point
		at     int // number of the point
		bound  workload.Bound
	}{
		{"bends", curve([2]float64{100, 50}, [2]float64{110, 80}, [2]float64{130, 95}, [2]float64{300, 100}), 2, workload.Inside},
		{"bends early", curve([2]float64{100, 50}, [2]float64{101, 70}, [2]float64{200, 80}, [2]float64{300, 90}), 1, workload.Inside},
		{"is straight", curve([2]float64{100, 50}, [2]float64{200, 60}, [2]float64{300, 70}), 0, workload.NoKnee},
		{"bends the other way", curve([2]float64{100, 50}, [2]float64{290, 55}, [2]float64{300, 70}), 0, workload.NoKnee},
		{"costs more for nothing", curve([2]float64{100, 50}, [2]float64{200, 50}, [2]float64{300, 49}), 0, workload.Lowest},
		{"gains for nothing", curve([2]float64{100, 50}, [2]float64{90, 55}, [2]float64{100, 70}), 2, workload.Highest},
		{"is flat", curve([2]float64{0, 0}, [2]float64{0, 0}, [2]float64{0, 0}), 0, workload.NoKnee},
		{"nothing happens", curve([2]float64{10, 50}, [2]float64{10, 50}, [2]float64{10, 50}), 0, workload.NoKnee},
		{"is too short", curve([2]float64{10, 50}, [2]float64{20, 60}), 0, workload.NoKnee},
		{"is no curve", curve([2]float64{nan, nan}, [2]float64{nan, nan}, [2]float64{nan, nan}), 0, workload.NoKnee},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, bound := workload.Knee(test.points)
			if want := test.points[test.at].Retention; got.Retention != want || bound != test.bound {
				t.Errorf("Knee is at %v, %v, want %v, %v", got.Retention, bound, want, test.bound)
			}
		})
	}
	if got, bound := workload.Knee(nil); got != (workload.Point{}) || bound != workload.NoKnee {
		t.Errorf("Knee of no points is %+v, %v", got, bound)
	}
}

// For the learners of the vectors the knee lies near where most people stay anyway, and
// never at the end, where the fewest seconds for each card are.
func TestKneeOfLearners(t *testing.T) {
	o := readOracle(t, "simulate")
	for name, m := range o.models {
		for _, cards := range []int{0, 500} {
			c := learner(cards)
			c.Model = m
			if cards > 0 {
				c.NewPerDay = 0
			}
			got, bound := workload.Knee(mustCurve(t, c, 0.7, 0.75, 0.8, 0.84, 0.88, 0.9, 0.92, 0.94, 0.97))
			if bound != workload.Inside || got.Retention < 0.85 || got.Retention > 0.94 {
				t.Errorf("weights %s, %d cards: Knee is at %v, %v", name, cards, got.Retention, bound)
			}
		}
	}
}
