package progress_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"touchpoint/deck/memory"
)

// mustFill puts n cards with an answer each into the journal in dir, which is not open
// and was opened once.
func mustFill(tb testing.TB, dir string, n int) {
	tb.Helper()
	db, err := sql.Open("sqlite3", "file:"+file(dir)+"?_journal_mode=WAL&_synchronous=NORMAL")
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	for _, query := range []string{
		`
		WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1)
		INSERT INTO journal (id, card, at_ms, done_on, kind, rating, took_ms, phase, step, due_on, device)
		SELECT printf('01900000-%04x-7000-8000-%012x', i >> 16, i), printf('customer-engagement/some-note-of-the-deck-%06d', i),
			?2 + i, ?3, 'review', 3, 7000, 2, 0, ?3 + 3, 'desk' FROM n`, `
		INSERT INTO card_state SELECT card, phase, step, 2.3065, 2.118103, 1, 0, done_on, due_on, 0, 0, 0, 0, done_on, at_ms, id, NULL, NULL FROM journal
			WHERE card LIKE 'customer-engagement/%' AND ?1 + ?2 + ?3`,
		`PRAGMA wal_checkpoint(TRUNCATE) -- ?1 ?2 ?3`, // or the disk would be busy with it for a while
	} {
		if _, err := db.Exec(query, n, start.AddDate(0, 0, -30).UnixMilli(), today-30); err != nil {
			tb.Fatal(err)
		}
	}
}

// percentile returns how long the operations took that took longest but for a share.
func percentile(took []time.Duration, percent int) float64 {
	slices.Sort(took)
	return float64(took[len(took)*percent/100])
}

// A floor is the least that SQLite needs to record anything durably: a row in a table
// without anything else.
type floor struct {
	db   *sql.DB
	took []time.Duration
}

func newFloor(b *testing.B) *floor {
	b.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(b.TempDir(), "floor.db")+"?_journal_mode=WAL&_synchronous=FULL")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`CREATE TABLE t (i INTEGER PRIMARY KEY, s TEXT)`); err != nil {
		b.Fatal(err)
	}
	return &floor{db: db}
}

func (f *floor) insert(b *testing.B) {
	begin := time.Now()
	if _, err := f.db.Exec(`INSERT INTO t (s) VALUES (?)`, "customer-engagement/some-note-of-the-deck"); err != nil {
		b.Fatal(err)
	}
	f.took = append(f.took, time.Since(begin))
}

// BenchmarkAppend records answers to cards all over journals of several sizes. What an
// append takes is to be the same in all of them. Disks and neighbours differ, so a bare
// insert is timed in turn with each append, and x-floor is how many of them one takes.
func BenchmarkAppend(b *testing.B) {
	for _, n := range []int{1_000, 20_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			if err := mustOpen(b, dir).Close(); err != nil {
				b.Fatal(err)
			}
			mustFill(b, dir, n)
			j, bare := mustOpen(b, dir), newFloor(b)
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				card := cardName(i * 7919 % n)
				last := mustState(b, j, card).LastEntry
				begin := time.Now()
				if _, err := j.Append(b.Context(), last, answer(card, memory.Good, today)); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begin))
				bare.insert(b)
			}
			b.ReportMetric(percentile(took, 50), "p50-ns")
			b.ReportMetric(percentile(took, 95), "p95-ns")
			b.ReportMetric(percentile(bare.took, 95), "floor-p95-ns")
			b.ReportMetric(percentile(took, 95)/percentile(bare.took, 95), "x-floor")
		})
	}
}

// BenchmarkFloorSync is the least that the disk needs to keep a page.
func BenchmarkFloorSync(b *testing.B) {
	f, err := os.Create(filepath.Join(b.TempDir(), "floor"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	const length = 4 << 20 // then over again, as SQLite does
	page := make([]byte, 4096)
	var took []time.Duration
	for i := int64(0); b.Loop(); i += int64(len(page)) {
		begin := time.Now()
		if _, err := f.WriteAt(page, i%length); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(begin))
	}
	b.ReportMetric(percentile(took, 50), "p50-ns")
	b.ReportMetric(percentile(took, 95), "p95-ns")
}

func BenchmarkStates100k(b *testing.B) {
	dir := b.TempDir()
	if err := mustOpen(b, dir).Close(); err != nil {
		b.Fatal(err)
	}
	mustFill(b, dir, 100_000)
	j := mustOpen(b, dir)
	b.ReportAllocs()
	for b.Loop() {
		states, err := j.States(b.Context())
		if err != nil || len(states) != 100_000 {
			b.Fatalf("States: %d, %v", len(states), err)
		}
	}
}
