package progress_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

func mustLog(tb testing.TB, j *progress.Journal) progress.Log {
	tb.Helper()
	l, err := j.Log(tb.Context())
	if err != nil {
		tb.Fatalf("Log: %v", err)
	}
	return l
}

// told returns a log in words, an answer each.
func told(l progress.Log) []string {
	var lines []string
	for _, a := range l.Answers {
		lines = append(lines, fmt.Sprintf("%s %v %d on %d after %d", l.Cards[a.Card], strings.ToLower(a.Rating.String()), a.At-start.UnixMilli(), a.Day-today, a.Was))
	}
	return lines
}

// checkLog checks what the log says, by a journal that kept one and by one that has to
// read everything.
func checkLog(t *testing.T, j *progress.Journal, dir string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, told(mustLog(t, j))); diff != "" {
		t.Errorf("log that was kept (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, told(mustLog(t, mustOpen(t, dir)))); diff != "" {
		t.Errorf("log that was read (-want +got):\n%s", diff)
	}
}

func TestLog(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	checkLog(t, j, dir)
	mustAppend(t, j, answer("deck/b", memory.Again, today))
	checkLog(t, j, dir, "deck/b again 0 on 0 after 0")
	mustAppend(t, j, progress.Entry{Card: "deck/a", Kind: progress.Suspend, Day: today})
	mustAppend(t, j, answer("deck/a", memory.Good, today+1))
	mustAppend(t, j, answer("deck/b", memory.Good, today+2))
	checkLog(t, j, dir, "deck/b again 0 on 0 after 0", "deck/a good 86400000 on 1 after 0", "deck/b good 172800000 on 2 after 2")

	// What was taken back says nothing, until that is taken back.
	back := mustAppend(t, j, progress.Entry{Card: "deck/b", Kind: progress.Retract, Target: mustEntries(t, j, "deck/b")[0].ID, Day: today + 2})
	checkLog(t, j, dir, "deck/a good 86400000 on 1 after 0", "deck/b good 172800000 on 2 after 0")
	mustAppend(t, j, progress.Entry{Card: "deck/b", Kind: progress.Retract, Target: back.LastEntry, Day: today + 2})
	mustAppend(t, j, progress.Entry{Card: "deck/a", Kind: progress.Forget, Day: today + 3, At: start.AddDate(0, 0, 3)})
	mustAppend(t, j, answer("deck/a", memory.Easy, today+4))
	whole := []string{"deck/b again 0 on 0 after 0", "deck/a good 86400000 on 1 after 0", "deck/b good 172800000 on 2 after 2", "deck/a easy 345600000 on 4 after 0"}
	checkLog(t, j, dir, whole...)
	if n, err := j.AnswerCount(t.Context()); n != 3 || err != nil {
		t.Errorf("AnswerCount = %d, %v, want 3: deck/a was made new again", n, err)
	}

	// A log is not changed any more when it was given away.
	given := mustLog(t, j)
	if err := j.Rename(t.Context(), map[deck.CardID]deck.CardID{"deck/b": "deck/c", "deck/a": "other/a"}, nil); err != nil {
		t.Fatal(err)
	}
	checkLog(t, j, dir, "deck/c again 0 on 0 after 0", "other/a good 86400000 on 1 after 0", "deck/c good 172800000 on 2 after 2", "other/a easy 345600000 on 4 after 0")
	if diff := cmp.Diff(whole, told(given)); diff != "" {
		t.Errorf("log that was given away (-want +got):\n%s", diff)
	}
}

// Entries of one moment, which come from elsewhere or when two cards become one, are in
// the order of their IDs.
func TestLogOfOneMoment(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	at := func(id byte, card deck.CardID, k progress.Kind) progress.Entry {
		e := answer(card, memory.Good, today)
		e.ID, e.Kind = progress.EntryID(fmt.Sprintf("01900000-0000-7000-8000-00000000000%c", id)), k
		e.Memory = memory.State{Stability: 3, Difficulty: 4}
		return e
	}
	mustTakeIn(t, j, at('5', "deck/b", progress.Review), at('4', "deck/b", progress.Estimate), at('3', "deck/a", progress.Review), at('2', "deck/z", progress.Review))
	checkLog(t, j, dir, "deck/a good 0 on 0 after 0", "deck/b good 0 on 0 after 2", "deck/z good 0 on 0 after 0")
	if err := j.Rename(t.Context(), map[deck.CardID]deck.CardID{"deck/b": "deck/a"}, nil); err != nil {
		t.Fatal(err)
	}
	checkLog(t, j, dir, "deck/a good 0 on 0 after 0", "deck/a good 0 on 0 after 2", "deck/z good 0 on 0 after 0")
	mustTakeIn(t, j, at('1', "deck/a", progress.Forget))
	checkLog(t, j, dir, "deck/a good 0 on 0 after 0", "deck/a good 0 on 0 after 2", "deck/z good 0 on 0 after 0")
}

// Another program on the same journal is read as well.
func TestLogOfTwoPrograms(t *testing.T) {
	dir := t.TempDir()
	one, two := mustOpen(t, dir), mustOpen(t, dir)
	for i := range 6 {
		j := []*progress.Journal{one, two}[i%2]
		mustAppend(t, j, answer(cardName(i/2), memory.Good, today+memory.Day(i)))
		if a, b := told(mustLog(t, one)), told(mustLog(t, two)); len(a) != i+1 || !cmp.Equal(a, b) {
			t.Fatalf("after %d answers: %q and %q", i+1, a, b)
		}
	}
}

// Names are read as they are, whatever is in them.
func TestLogOfStrangeNames(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	var want []string
	for i, card := range []deck.CardID{"d/a 1 2 3 4 ", " ", "d/旅\n#æ", "-1 5 5 1 x", "d/a\x00b", "d/a"} {
		mustAppend(t, j, answer(card, memory.Good, today+memory.Day(i)))
		want = append(want, fmt.Sprintf("%s good %d on %d after 0", card, 86_400_000*i, i))
	}
	checkLog(t, j, dir, want...)
}

// Times that no clock should show do no harm.
func TestLogOfStrangeTimes(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	for i, at := range []time.Time{time.UnixMilli(-5_000_000_000_000), time.UnixMilli(1), start, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)} {
		e := answer(cardName(i%2), memory.Good, memory.Day(at.Unix()/86400))
		e.At, e.Took = at, 300*24*time.Hour
		mustAppend(t, j, e)
	}
	l := mustLog(t, mustOpen(t, dir))
	for i, a := range l.Answers {
		if i > 0 && l.Answers[i-1].At > a.At || a.Took != 1<<31-1 || a.Rating != memory.Good || a.Day != memory.Day(time.UnixMilli(a.At).Unix()/86400) {
			t.Errorf("answer %d = %+v", i, a)
		}
	}
	if len(l.Answers) != 4 {
		t.Errorf("%d answers, want 4", len(l.Answers))
	}
}

func TestLogCancelled(t *testing.T) {
	j := mustOpen(t, t.TempDir())
	mustAppend(t, j, answer("deck/a", memory.Good, today))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := j.Log(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Log = %v, want it cancelled", err)
	}
	if l := mustLog(t, j); len(l.Answers) != 1 {
		t.Errorf("log after that = %v", told(l))
	}
}
