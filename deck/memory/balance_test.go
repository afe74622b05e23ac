package memory_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck/memory"
)

func TestWeekday(t *testing.T) {
	for _, day := range []memory.Day{-1000000, -8, -7, -1, 0, 1, 2, 3, 4, 5, 6, 7, 20000, 3000000} {
		want := time.Unix(int64(day)*24*60*60, 0).UTC().Weekday()
		if got := day.Weekday(); got != want {
			t.Errorf("day %d is a %v, want a %v", day, got, want)
		}
	}
}

// A monthly is a card under review that Good lets wait about a month, 32 to 39 days.
var monthly = memory.Card{Phase: memory.Review, State: memory.State{Stability: 10.5, Difficulty: 5}, Reps: 3, Last: today - 10, DueDay: today}

// given returns on which days a card comes with a load, over many seeds: how often
// each, by days from today.
func given(t *testing.T, c memory.Card, l *memory.Load) map[int]int {
	t.Helper()
	s := mustSchedule(t, memory.DefaultOptions())
	count := make(map[int]int)
	for seed := range uint64(4000) {
		count[int(s.AnswerWith(c, memory.Good, now, today, seed, l).DueDay-today)]++
	}
	return count
}

// around returns the shortest and the longest interval that fuzz gives a card.
func around(t *testing.T, c memory.Card) (lower, upper int) {
	t.Helper()
	lower = math.MaxInt
	for days := range given(t, c, nil) {
		lower, upper = min(lower, days), max(upper, days)
	}
	if upper-lower < 5 {
		t.Fatalf("fuzz has only the days from %d to %d to choose from", lower, upper)
	}
	return lower, upper
}

func TestLoadLeansTowardsFreeDays(t *testing.T) {
	lower, upper := around(t, monthly)
	l := memory.UsualLoad(today)
	l.Due = make([]int32, 99)
	for days := range l.Due {
		l.Due[days] = 10
	}
	free := lower + 3
	l.Due[free] = 0
	count := given(t, monthly, &l)
	if count[free] < 3990 {
		t.Errorf("of 4000 cards %d come on the only free day, want nearly all", count[free])
	}
	for days := range count {
		if days < lower || days > upper {
			t.Errorf("a card waits %d days, outside of its fuzz of %d to %d", days, lower, upper)
		}
	}

	// Of two days the one with half as many cards is chosen four times as often.
	for days := range l.Due {
		l.Due[days] = 1000
	}
	l.Due[free], l.Due[free+1] = 10, 20
	count = given(t, monthly, &l)
	if ratio := float64(count[free]) / float64(count[free+1]); ratio < 3.4 || ratio > 5 {
		t.Errorf("a day with half as many cards is chosen %.2f times as often, want about 4", ratio)
	}
}

func TestLoadKeepsDaysFree(t *testing.T) {
	lower, upper := around(t, monthly)
	day := func(days int) memory.Day { return today + memory.Day(days) }
	tests := []struct {
		name  string
		free  func(l *memory.Load)
		avoid func(days int) bool
	}{
		{
			"a weekday",
			func(l *memory.Load) { l.Easy[day(lower+2).Weekday()] = 0 },
			func(days int) bool { return day(days).Weekday() == day(lower+2).Weekday() },
		},
		{
			"a holiday",
			func(l *memory.Load) {
				l.Off = []memory.Span{{From: 1, To: 2}, {From: day(lower + 1), To: day(upper - 1)}}
			},
			func(days int) bool { return lower < days && days < upper },
		},
		{
			"a day with a sibling",
			func(l *memory.Load) { l.Siblings = []memory.Day{day(upper), day(lower + 1)} },
			func(days int) bool { return days == upper || days == lower+1 },
		},
	}
	for _, test := range tests {
		for name, due := range map[string][2]int32{"nothing is due": {0, 0}, "cards are due": {7, 7}, "cards are due on the others": {200, 0}} {
			t.Run(test.name+", "+name, func(t *testing.T) {
				l := memory.UsualLoad(today)
				l.Due = make([]int32, 99)
				for days := range l.Due {
					l.Due[days] = due[0]
					if test.avoid(days) {
						l.Due[days] = due[1]
					}
				}
				test.free(&l)
				avoided := 0
				for days, count := range given(t, monthly, &l) {
					if test.avoid(days) {
						avoided += count
					}
				}
				if avoided > 12 { // of 4000
					t.Errorf("%d cards come on a day that is to be kept free", avoided)
				}
			})
		}
	}
}

// So far ahead nobody knows how busy a day will be.
func TestLoadLeavesLongIntervalsAlone(t *testing.T) {
	s, l := mustSchedule(t, memory.DefaultOptions()), busyLoad()
	c := memory.Card{Phase: memory.Review, State: memory.State{Stability: 60, Difficulty: 4}, Reps: 3, Last: today - 60, DueDay: today}
	for seed := range uint64(200) {
		with, without := s.AnswerWith(c, memory.Good, now, today, seed, l), s.Answer(c, memory.Good, now, today, seed)
		if with != without {
			t.Fatalf("with a load the card waits %d days, without %d", with.DueDay-today, without.DueDay-today)
		}
	}
}

// Without relearning steps Again gives days too. The load might find a later one than for
// Hard: an easy weekday is closed to Again, and opens when a busy day comes into reach.
func TestLoadKeepsHardAfterAgain(t *testing.T) {
	o := memory.DefaultOptions()
	o.RelearningSteps = nil
	o.Weights[11], o.Weights[13] = 5, 0.9 // of a learner who hardly loses anything by a lapse
	s, l := mustSchedule(t, o), memory.UsualLoad(today)
	l.Due = make([]int32, 99)
	c := memory.Card{Phase: memory.Review, Reps: 5, Last: today - 1, DueDay: today}
	random := rand.New(rand.NewPCG(1, 2))
	for turn := range uint64(4000) {
		for days := range l.Due {
			l.Due[days] = random.Int32N(20) * random.Int32N(20)
		}
		for i := range l.Easy {
			l.Easy[i] = float64(1+random.IntN(2)) / 2
		}
		c.State = memory.State{Stability: 10 + 30*random.Float64(), Difficulty: 9.8}
		next := s.PreviewWith(c, now, today, turn, &l)
		if again, hard := next[0].DueDay-today, next[1].DueDay-today; hard < again {
			t.Fatalf("turn %d: Again gives %d days and Hard %d", turn, again, hard)
		}
		if got := s.AnswerWith(c, memory.Hard, now, today, turn, &l); got != next[1] {
			t.Fatalf("turn %d: Hard was shown to give %+v, and gave %+v", turn, next[1], got)
		}
	}
}

// A learner whose every day can be off still gets the card within its fuzz.
func TestLoadOfNothingButDaysOff(t *testing.T) {
	lower, upper := around(t, monthly)
	l := memory.Load{From: today, Off: []memory.Span{{From: today, To: today + 1000}}}
	for days := range given(t, monthly, &l) {
		if days < lower || days > upper {
			t.Errorf("the card waits %d days, want %d to %d", days, lower, upper)
		}
	}
}

// Over a year of answers the days become even, and a weekday takes the share that it
// was given.
func TestLoadEvensOutTheDays(t *testing.T) {
	s := mustSchedule(t, memory.DefaultOptions())
	const cards, last = 1000, 365
	play := func(l *memory.Load) (perDay [last]float64) {
		due := make([]int32, last+200)
		queue := make([][]int, last+200)
		for i := range cards {
			queue[i%20/7*7] = append(queue[i%20/7*7], i) // in three lumps
		}
		for d := range last {
			day := today + memory.Day(d)
			if l != nil {
				l.From, l.Due = day, due[d:d+99]
			}
			perDay[d] = float64(len(queue[d]))
			for _, i := range queue[d] {
				stability := 10 + float64(i%50)
				next := d + s.Interval(stability, day, 1, memory.Seed(fmt.Sprint("card-", i), d), l)
				queue[next] = append(queue[next], i)
				due[next]++
			}
		}
		return perDay
	}
	rough := func(perDay [last]float64) float64 {
		sum, change := 0.0, 0.0
		for d := 100; d < last; d++ {
			sum += perDay[d]
			change += math.Abs(perDay[d] - perDay[d-1])
		}
		return change / sum
	}
	usual := memory.UsualLoad(today)
	before, after := rough(play(nil)), rough(play(&usual))
	if after > 0.7*before {
		t.Errorf("from day to day the load changes by %.2f of itself with a load, and %.2f without: want it clearly less", after, before)
	}

	easy := memory.UsualLoad(today)
	easy.Easy[time.Saturday], easy.Easy[time.Sunday] = 0.5, 0
	var byWeekday [7]float64
	for d, n := range play(&easy) {
		if d >= 60 { // until then most intervals are too short to be moved
			byWeekday[(today + memory.Day(d)).Weekday()] += n
		}
	}
	workday := (byWeekday[1] + byWeekday[2] + byWeekday[3] + byWeekday[4] + byWeekday[5]) / 5
	if share := byWeekday[time.Saturday] / workday; share < 0.35 || share > 0.65 {
		t.Errorf("a Saturday that takes half of the usual load has %.2f of it (%v)", share, byWeekday)
	}
	if share := byWeekday[time.Sunday] / workday; share > 0.01 {
		t.Errorf("a Sunday that takes nothing has %.2f of the usual load (%v)", share, byWeekday)
	}
}

// anyLoad draws a load, a damaged one now and then.
func anyLoad() *rapid.Generator[memory.Load] {
	day := rapid.Custom(func(t *rapid.T) memory.Day {
		return memory.Day(rapid.OneOf(rapid.Int32Range(19950, 20150), rapid.Int32()).Draw(t, "day"))
	})
	return rapid.Custom(func(t *rapid.T) memory.Load {
		l := memory.Load{
			From:     day.Draw(t, "from"),
			Due:      rapid.SliceOfN(rapid.OneOf(rapid.Int32Range(0, 300), rapid.Int32()), 0, 120).Draw(t, "due"),
			Siblings: rapid.SliceOfN(day, 0, 4).Draw(t, "siblings"),
		}
		for i := range l.Easy {
			l.Easy[i] = rapid.OneOf(rapid.SampledFrom([]float64{0, 0.5, 1, math.NaN(), math.Inf(1), -3, 7}), rapid.Float64Range(0, 1)).Draw(t, "easy")
		}
		for range rapid.IntRange(0, 3).Draw(t, "holidays") {
			l.Off = append(l.Off, memory.Span{From: day.Draw(t, "from"), To: day.Draw(t, "to")})
		}
		return l
	})
}

func TestAnyLoadKeepsTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyOptions().Draw(t, "options")
		s, err := memory.NewScheduler(o)
		if err != nil {
			t.Fatal(err)
		}
		c, day, seed := anyCard().Draw(t, "card"), anyDay().Draw(t, "today"), rapid.Uint64().Draw(t, "seed")
		l := anyLoad().Draw(t, "load")
		next, fuzzed := s.PreviewWith(c, now, day, seed, &l), s.Preview(c, now, day, seed)
		for i := range next {
			r := memory.Again + memory.Rating(i)
			if given := s.AnswerWith(c, r, now, day, seed, &l); given != next[i] {
				t.Fatalf("%v was shown to give %+v, and gave %+v", r, next[i], given)
			}
			if none := s.AnswerWith(c, r, now, day, seed, nil); none != fuzzed[i] {
				t.Fatalf("without a load %v gives %+v, want %+v", r, none, fuzzed[i])
			}
			// A load changes nothing but the day.
			moved := next[i]
			moved.DueDay = fuzzed[i].DueDay
			if diff := cmp.Diff(fuzzed[i], moved); diff != "" {
				t.Fatalf("%v with a load (-without, +with):\n%s", r, diff)
			}
			if !o.Fuzz && next[i] != fuzzed[i] {
				t.Fatalf("without fuzz %v gives %+v, want %+v", r, next[i], fuzzed[i])
			}
			if next[i].Phase != memory.Review {
				continue
			}
			days := int(next[i].DueDay) - int(day)
			if days < 1 || days > o.MaximumInterval {
				t.Fatalf("%v gives %d days, with a maximum of %d", r, days, o.MaximumInterval)
			}
			exact := min(s.Model().Interval(next[i].State.Stability, o.Retention), float64(o.MaximumInterval))
			if o.Fuzz && r <= memory.Hard && c.Phase != memory.Review && !o.LongTermOnly && exact > 2.5 { // nothing that comes before it in the order
				if lower, upper := memory.FuzzBounds(exact, 1, o.MaximumInterval); days < lower || days > upper {
					t.Fatalf("an interval of %v days became %d, outside of %d to %d", exact, days, lower, upper)
				}
			}
		}
		for i := 1; i < len(next); i++ {
			worse, better := next[i-1], next[i]
			if better.Phase != memory.Review || worse.Phase != memory.Review {
				continue
			}
			first := i == 1 // Again and Hard
			known := c.State.Stability > 0 && !math.IsNaN(c.State.Difficulty)
			if first && !o.LongTermOnly && (!known || c.Phase != memory.Review) {
				continue
			}
			gap := 0
			if o.LongTermOnly || c.Phase == memory.Review && !first {
				gap = 1
			}
			if want := min(int(worse.DueDay-day)+gap, o.MaximumInterval); int(better.DueDay-day) < want {
				t.Fatalf("after %v %d days, after %v %d, want at least %d",
					memory.Rating(i), worse.DueDay-day, memory.Rating(i+1), better.DueDay-day, want)
			}
		}
	})
}

func TestIntervalIsThatOfAnAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyOptions().Draw(t, "options")
		o.LearningSteps = nil
		s, err := memory.NewScheduler(o)
		if err != nil {
			t.Fatal(err)
		}
		l, seed := anyLoad().Draw(t, "load"), rapid.Uint64().Draw(t, "seed")
		c := s.AnswerWith(memory.Card{}, memory.Again, now, today, seed, &l)
		if got := s.Interval(c.State.Stability, today, 1, seed, &l); got != int(c.DueDay-today) {
			t.Fatalf("Interval is %d days, and the answer gave %d", got, c.DueDay-today)
		}
		least := rapid.IntRange(-5, 40000).Draw(t, "least")
		if got := s.Interval(c.State.Stability, today, least, seed, &l); got < min(max(least, 1), o.MaximumInterval) || got > o.MaximumInterval {
			t.Fatalf("Interval of at least %d days is %d, with a maximum of %d", least, got, o.MaximumInterval)
		}
	})
}

// busyLoad is a load with everything in it.
func busyLoad() *memory.Load {
	l := memory.UsualLoad(today)
	l.Easy[time.Saturday], l.Easy[time.Sunday] = 0.5, 0
	l.Off = []memory.Span{{From: today + 40, To: today + 47}, {From: today + 200, To: today + 220}}
	l.Siblings = []memory.Day{today + 1, today + 12, today + 35}
	l.Due = make([]int32, 99)
	for i := range l.Due {
		l.Due[i] = int32(i * 37 % 19)
	}
	return &l
}

func TestLoadAllocatesNothing(t *testing.T) {
	s, l := mustSchedule(t, memory.DefaultOptions()), busyLoad()
	for name, f := range map[string]func(){
		"AnswerWith":  func() { s.AnswerWith(monthly, memory.Easy, now, today, 1, l) },
		"PreviewWith": func() { s.PreviewWith(monthly, now, today, 1, l) },
		"Interval":    func() { s.Interval(30, today, 1, 1, l) },
	} {
		if got := testing.AllocsPerRun(100, f); got != 0 {
			t.Errorf("%s allocates %v times, want 0", name, got)
		}
	}
}

// BenchmarkAnswerWith measures an answer whose day is chosen by the load: the dearest, of
// a card under review.
func BenchmarkAnswerWith(b *testing.B) {
	s, l := mustSchedule(b, memory.DefaultOptions()), busyLoad()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.AnswerWith(monthly, memory.Good, now, today, uint64(i), l)
	}
}
