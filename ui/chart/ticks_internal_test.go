package chart

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestTicksAreThoseThatPeopleWouldChoose(t *testing.T) {
	said := func(s scale) (list []string) {
		for _, tag := range s.tags() {
			list = append(list, tag.text)
		}
		return list
	}
	for name, tt := range map[string]struct {
		got  scale
		want []string
	}{
		"a few cards":    {rounded(0, 3, parts, Count), []string{"0", "1", "2", "3"}},
		"one card":       {rounded(0, 1, parts, Count), []string{"0", "1"}},
		"nothing":        {rounded(0, 0, parts, Count), []string{"0", "1"}},
		"many cards":     {rounded(0, 3900, parts, Count), []string{"0", "1,000", "2,000", "3,000", "4,000"}},
		"recall":         {rounded(0.81, 0.97, parts, Share), []string{"80 %", "85 %", "90 %", "95 %", "100 %"}},
		"all shares":     {ranged(0, 1, 5, Share), []string{"0 %", "20 %", "40 %", "60 %", "80 %", "100 %"}},
		"an evening":     {rounded(0, 55, parts, Minutes), []string{"0", "15 min", "30 min", "45 min", "1 h"}},
		"a working week": {rounded(0, 1800, parts, Minutes), []string{"0", "8 h", "16 h", "24 h", "32 h"}},
		"days":           {ranged(0, 30, 6, Days), []string{"0", "5 d", "10 d", "15 d", "20 d", "25 d", "1 mo"}},
		"years":          {ranged(0, 1500, 5, Days), []string{"0", "1 y", "2 y", "3 y", "4 y"}},
	} {
		if diff := cmp.Diff(tt.want, said(tt.got)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", name, diff)
		}
	}
}

func TestAxesHoldWhatTheyShow(t *testing.T) {
	number := rapid.OneOf(rapid.Float64(), rapid.Float64Range(-10, 1e5), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, 1e300, 1e-300}))
	rapid.Check(t, func(t *rapid.T) {
		low, high := number.Draw(t, "low"), number.Draw(t, "high")
		n := rapid.IntRange(1, 10).Draw(t, "parts")
		u := Unit(rapid.IntRange(int(Count), int(Number)).Draw(t, "unit"))
		for name, s := range map[string]scale{"rounded": rounded(low, high, n, u), "ranged": ranged(low, high, n, u)} {
			if !(s.high > s.low) || math.IsInf(s.high-s.low, 0) {
				t.Fatalf("%s: the axis goes from %v to %v", name, s.low, s.high)
			}
			if len(s.ticks) > n+3 || name == "rounded" && len(s.ticks) < 2 {
				t.Fatalf("%s: %d ticks for %d parts", name, len(s.ticks), n)
			}
			if !slices.IsSorted(s.ticks) {
				t.Fatalf("%s: ticks %v are not in order", name, s.ticks)
			}
			for _, v := range []float64{low, high} {
				at := s.at(v)
				if math.IsNaN(float64(at)) || name == "rounded" && known(low) && known(high) && low < high && (at < -1e-3 || at > 1+1e-3) {
					t.Fatalf("%s: %v stands at %v of the axis from %v to %v", name, v, at, s.low, s.high)
				}
			}
		}
	})
}

func TestDatesAreLabelledWhereThereIsRoom(t *testing.T) {
	from := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	most := func(n int) func([]tag) bool { return func(list []tag) bool { return len(list) <= n } }
	texts := func(list []tag) (out []string) {
		for _, t := range list {
			out = append(out, t.text)
		}
		return out
	}
	for name, tt := range map[string]struct{ got, want []string }{
		"a week":            {texts(dateTags(from, 0, 2, 0, most(5))), []string{"22 Nov", "23 Nov", "24 Nov"}},
		"a month by weeks":  {texts(dateTags(from, 0, 29, 0, most(6))), []string{"22 Nov", "29 Nov", "6 Dec", "13 Dec", "20 Dec"}},
		"a year by months":  {texts(dateTags(from, 0, 150, 0, most(5))), []string{"Dec", "2027", "Feb", "Mar", "Apr"}},
		"years":             {texts(dateTags(from, 0, 1500, 0, most(5))), []string{"2027", "2028", "2029", "2030"}},
		"nothing fits":      {texts(dateTags(from, 0, 3, 0, most(-1))), nil},
		"more than a chart": {texts(dateTags(from, 0, 1e9, 0, most(5))), nil},
	} {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}
