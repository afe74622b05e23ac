package exam

import (
	"context"
	"math"
	"testing"
)

// Plans of a season trade every day; longer ones have little more to work out than those.
func TestBlocks(t *testing.T) {
	for days := range MaxDays + 1 {
		stands, list := blocks(days), 0
		for day, stand := range stands {
			far := min(day, days-1-day) >= eachDay
			switch {
			case !far && stand != day:
				t.Fatalf("of %d days, day %d has no price of its own", days, day)
			case math.Abs(float64(stand-day)) > mostBlock/2 || stands[stand] != stand || day > 0 && stand < stands[day-1]:
				t.Fatalf("of %d days, day %d stands for day %d", days, stand, day)
			}
			if stand == day {
				list++
			}
		}
		if days <= 2*eachDay && list != days || list > 220 {
			t.Fatalf("of %d days, %d have prices", days, list)
		}
	}
}

// A plan of two years says of each day what it asks for, none on days without time, and
// agrees with what all of it takes.
func TestLongPlan(t *testing.T) {
	c := scenario{cards: 300, days: MaxDays, minutes: 5, begun: 0.3}.config(1)
	for day := range c.Minutes {
		if day%7 == 3 {
			c.Minutes[day] = 0
		}
	}
	p, err := Make(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	sum, begun := 0.0, 0
	for day, d := range p.Days {
		sum, begun = sum+d.Minutes, begun+d.New
		if c.Minutes[day] == 0 && d.Minutes > 0 || d.Minutes > 2*c.Minutes[day]+2 {
			t.Errorf("day %d of %v minutes is asked for %.1f", day, c.Minutes[day], d.Minutes)
		}
	}
	if math.Abs(sum-p.Followed.Minutes) > 0.02*sum {
		t.Errorf("the days take %.0f minutes, and the plan %.0f", sum, p.Followed.Minutes)
	}
	if begun+p.Unbegun != 210 || p.Followed.Recall < 0.95 {
		t.Errorf("begins %d, leaves %d, leads to %.3f", begun, p.Unbegun, p.Followed.Recall)
	}
}
