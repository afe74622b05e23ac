package uitest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/assets"
	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/ui/uitest"
)

// A year of a pupil is a history that the journal takes, and the same each time.
func TestYear(t *testing.T) {
	var sources []library.Source
	for _, name := range assets.Decks() {
		files, err := assets.Deck(name)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, library.Source{Name: name, FS: files, Embedded: true})
	}
	decks, err := library.Open(sources...)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	uitest.Year().Keep(t, dir, decks)
	journal, err := progress.Open(t.Context(), dir, progress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer journal.Close()
	entries, err := journal.Since(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	asked, remembered := 0, 0
	phases := map[string]memory.Phase{}
	days := map[memory.Day]bool{}
	for _, e := range entries {
		if phases[string(e.Card)] == memory.Review {
			asked++
			if e.Rating != memory.Again {
				remembered++
			}
		}
		phases[string(e.Card)] = e.After.Phase
		days[e.Day] = true
	}
	if len(entries) < 5000 || len(days) < 250 || len(days) > 340 {
		t.Errorf("%d answers on %d days, want a year of study", len(entries), len(days))
	}
	if share := float64(remembered) / float64(asked); share < 0.8 || share > 0.95 {
		t.Errorf("%.3f of %d reviews remembered, want about what was asked for", share, asked)
	}
	problems, err := journal.Check(t.Context())
	if err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
	ids := []deck.CardID{"d/a", "d/b", "d/c"}
	if diff := cmp.Diff(uitest.Year().Study(t, ids), uitest.Year().Study(t, ids)); diff != "" {
		t.Errorf("two pupils who are the same differ:\n%s", diff)
	}
}
