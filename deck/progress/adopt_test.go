package progress_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// weighted returns weights with another stability after a first Good.
func weighted(good float64) memory.Weights {
	w := memory.DefaultWeights()
	w[2] = good
	return w
}

func mustAdopt(tb testing.TB, j *progress.Journal, w memory.Weights, want int) {
	tb.Helper()
	if changed, err := j.Adopt(tb.Context(), w, nil); changed != want || err != nil {
		tb.Fatalf("Adopt = %d, %v, want %d", changed, err, want)
	}
	if got := j.Weights(); got != w {
		tb.Fatalf("Weights = %v, want %v", got, w)
	}
	mustCheck(tb, j)
}

// Other weights make other states of the same answers, and the way back is the same.
func TestAdopt(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	good := mustAppend(t, j, answer("deck/a", memory.Good, today))
	again := mustAppend(t, j, answer("deck/b", memory.Again, today))
	mustAdopt(t, j, memory.DefaultWeights(), 0)
	if backups, err := j.Backups(); len(backups) > 0 || err != nil {
		t.Errorf("Backups = %v, %v before anything changed", backups, err)
	}

	mustAdopt(t, j, weighted(5), 1)
	want := good
	want.Memory.State.Stability = 5
	if got := mustState(t, j, "deck/a"); !got.Equal(want) {
		t.Errorf("deck/a = %+v, want %+v", got, want)
	}
	if got := mustState(t, j, "deck/b"); !got.Equal(again) {
		t.Errorf("deck/b = %+v, want it as it was: %+v", got, again)
	}
	if backups, err := j.Backups(); len(backups) != 1 || err != nil {
		t.Errorf("Backups = %v, %v, want one from before", backups, err)
	}
	after := mustAppend(t, j, answer("deck/c", memory.Good, today))
	if after.Memory.State.Stability != 5 {
		t.Errorf("stability after an answer = %v, want 5", after.Memory.State.Stability)
	}
	for _, want := range []bool{true, false} {
		if changed, err := j.Changed(t.Context()); changed != want || err != nil {
			t.Errorf("Changed = %v, %v, want %v", changed, err, want)
		}
	}

	mustAdopt(t, j, memory.DefaultWeights(), 2)
	if got := mustState(t, j, "deck/a"); !got.Equal(good) {
		t.Errorf("deck/a = %+v, want it as it was first: %+v", got, good)
	}
}

// The weights stay when the journal is opened again, and those before are known.
func TestAdoptions(t *testing.T) {
	dir, c := t.TempDir(), &clock{start}
	j := mustOpenWith(t, dir, progress.Options{Now: c.Now})
	want := []progress.Adoption{{Weights: memory.DefaultWeights()}}
	for i := range 8 {
		c.add(time.Hour)
		mustAdopt(t, j, weighted(float64(i+1)), 0)
		want = append([]progress.Adoption{{Weights: weighted(float64(i + 1)), At: c.now}}, want...)
	}
	want = want[:6]
	j = mustOpenWith(t, dir, progress.Options{Now: c.Now})
	got, err := j.Adoptions(t.Context())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("Adoptions: %v (-want +got):\n%s", err, diff)
	}
	if got := j.Weights(); got != weighted(8) {
		t.Errorf("Weights = %v", got)
	}
	c.add(time.Hour)
	mustAdopt(t, j, weighted(7), 0)
	want[0], want[1] = progress.Adoption{Weights: weighted(7), At: c.now}, want[0]
	got, err = j.Adoptions(t.Context())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("Adoptions after going back: %v (-want +got):\n%s", err, diff)
	}
}

func TestWeightsAreSetWithStatesOnly(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	for _, value := range []any{nil, weighted(3)} {
		if err := j.SetSetting(t.Context(), "weights", value); !errors.Is(err, progress.ErrInvalid) {
			t.Errorf("SetSetting(%v) = %v, want it refused", value, err)
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1)} {
		if _, err := j.Adopt(t.Context(), weighted(x), nil); !errors.Is(err, progress.ErrInvalid) {
			t.Errorf("Adopt with %v = %v, want it refused", x, err)
		}
	}
	if got := j.Weights(); got != memory.DefaultWeights() {
		t.Errorf("Weights = %v", got)
	}
}

// What another program adopted holds here from the next act on.
func TestAdoptedElsewhere(t *testing.T) {
	dir := t.TempDir()
	here, elsewhere := mustOpen(t, dir), mustOpen(t, dir)
	mustAppend(t, here, answer("deck/a", memory.Good, today))
	mustAdopt(t, elsewhere, weighted(5), 1)
	if got := mustAppend(t, here, answer("deck/b", memory.Good, today)).Memory.State.Stability; got != 5 {
		t.Errorf("stability after an answer = %v, want 5", got)
	}
	mustAdopt(t, elsewhere, weighted(6), 2)
	if changed, err := here.Changed(t.Context()); !changed || err != nil || here.Weights() != weighted(6) {
		t.Errorf("Changed = %v, %v, Weights = %v", changed, err, here.Weights())
	}
	mustAdopt(t, here, memory.DefaultWeights(), 2)
	for _, j := range []*progress.Journal{here, elsewhere} {
		mustTakeIn(t, j, withID(answer("deck/c", memory.Good, today+1), 1))
		mustCheck(t, j)
	}
}

// All that is done while states are folded is folded as well, whoever does it.
func TestAdoptMeanwhile(t *testing.T) {
	const cards = 600
	dir := t.TempDir()
	j, other := mustOpen(t, dir), mustOpen(t, dir)
	var additions []progress.Addition
	for i := range cards {
		additions = append(additions, progress.Addition{Entry: answer(cardName(i), memory.Good, today)})
	}
	if _, err := j.AppendAll(t.Context(), additions); err != nil {
		t.Fatal(err)
	}
	rounds := 0
	meanwhile := func(done, total int) {
		if done == 0 || done > total || total != cards {
			t.Errorf("told %d of %d", done, total)
		}
		by := []*progress.Journal{j, other}[rounds%2]
		mustAppend(t, by, answer(cardName(rounds), memory.Again, today+1))
		mustAppend(t, by, answer(deck.CardID(fmt.Sprintf("new/%d", rounds)), memory.Good, today+1))
		if err := by.Rename(t.Context(), map[deck.CardID]deck.CardID{cardName(100 + rounds): cardName(1000 + rounds), cardName(200 + rounds): cardName(300 + rounds)}, nil); err != nil {
			t.Fatal(err)
		}
		if rounds == 0 {
			for i := range 2 * 64 {
				mustAppend(t, by, answer(cardName(400+i), memory.Hard, today+1))
			}
		}
		rounds++
	}
	if _, err := j.Adopt(t.Context(), weighted(5), meanwhile); err != nil {
		t.Fatal(err)
	}
	if rounds < 2 {
		t.Errorf("told %d times", rounds)
	}
	mustCheck(t, j)
	if got := mustState(t, j, "new/0").Memory.State.Stability; got != 5 {
		t.Errorf("stability of a new card = %v, want 5", got)
	}
}

// Two programs that adopt at once end with one of them.
func TestAdoptBoth(t *testing.T) {
	dir := t.TempDir()
	one, two := mustOpen(t, dir), mustOpen(t, dir)
	mustAppend(t, one, answer("deck/a", memory.Good, today))
	once := true
	_, err := one.Adopt(t.Context(), weighted(5), func(int, int) {
		if once {
			mustAdopt(t, two, weighted(6), 1)
		}
		once = false
	})
	if err != nil || one.Weights() != weighted(5) {
		t.Errorf("Adopt: %v, Weights = %v", err, one.Weights())
	}
	mustCheck(t, one)
}

// Cancelled at any moment, nothing has changed.
func TestAdoptCancelled(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	for i := range 600 {
		mustAppend(t, j, answer(cardName(i), memory.Good, today))
	}
	for at := range 3 {
		ctx, cancel := context.WithCancel(t.Context())
		told := 0
		if at == 0 {
			cancel()
		}
		_, err := j.Adopt(ctx, weighted(5), func(int, int) {
			if told++; told == at {
				cancel()
			}
		})
		cancel()
		if !errors.Is(err, context.Canceled) || j.Weights() != memory.DefaultWeights() {
			t.Errorf("Adopt = %v, Weights = %v", err, j.Weights())
		}
		mustCheck(t, j)
	}
	mustAdopt(t, j, weighted(5), 600)
}

// adoptAlways makes the other program of crash_test.go adopt weights for ever.
const adoptAlways = "adopt"

func adoptForEver(ctx context.Context, dir string) error {
	j, err := progress.Open(ctx, dir, progress.Options{})
	if err != nil {
		return err
	}
	fmt.Println("begun")
	for i := 0; ; i++ {
		if _, err := j.Adopt(ctx, weighted(float64(5+i%2)), nil); err != nil {
			return err
		}
	}
}

// TestKillAdopt kills a program that adopts weights, at any moment, while cards are answered
// here. States and weights agree afterwards.
func TestKillAdopt(t *testing.T) {
	const kills = 12
	dir := t.TempDir()
	j := mustOpen(t, dir)
	for i := range 200 {
		mustAppend(t, j, answer(cardName(i), memory.Good, today))
	}
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	held := make(map[memory.Weights]int)
	for i := range kills {
		w := startProgram(t, dir, adoptAlways)
		for k := range 5 {
			mustAppend(t, j, answer(cardName(i*5+k), memory.Hard, today+1))
		}
		kill(t, w, time.Duration(random.IntN(120_000))*time.Microsecond, true)
		mustCheck(t, j)
		if _, err := j.Changed(t.Context()); err != nil {
			t.Fatal(err)
		}
		held[j.Weights()]++
	}
	t.Logf("%d kills, after which %d different weights held", kills, len(held))
}
