package ui

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/deck/library"
	"touchpoint/deck/study"
	"touchpoint/ui/author"
	"touchpoint/ui/dialogs"
	shelves "touchpoint/ui/library"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

var (
	_ author.Host      = (*Window)(nil)
	_ author.StartHost = (*Window)(nil)
	_ screen           = (*author.Screen)(nil)
	_ screen           = (*author.Start)(nil)
)

// writing is the deck that is open for writing.
type writing struct {
	screen *author.Screen
	draft  *draft.Draft
	text   text
	from   place
	scope  study.Scope                   // of the session that the deck was opened from
	stop   func()                        // ends keeping it safe
	copied *atomic.Pointer[library.Step] // made the copy of a deck of the program that nothing was saved in yet
}

// A text says which deck is to be written in: one in a folder, or one of the program, of
// which the first save makes a copy.
type text struct {
	dir, file string
	id        deck.ID // "" for a deck that need not be installed
	program   fs.FS
}

// is reports whether the deck is the one that a text says.
func (o *writing) is(t text) bool {
	if dir := o.draft.Dir(); dir != "" || t.program == nil {
		return dir == t.dir && o.text.file == t.file
	}
	return o.text.id == t.id
}

// safely is how often unsaved work is kept where a crash cannot reach it.
const safely = 3 * time.Second

// keepSafe keeps what is not saved safe while it is written, and notices when another
// program changes the files. The first time that work cannot be kept the author is told.
func (w *Window) keepSafe(ctx context.Context, d *draft.Draft) {
	w.work.Go(func() {
		tick := time.NewTicker(safely)
		defer tick.Stop()
		told := false
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if err := d.KeepSafe(); err != nil && !told {
				told = true
				w.config.Schedule(func() { w.Problem(err) })
			}
			if d.Touched() {
				w.config.Schedule(w.outside)
			}
		}
	})
}

// outside lets the screen look at what another program did to the deck that is written.
func (w *Window) outside() {
	if w.writing != nil && w.screen == screen(w.writing.screen) {
		w.refresh()
	}
}

// unsaved is the folder of the recovery files.
func (w *Window) unsaved() string { return filepath.Join(w.parts.Folder, "unsaved") }

// Holdings are the decks on this machine.
func (w *Window) Holdings() ([]library.Holding, error) { return w.parts.Home.Holdings() }

// Edit opens a deck for writing, at a note or model of it. A deck of the program stays as
// it is until something is saved in it: then it is copied, with the same ids, so that
// progress is kept.
func (w *Window) Edit(id deck.ID, part string) {
	w.Trace("edit %s/%s", id, part)
	dir, file, program, err := w.parts.Home.Where(id)
	if err != nil {
		w.Problem(err)
		return
	}
	w.write(text{dir: dir, file: file, id: id, program: program}, func(s *author.Screen) {
		if part != "" {
			s.Open(part)
		}
	})
}

// NewDeck begins a deck.
func (w *Window) NewDeck(title string) {
	dir, err := w.parts.Home.New("", title)
	if err != nil {
		w.Problem(err)
		return
	}
	w.write(text{dir: dir}, nil)
	w.Reload(nil)
}

// OpenFolder opens a deck for writing that need not be installed.
func (w *Window) OpenFolder(path string) {
	path, file := filepath.Clean(shelves.Expand(path, w.Start())), ""
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() {
		path, file = filepath.Split(path)
		path = filepath.Clean(path)
		if _, err := os.Stat(filepath.Join(path, "deck.md")); err == nil {
			file = "" // a file of a folder is written in together with the others
		}
	}
	w.write(text{dir: path, file: file}, nil)
}

// Unsaved is work that a crash, or the closing of the window, left behind.
func (w *Window) Unsaved() []draft.Recovery { return draft.Unsaved(w.unsaved()) }

// TakeUp goes on with work that was not saved.
func (w *Window) TakeUp(r draft.Recovery) {
	if r.Lent != "" {
		w.Edit(r.Lent, "")
		return
	}
	w.write(text{dir: r.Dir, file: r.File}, nil)
}

// ThrowAway does without it.
func (w *Window) ThrowAway(r draft.Recovery) {
	if err := draft.Forget(r); err != nil {
		w.Problem(err)
	}
}

// write opens the deck of a folder for writing, or shows it if it is open, and goes on
// with then. Work in it that was not saved is taken up again.
func (w *Window) write(t text, then func(*author.Screen)) {
	if o := w.writing; o != nil && o.is(t) {
		w.show(authorPlace, o.screen)
		if then != nil {
			then(o.screen)
		}
		return
	}
	from, scope := w.at, study.Scope{}
	if w.session != nil {
		scope = w.session.Scope()
	}
	unsaved := w.unsaved()
	w.work.Go(func() {
		copied := new(atomic.Pointer[library.Step])
		d, err := w.read(t, copied)
		var back *draft.Recovery
		var lost error // that what was not saved cannot be read; the deck itself can be written in
		if err == nil {
			back, lost = takeUp(d, unsaved, t)
		}
		w.config.Schedule(func() {
			if w.ctx.Err() != nil {
				return
			}
			if err != nil {
				w.Problem(err)
				return
			}
			w.putDown()
			ctx, stop := context.WithCancel(w.ctx)
			w.writing = &writing{screen: author.New(w.ctx, d, w), draft: d, text: t, from: from, scope: scope, stop: stop, copied: copied}
			w.keepSafe(ctx, d)
			w.show(authorPlace, w.writing.screen)
			switch {
			case lost != nil:
				w.Problem(lost)
			case back != nil:
				w.Trace("recovered")
				w.Toast("What you had not saved is back.", "Leave it out", "Ctrl+Z", w.undo)
			}
			if then != nil {
				then(w.writing.screen)
			}
		})
	})
}

// read reads the deck of a text. What copies a deck of the program is kept in copied.
func (w *Window) read(t text, copied *atomic.Pointer[library.Step]) (*draft.Draft, error) {
	o := draft.Options{Recovery: w.unsaved(), Now: w.config.Now}
	if t.program == nil {
		return draft.Open(t.dir, t.file, o)
	}
	home := w.parts.Home
	return draft.OpenLent(draft.Lender{Deck: t.id, FS: t.program, Own: func() (string, error) {
		before, _ := home.LastStep()
		dir, _, err := home.Own(t.id)
		if step, _ := home.LastStep(); step.Kind == library.StepOwn && step.ID != before.ID {
			copied.Store(&step)
		}
		return dir, err
	}}, o)
}

// takeUp brings work that was not saved back into a draft, and returns what it was. A deck
// of the program may have become its author's since.
func takeUp(d *draft.Draft, unsaved string, t text) (*draft.Recovery, error) {
	for _, r := range draft.Unsaved(unsaved) {
		if r.Problem != "" {
			continue
		}
		if r.Lent != "" && r.Lent == t.id || r.Lent == "" && r.Dir == t.dir && r.File == t.file {
			return &r, d.Recover(r)
		}
	}
	return nil, nil
}

// putDown ends the work on the deck that is open. What was not saved is kept safe.
func (w *Window) putDown() {
	if w.writing == nil {
		return
	}
	o := w.writing
	o.screen.Finish() // what is being saved is not to be taken for a copy that nobody changed
	w.writing = nil
	unsaved := o.screen.Dirty()
	o.stop()
	o.screen.Close()
	if step := o.copied.Load(); step != nil && !unsaved {
		// Nothing could be saved, and nothing is to be any more: the program's deck goes on.
		if err := w.parts.Home.Revoke(*step); err != nil {
			slog.Warn("do without the copy of a deck", "err", err)
		}
	}
}

// Saved takes what was written into use.
func (w *Window) Saved(deck.ID) {
	w.writing.copied.Store(nil)
	w.Reload(nil)
}

// offerUnsaved tells at the start of work that was not saved.
func (w *Window) offerUnsaved() {
	list := w.Unsaved()
	if len(list) == 0 {
		return
	}
	r := list[0]
	var titles []string
	for _, r := range list {
		titles = append(titles, "“"+r.Title+"”")
	}
	w.Trace("unsaved %d", len(list))
	text := fmt.Sprintf("When the program ended, changes to %s had not been saved. They are safe, and wait under Author.", strings.Join(titles, ", "))
	buttons := []dialogs.Button{{Label: "Later", Primary: true}}
	if len(list) == 1 && r.Problem == "" {
		buttons = []dialogs.Button{{Label: "Go on writing", Primary: true, Do: func() { w.TakeUp(r) }}, {Label: "Later"}}
	}
	dialogs.Show(w.Canvas(), dialogs.Panel{
		Title:   "Unsaved changes",
		Content: page.NewLine(text, page.Style{Size: theme.Body, Color: theme.Ink}),
		Buttons: buttons,
	})
}

// leaveWriting goes back to where the deck was opened from.
func (w *Window) leaveWriting() {
	o := w.writing
	switch o.from {
	case studyPlace:
		w.putDown()
		w.Study(o.scope)
	case authorPlace:
		w.putDown()
		w.goTo(authorPlace)
	default:
		w.putDown()
		w.goTo(o.from)
	}
}

// export opens the page on which a deck is exported or printed: the one that is written, once
// it is saved, or the one that is chosen in the library.
func (w *Window) export() {
	s, ok := w.screen.(*author.Screen)
	if !ok {
		w.inLibrary((*shelves.Screen).Export)()
		return
	}
	s.WhenSaved(func() { w.inLibrary(func(l *shelves.Screen) { l.ExportOf(s.Deck()) })() })
}

// Schedule runs f on the goroutine of the user interface.
func (w *Window) Schedule(f func()) { w.config.Schedule(f) }

// inAuthor makes an action of the author's screen rest elsewhere.
func (w *Window) inAuthor(do func(*author.Screen)) func() {
	return func() {
		if s, ok := w.screen.(*author.Screen); ok {
			do(s)
		}
	}
}
