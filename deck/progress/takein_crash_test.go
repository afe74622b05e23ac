package progress_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"touchpoint/deck/progress"
)

// toAndFro makes the other program of crash_test.go take entries in and back for ever.
const toAndFro = "to and fro"

func takeInAndBack(ctx context.Context, dir string) error {
	j, err := progress.Open(ctx, dir, progress.Options{})
	if err != nil {
		return err
	}
	fmt.Println("begun")
	for entries := foreign(300, 2); ; {
		in, err := j.TakeIn(ctx, entries, nil)
		if err != nil {
			return err
		}
		if _, err := j.TakeBack(ctx, in.Act); err != nil {
			return err
		}
	}
}

// TestKillTakeIn kills a program that takes entries in and back, at any moment. Either all
// of them count afterwards, or none.
func TestKillTakeIn(t *testing.T) {
	const kills = 25
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	all := 0
	for range kills {
		w := startProgram(t, dir, toAndFro)
		kill(t, w, time.Duration(random.IntN(150_000))*time.Microsecond, true)
		j, err := progress.Open(t.Context(), dir, progress.Options{})
		if err != nil {
			t.Fatal(err)
		}
		mustCheck(t, j)
		history, err := j.History(t.Context(), "biology")
		if n := len(history); err != nil || n != 0 && n != 300 {
			t.Fatalf("%d cards have a history, %v, want all or none", n, err)
		} else if n > 0 {
			all++
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills, after %d of which all entries counted", kills, all)
}

// TestTakeInIsSeen holds that all windows are told of an intake, once.
func TestTakeInIsSeen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	one, two := mustOpen(t, dir), mustOpen(t, dir)
	mustTakeIn(t, one, foreign(3, 1)...)
	for _, j := range []*progress.Journal{one, two} {
		for _, want := range []bool{true, false} {
			if changed, err := j.Changed(t.Context()); changed != want || err != nil {
				t.Errorf("Changed = %v, %v, want %v", changed, err, want)
			}
		}
	}
	mustTakeIn(t, one, foreign(3, 1)...)
	if changed, err := one.Changed(t.Context()); changed || err != nil {
		t.Errorf("Changed = %v, %v when nothing was new, want false", changed, err)
	}
}
