package ui

import (
	"net/url"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/study"
	"touchpoint/ui/author"
	"touchpoint/ui/dialogs"
	shelves "touchpoint/ui/library"
	"touchpoint/ui/settings"
)

var (
	_ shelves.Host = (*Window)(nil)
	_ screen       = (*shelves.Screen)(nil)
)

// Desk is the present desk.
func (w *Window) Desk() shelves.Desk { return w.parts.Desk }

// Shelves are the decks as they were read last.
func (w *Window) Shelves() shelves.Shelves { return w.parts.Library }

// Away does work away from the goroutine of the user interface, and on it what the work
// returns.
func (w *Window) Away(work func() (then func())) {
	w.work.Go(func() {
		then := work()
		w.config.Schedule(func() {
			if then != nil && w.ctx.Err() == nil {
				then()
			}
		})
	})
}

// OnUI does something on the goroutine of the user interface, unless the window is closed
// by then.
func (w *Window) OnUI(f func()) {
	w.config.Schedule(func() {
		if w.ctx.Err() == nil {
			f()
		}
	})
}

// soon is how long something may take before it is said that it does.
const soon = 200 * time.Millisecond

// Soon does something in a moment, unless it is called off before.
func (w *Window) Soon(f func()) (not func()) {
	off := false
	timer := time.AfterFunc(soon, func() {
		w.OnUI(func() {
			if !off {
				f()
			}
		})
	})
	return func() {
		off = true
		timer.Stop()
	}
}

// Reload reads the decks again, after some were installed, changed or put away, and
// goes on with then. The learner's progress stays as it is.
func (w *Window) Reload(then func()) {
	home := w.parts.Home
	w.Away(func() func() {
		decks, err := home.Open() // of many notes this takes a while
		return func() {
			if err != nil {
				w.Problem(err)
				return
			}
			w.sitDown(decks, then)
		}
	})
}

// sitDown takes other decks into use.
func (w *Window) sitDown(decks *library.Library, then func()) {
	w.settings.wait() // the desk is laid by the choices that are kept
	desk, err := w.parts.Sit(w.ctx, decks)
	if err != nil {
		w.Problem(err)
		return
	}
	w.parts.Library, w.parts.Desk = decks, desk
	w.keep.Renew()
	// What was begun with the decks of before cannot go on with them.
	w.session, w.model, w.detour, w.insight = nil, nil, nil, nil
	w.replan()
	switch w.at {
	case studyPlace, modelPlace:
		w.goTo(todayPlace)
	case todayPlace, modelsPlace, settingsPlace, insightPlace, planPlace:
		w.goTo(w.at)
	case libraryPlace, authorPlace: // ask for the present desk at each use
	}
	w.Trace("reloaded %d", len(decks.Decks()))
	if then != nil {
		then()
	}
}

// SetDeckPreset changes how one deck is studied; nil is as all decks are.
func (w *Window) SetDeckPreset(id deck.ID, p *study.DeckPreset) {
	err := w.parts.Desk.SetDeckPreset(id, p)
	if err == nil {
		w.choices = w.choices.With(id, p)
		err = settings.Keep(w.ctx, w.settings, w.choices)
	}
	if err != nil {
		w.Problem(err)
	}
}

// ChooseFile lets the learner look for a file.
func (w *Window) ChooseFile(then func(path string)) {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil { // nil: nothing was chosen
			return
		}
		_ = file.Close()
		then(file.URI().Path())
	}, w)
	d.Show() // before it is given a size, or the toolkit stumbles (Fyne 2.8.1)
	d.Resize(w.Canvas().Size())
}

// ChooseFolder lets the learner look for a folder.
func (w *Window) ChooseFolder(then func(path string)) {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err == nil && folder != nil {
			then(folder.Path())
		}
	}, w)
	d.Show() // before it is given a size, or the toolkit stumbles (Fyne 2.8.1)
	d.Resize(w.Canvas().Size())
}

// Start is the folder in which a learner keeps files: the one that a path that is typed
// in begins at.
func (w *Window) Start() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

// drop takes what was dropped on the window: pictures into the note that is written,
// decks into the library.
func (w *Window) drop(_ fyne.Position, dropped []fyne.URI) {
	if w.parts == nil || dialogs.Open(w.Canvas()) {
		return
	}
	var paths []string
	for _, u := range dropped {
		paths = append(paths, pathOf(u))
	}
	if s, ok := w.screen.(*author.Screen); ok && s.Drop(paths) {
		return
	}
	w.goTo(libraryPlace)
	w.library.Dropped(paths)
}

// pathOf returns the path of a file on this machine.
func pathOf(u fyne.URI) string {
	path := u.Path()
	if plain, err := url.PathUnescape(path); err == nil {
		if _, err := os.Stat(path); err != nil {
			path = plain // some desktops hand over what a browser would
		}
	}
	return filepath.FromSlash(path)
}
