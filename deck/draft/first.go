package draft

import (
	"slices"

	"touchpoint/deck"
)

// LearnFirst makes a note one that is learned after another, as one step. Another that has
// no id yet, since it was not saved, gets the one that saving would give it.
func (d *Draft) LearnFirst(k, first Key) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	e := d.begin()
	d.settle(e)
	err := d.learnFirst(e, k, first)
	if err != nil {
		e.rollback()
		return err
	}
	e.commit(k)
	return nil
}

func (d *Draft) learnFirst(e *edit, k, first Key) error {
	other, err := d.noteAt(first)
	if err != nil {
		return err
	}
	id := other.piece().id
	if id == "" {
		id = d.madeIDs(func(f snapshotFile) []*piece { return f.now })[first]
		if id == "" {
			return sentence("That note cannot get a name of its own as long as the deck cannot be read. Mend its faults first.")
		}
		if err := d.rehead(e, other, func(n *deck.Note) { n.ID = deck.NoteID(id) }); err != nil {
			return err
		}
	}
	note, err := d.noteAt(k)
	if err != nil {
		return err
	}
	return d.rehead(e, note, func(n *deck.Note) {
		if !slices.Contains(n.After, deck.NoteID(id)) {
			n.After = append(n.After, deck.NoteID(id))
		}
	})
}

// noteAt returns where a note stands whose heading can be changed.
func (d *Draft) noteAt(k Key) (place, error) {
	at, ok := d.find(k)
	switch {
	case !ok:
		return at, errGone
	case at.file.kind != textFile || at.piece().level != 2:
		return at, sentence("Only notes have a form.")
	case at.file.locked != "":
		return at, sentence(at.file.locked)
	}
	return at, nil
}

// rehead changes the heading of a note as part of an edit.
func (d *Draft) rehead(e *edit, at place, change func(*deck.Note)) error {
	n, err := headed(at.piece().text)
	if err != nil {
		return err
	}
	change(&n)
	if text := deck.WithHeading(at.piece().text, &n); text != at.piece().text {
		e.splice(at.file, at.at, 1, d.rewrite(at, text))
	}
	return nil
}

// headed reads a note whose heading can be written anew.
func headed(text string) (deck.Note, error) {
	n, faults := deck.ReadNote(text, nil)
	if wrong := headingFault(faults); wrong != "" {
		return n, say("The heading cannot be changed here, since %s. Mend its text first.", wrong)
	}
	if n.Derived {
		n.ID = ""
	}
	return n, nil
}
