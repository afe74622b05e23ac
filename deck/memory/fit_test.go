package memory_test

import (
	"cmp"
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
	"touchpoint/deck/memory"
)

// strange are histories that nobody should have, and some have.
func strange() map[string][]memory.Answer {
	rated := func(n int, rate func(i int) memory.Rating, day func(i int) memory.Day) []memory.Answer {
		var log []memory.Answer
		for i := range n {
			was := memory.Review
			if i < n/5 {
				was = memory.New
			}
			log = append(log, memory.Answer{At: int64(i), Card: int32(i % max(1, n/5)), Day: day(i), Rating: rate(i), Was: was})
		}
		return log
	}
	daily := func(i int) memory.Day { return memory.Day(20000 + i/50) }
	always := func(r memory.Rating) func(int) memory.Rating { return func(int) memory.Rating { return r } }
	mixed := func(i int) memory.Rating { return memory.Rating(1 + (i*7+i/13)%4) }
	logs := map[string][]memory.Answer{
		"empty":      nil,
		"one answer": rated(1, always(memory.Good), daily),
		"seven":      rated(7, mixed, func(i int) memory.Day { return memory.Day(i) }),
		"all Again":  rated(500, always(memory.Again), daily),
		"all Hard":   rated(500, always(memory.Hard), daily),
		"all Good":   rated(500, always(memory.Good), daily),
		"all Easy":   rated(5000, always(memory.Easy), daily),
		"no rating":  rated(500, func(i int) memory.Rating { return memory.Rating(i % 256) }, daily),
		"one day":    rated(500, mixed, func(int) memory.Day { return 20000 }),
		"clock goes back": rated(2000, mixed, func(i int) memory.Day {
			return memory.Day(20000 - i/50 + i%7)
		}),
		"end of days": rated(600, mixed, func(i int) memory.Day {
			return [...]memory.Day{math.MinInt32, 0, math.MaxInt32}[i/100%3]
		}),
		"far apart": rated(3000, mixed, func(i int) memory.Day { return memory.Day(i / 600 * 9000) }),
		"5 answers, years apart": rated(5*3000, mixed, func(i int) memory.Day {
			return memory.Day(i)
		}),
		"all at the last day": rated(500, mixed, func(i int) memory.Day { return memory.Day(math.MaxInt32 - 10 + i/50) }),
	}
	forEver := rated(10_000, mixed, func(i int) memory.Day { return memory.Day(i / 2) })
	for i := range forEver {
		forEver[i].Card, forEver[i].Was = 1, memory.Review
	}
	forEver[0].Was = memory.New
	logs["one card for ever"] = forEver
	logs["in no order"] = rated(3000, mixed, daily)
	rand.New(rand.NewPCG(1, 2)).Shuffle(3000, reflect.Swapper(logs["in no order"]))
	imported := rated(500, mixed, daily)
	for i := range imported {
		imported[i].Was = memory.Review
	}
	logs["never learned here"] = imported
	sparse := rated(500, mixed, daily)
	for i := range sparse {
		sparse[i].Card = sparse[i].Card*40_000_000 - math.MaxInt32
	}
	logs["cards of any number"] = sparse
	return logs
}

func TestNothingIsNoNumber(t *testing.T) {
	for name, log := range strange() {
		t.Run(name, func(t *testing.T) {
			for _, o := range []memory.TrainingOptions{{}, {LongTermOnly: true}, {RelearningSteps: 3}, {Since: 20003}} {
				checkFinite(t, log, o)
			}
		})
	}
}

func TestNothingIsNoNumberAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := memory.Day(rapid.Int32().Draw(t, "day"))
		var log []memory.Answer
		for i := range rapid.IntRange(0, 400).Draw(t, "answers") {
			day += memory.Day(rapid.SampledFrom([]int32{0, 0, 1, 1, 3, 40, -2, 1 << 20}).Draw(t, "days"))
			log = append(log, memory.Answer{
				At: int64(i), Day: day,
				Card:   rapid.Int32Range(0, 20).Draw(t, "card"),
				Rating: memory.Rating(rapid.IntRange(0, 5).Draw(t, "rating")),
				Was:    memory.Phase(rapid.IntRange(0, 4).Draw(t, "was")),
			})
		}
		checkFinite(t, log, memory.TrainingOptions{
			LongTermOnly:    rapid.Bool().Draw(t, "long term only"),
			RelearningSteps: rapid.IntRange(-1, 4).Draw(t, "steps"),
			Longest:         rapid.IntRange(-1, 20).Draw(t, "longest"),
		})
	})
}

// checkFinite asks everything of a history that can be asked.
func checkFinite(t rapid.TB, log []memory.Answer, o memory.TrainingOptions) {
	t.Helper()
	ctx := context.Background()
	present := memory.DefaultWeights()
	training := mustTrain(t, log, o)
	fits := map[string]memory.Weights{}
	for name, r := range map[string]memory.Recipe{
		"default":   memory.DefaultRecipe(),
		"reference": memory.ReferenceRecipe(),
		"best":      {WholeCards: true, KeepBest: true},
		"odd":       {Batch: -3, Epochs: 2, Rate: math.NaN(), Pull: math.Inf(1)},
	} {
		w, extent, err := training.Fit(ctx, r, nil)
		if err != nil {
			t.Fatalf("%s recipe: %v", name, err)
		}
		if extent == memory.Nothing && w != present {
			t.Errorf("%s recipe: nothing could be fitted, yet the weights are %v", name, w)
		}
		fits[name] = w
	}
	v, err := memory.Fit(ctx, log, present, memory.FitOptions{TrainingOptions: o}, nil)
	if err != nil {
		t.Fatal(err)
	}
	fits["verdict"] = v.Weights
	nonsense := memory.Weights{math.NaN(), math.Inf(1), math.Inf(-1), -1, 1e300, 20: math.NaN()}
	if v, err := memory.Fit(ctx, log, nonsense, memory.FitOptions{TrainingOptions: o}, nil); err != nil || valid(v.Weights) != nil {
		t.Errorf("from nonsense: %+v, %v", v, err)
	}
	if m := training.Measure(ctx, nonsense); !finite(m.LogLoss, m.RMSE, m.AUC, training.Objective(nonsense)) {
		t.Errorf("nonsense is measured as %+v", m)
	}
	for name, w := range fits {
		if err := valid(w); err != nil {
			t.Errorf("%s: weights %v: %v", name, w, err)
		}
		for i, m := range []memory.Metrics{training.Measure(ctx, w), training.MeasureRecent(ctx, w), v.Before, v.After} {
			if !finite(m.LogLoss, m.RMSE, m.AUC) || m.AUC < 0 || m.AUC > 1 || m.RMSE < 0 || m.RMSE > 1 || m.LogLoss < 0 {
				t.Errorf("%s: metrics %d = %+v", name, i, m)
			}
		}
		if x := training.Objective(w); !finite(x) {
			t.Errorf("%s: objective = %v", name, x)
		}
	}
	folds, err := training.Folds(ctx, func(_ context.Context, t *memory.Training) (memory.Weights, error) {
		w, _ := t.Start()
		return w, nil
	})
	if err != nil || !finite(folds[0].LogLoss, folds[0].RMSE, folds[0].AUC) {
		t.Errorf("folds = %+v, %v", folds, err)
	}
	for i, p := range mustReplay(t, log, memory.NewModel(v.Weights, o.LongTermOnly)) {
		if !(p.Recall >= 0 && p.Recall <= 1) || !finite(p.Stability) || p.Elapsed < 0 || p.Known != (p.Stability > 0) {
			t.Errorf("prediction of answer %d = %+v", i, p)
		}
	}
	if h := memory.HardHabit(log); !finite(h.AfterHard, h.AfterGood) {
		t.Errorf("habit = %+v", h)
	}
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// valid returns an error unless the weights may be used as they are.
func valid(w memory.Weights) error {
	o := memory.DefaultOptions()
	o.Weights = w
	return o.Validate()
}

// TestFitIsNeverWorse fits learners who differ, from weights that differ, in histories
// of all sizes.
func TestFitIsNeverWorse(t *testing.T) {
	ctx := context.Background()
	adopted, fits := 0, 0
	learners := uint64(4)
	if testing.Short() {
		learners = 1
	}
	for seed := range learners {
		l := newLearner(seed)
		odd := newLearner(seed + 100).truth
		for _, days := range []int{3, 8, 20, 45} {
			log := l.study(days)
			for name, present := range map[string]memory.Weights{
				"published": memory.DefaultWeights(), "true": l.truth, "another's": odd,
			} {
				for _, steps := range []int{1, 3} {
					o := memory.FitOptions{TrainingOptions: memory.TrainingOptions{RelearningSteps: steps}}
					v, err := memory.Fit(ctx, log, present, o, nil)
					if err != nil {
						t.Fatal(err)
					}
					fits++
					training := mustTrain(t, log, o.TrainingOptions)
					if got := training.Measure(ctx, present); got != v.Before {
						t.Errorf("%d, %d days, %s: before = %+v, want %+v", seed, days, name, v.Before, got)
					}
					if got := training.Measure(ctx, v.Weights); got != v.After {
						t.Errorf("%d, %d days, %s: after = %+v, want %+v", seed, days, name, v.After, got)
					}
					if was, is := training.MeasureWeighted(ctx, present), training.MeasureWeighted(ctx, v.Weights); is.LogLoss > was.LogLoss {
						t.Errorf("%d, %d days, %s: with late answers counting more, the log loss is %v and was %v", seed, days, name, is.LogLoss, was.LogLoss)
					}
					if v.After.LogLoss > v.Before.LogLoss || v.Better != (v.Weights != present) || v.Better != (v.Reason == memory.Improved) {
						t.Errorf("%d, %d days, %s: %+v", seed, days, name, v)
					}
					if v.Answers != training.Answers() {
						t.Errorf("%d, %d days, %s: %d answers, want %d", seed, days, name, v.Answers, training.Answers())
					}
					if v.Better {
						adopted++
					}
				}
			}
		}
	}
	if adopted == 0 {
		t.Error("nothing was ever better")
	}
	t.Logf("%d of %d fits were better", adopted, fits)
}

// TestFitForetells looks at what a fit is for: the answers that come after it. From few
// answers it must do no harm, from many it must help.
func TestFitForetells(t *testing.T) {
	tests := []struct {
		pace, days int
		gain       float64 // of log loss, in the mean of the learners, at the least
	}{
		{5, 12, -0.0002},
		{5, 20, -0.0010},
		{20, 20, 0.003},
		{20, 60, 0.006},
	}
	if testing.Short() {
		tests = tests[:2]
	}
	ctx := context.Background()
	for _, test := range tests {
		const learners = 16
		var gain float64
		answers := 0
		for seed := range uint64(learners) {
			l := newLearner(500 + seed)
			l.pace = test.pace
			v, err := memory.Fit(ctx, l.study(test.days), memory.DefaultWeights(), memory.FitOptions{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			answers += v.Answers
			later := mustTrain(t, l.study(60), memory.TrainingOptions{})
			gain += later.Measure(ctx, memory.DefaultWeights()).LogLoss - later.Measure(ctx, v.Weights).LogLoss
		}
		t.Logf("from %d answers: a gain of %.5f", answers/learners, gain/learners)
		if gain/learners < test.gain {
			t.Errorf("from %d answers: a gain of %.5f, want %.5f", answers/learners, gain/learners, test.gain)
		}
	}
}

func TestFitExtents(t *testing.T) {
	ctx := context.Background()
	log := newLearner(1).study(30)
	var got [3]bool
	for n := 0; n < len(log); n += 1 + n/4 {
		training := mustTrain(t, log[:n], memory.TrainingOptions{})
		_, extent, err := training.Fit(ctx, memory.DefaultRecipe(), nil)
		if err != nil {
			t.Fatal(err)
		}
		want := memory.Everything
		switch {
		case training.Answers() < 8:
			want = memory.Nothing
		case training.Answers() < 64:
			want = memory.FirstAnswers
		}
		if extent != want {
			t.Errorf("of %d answers: extent %d, want %d", training.Answers(), extent, want)
		}
		got[extent] = true
	}
	if got != [3]bool{true, true, true} {
		t.Errorf("extents seen: %v", got)
	}
	// Two answers of every card, however many, say nothing of all but the first.
	var pairs []memory.Answer
	for i := range int32(400) {
		pairs = append(pairs, memory.Answer{Card: i, Rating: memory.Good}, memory.Answer{Card: i, Day: 3, Rating: 1 + memory.Rating(i%4), Was: memory.Review})
	}
	if _, extent, _ := mustTrain(t, pairs, memory.TrainingOptions{}).Fit(ctx, memory.DefaultRecipe(), nil); extent != memory.FirstAnswers {
		t.Errorf("of first answers alone: extent %d", extent)
	}
}

func TestFitEnds(t *testing.T) {
	log := newLearner(2).study(40)
	present := newLearner(3).truth
	calls := 0
	if _, err := memory.Fit(context.Background(), log, present, memory.FitOptions{}, func(int, int) { calls++ }); err != nil {
		t.Fatal(err)
	}
	if calls < 20 {
		t.Fatalf("progress was told %d times", calls)
	}
	for _, at := range []int{0, 1, 2, calls / 3, calls / 2, calls - 1} {
		ctx, cancel := context.WithCancel(context.Background())
		if at == 0 {
			cancel()
		}
		n := 0
		v, err := memory.Fit(ctx, log, present, memory.FitOptions{}, func(int, int) {
			if n++; n == at {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) || v.Weights != present || v.Better {
			t.Errorf("ended at call %d of %d: %+v, %v", at, calls, v, err)
		}
		if n != at {
			t.Errorf("ended at call %d, but told until %d", at, n)
		}
		cancel()
	}
}

func TestFitTellsProgress(t *testing.T) {
	for _, days := range []int{15, 60} {
		last, whole := -1, 0
		_, err := memory.Fit(context.Background(), newLearner(4).study(days), memory.DefaultWeights(), memory.FitOptions{}, func(done, total int) {
			if done < last || done > total || whole != 0 && whole != total {
				t.Errorf("%d days: %d of %d after %d of %d", days, done, total, last, whole)
			}
			last, whole = done, total
		})
		if err != nil || last != whole || whole == 0 {
			t.Errorf("%d days: ended with %d of %d, %v", days, last, whole, err)
		}
	}
}

// TestFitIsTheSame asks for the same numbers to the last bit, on one core and on two.
func TestFitIsTheSame(t *testing.T) {
	log := newLearner(5).study(50)
	fit := func(cores int) memory.Verdict {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		v, err := memory.Fit(context.Background(), log, memory.DefaultWeights(), memory.FitOptions{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	want := fit(1)
	if !want.Better || want.Extent != memory.Everything {
		t.Fatalf("verdict = %+v", want)
	}
	for _, cores := range []int{1, 2, 2} {
		if got := fit(cores); got != want {
			t.Errorf("on %d cores: %+v, want %+v", cores, got, want)
		}
	}
}

// soaring is the history of a learner who is lost after a lapse unless the card is asked
// four times more on that day, after which it is known for months.
func soaring() []memory.Answer {
	var log []memory.Answer
	for card := range int32(1600) {
		answer := func(days memory.Day, r memory.Rating, was memory.Phase) {
			day := memory.Day(card/8) + days
			log = append(log, memory.Answer{At: int64(day) * 86_400_000, Card: card, Day: day, Rating: r, Was: was})
		}
		answer(0, memory.Rating(1+card%3), memory.New)
		answer(2, memory.Again, memory.Review)
		if card%2 == 1 {
			answer(3, memory.Again, memory.Review)
			continue
		}
		for range 4 {
			answer(2, memory.Good, memory.Relearning)
		}
		answer(60, memory.Good, memory.Review)
		answer(120, memory.Good, memory.Review)
	}
	slices.SortStableFunc(log, func(a, b memory.Answer) int { return cmp.Compare(a.At, b.At) })
	return log
}

// TestFitKeepsLapses looks at what several relearning steps must not do, in a history that
// speaks for it.
func TestFitKeepsLapses(t *testing.T) {
	relearned := func(w memory.Weights, steps int) float64 {
		m := memory.NewModel(w, false)
		s := m.Next(memory.State{Stability: 1, Difficulty: 1}, memory.Again, 2)
		for range steps {
			s = m.Next(s, memory.Good, 0)
		}
		return s.Stability
	}
	log := soaring()
	for _, steps := range []int{2, 4, 8} {
		o := memory.TrainingOptions{RelearningSteps: steps}
		tempted, _, err := mustTrain(t, log, o).Fit(t.Context(), memory.DefaultRecipe(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if s := relearned(tempted, steps); s <= 1 {
			t.Errorf("with %d steps training alone makes a stability of 1 %v after a lapse: the history proves nothing", steps, s)
		}
		v, err := memory.Fit(t.Context(), log, memory.DefaultWeights(), memory.FitOptions{TrainingOptions: o}, nil)
		if err != nil || !v.Better || v.Extent != memory.Everything {
			t.Errorf("with %d steps: %+v, %v", steps, v, err)
		}
		if s := relearned(v.Weights, steps); s > 1 {
			t.Errorf("forgotten, then %d times Good, a stability of 1 is %v", steps, s)
		}
	}
}

// TestManyAnswers fits two million answers, or in a short run a tenth of that.
func TestManyAnswers(t *testing.T) {
	times := int32(100)
	if testing.Short() {
		times = 10
	}
	part := readLog(t, "20k")
	log := make([]memory.Answer, 0, int(times)*len(part))
	for _, a := range part {
		first := a.Card * times
		for i := range times {
			a.Card = first + i
			log = append(log, a)
		}
	}
	r := memory.DefaultRecipe()
	r.Epochs = 1
	v, err := memory.Fit(context.Background(), log, memory.DefaultWeights(), memory.FitOptions{Recipe: r}, nil)
	if err != nil || !v.Better {
		t.Errorf("%+v, %v", v, err)
	}
	if len(mustReplay(t, log, memory.NewModel(v.Weights, false))) != len(log) {
		t.Error("not every answer was predicted")
	}
}
