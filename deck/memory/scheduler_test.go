package memory_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"touchpoint/deck/memory"
)

const today = memory.Day(20000)

var now = time.Date(2024, 10, 4, 9, 30, 0, 0, time.UTC)

// plain returns the default options without fuzz, changed.
func plain(change func(*memory.Options)) memory.Options {
	o := memory.DefaultOptions()
	o.Fuzz = false
	if change != nil {
		change(&o)
	}
	return o
}

// steps changes the learning and relearning steps, given in minutes.
func steps(learning, relearning []float64) func(*memory.Options) {
	minutes := func(list []float64) (delays []time.Duration) {
		for _, m := range list {
			delays = append(delays, time.Duration(m*float64(time.Minute)))
		}
		return delays
	}
	return func(o *memory.Options) {
		o.LearningSteps, o.RelearningSteps = minutes(learning), minutes(relearning)
	}
}

// cards in typical places
var (
	learned = memory.State{Stability: 10, Difficulty: 5}
	fresh   = memory.State{Stability: 2, Difficulty: 5}

	inReview = memory.Card{Phase: memory.Review, State: learned, Reps: 3, Last: today - 10, DueDay: today}
)

func learningAt(step int) memory.Card {
	return memory.Card{Phase: memory.Learning, Step: step, State: fresh, Reps: 1, Last: today, DueAt: now}
}

func relearningAt(step int) memory.Card {
	return memory.Card{Phase: memory.Relearning, Step: step, State: fresh, Reps: 4, Lapses: 1, Last: today, DueAt: now}
}

func TestAnswerSteps(t *testing.T) {
	type list = []float64 // minutes
	const graduated = "days days days days"
	tests := []struct {
		name       string
		learning   list
		relearning list
		card       memory.Card
		want       string // after Again, Hard, Good and Easy: phase, step and delay, or days
	}{
		{"new", list{1, 10}, nil, memory.Card{}, "L0:1m0s L0:6m0s L1:10m0s days"},
		{"new, single step", list{15}, nil, memory.Card{}, "L0:15m0s L0:23m0s days days"},
		{"new, no steps", nil, list{10}, memory.Card{}, graduated},
		{"new, with a step for no reason", list{1, 10, 60}, nil, memory.Card{Step: 2}, "L0:1m0s L0:6m0s L1:10m0s days"},
		{"middle step", list{1, 10, 60}, nil, learningAt(1), "L0:1m0s L1:10m0s L2:1h0m0s days"},
		{"last step", list{1, 10}, nil, learningAt(1), "L0:1m0s L1:10m0s days days"},
		{"steps below a minute", list{0.5, 1}, nil, memory.Card{}, "L0:30s L0:45s L1:1m0s days"},
		{"list now shorter", list{1, 10}, nil, learningAt(4), "L0:1m0s L1:10m0s days days"},
		{"list now empty", nil, nil, learningAt(1), graduated},
		{"a step that never was", list{1, 10}, nil, learningAt(-3), "L0:1m0s L0:6m0s L1:10m0s days"},
		{"review", list{1, 10}, list{10, 60}, inReview, "R0:10m0s days days days"},
		{"review, no relearning steps", list{1, 10}, nil, inReview, graduated},
		{"first relearning step", list{1}, list{10, 60}, relearningAt(0), "R0:10m0s R0:35m0s R1:1h0m0s days"},
		{"last relearning step", list{1}, list{10, 60}, relearningAt(1), "R0:10m0s R1:1h0m0s days days"},
		{"relearning list now empty", list{1}, nil, relearningAt(1), graduated},
		{"a phase that does not exist", list{1, 10}, nil, memory.Card{Phase: 77, State: fresh, Last: today}, "L0:1m0s L0:6m0s L1:10m0s days"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := mustSchedule(t, plain(steps(test.learning, test.relearning)))
			var got []string
			for _, c := range s.Preview(test.card, now, today, 0) {
				switch c.Phase {
				case memory.Learning:
					got = append(got, fmt.Sprintf("L%d:%v", c.Step, c.DueAt.Sub(now)))
				case memory.Relearning:
					got = append(got, fmt.Sprintf("R%d:%v", c.Step, c.DueAt.Sub(now)))
				default:
					got = append(got, "days")
				}
			}
			if got := strings.Join(got, " "); got != test.want {
				t.Errorf("answers lead to %s, want %s", got, test.want)
			}
		})
	}
}

func TestAnswerWholeCard(t *testing.T) {
	s := mustSchedule(t, plain(nil))
	tests := []struct {
		name   string
		card   memory.Card
		rating memory.Rating
		want   memory.Card
	}{
		{
			"first answer",
			memory.Card{},
			memory.Good,
			memory.Card{
				Phase: memory.Learning, Step: 1, State: memory.State{Stability: 2.3065, Difficulty: 2.11810397},
				Reps: 1, Last: today, DueAt: now.Add(10 * time.Minute),
			},
		},
		{
			"graduation",
			memory.Card{},
			memory.Easy,
			memory.Card{
				Phase: memory.Review, State: memory.State{Stability: 8.2956, Difficulty: 1},
				Reps: 1, Last: today, DueDay: today + 8,
			},
		},
		{
			// The state of the worked example in its fourth answer.
			"lapse",
			memory.Card{
				Phase: memory.Review, State: memory.State{Stability: 46.280217, Difficulty: 2.104331},
				Reps: 3, Lapses: 2, Last: today - 50, DueDay: today - 4,
			},
			memory.Again,
			memory.Card{
				Phase: memory.Relearning, State: memory.State{Stability: 2.960825, Difficulty: 7.389976},
				Reps: 4, Lapses: 3, Last: today, DueAt: now.Add(10 * time.Minute),
			},
		},
		{
			"clock set back",
			memory.Card{
				Phase: memory.Review, State: memory.State{Stability: 2.960825, Difficulty: 7.389976},
				Reps: 4, Last: today + 3, DueDay: today + 6,
			},
			memory.Good,
			memory.Card{
				Phase: memory.Review, State: memory.State{Stability: 2.960825, Difficulty: 7.377814},
				Reps: 5, Last: today, DueDay: today + 4, // a day after Hard, which gets 3
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := s.Answer(test.card, test.rating, now, today, 0)
			if diff := cmp.Diff(test.want, got, cmpopts.EquateApprox(0, 1e-6)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestLapsesCountOnlyUnderReview(t *testing.T) {
	s := mustSchedule(t, plain(nil))
	for _, c := range []memory.Card{{}, learningAt(1), relearningAt(0)} {
		if got := s.Answer(c, memory.Again, now, today, 0).Lapses; got != c.Lapses {
			t.Errorf("lapses after Again in %v = %d, want %d", c.Phase, got, c.Lapses)
		}
	}
	if got := s.Answer(inReview, memory.Again, now, today, 0).Lapses; got != 1 {
		t.Errorf("lapses after Again in Review = %d, want 1", got)
	}
}

func TestIntervalsInOrder(t *testing.T) {
	// On the same day again nothing grows, so only the order tells the answers apart.
	again := memory.Card{Phase: memory.Review, State: memory.State{Stability: 5, Difficulty: 9}, Last: today}
	tests := []struct {
		name   string
		change func(*memory.Options)
		card   memory.Card
		want   [4]int // days; 0 for a step
	}{
		{"a day more for each", func(o *memory.Options) { o.Weights[17] = 0 }, again, [4]int{0, 5, 6, 7}},
		{"without steps", func(o *memory.Options) { o.LongTermOnly = true }, again, [4]int{1, 5, 6, 7}},
		{"without steps, new", func(o *memory.Options) { o.LongTermOnly = true }, memory.Card{}, [4]int{1, 2, 3, 8}},
		{"maximum", func(o *memory.Options) { o.MaximumInterval = 5 }, again, [4]int{0, 5, 5, 5}},
		{"maximum without steps", func(o *memory.Options) { o.LongTermOnly, o.MaximumInterval = true, 1 }, again, [4]int{1, 1, 1, 1}},
		{"no relearning steps", steps(nil, nil), inReview, [4]int{1, 23, 32, 51}},
		{"leaving the steps", steps([]float64{1}, nil), memory.Card{}, [4]int{0, 0, 2, 8}},
		{"leaving the steps at the least", nil, memory.Card{
			Phase: memory.Learning, Step: 1, State: memory.State{Stability: 0.2, Difficulty: 5}, Last: today,
		}, [4]int{0, 0, 1, 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got [4]int
			for i, c := range mustSchedule(t, plain(test.change)).Preview(test.card, now, today, 0) {
				if c.Phase == memory.Review {
					got[i] = int(c.DueDay - today)
				}
			}
			if got != test.want {
				t.Errorf("intervals = %v, want %v", got, test.want)
			}
		})
	}
}

func TestRetentionSetsTheInterval(t *testing.T) {
	for retention, want := range map[float64]memory.Day{0.97: 7, 0.95: 13, 0.90: 32, 0.85: 61, 0.80: 106, 0.70: 297} {
		s := mustSchedule(t, plain(func(o *memory.Options) { o.Retention = retention }))
		if got := s.Answer(inReview, memory.Good, now, today, 0).DueDay - today; got != want {
			t.Errorf("interval for a retention of %v = %d, want %d", retention, got, want)
		}
	}
}

func TestAnswerIgnoresUnknownRatings(t *testing.T) {
	s := mustSchedule(t, memory.DefaultOptions())
	for _, r := range []memory.Rating{0, 5, 255} {
		if got := s.Answer(inReview, r, now, today, 0); got != inReview {
			t.Errorf("Answer with %v = %v, want the card as it was", r, got)
		}
	}
}

func TestSchedulerKeepsItsOwnSteps(t *testing.T) {
	o := plain(nil)
	s := mustSchedule(t, o)
	o.LearningSteps[0] = time.Hour
	if got := s.Answer(memory.Card{}, memory.Again, now, today, 0).DueAt.Sub(now); got != time.Minute {
		t.Errorf("delay after Again = %v, want 1m0s", got)
	}
}

func TestDueDayStaysInRange(t *testing.T) {
	s := mustSchedule(t, plain(nil))
	c := inReview
	c.Last = math.MaxInt32 - 10
	if got := s.Answer(c, memory.Easy, now, math.MaxInt32, 0).DueDay; got != math.MaxInt32 {
		t.Errorf("due on day %d, want the last day there is", got)
	}
}

// What was remembered after ten days and is to wait longer now must wait longer; what
// is to wait about as long may come a little sooner.
func TestFuzzKeepsProgress(t *testing.T) {
	o := memory.DefaultOptions()
	o.Weights[15] = 0 // Hard leaves the stability as it is
	s := mustSchedule(t, o)
	for stability, want := range map[float64]memory.Day{10.4: 8, 10.6: 11} {
		c := inReview
		c.State.Stability = stability
		shortest := memory.Day(math.MaxInt32)
		for seed := range uint64(200) {
			shortest = min(shortest, s.Answer(c, memory.Hard, now, today, seed).DueDay-today)
		}
		if shortest != want {
			t.Errorf("an interval of %v days after ten is fuzzed down to %d, want %d", stability, shortest, want)
		}
	}
}

func TestLeech(t *testing.T) {
	tests := []struct {
		threshold int
		leech     []int // lapses at which the card is one, up to 16
	}{
		{0, nil},
		{1, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}},
		{2, []int{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}},
		{3, []int{3, 5, 7, 9, 11, 13, 15}},
		{8, []int{8, 12, 16}},
		{9, []int{9, 14}},
	}
	for _, test := range tests {
		s := mustSchedule(t, plain(func(o *memory.Options) { o.LeechThreshold = test.threshold }))
		var got []int
		for lapses := range 17 {
			if s.Leech(memory.Card{Lapses: lapses}) {
				got = append(got, lapses)
			}
		}
		if !cmp.Equal(got, test.leech) {
			t.Errorf("threshold %d: leech at %v lapses, want %v", test.threshold, got, test.leech)
		}
	}
}

func TestNothingIsAllocated(t *testing.T) {
	s := mustSchedule(t, memory.DefaultOptions())
	calendar := memory.Calendar{Zone: zone(t, "Europe/Copenhagen"), Rollover: 4}
	id := string([]byte("customer-engagement/ce")) // not a constant
	for name, f := range map[string]func(){
		"Answer":  func() { s.Answer(inReview, memory.Good, now, today, memory.Seed(id, 3)) },
		"Preview": func() { s.Preview(inReview, now, today, memory.Seed(id, 3)) },
		"Day":     func() { calendar.Day(now) },
		"Recall":  func() { s.Model().Recall(learned, 3) },
	} {
		if got := testing.AllocsPerRun(100, f); got != 0 {
			t.Errorf("%s allocates %v times, want 0", name, got)
		}
	}
}

// anyOptions draws valid options.
func anyOptions() *rapid.Generator[memory.Options] {
	list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) time.Duration {
		return time.Duration(rapid.Int64Range(1, int64(24*time.Hour)-1).Draw(t, "step"))
	}), 0, 4)
	return rapid.Custom(func(t *rapid.T) memory.Options {
		drawn := anyWeights().Draw(t, "weights")
		w, err := memory.ParseWeights(drawn[:])
		if err != nil {
			w = memory.DefaultWeights()
		}
		return memory.Options{
			Weights:         w,
			Retention:       rapid.Float64Range(memory.MinRetention, memory.MaxRetention).Draw(t, "retention"),
			LearningSteps:   list.Draw(t, "learning"),
			RelearningSteps: list.Draw(t, "relearning"),
			MaximumInterval: rapid.OneOf(rapid.IntRange(1, 10), rapid.IntRange(1, 36500)).Draw(t, "maximum"),
			LongTermOnly:    rapid.Bool().Draw(t, "longTermOnly"),
			Fuzz:            rapid.Bool().Draw(t, "fuzz"),
			LeechThreshold:  rapid.IntRange(0, 10).Draw(t, "leech"),
		}
	})
}

// anyCard draws a card, a damaged one now and then.
func anyCard() *rapid.Generator[memory.Card] {
	return rapid.Custom(func(t *rapid.T) memory.Card {
		return memory.Card{
			Phase:  memory.Phase(rapid.IntRange(0, 5).Draw(t, "phase")),
			Step:   rapid.IntRange(-2, 6).Draw(t, "step"),
			State:  anyState().Draw(t, "state"),
			Reps:   rapid.IntRange(0, 1000).Draw(t, "reps"),
			Lapses: rapid.IntRange(0, 100).Draw(t, "lapses"),
			Last:   memory.Day(rapid.OneOf(rapid.Int32Range(19000, 20000), rapid.Int32()).Draw(t, "last")),
			DueDay: memory.Day(rapid.Int32().Draw(t, "due")),
		}
	})
}

func anyDay() *rapid.Generator[memory.Day] {
	return rapid.Custom(func(t *rapid.T) memory.Day {
		return memory.Day(rapid.OneOf(rapid.Int32Range(19990, 20500), rapid.Int32Range(math.MinInt32, math.MaxInt32-36500)).Draw(t, "today"))
	})
}

func TestPreviewIsWhatAnswerGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, err := memory.NewScheduler(anyOptions().Draw(t, "options"))
		if err != nil {
			t.Fatal(err)
		}
		c, day, seed := anyCard().Draw(t, "card"), anyDay().Draw(t, "today"), rapid.Uint64().Draw(t, "seed")
		for i, previewed := range s.Preview(c, now, day, seed) {
			r := memory.Again + memory.Rating(i)
			given := s.Answer(c, r, now, day, seed)
			if given != previewed {
				t.Fatalf("%v was shown to give %+v, and gave %+v", r, previewed, given)
			}
			if given.State != s.Model().Next(c.State, r, day.Since(c.Last)) {
				t.Fatalf("%v leaves the state %v, but the model says %v", r, given.State, s.Model().Next(c.State, r, day.Since(c.Last)))
			}
		}
	})
}

func TestAnswersAlwaysScheduleSoundly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyOptions().Draw(t, "options")
		s, err := memory.NewScheduler(o)
		if err != nil {
			t.Fatal(err)
		}
		c, day := anyCard().Draw(t, "card"), anyDay().Draw(t, "today")
		for i, next := range s.Preview(c, now, day, rapid.Uint64().Draw(t, "seed")) {
			r := memory.Again + memory.Rating(i)
			checkState(t, next.State)
			if next.Reps != c.Reps+1 || next.Last != day {
				t.Fatalf("after %v: reps = %d, last = %d, want %d, %d", r, next.Reps, next.Last, c.Reps+1, day)
			}
			if lapsed := c.Phase == memory.Review && r == memory.Again; (next.Lapses == c.Lapses+1) != lapsed || next.Lapses < c.Lapses {
				t.Fatalf("after %v in %v: lapses = %d, were %d", r, c.Phase, next.Lapses, c.Lapses)
			}
			var list []time.Duration
			switch next.Phase {
			case memory.Review:
				if days := int(next.DueDay) - int(day); days < 1 || days > o.MaximumInterval || next.Step != 0 || !next.DueAt.IsZero() {
					t.Fatalf("after %v the card is under review as %+v, with a maximum of %d days", r, next, o.MaximumInterval)
				}
				continue
			case memory.Learning:
				list = o.LearningSteps
			case memory.Relearning:
				list = o.RelearningSteps
			default:
				t.Fatalf("after %v the phase is %v", r, next.Phase)
			}
			if o.LongTermOnly || r == memory.Easy {
				t.Fatalf("after %v the card is in the steps: %+v", r, next)
			}
			if next.Step < 0 || next.Step >= len(list) || !next.DueAt.After(now) || next.DueDay != 0 {
				t.Fatalf("after %v the card is in %d steps as %+v", r, len(list), next)
			}
		}
	})
}

func TestBetterAnswersNeverComeSooner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyOptions().Draw(t, "options")
		s, err := memory.NewScheduler(o)
		if err != nil {
			t.Fatal(err)
		}
		c, day := anyCard().Draw(t, "card"), anyDay().Draw(t, "today")
		next := s.Preview(c, now, day, rapid.Uint64().Draw(t, "seed"))
		for i := 1; i < len(next); i++ {
			worse, better := next[i-1], next[i]
			if better.Phase != memory.Review || worse.Phase != memory.Review {
				continue
			}
			first := i == 1 // Again and Hard
			known := c.State.Stability > 0 && !math.IsNaN(c.State.Difficulty)
			if first && !o.LongTermOnly && (!known || c.Phase != memory.Review) {
				continue // weights may say that a first Again is better than a first Hard
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

func TestFuzzStaysNearTheInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anyOptions().Draw(t, "options")
		o.Fuzz = true
		o.LongTermOnly = false // where Hard is pushed on by Again
		s, err := memory.NewScheduler(o)
		if err != nil {
			t.Fatal(err)
		}
		c := memory.Card{Phase: memory.Review, State: soundState().Draw(t, "state"), Last: today - memory.Day(rapid.Int32Range(0, 400).Draw(t, "elapsed"))}
		next := s.Answer(c, memory.Hard, now, today, rapid.Uint64().Draw(t, "seed"))
		exact := min(s.Model().Interval(next.State.Stability, o.Retention), float64(o.MaximumInterval))
		days := int(next.DueDay - today)
		// No interval moves further than by a day and 15 %, plus what rounding does before
		// and after.
		if delta := 1 + exact*0.15; float64(days) > exact+delta+1.1 || float64(days) < exact-delta-0.5 {
			t.Fatalf("an interval of %v days became %d", exact, days)
		}
		if elapsed := today.Since(c.Last); math.Round(exact) > float64(elapsed) && days <= elapsed {
			t.Fatalf("remembered after %d days, and to be asked after %v, the card comes after %d", elapsed, exact, days)
		}
	})
}
