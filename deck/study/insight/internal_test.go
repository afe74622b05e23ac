package insight

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

func TestMiddle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0, 10), 1, 50).Draw(t, "values")
		sorted := slices.Sorted(slices.Values(values))
		if got, want := middle(values), sorted[(len(sorted)-1)/2]; got != want {
			t.Errorf("the middle of %v is %v, want %v", sorted, got, want)
		}
	})
}

// Forecasts in fine steps rank as well as sorted ones.
func TestAUC(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var f fitTally
		var kept, lost []float64
		for range rapid.IntRange(0, 40).Draw(t, "answers") {
			chance := float64(rapid.IntRange(0, 64).Draw(t, "chance")) / 64
			r := record{recall: float32(chance), is: foretold}
			if rapid.Bool().Draw(t, "recalled") {
				r.is |= recalled
				kept = append(kept, chance)
			} else {
				lost = append(lost, chance)
			}
			f.add(&r)
		}
		want, pairs := 0.0, 0.0
		for _, k := range kept {
			for _, l := range lost {
				pairs++
				switch {
				case k > l:
					want++
				case k == l:
					want += 0.5
				}
			}
		}
		if pairs == 0 {
			want, pairs = 0.5, 1
		}
		if got := f.auc(); got-want/pairs > 1e-12 || want/pairs-got > 1e-12 {
			t.Errorf("got %v, want %v", got, want/pairs)
		}
	})
}

// Forecasts that are right are off by as much as chance makes them.
func TestChance(t *testing.T) {
	draw := rand.New(rand.NewPCG(6, 6))
	var right, wrong fitTally
	for i := range 3000 {
		r := record{recall: 0.9, group: uint16(i % 150), is: foretold}
		if draw.Float64() < 0.9 {
			r.is |= recalled
		}
		right.add(&r)
		r.recall = 0.6
		wrong.add(&r)
	}
	if f := right.fit(); math.Abs(f.RMSE-f.Chance) > 0.01 || math.Abs(f.Chance-math.Sqrt(0.09*150/3000)) > 1e-6 {
		t.Errorf("forecasts that are right are off by %.4f, by chance %.4f", f.RMSE, f.Chance)
	}
	if f := wrong.fit(); f.RMSE < 2*f.Chance {
		t.Errorf("forecasts that are wrong are off by %.4f, by chance %.4f", f.RMSE, f.Chance)
	}
}

func TestRung(t *testing.T) {
	for n, want := range map[int32]uint16{0: 0, 1: 0, 3: 0, 4: 1, 13: 1, 14: 2, 47: 2, 48: 3, 1 << 30: 15} {
		if got := rung(n, 3.62); got != want {
			t.Errorf("%d stands on rung %d, want %d", n, got, want)
		}
	}
}

func TestBounds(t *testing.T) {
	for _, s := range []Share{{0, 0}, {1, 0}, {1, 1}, {10, 9}, {1000, 900}} {
		low, high := s.Bounds()
		if !(low >= 0 && low <= s.Part() && s.Part() <= high && high <= 1) {
			t.Errorf("%v lies between %v and %v", s, low, high)
		}
	}
	if low, high := (Share{1000, 900}).Bounds(); high-low > 0.04 {
		t.Errorf("a thousand answers leave it between %v and %v", low, high)
	}
}

func TestWords(t *testing.T) {
	for got, want := range map[string]string{
		percent(0.996): "99 %", percent(1): "100 %", percent(0.001): "1 %", percent(0.914): "91 %",
		span(0): "1 second", span(59.6): "1 minute", span(3600): "1 hour", span(4800): "1 hour 20 minutes", span(72_000): "20 hours",
		days(0.2): "less than a day", days(12.4): "12 days", days(100): "3 months", days(1000): "3 years",
		seconds(8.04): "8 seconds", seconds(8.46): "8.5 seconds", seconds(14): "14 seconds",
		count(1, "card"): "1 card", count(1200, "card"): "1,200 cards",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// What was done of a part is not said to be all that was done.
func TestTodayOfAPart(t *testing.T) {
	d := Today{Run: 2, Longest: 2, Studied: 12}
	for got, want := range map[string]string{
		todayWords(Today{}, false): "Nothing answered so far today.",
		todayWords(Today{}, true):  "Nothing of this answered so far today.",
		habitWords(d, false):       "You studied on 12 of the last 30 days, 2 days in a row up to yesterday.",
		habitWords(Today{Answers: 1, Run: 1, Longest: 3, Studied: 1}, false): "You studied on 1 of the last 30 days. Your longest run is 3 days.",
		habitWords(Today{Answers: 1, Run: 3, Longest: 3, Studied: 3}, false): "You studied on 3 of the last 30 days, 3 days in a row up to today.",
		habitWords(d, true): "You studied this on 12 of the last 30 days, 2 days in a row up to yesterday.",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestRetentionWords(t *testing.T) {
	of := func(asked, recalled int, desired float64) string {
		return retentionWords(Retention{Desired: desired, Trail: []RetentionSpan{{Share: Share{asked, recalled}}}}, Month)
	}
	for _, c := range []struct {
		asked, recalled int
		desired         float64
		want            string
	}{
		{0, 0, 0.9, "No card has come back on a later day in the last 30 days. Once some have, you see here how many you remembered."},
		{12, 11, 0.9, "Cards came back 12 times in the last 30 days. You remembered 11. After some 30 the share begins to mean something."},
		{100, 92, 0.9, "Cards came back 100 times in the last 30 days. You remembered 92 %, and asked for 90 %. That is as close as chance allows."},
		{100_000, 89_000, 0.9, "Cards came back 100,000 times in the last 30 days. You remembered 89 %, and asked for 90 %. That is close."},
		{1000, 800, 0.9, "Cards came back 1,000 times in the last 30 days. You remembered 80 %, and asked for 90 %. So they came a little late for you; fitting the memory model to you, in Settings, moves them."},
		{1000, 980, 0.9, "Cards came back 1,000 times in the last 30 days. You remembered 98 %, and asked for 90 %. So they came earlier than they had to; fitting the memory model to you, in Settings, saves time."},
		{100, 92, 0, "Cards came back 100 times in the last 30 days. You remembered 92 %."},
	} {
		if got := of(c.asked, c.recalled, c.desired); got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}

func TestFitWords(t *testing.T) {
	for _, c := range []struct {
		fit  Fit
		want string
	}{
		{Fit{}, "Once cards have come back"},
		{Fit{Answers: 5}, "So far 5 answers can be compared"},
		{Fit{Answers: 1000, Predicted: 0.9, Actual: 0.91}, "remember 90 %; you remembered 91 %. It knows you well on the whole."},
		{Fit{Answers: 1000, Predicted: 0.9, Actual: 0.8}, "It thinks a little too well of your memory."},
		{Fit{Answers: 1000, Predicted: 0.8, Actual: 0.9}, "You remember more than it thinks."},
	} {
		if got := fitWords(c.fit); !strings.Contains(got, c.want) {
			t.Errorf("%+v says %q, want %q", c.fit, got, c.want)
		}
	}
}

func TestHoursWords(t *testing.T) {
	var h Hours
	for i := range h.Hours {
		h.Hours[i] = Hour{Answers: 5, Share: Share{100, 90}}
	}
	h.Hours[23] = Hour{Answers: 500, Share: Share{400, 300}}
	want := "83 % of your answers fall between 21:00 and 0:00. You remember least from 23:00 to 0:00, 75 %."
	if got := hoursWords(h); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A book is not read again while only the clock goes on.
func TestRenew(t *testing.T) {
	now := time.Unix(20_000*86400+12*3600, 0)
	step := Standing{Phase: memory.Learning, Last: 20_000, DueAt: now.Add(time.Minute).UnixMilli()}
	shelf := NewShelf([]Card{{ID: "d/a", Deck: "d", Topic: "T"}})
	standing := func(v Standing) Standings {
		list := NewStandings(1)
		list.Set(0, v)
		return list
	}
	given := func() Config {
		return Config{
			Log:    progress.Log{Cards: []deck.CardID{"d/a"}, Answers: []memory.Answer{{At: now.UnixMilli(), Day: 20_000, Rating: memory.Good}}},
			Survey: Survey{Shelf: func() *Shelf { return shelf }, Standings: standing(step), Retention: map[deck.ID]float64{"d": 0.9}},
			Model:  memory.NewModel(memory.DefaultWeights(), false), Calendar: memory.Calendar{Zone: time.UTC, Rollover: 4}, Now: now,
		}
	}
	c := given()
	b, err := (*Book)(nil).Renew(t.Context(), c)
	if err != nil || b.Answers() != 1 {
		t.Fatalf("a book of nothing is not read: %v", err)
	}
	for what, change := range map[string]func(*Config){
		"nothing":           func(*Config) {},
		"the clock":         func(c *Config) { c.Now = c.Now.Add(2 * time.Minute) },
		"the model's place": func(c *Config) { c.Model = memory.NewModel(memory.DefaultWeights(), false) },
		"the cards' place":  func(c *Config) { c.Standings = standing(step) },
	} {
		next := c
		change(&next)
		got, err := b.Renew(t.Context(), next)
		if err != nil || &got.records[0] != &b.records[0] {
			t.Errorf("the book was read again although only %s changed: %v", what, err)
		}
	}
	later := c
	later.Now = now.Add(2 * time.Minute)
	if got, _ := b.Renew(t.Context(), later); b.View(Scope{}).Weakest[0].Due != 0 || got.View(Scope{}).Weakest[0].Due != 1 {
		t.Error("a card is not due when its step is over")
	}
	for what, change := range map[string]func(*Config){
		"an answer":     func(c *Config) { c.Log.Answers = append(slices.Clone(c.Log.Answers), c.Log.Answers[0]) },
		"another log":   func(c *Config) { c.Log = given().Log },
		"the day":       func(c *Config) { c.Now = c.Now.AddDate(0, 0, 1) },
		"the weights":   func(c *Config) { c.Model = memory.NewModel(memory.DefaultWeights(), true) },
		"the leeches":   func(c *Config) { c.LeechThreshold++ },
		"the rollover":  func(c *Config) { c.Calendar.Rollover++ },
		"a card":        func(c *Config) { c.Standings = standing(Standing{Suspended: true}) },
		"what is asked": func(c *Config) { c.Retention = map[deck.ID]float64{"d": 0.8} },
		"the library":   func(c *Config) { c.Shelf = func() *Shelf { return NewShelf(shelf.cards) } },
	} {
		next := c
		change(&next)
		got, err := b.Renew(t.Context(), next)
		if err != nil || &got.records[0] == &b.records[0] {
			t.Errorf("the book was not read again although %s changed: %v", what, err)
		}
	}
}
