package library_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/library"
)

// edited is the n-th edition of both decks of an import.
func edited(n int) []fs.FS {
	text := version(fmt.Sprintf("1.%d", n), "a", "b", fmt.Sprintf("e%d", n))
	return []fs.FS{
		files("deck.md", text, "media/x.png", strings.Repeat(fmt.Sprint(n), 30_000)),
		files("deck.md", called("beta", text), "more.md", fmt.Sprintf("## More {#more}\n%d\n", n)),
	}
}

// importForEver brings in one edition of both decks after the other, and takes some back.
func importForEver(h *library.Home) error {
	fmt.Println("begun")
	for ctx := context.Background(); ; {
		if last, done := h.LastStep(); done && rand.IntN(3) == 0 {
			if err := h.Undo(last); err != nil {
				return err
			}
			continue
		}
		n := rand.IntN(1000)
		var plans []*library.Plan
		for _, all := range edited(n) {
			p, err := h.PlanFiles(ctx, "both.apkg", all)
			if err != nil {
				return err
			}
			plans = append(plans, p)
		}
		if _, err := h.CarryAll(ctx, plans, library.Together{Kind: library.StepImport, Act: fmt.Sprint(n)}); err != nil {
			return err
		}
	}
}

// TestKillImport kills a program that imports two decks at a time, at any moment. Both are
// there afterwards in the edition of the step that can be undone, or neither.
func TestKillImport(t *testing.T) {
	const kills = 40
	dir := t.TempDir()
	there := 0
	for range kills {
		killSoon(t, dir, "import")
		if both(t, library.NewHome(filepath.Join(dir, "decks"))) {
			there++
		}
	}
	t.Logf("%d kills, after %d of which both decks were there", kills, there)
}

// both reports whether both decks of an import are there, as their last step left them.
func both(t *testing.T, h *library.Home) bool {
	t.Helper()
	list, err := h.Holdings()
	if err != nil {
		t.Fatal(err)
	}
	last, done := h.LastStep()
	if len(list) == 0 && !done {
		return false
	}
	if len(list) != 2 {
		t.Fatalf("the home has %+v after the step %+v", list, last)
	}
	var n int
	if _, err := fmt.Sscanf(list[0].Version, "1.%d", &n); err != nil {
		t.Fatal(err)
	}
	if done && last.Act != fmt.Sprint(n) { // there may be none left, as only so many are kept
		t.Fatalf("edition %d is there after the step %+v", n, last)
	}
	for i, id := range []deck.ID{"alpha", "beta"} {
		all, ok := h.Files(id)
		if !ok {
			t.Fatalf("there is no %s", id)
		}
		err := fs.WalkDir(edited(n)[i], ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			want, errWant := fs.ReadFile(edited(n)[i], name)
			got, errGot := fs.ReadFile(all, name)
			if errWant != nil || errGot != nil || !bytes.Equal(want, got) {
				return fmt.Errorf("%s of %s is not that of edition %d", name, id, n)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	return true
}
