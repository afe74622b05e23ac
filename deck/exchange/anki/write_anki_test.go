package anki

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/memory"
)

// wrote writes a package and returns its path.
func wrote(t testing.TB, d *deck.Deck, o WriteOptions) (string, exchange.Report) {
	t.Helper()
	if o.Now.IsZero() {
		o.Now, o.Calendar = noon, calendar
	}
	file := filepath.Join(t.TempDir(), string(d.ID)+".apkg")
	r, err := Write(t.Context(), file, d, o)
	if err != nil {
		t.Fatal(err)
	}
	return file, r
}

// TestAnkiTakesTheDeck: the real Anki takes the deck in, finds nothing to mend and nothing
// new in it a second time, and can ask its cards.
func TestAnkiTakesTheDeck(t *testing.T) {
	d, fsys := embedded(t)
	file, r := wrote(t, d, WriteOptions{Media: fsys})
	var said ankiSaid
	realAnki(t, &said, "open", file, file)
	said.wellTaken(t)
	first, second := said.Steps[0], said.Steps[1]
	if first.Notes != r.Notes || first.Cards != r.Cards || first.Media != r.Media || first.Decks != r.Decks || first.New != r.Cards || first.Reviews != 0 {
		t.Errorf("Anki counts %+v, the report %+v", first, r)
	}
	if second.Added != 0 || second.Updated != 0 || second.Duplicates != r.Notes || second.Cards != r.Cards {
		t.Errorf("a second time: %+v", second)
	}
	var answered ankiCount
	realAnki(t, &answered, "answer", file, "50")
	if answered.Answered < 20 || answered.Reviews != answered.Answered { // the new ones of a day
		t.Errorf("answered: %+v", answered)
	}
}

// An ankiNotes is every note, card and answer of a package, as Anki took them in.
type ankiNotes struct {
	Notes []struct {
		GUID, Type string
		Tags       []string
		Fields     []string
		Cards      []struct {
			Ord, Type, Queue, Due, Interval, Factor, Reps, Lapses, Flag int

			Deck    string
			Reviews [][2]int64
		}
	}
}

// TestAnkiUpdates: a package that is written again after work on the deck brings what is new
// and what was changed, and doubles nothing.
func TestAnkiUpdates(t *testing.T) {
	files := kinds()
	d, fsys := folder(t, files)
	first, before := wrote(t, d, WriteOptions{Media: fsys})
	files["deck.md"] = strings.Replace(files["deck.md"], "Meaning\n", "Another meaning\n\n## One more {#more}\nIt came later.\n", 1)
	d, fsys = folder(t, files)
	second, after := wrote(t, d, WriteOptions{Media: fsys, Now: noon.Add(time.Minute), Calendar: calendar})
	var said ankiSaid
	realAnki(t, &said, "open", first, second, first)
	said.wellTaken(t)
	if got := said.Steps[1]; got.Added != 1 || got.Updated != before.Notes || got.Notes != after.Notes || got.Cards != after.Cards {
		t.Errorf("the second package: %+v", got)
	}
	if got := said.Steps[2]; got.Added != 0 || got.Updated != 0 || got.Notes != after.Notes {
		t.Errorf("the first one again: %+v", got)
	}
}

// TestAnkiKnowsTheDays: cards are due in Anki on the day on which they are due here, whatever
// the hour and the zone.
func TestAnkiKnowsTheDays(t *testing.T) {
	d, fsys := embedded(t)
	o := studied(t, d).options()
	o.Media, o.Now, o.Calendar.Zone = fsys, time.Now(), time.Local //nolint:forbidigo // Anki goes by its own clock
	file, _ := wrote(t, d, o)
	var said ankiNotes
	realAnki(t, &said, "notes", file)
	today := o.Calendar.Day(o.Now)
	met := 0
	for _, n := range said.Notes {
		for _, c := range n.Cards {
			s, ok := o.Progress[deck.CardID(n.GUID)]
			if !ok || c.Ord != 0 || s.Memory.Phase != memory.Review {
				continue
			}
			met++
			if want := int(s.Memory.DueDay - today); c.Due != want || c.Type != 2 || c.Interval != int(s.Memory.DueDay-s.Memory.Last) || c.Reps != s.Memory.Reps {
				t.Errorf("%s is due in %d days in Anki: %+v, want %d of %+v", n.GUID, c.Due, c, want, s.Memory)
			}
		}
	}
	if met < 20 {
		t.Errorf("%d cards were looked at", met)
	}
}

// TestChangedInAnki: a note that was changed in Anki comes back as it is there.
func TestChangedInAnki(t *testing.T) {
	d, fsys := embedded(t)
	first, _ := wrote(t, d, WriteOptions{Media: fsys})
	second := filepath.Join(t.TempDir(), "edited.apkg")
	var count ankiCount
	realAnki(t, &count, "edit", first, second, "20")
	b := readBack(t, second)
	texts := readTexts(d, fsys)
	changed := 0
	for _, back := range b.Parcels[0].Notes {
		n, ok := d.Note(back.ID)
		if !ok {
			t.Errorf("%s is no note of the deck", back.ID)
			continue
		}
		if back.Text == texts.of(n) {
			continue
		}
		changed++
		if read, faults := deck.ReadNote(back.Text, d); len(faults) > 0 || read.ID != n.ID {
			t.Errorf("%s comes back with %v:\n%s", n.ID, faults, back.Text)
		}
		if !strings.Contains(back.Text, "reworded") {
			t.Errorf("%s comes back without the change:\n%s", n.ID, back.Text)
		}
	}
	if changed == 0 || changed > 20 {
		t.Errorf("%d notes come back otherwise, 20 were changed", changed)
	}
}

// TestThroughAnki: a deck that Anki took in and gave out again is as it was here, byte for
// byte.
func TestThroughAnki(t *testing.T) {
	for name, open := range map[string]func(testing.TB) (*deck.Deck, fs.FS){
		"embedded": embedded,
		"kinds":    func(t testing.TB) (*deck.Deck, fs.FS) { return folder(t, kinds()) },
	} {
		t.Run(name, func(t *testing.T) {
			d, fsys := open(t)
			first, r := wrote(t, d, WriteOptions{Media: fsys})
			second := filepath.Join(t.TempDir(), "again.apkg")
			var count ankiCount
			realAnki(t, &count, "again", first, second)
			b := readBack(t, second)
			if b.Report.Notes != r.Notes || b.Report.Cards != r.Cards || len(b.Parcels) != 1 {
				t.Fatalf("%d decks come back: %+v", len(b.Parcels), b.Report)
			}
			sameDeck(t, d, fsys, b.Parcels[0])
		})
	}
}
