package library

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"touchpoint/deck"
)

// Carry carries a plan out, as one step. A plan that is [Foreign] or [Same] is refused,
// and so is one since which the deck or what it replaces was changed.
func (h *Home) Carry(ctx context.Context, p *Plan) (Step, error) {
	return h.CarryAll(ctx, []*Plan{p}, Together{})
}

// Together says what several plans are when they are carried out as one step.
type Together struct {
	Kind StepKind // "" for [StepInstall] or [StepUpdate], as the plans have it
	Text string   // what was done, in a sentence; "" for one that says it of the plans
	Act  string   // what goes with it in the journal, see [Step]; "" for nothing
}

// CarryAll carries plans of different decks out as one step: all of them, or none. It
// refuses what [Home.Carry] refuses, except that it passes over a plan that is [Same] if
// there is anything else to do. An Act is something to do: the step then is there to be
// undone even if no deck changes.
func (h *Home) CarryAll(ctx context.Context, plans []*Plan, o Together) (Step, error) {
	open, err := openAll(plans)
	defer closeAll(open)
	switch {
	case err != nil:
		return Step{}, err
	case len(open) == 0 && o.Act == "" && len(plans) > 0:
		return Step{}, refuse(nil, "%s", plans[0].Sentences[0])
	case len(open) == 0 && o.Act == "":
		return Step{}, refuse(nil, "There is no deck to be installed. Nothing was changed.")
	}
	st, end, err := h.begin()
	if err != nil {
		return Step{}, err
	}
	defer end()
	a := act{Step: Step{Kind: o.Kind, Text: o.Text, Act: o.Act, Decks: decksOf(plans, o.Act != "")}}
	a.named(open)
	for i := range open {
		if err := h.deliver(ctx, st, &open[i], &a); err != nil {
			h.discard(a.Moves)
			if ctx.Err() != nil {
				return Step{}, ctx.Err()
			}
			return Step{}, err
		}
	}
	step, err := h.perform(st, a)
	if err == nil {
		for i := range open {
			h.remember(&open[i])
		}
	}
	return step, err
}

// A delivery is a plan that is being carried out.
type delivery struct {
	*Plan
	in incoming
	to string // where the deck will be in the home, "" if nothing comes
}

// openAll opens the decks of the plans that change something.
func openAll(plans []*Plan) (open []delivery, err error) {
	seen := make(map[deck.ID]bool)
	for _, p := range plans {
		switch {
		case p.Kind == Foreign:
			return open, refuse(nil, "%s", p.Sentences[0])
		case seen[p.Deck.ID]:
			return open, refuse(nil, "Two decks have the id %s. Nothing was changed; take in one after the other.", p.Deck.ID)
		}
		seen[p.Deck.ID] = true
		if p.Kind == Same {
			continue
		}
		in, err := p.open()
		if err != nil {
			return open, err
		}
		open = append(open, delivery{Plan: p, in: in})
		if in.print != p.print {
			return open, refuse(nil, "“%s” was changed since you looked at it. Nothing was changed here; look at it again.", in.Name)
		}
	}
	return open, nil
}

func closeAll(open []delivery) {
	for _, d := range open {
		d.in.close()
	}
}

// decksOf names the decks that plans change, or all of them.
func decksOf(plans []*Plan, all bool) []deck.ID {
	var ids []deck.ID
	for _, p := range plans {
		if all || p.Kind != Same {
			ids = append(ids, p.Deck.ID)
		}
	}
	return ids
}

// named says what is done, if nobody has said it.
func (a *act) named(open []delivery) {
	kind, done := StepInstall, "installed"
	for _, d := range open {
		if d.old.deck != nil {
			kind, done = StepUpdate, "updated"
		}
	}
	a.Kind = cmp.Or(a.Kind, kind)
	switch {
	case a.Text != "":
	case len(open) == 1:
		a.Text = fmt.Sprintf("“%s” was %s.", open[0].Deck.Title, done)
	case len(open) == 0:
		a.Text = "What was learned elsewhere was brought in."
	default:
		a.Text = fmt.Sprintf("%s were %s.", number(len(open), "deck", "decks"), done)
	}
}

// deliver puts the deck of a plan together, and adds the moves that bring it to its place.
func (h *Home) deliver(ctx context.Context, st *state, d *delivery, a *act) error {
	if err := cmp.Or(ctx.Err(), h.still(d.Plan), h.replaceable(d.old)); err != nil {
		return err
	}
	moves := slices.Clip(a.Moves)
	if d.old.rel != "" {
		moves = append(moves, move{From: d.old.rel, To: h.free(st.before(d.old.rel), moves...)})
	}
	if d.back {
		a.Moves = moves
		return nil
	}
	from := provenance{Origin: d.origin(), Base: d.Deck.Version, Original: d.original}
	if base := d.based(); base != nil {
		kept, err := h.keepBase(st, base.source, d.Deck.ID, moves...)
		if err != nil {
			return err
		}
		moves = append(moves, kept)
		a.Moves = moves // to be discarded if the rest fails
		from.Base, from.Kept = base.deck.Version, kept.To
	}
	in := d.in.Source
	in.FS = Until(ctx, in.FS)
	m, err := h.build(st, in, string(d.Deck.ID), from)
	if err != nil {
		return err
	}
	if d.merged {
		st.Decks[m.From] = h.merging(st, d.Plan, st.Decks[m.From])
	}
	m.To = h.free(string(d.Deck.ID), moves...)
	if d.old.rel != "" && !d.old.archived() && d.old.source.File == "" {
		m.To = d.old.rel
	}
	d.to = m.To
	moves = append(moves, m)
	a.Moves = moves
	return nil
}

// based is the deck of the program that comes into a copy of it, or of which the plan makes
// one; nil if none does.
func (p *Plan) based() *found {
	switch {
	case p.onto != nil:
		return p.onto
	case p.merged && p.Old.Origin == OriginEmbedded:
		return &p.old
	}
	return nil
}

// remember spares the deck that was just installed from being read again, if what was
// copied is what the plan read.
func (h *Home) remember(d *delivery) {
	if d.to == "" || d.in.File != "" {
		return // it has another name here
	}
	if !d.in.fixed { // what is zipped is held to its hashes
		again, err := d.open()
		if err != nil {
			return
		}
		defer again.close()
		if again.print != d.print {
			return
		}
	}
	s := Source{Name: path.Base(d.to), FS: folder(h.path(d.to))}
	if mark, _ := textPrint(s); mark != "" {
		h.cache.put(s, reading{mark, d.Deck, d.Faults})
	}
}

// origin is where the deck will have come from.
func (p *Plan) origin() Origin {
	switch {
	case p.Old.Origin == OriginCopied || p.Old.Origin == OriginWritten:
		return p.Old.Origin
	case p.merged && p.Old.Origin == OriginEmbedded:
		return OriginCopied
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

// Until returns files that can be opened for as long as the context goes on; afterwards
// its error comes instead.
func Until(ctx context.Context, files fs.FS) fs.FS { return cancellable{ctx, files} }

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
