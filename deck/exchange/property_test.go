package exchange_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
)

// pieces returns the notes of a deck's text by their ids, without what is blank at their
// ends.
func pieces(files fstest.MapFS) map[deck.NoteID]string {
	list := make(map[deck.NoteID]string)
	for name, f := range files {
		if !strings.HasSuffix(name, ".md") || name == "README.md" {
			continue
		}
		for _, p := range deck.Pieces(f.Data) {
			if p.Level == 2 {
				list[p.ID] = strings.TrimRight(string(f.Data[p.From:p.To]), " \r\n")
			}
		}
	}
	return list
}

// TestNothingOfTheLearnersIsLost imports again and again, with changes there and here in
// between.
func TestNothingOfTheLearnersIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sections := rapid.SampledFrom([]string{"", "A", "A / B", "C", "*D* {x}", "Deck"})
		bodies := rapid.SampledFrom([]string{
			"Plain.", "Two\n\nparagraphs.", "- a\n- b", "```\n## code\n```", "````\nopen", "# heading", "> quote", "***", "x\n\n***\n\ny",
			"| a |\n|---|\n| b |", "{{x}}", "![p](media/p.png)", "", "1. a\n2. b", "    code", "\\", "[@a2020]", "x\r\ny",
		})
		coming := func(mod int64) exchange.Note {
			id := fmt.Sprintf("anki-%d", rapid.IntRange(0, 9).Draw(t, "id"))
			n := note(id, rapid.SampledFrom([]string{"Q?", "# *Q*", "Q {#no}", "Q \\"}).Draw(t, "front"), bodies.Draw(t, "body"), mod)
			n.Section = sections.Draw(t, "section")
			return n
		}
		var here fstest.MapFS
		mine := make(map[deck.NoteID]string)
		for round := range rapid.IntRange(1, 5).Draw(t, "rounds") {
			p := &exchange.Parcel{ID: "deck", Title: "Deck", Media: []exchange.Media{picture("media/p.png", fmt.Sprint(round))}}
			for range rapid.IntRange(0, 8).Draw(t, "notes") {
				p.Notes = append(p.Notes, coming(int64(100*round+rapid.IntRange(0, 100).Draw(t, "mod"))))
			}
			m := mergeOver(t, p, here)
			if !m.Changed {
				continue
			}
			here = copyOf(t, m)
			errorFree(t, here)
			now := pieces(here)
			for id, text := range mine {
				if now[id] != text {
					t.Fatalf("%s was %q here and is %q", id, text, now[id])
				}
			}
			for _, x := range m.Items {
				if _, there := now[x.Note]; !there && x.Outcome != exchange.Skipped && x.Outcome != exchange.Kept && x.Outcome != exchange.Unchanged {
					t.Fatalf("%s was %s and is not there", x.Note, x.Outcome)
				}
			}
			if again := mergeOver(t, p, here); again.Changed {
				t.Fatalf("the same again changes the deck: %+v", again.Items)
			}
			mine = edited(t, here)
		}
	})
}

func mergeOver(t *rapid.T, p *exchange.Parcel, here fstest.MapFS) *exchange.Merged {
	var m *exchange.Merged
	var err error
	if here == nil {
		m, err = exchange.Merge(p, nil)
	} else {
		m, err = exchange.Merge(p, here)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func copyOf(t *rapid.T, m *exchange.Merged) fstest.MapFS {
	out := fstest.MapFS{}
	for _, name := range []string{"deck.md", exchange.RecordName, "media/p.png"} {
		if data, err := readAll(m, name); err == nil {
			out[name] = &fstest.MapFile{Data: data}
		}
	}
	entries, _ := m.Files.(interface {
		ReadFile(string) ([]byte, error)
	}).ReadFile("deck.md")
	if entries == nil {
		t.Fatal("there is no deck.md")
	}
	return out
}

func readAll(m *exchange.Merged, name string) ([]byte, error) {
	f, ok := m.Files.(interface {
		ReadFile(string) ([]byte, error)
	})
	if !ok {
		return nil, fmt.Errorf("no file %s", name)
	}
	return f.ReadFile(name)
}

func errorFree(t *rapid.T, here fstest.MapFS) {
	_, faults, err := deck.Parse(here)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		if f.Severity == deck.Error {
			t.Fatalf("%s\n%s", f, here["deck.md"].Data)
		}
	}
}

// edited changes the deck as a learner may, and returns the notes that are the learner's
// own from then on.
func edited(t *rapid.T, here fstest.MapFS) map[deck.NoteID]string {
	mine := make(map[deck.NoteID]string)
	text := string(here["deck.md"].Data)
	now := pieces(here)
	ids := make([]deck.NoteID, 0, len(now))
	for id := range now {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		switch rapid.IntRange(0, 5).Draw(t, "edit") {
		case 0:
			changed := now[id] + "\n\nMy own words."
			if strings.Contains(now[id], "````") {
				continue
			}
			text = strings.Replace(text, now[id], changed, 1)
		case 1:
			text = strings.Replace(text, now[id], "", 1)
		}
	}
	if rapid.Bool().Draw(t, "crlf") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
	}
	here["deck.md"] = &fstest.MapFile{Data: []byte(text)}
	for id, text := range pieces(here) {
		if strings.HasSuffix(text, "My own words.") || id == "mine" {
			mine[id] = text
		}
	}
	return mine
}

func FuzzMerge(f *testing.F) {
	f.Add("## Q {#a}\nA", "S", "## Q {#a}\nB", "## X {#x}\n```\n")
	f.Add("## Q {#a .cloze}\n{{1:x}}", "A / B", "## Q {#a}\r\n![x](media/p.png)\r\n", "# S\n\n## X\nY")
	f.Fuzz(func(t *testing.T, text, section, newer, here string) {
		there := fstest.MapFS{"deck.md": {Data: []byte("---\nid: d\ntitle: D\n---\n" + here)}}
		p := &exchange.Parcel{
			ID: "d", Title: "D", Media: []exchange.Media{picture("media/p.png", "p")},
			Notes: []exchange.Note{{ID: "a", Title: "A", Section: section, Text: text, Mod: 1}, {ID: "b", Text: "## B {#b}\nB", Section: "S"}},
		}
		before := errorsIn(t, there)
		for _, base := range []fstest.MapFS{nil, there} {
			var m *exchange.Merged
			var err error
			if base == nil {
				m, err = exchange.Merge(p, nil)
			} else {
				m, err = exchange.Merge(p, base)
			}
			if err != nil {
				continue // what is there may be no deck
			}
			if base == nil || before == 0 { // a fault of the learner's own may show otherwise by then
				wantNoErrors(t, m)
			}
			wantAdded(t, m)
			if again, err := exchange.Merge(p, m.Files); err != nil || again.Changed {
				t.Fatalf("the same again: %v, %v", err, again)
			}
			next := *p
			next.Notes = []exchange.Note{{ID: "a", Title: "A", Section: section, Text: newer, Mod: 2}}
			m2, err := exchange.Merge(&next, m.Files)
			if err != nil {
				continue
			}
			if base == nil || before == 0 {
				wantNoErrors(t, m2)
			}
			wantAdded(t, m2)
		}
	})
}

func wantNoErrors(t *testing.T, m *exchange.Merged) {
	t.Helper()
	if n := errorsIn(t, snapshot(t, m)); n > 0 {
		t.Fatalf("%d errors:\n%s", n, read(t, m, "deck.md"))
	}
}

// wantAdded wants what was added or updated to be notes that can be used.
func wantAdded(t *testing.T, m *exchange.Merged) {
	t.Helper()
	d, _, err := deck.Parse(m.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range m.Items {
		if _, there := d.Note(x.Note); !there && (x.Outcome == exchange.Added || x.Outcome == exchange.Updated) {
			t.Fatalf("%s was %s and cannot be used:\n%s", x.Note, x.Outcome, read(t, m, "deck.md"))
		}
	}
}

func errorsIn(t *testing.T, files fstest.MapFS) int {
	t.Helper()
	_, faults, err := deck.Parse(files)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range faults {
		if f.Severity == deck.Error {
			n++
		}
	}
	return n
}
