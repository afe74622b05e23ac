package ui

import (
	"touchpoint/deck/library"
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
