package library

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"touchpoint/deck"
)

// A NoteRef names a note of any deck.
type NoteRef struct {
	Deck deck.ID
	Note deck.NoteID
}

// MoveNotes moves notes into another deck: into the section there that has the title of
// theirs, or a new one at its end, with the pictures and sources that they need. Each
// keeps its former place in was=, so its progress goes with it. What they say of notes
// and models that stay behind is left out. It is one step over all decks; those of the
// program are copied for it.
func (h *Home) MoveNotes(ctx context.Context, notes []NoteRef, to deck.ID) (Step, error) {
	st, end, err := h.begin()
	if err != nil {
		return Step{}, err
	}
	defer end()
	t := transfer{home: h, state: st, decks: make(map[deck.ID]*editing), renamed: make(map[NoteRef]deck.NoteID)}
	defer t.cleanUp()
	if err := t.run(ctx, notes, to); err != nil {
		return Step{}, err
	}
	a := act{Step: Step{
		Kind:  StepMove,
		Decks: t.order,
		Text:  fmt.Sprintf("%s moved to “%s”.", number(len(t.moved), "note was", "notes were"), t.decks[to].was.deck.Title),
	}}
	for _, id := range t.order {
		a.Moves = append(a.Moves, t.decks[id].moves(st, h)...)
	}
	t.done = true // from here on the act looks after what was put together
	return h.perform(st, a)
}

// A transfer is notes on their way from some decks to another.
type transfer struct {
	home    *Home
	state   *state
	decks   map[deck.ID]*editing
	order   []deck.ID // the deck that they go to comes first
	moved   []movedNote
	renamed map[NoteRef]deck.NoteID // what a moved note is called now
	bases   []move                  // of those that are copied
	done    bool
}

// A movedNote is a note that was taken out of its deck.
type movedNote struct {
	NoteRef
	note    deck.Note
	text    string
	heading string // the line that begins its section, "" if there is none
}

// run changes copies of the decks.
func (t *transfer) run(ctx context.Context, notes []NoteRef, to deck.ID) error {
	if _, err := t.open(to); err != nil {
		return err
	}
	from := make(map[deck.ID]map[deck.NoteID]bool)
	for _, n := range notes {
		if n.Deck == to {
			continue // it is there already
		}
		if strings.Contains(string(n.Note), "#") {
			return refuse(nil, "A question about a model belongs to the model and cannot be moved alone. Nothing was moved; choose notes only.")
		}
		e, err := t.open(n.Deck)
		if err != nil {
			return err
		}
		if _, there := e.deck.Note(n.Note); !there {
			return refuse(nil, "The note %s is not in “%s” any more. Nothing was moved; look again.", n.Note, e.deck.Title)
		}
		if from[n.Deck] == nil {
			from[n.Deck] = make(map[deck.NoteID]bool)
		}
		from[n.Deck][n.Note] = true
	}
	if len(from) == 0 {
		return refuse(nil, "There is nothing to move: these notes are in that deck already.")
	}
	for _, id := range t.order {
		if from[id] != nil {
			if err := t.take(t.decks[id], from[id]); err != nil {
				return err
			}
		}
	}
	if err := t.put(t.decks[to]); err != nil {
		return err
	}
	for _, id := range t.order {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := t.decks[id].finish(); err != nil {
			return t.home.explain(err)
		}
	}
	return t.verify(t.decks[to], from)
}

// open copies a deck, to be changed.
func (t *transfer) open(id deck.ID) (*editing, error) {
	if e, ok := t.decks[id]; ok {
		return e, nil
	}
	f, ok := t.home.find(id)
	switch {
	case !ok:
		return nil, unknown(id)
	case f.archived():
		return nil, refuse(nil, "“%s” is archived. Nothing was moved; bring it back first.", f.deck.Title)
	}
	if err := t.home.replaceable(f); err != nil {
		return nil, err
	}
	name, from := string(id), provenance{Origin: OriginCopied, Base: f.deck.Version}
	var base []move
	if f.source.Embedded {
		kept, err := t.home.keepBase(t.state, f.source, id)
		if err != nil {
			return nil, err
		}
		base, from.Kept = []move{kept}, kept.To
		t.bases = append(t.bases, kept)
	} else {
		from = provenance{Origin: OriginInstalled}
		if known, ok := t.state.Decks[f.rel]; ok {
			from = known
		}
		if f.source.File == "" {
			name = path.Base(f.rel)
		}
	}
	m, err := t.home.build(t.state, f.source, name, from)
	if err != nil {
		return nil, err
	}
	if f.rel != "" && f.source.File == "" {
		m.To = f.rel
	}
	e := &editing{was: f, build: m, base: base, dir: t.home.path(m.From), files: make(map[string][]byte), fresh: make(map[string][]byte)}
	t.decks[id] = e
	t.order = append(t.order, id)
	d := f.deck
	if f.source.File != "" { // which is called otherwise now
		if d, _, err = read(Source{FS: folder(e.dir)}); err != nil || d == nil || d.ID != id {
			return nil, refuse(err, "“%s” cannot be changed, since it has no id at the top of its text. Nothing was moved.", f.deck.Title)
		}
	}
	own := *d
	own.Sources = slices.Clone(d.Sources) // others use the deck too
	e.deck = &own
	return e, nil
}

// cleanUp removes the copies if nothing came of them.
func (t *transfer) cleanUp() {
	if t.done {
		return
	}
	for _, e := range t.decks {
		_ = os.RemoveAll(e.dir)
	}
	t.home.discard(t.bases)
}

// take cuts notes out of a deck, and what others of it say about them.
func (t *transfer) take(e *editing, ids map[deck.NoteID]bool) error {
	at := make(map[place]*deck.Note, len(e.deck.Notes))
	for i := range e.deck.Notes {
		n := &e.deck.Notes[i]
		at[place{n.Pos.File, n.Pos.Line}] = n
	}
	taken := 0
	for _, file := range e.deck.Files {
		src, err := e.text(file)
		if err != nil {
			return t.home.explain(err)
		}
		var rest strings.Builder
		heading := ""
		for p, line := range pieces(src) {
			text := string(src[p.From:p.To])
			n := at[place{file, line}]
			switch {
			case p.Level == 1:
				heading = firstLine(text)
			case p.Level == 2 && n != nil && ids[n.ID]:
				t.moved = append(t.moved, movedNote{NoteRef{e.deck.ID, n.ID}, *n, text, heading})
				taken++
				continue
			case p.Level == 2 && n != nil:
				text = staying(text, n, ids)
			}
			rest.WriteString(text)
		}
		e.set(file, rest.String())
	}
	if taken != len(ids) {
		return refuse(nil, "A note could not be found in the text of “%s”. Nothing was moved.", e.deck.Title)
	}
	return nil
}

// staying returns the text of a note that stays: those that leave are taken out of what is
// to be learned before it, and an id that was made of its heading is written down if one of
// the same heading leaves, as it would be counted otherwise.
func staying(text string, n *deck.Note, ids map[deck.NoteID]bool) string {
	now := *n
	now.After = slices.DeleteFunc(slices.Clone(n.After), func(id deck.NoteID) bool { return ids[id] })
	if n.Derived && !slices.ContainsFunc(slices.Collect(maps.Keys(ids)), func(id deck.NoteID) bool { return uncounted(id) == uncounted(n.ID) }) {
		now.ID = "" // as it was
	}
	if len(now.After) == len(n.After) && (now.ID == "" || !n.Derived) {
		return text
	}
	return deck.WithHeading(text, &now)
}

// uncounted is an id without the number that tells it from those made of the same heading.
func uncounted(id deck.NoteID) string {
	stem := strings.TrimRight(string(id), "0123456789")
	if rest, counted := strings.CutSuffix(stem, "-"); counted && len(stem) < len(id) {
		return rest
	}
	return string(id)
}

// verify checks that all that was moved is there, that all that was not has the id that it
// had, and that the deck is as whole as it was.
func (t *transfer) verify(to *editing, from map[deck.ID]map[deck.NoteID]bool) error {
	d, faults, err := read(Source{FS: folder(to.dir)})
	if err != nil || errorsAmong(faults) > errorsAmong(to.was.faults) {
		return refuse(err, "The notes do not fit into “%s” as they are written. Nothing was moved.", to.deck.Title)
	}
	for _, m := range t.moved {
		if _, there := d.Note(t.renamed[m.NoteRef]); !there {
			return refuse(nil, "The note %s does not fit into “%s” as it is written. Nothing was moved.", m.Note, to.deck.Title)
		}
	}
	for id, moved := range from {
		e := t.decks[id]
		left, _, err := read(Source{FS: folder(e.dir)})
		for i := range e.deck.Notes {
			n := e.deck.Notes[i].ID
			if moved[n] {
				continue
			}
			if err == nil {
				if _, there := left.Note(n); there {
					continue
				}
			}
			return refuse(err, "The note %s would lose its progress if these left “%s”. Nothing was moved; give it an id first.", n, e.deck.Title)
		}
	}
	return nil
}
