package library

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/pack"
)

// A StepKind says what a step did.
type StepKind string

// The kinds of step.
const (
	StepInstall StepKind = "install"
	StepUpdate  StepKind = "update"
	StepArchive StepKind = "archive"
	StepRestore StepKind = "restore"
	StepOwn     StepKind = "own"
	StepNew     StepKind = "new"
	StepMove    StepKind = "move"
	StepImport  StepKind = "import"
)

// A Step is one act on the decks of a [Home].
type Step struct {
	ID    int       `json:"id"` // counts from 1
	Kind  StepKind  `json:"kind"`
	Decks []deck.ID `json:"decks"` // that it changed
	At    time.Time `json:"at"`
	Text  string    `json:"text"` // what was done, in a sentence

	// Act names what goes with the step in the learner's journal, "" for nothing. It is
	// on the disk before anything is moved, so that the step can be undone as a whole
	// even if the program ended before the journal had it.
	Act string `json:"act,omitempty"`
}

// Archive takes a deck out of the library. The history of its cards is kept.
func (h *Home) Archive(id deck.ID) (Step, error) {
	st, end, err := h.begin()
	if err != nil {
		return Step{}, err
	}
	defer end()
	f, ok := h.find(id)
	switch {
	case !ok:
		return Step{}, unknown(id)
	case f.source.Embedded:
		return Step{}, refuse(nil, "“%s” is part of the program and cannot be archived; its cards can be suspended.", f.deck.Title)
	case f.archived():
		return Step{}, refuse(nil, "“%s” is archived already.", f.deck.Title)
	}
	to := h.free(path.Join(archiveDir, path.Base(f.rel)))
	return h.perform(st, act{
		Step:  Step{Kind: StepArchive, Decks: []deck.ID{id}, Text: fmt.Sprintf("“%s” was archived.", f.deck.Title)},
		Moves: []move{{From: f.rel, To: to}},
	})
}

// Restore brings an archived deck back.
func (h *Home) Restore(id deck.ID) (Step, error) {
	st, end, err := h.begin()
	if err != nil {
		return Step{}, err
	}
	defer end()
	f, ok := h.among(h.archived(), id)
	other, taken := h.among(Installed(h.dir), id)
	switch {
	case taken:
		return Step{}, refuse(nil, "“%s” is in the library. Archive that one before you bring another back.", other.deck.Title)
	case !ok:
		return Step{}, refuse(fs.ErrNotExist, "No deck %s is archived. Nothing was changed.", id)
	}
	to := h.free(path.Base(f.rel))
	return h.perform(st, act{
		Step:  Step{Kind: StepRestore, Decks: []deck.ID{id}, Text: fmt.Sprintf("“%s” was brought back.", f.deck.Title)},
		Moves: []move{{From: f.rel, To: to}},
	})
}

// Where returns where a deck is: as [Home.Own] does if it can be edited there, or else the
// files of a deck of the program, of which Own makes a copy.
func (h *Home) Where(id deck.ID) (dir, file string, program fs.FS, err error) {
	tried := h.steadily(func(*state) {
		f, ok := h.find(id)
		dir, file, program, err = "", "", nil, nil
		switch {
		case !ok:
			err = unknown(id)
		case f.archived():
			err = archived(f)
		case f.source.Embedded:
			program = f.source.FS
		default:
			dir, file = string(f.source.FS.(folder)), f.source.File
		}
	})
	return dir, file, program, cmp.Or(err, tried)
}

func archived(f found) error {
	return refuse(nil, "“%s” is archived. Bring it back before you change it.", f.deck.Title)
}

// Own returns where a deck can be edited: its folder, and the name of its file if it is
// a single one in that folder. A deck of the program is copied first, with the same ids,
// so progress is kept.
func (h *Home) Own(id deck.ID) (dir, file string, err error) {
	st, end, err := h.begin()
	if err != nil {
		return "", "", err
	}
	defer end()
	f, ok := h.find(id)
	switch {
	case !ok:
		return "", "", unknown(id)
	case f.archived():
		return "", "", archived(f)
	case !f.source.Embedded:
		return string(f.source.FS.(folder)), f.source.File, nil
	}
	base, err := h.keepBase(st, f.source, id)
	if err != nil {
		return "", "", err
	}
	m, err := h.build(st, f.source, string(id), provenance{Origin: OriginCopied, Base: f.deck.Version, Kept: base.To})
	if err != nil {
		h.discard([]move{base})
		return "", "", err
	}
	_, err = h.perform(st, act{
		Step:  Step{Kind: StepOwn, Decks: []deck.ID{id}, Text: fmt.Sprintf("“%s” was copied so that you can change it.", f.deck.Title)},
		Moves: []move{base, m},
	})
	if err != nil {
		return "", "", err
	}
	return h.path(m.To), "", nil
}

// build puts a deck together that is to stand in the home under a name, or one like it,
// and returns the move that will bring it there.
func (h *Home) build(st *state, s Source, name string, from provenance) (move, error) {
	at, err := h.building(st, name)
	if err != nil {
		return move{}, err
	}
	if err := pack.Copy(h.path(at), s.FS, pack.Options{File: s.File}); err != nil {
		return move{}, h.unbuilt(err)
	}
	built := Source{FS: folder(h.path(at))}
	from.At, from.Print, from.Hash = h.now().UTC().Truncate(time.Second), printOf(built), hashOf(built)
	st.Decks[at] = from
	return move{From: at, To: h.free(name)}, nil
}

// Export writes a deck into a .deck file. The home remembers what was given away under
// which version.
func (h *Home) Export(id deck.ID, file string) error {
	f, ok := h.find(id)
	if !ok {
		return unknown(id)
	}
	given := provenance{At: h.now().UTC().Truncate(time.Second), Base: f.deck.Version, Print: printOf(f.source), Hash: hashOf(f.source)}
	if _, err := pack.Create(file, f.source.FS, pack.Options{File: f.source.File}); err != nil {
		return h.explain(err)
	}
	if f.source.Embedded {
		return nil
	}
	st, end, err := h.begin()
	if err != nil {
		return nil // the file is written, which is what was asked for
	}
	defer end()
	st.Given[id] = given
	_ = h.save(st)
	return nil
}
