package plan

import (
	"testing"

	"pgregory.net/rapid"

	"touchpoint/deck/memory"
)

var today = dayOf(2026, 11, 22) // a Sunday

func TestDatesAreReadAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]memory.Day{
		"24 June 2027":      dayOf(2027, 6, 24),
		"24 june 2027":      dayOf(2027, 6, 24),
		"  24  Jun   2027 ": dayOf(2027, 6, 24),
		"June 24, 2027":     dayOf(2027, 6, 24),
		"2027-06-24":        dayOf(2027, 6, 24),
		"2027-6-4":          dayOf(2027, 6, 4),
		"24.6.2027":         dayOf(2027, 6, 24),
		"24/06/2027":        dayOf(2027, 6, 24),
		"24. June 2027":     dayOf(2027, 6, 24),
		"1.2.27":            dayOf(2027, 2, 1),
		"24 June":           dayOf(2027, 6, 24), // the next one
		"1 December":        dayOf(2026, 12, 1),
		"22 November":       today,
		"21 November":       dayOf(2027, 11, 21),
		"29 February":       dayOf(2028, 2, 29), // there is none before
		"3.12.":             dayOf(2026, 12, 3),
		"3/12":              dayOf(2026, 12, 3),
		"today":             today,
		"Tomorrow":          today + 1,
	} {
		if got, err := parseDate(text, today); err != nil || got != want {
			t.Errorf("%q is %s, %v; want %s", text, dateText(got), err, dateText(want))
		}
	}
}

func TestWhatIsNoDateIsSaid(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "type a date, for example 24 June",
		"soon":             "“soon” is not a date: type for example 24 June, or 2027-06-24",
		"31 June 2027":     "“31 June 2027” is not a date: type for example 24 June, or 2027-06-24",
		"29 February 2027": "“29 February 2027” is not a date: type for example 24 June, or 2027-06-24",
	} {
		if _, err := parseDate(text, today); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// What the program writes into a field it reads there.
func TestDatesSurviveTheirText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := memory.Day(rapid.Int32Range(0, 60000).Draw(t, "day"))
		if got, err := parseDate(dateText(day), today); err != nil || got != day {
			t.Fatalf("%s is %s, %v", dateText(day), dateText(got), err)
		}
	})
}

func TestDaysInWords(t *testing.T) {
	for day, want := range map[memory.Day]string{
		today:      "Sunday, today",
		today + 1:  "Monday, tomorrow",
		today + 12: "Friday, in 12 days",
		today - 1:  "Saturday, in the past",
	} {
		if got := away(day, today); got != want {
			t.Errorf("%s: %q, want %q", dateText(day), got, want)
		}
	}
	if got := shortDate(today+9, today); got != "1 December" {
		t.Errorf("nine days on is %q", got)
	}
	if got := shortDate(today+60, today); got != "21 January 2027" {
		t.Errorf("sixty days on is %q", got)
	}
}
