package progress

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 7, 12, 0, 0, 0, time.UTC) // a Saturday

func TestThin(t *testing.T) {
	ago := func(days ...float64) []time.Time {
		var times []time.Time
		for _, d := range days {
			times = append(times, noon.Add(-time.Duration(d*24*float64(time.Hour))))
		}
		return times
	}
	for _, tt := range []struct {
		name  string
		times []time.Time
		want  []int
	}{
		{"none", nil, nil},
		{"one, however old", ago(4000), nil},
		{"all of two days", ago(0, 0.1, 0.2, 1, 1.1, 1.9), nil},
		{"one a day after that", ago(2.1, 2.2, 2.3, 3.1, 3.2), []int{1, 2, 4}},
		{"in any order", ago(3.2, 2.3, 3.1, 2.1, 2.2), []int{0, 1, 4}},
		{"the future is kept", ago(-1, -400, -400.1), nil},
		{"seldom, so each stands for its day", ago(30, 60, 90, 120, 150), nil},
		{"twice at one moment", ago(5, 5), []int{1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, thin(tt.times, noon)); diff != "" {
				t.Errorf("thin (-want +got):\n%s", diff)
			}
		})
	}
}

// Someone who backs up every six hours and thins each time keeps, after years, what the
// rules say.
func TestThinOverYears(t *testing.T) {
	var kept []time.Time
	now := noon.AddDate(-3, 0, 0)
	for ; !now.After(noon); now = now.Add(6 * time.Hour) {
		kept = append(kept, now)
		kept = without(kept, thin(kept, now))
	}
	now = noon
	slices.Reverse(kept) // the newest first
	var ages []int       // days
	for _, at := range kept {
		ages = append(ages, int(now.Sub(at).Hours()/24))
	}
	recent, daily := ages[:8], kept[8:8+keepDaily]
	weekly, monthly := ages[8+keepDaily:8+keepDaily+keepWeekly], ages[8+keepDaily+keepWeekly:]
	if want := []int{0, 0, 0, 0, 1, 1, 1, 1}; !slices.Equal(recent, want) {
		t.Errorf("recent backups are %v days old, want %v", recent, want)
	}
	for i := range daily {
		if got, want := day(daily[i]), day(now)-2-i; got != want {
			t.Errorf("daily backup %d is of day %d, want %d", i, got, want)
		}
	}
	for i, age := range weekly {
		if weekday := kept[8+keepDaily+i].Weekday(); weekday != time.Sunday || i > 0 && age != weekly[i-1]+7 {
			t.Errorf("weekly backup %d is %d days old, of a %s, want a week after %d, of a Sunday", i, age, weekday, weekly[max(0, i-1)])
		}
	}
	if len(monthly) != keepMonthly {
		t.Fatalf("%d monthly backups, want %d", len(monthly), keepMonthly)
	}
	for i := 1; i < len(monthly); i++ {
		if gap := monthly[i] - monthly[i-1]; gap < 28 || gap > 35 {
			t.Errorf("monthly backups are %v days old, want one a month", monthly)
		}
	}
}

func TestThinAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hours := rapid.SliceOfN(rapid.IntRange(-48, 800*24), 1, 200).Draw(t, "hours")
		var times []time.Time
		for _, h := range hours {
			times = append(times, noon.Add(-time.Duration(h)*time.Hour))
		}
		unneeded := thin(times, noon)
		if !slices.IsSorted(unneeded) || len(slices.Compact(slices.Clone(unneeded))) != len(unneeded) {
			t.Fatalf("thin = %v, want each index once, in order", unneeded)
		}
		for _, i := range unneeded {
			if noon.Sub(times[i]) < keepAll {
				t.Fatalf("thin drops a backup of %v, not two days old", times[i])
			}
		}
		kept := without(times, unneeded)
		if newest := slices.MaxFunc(times, time.Time.Compare); !slices.ContainsFunc(kept, newest.Equal) {
			t.Fatalf("thin drops the newest backup")
		}
		old := slices.DeleteFunc(slices.Clone(kept), func(at time.Time) bool { return noon.Sub(at) < keepAll })
		if len(old) > keepDaily+keepWeekly+keepMonthly {
			t.Fatalf("thin keeps %d old backups, want at most %d", len(old), keepDaily+keepWeekly+keepMonthly)
		}
		if again := thin(kept, noon); len(again) > 0 {
			t.Fatalf("thin drops %v of what it kept", again)
		}
	})
}

// without returns the times but for those at the indexes.
func without(times []time.Time, indexes []int) []time.Time {
	var rest []time.Time
	for i, at := range times {
		if !slices.Contains(indexes, i) {
			rest = append(rest, at)
		}
	}
	return rest
}
