package progress_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// history makes a card's entries from words: a rating is an answer on the next day, -x
// takes back the entry called x, every other word is the kind of an entry, with its text
// after a colon. Entries are
// called a, b, c, ... in the order of the words.
func history(words string) []progress.Entry {
	var entries []progress.Entry
	ratings := []string{"again", "hard", "good", "easy"}
	for i, word := range strings.Fields(words) {
		day := today + memory.Day(i)
		e := answer("deck/note", memory.Rating(1+slices.Index(ratings, word)), day)
		target, retracts := strings.CutPrefix(word, "-")
		switch {
		case retracts:
			e = progress.Entry{Card: "deck/note", Kind: progress.Retract, Target: progress.EntryID(target), Day: day, At: e.At}
		case !e.Rating.Valid():
			kind, text, _ := strings.Cut(word, ":")
			e = progress.Entry{Card: "deck/note", Kind: progress.Kind(kind), Flag: 3, Text: text, Day: day, At: e.At}
		}
		e.ID = progress.EntryID(rune('a' + i))
		entries = append(entries, e)
	}
	return entries
}

func names(entries []progress.Entry) string {
	var ids strings.Builder
	for _, e := range entries {
		ids.WriteString(string(e.ID))
	}
	return ids.String()
}

func TestEffective(t *testing.T) {
	for _, tt := range []struct{ name, history, want string }{
		{"nothing", "", ""},
		{"all count", "good suspend good", "abc"},
		{"undo of the last", "good good -b", "a"},
		{"undo of an earlier one", "good good -a", "b"},
		{"redo", "good -a -b", "a"},
		{"undo of a redo", "good -a -b -c", ""},
		{"redo of an undone redo", "good -a -b -c -d", "a"},
		{"two undone, in turn", "good good -b -a", ""},
		{"two undone, one redone", "good good -b -a -d", "a"},
		{"undone on two devices", "good -a -a", ""},
		{"undone on two devices, redone on one", "good -a -a -c", ""},
		{"undone and answered again", "good -a easy", "c"},
		{"retraction of what is not there", "good -x", "a"},
		{"retraction of a later entry", "-b good", "b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := names(progress.Effective(history(tt.history))); got != tt.want {
				t.Errorf("Effective(%s) = %q, want %q", tt.history, got, tt.want)
			}
		})
	}
}

func TestFold(t *testing.T) {
	model := memory.NewModel(memory.DefaultWeights(), false)
	first := func(r memory.Rating) memory.State { return model.First(r) }
	for _, tt := range []struct {
		name, history string
		want          progress.State
	}{
		{"nothing", "", progress.State{}},
		{"first answer", "good", progress.State{
			Memory:     memory.Card{Phase: memory.Review, State: first(memory.Good), Reps: 1, Last: today, DueDay: today + 3},
			Introduced: today,
		}},
		{"second answer", "good hard", progress.State{
			Memory:     memory.Card{Phase: memory.Review, State: model.Next(first(memory.Good), memory.Hard, 1), Reps: 2, Last: today + 1, DueDay: today + 4},
			Introduced: today,
		}},
		{"lapse", "good suspend again", progress.State{
			Memory:     memory.Card{Phase: memory.Review, State: model.Next(first(memory.Good), memory.Again, 2), Reps: 2, Lapses: 1, Last: today + 2, DueDay: today + 5},
			Introduced: today, Suspended: true,
		}},
		{"a first again is no lapse", "again", progress.State{
			Memory:     memory.Card{Phase: memory.Review, State: first(memory.Again), Reps: 1, Last: today, DueDay: today + 3},
			Introduced: today,
		}},
		{"undo", "good again -b", progress.State{
			Memory:     memory.Card{Phase: memory.Review, State: first(memory.Good), Reps: 1, Last: today, DueDay: today + 3},
			Introduced: today,
		}},
		{"undo of the only answer", "good -a", progress.State{}},
		{"undo of a forget", "good forget -b", progress.State{
			Memory:     memory.Card{Phase: memory.Review, State: first(memory.Good), Reps: 1, Last: today, DueDay: today + 3},
			Introduced: today,
		}},
		{"forget keeps what is not memory", "good suspend flag forget", progress.State{Suspended: true, Flag: 3}},
		{"an answer after forget is a first one", "good forget easy", progress.State{
			Memory:     memory.Card{Phase: memory.Review, State: first(memory.Easy), Reps: 1, Last: today + 2, DueDay: today + 5},
			Introduced: today + 2,
		}},
		{"suspended and not", "suspend unsuspend", progress.State{}},
		{"buried", "good bury", progress.State{
			Memory:     memory.Card{Phase: memory.Review, State: first(memory.Good), Reps: 1, Last: today, DueDay: today + 3},
			Introduced: today, BuriedOn: today + 1,
		}},
		{"buried and not", "bury unbury", progress.State{}},
		{"flagged", "flag", progress.State{Flag: 3}},
		{"tagged", "tag:b tag:a tag:b", progress.State{Tags: []string{"a", "b"}}},
		{"tagged and not", "tag:b tag:a untag:b untag:c", progress.State{Tags: []string{"a"}}},
		{"the last tag taken off", "tag:b untag:b", progress.State{}},
		{"undo of a tag that was there", "tag:a tag:a -b", progress.State{Tags: []string{"a"}}},
		{"the last remark is the one", "remark:a remark:b", progress.State{Remark: "b"}},
		{"undo of a remark", "remark:a remark:b -b", progress.State{Remark: "a"}},
		{"a remark removed", "remark:a remark:", progress.State{}},
		{"forget keeps tags and remarks", "good tag:a remark:b forget", progress.State{Tags: []string{"a"}, Remark: "b"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			entries := history(tt.history)
			if n := len(entries); n > 0 {
				tt.want.Card, tt.want.LastAt, tt.want.LastEntry = "deck/note", entries[n-1].At, entries[n-1].ID
			}
			if diff := cmp.Diff(tt.want, progress.Fold(model, entries)); diff != "" {
				t.Errorf("Fold(%s) (-want +got):\n%s", tt.history, diff)
			}
		})
	}
}

// Entries arrive in any order when journals are united.
func TestFoldInAnyOrder(t *testing.T) {
	model := memory.NewModel(memory.DefaultWeights(), false)
	entries := history("good again -b suspend good hard -e -g forget easy flag")
	entries[4].At = entries[3].At // the order of one moment is that of the IDs
	want := progress.Fold(model, entries)
	random := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		shuffled := slices.Clone(entries)
		random.Shuffle(len(shuffled), func(a, b int) { shuffled[a], shuffled[b] = shuffled[b], shuffled[a] })
		before := slices.Clone(shuffled)
		if got := progress.Fold(model, shuffled); !got.Equal(want) {
			t.Fatalf("Fold(%s) = %+v, want %+v", names(shuffled), got, want)
		}
		if diff := cmp.Diff(before, shuffled); diff != "" {
			t.Fatalf("Fold changed its argument (-before +after):\n%s", diff)
		}
	}
}

// A clock that was set back never makes the days between two answers negative.
func TestFoldDayBefore(t *testing.T) {
	model := memory.NewModel(memory.DefaultWeights(), false)
	entries := []progress.Entry{answer("deck/note", memory.Good, today), answer("deck/note", memory.Good, today-5)}
	entries[0].ID, entries[1].ID = "a", "b"
	entries[1].At = entries[0].At.Add(time.Millisecond)
	want := model.Next(model.First(memory.Good), memory.Good, 0)
	if got := progress.Fold(model, entries).Memory.State; got != want {
		t.Errorf("Fold = %+v, want %+v", got, want)
	}
}

// What the scheduler decides at an answer, and what is folded from the answers later, is
// one and the same.
func TestFoldAgreesWithScheduler(t *testing.T) {
	for _, longTermOnly := range []bool{false, true} {
		t.Run(fmt.Sprintf("longTermOnly=%v", longTermOnly), func(t *testing.T) {
			options := memory.DefaultOptions()
			options.LongTermOnly = longTermOnly
			scheduler, err := memory.NewScheduler(options)
			if err != nil {
				t.Fatal(err)
			}
			random := rand.New(rand.NewPCG(3, 4))
			var card memory.Card
			var entries []progress.Entry
			day, at := today, start
			for i := range 500 {
				r := memory.Rating(1 + random.IntN(4))
				card = scheduler.Answer(card, r, at, day, uint64(i))
				entries = append(entries, progress.Entry{
					ID: progress.EntryID(fmt.Sprintf("%04d", i)), Card: "deck/note", Kind: progress.Review, At: at, Day: day, Rating: r,
					After: progress.Schedule{Phase: card.Phase, Step: card.Step, DueDay: card.DueDay, DueAt: card.DueAt},
				})
				if got := progress.Fold(scheduler.Model(), entries).Memory; got != card {
					t.Fatalf("after %d answers: Fold = %+v, want %+v", i+1, got, card)
				}
				days := random.IntN(3) * random.IntN(20)
				day, at = day+memory.Day(days), at.AddDate(0, 0, days).Add(time.Minute)
			}
		})
	}
}
