package memory_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"touchpoint/deck/memory"
)

// The vectors are answers of other FSRS programs to the same questions, see
// testdata/README.md. Another set with the same file names can be put in their place
// with the environment variable TOUCHPOINT_VECTORS.

func readVectors(tb testing.TB, name string, into any) {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join(vectorFolder(), name))
	if err != nil {
		tb.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
}

// near reports whether got is want within an absolute or a relative error.
func near(got, want, absolute, relative float64) bool {
	return math.Abs(got-want) <= absolute+relative*math.Abs(want)
}

func mustParse(t *testing.T, w []float64) memory.Weights {
	t.Helper()
	weights, err := memory.ParseWeights(w)
	if err != nil {
		t.Fatal(err)
	}
	return weights
}

func TestVectorsCurve(t *testing.T) {
	var file struct {
		Rows []struct {
			W20, S, T, DR float64
			Recall        float64 `json:"R_ts"`
			Modifier      float64 `json:"modifier_ts"`
			Factor        float64 `json:"factor_ts"`
		}
	}
	readVectors(t, "curve.json", &file)
	if len(file.Rows) == 0 {
		t.Fatal("curve.json has no rows")
	}
	const tolerance = 1e-7
	for i, row := range file.Rows {
		w := memory.DefaultWeights()
		w[20] = row.W20
		m := memory.NewModel(w, false)
		if got := m.Recall(memory.State{Stability: row.S, Difficulty: 5}, row.T); !near(got, row.Recall, tolerance, 0) {
			t.Errorf("row %d: Recall(%v, %v) = %.9f, want %.9f", i, row.S, row.T, got, row.Recall)
		}
		// The factor of the curve shows in the time at which recall is a half.
		half := (math.Pow(0.5, -1/row.W20) - 1) / row.Factor
		if got := m.Interval(1, 0.5); !near(got, half, 0, tolerance) {
			t.Errorf("row %d: Interval(1, 0.5) = %v, want %v for a factor of %v", i, got, half, row.Factor)
		}
		if got := m.Interval(row.S, row.DR); !near(got, row.S*row.Modifier, 0, tolerance) {
			t.Errorf("row %d: Interval(%v, %v) = %v, want %v", i, row.S, row.DR, got, row.S*row.Modifier)
		}
	}
}

func TestVectorsFuzzRange(t *testing.T) {
	var file struct{ Rows [][5]int }
	readVectors(t, "fuzz_range.json", &file)
	if len(file.Rows) == 0 {
		t.Fatal("fuzz_range.json has no rows")
	}
	for i, row := range file.Rows {
		interval, elapsed, maximum := row[0], row[1], row[2]
		minimum := 2
		if min(interval, maximum) > elapsed {
			minimum = max(minimum, elapsed+1)
		}
		lower, upper := memory.FuzzBounds(float64(interval), minimum, maximum)
		if want := [2]int(row[3:]); [2]int{lower, upper} != want {
			t.Errorf("row %d: bounds of %d days, %d to %d, are %v, want %v", i, interval, minimum, maximum, [2]int{lower, upper}, want)
		}
	}
}

func TestVectorsParams(t *testing.T) {
	var file struct {
		Rows []struct {
			W                 []float64
			RelearningSteps   int       `json:"num_relearning_steps"`
			ShortTerm         bool      `json:"enable_short_term"`
			Migrated, Clipped []float64 // clipped, then migrated; and clipped only
		}
	}
	readVectors(t, "params.json", &file)
	if len(file.Rows) == 0 {
		t.Fatal("params.json has no rows")
	}
	for i, row := range file.Rows {
		clipped, err := memory.ClipWeights(row.W, row.RelearningSteps, !row.ShortTerm)
		if err != nil {
			t.Errorf("row %d: clip %v: %v", i, row.W, err)
			continue
		}
		sameWeights(t, fmt.Sprintf("row %d clipped", i), clipped, row.Clipped)
		migrated, err := memory.MigrateWeights(clipped)
		if err != nil {
			t.Errorf("row %d: migrate %v: %v", i, clipped, err)
			continue
		}
		sameWeights(t, fmt.Sprintf("row %d migrated", i), migrated[:], row.Migrated)
	}
}

func sameWeights(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d weights, want %d", what, len(got), len(want))
		return
	}
	for i := range got {
		if !near(got[i], want[i], 1e-8, 0) {
			t.Errorf("%s: w%d = %.9f, want %.9f", what, i, got[i], want[i])
		}
	}
}

func TestVectorsMemory(t *testing.T) {
	var file struct {
		Weights   map[string][]float64
		Sequences []struct {
			W       string
			DR      float64
			Reviews [][5]float64 // rating, days, then stability, difficulty, interval
		}
	}
	readVectors(t, "memory_fsrs_rs.json", &file)
	if len(file.Sequences) == 0 {
		t.Fatal("memory_fsrs_rs.json has no sequences")
	}
	const tolerance = 1e-4 // the other program calculates in float32
	for i, sequence := range file.Sequences {
		m := memory.NewModel(mustParse(t, file.Weights[sequence.W]), false)
		var s memory.State
		for j, review := range sequence.Reviews {
			rating, elapsed := memory.Rating(review[0]), int(review[1])
			if j == 0 {
				s = m.First(rating)
			} else {
				s = m.Next(s, rating, elapsed)
			}
			got := [3]float64{s.Stability, s.Difficulty, m.Interval(s.Stability, sequence.DR)}
			for k, want := range review[2:] {
				if !near(got[k], want, 0, tolerance) {
					t.Errorf("sequence %d (%s), review %d: stability, difficulty, interval = %v, want %v", i, sequence.W, j, got, review[2:])
					break
				}
			}
		}
	}
}

type scheduleFile struct {
	Configs []struct {
		Retention       float64   `json:"request_retention"`
		LearningSteps   []string  `json:"learning_steps"`
		RelearningSteps []string  `json:"relearning_steps"`
		MaximumInterval int       `json:"maximum_interval"`
		ShortTerm       bool      `json:"enable_short_term"`
		Weights         []float64 `json:"w_effective"`
	}
	Sequences []struct {
		ID      string
		Config  int
		Reviews []struct {
			T       int64 // Unix milliseconds
			Rating  memory.Rating
			Elapsed int      `json:"elapsed_days"`
			Recall  *float64 `json:"r_before"`
			After   struct {
				Phase    memory.Phase `json:"state"`
				Step     int
				S, D     float64
				Interval int   `json:"ivl"`
				Minutes  int64 `json:"due_min"`
				Reps     int
				Lapses   int
			}
			Preview [4][6]float64 // phase, step, stability, difficulty, days, minutes
		}
	}
}

func TestVectorsScheduleShort(t *testing.T) { testSchedule(t, "sched_short.json") }
func TestVectorsScheduleLong(t *testing.T)  { testSchedule(t, "sched_long.json") }

func testSchedule(t *testing.T, name string) {
	var file scheduleFile
	readVectors(t, name, &file)
	if len(file.Sequences) == 0 {
		t.Fatalf("%s has no sequences", name)
	}
	for _, sequence := range file.Sequences {
		config := file.Configs[sequence.Config]
		s, err := memory.NewScheduler(memory.Options{
			Weights:         mustParse(t, config.Weights),
			Retention:       config.Retention,
			LearningSteps:   parseSteps(t, config.LearningSteps),
			RelearningSteps: parseSteps(t, config.RelearningSteps),
			MaximumInterval: config.MaximumInterval,
			LongTermOnly:    !config.ShortTerm,
		})
		if err != nil {
			t.Errorf("%s: %v", sequence.ID, err)
			continue
		}
		var c memory.Card
		today := memory.Day(20000) // the vectors say how many days pass, by a calendar of their own
		for i, review := range sequence.Reviews {
			now := time.UnixMilli(review.T).UTC()
			today += memory.Day(review.Elapsed)
			if review.Recall != nil {
				if got := s.Model().Recall(c.State, float64(today.Since(c.Last))); !near(got, *review.Recall, 2e-6, 1e-6) {
					t.Errorf("%s, review %d: recall before = %v, want %v", sequence.ID, i, got, *review.Recall)
				}
			}
			for j, got := range s.Preview(c, now, today, 0) {
				want := review.Preview[j]
				rating := memory.Again + memory.Rating(j)
				diff := scheduleDiff(got, now, today, outcome{
					memory.Phase(want[0]), int(want[1]), want[2], want[3], int(want[4]), int64(want[5]),
				}, rating)
				if diff != "" {
					t.Errorf("%s, review %d: preview of %v: %s", sequence.ID, i, rating, diff)
				}
			}
			c = s.Answer(c, review.Rating, now, today, 0)
			after := review.After
			if diff := scheduleDiff(c, now, today, outcome{after.Phase, after.Step, after.S, after.D, after.Interval, after.Minutes}, review.Rating); diff != "" {
				t.Errorf("%s, review %d: after %v: %s", sequence.ID, i, review.Rating, diff)
			}
			if got, want := [2]int{c.Reps, c.Lapses}, [2]int{after.Reps, after.Lapses}; got != want {
				t.Errorf("%s, review %d: reps and lapses = %v, want %v", sequence.ID, i, got, want)
			}
		}
	}
}

// An outcome is where the vectors put a card after an answer.
type outcome struct {
	phase                 memory.Phase
	step                  int
	stability, difficulty float64
	days                  int
	minutes               int64
}

// scheduleDiff returns in what the card got differs from what is wanted, or nothing.
func scheduleDiff(got memory.Card, now time.Time, today memory.Day, want outcome, r memory.Rating) string {
	days, minutes := 0, int64(got.DueAt.Sub(now)/time.Minute)
	if got.Phase == memory.Review {
		days = int(got.DueDay - today)
		minutes = int64(days) * 24 * 60
	}
	// Where Hard repeats a later step the other program has a delay of its own.
	if r == memory.Hard && got.Phase != memory.Review && got.Step > 0 {
		minutes = want.minutes
	}
	switch {
	case got.Phase != want.phase:
		return fmt.Sprintf("phase = %v, want %v", got.Phase, want.phase)
	case got.Step != want.step:
		return fmt.Sprintf("step = %d, want %d", got.Step, want.step)
	case !near(got.State.Stability, want.stability, 2e-6, 1e-6):
		return fmt.Sprintf("stability = %v, want %v", got.State.Stability, want.stability)
	case !near(got.State.Difficulty, want.difficulty, 2e-6, 1e-6):
		return fmt.Sprintf("difficulty = %v, want %v", got.State.Difficulty, want.difficulty)
	case days != want.days:
		return fmt.Sprintf("interval = %d days, want %d", days, want.days)
	case minutes != want.minutes:
		return fmt.Sprintf("due after %d minutes, want %d", minutes, want.minutes)
	}
	return ""
}

func parseSteps(t *testing.T, steps []string) []time.Duration {
	t.Helper()
	var delays []time.Duration
	for _, step := range steps {
		delay, err := time.ParseDuration(step)
		if err != nil {
			t.Fatal(err)
		}
		delays = append(delays, delay)
	}
	return delays
}
