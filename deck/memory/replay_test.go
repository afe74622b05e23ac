package memory_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck/memory"
)

func mustReplay(t rapid.TB, log []memory.Answer, m *memory.Model) []memory.Prediction {
	t.Helper()
	predictions, err := memory.Replay(context.Background(), log, m)
	if err != nil {
		t.Fatal(err)
	}
	return predictions
}

func TestReplay(t *testing.T) {
	const n, l, r = memory.New, memory.Learning, memory.Review
	m := memory.NewModel(memory.DefaultWeights(), false)
	good := m.First(memory.Good)
	next := m.Next(good, memory.Good, 4)
	answer := func(card int32, day memory.Day, was memory.Phase) memory.Answer {
		return memory.Answer{Card: card, Day: day, Rating: memory.Good, Was: was}
	}
	known := func(s memory.State, elapsed int32) memory.Prediction {
		return memory.Prediction{Recall: m.Recall(s, float64(elapsed)), Stability: s.Stability, Elapsed: elapsed, Known: true}
	}
	tests := map[string]struct {
		log  []memory.Answer
		want []memory.Prediction
	}{
		"learned and reviewed": {
			[]memory.Answer{answer(1, 10, n), answer(1, 10, l), answer(1, 14, r), answer(1, 30, r)},
			[]memory.Prediction{{}, known(good, 0), known(m.Next(good, memory.Good, 0), 4), known(m.Next(m.Next(good, memory.Good, 0), memory.Good, 4), 16)},
		},
		"two cards": {
			[]memory.Answer{answer(1, 10, n), answer(2, 11, n), answer(1, 14, r), answer(2, 11, l)},
			[]memory.Prediction{{}, {}, known(good, 4), known(good, 0)},
		},
		"from elsewhere": {
			[]memory.Answer{answer(7, 10, r), answer(7, 20, r)},
			[]memory.Prediction{{}, {Elapsed: 10}},
		},
		"from elsewhere, then learned": {
			[]memory.Answer{answer(7, 10, r), answer(7, 20, n), answer(7, 24, r)},
			[]memory.Prediction{{}, {Elapsed: 10}, known(good, 4)},
		},
		"forgotten on purpose": {
			[]memory.Answer{answer(1, 10, n), answer(1, 14, r), answer(1, 20, n), answer(1, 21, r)},
			[]memory.Prediction{{}, known(good, 4), {Elapsed: 6}, known(good, 1)},
		},
		"the clock goes back": {
			[]memory.Answer{answer(1, 10, n), answer(1, 14, r), answer(1, 12, r)},
			[]memory.Prediction{{}, known(good, 4), known(next, 0)},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-12 })
			if diff := cmp.Diff(test.want, mustReplay(t, test.log, m), near); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestReplayAgreesWithTraining compares the two ways in which recall is predicted.
func TestReplayAgreesWithTraining(t *testing.T) {
	l := newLearner(3)
	log := l.study(40)
	loss, items := 0.0, 0
	for i, p := range mustReplay(t, log, memory.NewModel(l.truth, false)) {
		if !p.Known || p.Elapsed == 0 {
			continue
		}
		items++
		if log[i].Rating == memory.Again {
			loss -= math.Log(1 - p.Recall)
		} else {
			loss -= math.Log(p.Recall)
		}
	}
	got := mustTrain(t, log, memory.TrainingOptions{}).Measure(t.Context(), l.truth)
	if got.Answers != items || !near(got.LogLoss, loss/float64(items), 1e-9, 0) {
		t.Errorf("training measures %+v; by replay the log loss is %v over %d", got, loss/float64(items), items)
	}
}

func mustTrain(t rapid.TB, log []memory.Answer, o memory.TrainingOptions) *memory.Training {
	t.Helper()
	training, err := memory.NewTraining(context.Background(), log, o)
	if err != nil {
		t.Fatal(err)
	}
	return training
}

// ending is a context that ends when it has been asked so often.
type ending struct {
	context.Context
	asked atomic.Int32
	left  int32
}

func (e *ending) Err() error {
	if e.asked.Add(1) > e.left {
		return context.Canceled
	}
	return nil
}

// TestReadingEnds ends the context wherever it is asked.
func TestReadingEnds(t *testing.T) {
	log := newLearner(6).study(120)
	reads := map[string]func(context.Context) (got any, none bool, err error){
		"NewTraining": func(ctx context.Context) (any, bool, error) {
			training, err := memory.NewTraining(ctx, log, memory.TrainingOptions{})
			return training, training == nil, err
		},
		"Replay": func(ctx context.Context) (any, bool, error) {
			predictions, err := memory.Replay(ctx, log, memory.NewModel(memory.DefaultWeights(), false))
			return predictions, predictions == nil, err
		},
	}
	for name, read := range reads {
		t.Run(name, func(t *testing.T) {
			whole := &ending{Context: t.Context(), left: math.MaxInt32}
			if _, none, err := read(whole); none || err != nil {
				t.Fatalf("without an end: %v", err)
			}
			if whole.asked.Load() < 3 {
				t.Errorf("%d answers are read, and the context is asked %d times", len(log), whole.asked.Load())
			}
			for left := range whole.asked.Load() {
				got, none, err := read(&ending{Context: t.Context(), left: left})
				if !none || !errors.Is(err, context.Canceled) {
					t.Errorf("ended after being asked %d times: %T with the error %v", left, got, err)
				}
			}
		})
	}
}

func TestTrainingSince(t *testing.T) {
	log := newLearner(3).study(40)
	whole := mustTrain(t, log, memory.TrainingOptions{}).AllItems()
	begun := map[int32]memory.Day{}
	want := 0
	last := map[int32]memory.Day{}
	for _, a := range log {
		if _, ok := begun[a.Card]; !ok {
			begun[a.Card] = a.Day
		} else if a.Day > last[a.Card] && begun[a.Card] >= 20 {
			want++
		}
		last[a.Card] = a.Day
	}
	if got := mustTrain(t, log, memory.TrainingOptions{Since: 20}).AllItems(); got != want || got >= whole {
		t.Errorf("%d answers of cards begun since day 20, want %d of %d", got, want, whole)
	}
}

func TestTrainingBeginsWhereLearningDidLast(t *testing.T) {
	const n, l, r = memory.New, memory.Learning, memory.Review
	tests := []struct {
		name  string
		was   []memory.Phase // an answer a day
		items int
	}{
		{"learned once", []memory.Phase{n, l, r, r}, 3},
		{"learned twice", []memory.Phase{n, l, r, r, n, l, r}, 2},
		{"learned twice without an end", []memory.Phase{n, l, l, n, l}, 1},
		{"without a first answer", []memory.Phase{l, l, r}, 2},
		{"relearned", []memory.Phase{n, r, memory.Relearning, r}, 3},
		{"never learned", []memory.Phase{r, r, r}, 0},
		{"from elsewhere, then learned", []memory.Phase{r, r, n, r}, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log []memory.Answer
			for i, was := range test.was {
				log = append(log, memory.Answer{Day: memory.Day(i), Rating: memory.Good, Was: was})
			}
			if got := mustTrain(t, log, memory.TrainingOptions{}).AllItems(); got != test.items {
				t.Errorf("%d answers are evidence, want %d", got, test.items)
			}
		})
	}
}

func TestReplayKeepsOrder(t *testing.T) {
	log := newLearner(9).study(30)
	m := memory.NewModel(memory.DefaultWeights(), false)
	want := mustReplay(t, log, m)
	// A card's predictions stay the same when other cards are taken out.
	odd := slices.DeleteFunc(slices.Clone(log), func(a memory.Answer) bool { return a.Card%2 == 0 })
	got := mustReplay(t, odd, m)
	i := 0
	for j, a := range log {
		if a.Card%2 == 0 {
			continue
		}
		if got[i] != want[j] {
			t.Fatalf("answer %d: %+v, want %+v", j, got[i], want[j])
		}
		i++
	}
}
