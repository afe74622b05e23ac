package apkg_test

import (
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/exchange/anki/apkg"
)

// sample returns the path of a file that Anki itself made.
func sample(name string) string { return filepath.Join("testdata", "samples", name) }

// open opens a file for the time of a test.
func open(t testing.TB, file string) *apkg.Package {
	t.Helper()
	p, err := apkg.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}

// read reads a file whole.
func read(t testing.TB, file string) *apkg.Collection {
	t.Helper()
	c, err := open(t, file).Read(t.Context(), apkg.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// content returns the bytes of a media file.
func content(t testing.TB, m apkg.Media) []byte {
	t.Helper()
	r, err := m.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestSamples holds what is read to what Anki 2.1.15 says that it imports.
func TestSamples(t *testing.T) {
	type counts struct {
		Layout                                                             apkg.Layout
		Whole                                                              bool
		Scheduler                                                          int
		Notes, Cards, Reviews, Media, Types, Decks, Suspended, Flags, Away int
	}
	for name, want := range map[string]counts{
		"minimal.apkg":                               {Layout: apkg.Legacy1, Scheduler: 1, Notes: 3, Cards: 4, Reviews: 3, Media: 1, Types: 2, Decks: 3},
		"minimal_v2.apkg":                            {Layout: apkg.Legacy2, Scheduler: 3, Notes: 3, Cards: 4, Reviews: 3, Media: 1, Types: 2, Decks: 3},
		"sample_with_history.apkg":                   {Layout: apkg.Legacy1, Scheduler: 1, Notes: 130, Cards: 200, Reviews: 1017, Media: 5, Types: 5, Decks: 7, Suspended: 6, Flags: 4},
		"sample_edited.apkg":                         {Layout: apkg.Legacy1, Scheduler: 1, Notes: 131, Cards: 201, Media: 5, Types: 5, Decks: 7, Flags: 4},
		"sample_no_scheduling.apkg":                  {Layout: apkg.Legacy1, Scheduler: 1, Notes: 130, Cards: 200, Media: 5, Types: 5, Decks: 7, Flags: 4},
		"sample_filtered_deck.apkg":                  {Layout: apkg.Legacy1, Scheduler: 1, Notes: 131, Cards: 201, Reviews: 1017, Media: 5, Types: 5, Decks: 8, Suspended: 6, Flags: 4, Away: 15},
		"sample_v1.colpkg":                           {Layout: apkg.Legacy1, Whole: true, Scheduler: 1, Notes: 131, Cards: 201, Reviews: 1017, Media: 5, Types: 5, Decks: 8, Suspended: 6, Flags: 4, Away: 15},
		"sample_v2_anki21.apkg":                      {Layout: apkg.Legacy2, Scheduler: 2, Notes: 131, Cards: 201, Reviews: 1017, Media: 5, Types: 5, Decks: 8, Suspended: 6, Flags: 4},
		"spec_made_anki21b_sample_with_history.apkg": {Layout: apkg.Latest, Scheduler: 3, Notes: 130, Cards: 200, Reviews: 1017, Media: 5, Types: 5, Decks: 7, Suspended: 6, Flags: 4},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, sample(name))
			got := counts{
				Layout: c.Layout, Whole: c.Whole, Scheduler: c.Scheduler, Notes: len(c.Notes), Cards: len(c.Cards),
				Reviews: len(c.Reviews), Media: len(c.Media), Types: len(c.Types), Decks: len(c.Decks),
			}
			for _, card := range c.Cards {
				if card.Queue == apkg.QueueSuspended {
					got.Suspended++
				}
				if card.Flags&7 != 0 {
					got.Flags++
				}
				if card.OriginalDeck != 0 {
					got.Away++
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			for _, m := range c.Media {
				if got := content(t, m); int64(len(got)) != m.Size {
					t.Errorf("%s has %d bytes, want %d", m.Name, len(got), m.Size)
				}
			}
			if len(c.Warnings) > 0 {
				t.Errorf("warnings: %q", c.Warnings)
			}
		})
	}
}

// TestLayoutsSayTheSame holds the newest layout to the oldest.
func TestLayoutsSayTheSame(t *testing.T) {
	old, latest := read(t, sample("sample_with_history.apkg")), read(t, sample("spec_made_anki21b_sample_with_history.apkg"))
	old.Layout, old.Scheduler = latest.Layout, latest.Scheduler
	for _, c := range []*apkg.Collection{old, latest} {
		slices.SortFunc(c.Media, func(a, b apkg.Media) int { return strings.Compare(a.Name, b.Name) })
		for i := range c.Media {
			c.Media[i].Open = nil
		}
		for i := range c.Presets { // the newer one always has it
			c.Presets[i].Retention, c.Presets[i].Weights = 0, nil
		}
	}
	if diff := cmp.Diff(old, latest); diff != "" {
		t.Error(diff)
	}
}

// TestWhatASampleSays looks into the details.
func TestWhatASampleSays(t *testing.T) {
	c := read(t, sample("sample_with_history.apkg"))
	if c.Created != 1791086400 || c.Rollover != 4 || c.WestOfUTC != 0 {
		t.Errorf("got days from %d, at %d o'clock, %d west", c.Created, c.Rollover, c.WestOfUTC)
	}
	n := c.Notes[0]
	if got, want := n.Split(), []string{"Basic question 0: A & B < C", `Answer 0<br><img src="cell.png">`}; !slices.Equal(got, want) || n.Field(1) != want[1] || n.Field(2) != "" {
		t.Errorf("got fields %q", got)
	}
	if n.GUID != "gVmWWk7|oY" || n.Tags != "chapter::0 sample" || n.Mod != 1791174619 {
		t.Errorf("got %+v", n)
	}
	var names []string
	for _, m := range c.Media {
		names = append(names, m.Name)
	}
	if want := []string{"cell.png", "Größe 図.png", "tone.wav", "leaf.png", "_logo.png"}; !slices.Equal(names, want) {
		t.Errorf("got media %q, want %q", names, want)
	}
	if i := slices.IndexFunc(c.Presets, func(p apkg.Preset) bool { return p.Name == "Exam preset" }); i < 0 || c.Presets[i].NewPerDay != 1 || c.Presets[i].ReviewsPerDay != 300 {
		t.Errorf("got presets %+v", c.Presets)
	}
	if i := slices.IndexFunc(c.Decks, func(d apkg.Deck) bool { return d.Name == "Biology" }); c.Decks[i].Description != "A <b>sample</b> deck." {
		t.Errorf("got %+v", c.Decks[i])
	}
}

// TestFieldsThatAreNotWanted reads the fields of some notes only.
func TestFieldsThatAreNotWanted(t *testing.T) {
	for _, every := range []int{1, 3, 60, 1000} {
		p := open(t, sample("sample_v2_anki21.apkg"))
		whole, err := p.Read(t.Context(), apkg.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		asked := 0
		part, err := p.Read(t.Context(), apkg.ReadOptions{Fields: func(_ int64, guid string, _ int64) bool {
			asked++
			return guid != "" && asked%every == 0
		}})
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range whole.Notes {
			if (i+1)%every != 0 {
				want.Fields = ""
			}
			if part.Notes[i] != want {
				t.Errorf("every %d: got %+v, want %+v", every, part.Notes[i], want)
			}
		}
	}
}

// TestProgress is told at the end that everything was read.
func TestProgress(t *testing.T) {
	last, total := 0, 0
	o := apkg.ReadOptions{Progress: func(done, of int) {
		if done < last {
			t.Errorf("went back from %d to %d", last, done)
		}
		last, total = done, of
	}}
	if _, err := open(t, sample("sample_with_history.apkg")).Read(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if last != total || total < 1017+200+130 {
		t.Errorf("at the end %d of %d were read", last, total)
	}
}
