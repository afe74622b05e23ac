package draft

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"time"

	"touchpoint/deck/safefile"
)

// A Saving is a deck on its way to disk, in three steps, so that a window need not wait
// for any: [Draft.Prepare] finds out what a save adds to the text, [Draft.Begin] puts that
// into the draft and takes the files as they are now, and [Saving.Write] writes them. The
// first and the last may run beside the author's typing.
type Saving struct {
	d       *Draft
	version int // of the draft that it was prepared from
	keys    int
	changes []change
	err     error

	jobs    []*job // to be written, pictures and models first
	removed []*file
}

// A job is a file that is about to take its name.
type job struct {
	file   *file
	name   string
	pieces []*piece
	data   []byte
	staged *safefile.Staged
}

// Save writes the files that changed, and no others: all or none as far as a file system
// allows. Ids and gap numbers that notes lack are written into those that changed. What
// other programs wrote meanwhile is merged first; with pieces that both changed nothing is
// saved, and the error is a [ConflictError]. If a file cannot be written it is a
// [SaveError].
func (d *Draft) Save() error {
	const tries = 3 // as long as something else changes the draft
	for n := 1; ; n++ {
		s := d.Prepare()
		if n == tries {
			s = nil
		}
		begun, ok, err := d.Begin(s)
		if err != nil {
			return err
		}
		if ok {
			return begun.Write()
		}
	}
}

// Prepare finds out which ids and gap numbers saving writes, which takes a moment in a
// large deck. It changes no text, and makes a deck that was lent its author's: what goes
// wrong with that, [Draft.Begin] tells.
func (d *Draft) Prepare() *Saving {
	err := d.makeOwn()
	d.mu.Lock()
	s := &Saving{d: d, version: d.version, err: err}
	copied := &Draft{
		where: d.where, alone: d.alone, options: d.options, keys: d.keys, version: d.version,
		typed: d.typed, undone: d.undone, checks: &checks{},
	}
	own := make(map[*file]*file, len(d.files))
	dirty := d.dirty()
	for _, f := range d.files {
		c := *f
		copied.files = append(copied.files, &c)
		own[&c] = f
	}
	d.mu.Unlock()
	if !dirty || err != nil {
		return s
	}
	copied.finish()
	s.keys = copied.keys
	if len(copied.done) > 0 {
		s.changes = copied.done[0].changes
		for i := range s.changes {
			s.changes[i].file = own[s.changes[i].file]
		}
	}
	return s
}

// Begin merges what other programs wrote, puts what was prepared into the draft and takes
// what is to be written; it changes texts, so a window calls it where its author types. It
// reports false if the draft has changed since, so that it is to be prepared again;
// without anything prepared it does that itself.
func (d *Draft) Begin(s *Saving) (*Saving, bool, error) {
	switch {
	case s == nil:
		if err := d.makeOwn(); err != nil {
			return nil, false, err
		}
	case s.err != nil:
		return nil, false, s.err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	begun := &Saving{d: d}
	if d.writing || !d.dirty() {
		return begun, true, nil
	}
	if d.where.lent != nil {
		return nil, false, nil // there was nothing to save when it was prepared
	}
	if _, err := d.look(); err != nil {
		return nil, false, err
	}
	if len(d.conflicts) > 0 {
		return nil, false, &ConflictError{d.listConflicts()}
	}
	switch {
	case s == nil:
		d.finish()
	case s.version != d.version:
		return nil, false, nil
	case len(s.changes) > 0:
		e := d.begin()
		if len(d.undone) == 0 {
			e.step.key, d.typed = d.typed, ""
		}
		d.keys, e.step.changes = s.keys, s.changes
		d.apply(s.changes)
		e.join()
	}
	d.pause()
	d.writing = true
	for i := len(d.files) - 1; i >= 0; i-- { // pictures and models before the notes that name them
		switch f := d.files[i]; {
		case !f.changed():
		case f.pieces == nil:
			begun.removed = append(begun.removed, f)
		default:
			begun.jobs = append(begun.jobs, &job{file: f, name: f.name, pieces: f.pieces})
		}
	}
	return begun, true, nil
}

// Files is how many files there are to write.
func (s *Saving) Files() int { return len(s.jobs) + len(s.removed) }

// Write brings the files to disk. What is typed meanwhile is not in them, and is still to
// be saved. It may be called on another goroutine, once.
func (s *Saving) Write() error {
	d := s.d
	d.safe.mu.Lock() // no recovery file is written of what is saved now
	defer d.safe.mu.Unlock()
	err := s.write()
	d.mu.Lock()
	defer d.mu.Unlock()
	if s.Files() > 0 {
		d.writing, d.outline = false, nil
	}
	switch {
	case err != nil:
	case !d.dirty():
		d.safe.drop(d)
	default:
		d.safe.version = -1 // what was typed meanwhile is to be kept safe yet
	}
	return err
}

func (s *Saving) write() error {
	defer func() {
		for _, j := range s.jobs {
			if j.staged != nil {
				j.staged.Drop()
			}
		}
	}()
	var unwritten []string
	for _, j := range s.jobs {
		unwritten = append(unwritten, j.name)
	}
	for _, f := range s.removed {
		unwritten = append(unwritten, f.name)
	}
	for _, j := range s.jobs {
		if err := s.stage(j); err != nil {
			return &SaveError{Unwritten: unwritten, Err: err}
		}
	}
	for n, j := range s.jobs {
		if err := j.staged.Commit(); err != nil {
			return &SaveError{Written: unwritten[:n:n], Unwritten: unwritten[n:], Err: err}
		}
		s.wrote(j)
	}
	for n, f := range s.removed {
		n += len(s.jobs)
		if err := os.Remove(s.d.where.path(f.name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &SaveError{Written: unwritten[:n:n], Unwritten: unwritten[n:], Err: err}
		}
		s.d.mu.Lock()
		f.base, f.stamp = nil, stamp{}
		s.d.mu.Unlock()
	}
	return nil
}

func (s *Saving) stage(j *job) error {
	target := s.d.where.path(j.name)
	if info, err := os.Stat(target); err == nil && info.Mode().Perm()&0o222 == 0 {
		return errReadOnly // also for those who may write to everything
	}
	if j.file.kind != textFile {
		if err := s.d.makeFolder(j.name); err != nil {
			return err
		}
	}
	j.data = j.file.bytesOf(j.pieces)
	staged, err := safefile.Stage(target, j.data)
	if err != nil {
		return err
	}
	j.staged = staged
	return nil
}

// wrote notes that a file is on disk as it was taken.
func (s *Saving) wrote(j *job) {
	now := stamp{exists: true, sum: sha256.Sum256(j.data), size: int64(len(j.data)), seen: time.Now()}
	if info, err := s.d.where.stat(j.name); err == nil {
		now.mod = info.ModTime()
	}
	s.d.mu.Lock()
	j.file.base, j.file.stamp = j.pieces, now
	s.d.mu.Unlock()
}
