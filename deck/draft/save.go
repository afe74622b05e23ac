package draft

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"touchpoint/deck/safefile"
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

// Save writes the files that changed, and no others: all or none as far as a file system
// allows. Ids and gap numbers that notes lack are written into those that changed. What
// other programs wrote meanwhile is merged first; with pieces that both changed nothing is
// saved, and the error is a [ConflictError]. If a file cannot be written it is a
// [SaveError].
func (d *Draft) Save() error {
	d.safe.mu.Lock() // no recovery file is written of what is saved now
	defer d.safe.mu.Unlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.dirty() {
		if _, err := d.look(); err != nil {
			return err
		}
		if len(d.conflicts) > 0 {
			return &ConflictError{d.listConflicts()}
		}
		d.finish()
		if err := d.write(); err != nil {
			return err
		}
	}
	d.pause()
	d.safe.drop(d)
	return nil
}

// write brings the files to disk.
func (d *Draft) write() error {
	var jobs []*job
	defer func() {
		for _, j := range jobs {
			j.staged.Drop()
		}
	}()
	defer func() { d.outline = nil }()
	var unwritten, removed []string
	for _, f := range d.files {
		if f.changed() {
			unwritten = append(unwritten, f.name)
		}
	}
	for i := len(d.files) - 1; i >= 0; i-- { // pictures and models before the notes that name them
		f := d.files[i]
		switch {
		case !f.changed():
		case f.pieces == nil:
			removed = append(removed, f.name)
		default:
			j, err := d.stage(f)
			if err != nil {
				return &SaveError{Unwritten: unwritten, Err: err}
			}
			jobs = append(jobs, j)
		}
	}
	var written []string
	for n, j := range jobs {
		if err := j.staged.Commit(); err != nil {
			unwritten = removed
			for _, j := range jobs[n:] {
				unwritten = append(unwritten, j.file.name)
			}
			return &SaveError{Written: written, Unwritten: unwritten, Err: err}
		}
		d.saved(j.file, j.data)
		written = append(written, j.file.name)
	}
	for n, name := range removed {
		err := os.Remove(d.pathOf(name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &SaveError{Written: written, Unwritten: removed[n:], Err: err}
		}
		f := d.known(name)
		f.base, f.stamp = nil, stamp{}
		written = append(written, name)
	}
	return nil
}

// A job is a file that is about to take its name.
type job struct {
	file   *file
	data   []byte
	staged *safefile.Staged
}

func (d *Draft) stage(f *file) (*job, error) {
	target := d.pathOf(f.name)
	if info, err := os.Stat(target); err == nil && info.Mode().Perm()&0o222 == 0 {
		return nil, errReadOnly // also for those who may write to everything
	}
	if f.kind != textFile {
		if err := d.makeFolder(f); err != nil {
			return nil, err
		}
	}
	data := f.bytesOf(f.pieces)
	staged, err := safefile.Stage(target, data)
	if err != nil {
		return nil, err
	}
	return &job{f, data, staged}, nil
}

// makeFolder makes the folder of models or pictures. One that is a link out of the deck is
// not written to, as none of it is read.
func (d *Draft) makeFolder(f *file) error {
	root, err := os.OpenRoot(d.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	folder := path.Dir(f.name)
	if err := root.Mkdir(folder, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := root.Stat(folder); err != nil {
		return problem("the folder " + folder + " is a link to another place")
	}
	return nil
}

// saved notes that a file is on disk as it is here.
func (d *Draft) saved(f *file, data []byte) {
	f.base = f.pieces
	f.stamp = stamp{exists: true, sum: sha256.Sum256(data), size: int64(len(data)), seen: time.Now()}
	if info, err := statIn(d.dir, f.name); err == nil {
		f.stamp.mod = info.ModTime()
	}
}

// Discard forgets what was not saved: the deck is as it is on disk, with an empty history.
func (d *Draft) Discard() error {
	d.safe.mu.Lock()
	defer d.safe.mu.Unlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	fresh := &Draft{dir: d.dir, alone: d.alone, options: d.options, keys: d.keys}
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
