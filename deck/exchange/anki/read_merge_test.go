package anki

import (
	"io/fs"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
)

// merged puts the parcels of a package together with decks that are here, by their ids.
func merged(t testing.TB, b *exchange.Bundle, here map[deck.ID]fs.FS) (map[deck.ID]fs.FS, exchange.Report) {
	t.Helper()
	now := make(map[deck.ID]fs.FS)
	report := b.Report
	for _, p := range b.Parcels {
		m, err := exchange.Merge(p, here[p.ID])
		if err != nil {
			t.Fatal(err)
		}
		report.Add(m.Items...)
		for _, w := range m.Warnings {
			report.Warn("%s", w)
		}
		now[m.ID] = m.Files
	}
	return now, report
}

func TestASecondPackageBringsWhatIsNew(t *testing.T) {
	here, report := merged(t, readSample(t, "sample_no_scheduling.apkg", Options{}), nil)
	if report.Added != report.Notes || report.Skipped > 0 {
		t.Fatalf("%+v", report)
	}
	cards := 0
	var list []fs.FS
	for id, files := range here {
		d, faults, err := deck.Parse(files)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range append(faults, deck.Check(d, files)...) {
			if f.Severity == deck.Error {
				t.Errorf("%s: %s", id, f)
			}
		}
		cards += len(d.Cards())
		list = append(list, files)
	}
	if cards != report.Cards {
		t.Errorf("%d cards of %d", cards, report.Cards)
	}
	known, err := exchange.KnownIn(list...)
	if err != nil {
		t.Fatal(err)
	}
	_, report = merged(t, readSample(t, "sample_edited.apkg", Options{Known: known}), here)
	if report.Added != 1 || report.Updated != 1 || report.Unchanged != 129 {
		t.Errorf("added %d, updated %d, unchanged %d", report.Added, report.Updated, report.Unchanged)
	}
	_, report = merged(t, readSample(t, "sample_no_scheduling.apkg", Options{Known: known}), here)
	if report.Unchanged != report.Notes {
		t.Errorf("the same again: %+v", report)
	}
}
