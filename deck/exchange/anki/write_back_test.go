package anki

import (
	"bytes"
	"io"
	"io/fs"
	"maps"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// readBack reads a package as another learner's machine would.
func readBack(t testing.TB, file string) *exchange.Bundle {
	t.Helper()
	b, err := Read(t.Context(), file, Options{Calendar: calendar, Now: noon, History: true})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestOurDeckComesBack: what goes out comes in again as it was, text by text and byte by
// byte, with every answer of the cards that Anki has.
func TestOurDeckComesBack(t *testing.T) {
	for name, open := range map[string]func(testing.TB) (*deck.Deck, fs.FS){
		"embedded": embedded,
		"kinds":    func(t testing.TB) (*deck.Deck, fs.FS) { return folder(t, kinds()) },
	} {
		t.Run(name, func(t *testing.T) {
			d, fsys := open(t)
			l := studied(t, d)
			o := l.options()
			o.Media = fsys
			file, r := wrote(t, d, o)
			b := readBack(t, file)
			if len(b.Parcels) != 1 {
				t.Fatalf("%d decks come back", len(b.Parcels))
			}
			if b.Report.Notes != r.Notes || b.Report.Cards != r.Cards || b.Report.Media != r.Media || b.Report.Decks != r.Decks ||
				b.Report.Reviews != r.Reviews || b.Report.Suspended != r.Suspended || b.Report.Flagged != r.Flagged {
				t.Errorf("read:\n%+v\nwritten:\n%+v", b.Report, r)
			}
			sameDeck(t, d, fsys, b.Parcels[0])
			sameHistory(t, d, l, b.History)
		})
	}
}

// sameDeck compares a parcel with the deck that it was made of.
func sameDeck(t *testing.T, d *deck.Deck, fsys fs.FS, p *exchange.Parcel) {
	t.Helper()
	texts := readTexts(d, fsys)
	if p.ID != d.ID || p.Title != d.Title || p.Front != texts.front {
		t.Errorf("the deck is %s, %q\n%s", p.ID, p.Title, p.Front)
	}
	got := make(map[deck.NoteID]exchange.Note)
	for _, n := range p.Notes {
		got[n.ID] = n
	}
	for i := range d.Notes {
		n := &d.Notes[i]
		if n.Picture == "media/none.png" { // which cannot be shown
			continue
		}
		if back := got[n.ID]; back.Text != texts.of(n) || back.Section != n.Section {
			t.Errorf("%s comes back in %q as\n%s\nand not in %q as\n%s", n.ID, back.Section, back.Text, n.Section, texts.of(n))
		}
		delete(got, n.ID)
	}
	if len(got) > 0 {
		t.Errorf("%d notes are too many, one is %v", len(got), maps.Values(got))
	}
	for _, m := range d.Models {
		want, err := fs.ReadFile(fsys, m.File)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(p.Models[m.File], want) {
			t.Errorf("%s comes back otherwise", m.File)
		}
	}
	for _, m := range p.Media {
		want, err := fs.ReadFile(fsys, m.Path)
		if err != nil {
			t.Error(err)
			continue
		}
		f, err := m.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(f)
		if _ = f.Close(); err != nil || !bytes.Equal(data, want) {
			t.Errorf("%s comes back otherwise: %v", m.Path, err)
		}
	}
}

// sameHistory compares the entries that came back with what the learner did.
func sameHistory(t *testing.T, d *deck.Deck, l *learner, entries []progress.Entry) {
	t.Helper()
	type answer struct {
		card   deck.CardID
		at     int64
		rating int
		kind   progress.Kind
	}
	got := make(map[answer]bool)
	cards := make(map[deck.CardID]bool)
	for _, e := range entries {
		got[answer{e.Card, e.At.UnixMilli(), int(e.Rating), e.Kind}] = true
		cards[e.Card] = true
	}
	if len(entries) < len(l.history)/4 {
		t.Errorf("%d entries come back of %d cards", len(entries), len(l.history))
	}
	missing := 0
	for _, c := range d.Cards() {
		if !cards[c.ID] && (c.Task != nil || c.Note.Picture == "media/none.png") {
			continue // there is no such card in Anki
		}
		for _, e := range l.history[c.ID] {
			if e.Kind == progress.Review && !got[answer{c.ID, e.At.UnixMilli(), int(e.Rating), e.Kind}] {
				if missing++; missing < 5 {
					t.Errorf("%s: %s at %v does not come back", c.ID, e.Kind, e.At)
				}
			}
		}
		s := progress.Fold(l.model, l.history[c.ID])
		var back []progress.Entry
		for _, e := range entries {
			if e.Card == c.ID {
				back = append(back, e)
			}
		}
		b := progress.Fold(l.model, back)
		if b.Suspended != s.Suspended || b.Flag != s.Flag || b.Memory.Phase == 0 != (s.Memory.Phase == 0) || b.Memory.Reps != s.Memory.Reps {
			t.Errorf("%s was\n%+v and is\n%+v", c.ID, s, b)
		}
	}
}

// TestOurDeckIsTheSameAgain: taken in where it is not known, the package makes the same deck;
// taken in where it came from, it changes nothing.
func TestOurDeckIsTheSameAgain(t *testing.T) {
	for name, open := range map[string]func(testing.TB) (*deck.Deck, fs.FS){
		"embedded": embedded,
		"kinds":    func(t testing.TB) (*deck.Deck, fs.FS) { return folder(t, kinds()) },
	} {
		t.Run(name, func(t *testing.T) {
			d, fsys := open(t)
			file, _ := wrote(t, d, WriteOptions{Media: fsys})
			b := readBack(t, file)
			made, err := exchange.Merge(b.Parcels[0], nil)
			if err != nil {
				t.Fatal(err)
			}
			again, faults, err := deck.Parse(made.Files)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range faults {
				if f.Severity == deck.Error {
					t.Error(f)
				}
			}
			if diff := cmp.Diff(known(d), known(again)); diff != "" {
				t.Error(diff)
			}
			there, err := exchange.Merge(b.Parcels[0], fsys)
			if err != nil {
				t.Fatal(err)
			}
			for _, item := range there.Items {
				if item.Outcome != exchange.Unchanged {
					t.Errorf("%s is %s: %s", item.Note, item.Outcome, item.Why)
				}
			}
			for _, file := range d.Files {
				want, _ := fs.ReadFile(fsys, file)
				if got, err := fs.ReadFile(there.Files, file); err != nil || !bytes.Equal(got, want) {
					t.Errorf("%s is changed: %v", file, err)
				}
			}
		})
	}
}

// known is what of a deck must be the same when it comes back.
func known(d *deck.Deck) map[string]any {
	k := map[string]any{
		"id": d.ID, "title": d.Title, "language": d.Language, "version": d.Version, "licence": d.Licence, "authors": d.Authors,
	}
	for _, s := range d.Sources {
		s.Pos = deck.Pos{}
		k["source "+s.Key] = s
	}
	for _, s := range d.Sections {
		notes := 0
		for _, i := range s.Notes {
			if d.Notes[i].Picture != "media/none.png" { // which cannot be shown
				notes++
			}
		}
		k["section "+s.Title] = notes
	}
	for _, m := range d.Models {
		k["model "+m.ID] = m.Describe()
	}
	for _, c := range d.Cards() {
		if c.Note.Picture == "media/none.png" {
			continue
		}
		k["card "+string(c.ID)] = []any{c.Note.Section, c.Note.Kind, c.Note.Tags, c.Note.After, c.Note.Cites, c.Front(), c.Back()}
	}
	return k
}

// TestOurProgressComesBackToItself: a package with the learner's own progress, taken in where
// it came from, adds no answer and changes nothing that is known of a card.
func TestOurProgressComesBackToItself(t *testing.T) {
	d, fsys := embedded(t)
	j, err := progress.Open(t.Context(), t.TempDir(), progress.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	var all []progress.Entry
	did := studied(t, d)
	for _, c := range d.Cards() {
		all = append(all, did.history[c.ID]...)
		if len(all) > 300 {
			break
		}
	}
	for i := range all {
		all[i].ID = progress.NewAct() // any id of the right form
	}
	if _, err := j.TakeIn(t.Context(), all, nil); err != nil {
		t.Fatal(err)
	}
	before, err := j.States(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	history, err := j.History(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	file, _ := wrote(t, d, WriteOptions{Media: fsys, Progress: before, History: history, Now: noon, Calendar: calendar})
	if _, err := j.TakeIn(t.Context(), readBack(t, file).History, nil); err != nil {
		t.Fatal(err)
	}
	after, err := j.States(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for id, was := range before {
		is := after[id]
		is.LastAt, is.LastEntry, is.Tags = was.LastAt, was.LastEntry, was.Tags
		if !is.Equal(was) {
			t.Errorf("%s was\n%+v and is\n%+v", id, was, is)
		}
	}
	for id, is := range after { // a tag is one of a note in Anki, so its other cards get it
		if _, had := before[id]; !had && (len(is.Tags) == 0 || is.Memory.Phase != memory.New || is.Suspended || is.Flag != 0) {
			t.Errorf("%s is %+v, and was nothing", id, is)
		}
	}
}
