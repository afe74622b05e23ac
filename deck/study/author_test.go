package study_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"touchpoint/deck"
)

// An author has two decks of two files each, and edits them in every way in which decks
// are edited. The decks are text in folders; the author remembers which note is which,
// whatever it is called and wherever it stands.
type author struct {
	t     *rapid.T
	dir   string // of the folders of the decks
	notes []*written
	gone  []*written // deleted, and perhaps to be brought back
	count int
}

// written is a note as its author sees it: one and the same through all edits.
type written struct {
	number   int
	deck     deck.ID
	id       deck.NoteID
	was      []deck.CardID // former names of its first card, "deck/note", the last one last
	kind     deck.Kind
	file     string
	section  int
	wording  int
	everKind map[deck.Kind]bool // the kinds that it was published with
	lastKind deck.Kind          // the last of them
	known    []deck.CardID      // the names that were published with it, present and former ones
}

var (
	authorDecks = []deck.ID{"one", "two"}
	authorFiles = []string{"deck.md", "more.md"}
	authorKinds = []deck.Kind{deck.Basic, deck.Both, deck.Typed, deck.Cloze, deck.Occlude}
)

// facets are the cards of a note of a kind.
func facets(k deck.Kind) []string {
	switch k {
	case deck.Both:
		return []string{"", "reverse"}
	case deck.Cloze, deck.Occlude:
		return []string{"1", "2"}
	}
	return []string{""}
}

// name is the note's present name, as that of a card without a facet.
func (n *written) name() deck.CardID { return deck.MakeCardID(n.deck, n.id, "") }

// cards are the names of its cards.
func (n *written) cards() []deck.CardID {
	var list []deck.CardID
	for _, f := range facets(n.kind) {
		list = append(list, deck.MakeCardID(n.deck, n.id, f))
	}
	return list
}

// pick draws one of the notes.
func (a *author) pick(what string) *written {
	if len(a.notes) == 0 {
		a.add()
	}
	return rapid.SampledFrom(a.notes).Draw(a.t, what)
}

func (a *author) add() {
	a.count++
	a.notes = append(a.notes, &written{
		number: a.count, deck: rapid.SampledFrom(authorDecks).Draw(a.t, "deck"), id: deck.NoteID(fmt.Sprintf("n%d", a.count)),
		kind: rapid.SampledFrom(authorKinds).Draw(a.t, "kind"), file: rapid.SampledFrom(authorFiles).Draw(a.t, "file"),
		everKind: make(map[deck.Kind]bool),
	})
}

func (a *author) reword() { a.pick("reworded").wording++ }

func (a *author) reorder() {
	a.notes = rapid.Permutation(a.notes).Draw(a.t, "order")
}

func (a *author) moveToFile() {
	a.pick("moved").file = rapid.SampledFrom(authorFiles).Draw(a.t, "to file")
}

// splitSection puts a heading among the notes, so that those after it are in another topic.
func (a *author) splitSection() {
	n := a.pick("first of the section")
	for _, o := range a.notes[slices.Index(a.notes, n):] {
		if o.deck == n.deck && o.file == n.file {
			o.section++
		}
	}
}

func (a *author) changeKind() {
	a.pick("of another kind").kind = rapid.SampledFrom(authorKinds).Draw(a.t, "kind")
}

// rename gives a note another id, and keeps the former one with it.
func (a *author) rename() {
	n := a.pick("renamed")
	a.count++
	n.was = append(n.was, n.name())
	n.id = deck.NoteID(fmt.Sprintf("n%d-was-%d", n.number, a.count))
}

func (a *author) renameTwice() {
	n := a.pick("renamed twice")
	for range 2 {
		a.count++
		n.was = append(n.was, n.name())
		n.id = deck.NoteID(fmt.Sprintf("n%d-was-%d", n.number, a.count))
	}
}

// renameBack gives a note its last id in this deck again. An author writes the id that
// is given up down, or takes a version that was published, which does not know it.
func (a *author) renameBack() {
	n := a.pick("renamed back")
	if len(n.was) == 0 || deckPart(n.was[len(n.was)-1]) != n.deck {
		return
	}
	last := n.was[len(n.was)-1]
	n.was = n.was[:len(n.was)-1]
	if !slices.Contains(n.known, last) || rapid.Bool().Draw(a.t, "writes it down") {
		n.was = append(n.was, n.name())
	}
	n.id = notePart(last)
}

// tidy leaves former ids out that every learner has seen. Cards that the note has no
// more, or has again since, are found by them alone, so an author keeps those.
func (a *author) tidy() {
	n := a.pick("tidied")
	for k := range n.everKind {
		for _, f := range facets(k) {
			if !slices.Contains(facets(n.kind), f) {
				return
			}
		}
	}
	unseen := func(name deck.CardID) bool { return !slices.Contains(n.known, name) }
	if n.kind == n.lastKind && !slices.ContainsFunc(append(n.was, n.name()), unseen) {
		n.was = nil
	}
}

func (a *author) moveToDeck() {
	n := a.pick("moved to another deck")
	n.was = append(n.was, n.name())
	n.deck = authorDecks[1-slices.Index(authorDecks, n.deck)]
}

func (a *author) remove() {
	n := a.pick("deleted")
	a.notes = slices.DeleteFunc(a.notes, func(o *written) bool { return o == n })
	a.gone = append(a.gone, n)
}

func (a *author) bringBack() {
	if len(a.gone) == 0 {
		return
	}
	n := rapid.SampledFrom(a.gone).Draw(a.t, "brought back")
	a.gone = slices.DeleteFunc(a.gone, func(o *written) bool { return o == n })
	a.notes = append(a.notes, n)
}

// edit does one of all this.
func (a *author) edit() {
	edits := []struct {
		name string
		do   func()
	}{
		{"add", a.add},
		{"reword", a.reword},
		{"reorder", a.reorder},
		{"move to another file", a.moveToFile},
		{"split a section", a.splitSection},
		{"change kind", a.changeKind},
		{"rename", a.rename},
		{"rename twice", a.renameTwice},
		{"rename back", a.renameBack},
		{"tidy", a.tidy},
		{"move to another deck", a.moveToDeck},
		{"delete", a.remove},
		{"bring back", a.bringBack},
	}
	i := rapid.IntRange(0, len(edits)-1).Draw(a.t, "edit")
	edits[i].do()
}

// road is a picture of one pixel.
const road = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU" +
	"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"

// write writes a file of a deck.
func (a *author) write(id deck.ID, name, text string) {
	path := filepath.Join(a.dir, string(id), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		a.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		a.t.Fatal(err)
	}
}

// publish writes all files.
func (a *author) publish() {
	for _, id := range authorDecks {
		a.write(id, "media/road.png", road)
		for _, file := range authorFiles {
			var s strings.Builder
			if file == authorFiles[0] {
				fmt.Fprintf(&s, "---\nid: %s\ntitle: Deck %s\n---\n", id, id)
			}
			section := -1
			for _, n := range a.notes {
				if n.deck != id || n.file != file {
					continue
				}
				if n.section != section {
					fmt.Fprintf(&s, "\n# Topic %d of %s\n", n.section, file)
					section = n.section
				}
				s.WriteString("\n" + n.text())
			}
			a.write(id, file, s.String())
		}
	}
	for _, n := range a.notes {
		n.everKind[n.kind], n.lastKind = true, n.kind
		n.known = append(append(n.known, n.name()), n.was...)
	}
}

// text is the note as it stands in its file.
func (n *written) text() string {
	attributes := fmt.Sprintf("#%s .%s", n.id, n.kind)
	var was []string
	for _, name := range n.was {
		text := string(name)
		if deckPart(name) == n.deck {
			text = string(notePart(name))
		}
		if name != n.name() && !slices.Contains(was, text) { // as it would be when taken back since
			was = append(was, text)
		}
	}
	if len(was) > 0 {
		attributes += fmt.Sprintf(" was=%q", strings.Join(was, " "))
	}
	body := fmt.Sprintf("Answer %d, said in way %d.", n.number, n.wording)
	switch n.kind {
	case deck.Occlude:
		body = fmt.Sprintf("![A drawing](media/road.png)\n\n- 1: 10 10 20 20 First %d\n- 2: 50 %d 20 20", n.number, 10+n.wording%70)
	case deck.Cloze:
		body = fmt.Sprintf("The {{first %d}} and the {{second %d}}, said in way %d.", n.number, n.number, n.wording)
	}
	return fmt.Sprintf("## Question %d in way %d {%s}\n%s\n", n.number, n.wording, attributes, body)
}

func deckPart(name deck.CardID) deck.ID {
	d, _, _ := strings.Cut(string(name), "/")
	return deck.ID(d)
}

func notePart(name deck.CardID) deck.NoteID {
	_, n, _ := strings.Cut(string(name), "/")
	return deck.NoteID(n)
}
