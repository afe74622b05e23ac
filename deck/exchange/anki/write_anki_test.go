package anki

import (
	"path/filepath"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
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
