package chart

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestNumbersAreSaidAsPeopleSayThem(t *testing.T) {
	tests := []struct {
		unit  Unit
		value float64
		want  string
	}{
		{Count, 0, "0"},
		{Count, 1250, "1,250"},
		{Count, 2.5, "2.5"},
		{Count, 2.01, "2"},
		{Count, -3, "−3"},
		{Share, 0.914, "91 %"},
		{Share, 1, "100 %"},
		{Share, 0, "0 %"},
		{Share, 0.9996, "99.9 %"}, // not yet all
		{Share, 0.991, "99.1 %"},
		{Share, 0.004, "0.4 %"},
		{Minutes, 0.5, "30 s"},
		{Minutes, 4.5, "4.5 min"},
		{Minutes, 14.2, "14 min"},
		{Minutes, 59.8, "1 h"},
		{Minutes, 80, "1 h 20 min"},
		{Minutes, 60 * 31, "31 h"},
		{Seconds, 8.5, "8.5 s"},
		{Seconds, 42, "42 s"},
		{Seconds, 59.9, "1 min"},
		{Seconds, 70, "1 min 10 s"},
		{Days, 1, "1 day"},
		{Days, 3, "3 days"},
		{Days, 122, "4 months"},
		{Days, 365.2425, "1 year"},
		{Days, 36524, "100 years"},
		{Number, 0.3456, "0.35"},
		{Number, 5, "5"},
		{Number, -0.001, "0"},
		{Number, math.Copysign(0, -1), "0"},
		{Count, math.NaN(), "–"},
		{Minutes, math.Inf(1), "–"},
	}
	for _, tt := range tests {
		if got := tt.unit.Text(tt.value); got != tt.want {
			t.Errorf("unit %d says %v as %q, want %q", tt.unit, tt.value, got, tt.want)
		}
	}
}

func TestSpansNameTheirUnitOnce(t *testing.T) {
	for want, got := range map[string]string{
		"2 to 5 days":         Days.span(2, 5),
		"1 to 2 days":         Days.span(1, 2),
		"0 to 1 day":          Days.span(0, 1),
		"14 days to 1 month":  Days.span(14, 30.5),
		"70 to 80 %":          Share.span(0.7, 0.8),
		"10 to 20":            Count.span(10, 20),
		"0 to 0.5":            Number.span(0, 0.5),
		"0 to 4.5 min":        Minutes.span(0, 4.5),
		"45 min to 1 h 5 min": Minutes.span(45, 65),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAmountsReadAsASentence(t *testing.T) {
	for want, got := range map[string]string{
		"14 reviews":       Series{Name: "Reviews"}.amount(14),
		"1 review":         Series{Name: "Reviews"}.amount(1),
		"5 new":            Series{Name: "New"}.amount(5),
		"recall 88 %":      Series{Name: "Recall", Unit: Share}.amount(0.88),
		"FSRS 88 %":        Series{Name: "FSRS", Unit: Share}.amount(0.88),
		"study time 8 min": Series{Name: "Study time", Unit: Minutes}.amount(8),
		"7":                Series{}.amount(7),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestEveryNumberCanBeSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64().Draw(t, "number")
		u := Unit(rapid.IntRange(int(Count), int(Number)).Draw(t, "unit"))
		for _, text := range []string{u.Text(v), u.brief(v)} {
			if text == "" || strings.Contains(text, "NaN") || strings.Contains(text, "Inf") || strings.Contains(text, "e+") {
				t.Fatalf("unit %d says %v as %q", u, v, text)
			}
		}
	})
}

// A point that stands for several days says all of them, in its reading and in the table.
func TestAPointOfSeveralDays(t *testing.T) {
	l := Lines{
		X: Axis{Name: "Days from", From: time.Date(2026, 8, 24, 0, 0, 0, 0, time.UTC), Days: 7}, Y: Axis{Name: "Remembered", Unit: Share},
		Lines: []Line{{Points: []Point{{X: 3, Y: 0.9}, {X: 10, Y: 0.8}}}},
	}
	for x, want := range map[float64]string{
		3: "24 to 30 August 2026: remembered 90 %", 10: "31 August to 6 September 2026: remembered 80 %",
	} {
		if got := l.reading(x); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	head, rows := l.Table()
	want := [][]string{{"2026-08-24", "2026-08-30", "90 %"}, {"2026-08-31", "2026-09-06", "80 %"}}
	if diff := cmp.Diff(want, rows); diff != "" || len(head) != 3 {
		t.Errorf("%q %s", head, diff)
	}
	l.X.Days = 3
	if first, last := l.X.days(1); first.Day() != 24 || last.Day() != 26 {
		t.Errorf("three days are from %v to %v", first, last)
	}
	l.X.Days = 14
	if first, last := l.X.days(6.5); first.Day() != 24 || last.Day() != 6 {
		t.Errorf("two weeks are from %v to %v", first, last)
	}
	l.X.Days = 0
	if got := l.reading(3); got != "Thursday 27 August: remembered 90 %" {
		t.Errorf("got %q", got)
	}
	if got := between(time.Date(2026, 12, 28, 0, 0, 0, 0, time.UTC), time.Date(2027, 1, 3, 0, 0, 0, 0, time.UTC)); got != "28 December 2026 to 3 January 2027" {
		t.Errorf("got %q", got)
	}
}
