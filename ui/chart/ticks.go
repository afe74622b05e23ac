package chart

import (
	"math"
	"time"
)

// A scale maps numbers onto a side of a chart.
type scale struct {
	low, high float64
	ticks     []float64
	unit      Unit
}

// at is the share of the way from low to high at which a number stands.
func (s scale) at(v float64) float32 {
	if !(s.high > s.low) {
		return 0
	}
	return float32((sane(v) - s.low) / (s.high - s.low))
}

// The distances between ticks that people would choose. Beyond them 1-2-5 goes on.
var (
	minuteSteps = []float64{1.0 / 60, 2.0 / 60, 5.0 / 60, 10.0 / 60, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440}
	secondSteps = []float64{0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200}
	daySteps    = []float64{0.1, 0.2, 0.5, 1, 2, 5, 10, month, 2 * month, 3 * month, 6 * month, year, 2 * year, 5 * year, 10 * year, 20 * year, 50 * year}
	shareSteps  = []float64{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5}
)

// step is the least distance that divides a range into at most so many parts.
func step(span float64, parts int, u Unit) float64 {
	least := span / float64(max(parts, 1))
	var steps []float64
	switch u {
	case Minutes:
		steps = minuteSteps
	case Seconds:
		steps = secondSteps
	case Days:
		steps = daySteps
	case Share:
		steps = shareSteps
	case Count, Number:
	}
	for _, s := range steps {
		if s >= least*(1-1e-9) {
			return s
		}
	}
	switch {
	case u == Count:
		least = max(least, 1)
	case u == Minutes && least > 60:
		return 60 * decade(least/60)
	case u == Seconds && least > 3600:
		return 3600 * decade(least/3600)
	}
	return decade(max(least, 1e-9))
}

// decade is the least of 1, 2 and 5 times a power of ten that is not less than a number.
func decade(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= v*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// apart returns the ends of an axis, with something between them.
func apart(low, high float64, u Unit) (from, to float64) {
	const tell = 1e-6 // what is closer cannot be told apart
	low, high = sane(low), sane(high)
	if high-low > tell*max(1, math.Abs(low), math.Abs(high)) {
		return low, high
	}
	if u == Share {
		return low, low + 0.1*max(1, math.Abs(low))
	}
	return low, low + max(1, tell*10*math.Abs(low))
}

// ranged is a scale whose ends are the given ones, with ticks between them.
func ranged(low, high float64, parts int, u Unit) scale {
	low, high = apart(low, high, u)
	s := scale{low: low, high: high, unit: u}
	d := step(high-low, parts, u)
	for i := math.Ceil(low/d - 1e-9); i*d <= high+d*1e-9 && len(s.ticks) <= parts+1; i++ {
		s.ticks = append(s.ticks, i*d)
	}
	return s
}

// rounded is a scale whose ends are ticks and that holds the given numbers.
func rounded(low, high float64, parts int, u Unit) scale {
	low, high = apart(low, high, u)
	// Rounding the ends may take a part more than there are to be.
	for p := parts; ; p-- {
		d := step(high-low, p, u)
		from, to := math.Floor(low/d+1e-9), math.Ceil(high/d-1e-9)
		if to-from > float64(parts) && p > 1 {
			continue
		}
		s := scale{low: from * d, high: to * d, unit: u}
		for i := from; i <= to; i++ {
			s.ticks = append(s.ticks, i*d)
		}
		return s
	}
}

// A tag is a label of an axis.
type tag struct {
	at   float64 // in the axis's numbers
	text string
}

func (s scale) tags() []tag {
	list := make([]tag, len(s.ticks))
	for i, v := range s.ticks {
		list[i] = tag{v, s.unit.brief(v)}
	}
	return list
}

// months that an axis of dates may leave between its labels.
var monthSteps = []int{1, 2, 3, 6, 12, 24, 60, 120}

// mostDays is how many days an axis has at most that says dates.
const mostDays = 40000

// dateTags returns labels for an axis of the days from low to high after a day, the
// closest first for which fits says yes. The day now is among them if it can be.
func dateTags(from time.Time, low, high, now int, fits func([]tag) bool) []tag {
	if high-low > mostDays {
		return nil
	}
	for _, d := range []int{1, 2, 7, 14, 28} {
		var list []tag
		for i := low; i <= high; i++ {
			if off := i - now; off%d == 0 {
				text := dayOf(from, i).Format("2 Jan")
				list = append(list, tag{float64(i), text})
			}
		}
		if (len(list) > 1 || d == 1) && fits(list) {
			return list
		}
	}
	var last []tag
	for _, m := range monthSteps {
		last = nil
		for i := low; i <= high; i++ {
			day := dayOf(from, i)
			if day.Day() != 1 || (int(day.Month())-1+12*day.Year())%m != 0 {
				continue
			}
			text := day.Format("Jan")
			if day.Month() == time.January {
				text = day.Format("2006")
			}
			last = append(last, tag{float64(i), text})
		}
		if fits(last) {
			return last
		}
	}
	return last
}
