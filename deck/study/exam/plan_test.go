package exam_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
	"touchpoint/deck/study/exam"
)

// plan returns a config of so many cards, the first of them begun, in two parts.
func plan(cards, begun, days int, minutes float64) exam.Config {
	r := rand.New(rand.NewPCG(1, 2))
	c := exam.Config{
		Model:           memory.NewModel(memory.DefaultWeights(), false),
		Retention:       0.9,
		LearningSteps:   2,
		RelearningSteps: 1,
		MaximumInterval: memory.MaxStability,
		Costs:           workload.DefaultCosts(),
		Today:           today,
		On:              today + memory.Day(days),
		Minutes:         slices.Repeat([]float64{minutes}, days),
		Cards:           make([]exam.Card, cards),
		Parts:           2,
		Target:          0.9,
	}
	for i := range c.Cards {
		card := exam.Card{New: true, Note: int32(i), Part: int32(i % 2)}
		if i < begun {
			card.New = false
			card.State = memory.State{Stability: math.Exp(1 + 3*r.Float64()), Difficulty: 1 + 9*r.Float64()}
			card.Last = today - 1 - memory.Day(r.IntN(30))
			card.Due = card.Last + memory.Day(math.Ceil(card.State.Stability))
		}
		c.Cards[i] = card
	}
	return c
}

func mustMake(t testing.TB, c exam.Config) exam.Plan {
	t.Helper()
	p, err := exam.Make(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSamePlan(t *testing.T) {
	c := plan(80, 40, 20, 10)
	if diff := cmp.Diff(mustMake(t, c), mustMake(t, c)); diff != "" {
		t.Error(diff)
	}
}

// A target within reach takes no more minutes than it needs.
func TestReached(t *testing.T) {
	c := plan(100, 60, 20, 30)
	before := slices.Clone(c.Cards)
	p := mustMake(t, c)
	if !p.Reaches || p.Possible < 0.95 {
		t.Fatalf("half an hour a day leads %v, to %.3f at most", p.Reaches, p.Possible)
	}
	if p.Followed.Recall < c.Target-0.005 || p.Followed.Recall > c.Target+0.04 {
		t.Errorf("the plan leads to %.3f, the target is %.2f", p.Followed.Recall, c.Target)
	}
	if p.Needed <= 0 || p.Needed >= 30 {
		t.Errorf("%.1f minutes a day are said to be needed", p.Needed)
	}
	if p.Ordinary.Recall > p.Followed.Recall || math.Abs(p.Ordinary.Minutes-p.Followed.Minutes) > 0.15*p.Followed.Minutes {
		t.Errorf("ordinary scheduling leads to %.3f in %.0f minutes, the plan to %.3f in %.0f", p.Ordinary.Recall, p.Ordinary.Minutes, p.Followed.Recall, p.Followed.Minutes)
	}
	sum := 0.0
	for _, d := range p.Days {
		sum += d.Minutes
	}
	if math.Abs(sum-20*p.Needed) > 0.15*sum {
		t.Errorf("%.0f minutes are planned, %.1f a day needed", sum, p.Needed)
	}
	if !(p.Nothing.Recall < p.Followed.Recall && p.Followed.Recall < p.Possible) {
		t.Errorf("nothing %.3f, plan %.3f, possible %.3f", p.Nothing.Recall, p.Followed.Recall, p.Possible)
	}
	if diff := cmp.Diff(before, c.Cards); diff != "" {
		t.Error("the cards that it was given were changed: ", diff)
	}
}

// A target out of reach is said to be, with what would be possible, and what would be
// needed.
func TestOutOfReach(t *testing.T) {
	c := plan(220, 0, 10, 10)
	p := mustMake(t, c)
	if p.Reaches || p.Possible >= c.Target || p.Possible < 0.4 {
		t.Errorf("ten minutes a day lead %v to 0.9, to %.3f at most", p.Reaches, p.Possible)
	}
	if math.Abs(p.Followed.Recall-p.Possible) > 0.01 {
		t.Errorf("the plan leads to %.3f, possible is %.3f", p.Followed.Recall, p.Possible)
	}
	if p.Followed.Recall < p.Ordinary.Recall || p.Ordinary.Recall < p.Nothing.Recall {
		t.Errorf("nothing %.3f, ordinary %.3f, plan %.3f", p.Nothing.Recall, p.Ordinary.Recall, p.Followed.Recall)
	}
	if p.Unbegun == 0 {
		t.Error("there is time for all new cards")
	}
	if p.Needed <= 10 || p.Needed > 60 {
		t.Errorf("%.1f minutes a day are said to be needed", p.Needed)
	}
	c.Minutes = slices.Repeat([]float64{p.Needed * 1.05}, 10)
	if p := mustMake(t, c); !p.Reaches {
		t.Errorf("with the minutes that are needed it is %.3f", p.Possible)
	}
	c = plan(3000, 0, 2, 10)
	c.Target = 0.99
	if p := mustMake(t, c); p.Reaches || p.Needed != 0 {
		t.Errorf("3000 new cards in two days are said to need %.0f minutes a day", p.Needed)
	}
}

// Who has done what today takes to get there is not asked for more today.
func TestSpent(t *testing.T) {
	c := plan(100, 60, 20, 30)
	p := mustMake(t, c)
	for _, i := range p.Today {
		card := &c.Cards[i]
		if card.New {
			card.State, card.New = c.Model.First(memory.Good), false
		} else {
			card.State = c.Model.Next(card.State, memory.Good, today.Since(card.Last))
		}
		card.Last = today
	}
	c.Spent = p.Days[0].Minutes
	c.Minutes[0] -= c.Spent
	if again := mustMake(t, c); len(again.Today) > 1 {
		t.Errorf("after %d cards in %.1f minutes %d more are asked for", len(p.Today), c.Spent, len(again.Today))
	}
	c.Spent, c.Minutes[0] = c.Spent+30, 0
	if again := mustMake(t, c); len(again.Today) > 0 || !again.Reaches {
		t.Errorf("after all minutes %d more cards are asked for", len(again.Today))
	}
}

// Where nothing need be done the plan asks for nothing.
func TestNothingToDo(t *testing.T) {
	c := plan(50, 50, 3, 30)
	for i := range c.Cards {
		c.Cards[i].State.Stability = 500
	}
	p := mustMake(t, c)
	if !p.Reaches || len(p.Today) != 0 || p.Needed != 0 || p.Followed.Minutes != 0 {
		t.Errorf("reaches %v, %d cards today, %.1f minutes needed", p.Reaches, len(p.Today), p.Needed)
	}
}

func TestFreeDays(t *testing.T) {
	c := plan(120, 60, 21, 15)
	c.Target = 1
	for day := range c.Minutes {
		if day%7 < 3 {
			c.Minutes[day] = 0
		}
	}
	p := mustMake(t, c)
	if len(p.Today) != 0 {
		t.Errorf("%d cards on a day without time", len(p.Today))
	}
	for day, d := range p.Days {
		if free := c.Minutes[day] == 0; free && d != (exam.Day{}) {
			t.Errorf("day %d has no time, and %+v is planned", day, d)
		} else if !free && (d.Minutes > c.Minutes[day]*1.25 || d.Reviews+d.New == 0) {
			t.Errorf("day %d has %.0f minutes, and %+v is planned", day, c.Minutes[day], d)
		}
	}
}

// New cards are begun in time, those that come first before the others.
func TestNewCards(t *testing.T) {
	c := plan(90, 0, 40, 6)
	c.Target = 1
	for i := range c.Cards {
		// Notes of three cards in a row; the second half of them after the first ones.
		c.Cards[i].Note = int32(i / 3)
		if note := c.Cards[i].Note; note >= 15 {
			c.Cards[i].After = []int32{note - 15, note}
		}
	}
	p := mustMake(t, c)
	begun := 0
	for _, d := range p.Days {
		begun += d.New
	}
	if begun+p.Unbegun != 90 || p.Unbegun > 5 {
		t.Errorf("%d begun, %d not", begun, p.Unbegun)
	}
	if p.LastNew < 5 || p.LastNew > 38 {
		t.Errorf("the last new cards are begun on day %d of 40", p.LastNew)
	}
	notes := map[int32]bool{}
	for _, i := range p.Today {
		card := c.Cards[i]
		if notes[card.Note] {
			t.Errorf("two cards of note %d today", card.Note)
		}
		notes[card.Note] = true
		if card.Note >= 15 {
			t.Errorf("note %d today, before note %d is begun", card.Note, card.Note-15)
		}
	}
}

// Cards that are asked today are asked once, and those that have been asked wait.
func TestToday(t *testing.T) {
	c := plan(100, 100, 12, 8)
	c.Target = 1
	for i := range 50 {
		c.Cards[i].Last = today
	}
	p := mustMake(t, c)
	if len(p.Today) < 20 {
		t.Errorf("%d cards in eight minutes", len(p.Today))
	}
	seen := map[int32]bool{}
	for _, i := range p.Today {
		if seen[i] || i < 50 {
			t.Errorf("card %d, seen today: %v, comes again", i, i < 50)
		}
		seen[i] = true
	}
	if p.Days[0].Reviews != len(p.Today) || math.Abs(p.Days[0].Minutes-8) > 1 {
		t.Errorf("%d cards are %+v", len(p.Today), p.Days[0])
	}
}

func TestMoreMinutesNeverHurt(t *testing.T) {
	last := 0.0
	for _, minutes := range []float64{1, 3, 6, 10, 20, 40} {
		c := plan(100, 50, 14, minutes)
		c.Target = 1
		p := mustMake(t, c)
		if p.Possible < last-0.003 {
			t.Errorf("%.0f minutes a day lead to %.4f, fewer to %.4f", minutes, p.Possible, last)
		}
		last = p.Possible
	}
}

func TestCancelled(t *testing.T) {
	for stop := range 12 {
		ctx, cancel := context.WithCancel(context.Background())
		last := 0
		_, err := exam.Make(ctx, plan(60, 30, 10, 5), func(done, total int) {
			if done <= last || done > total {
				t.Errorf("%d of %d after %d", done, total, last)
			}
			last = done
			if done > stop*10 {
				cancel()
			}
		})
		cancel()
		if stop < 8 && !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled after %d: %v", last, err)
		}
	}
	var done, total int
	if _, err := exam.Make(context.Background(), plan(60, 30, 10, 5), func(d, n int) { done, total = d, n }); err != nil || done != total || done == 0 {
		t.Errorf("told %d of %d in the end, error %v", done, total, err)
	}
}

func TestFarAway(t *testing.T) {
	c := plan(10, 5, 5, 10)
	c.On = today + exam.MaxDays + 1
	if _, err := exam.Make(context.Background(), c, nil); err == nil {
		t.Error("an exam in a hundred years can be planned")
	}
}

// Whatever it is given, a plan holds numbers, and what it says fits together.
func TestAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		odd := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, -1, math.NaN(), math.Inf(1), math.Inf(-1), 1e-9, 1e12, 0.5, 3, 40}))
		day := rapid.OneOf(rapid.Int32Range(-40, 40), rapid.Int32())
		c := exam.Config{
			Retention:       odd.Draw(t, "retention"),
			LearningSteps:   rapid.IntRange(-1, 4).Draw(t, "learning"),
			RelearningSteps: rapid.IntRange(-1, 4).Draw(t, "relearning"),
			MaximumInterval: rapid.IntRange(-1, 100).Draw(t, "maximum"),
			Today:           today,
			On:              today + memory.Day(rapid.IntRange(-2, 12).Draw(t, "on")),
			Parts:           rapid.IntRange(-1, 3).Draw(t, "parts"),
			Target:          odd.Draw(t, "target"),
			Minutes:         rapid.SliceOfN(odd, 0, 14).Draw(t, "minutes"),
			Spent:           odd.Draw(t, "spent"),
		}
		if rapid.Bool().Draw(t, "model") {
			c.Model = memory.NewModel(memory.DefaultWeights(), rapid.Bool().Draw(t, "long"))
		}
		if rapid.Bool().Draw(t, "costs") {
			c.Costs = workload.DefaultCosts()
			c.Costs.Review[rapid.IntRange(0, 3).Draw(t, "which")] = odd.Draw(t, "cost")
			c.Costs.First[rapid.IntRange(0, 3).Draw(t, "which")] = odd.Draw(t, "share")
		}
		for range rapid.IntRange(0, 12).Draw(t, "cards") {
			c.Cards = append(c.Cards, exam.Card{
				State: memory.State{Stability: odd.Draw(t, "stability"), Difficulty: odd.Draw(t, "difficulty")},
				Last:  memory.Day(day.Draw(t, "last")) + today*memory.Day(rapid.IntRange(0, 1).Draw(t, "lately")),
				Due:   memory.Day(day.Draw(t, "due")),
				New:   rapid.Bool().Draw(t, "new"),
				Part:  rapid.Int32Range(-2, 4).Draw(t, "part"),
				Note:  rapid.Int32Range(-1, 3).Draw(t, "note"),
				After: rapid.SliceOfN(rapid.Int32Range(-1, 4), 0, 2).Draw(t, "after"),
			})
		}
		p, err := exam.Make(context.Background(), c, nil)
		if err != nil {
			t.Fatal(err)
		}
		share := func(name string, x float64) {
			if !(x >= 0 && x <= 1.0001) {
				t.Errorf("%s is %v", name, x)
			}
		}
		amount := func(name string, x float64) {
			if !(x >= 0) || math.IsInf(x, 0) {
				t.Errorf("%s is %v", name, x)
			}
		}
		share("possible", p.Possible)
		amount("needed", p.Needed)
		for name, f := range map[string]exam.Forecast{"nothing": p.Nothing, "ordinary": p.Ordinary, "followed": p.Followed} {
			share(name, f.Recall)
			amount(name+" minutes", f.Minutes)
			for _, part := range f.Parts {
				share(name+" part", part)
			}
		}
		if len(p.Days) != c.On.Since(c.Today) {
			t.Errorf("%d days until %d", len(p.Days), c.On)
		}
		for _, d := range p.Days {
			amount("minutes", d.Minutes)
			if d.New < 0 || d.Reviews < 0 {
				t.Errorf("a day of %+v", d)
			}
		}
		if p.Unbegun < 0 || p.LastNew >= len(p.Days) {
			t.Errorf("%d unbegun, the last new ones on day %d", p.Unbegun, p.LastNew)
		}
		today := slices.Clone(p.Today)
		slices.Sort(today)
		if len(slices.Compact(today)) != len(p.Today) {
			t.Errorf("a card comes twice: %v", p.Today)
		}
	})
}
