package library

import (
	"context"
	"io/fs"

	"touchpoint/deck"
	"touchpoint/deck/pack"
)

// Deck returns a deck of this machine, also one that is archived.
func (h *Home) Deck(id deck.ID) (*deck.Deck, bool) {
	f, ok := h.find(id)
	return f.deck, ok
}

// Files returns the files of a deck as they are here, also of one that is archived or part
// of the program. A deck of one file has that as its deck.md. What is changed in the deck
// afterwards is seen in the files.
func (h *Home) Files(id deck.ID) (fs.FS, bool) {
	f, ok := h.find(id)
	if !ok {
		return nil, false
	}
	return pack.Folder(f.source.FS, pack.Options{File: f.source.File}), true
}

// PlanFiles is [Home.Plan] for the files of a deck that were put together, of which name
// tells people where they are from. If the deck is here already, they are to hold all that
// is to stay of it. The files must not change until the plan is carried out.
//
// A deck that a stranger's deck of the same id keeps out is [Foreign], without another
// plan in its stead.
func (h *Home) PlanFiles(ctx context.Context, name string, files fs.FS) (*Plan, error) {
	if _, err := pack.List(files); err != nil {
		return nil, explainIncoming(err)
	}
	p, err := h.consider(ctx, name, func() (incoming, error) {
		return incoming{Source: Source{Name: name, FS: files}, fixed: true, close: func() {}}, nil
	})
	if err != nil {
		return nil, err
	}
	p.merged = true
	p.tell()
	return p, nil
}

// merging is where a deck came from into which something was merged. The deck that was
// there counts as changed by the learner from then on, so that an update by its author
// will say that it sets the learner's version aside; unless all of it was put together
// here.
func (h *Home) merging(st *state, p *Plan, now provenance) provenance {
	was, known := st.Decks[p.old.rel]
	switch {
	case p.old.deck == nil:
		now.Imported = true
	case p.onto != nil:
		now.Print, now.Hash = "as it came", hashOf(p.onto.source)
	case p.old.rel == "":
		now.Print, now.Hash = "as it came", hashOf(p.old.source)
	case !known:
	case was.Imported && !p.Old.Changed:
		now.Imported, now.Base, now.Kept = true, was.Base, was.Kept
	default:
		now.Print, now.Hash, now.Base, now.Kept, now.Imported = was.Print, was.Hash, was.Base, was.Kept, was.Imported
	}
	return now
}
