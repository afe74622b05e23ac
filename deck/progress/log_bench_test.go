package progress_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// mustFillLog puts answers to cards into the journal in dir, which is not open and was
// opened once: card after card, as another program's history comes in, or in the order of
// time. One in forty is taken back.
func mustFillLog(tb testing.TB, dir string, cards, answers int, cardByCard bool) {
	tb.Helper()
	db, err := sql.Open("sqlite3", "file:"+file(dir)+"?_journal_mode=WAL&_synchronous=NORMAL")
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	tx, err := db.Begin()
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	insert, err := tx.Prepare(`INSERT INTO journal (id, card, at_ms, done_on, kind, rating, took_ms, phase, step, due_on, target, device)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'desk')`)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = insert.Close() }()
	rng := rand.New(rand.NewPCG(1, 2))
	begin := start.AddDate(-2, 0, 0).UnixMilli()
	each := answers / cards
	for i := range answers {
		card, nth := i%cards, i/cards
		if cardByCard {
			card, nth = i/each, i%each
		}
		day := nth*700/each + card%70 // begun on one of 70 days
		at := begin + int64(day)*86_400_000 + int64(card)*1000 + int64(nth)
		rating := memory.Good
		if rng.IntN(8) == 0 {
			rating = memory.Again
		}
		id := fmt.Sprintf("01900000-%04x-7000-8000-%012x", i>>16, i)
		on := int64(today) - 730 + int64(day)
		if _, err := insert.Exec(id, string(cardName(card)), at, on, "review", int64(rating), rng.IntN(20_000), min(1+nth, 2), 0, on+int64(rng.IntN(30)), nil); err != nil {
			tb.Fatal(err)
		}
		if (i+i/cards)%40 == 39 {
			if _, err := insert.Exec("02"+id[2:], string(cardName(card)), at+1, on, "retract", nil, nil, nil, nil, nil, id); err != nil {
				tb.Fatal(err)
			}
		}
	}
	if err := tx.Commit(); err != nil {
		tb.Fatal(err)
	}
	if _, err := db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		tb.Fatal(err)
	}
}

// BenchmarkLog reads the log of 200,000 answers: when the program has just started, with
// answers in the order of time and card after card, and again after one more answer.
func BenchmarkLog(b *testing.B) {
	const cards, answers = 20_000, 200_000
	for _, cardByCard := range []bool{false, true} {
		dir := b.TempDir()
		if err := mustOpen(b, dir).Close(); err != nil {
			b.Fatal(err)
		}
		mustFillLog(b, dir, cards, answers, cardByCard)
		b.Run(fmt.Sprintf("cold/cardByCard=%v", cardByCard), func(b *testing.B) {
			best := time.Hour
			for b.Loop() {
				b.StopTimer()
				j, err := progress.Open(b.Context(), dir, progress.Options{})
				if err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				begin := time.Now()
				if l, err := j.Log(b.Context()); err != nil || len(l.Answers) != answers-answers/40 || len(l.Cards) != cards {
					b.Fatalf("Log: %d answers, %d cards, %v", len(l.Answers), len(l.Cards), err)
				}
				best = min(best, time.Since(begin))
				b.StopTimer()
				if err := j.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(best.Microseconds())/1000, "best-ms")
		})
		b.Run(fmt.Sprintf("again/cardByCard=%v", cardByCard), func(b *testing.B) {
			j := mustOpen(b, dir)
			if _, err := j.Log(b.Context()); err != nil {
				b.Fatal(err)
			}
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				card := cardName(i * 7919 % cards)
				e := answer(card, memory.Good, today)
				if _, err := j.TakeIn(b.Context(), []progress.Entry{withID(e, i)}, nil); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if _, err := j.Log(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func withID(e progress.Entry, i int) progress.Entry {
	e.ID = progress.EntryID(fmt.Sprintf("03900000-0000-7000-8000-%012x", i))
	return e
}
