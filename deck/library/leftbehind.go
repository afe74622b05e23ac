package library

import (
	"fmt"
	"slices"

	"touchpoint/deck"
)

// LeftBehind says in sentences what [Home.MoveNotes] would leave behind: the models beside
// the answers, where the other deck has none of their id, and what is to be learned before.
func (h *Home) LeftBehind(notes []NoteRef, to deck.ID) []string {
	target, ok := h.find(to)
	if !ok {
		return nil
	}
	along := make(map[NoteRef]bool)
	for _, n := range notes {
		along[n] = true
	}
	decks := make(map[deck.ID]*deck.Deck)
	var models []string
	bare, loose := 0, 0
	for _, ref := range notes {
		if ref.Deck == to {
			continue
		}
		d, known := decks[ref.Deck]
		if !known {
			f, _ := h.find(ref.Deck)
			d = f.deck
			decks[ref.Deck] = d
		}
		if d == nil {
			continue
		}
		n, there := d.Note(ref.Note)
		if !there {
			continue
		}
		if m, has := d.Model(n.Model); has {
			if _, there := target.deck.Model(n.Model); !there {
				bare++
				if title := "“" + m.Title + "”"; !slices.Contains(models, title) {
					models = append(models, title)
				}
			}
		}
		if slices.ContainsFunc(n.After, func(id deck.NoteID) bool { return !along[NoteRef{ref.Deck, id}] }) {
			loose++
		}
	}
	return leaving(target.deck.Title, models, bare, loose)
}

// leaving says what so many notes leave behind when they go into a deck.
func leaving(title string, models []string, bare, loose int) []string {
	var list []string
	switch {
	case bare == 1:
		list = append(list, fmt.Sprintf("1 note shows the model %s beside its answer. A model stays in its deck, so in “%s” the answer stands alone.", models[0], title))
	case bare > 1 && len(models) == 1:
		list = append(list, fmt.Sprintf("%s notes show the model %s beside their answers. A model stays in its deck, so in “%s” the answers stand alone.", deck.Number(bare), models[0], title))
	case bare > 1:
		list = append(list, fmt.Sprintf("%s notes show a model beside their answers, such as %s. Models stay in their deck, so in “%s” the answers stand alone.", deck.Number(bare), models[0], title))
	}
	switch {
	case loose == 1:
		list = append(list, "1 note is learned after others that stay behind; that is left out.")
	case loose > 1:
		list = append(list, fmt.Sprintf("%s notes are learned after others that stay behind; that is left out.", deck.Number(loose)))
	}
	return list
}
