package anki

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// samples is where packages of other programs are; see the README.md there.
const samples = "apkg/testdata/samples"

// readSample reads a package of another program.
func readSample(t testing.TB, name string, o Options) *exchange.Bundle {
	t.Helper()
	o.Now, o.Calendar = benchNow, memory.Calendar{Rollover: 4}
	b, err := Read(t.Context(), filepath.Join(samples, name), o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The counts are those that Anki 2.1.15 gives of the same files.
func TestSamplesHaveTheCountsThatAnkiGives(t *testing.T) {
	type counts struct{ notes, cards, reviews, media, decks, suspended, flagged, tags int }
	for name, want := range map[string]counts{
		"minimal.apkg":              {3, 4, 3, 1, 3, 0, 0, 2},
		"minimal_v2.apkg":           {3, 4, 3, 1, 3, 0, 0, 2},
		"sample_edited.apkg":        {131, 201, 0, 5, 7, 0, 4, 10},
		"sample_no_scheduling.apkg": {130, 200, 0, 5, 7, 0, 4, 10},
		"sample_with_history.apkg":  {130, 200, 1017, 5, 7, 6, 4, 12},
		"sample_filtered_deck.apkg": {131, 201, 1017, 5, 8, 6, 4, 12},
		"sample_v1.colpkg":          {131, 201, 1017, 5, 8, 6, 4, 12},
		"sample_v2_anki21.apkg":     {131, 201, 1017, 5, 8, 6, 4, 12},

		"spec_made_anki21b_sample_with_history.apkg": {130, 200, 1017, 5, 7, 6, 4, 12},
	} {
		t.Run(name, func(t *testing.T) {
			b := readSample(t, name, Options{History: true})
			r := b.Report
			if got := (counts{r.Notes, r.Cards, r.Reviews, r.Media, r.Decks, r.Suspended, r.Flagged, r.Tags}); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			notes, cards, suspended, flagged, reviews := 0, 0, 0, 0, 0
			ids := make(map[deck.NoteID]bool)
			for _, p := range b.Parcels {
				for _, n := range p.Notes {
					checkNote(t, n)
					if len(n.Lost) > 0 {
						t.Errorf("%s: lost %q", n.Title, n.Lost)
					}
					read, _ := deck.ReadNote(n.Text, nil)
					cards += len(read.Facets())
					if ids[n.ID] {
						t.Errorf("two notes are called %s", n.ID)
					}
					ids[n.ID] = true
					notes++
				}
				for _, m := range p.Media {
					checkMedia(t, m)
				}
			}
			for _, e := range b.History {
				switch e.Kind {
				case progress.Suspend:
					suspended++
				case progress.Flag:
					flagged++
				case progress.Review:
					reviews++
				}
			}
			if got := (counts{notes: notes, cards: cards, reviews: reviews, suspended: suspended, flagged: flagged}); got !=
				(counts{notes: want.notes, cards: want.cards, reviews: want.reviews, suspended: want.suspended, flagged: want.flagged}) {
				t.Errorf("here there are %+v", got)
			}
		})
	}
}

// checkMedia checks that a file has as many bytes as it is said to.
func checkMedia(t *testing.T, m exchange.Media) {
	t.Helper()
	in, err := m.Open()
	if err != nil {
		t.Error(err)
		return
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil || int64(len(data)) != m.Size {
		t.Errorf("%s has %d bytes, not %d: %v", m.Path, len(data), m.Size, err)
	}
}

func TestTheNewestLayoutSaysWhatTheOldestDoes(t *testing.T) {
	old, latest := readSample(t, "sample_with_history.apkg", Options{History: true}), readSample(t, "spec_made_anki21b_sample_with_history.apkg", Options{History: true})
	if len(old.Parcels) != len(latest.Parcels) {
		t.Fatalf("%d and %d decks", len(old.Parcels), len(latest.Parcels))
	}
	for i := range old.Parcels {
		if diff := cmp.Diff(old.Parcels[i].Notes, latest.Parcels[i].Notes); diff != "" {
			t.Error(diff)
		}
	}
	// The program that made the newer one left the answers as they were and says that the
	// cards follow newer rules, by which the buttons of cards being learnt mean others.
	for _, history := range [][]progress.Entry{old.History, latest.History} {
		for i := range history {
			history[i].Rating = 0
		}
	}
	if diff := cmp.Diff(old.History, latest.History); diff != "" {
		t.Error(diff)
	}
}

func TestDecksAtTheTopAreDecksAndThoseBelowSections(t *testing.T) {
	b := readSample(t, "sample_filtered_deck.apkg", Options{})
	var got []string
	for _, p := range b.Parcels {
		sections := make(map[string]bool)
		for _, n := range p.Notes {
			sections[n.Section] = true
		}
		got = append(got, string(p.ID)+" "+p.Title+": "+strings.Join(sortedKeys(sections), ", "))
	}
	want := []string{
		"biology Biology: , Botany, Cells, Cells / Organelles",
		"chemistry Chemistry: , Acids & bases", // and none of the filtered deck, whose cards go home
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsHereIsNotReadAgain(t *testing.T) {
	first := readSample(t, "sample_no_scheduling.apkg", Options{})
	mods := make(map[deck.NoteID]int64)
	for _, p := range first.Parcels {
		for _, n := range p.Notes {
			mods[n.ID] = n.Mod
		}
	}
	known := func(id deck.NoteID) (deck.ID, int64, bool) {
		mod, ok := mods[id]
		return "moved-here", mod, ok
	}
	again := readSample(t, "sample_edited.apkg", Options{Known: known})
	texts := 0
	for _, p := range again.Parcels {
		for _, n := range p.Notes {
			if n.Text != "" {
				texts++
			}
			if p.ID != "moved-here" { // the new one too
				t.Errorf("%s %s is in %s", n.ID, n.Title, p.ID)
			}
		}
	}
	if texts == 0 || texts > 6 {
		t.Errorf("%d notes were read of 131, of which few were changed", texts)
	}
}

func TestTitlesOfTextsWithGaps(t *testing.T) {
	for field, want := range map[string]string{
		"A {{c1::<b>cell</b>::small}} has {{c2,3::one}}.": "A cell has one.", "{{c1::}}": "", "plain": "plain", "{{c1::open": "{{c1::open",
		"{{c1::outer {{c2::inner}} rest}} end": "outer inner rest end", `{{c1::\(\frac{a}{b}\)::h}}`: `\(\frac{a}{b}\)`,
	} {
		n := &noteIn{fold: &fold{}, fields: []string{field}, texts: field}
		if got := n.title(); got != want {
			t.Errorf("%q is called %q, want %q", field, got, want)
		}
	}
}

func TestNotesWithOneGUID(t *testing.T) {
	c := sheet{fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}, note: []string{"What?", "This."}}.collection()
	twin := c.Notes[0]
	twin.ID++
	twin.Fields = "Who?" + apkg.FieldSeparator + "I."
	c.Notes = append(c.Notes, twin)
	c.Cards = append(c.Cards, apkg.Card{ID: c.Cards[0].ID + 1, Note: twin.ID, Deck: 20, Due: 2})
	b, notes := readNotes(t, c, Options{})
	if len(notes) != 1 || notes[0].Title != "What?" || b.Report.Skipped != 1 || b.Report.Items[0].Title != "Who?" {
		t.Errorf("got %+v and %+v", notes, b.Report)
	}
}

func TestFilesThatAreMissingAreSaid(t *testing.T) {
	s := sheet{fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}, note: []string{
		`What? <img src="gone.png" alt="a cell">`, `<img src="https://example.org/x.png"> [sound:gone.mp3] <img src="../a.png">`,
	}}
	b, notes := readNotes(t, s.collection(), Options{})
	if len(b.Parcels[0].Media) != 0 {
		t.Errorf("there are files: %+v", b.Parcels[0].Media)
	}
	want := []string{"a picture", "pictures from the net", "a recording that is not there"}
	if diff := cmp.Diff(want, notes[0].Lost); diff != "" {
		t.Error(diff)
	}
	if len(b.Report.Warnings) != 1 || !strings.HasPrefix(b.Report.Warnings[0], "3 pictures or recordings are left out") {
		t.Errorf("warnings: %q", b.Report.Warnings)
	}
}

func TestFileNamesAreThoseOfDecks(t *testing.T) {
	for name, want := range map[string]string{
		"cell.png": "cell.png", "Größe 図.png": "Größe 図.png", ".hidden": "_.hidden", "what?.png": "what_.png", "a:b|c.gif": "a_b_c.gif",
		"notes.md": "notes.md.bin", "x.zip": "x.zip.bin", "x. ": "x", "thumbs.db": "thumbs.db", "CON.png": "_CON.png", "com1.tar.gz": "_com1.tar.gz", "nul": "_nul", "console.png": "console.png", "e\u0301.png": "é.png",
	} {
		if got := fileName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
	if got := fileName(strings.Repeat("long ", 100) + ".png"); len(got) > 200 || !strings.HasSuffix(got, ".png") {
		t.Errorf("a long name becomes %q", got)
	}
	f := newFiles([]apkg.Media{{Name: "A.png", Size: 1, Open: opens}, {Name: "a.png", Size: 1, Open: opens}}, nil)
	if f.paths[0] != "media/A.png" || f.paths[1] != "media/a-2.png" {
		t.Errorf("got %q", f.paths)
	}
}

func opens() (io.ReadCloser, error) { return nil, errors.New("closed") }

func TestDetect(t *testing.T) {
	dir := t.TempDir()
	text, archive := filepath.Join(dir, "text.apkg"), filepath.Join(dir, "archive.apkg")
	if err := os.WriteFile(text, []byte("front\tback\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(out)
	if _, err := z.Create("deck.md"); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(z.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]bool{
		filepath.Join(samples, "minimal.apkg"): true, filepath.Join(samples, "sample_v1.colpkg"): true,
		text: false, archive: false, filepath.Join(dir, "none.apkg"): false,
	} {
		if Detect(file) != want {
			t.Errorf("%s: not %v", filepath.Base(file), want)
		}
	}
	_, err = Read(t.Context(), archive, Options{})
	var sentence interface{ Sentence() string }
	if !errors.As(err, &sentence) || !strings.HasSuffix(sentence.Sentence(), ".") {
		t.Errorf("got %v", err)
	}
}

func TestReadingCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	o := Options{Now: benchNow, Tell: func(done, _ int) {
		if done > 0 {
			cancel()
		}
	}}
	if _, err := Read(ctx, writeCollection(t, largeCollection(5000, 0)), o); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A package that was made without its pictures is one whose pictures are here already.
func TestFilesThatCameEarlierAreShown(t *testing.T) {
	s := sheet{fields: []string{"Q", "A"}, templates: []string{"{{Q}}", showAnswer + "{{A}}"}, note: []string{
		`What? <img src="a%20cell.png">`, `[sound:tone.mp3] <img src="gone.png" alt="a leaf">`,
	}}
	holds := func(in deck.ID, path string) bool {
		return in == "biology" && (path == "media/a cell.png" || path == "media/tone.mp3")
	}
	_, notes := readNotes(t, s.collection(), Options{Holds: holds})
	for _, want := range []string{"](media/a%20cell.png)", "](media/tone.mp3)"} {
		if !strings.Contains(notes[0].Text, want) {
			t.Errorf("the note does not show %s:\n%s", want, notes[0].Text)
		}
	}
	if diff := cmp.Diff([]string{"a picture"}, notes[0].Lost); diff != "" {
		t.Error(diff)
	}
}
