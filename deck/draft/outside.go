package draft

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// An OutsideState says what other programs did to the files of a draft.
type OutsideState uint8

// The states, the later the more there is to tell.
const (
	Unchanged  OutsideState = iota
	Merged                  // what only they changed was taken over, as one step of the history
	Conflicted              // some pieces were changed on both sides
)

// Outside is what other programs did to the files of a draft.
type Outside struct {
	State     OutsideState
	Taken     []Key      // pieces that were taken over
	Conflicts []Conflict // pieces changed on both sides, those of earlier looks among them
	Gone      []string   // files that are not there any more; the draft still has them
	Sentence  string     // all of it in words, "" when unchanged
}

// A Conflict is a piece that was changed here and by another program. Until it is
// resolved the draft keeps what was written here.
type Conflict struct {
	Key    Key
	File   string
	Title  string
	Mine   string // "" if it was removed here
	Theirs string // "" if it was removed there
}

// A conflict is a Conflict with what resolving it takes.
type conflict struct {
	key    Key
	file   *file
	title  string
	theirs *piece // nil if it was removed there
	after  Key    // the piece that it stands after there
}

// LookOutside looks whether other programs changed the files, and takes over what it can.
// A file that is gone stays in the draft, and the next save writes it again.
func (d *Draft) LookOutside() (Outside, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.look()
}

// Touched reports whether [Draft.LookOutside] may find anything. It only asks when the
// files were changed last, and holds nobody up meanwhile.
func (d *Draft) Touched() bool {
	d.mu.Lock()
	w, rests := d.where, d.writing || d.where.lent != nil
	known := make(map[string]stamp, len(d.files))
	for _, f := range d.files {
		switch {
		case f.tooBig:
			known[f.name] = stamp{}
		case f.stamp.exists:
			known[f.name] = f.stamp
		}
	}
	for name, v := range d.viewed {
		if _, ok := known[name]; !ok {
			known[name] = v.stamp
		}
	}
	d.mu.Unlock()
	if rests {
		return false
	}
	names, err := w.names(d.alone)
	if err != nil {
		return false // nothing can be found there
	}
	for _, name := range names {
		if _, ok := known[name]; !ok {
			if _, err := w.stat(name); err == nil {
				return true
			}
		}
	}
	for name, was := range known {
		if info, err := w.stat(name); was.exists && (err != nil || !was.unchanged(info)) {
			return true
		}
	}
	return false
}

// racy is how long after a change another may bear the same time.
const racy = 2 * time.Second

// unchanged reports whether a file is surely as it was seen.
func (s stamp) unchanged(info fs.FileInfo) bool {
	return s.exists && s.size == info.Size() && s.mod.Equal(info.ModTime()) && s.seen.Sub(s.mod) > racy
}

func (d *Draft) look() (Outside, error) {
	if d.writing || d.where.lent != nil {
		return Outside{}, nil // what is on disk now is the draft's own, or nobody writes there
	}
	names, err := d.namesNow()
	if err != nil {
		return Outside{}, say("%s cannot be read: %s. Your text is still here. Save it when the folder is back.", d.where.name(), reason(err))
	}
	var out Outside
	var parts []*mergePart
	for _, name := range names {
		part, err := d.lookAt(name)
		if err != nil {
			return Outside{}, say("%s was changed by another program and cannot be read: %s. Your text is still here.", name, reason(err))
		}
		if part != nil {
			parts = append(parts, part)
		}
	}
	lost := d.lost(names)
	for _, f := range lost {
		if moved(f, parts) {
			parts = append(parts, &mergePart{file: f, base: f.base, gone: true})
		} else {
			out.Gone = append(out.Gone, f.name)
			f.base, f.stamp = nil, stamp{}
			d.outline = nil
			d.version++ // the recovery file must hold it now
		}
	}
	m := merge{d: d, parts: parts}
	m.run()
	out.Taken = m.taken
	changed, gone := d.lookAtPictures()
	for _, part := range parts {
		part.file.base, part.file.stamp = part.theirs, part.stamp
		if part.gone {
			part.file.base = nil
		}
	}
	if len(parts) > 0 {
		d.outline = nil
	}
	d.conflicts = slices.DeleteFunc(d.conflicts, func(c conflict) bool { return m.overtakes(c.key) })
	d.conflicts = append(d.conflicts, m.conflicts...)
	out.Conflicts = d.listConflicts()
	out.say(changed, gone)
	return out, nil
}

// say fills in the state and the sentence, with what became of pictures.
func (o *Outside) say(changed int, pictures []string) {
	var s []string
	if n := len(o.Taken) + changed; n > 0 {
		o.State = Merged
		s = append(s, fmt.Sprintf("Another program changed the deck: %s taken over.", count(n, "change was", "changes were")))
	}
	for _, lost := range []struct {
		what  string
		names []string
	}{{"The text is", o.Gone}, {plural(len(pictures), "The picture is", "The pictures are"), pictures}} {
		if n := len(lost.names); n > 0 {
			o.State = Merged
			s = append(s, fmt.Sprintf("%s %s gone from the folder. %s still here, and saving writes %s again.",
				listOf(lost.names), plural(n, "is", "are"), lost.what, plural(n, "it", "them")))
		}
	}
	o.Gone = append(o.Gone, pictures...)
	if n := len(o.Conflicts); n > 0 {
		o.State = Conflicted
		s = append(s, fmt.Sprintf("%s changed here and by another program. Choose which text to keep.", count(n, "part was", "parts were")))
	}
	o.Sentence = strings.Join(s, " ")
}

func count(n int, one, many string) string { return fmt.Sprintf("%d %s", n, plural(n, one, many)) }

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// namesNow returns the files that are there now and matter to the draft.
func (d *Draft) namesNow() ([]string, error) {
	if _, err := d.where.stat("."); err != nil {
		return nil, err
	}
	var names []string
	if d.alone == "" {
		list, err := d.where.names(d.alone)
		if err != nil {
			return nil, err
		}
		names = list
	}
	for _, f := range d.files {
		if f.kind != mediaFile && d.alone == "" || slices.Contains(names, f.name) {
			continue
		}
		if _, err := d.where.stat(f.name); err == nil {
			names = append(names, f.name)
		}
	}
	return names, nil
}

// lookAt returns the new version of a file, nil if it is as it was.
func (d *Draft) lookAt(name string) (*mergePart, error) {
	f := d.known(name)
	if f != nil && f.tooBig {
		return nil, nil
	}
	if f != nil && f.stamp.exists {
		if info, err := d.where.stat(name); err == nil && f.stamp.unchanged(info) {
			return nil, nil
		}
	}
	src, now, err := d.readFile(name)
	if err != nil && f == nil {
		return nil, nil // nothing of it is here yet, so there is nothing to tell
	}
	if err != nil {
		return nil, err
	}
	if f == nil {
		f = d.file(name)
	}
	if f.stamp.exists && f.stamp.sum == now.sum {
		f.stamp = now
		return nil, nil
	}
	mine := f.changed()
	part := &mergePart{file: f, base: f.base, stamp: now}
	part.theirs = d.load(f, src)
	if mine {
		f.locked = "" // what was written here can still be resolved
	}
	return part, nil
}

// lost returns the files that were on disk and are not there any more.
func (d *Draft) lost(names []string) []*file {
	var list []*file
	for _, f := range d.files {
		if f.stamp.exists && !f.tooBig && !slices.Contains(names, f.name) {
			list = append(list, f)
		}
	}
	return list
}

// moved reports whether everything that a lost file had stands in a file that is new.
func moved(f *file, parts []*mergePart) bool {
	texts := make(map[string]bool)
	for _, part := range parts {
		if part.base == nil {
			for _, p := range part.theirs {
				texts[p.text] = true
			}
		}
	}
	return !slices.ContainsFunc(f.base, func(p *piece) bool { return p.text != "" && !texts[p.text] })
}

// listConflicts returns the conflicts that are still open.
func (d *Draft) listConflicts() []Conflict {
	var list []Conflict
	for _, c := range d.conflicts {
		out := Conflict{Key: c.key, File: c.file.name, Title: c.title}
		if at, ok := d.find(c.key); ok {
			out.Mine = at.piece().text
		}
		if c.theirs != nil {
			out.Theirs = c.theirs.text
		}
		list = append(list, out)
	}
	return list
}

// Conflicts returns the conflicts that are still to be resolved.
func (d *Draft) Conflicts() []Conflict {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.listConflicts()
}

// Resolve decides a conflict: mine keeps what was written here, otherwise that of the
// other program takes its place. Either way undo brings back the other.
func (d *Draft) Resolve(c Conflict, mine bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	i := slices.IndexFunc(d.conflicts, func(o conflict) bool { return o.key == c.Key })
	if i < 0 {
		return
	}
	open := d.conflicts[i]
	d.conflicts = slices.Delete(d.conflicts, i, i+1)
	d.version++
	d.takeTheirs(open)
	if mine { // as a step of its own, so that undo shows the other
		d.takeBack()
	}
}

// takeTheirs puts the other program's text in the place of that of a conflict.
func (d *Draft) takeTheirs(open conflict) {
	e := d.begin()
	d.settle(e)
	at, here := d.find(open.key)
	switch {
	case here && open.theirs == nil && at.file.kind == textFile && at.at > 0:
		e.splice(at.file, at.at, 1)
	case here && open.theirs == nil:
		e.remove(at.file)
	case here:
		e.splice(at.file, at.at, 1, fit(at.file, at.at, open.theirs))
	case open.theirs != nil && open.file.pieces == nil:
		e.splice(open.file, 0, 0, open.theirs)
	case open.theirs != nil:
		to := len(open.file.pieces)
		if after, ok := d.find(open.after); ok && after.file == open.file {
			to = after.at + 1
		}
		e.insert(open.file, to, open.theirs)
	}
	e.commit(open.key)
}
