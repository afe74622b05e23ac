package library

import (
	"cmp"
	"context"

	"touchpoint/deck"
)

// newer returns the version of the program's deck of which the learner has a copy, if it is
// later than the one that was copied.
func (h *Home) newer(x Holding, from provenance) string {
	if x.Origin != OriginCopied || x.Archived {
		return ""
	}
	f, ok := h.among(h.embedded, x.ID)
	if !ok || compareVersions(f.deck.Version, cmp.Or(from.Base, x.Version)) <= 0 {
		return ""
	}
	return f.deck.Version
}

// PlanNewer says what it would be to go on with the program's own version of a deck in the
// place of the learner's copy. The copy is set aside then, so that later versions come by
// themselves.
func (h *Home) PlanNewer(ctx context.Context, id deck.ID) (*Plan, error) {
	f, ok := h.among(h.embedded, id)
	own, there := h.among(Installed(h.dir), id)
	if !ok || !there {
		return nil, unknown(id)
	}
	p, err := h.consider(ctx, "", func() (incoming, error) {
		return incoming{Source: f.source, print: f.deck.Version, close: func() {}}, nil
	})
	if err != nil {
		return nil, err
	}
	p.back = true
	if p.Kind == Same || p.Kind == Foreign { // it is the program's all the same
		p.Kind = Update
	}
	p.tell()
	return p, h.replaceable(own)
}
