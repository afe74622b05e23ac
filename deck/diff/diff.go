package diff

import (
	"cmp"

	"touchpoint/deck"
)

// A Kind says what happens to a note, a part of a model, or the deck.
type Kind string

// The kinds of change.
const (
	Added     Kind = "added"     // it is new
	Reworded  Kind = "reworded"  // it says something else, or says it otherwise
	Renamed   Kind = "renamed"   // it has another id, or a section another title
	Moved     Kind = "moved"     // it stands in another section
	Rekinded  Kind = "rekinded"  // it is asked in another way
	Reordered Kind = "reordered" // the notes of a section come in another order
	Removed   Kind = "removed"   // it is gone
	Metadata  Kind = "metadata"  // what is not asked: titles, tags, sources, what to learn first
)

// A Change is one thing that is different. It is about the note, if it names one;
// otherwise about the model or, if it names that too, the part of it; otherwise about
// the section, if it names one; otherwise about the deck.
type Change struct {
	Kind Kind `json:"kind"`

	Note  deck.NoteID `json:"note,omitempty"`
	Model string      `json:"model,omitempty"`
	Part  string      `json:"part,omitempty"` // id of an element or case of the model

	Was   string `json:"was,omitempty"` // its former id: Renamed; Added: "deck/note" if it comes from another deck
	Title string `json:"title"`         // what to call it, as plain text

	Section    string `json:"section,omitempty"`    // where it stands now; Removed: where it stood
	WasSection string `json:"wasSection,omitempty"` // where it stood: Moved

	// Cards are those concerned: Added, the new ones; Removed, those that go away;
	// otherwise all cards of the note or part as it is now, and those of the note that go.
	Cards []deck.CardID `json:"cards,omitempty"`
	Keeps bool          `json:"keeps"` // no card that there was loses its progress
	Lines []string      `json:"lines,omitempty"`
}

// A Diff is all that is different between two versions of a deck.
type Diff struct {
	Changes []Change `json:"changes"`

	New  []deck.CardID `json:"new"`  // cards without progress, in their new order
	Gone []deck.CardID `json:"gone"` // cards whose history is archived, in their old order
	Kept int           `json:"kept"` // cards that keep their progress, also under a new id

	// Doubts are sentences for the author of the new version: what may be meant, but costs
	// progress or gives it to the wrong question if it is not.
	Doubts []string `json:"doubts,omitempty"`
}

// Decks compares two versions of a deck. Either may be nil, for a deck that is not there.
func Decks(old, updated *deck.Deck) Diff {
	c := newComparison(cmp.Or(old, &deck.Deck{}), cmp.Or(updated, &deck.Deck{}))
	if old != nil && updated != nil {
		c.metadata()
		c.sections()
	}
	c.notes()
	c.models()
	if old != nil && updated != nil && old.ID == updated.ID {
		c.doubts()
	}
	return c.diff
}

// Empty reports whether nothing is different.
func (d Diff) Empty() bool { return len(d.Changes) == 0 && len(d.New) == 0 && len(d.Gone) == 0 }

// Count returns how many changes are of a kind.
func (d Diff) Count(kind Kind) int {
	n := 0
	for i := range d.Changes {
		if d.Changes[i].Kind == kind {
			n++
		}
	}
	return n
}

// A comparison is two decks while they are compared.
type comparison struct {
	old, now *deck.Deck
	diff     Diff

	oldCards, nowCards []deck.Card
	had                map[deck.CardID]bool        // the old cards
	became             map[deck.CardID]deck.CardID // old card: the one that has its progress now
	fresh              map[deck.CardID]bool        // new cards without progress

	formerly   map[deck.NoteID]string      // new note: its id in the old deck, or "deck/note"
	successor  map[deck.NoteID]deck.NoteID // old note: the new one
	oldModelOf map[string]string           // new model: its id in the old deck
	renamed    map[string]string           // old section: the one that has its notes, under a title that was not there
}

func newComparison(old, now *deck.Deck) *comparison {
	c := &comparison{
		old: old, now: now,
		oldCards: old.Cards(), nowCards: now.Cards(),
		became:     make(map[deck.CardID]deck.CardID),
		fresh:      make(map[deck.CardID]bool),
		formerly:   make(map[deck.NoteID]string),
		successor:  make(map[deck.NoteID]deck.NoteID),
		oldModelOf: make(map[string]string),
		renamed:    make(map[string]string),
	}
	c.matchNotes()
	c.matchModels()
	c.account()
	return c
}

// matchNotes finds for each note the one that it was: that of the same id, or the first
// former id that no note has any more.
func (c *comparison) matchNotes() {
	for i := range c.now.Notes {
		id := c.now.Notes[i].ID
		if _, there := c.old.Note(id); there {
			c.formerly[id] = string(id)
			c.successor[id] = id
		}
	}
	for i := range c.now.Notes {
		n := &c.now.Notes[i]
		if c.formerly[n.ID] != "" {
			continue
		}
		for _, was := range n.Was {
			if from, _ := elsewhere(was); from != "" && from != c.now.ID {
				c.formerly[n.ID] = cmp.Or(c.formerly[n.ID], string(was))
				continue
			}
			_, here := elsewhere(was)
			_, there := c.old.Note(here)
			_, living := c.now.Note(here)
			if there && !living && c.successor[here] == "" {
				c.formerly[n.ID] = string(here)
				c.successor[here] = n.ID
				break
			}
		}
	}
}

// account finds out which cards are new, which are kept and which go away, in the way in
// which the library follows renames.
func (c *comparison) account() {
	c.had = make(map[deck.CardID]bool, len(c.oldCards))
	for _, card := range c.oldCards {
		c.had[card.ID] = true
	}
	has := make(map[deck.CardID]bool, len(c.nowCards))
	for _, card := range c.nowCards {
		has[card.ID] = true
	}
	for _, card := range c.nowCards {
		if c.had[card.ID] {
			c.became[card.ID] = card.ID
		}
	}
	for _, card := range c.nowCards {
		if inherits := c.inherits(card, has); !inherits && !c.had[card.ID] {
			c.fresh[card.ID] = true
			c.diff.New = append(c.diff.New, card.ID)
		}
	}
	for _, card := range c.oldCards {
		if c.became[card.ID] == "" {
			c.diff.Gone = append(c.diff.Gone, card.ID)
		} else {
			c.diff.Kept++
		}
	}
}

// inherits reports whether a card has the progress of one that had another id.
func (c *comparison) inherits(card deck.Card, has map[deck.CardID]bool) bool {
	inherits := false
	for _, was := range card.Note.Was {
		from, _ := elsewhere(was)
		old := deck.FormerCardID(c.now.ID, was, card.Facet)
		if has[old] || c.became[old] != "" {
			continue
		}
		if from != "" && from != c.old.ID {
			inherits = true // whether that deck has such a card is not to be seen here
			continue
		}
		if c.had[old] {
			c.became[old] = card.ID
			inherits = true
		}
	}
	return inherits
}
