package anki

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// TestEveryPackage takes every package of a folder in, twice: TOUCHPOINT_ANKI_SAMPLES names
// another folder than that of our samples, so that other packages can be tried. What is
// made of one can be read without an error, the second time nothing changes, and the
// counts are those that the real Anki gives, if it is here and can read the file.
func TestEveryPackage(t *testing.T) {
	folder := os.Getenv("TOUCHPOINT_ANKI_SAMPLES")
	if folder == "" {
		folder = filepath.FromSlash(samples)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, e := range entries {
		if ext := strings.ToLower(filepath.Ext(e.Name())); ext == ".apkg" || ext == ".colpkg" {
			tried++
			t.Run(e.Name(), func(t *testing.T) { tryPackage(t, filepath.Join(folder, e.Name())) })
		}
	}
	if tried == 0 {
		t.Errorf("there is no package in %s", folder)
	}
}

func tryPackage(t *testing.T, file string) {
	o := Options{Calendar: memory.Calendar{Zone: time.UTC, Rollover: 4}, Now: time.Now(), History: true}
	b, err := Read(t.Context(), file, o)
	if err != nil {
		t.Fatal(err)
	}
	countsAgree(t, file, &b.Report)

	out := t.TempDir()
	first, err := exchange.WriteOut(t.Context(), out, b)
	if err != nil {
		t.Fatal(err)
	}
	if first.Added+first.Skipped != first.Notes {
		t.Errorf("of %d notes %d are added and %d skipped", first.Notes, first.Added, first.Skipped)
	}
	for _, made := range first.Made {
		if _, faults, err := deck.Parse(os.DirFS(made.Path)); err != nil || slices.ContainsFunc(faults, isError) {
			t.Errorf("%s: %v %v", made.ID, err, faults)
		}
	}
	again, err := Read(t.Context(), file, o)
	if err != nil {
		t.Fatal(err)
	}
	second, err := exchange.WriteOut(t.Context(), out, again)
	if err != nil || second.Added+second.Updated > 0 {
		t.Errorf("a second time %d notes are added and %d updated, %v", second.Added, second.Updated, err)
	}

	j, err := progress.Open(context.Background(), t.TempDir(), progress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if _, err := j.TakeIn(t.Context(), b.History, nil); err != nil {
		t.Fatal(err)
	}
	if taken, err := j.TakeIn(t.Context(), again.History, nil); err != nil || taken.Added+taken.Revived > 0 {
		t.Errorf("a second time the journal gets %+v, %v", taken, err)
	}
	if problems, err := j.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}

func isError(f deck.Fault) bool { return f.Severity == deck.Error }

// countsAgree compares the counts of a report with those of the real Anki, which counts
// what it took in: of notes with one guid the first, and no answers to cards that are not
// there.
func countsAgree(t *testing.T, file string, r *exchange.Report) {
	t.Helper()
	if ankiFolder() == "" {
		return
	}
	absolute, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]int
	realAnki(t, &want, "count", absolute)
	if len(want) == 0 {
		return // of a layout that it does not know
	}
	if got := r.Notes; got != want["notes"] && got-r.Skipped != want["notes"] {
		t.Errorf("%d notes, %d skipped; Anki has %d", got, r.Skipped, want["notes"])
	}
	if r.Skipped > 0 {
		return // Anki may take in other cards
	}
	got := map[string]int{"cards": r.Cards, "media": r.Media, "decks": r.Decks, "suspended": r.Suspended, "flagged": r.Flagged, "reviews": r.Reviews}
	for what, n := range got {
		if n != want[what] {
			t.Errorf("%d %s, Anki has %d", n, what, want[what])
		}
	}
}
