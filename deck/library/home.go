package library

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"touchpoint/deck"
)

// A Home is the folder that holds the learner's decks, together with the decks that are
// part of the program. What is done to them goes through it: each act is one [Step],
// which can be undone, also after the program was started anew. Nothing is written
// before the first act.
//
// Every act builds what is new beside the decks and then moves it into place, and moves
// what was there into the folder .before; a crash leaves the one or the other. A Home
// may be used by many goroutines.
type Home struct {
	dir      string
	embedded []Source
	now      func() time.Time

	acting sync.Mutex // held during an act
	cache  cache
}

// NewHome returns the home of the decks under dir.
func NewHome(dir string, embedded ...Source) *Home {
	h := &Home{dir: filepath.Clean(dir), now: time.Now}
	for _, s := range embedded {
		s.Embedded = true
		h.embedded = append(h.embedded, s)
	}
	return h
}

// SetClock lets the home take the time of its steps from a clock of one's own. It is
// called before the first of them.
func (h *Home) SetClock(now func() time.Time) { h.now = now }

// Folder returns a directory of the machine as a file system that cannot be left.
func Folder(dir string) fs.FS { return folder(filepath.Clean(dir)) }

// Open reads all decks: the learner's own, then those of the program. A deck that did
// not change since it was read last is not read again, so libraries may share decks.
func (h *Home) Open() (l *Library, err error) {
	tried := h.steadily(func(*state) { l, err = open(h.cache.read, h.sources()) })
	if l == nil && err == nil {
		err = tried
	}
	return l, err
}

// steadily does what only reads, again if the decks were changed meanwhile. What a crash
// interrupted is finished before; if it cannot be, what is there is read, and the next act
// says why.
func (h *Home) steadily(read func(*state)) error {
	const tries = 20
	for range tries {
		st, err := h.look()
		if err != nil {
			read(&state{})
			return err
		}
		read(st)
		if now, err := h.read(); err != nil || now.Last == st.Last && now.Doing == nil {
			return err
		}
	}
	return nil // what was read last is as good as any
}

func (h *Home) sources() []Source {
	return append(Installed(h.dir), h.embedded...)
}

// Holdings lists the decks: those in the library in its order, then those that could not
// be read, then the archived ones.
func (h *Home) Holdings() (list []Holding, err error) {
	tried := h.steadily(func(st *state) { list, err = h.holdings(st) })
	return list, cmp.Or(err, tried)
}

func (h *Home) holdings(st *state) ([]Holding, error) {
	l, err := open(h.cache.read, h.sources())
	if err != nil {
		return nil, err
	}
	var list []Holding
	for i := range l.shelves {
		s := &l.shelves[i]
		list = append(list, h.holding(st, s.source, s.deck, l.reports[s.report].Faults))
	}
	for i, r := range l.reports {
		if r.Used || r.Embedded {
			continue
		}
		s := h.sourceOf(l, i)
		list = append(list, Holding{ID: r.Deck, Title: r.Source, Origin: OriginInstalled, Path: h.pathOf(s), Problem: r.Problem})
	}
	for _, s := range h.archived() {
		d, faults, err := h.cache.read(s)
		if err != nil || d == nil {
			list = append(list, Holding{Title: s.Name, Origin: OriginInstalled, Archived: true, Path: h.pathOf(s), Problem: "The deck cannot be read."})
			continue
		}
		list = append(list, h.holding(st, s, d, faults))
	}
	return list, nil
}

// sourceOf is the source that a report is of.
func (h *Home) sourceOf(l *Library, report int) Source {
	for _, s := range h.sources() {
		if s.Name == l.reports[report].Source && s.Embedded == l.reports[report].Embedded {
			return s
		}
	}
	return Source{Name: l.reports[report].Source, FS: folder(filepath.Join(h.dir, l.reports[report].Source))}
}

func (h *Home) archived() []Source { return Installed(filepath.Join(h.dir, archiveDir)) }

// pathOf is where a source is on this machine.
func (h *Home) pathOf(s Source) string {
	dir, ok := s.FS.(folder)
	if !ok {
		return ""
	}
	return filepath.Join(string(dir), s.File)
}

// holding describes a deck.
func (h *Home) holding(st *state, s Source, d *deck.Deck, faults []deck.Fault) Holding {
	x := Holding{
		ID: d.ID, Title: d.Title, Version: d.Version, Authors: d.Authors,
		Notes: len(d.Notes), Cards: len(d.Cards()), Models: len(d.Models), Origin: OriginEmbedded,
		Errors: errorsAmong(faults),
	}
	if s.Embedded {
		return x
	}
	x.Path = h.pathOf(s)
	x.Origin = OriginInstalled
	if h.isEmbedded(d.ID) {
		x.Origin = OriginCopied
	}
	rel := h.rel(s)
	x.Archived = filepath.ToSlash(filepath.Dir(rel)) == archiveDir
	from, known := st.Decks[rel]
	if known {
		x.Origin, x.Installed = from.Origin, from.At
		x.Changed = from.changed(s)
	} else if info, err := os.Stat(x.Path); err == nil {
		x.Installed = info.ModTime()
	}
	given := st.Given[d.ID]
	x.Stale = x.Changed && x.Origin != OriginWritten && from.Base == d.Version || given.Base == d.Version && given.changed(s)
	x.Newer = h.newer(x, from)
	return x
}

// isEmbedded reports whether a deck of this id is part of the program.
func (h *Home) isEmbedded(id deck.ID) bool {
	_, ok := h.among(h.embedded, id)
	return ok
}

func errorsAmong(faults []deck.Fault) int {
	n := 0
	for _, f := range faults {
		if f.Severity == deck.Error {
			n++
		}
	}
	return n
}

// A found deck is one that is on this machine, in the library or archived.
type found struct {
	source Source
	deck   *deck.Deck
	faults []deck.Fault
	rel    string // its place in the home, slash-separated; "" if embedded
}

// everything is all decks of this machine, the archived ones last.
func (h *Home) everything() []Source { return append(h.sources(), h.archived()...) }

// find looks a deck up: the one of the library first, then one that is archived.
func (h *Home) find(id deck.ID) (found, bool) { return h.among(h.everything(), id) }

// among looks a deck up among some.
func (h *Home) among(sources []Source, id deck.ID) (found, bool) {
	for _, s := range sources {
		d, faults, err := h.cache.read(s)
		if err != nil || d == nil || d.ID != id {
			continue
		}
		f := found{source: s, deck: d, faults: faults}
		if !s.Embedded {
			f.rel = h.rel(s)
		}
		return f, true
	}
	return found{}, false
}

// archived reports whether the deck is not in the library.
func (f found) archived() bool { return filepath.ToSlash(filepath.Dir(f.rel)) == archiveDir }

// replaceable refuses to replace a deck that lies elsewhere and is only linked to: its
// author keeps it there.
func (h *Home) replaceable(f found) error {
	if f.rel == "" {
		return nil
	}
	if info, err := os.Lstat(h.path(f.rel)); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return refuse(nil, "“%s” lies elsewhere, and the folder of your decks only has a link to it. Nothing was changed; change it there, or take the link away.", f.deck.Title)
	}
	return nil
}
