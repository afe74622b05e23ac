package library

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"

	"touchpoint/deck"
)

// Carry carries a plan out, as one step. A plan that is [Foreign] or [Same] is refused,
// and so is one since which the deck or what it replaces was changed.
func (h *Home) Carry(ctx context.Context, p *Plan) (Step, error) {
	if p.Kind == Foreign || p.Kind == Same {
		return Step{}, refuse(nil, "%s", p.Sentences[0])
	}
	in, err := p.open()
	if err != nil {
		return Step{}, err
	}
	defer in.close()
	if in.print != p.print {
		return Step{}, refuse(nil, "“%s” was changed since you looked at it. Nothing was changed here; look at it again.", in.Name)
	}
	st, end, err := h.begin()
	if err != nil {
		return Step{}, err
	}
	defer end()
	if err := cmp.Or(h.still(p), h.replaceable(p.old)); err != nil {
		return Step{}, err
	}
	if p.back {
		return h.perform(st, act{
			Step:  Step{Kind: StepUpdate, Decks: []deck.ID{p.Deck.ID}, Text: fmt.Sprintf("“%s” was updated.", p.Deck.Title)},
			Moves: []move{{From: p.old.rel, To: h.free(st.before(p.old.rel))}},
		})
	}
	in.FS = cancellable{ctx, in.FS}
	m, err := h.build(st, in.Source, string(p.Deck.ID), provenance{Origin: p.origin(), Base: p.Deck.Version, Original: p.original})
	if err != nil {
		if ctx.Err() != nil {
			return Step{}, ctx.Err()
		}
		return Step{}, err
	}
	a := act{Step: Step{Kind: StepInstall, Decks: []deck.ID{p.Deck.ID}, Text: fmt.Sprintf("“%s” was installed.", p.Deck.Title)}}
	if p.old.rel != "" {
		a.Kind, a.Text = StepUpdate, fmt.Sprintf("“%s” was updated.", p.Deck.Title)
		a.Moves = append(a.Moves, move{From: p.old.rel, To: h.free(st.before(p.old.rel))})
		if !p.old.archived() && p.old.source.File == "" {
			m.To = p.old.rel
		}
	} else if p.old.deck != nil {
		a.Kind, a.Text = StepUpdate, fmt.Sprintf("“%s” was updated.", p.Deck.Title)
	}
	a.Moves = append(a.Moves, m)
	step, err := h.perform(st, a)
	if err == nil {
		h.remember(p, in, m.To)
	}
	return step, err
}

// remember spares the deck that was just installed from being read again, if what was
// copied is what the plan read.
func (h *Home) remember(p *Plan, in incoming, rel string) {
	if in.File != "" {
		return // it has another name here
	}
	if !in.zipped { // what is zipped is held to its hashes
		again, err := p.open()
		if err != nil {
			return
		}
		defer again.close()
		if again.print != p.print {
			return
		}
	}
	s := Source{Name: path.Base(rel), FS: folder(h.path(rel))}
	if mark, _ := textPrint(s); mark != "" {
		h.cache.put(s, reading{mark, p.Deck, p.Faults})
	}
}

// origin is where the deck will have come from.
func (p *Plan) origin() Origin {
	if p.Old.Origin == OriginCopied || p.Old.Origin == OriginWritten {
		return p.Old.Origin
	}
	return OriginInstalled
}

// still reports whether what a plan replaces is as it was.
func (h *Home) still(p *Plan) error {
	var there bool
	if p.old.rel != "" {
		there = printOf(p.old.source) == p.oldPrint
	} else {
		now, ok := h.find(p.Deck.ID)
		there = ok == (p.old.deck != nil) && now.rel == ""
	}
	if !there {
		return refuse(nil, "“%s” was changed meanwhile. Nothing was done; look at the new version again.", p.Deck.Title)
	}
	return nil
}

// A cancellable file system ends with its context.
type cancellable struct {
	ctx context.Context
	fs.FS
}

// Open opens a file unless it is too late.
func (c cancellable) Open(name string) (fs.File, error) {
	if err := c.ctx.Err(); err != nil {
		return nil, err
	}
	return c.FS.Open(name)
}

// ReadDir lists a folder unless it is too late.
func (c cancellable) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := c.ctx.Err(); err != nil {
		return nil, err
	}
	return fs.ReadDir(c.FS, name)
}

// New makes a deck with one note, as an example, and returns its folder. Without an id
// it gets one made of the title.
func (h *Home) New(id deck.ID, title string) (dir string, err error) {
	st, end, err := h.begin()
	if err != nil {
		return "", err
	}
	defer end()
	text, id, err := h.compose(id, title)
	if err != nil {
		return "", err
	}
	m, err := h.build(st, Source{FS: oneFile(text), File: "deck.md"}, string(id), provenance{Origin: OriginWritten})
	if err != nil {
		return "", err
	}
	_, err = h.perform(st, act{
		Step:  Step{Kind: StepNew, Decks: []deck.ID{id}, Text: fmt.Sprintf("“%s” was begun.", title)},
		Moves: []move{m},
	})
	if err != nil {
		return "", err
	}
	return h.path(m.To), nil
}
