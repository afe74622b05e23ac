package draft

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// A SaveError says which files could not be written. What was changed is still in the
// draft, and its recovery file stays.
type SaveError struct {
	Written   []string // files that were
	Unwritten []string // files that were not
	Err       error
}

// Error says in a sentence what happened, what is safe and what to do.
func (e *SaveError) Error() string {
	what := "Nothing was saved"
	if len(e.Written) > 0 {
		what = "Only a part was saved: " + listOf(e.Written) + " is written, " + listOf(e.Unwritten) + " is not"
	} else if len(e.Unwritten) == 1 {
		what = e.Unwritten[0] + " was not saved"
	}
	why := reason(e.Err)
	todo := "save again"
	switch why {
	case "the disk is full":
		todo = "make room on the disk and save again"
	case errReadOnly.Error(), "you are not allowed to":
		todo = "allow writing to it, or make a copy of the deck, and save again"
	}
	return fmt.Sprintf("%s, because %s. Your changes are still here: %s.", what, why, todo)
}

// Unwrap returns the cause.
func (e *SaveError) Unwrap() error { return e.Err }

// Sentence is what people are told.
func (e *SaveError) Sentence() string { return e.Error() }

var errReadOnly = problem("the file is read-only")

// listOf writes names as part of a sentence.
func listOf(names []string) string {
	const most = 3
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most-1], ", "), len(names)-most+1)
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// A ConflictError says that other programs changed the same pieces.
type ConflictError struct {
	Conflicts []Conflict
}

// Error says what to do.
func (e *ConflictError) Error() string {
	c := e.Conflicts[0]
	what := fmt.Sprintf("“%s” in %s was", c.Title, c.File)
	if n := len(e.Conflicts); n > 1 {
		what = fmt.Sprintf("“%s” and %d more were", c.Title, n-1)
	}
	return what + " changed by another program too. Nothing was saved; choose which text to keep, then save again."
}

// Sentence is what people are told.
func (e *ConflictError) Sentence() string { return e.Error() }

// makeFolder makes the folder of models or pictures. One that is a link out of the deck is
// not written to, as none of it is read.
func (d *Draft) makeFolder(name string) error {
	root, err := os.OpenRoot(d.where.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	folder := path.Dir(name)
	if err := root.Mkdir(folder, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := root.Stat(folder); err != nil {
		return problem("the folder " + folder + " is a link to another place")
	}
	return nil
}

// Discard forgets what was not saved: the deck is as it is on disk, with an empty history.
func (d *Draft) Discard() error {
	d.safe.mu.Lock()
	defer d.safe.mu.Unlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	fresh := &Draft{where: d.where, alone: d.alone, options: d.options, keys: d.keys}
	if err := fresh.readAll(); err != nil {
		return err
	}
	for _, f := range fresh.files {
		if old := d.known(f.name); old != nil && f.pieces != nil && old.base != nil {
			align(old.base, f.pieces)
		}
	}
	d.files, d.keys = fresh.files, fresh.keys
	d.done, d.undone, d.size, d.typed = nil, nil, 0, ""
	d.homes, d.last, d.outline, d.found, d.conflicts = nil, place{}, nil, nil, nil
	d.version++
	d.safe.drop(d)
	return nil
}
