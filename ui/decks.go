package ui

import (
	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/study"
	"touchpoint/ui/settings"
)

// Reload reads the decks again, after some were installed, changed or put away, and
// goes on with then. The learner's progress stays as it is.
func (w *Window) Reload(then func()) {
	home := w.parts.Home
	w.work.Go(func() {
		decks, err := home.Open() // of many notes this takes a while
		w.config.Schedule(func() {
			switch {
			case w.ctx.Err() != nil:
			case err != nil:
				w.Problem(err)
			default:
				w.sitDown(decks, then)
			}
		})
	})
}

// sitDown takes other decks into use.
func (w *Window) sitDown(decks *library.Library, then func()) {
	desk, err := w.parts.Sit(w.ctx, decks)
	if err != nil {
		w.Problem(err)
		return
	}
	w.parts.Library, w.parts.Desk = decks, desk
	w.keep.Renew()
	// What was begun with the decks of before cannot go on with them.
	w.session, w.model, w.detour = nil, nil, nil
	if then != nil {
		then()
	}
}

// Edit opens a deck for writing, at a note or model of it.
func (w *Window) Edit(id deck.ID, part string) {
	w.Trace("edit %s/%s", id, part)
}

// SetDeckPreset changes how one deck is studied; nil is as all decks are.
func (w *Window) SetDeckPreset(id deck.ID, p *study.DeckPreset) {
	err := w.parts.Desk.SetDeckPreset(id, p)
	if err == nil {
		w.choices = w.choices.With(id, p)
		err = settings.Keep(w.ctx, w.parts.Journal, w.choices)
	}
	if err != nil {
		w.Problem(err)
	}
}
