package progress_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// start is when the tests begin, in the middle of a study day.
var start = time.Date(2026, 11, 7, 12, 0, 0, 0, time.UTC)

// today is the study day of start.
const today memory.Day = 20764

// A clock that stands still until it is moved.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

func (c *clock) add(d time.Duration) { c.now = c.now.Add(d) }

// mustOpen opens the journal in dir and closes it when the test is over.
func mustOpen(tb testing.TB, dir string) *progress.Journal {
	tb.Helper()
	return mustOpenWith(tb, dir, progress.Options{Device: "desk", Now: (&clock{start}).Now})
}

func mustOpenWith(tb testing.TB, dir string, o progress.Options) *progress.Journal {
	tb.Helper()
	j, err := progress.Open(tb.Context(), dir, o)
	if err != nil {
		tb.Fatalf("Open: %v", err)
	}
	tb.Cleanup(func() {
		if err := j.Close(); err != nil {
			tb.Errorf("Close: %v", err)
		}
	})
	return j
}

// mustAppend adds an entry to whatever the card's history is.
func mustAppend(tb testing.TB, j *progress.Journal, e progress.Entry) progress.State {
	tb.Helper()
	before, err := j.State(tb.Context(), e.Card)
	if err != nil {
		tb.Fatalf("State: %v", err)
	}
	after, err := j.Append(tb.Context(), before.LastEntry, e)
	if err != nil {
		tb.Fatalf("Append(%+v): %v", e, err)
	}
	return after
}

func mustState(tb testing.TB, j *progress.Journal, card deck.CardID) progress.State {
	tb.Helper()
	s, err := j.State(tb.Context(), card)
	if err != nil {
		tb.Fatalf("State: %v", err)
	}
	return s
}

func mustEntries(tb testing.TB, j *progress.Journal, card deck.CardID) []progress.Entry {
	tb.Helper()
	entries, err := j.Entries(tb.Context(), card)
	if err != nil {
		tb.Fatalf("Entries: %v", err)
	}
	return entries
}

func mustCheck(tb testing.TB, j *progress.Journal) {
	tb.Helper()
	problems, err := j.Check(tb.Context())
	if err != nil || len(problems) > 0 {
		tb.Fatalf("Check: %v, %v", problems, err)
	}
}

// answer is an answer that leaves the card in review, due three days later.
func answer(card deck.CardID, r memory.Rating, on memory.Day) progress.Entry {
	return progress.Entry{
		Card: card, Kind: progress.Review, Rating: r, Day: on, At: start.AddDate(0, 0, int(on-today)),
		Took:  7 * time.Second,
		After: progress.Schedule{Phase: memory.Review, DueDay: on + 3},
	}
}

func file(dir string) string { return filepath.Join(dir, "progress.db") }

func cardName(i int) deck.CardID {
	return deck.CardID(fmt.Sprintf("customer-engagement/some-note-of-the-deck-%06d", i))
}
