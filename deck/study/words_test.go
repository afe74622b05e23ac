package study_test

import (
	"testing"
	"time"

	"touchpoint/deck/memory"
	"touchpoint/deck/study"
)

func TestIntervalText(t *testing.T) {
	steps := []struct {
		due  time.Duration
		want string
	}{
		{0, "0 s"},
		{-time.Hour, "0 s"},
		{30 * time.Second, "30 s"},
		{59 * time.Second, "59 s"},
		{59*time.Second + 600*time.Millisecond, "1 min"},
		{time.Minute, "1 min"},
		{10 * time.Minute, "10 min"},
		{59*time.Minute + 20*time.Second, "59 min"},
		{59*time.Minute + 40*time.Second, "1 h"},
		{90 * time.Minute, "1.5 h"},
		{23 * time.Hour, "23 h"},
		{23*time.Hour + 59*time.Minute, "1 d"},
		{50 * time.Hour, "2 d"},
	}
	for _, tt := range steps {
		if got := (study.Interval{Due: tt.due}).Text(); got != tt.want {
			t.Errorf("step of %v: got %q, want %q", tt.due, got, tt.want)
		}
	}
	reviews := []struct {
		days int
		want string
	}{
		{1, "1 d"},
		{29, "29 d"},
		{30, "1 mo"},
		{45, "1.5 mo"},
		{107, "3.5 mo"},
		{363, "11.9 mo"},
		{364, "1 y"},
		{365, "1 y"},
		{550, "1.5 y"},
		{36500, "99.9 y"},
	}
	for _, tt := range reviews {
		if got := (study.Interval{Days: tt.days}).Text(); got != tt.want {
			t.Errorf("%d days: got %q, want %q", tt.days, got, tt.want)
		}
	}
	if number, unit := (study.Interval{Days: 45}).Amount(); number != "1.5" || unit != study.Months {
		t.Errorf("got %s of unit %d, want 1.5 months", number, unit)
	}
}

func TestSpan(t *testing.T) {
	tests := []struct {
		d    time.Duration
		want string
	}{
		{0, "less than a minute"},
		{29 * time.Second, "less than a minute"},
		{30 * time.Second, "1 minute"},
		{6*time.Minute + 20*time.Second, "6 minutes"},
		{59*time.Minute + 29*time.Second, "59 minutes"},
		{59*time.Minute + 31*time.Second, "1 hour"},
		{62 * time.Minute, "1 hour"},
		{63 * time.Minute, "1 hour 5 minutes"},
		{119 * time.Minute, "2 hours"},
		{2*time.Hour + 20*time.Minute, "2 hours 20 minutes"},
	}
	for _, tt := range tests {
		if got := study.Span(tt.d); got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.d, got, tt.want)
		}
	}
}

func TestWhen(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse("2006-01-02 15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	tests := []struct{ now, then, want string }{
		{"2026-03-04 09:00", "2026-03-04 08:00", "now"},
		{"2026-03-04 09:00", "2026-03-04 09:00", "now"},
		{"2026-03-04 09:00", "2026-03-04 09:01", "in 1 minute"},
		{"2026-03-04 09:00", "2026-03-04 09:10", "in 10 minutes"},
		{"2026-03-04 09:00", "2026-03-04 10:00", "in 1 hour"},
		{"2026-03-04 09:00", "2026-03-04 20:40", "in 12 hours"},
		{"2026-03-04 09:00", "2026-03-05 04:00", "tomorrow"},
		{"2026-03-04 23:00", "2026-03-05 03:00", "in 4 hours"}, // of the same study day
		{"2026-03-05 03:30", "2026-03-05 04:00", "in 30 minutes"},
		{"2026-03-05 00:30", "2026-03-05 04:00", "tomorrow"}, // before the rollover it is still the 4th
		{"2026-03-04 09:00", "2026-03-06 04:00", "in 2 days"},
		{"2026-03-04 09:00", "2026-03-17 04:00", "in 13 days"},
		{"2026-03-04 09:00", "2026-03-18 04:00", "on 18 March"},
		{"2026-12-24 09:00", "2027-01-20 04:00", "on 20 January 2027"},
	}
	for _, tt := range tests {
		c := memory.Calendar{Zone: time.UTC, Rollover: 4}
		if got := study.When(at(tt.then), at(tt.now), c); got != tt.want {
			t.Errorf("%s seen from %s: got %q, want %q", tt.then, tt.now, got, tt.want)
		}
	}
}
