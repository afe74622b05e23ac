package progress_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// TestTakeInUnderAnyName checks that whatever is answered, brought in, taken back and
// renamed, in journals of any version, states are what the entries make of them and every
// answer of the learner's own counts.
func TestTakeInUnderAnyName(t *testing.T) {
	dirs := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		dir := filepath.Join(dirs, fmt.Sprint(n))
		if version := rapid.IntRange(0, 2).Draw(t, "version"); version > 0 {
			begin(t, dir, fmt.Sprintf("testdata/v%d.db", version))
		}
		now := &clock{start.AddDate(1, 0, 0)}
		j, err := progress.Open(t.Context(), dir, progress.Options{Device: "desk", Now: now.Now})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = j.Close() }()
		var acts, own []progress.EntryID
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				own = append(own, ownAnswer(t, j, now))
			case 1:
				in, err := j.TakeIn(t.Context(), comingBy(t), nil)
				if err != nil {
					t.Fatal(err)
				}
				acts = append(acts, in.Act)
			case 2:
				if len(acts) > 0 {
					if _, err := j.TakeBack(t.Context(), rapid.SampledFrom(acts).Draw(t, "act")); err != nil {
						t.Fatal(err)
					}
				}
			default:
				renames := acyclic(rapid.MapOfN(anyName, anyName, 1, 2).Draw(t, "renames"))
				if err := j.Rename(t.Context(), renames, nil); err != nil {
					t.Fatal(err)
				}
			}
			if problems, err := j.Check(t.Context()); err != nil || len(problems) > 0 {
				t.Fatalf("Check = %v, %v", problems, err)
			}
			own = slices.DeleteFunc(own, func(id progress.EntryID) bool { return id == "" })
			for _, id := range own {
				if !inForce(t, j, id) {
					t.Fatalf("the learner's own answer %s does not count any more", id)
				}
			}
		}
	})
}

var anyName = rapid.SampledFrom([]deck.CardID{"deck/a", "deck/b", "deck/c", "other/a", "other/b", "deck/newest"})

// begin lays down the journal of an older program.
func begin(t *rapid.T, dir, name string) {
	data, err := os.ReadFile(name)
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "progress.db"), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// ownAnswer answers a card here, and returns the entry.
func ownAnswer(t *rapid.T, j *progress.Journal, now *clock) progress.EntryID {
	e := answer(anyName.Draw(t, "card"), memory.Good, memory.Calendar{}.Day(now.now))
	now.add(time.Hour)
	e.At = now.now
	before, err := j.State(t.Context(), e.Card)
	if err != nil {
		t.Fatal(err)
	}
	after, err := j.Append(t.Context(), before.LastEntry, e)
	if err != nil {
		t.Fatal(err)
	}
	return after.LastEntry
}

// comingBy are entries of another program, which may call cards by any name they had.
func comingBy(t *rapid.T) []progress.Entry {
	var list []progress.Entry
	for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(0, 9), 1, 5, rapid.ID[int]).Draw(t, "coming") {
		e := answer(anyName.Draw(t, "card"), memory.Hard, today-memory.Day(50-10*(n%5))) // two of each moment
		e.ID = foreignID(n, 0)
		list = append(list, e)
	}
	return list
}

// inForce reports whether an entry counts.
func inForce(t *rapid.T, j *progress.Journal, id progress.EntryID) bool {
	for _, d := range []deck.ID{"deck", "other"} {
		history, err := j.History(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		for _, entries := range history {
			if slices.ContainsFunc(entries, func(e progress.Entry) bool { return e.ID == id }) {
				return true
			}
		}
	}
	return false
}
