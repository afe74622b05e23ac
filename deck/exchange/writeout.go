package exchange

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/pack"
	"touchpoint/deck/safefile"
)

// WriteOut writes a bundle into a folder: a bundle of one deck is merged into dir, one of
// several into a folder each within it. A deck that is there already, in dir or in a folder
// of it, is known by its id, whatever its folder is called by now. What is there already is kept as [Merge] does it.
// All decks are put together before the first is written, and a deck that is new is there
// whole or not at all. History is left out: it belongs into a journal. Afterwards it names
// the cards as they are called there, without those of notes that were left out.
//
// The error has a sentence to show, or is that of the context.
func WriteOut(ctx context.Context, dir string, b *Bundle) (Report, error) {
	r := b.Report
	r.File, r.Format = b.Name, b.Format
	if len(b.Parcels) == 0 {
		return r, none(b)
	}
	w := writing{dir: filepath.Clean(dir)}
	defer w.drop()
	names := make(naming)
	for _, p := range b.Parcels {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		to, err := w.place(p, len(b.Parcels) > 1)
		if err != nil {
			return r, err
		}
		m, err := w.merge(ctx, p, to)
		if err != nil {
			return r, err
		}
		names.take(&sortedParcel{Parcel: p, from: slices.Repeat([]deck.ID{p.ID}, len(p.Notes))}, m)
		r.Add(m.Items...)
		r.Warnings = append(r.Warnings, m.Warnings...)
		if !m.Changed {
			continue
		}
		made, err := describe(m, to)
		if err != nil {
			return r, err
		}
		r.Made = append(r.Made, made)
		w.decks = append(w.decks, writtenDeck{m, to})
	}
	if err := w.write(ctx); err != nil {
		if ended := ctx.Err(); ended != nil {
			return r, ended
		}
		return r, pack.Unwritable(shown(w.dir), err)
	}
	b.History = names.rename(b.History)
	r.Settle()
	return r, nil
}

// writing is decks on their way into folders.
type writing struct {
	dir    string
	decks  []writtenDeck
	staged []*safefile.Staged
	undo   []func() // takes away what was made, for as long as it may have to go again
}

type writtenDeck struct {
	*Merged
	dir string
}

// place finds the folder for a parcel: that of the deck which has its id, or else the one
// that is named, or one within it if there are several parcels.
func (w *writing) place(p *Parcel, several bool) (string, error) {
	here, _ := os.ReadDir(w.dir) // whether it can be read is seen when it is merged with
	isDeck := false
	for _, e := range here {
		if e.Name() == headFile {
			isDeck = true
			if _, id, _, err := headOf(library.Folder(w.dir)); err == nil && id == p.ID {
				return w.dir, nil
			}
		}
	}
	for _, e := range here {
		dir := filepath.Join(w.dir, e.Name())
		if _, id, _, err := headOf(library.Folder(dir)); e.IsDir() && err == nil && id == p.ID {
			return dir, nil
		}
	}
	switch {
	case !several || !plainID(deck.NoteID(p.ID)): // which is refused
		return w.dir, nil
	case isDeck:
		return "", Refuse(nil, "The folder %s is a deck, and there are several in the file. Nothing was written; choose the folder that it lies in, or a new one.", w.dir)
	}
	return filepath.Join(w.dir, string(p.ID)), nil
}

// merge puts a parcel together with what is in a folder.
func (w *writing) merge(ctx context.Context, p *Parcel, dir string) (*Merged, error) {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && len(entries) == 0:
		return merge(ctx, p, nil)
	case err != nil:
		return nil, Refuse(err, "The folder %s could not be read (%v). Nothing was written; choose another one.", dir, cause(err))
	}
	there := library.Folder(dir)
	if _, err := fs.Stat(there, headFile); err != nil {
		return nil, Refuse(nil, "The folder %s has files in it and no deck. Nothing was written; choose one that is empty or not there yet.", dir)
	}
	if !p.Into && !imported(there) {
		if t, err := readTexts(there); err != nil || !t.shares(p) {
			return nil, Refuse(err, "The folder %s holds another deck, with none of these notes. Nothing was written; choose one that is empty or not there yet.", dir)
		}
	}
	return merge(ctx, p, there)
}

// shares reports whether one of the notes of a parcel is in the text.
func (t *texts) shares(p *Parcel) bool {
	for i := range p.Notes {
		if _, shared := t.notes[p.Notes[i].ID]; shared {
			return true
		}
	}
	return false
}

// describe says what a deck will be.
func describe(m *Merged, dir string) (Made, error) {
	if _, err := pack.List(m.Files); err != nil {
		return Made{}, err
	}
	d, _, err := deck.Parse(m.Files)
	if err != nil {
		return Made{}, Refuse(err, "“%s” could not be put together (%v). Nothing was written.", m.Title, cause(err))
	}
	return Made{ID: m.ID, Title: d.Title, Path: dir, New: m.New, Notes: len(d.Notes), Cards: len(d.Cards())}, nil
}

// write writes the decks: what changes in those that are there is brought to disk beside
// them, then the new ones are made, then what was prepared takes its names.
func (w *writing) write(ctx context.Context) error {
	for _, d := range w.decks {
		if d.New {
			continue
		}
		for _, name := range d.written {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := w.stage(d, name); err != nil {
				return err
			}
		}
	}
	for _, d := range w.decks {
		if !d.New {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.make(ctx, d); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil { // until here all of it can go again
		return err
	}
	for _, s := range w.staged {
		if err := s.Commit(); err != nil {
			return err
		}
	}
	w.undo = nil
	return nil
}

// stage brings a file of a deck to disk, beside the one that it is to replace.
func (w *writing) stage(d writtenDeck, name string) error {
	data, err := fs.ReadFile(d.Files, name)
	if err != nil {
		return err
	}
	to := filepath.Join(d.dir, filepath.FromSlash(name))
	if err := w.makeFolder(filepath.Dir(to)); err != nil {
		return err
	}
	s, err := safefile.Stage(to, data)
	if err == nil {
		w.staged = append(w.staged, s)
	}
	return err
}

// drop removes what was prepared and not needed.
func (w *writing) drop() {
	for _, s := range w.staged {
		s.Drop()
	}
	for _, undo := range slices.Backward(w.undo) {
		undo()
	}
}

// none says why nothing came of a bundle.
func none(b *Bundle) error {
	if n := len(b.Report.Items); n > 0 && b.Report.Skipped == n {
		return Refuse(nil, "There is no note in “%s” that could be taken in; of the first, %s. Nothing was written.", b.Name, b.Report.Items[0].Why)
	}
	return Refuse(nil, "There are no notes in “%s”. Nothing was written.", b.Name)
}

// shown is what a folder is called where people read of it.
func shown(dir string) string {
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	return filepath.Base(dir)
}
