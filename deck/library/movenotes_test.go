package library_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/library"
)

const (
	here = `---
id: here
title: Here
authors: [Ann]
sources:
  a2019: {text: "A (2019)"}
  b2020: {text: "B (2020)", doi: 10.1000/1}
---
# Trust *and* more

## What is trust? {#trust .both was=confidence}
Firm belief. [@a2019]

![A hand](media/hand.png)

## What follows? {#next after="trust first" tags=exam}
See [@b2020; @a2019].

# Other

## First {#first}
x

## No id
x
`
	there = `---
id: there
title: There
authors: [Ann]
sources:
  a2019: {text: "Another A (2019)"}
---
# Other

## What is there? {#trust}
y
`
)

func (h *house) move(to deck.ID, notes ...string) library.Step {
	h.Helper()
	s, err := h.MoveNotes(h.Context(), refs(notes...), to)
	if err != nil {
		h.Fatal(err)
	}
	return s
}

func refs(notes ...string) []library.NoteRef {
	var list []library.NoteRef
	for _, n := range notes {
		d, id, _ := strings.Cut(n, "/")
		list = append(list, library.NoteRef{Deck: deck.ID(d), Note: deck.NoteID(id)})
	}
	return list
}

func (h *house) read(path ...string) string {
	h.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{h.data}, path...)...))
	if err != nil {
		h.Fatal(err)
	}
	return string(data)
}

func twoDecks(t *testing.T) *house {
	h := newHouse(t)
	h.carry(h.put("here", "deck.md", here, "media/hand.png", "mine"))
	h.carry(h.put("there", "deck.md", there, "media/hand.png", "other"))
	return h
}

func TestMoveNotes(t *testing.T) {
	h := twoDecks(t)
	before := tree(h.data + "/here")
	step := h.move("there", "here/trust", "here/next", "here/no-id")
	beginning, _, _ := strings.Cut(here, "## What is trust?")
	wantHere := beginning + "# Other\n\n## First {#first}\nx\n\n"
	if diff := cmp.Diff(wantHere, h.read("here", "deck.md")); diff != "" {
		t.Errorf("here (-want +got):\n%s", diff)
	}
	wantThere := strings.Replace(there, `  a2019: {text: "Another A (2019)"}
`, `  a2019: {text: "Another A (2019)"}
  a2019-2: "A (2019)"
  b2020: {text: "B (2020)", doi: 10.1000/1}
`, 1) + `
## No id {#no-id was="here/no-id"}
x

# Trust *and* more

## What is trust? {#trust-2 .both was="here/trust here/confidence"}
Firm belief. [@a2019-2]

![A hand](media/hand-2.png)

## What follows? {#next after="trust-2" was="here/next" tags="exam"}
See [@b2020; @a2019-2].
`
	loose := strings.NewReplacer(`"10.1000/1"`, "10.1000/1", `after="trust-2"`, "after=trust-2", `tags="exam"`, "tags=exam", `was="here/next"`, "was=here/next", `was="here/no-id"`, "was=here/no-id")
	if diff := cmp.Diff(loose.Replace(wantThere), loose.Replace(h.read("there", "deck.md"))); diff != "" {
		t.Errorf("there (-want +got):\n%s", diff)
	}
	if h.read("there", "media", "hand-2.png") != "mine" || h.read("there", "media", "hand.png") != "other" {
		t.Error("the pictures are mixed up")
	}
	l, err := h.Open()
	if err != nil {
		t.Fatal(err)
	}
	want := map[deck.CardID]deck.CardID{
		"here/trust": "there/trust-2", "here/trust#reverse": "there/trust-2#reverse", "here/no-id": "there/no-id",
		"here/confidence": "there/trust-2", "here/confidence#reverse": "there/trust-2#reverse", "here/next": "there/next",
	}
	if diff := cmp.Diff(want, l.Renames()); diff != "" {
		t.Errorf("renames (-want +got):\n%s", diff)
	}
	if step.Text != "3 notes were moved to “There”." || len(step.Decks) != 2 {
		t.Errorf("got %+v", step)
	}
	h.again()
	if err := h.Undo(step); err != nil {
		t.Fatal(err)
	}
	if string(before) != string(tree(h.data+"/here")) || h.read("there", "deck.md") != there {
		t.Error("it is not as it was")
	}
}

func TestMoveBack(t *testing.T) {
	h := twoDecks(t)
	h.move("there", "here/trust")
	h.move("here", "there/trust-2")
	text := h.read("here", "deck.md")
	if !strings.Contains(text, "{#trust .both was=") || !strings.Contains(text, "there/trust-2") || !strings.Contains(text, "confidence") || strings.Contains(text, "here/") && !strings.Contains(text, "there/") {
		t.Errorf("got %s", text)
	}
	l, err := h.Open()
	if err != nil {
		t.Fatal(err)
	}
	for was, is := range map[deck.CardID]deck.CardID{"there/trust-2": "here/trust", "here/confidence": "here/trust"} {
		if got := l.Renames()[was]; got != is {
			t.Errorf("%s is %s now, want %s", was, got, is)
		}
	}
}

func TestMoveFromTheProgram(t *testing.T) {
	h := twoDecks(t)
	step := h.move("there", "program/one")
	h.want("moved", "here  installed 5", "program 1.0.0 copied 1 changed", "there  installed 2 changed")
	if err := h.Undo(step); err != nil {
		t.Fatal(err)
	}
}

func TestMoveKeepsLineEndings(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("here", "deck.md", here, "media/hand.png", "mine"))
	h.carry(h.put("there", "deck.md", strings.ReplaceAll(there, "\n", "\r\n")))
	h.move("there", "here/trust")
	text := h.read("there", "deck.md")
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Errorf("line endings are mixed:\n%q", text)
	}
}

func TestWhatCannotBeMoved(t *testing.T) {
	h := twoDecks(t)
	state := tree(h.data)
	for _, test := range []struct {
		to    deck.ID
		notes []string
		word  string
	}{
		{"none", []string{"here/trust"}, "none"},
		{"there", []string{"none/trust"}, "none"},
		{"there", []string{"here/none"}, "none"},
		{"there", []string{"there/trust"}, "already"},
		{"there", nil, "nothing to move"},
		{"there", []string{"here/m#sign:a"}, "model"},
	} {
		_, err := h.MoveNotes(t.Context(), refs(test.notes...), test.to)
		told(t, err, test.word)
	}
	if err := os.RemoveAll(filepath.Join(h.data, ".building")); err != nil {
		t.Fatal(err)
	}
	if string(state) != string(tree(h.data)) && !strings.Contains(string(state), ".building") {
		t.Error("something is different")
	}
}

// TestMovesLoseNothing moves notes to and fro among three decks. Every note is somewhere
// exactly once, says what it said, and every name that it had leads to it.
func TestMovesLoseNothing(t *testing.T) {
	houses := 0
	rapid.Check(t, func(r *rapid.T) {
		if houses++; houses > 40 {
			return // each takes its time, most of it for the disk
		}
		h := newHouse(t)
		where := map[string]string{} // by question: deck/note
		decks := []string{"da", "db", "dc"}
		for _, d := range decks {
			text := fmt.Sprintf("---\nid: %s\ntitle: %s\nauthors: [Ann]\n---\n# S\n\n", d, d)
			for i := range 4 {
				question := fmt.Sprintf("Question %d of %s", i, d)
				text += fmt.Sprintf("## %s {#n%d after=n0}\nAnswer %d %s\n\n", question, i, i, d)
				where[question] = fmt.Sprintf("%s/n%d", d, i)
			}
			text = strings.Replace(text, "{#n0 after=n0}", "{#n0}", 1)
			writeFile(t, filepath.Join(h.data, d, "deck.md"), text)
		}
		for range rapid.IntRange(1, 4).Draw(r, "moves") {
			to := rapid.SampledFrom(decks).Draw(r, "to")
			questions := make([]string, 0, len(where))
			for q := range where {
				questions = append(questions, q)
			}
			slices.Sort(questions)
			var notes []string
			for _, q := range questions {
				if rapid.IntRange(0, 3).Draw(r, "chosen") == 0 && !strings.HasPrefix(where[q], to+"/") {
					notes = append(notes, where[q])
				}
			}
			if len(notes) == 0 {
				continue
			}
			h.move(deck.ID(to), notes...)
			l, err := h.Open()
			if err != nil {
				t.Fatal(err)
			}
			seen := 0
			for _, d := range l.Decks() {
				if faults := deck.Check(d, nil); slices.ContainsFunc(faults, func(f deck.Fault) bool { return f.Severity == deck.Error }) {
					r.Fatalf("%s has faults: %v", d.ID, faults)
				}
				for _, n := range d.Notes {
					old, ours := where[n.Front]
					if !ours {
						continue
					}
					seen++
					now := string(d.ID) + "/" + string(n.ID)
					if old != now && l.Renames()[deck.CardID(old)] != deck.CardID(now) {
						r.Fatalf("%s is now %s, but its name leads to %q", old, now, l.Renames()[deck.CardID(old)])
					}
					if (old != now) != slices.Contains(notes, old) {
						r.Fatalf("%s became %s, moved were %v", old, now, notes)
					}
					if want := strings.Replace(strings.Replace(n.Front, "Question", "Answer", 1), "of ", "", 1); n.Back != want {
						r.Fatalf("%s says %q, want %q", now, n.Back, want)
					}
					where[n.Front] = now
				}
			}
			if seen != len(where) {
				r.Fatalf("%d of %d notes are there", seen, len(where))
			}
		}
	})
}

// TestNamesakesOfMovedNotes holds that notes whose ids are made of the heading of one that
// leaves keep them.
func TestNamesakesOfMovedNotes(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("a", "deck.md", "---\nid: a\ntitle: A\n---\n# S\n\n## Same\n\none\n\n## Same\n\ntwo\n\n## Other\n\nx\n"))
	h.carry(h.put("b", "deck.md", "---\nid: b\ntitle: B\n---\n# S\n\n## Q {#q}\n\nx\n"))
	h.move("b", "a/same")
	got := h.read("a", "deck.md")
	if !strings.Contains(got, "## Same {#same-2}\n\ntwo") || !strings.Contains(got, "## Other\n") {
		t.Errorf("what stayed is\n%s\nwant the id same-2 written down, and no other", got)
	}
}

// TestLeftBehind says beforehand what a move leaves behind.
func TestLeftBehind(t *testing.T) {
	h := newHouse(t)
	const model = "id: m\ntitle: The model\nkind: path\nquestion: Why?\nconstructs:\n  - {id: a, name: A}\n  - {id: b, name: B}\nrelations:\n  - {id: ab, from: a, to: b, sign: \"+\"}\n"
	text := version("1", "a", "b") + "\n## With one {#with model=m after=a}\nx\n\n## Also {#also model=m}\nx\n"
	h.carry(h.put("one", "deck.md", text, "models/m.yaml", model))
	for _, tt := range []struct {
		notes []deck.NoteID
		want  []string
	}{
		{[]deck.NoteID{"a", "b"}, nil},
		{[]deck.NoteID{"also"}, []string{"1 note shows the model “The model” beside its answer. A model stays in its deck, so in “Part of the program” the answer stands alone."}},
		{[]deck.NoteID{"a", "with", "also"}, []string{"2 notes show the model “The model” beside their answers. A model stays in its deck, so in “Part of the program” the answers stand alone."}},
		{[]deck.NoteID{"with"}, []string{
			"1 note shows the model “The model” beside its answer. A model stays in its deck, so in “Part of the program” the answer stands alone.",
			"1 note is learned after others that stay behind; that is left out.",
		}},
	} {
		var refs []library.NoteRef
		for _, n := range tt.notes {
			refs = append(refs, library.NoteRef{Deck: "alpha", Note: n})
		}
		if diff := cmp.Diff(tt.want, h.LeftBehind(refs, "program")); diff != "" {
			t.Errorf("%v (-want +got):\n%s", tt.notes, diff)
		}
	}
}
