package anki

import (
	"io/fs"
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
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

// TestPicturesThatComeLaterAreTakenIn reads a package without its files, as many are shared,
// and then the same with them.
func TestPicturesThatComeLaterAreTakenIn(t *testing.T) {
	s := sheet{
		fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"},
		note: []string{`<img src="a.png">`, "See [sound:s.mp3]"},
	}
	with, without := s.collection(), s.collection()
	without.Media = nil
	here := make(map[deck.ID]fs.FS)
	for _, step := range []struct {
		collection         *apkg.Collection
		added, updated, no int
	}{{without, 1, 0, 0}, {without, 0, 0, 1}, {with, 0, 1, 0}, {with, 0, 0, 1}, {without, 0, 0, 1}} {
		var list []fs.FS
		for _, files := range here {
			list = append(list, files)
		}
		known, err := exchange.KnownIn(list...)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := readNotes(t, step.collection, Options{Known: known})
		now, report := merged(t, b, here)
		if report.Added != step.added || report.Updated != step.updated || report.Unchanged != step.no {
			t.Errorf("%d added, %d updated, %d unchanged, want %+v", report.Added, report.Updated, report.Unchanged, step)
		}
		here = now
	}
	text, err := fs.ReadFile(here["biology"], "deck.md")
	if err != nil || !strings.Contains(string(text), "![](media/a.png)") || !strings.Contains(string(text), "(media/s.mp3)") {
		t.Errorf("the deck is %s, %v", text, err)
	}
}
