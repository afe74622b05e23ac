package anki

import (
	"path/filepath"
	"testing"

	"touchpoint/deck/exchange"
	"touchpoint/deck/library"
	"touchpoint/deck/progress"
)

// A package with a learner's work goes into a library and a journal as one step, comes
// again without a trace, and goes as one step.
func TestAPackageGoesIntoTheLibraryAndOut(t *testing.T) {
	dir := t.TempDir()
	h := library.NewHome(filepath.Join(dir, "decks"))
	j, err := progress.Open(t.Context(), dir, progress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	consider := func(name string) *exchange.Plan {
		t.Helper()
		known, err := exchange.KnownAtHome(h)
		if err != nil {
			t.Fatal(err)
		}
		p, err := exchange.Consider(t.Context(), h, nil, readSample(t, name, Options{Known: known, History: true}))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	counts := func() (cards, states int) {
		t.Helper()
		l, err := h.Open()
		if err != nil {
			t.Fatal(err)
		}
		s, err := j.States(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		reviewed := 0
		for _, state := range s {
			if state.Memory.Reps > 0 {
				reviewed++
			}
		}
		return len(l.Cards()), reviewed
	}
	done, err := consider("sample_with_history.apkg").Carry(t.Context(), j, nil)
	if err != nil {
		t.Fatal(err)
	}
	if done.Report.Added != 130 || done.Intake.Added != 1029 || len(done.Report.Made) != 2 {
		t.Errorf("%d notes, %+v, %+v", done.Report.Added, done.Intake, done.Report.Made)
	}
	if cards, states := counts(); cards != 200 || states != 138 {
		t.Errorf("%d cards, of which %d were answered", cards, states)
	}
	again := consider("sample_with_history.apkg")
	if again.Report.Unchanged != 130 || len(again.Decks) != 0 {
		t.Errorf("again: %+v", again.Report)
	}
	if !again.Nothing { // a journal knows what it has only when it is asked to take it in
		more, err := again.Carry(t.Context(), j, nil)
		if err != nil || more.Intake.Added != 0 || more.Intake.Known != 1029 {
			t.Errorf("again: %+v, %v", more.Intake, err)
		}
	}
	if err := exchange.Undo(t.Context(), h, j, done.Step); err != nil {
		t.Fatal(err)
	}
	if cards, states := counts(); cards != 0 || states != 0 {
		t.Errorf("%d cards and %d answered ones stayed", cards, states)
	}
}
