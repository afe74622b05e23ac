package memory_test

import (
	"math"
	"testing"
	"time"
	_ "time/tzdata" // the tests need zones even where the machine has none

	"pgregory.net/rapid"

	"touchpoint/deck/memory"
)

func zone(tb testing.TB, name string) *time.Location {
	tb.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		tb.Fatal(err)
	}
	return loc
}

// dayOf returns the study day with the date y-m-d.
func dayOf(y int, m time.Month, d int) memory.Day {
	return memory.Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func TestCalendarDay(t *testing.T) {
	tests := []struct {
		name     string
		zone     string
		rollover int
		at       string // RFC 3339
		want     memory.Day
	}{
		{"noon", "UTC", 4, "2024-03-10T12:00:00Z", dayOf(2024, 3, 10)},
		{"late at night", "UTC", 4, "2024-03-11T03:59:59Z", dayOf(2024, 3, 10)},
		{"at the rollover", "UTC", 4, "2024-03-11T04:00:00Z", dayOf(2024, 3, 11)},
		{"rollover at midnight", "UTC", 0, "2024-03-11T00:00:00Z", dayOf(2024, 3, 11)},
		{"rollover late in the evening", "UTC", 23, "2024-03-11T22:59:59Z", dayOf(2024, 3, 10)},
		{"no such rollover hour is the last", "UTC", 99, "2024-03-11T22:59:59Z", dayOf(2024, 3, 10)},
		{"no such rollover hour is the first", "UTC", -1, "2024-03-11T00:00:00Z", dayOf(2024, 3, 11)},
		{"evening in Copenhagen is still today", "Europe/Copenhagen", 4, "2024-06-02T01:30:00Z", dayOf(2024, 6, 1)},
		{"morning in Shanghai is already tomorrow", "Asia/Shanghai", 4, "2024-06-01T20:00:00Z", dayOf(2024, 6, 2)},
		{"before 1970", "UTC", 4, "1969-12-31T03:00:00Z", -2},
		{"the epoch itself is night", "UTC", 4, "1970-01-01T00:00:00Z", -1},
		{"before the clocks go forward", "Europe/Copenhagen", 4, "2024-03-31T00:59:59Z", dayOf(2024, 3, 30)},
		{"after the clocks go forward", "Europe/Copenhagen", 4, "2024-03-31T02:00:00Z", dayOf(2024, 3, 31)},
		{"the hour that comes twice", "Europe/Copenhagen", 4, "2024-10-27T01:30:00Z", dayOf(2024, 10, 26)},
		{"after the clocks went back", "Europe/Copenhagen", 4, "2024-10-27T03:00:00Z", dayOf(2024, 10, 27)},
		{"the rollover hour is jumped over", "Europe/Copenhagen", 2, "2024-03-31T01:00:00Z", dayOf(2024, 3, 31)},
		// At one minute past midnight the clocks went back into the evening before.
		{"a day that has begun stays", "America/St_Johns", 0, "2010-11-07T02:31:30Z", dayOf(2010, 11, 7)},
		// Troll station sets its clocks back two hours, from three to one.
		{"a day that has begun stays at Troll", "Antarctica/Troll", 2, "2024-10-27T01:10:00Z", dayOf(2024, 10, 27)},
		{"the last day of a leap year", "Europe/Copenhagen", 4, "2040-12-31T12:00:00Z", dayOf(2040, 12, 31)},
		{"half an hour of summer", "Australia/Lord_Howe", 4, "2024-04-06T17:45:00Z", dayOf(2024, 4, 7)},
		// Samoa went from the 29th of December 2011 to the 31st.
		{"before the day that never was", "Pacific/Apia", 4, "2011-12-30T09:59:59Z", dayOf(2011, 12, 29)},
		{"in the night after it", "Pacific/Apia", 4, "2011-12-30T13:59:59Z", dayOf(2011, 12, 30)},
		{"in the morning after it", "Pacific/Apia", 4, "2011-12-30T14:00:00Z", dayOf(2011, 12, 31)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			at, err := time.Parse(time.RFC3339, test.at)
			if err != nil {
				t.Fatal(err)
			}
			c := memory.Calendar{Zone: zone(t, test.zone), Rollover: test.rollover}
			if got := c.Day(at); got != test.want {
				t.Errorf("Day(%s) = %d, want %d", test.at, got, test.want)
			}
		})
	}
}

func TestCalendarStart(t *testing.T) {
	tests := []struct {
		name     string
		zone     string
		rollover int
		day      memory.Day
		want     string
	}{
		{"usual", "Europe/Copenhagen", 4, dayOf(2024, 6, 1), "2024-06-01T04:00:00+02:00"},
		{"the night the clocks go forward", "Europe/Copenhagen", 4, dayOf(2024, 3, 31), "2024-03-31T04:00:00+02:00"},
		{"the hour that is jumped over", "Europe/Copenhagen", 2, dayOf(2024, 3, 31), "2024-03-31T03:00:00+02:00"},
		{"the hour that comes twice", "Europe/Copenhagen", 2, dayOf(2024, 10, 27), "2024-10-27T02:00:00+02:00"},
		{"the day that never was", "Pacific/Apia", 0, dayOf(2011, 12, 30), "2011-12-31T00:00:00+14:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := memory.Calendar{Zone: zone(t, test.zone), Rollover: test.rollover}
			if got := c.Start(test.day).Format(time.RFC3339); got != test.want {
				t.Errorf("Start(%d) = %s, want %s", test.day, got, test.want)
			}
		})
	}
}

func TestCalendarWithoutZoneIsUTC(t *testing.T) {
	at := time.Date(2024, 6, 1, 23, 0, 0, 0, zone(t, "America/New_York"))
	if got, want := (memory.Calendar{Rollover: 4}).Day(at), dayOf(2024, 6, 1); got != want {
		t.Errorf("Day = %d, want %d", got, want)
	}
}

func TestCalendarAtTheEndsOfTime(t *testing.T) {
	c := memory.Calendar{Zone: zone(t, "Europe/Copenhagen"), Rollover: 4}
	for _, d := range []memory.Day{math.MinInt32, math.MaxInt32} {
		if got := c.Day(c.Start(d)); got != d {
			t.Errorf("Day(Start(%d)) = %d", d, got)
		}
	}
	const beyond = 1 << 50 // seconds, some 35 million years
	if got := c.Day(time.Unix(beyond, 0)); got != math.MaxInt32 {
		t.Errorf("day of the far future = %d, want %d", got, math.MaxInt32)
	}
	if got := c.Day(time.Unix(-beyond, 0)); got != math.MinInt32 {
		t.Errorf("day of the far past = %d, want %d", got, math.MinInt32)
	}
}

func TestDaySince(t *testing.T) {
	tests := []struct {
		today, last memory.Day
		want        int
	}{
		{20000, 20000, 0},
		{20003, 20000, 3},
		{19999, 20000, 0}, // the clock was set back
		{math.MaxInt32, math.MinInt32, math.MaxUint32},
		{math.MinInt32, math.MaxInt32, 0},
	}
	for _, test := range tests {
		if got := test.today.Since(test.last); got != test.want {
			t.Errorf("%d.Since(%d) = %d, want %d", test.today, test.last, got, test.want)
		}
	}
}

// anyCalendar draws a calendar of one of the zones with odd habits.
func anyCalendar(tb testing.TB) *rapid.Generator[memory.Calendar] {
	var zones []*time.Location
	for _, name := range []string{
		"UTC", "Europe/Copenhagen", "America/New_York", "Asia/Kathmandu", "Pacific/Apia",
		"Pacific/Kwajalein", "Australia/Lord_Howe", "America/St_Johns", "Antarctica/Troll",
		"Africa/Casablanca", "Pacific/Kiritimati", "America/Sao_Paulo", "Asia/Shanghai",
	} {
		zones = append(zones, zone(tb, name))
	}
	zones = append(zones, time.FixedZone("far east", 14*60*60), time.FixedZone("far west", -12*60*60))
	return rapid.Custom(func(t *rapid.T) memory.Calendar {
		return memory.Calendar{
			Zone:     rapid.SampledFrom(zones).Draw(t, "zone"),
			Rollover: rapid.IntRange(0, 23).Draw(t, "rollover"),
		}
	})
}

// aMoment draws a moment from 1930 to 2090, often near one at which clocks are changed.
func aMoment(c memory.Calendar) *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		at := time.Unix(rapid.Int64Range(-1262304000, 3786912000).Draw(t, "second"), 0)
		if rapid.Bool().Draw(t, "near a change") {
			if _, end := at.In(c.Zone).ZoneBounds(); !end.IsZero() {
				at = end
			}
		}
		return at.Add(time.Duration(rapid.Int64Range(-int64(30*time.Hour), int64(30*time.Hour)).Draw(t, "offset")))
	})
}

func TestCalendarDayIsTheWallClock(t *testing.T) {
	calendars := anyCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		c := calendars.Draw(t, "calendar")
		at := aMoment(c).Draw(t, "moment")
		// The date on a clock that runs late by the rollover; the days around a change
		// of the clocks are for the other tests.
		y, m, d := at.In(c.Zone).Date()
		h := at.In(c.Zone).Hour()
		want := dayOf(y, m, d)
		if h < c.Rollover {
			want--
		}
		changed, _ := at.In(c.Zone).ZoneBounds()
		if !changed.IsZero() && at.Sub(changed) < 26*time.Hour {
			t.Skip("clocks were changed lately")
		}
		if got := c.Day(at); got != want {
			t.Fatalf("Day(%v) = %d, want %d", at.In(c.Zone), got, want)
		}
	})
}

func TestCalendarNeverGoesBack(t *testing.T) {
	calendars := anyCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		c := calendars.Draw(t, "calendar")
		early := aMoment(c).Draw(t, "moment")
		late := early.Add(time.Duration(rapid.Int64Range(0, int64(3*time.Hour)).Draw(t, "more")))
		if first, second := c.Day(early), c.Day(late); second < first {
			t.Fatalf("%v is day %d, %v is day %d", early.In(c.Zone), first, late.In(c.Zone), second)
		}
	})
}

func TestCalendarDaysFollowEachOther(t *testing.T) {
	calendars := anyCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		c := calendars.Draw(t, "calendar")
		at := aMoment(c).Draw(t, "moment")
		d := c.Day(at)
		start, end := c.Start(d), c.Start(d+1)
		if at.Before(start) || !at.Before(end) {
			t.Fatalf("%v is day %d, which lasts from %v to %v", at.In(c.Zone), d, start, end)
		}
		if got := c.Day(start); got != d {
			t.Fatalf("day %d starts at %v, which is day %d", d, start, got)
		}
		if got := c.Day(start.Add(-1)); got >= d {
			t.Fatalf("day %d starts at %v, but just before it is day %d", d, start, got)
		}
	})
}
