package workload_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
)

// about compares figures that were reached by other roundings.
var about = cmpopts.EquateApprox(1e-12, 1e-12)

func TestCostsOfNobodyAreTheDefaults(t *testing.T) {
	future := memory.Answer{Card: 1, Day: 1 << 30, Rating: 0}
	for name, log := range map[string][]memory.Answer{
		"no answers":          nil,
		"ratings that are no": {future, {Rating: 9}, {Rating: 255, Took: 1000, Was: memory.Review}},
	} {
		if diff := cmp.Diff(workload.DefaultCosts(), workload.CostsOf(log)); diff != "" {
			t.Errorf("%s (-want, +got):\n%s", name, diff)
		}
	}
}

func TestCostsOfOneCard(t *testing.T) {
	const (
		again, hard, good, easy = memory.Again, memory.Hard, memory.Good, memory.Easy
		fresh, learns, reviewed = memory.New, memory.Learning, memory.Review
		forgot                  = memory.Relearning
	)
	log := []memory.Answer{
		// Learned on day 10: three answers, with a card in between.
		{Card: 7, Day: 10, Rating: again, Was: fresh, Took: 10_000},
		{Card: -2, Day: 10, Rating: easy, Was: fresh, Took: 0},
		{Card: 7, Day: 10, Rating: good, Was: learns, Took: 20_000},
		{Card: 7, Day: 10, Rating: good, Was: learns, Took: 30_000},
		// Forgotten on day 12, and learned again.
		{Card: 7, Day: 12, Rating: again, Was: reviewed, Took: 5_000},
		{Card: 7, Day: 12, Rating: hard, Was: forgot, Took: 1_200_000}, // somebody at the door
		{Card: 7, Day: 12, Rating: good, Was: forgot, Took: -5},
		// Remembered on day 20, and asked once more on that day.
		{Card: 7, Day: 20, Rating: hard, Was: reviewed, Took: 7_000},
		{Card: 7, Day: 20, Rating: good, Was: reviewed, Took: 9_000},
	}
	want := workload.DefaultCosts()
	few := func(usual *float64, own, n float64) { *usual = (50**usual + n*own) / (50 + n) }
	few(&want.Learning[0], 10, 1)
	few(&want.Learning[2], 25, 2)
	few(&want.Review[0], 5, 1)
	few(&want.Review[1], 7, 1)
	few(&want.Review[2], 9, 1)
	for i, share := range []float64{0.5, 0, 0, 0.5} {
		few(&want.First[i], share, 2)
	}
	for i, share := range []float64{1, 0, 0} {
		few(&want.Passed[i], share, 1)
	}
	for i, count := range []float64{1, 1, 2, 1} { // with one more each
		few(&want.LearningSteps[0][i], count/5, 1) // Good after Again
		few(&want.LearningSteps[2][i], count/5, 1) // Good after Good
		few(&want.RelearningSteps[1][i], count/5, 1)
	}
	for i, count := range []float64{1, 2, 1, 1} {
		few(&want.RelearningSteps[0][i], count/5, 1) // Hard after the lapse
	}
	if diff := cmp.Diff(want, workload.CostsOf(log), about); diff != "" {
		t.Errorf("costs (-want, +got):\n%s", diff)
	}
}

// Whoever answers often enough has costs of their own.
func TestCostsOfManyAnswers(t *testing.T) {
	var log []memory.Answer
	for card := range int32(5000) {
		log = append(log,
			memory.Answer{Card: card, Day: 1, Rating: memory.Easy, Was: memory.New, Took: 3000},
			memory.Answer{Card: card, Day: 2, Rating: memory.Hard, Was: memory.Review, Took: 4000},
		)
	}
	c := workload.CostsOf(log)
	if got := c.Learning[3]; math.Abs(got-3) > 0.1 {
		t.Errorf("a first Easy takes %v s, want about 3", got)
	}
	if got := c.Review[1]; math.Abs(got-4) > 0.2 {
		t.Errorf("a review with Hard takes %v s, want about 4", got)
	}
	if got := c.First[3]; got < 0.99 {
		t.Errorf("share of Easy among first answers is %v, want nearly 1", got)
	}
	if got := c.Review[3]; got != workload.DefaultCosts().Review[3] {
		t.Errorf("a review with Easy, which never was, takes %v s, want the default", got)
	}
}

// checkCosts fails if there is a figure that is no sound time or share.
func checkCosts(t *rapid.T, c workload.Costs) {
	t.Helper()
	v := reflect.ValueOf(c)
	var figures func(name string, v reflect.Value)
	figures = func(name string, v reflect.Value) {
		if v.Kind() == reflect.Array {
			for i := range v.Len() {
				figures(name, v.Index(i))
			}
			return
		}
		if f := v.Float(); !(f >= 0 && f < 1200) {
			t.Fatalf("%s has a %v: %+v", name, f, c)
		}
	}
	for i := range v.NumField() {
		figures(v.Type().Field(i).Name, v.Field(i))
	}
	sums := [][]float64{c.First[:], c.Passed[:]}
	for i := range c.LearningSteps {
		sums = append(sums, c.LearningSteps[i][:], c.RelearningSteps[i][:])
	}
	for _, shares := range sums {
		sum := 0.0
		for _, share := range shares {
			sum += share
		}
		if math.Abs(sum-1) > 0.001 {
			t.Fatalf("shares %v add up to %v", shares, sum)
		}
	}
}

// anyLog draws a history in which nothing is certain.
func anyLog() *rapid.Generator[[]memory.Answer] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) memory.Answer {
		return memory.Answer{
			At:     rapid.Int64().Draw(t, "at"),
			Card:   rapid.OneOf(rapid.Int32Range(0, 5), rapid.Int32()).Draw(t, "card"),
			Day:    memory.Day(rapid.OneOf(rapid.Int32Range(100, 104), rapid.Int32()).Draw(t, "day")),
			Took:   rapid.OneOf(rapid.Int32Range(0, 90_000), rapid.Int32()).Draw(t, "took"),
			Rating: memory.Rating(rapid.OneOf(rapid.Uint8Range(1, 4), rapid.Uint8()).Draw(t, "rating")),
			Was:    memory.Phase(rapid.OneOf(rapid.Uint8Range(0, 3), rapid.Uint8()).Draw(t, "was")),
		}
	}), 0, 200)
}

func TestCostsOfAnyHistoryAreSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := workload.CostsOf(anyLog().Draw(t, "log"))
		checkCosts(t, c)
		steps := rapid.IntRange(-3, 100).Draw(t, "steps")
		if s := c.Learn(steps); !(s > 0 && s < 10_000) {
			t.Fatalf("a new card takes %v s", s)
		}
		for _, recall := range []float64{0, 0.5, 1, -1, 7, math.NaN(), math.Inf(1), math.Inf(-1)} {
			if s := c.Ask(recall, steps); !(s > 0 && s < 10_000) {
				t.Fatalf("a review with a recall of %v takes %v s", recall, s)
			}
		}
	})
}

func TestLearnAndAsk(t *testing.T) {
	c := workload.DefaultCosts()
	first := 0.24*19.58 + 0.094*18.79 + 0.495*13.78 + 0.171*10.71
	if got := c.Learn(0); math.Abs(got-first) > 1e-9 {
		t.Errorf("without steps a new card takes %v s, want %v", got, first)
	}
	passed := 0.224*17.59 + 0.631*12.38 + 0.145*8.94
	if got, want := c.Ask(0.9, 0), 0.9*passed+0.1*19.38; math.Abs(got-want) > 1e-9 {
		t.Errorf("a review takes %v s, want %v", got, want)
	}
	// With one step, a card that is always answered Good after a lapse takes that one more.
	c.RelearningSteps[0] = [4]float64{0, 0, 1, 0}
	if got, want := c.Ask(0, 1), 19.38+12.32; math.Abs(got-want) > 1e-9 {
		t.Errorf("a lapse takes %v s, want %v", got, want)
	}
	// Always Again: the lapse, and then as often as a day allows.
	c.RelearningSteps[0] = [4]float64{1, 0, 0, 0}
	if got, want := c.Ask(0, 3), 19.38+5*16.44; math.Abs(got-want) > 1e-9 {
		t.Errorf("a lapse that is never learned takes %v s, want %v", got, want)
	}
	// Hard takes a card nowhere.
	c.RelearningSteps[0] = [4]float64{0, 1, 0, 0}
	c.RelearningSteps[1] = [4]float64{0, 0, 1, 0}
	c.RelearningSteps[2] = [4]float64{0, 0, 1, 0}
	if got, want := c.Ask(0, 2), 19.38+15.25+2*12.32; math.Abs(got-want) > 1e-9 {
		t.Errorf("a lapse with one Hard takes %v s, want %v", got, want)
	}
	for steps := range 5 {
		if more, less := c.Learn(steps+1), c.Learn(steps); more < less {
			t.Errorf("%d learning steps take %v s, %d take %v", steps+1, more, steps, less)
		}
	}
}

// The chance of a rating in the simulator's steps is what Learn counts with.
func TestLearnIsTheMeanOfSimulations(t *testing.T) {
	const cards = workload.MostNew
	s := workload.Simulation{
		Config:    workload.Config{Costs: workload.DefaultCosts(), Days: 1, NewPerDay: cards, NewLeft: cards, LearningSteps: 2},
		Retention: 0.9,
	}
	got, err := workload.Simulate(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	mean, want := got.Days[0].Seconds/cards, s.Costs.Learn(2)
	if math.Abs(mean-want) > 0.02*want {
		t.Errorf("simulated new cards take %v s, Learn says %v", mean, want)
	}
}

// BenchmarkCostsOf measures the costs of a history of 200,000 answers.
func BenchmarkCostsOf(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	log := make([]memory.Answer, 200_000)
	for i := range log {
		log[i] = memory.Answer{
			At: int64(i) * 60_000, Card: r.Int32N(8000), Day: memory.Day(i / 300), Took: r.Int32N(60_000),
			Rating: memory.Again + memory.Rating(r.IntN(4)), Was: memory.Phase(r.IntN(4)),
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		workload.CostsOf(log)
	}
}
