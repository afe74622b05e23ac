package draft

import (
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/deck/model/sketch"
)

// A Form is what the heading of a note says, for those who do not like markup.
type Form struct {
	Front   string
	ID      string
	Kind    deck.Kind
	Tags    []string
	After   []string // ids of notes to learn first
	Model   string   // id of a model to draw beside the answer
	Lit     []string // ids of its parts that stand out
	HideAll bool     // of a picture with masks
}

// Form returns the form of a note, an empty one for other pieces.
func (d *Draft) Form(k Key) Form {
	d.mu.Lock()
	defer d.mu.Unlock()
	at, ok := d.find(k)
	if !ok || at.file.kind != textFile || at.piece().level != 2 {
		return Form{}
	}
	n, _ := deck.ReadNote(at.piece().text, nil)
	return formOf(&n)
}

func formOf(n *deck.Note) Form {
	f := Form{
		Front: n.Front, ID: string(n.ID), Kind: n.Kind, Tags: n.Tags, Model: n.Model, Lit: n.Lit, HideAll: n.HideAll,
	}
	if n.Derived {
		f.ID = ""
	}
	for _, id := range n.After {
		f.After = append(f.After, string(id))
	}
	return f
}

// SetForm writes a form into the heading of a note. Another id keeps the progress of the
// one before, and notes that are learned after it follow.
func (d *Draft) SetForm(k Key, f Form) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	at, err := d.noteAt(k)
	if err != nil {
		return err
	}
	n, err := headed(at.piece().text)
	if err != nil {
		return err
	}
	was := string(n.ID)
	f.apply(&n)
	if was != "" && f.ID != was {
		n.Was = slices.DeleteFunc(n.Was, func(id deck.NoteID) bool { return string(id) == f.ID })
		if d.published(k) {
			n.Was = append(n.Was, deck.NoteID(was))
		}
	}
	e := d.begin()
	d.settle(e)
	at, _ = d.find(k)
	text := deck.WithHeading(at.piece().text, &n)
	if text != at.piece().text {
		e.splice(at.file, at.at, 1, d.rewrite(at, text))
	}
	if was != "" && f.ID != "" && f.ID != was {
		d.follow(e, "after=", was, func(n *deck.Note) { swap(n.After, deck.NoteID(was), deck.NoteID(f.ID)) })
	}
	e.commit(k)
	return nil
}

func (f Form) apply(n *deck.Note) {
	n.Front, n.ID, n.Kind, n.Tags, n.Model, n.Lit, n.HideAll = f.Front, deck.NoteID(strings.TrimSpace(f.ID)), f.Kind, f.Tags, f.Model, f.Lit, f.HideAll
	n.After = nil
	for _, id := range f.After {
		n.After = append(n.After, deck.NoteID(id))
	}
}

// swap replaces a value of a list.
func swap[T comparable](list []T, old, now T) {
	for i := range list {
		if list[i] == old {
			list[i] = now
		}
	}
}

// published reports whether a piece is on disk, so that learners may have progress on it.
func (d *Draft) published(k Key) bool {
	for _, f := range d.files {
		if slices.ContainsFunc(f.base, func(p *piece) bool { return p.key == k }) {
			return true
		}
	}
	return false
}

// follow changes the headings of notes that name an id in an attribute.
func (d *Draft) follow(e *edit, attribute, id string, change func(*deck.Note)) {
	for _, f := range d.files {
		if f.kind != textFile || f.locked != "" {
			continue
		}
		for i, p := range f.pieces {
			heading, _, _ := strings.Cut(p.text, "\n")
			if p.level != 2 || !strings.Contains(heading, attribute) || !strings.Contains(heading, id) {
				continue
			}
			n, faults := deck.ReadNote(p.text, nil)
			if headingFault(faults) != "" {
				continue
			}
			if n.Derived {
				n.ID = ""
			}
			change(&n)
			if text := deck.WithHeading(p.text, &n); text != p.text {
				e.splice(f, i, 1, d.rewrite(place{f, i}, text))
			}
		}
	}
}

// Model returns the model of a piece as its text says it, nil if it cannot be read.
func (d *Draft) Model(k Key) (*model.Model, []deck.Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	at, ok := d.find(k)
	if !ok || at.file.kind != modelFile {
		return nil, nil
	}
	return readModel(at.piece().text)
}

// SetModel writes a model into its file, of which only what is different changes. When
// its id is another, notes that draw it follow.
func (d *Draft) SetModel(k Key, m *model.Model) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	at, ok := d.find(k)
	switch {
	case !ok || at.file.kind != modelFile:
		return errGone
	case at.file.locked != "":
		return sentence(at.file.locked)
	}
	old := at.piece()
	text, err := model.Patch([]byte(old.text), m)
	if err != nil {
		return said(err)
	}
	if string(text) == old.text {
		return nil
	}
	e := d.begin()
	d.settle(e)
	at, _ = d.find(k)
	e.splice(at.file, at.at, 1, d.rewrite(at, string(text)))
	if old.id != "" && m.ID != old.id {
		d.follow(e, "model=", old.id, func(n *deck.Note) {
			if n.Model == old.id {
				n.Model = m.ID
			}
		})
	}
	e.commit(k)
	return nil
}

// freeModel returns an id for a new model and the name of its file, neither of which is
// taken.
func (d *Draft) freeModel(title string) (id, name string) {
	taken := make(map[string]bool)
	for _, f := range d.files {
		taken[strings.ToLower(f.name)] = true
		for _, p := range f.pieces {
			taken[p.id] = true
		}
	}
	slug := slugOf(title, "model")
	for id = range numbered(slug) {
		name = modelFolder + "/" + id + ".yaml"
		if !taken[id] && !taken[name] {
			return id, name
		}
	}
	return "", ""
}

// blankModel returns the text of a new model.
func blankModel(id, title string, kind model.Kind) (string, error) {
	src, err := model.Patch(nil, newModel(id, title, kind))
	return string(src), err
}

// newModel returns what a new model begins as.
func newModel(id, title string, kind model.Kind) *model.Model { return sketch.Blank(id, title, kind) }
