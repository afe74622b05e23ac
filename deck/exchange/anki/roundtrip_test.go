package anki

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/hypertext"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// wordsAlone is what a text says, without what spaces and marks there are between the words.
func wordsAlone(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n\t\u00a0", r) }), "")
}

// TestAYearOfTheRealAnki: a package that the real Anki wrote after a year of use is taken
// in with all that Anki says is in it, and goes back to Anki with it.
func TestAYearOfTheRealAnki(t *testing.T) {
	dir := t.TempDir()
	theirs, ours := filepath.Join(dir, "theirs.apkg"), filepath.Join(dir, "ours.apkg")
	var wrote ankiCount
	realAnki(t, &wrote, "write", theirs)

	var taken ankiSaid
	realAnki(t, &taken, "open", theirs) // what is due goes by the day of the clock
	wrote = taken.Steps[0]

	cal := memory.Calendar{Zone: time.UTC, Rollover: 4}
	b, err := Read(t.Context(), theirs, Options{Calendar: cal, Now: time.Now(), History: true})
	if err != nil {
		t.Fatal(err)
	}
	r := b.Report
	if r.Notes != wrote.Notes || r.Cards != wrote.Cards || r.Reviews != wrote.Reviews || r.Media != wrote.Media ||
		r.Decks != wrote.Decks || r.Suspended != wrote.Suspended || r.Flagged != wrote.Flagged {
		t.Errorf("Anki counts %+v,\nwe count %+v", wrote, r)
	}

	out := filepath.Join(dir, "decks")
	written, err := exchange.WriteOut(t.Context(), out, b)
	if err != nil || written.Added != wrote.Notes {
		t.Fatalf("%d of %d notes are written, %v", written.Added, wrote.Notes, err)
	}
	j, err := progress.Open(t.Context(), filepath.Join(dir, "learner"), progress.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if _, err := j.TakeIn(t.Context(), b.History, nil); err != nil {
		t.Fatal(err)
	}
	states, err := j.States(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	var theirNotes ankiYear
	realAnki(t, &theirNotes, "notes", theirs)
	var sum ankiCount
	for _, made := range written.Made {
		fsys := pathFS(t, filepath.Join(out, string(made.ID)))
		d, faults, err := deck.Parse(fsys)
		if err != nil || slices.ContainsFunc(faults, func(f deck.Fault) bool { return f.Severity == deck.Error }) {
			t.Fatal(faults, err)
		}
		theirNotes.check(t, d, states)
		history, err := j.History(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Write(t.Context(), ours, d, WriteOptions{Progress: states, History: history, Calendar: cal, Now: time.Now(), Media: fsys}); err != nil {
			t.Fatal(err)
		}
		var said ankiSaid
		realAnki(t, &said, "open", ours)
		said.wellTaken(t)
		got := said.Steps[0]
		sum.Notes += got.Notes
		sum.Cards += got.Cards
		sum.Reviews += got.Reviews
		sum.Suspended += got.Suspended
		sum.New += got.New
		sum.Due += got.Due
		sum.Flagged += got.Flagged
	}
	if sum.New != wrote.New || sum.Due != wrote.Due || sum.Notes != wrote.Notes || sum.Cards != wrote.Cards || sum.Reviews != wrote.Reviews || sum.Suspended != wrote.Suspended || sum.Flagged != wrote.Flagged {
		t.Errorf("Anki had %+v,\nand has back %+v", wrote, sum)
	}
}

func pathFS(t *testing.T, dir string) fs.FS {
	t.Helper()
	root, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	return os.DirFS(root)
}

// ankiYear are all notes of a package, as Anki has them.
type ankiYear struct {
	Notes []struct {
		GUID, Type   string
		Tags, Fields []string
		Cards        []struct {
			Ord, Type, Queue, Due, Interval, Reps, Lapses, Flag int
			Reviews                                             [][2]int64
		}
	}
}

// check holds the notes of a deck against what Anki has of them: every word of their
// fields, their tags, and of each card its answers, its flag, and when it is due.
func (a *ankiYear) check(t *testing.T, d *deck.Deck, states map[deck.CardID]progress.State) {
	t.Helper()
	byID := make(map[deck.NoteID]*deck.Note)
	for i := range d.Notes {
		byID[d.Notes[i].ID] = &d.Notes[i]
	}
	cal := memory.Calendar{Zone: time.UTC, Rollover: 4}
	today := cal.Day(time.Now())
	for _, n := range a.Notes {
		note := byID[exchange.AnkiID(n.GUID)]
		if note == nil {
			continue // in another deck
		}
		delete(byID, note.ID)
		cards := deck.CardsOf(d, note)
		tags := slices.Concat(note.Tags, states[cards[0].ID].Tags) // such as leech, which is the learner's
		if !slices.Equal(slices.Sorted(slices.Values(tags)), n.Tags) {
			t.Errorf("%s: tags %q, want %q", note.ID, tags, n.Tags)
		}
		said := wordsAlone(deck.PlainText(note.Front) + deck.PlainText(note.Lead) + deck.PlainText(note.Back) + strings.Join(note.Answers, " "))
		if note.Kind != deck.Cloze {
			for _, field := range n.Fields[:2] {
				if want := wordsAlone(hypertext.Strip(field)); !strings.Contains(said, want) && !strings.Contains(field, `\(`) {
					t.Errorf("%s: the note says %q, without %q", note.ID, said, want)
				}
			}
		}
		if len(cards) != len(n.Cards) {
			t.Errorf("%s has %d cards, in Anki %d", note.ID, len(cards), len(n.Cards))
			continue
		}
		for i, c := range n.Cards {
			s := states[cards[i].ID]
			if s.Memory.Reps != len(c.Reviews) || s.Suspended != (c.Queue == -1) || s.Flag != c.Flag {
				t.Errorf("%s: %d answers, suspended %v, flag %d; in Anki %+v", cards[i].ID, s.Memory.Reps, s.Suspended, s.Flag, c)
			}
			if due := int(s.Memory.DueDay - today); c.Type == 2 && c.Queue != 1 && due != c.Due {
				t.Errorf("%s is due in %d days, in Anki in %d", cards[i].ID, due, c.Due)
			}
		}
	}
	for id := range byID {
		t.Errorf("Anki has no note for %s", id)
	}
}
