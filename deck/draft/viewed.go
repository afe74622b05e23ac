package draft

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// A viewed is a picture of the folder that was shown, as it was then. Should it be taken
// away while a note still shows it, this is what is left of it.
type viewed struct {
	data  []byte
	stamp stamp
}

// mostViewed bounds what is kept of pictures, in bytes.
const mostViewed = 3 * MaxPicture

// view keeps a picture that is shown. When they become too many the earlier ones go.
func (d *Draft) view(name string, v viewed) {
	if d.where.lent != nil {
		return // nobody takes anything away there
	}
	total := len(v.data)
	for _, old := range d.viewed {
		total += len(old.data)
	}
	if d.viewed == nil || total > mostViewed {
		d.viewed = make(map[string]viewed)
	}
	d.viewed[name] = v
}

// lookAtPictures looks what became of the pictures that were shown. One that is gone, and
// that a note still shows, is a part of the draft from now on, to be saved with it.
func (d *Draft) lookAtPictures() (changed int, gone []string) {
	for name, was := range d.viewed {
		if d.known(name) != nil {
			delete(d.viewed, name) // it is looked after with the other files
			continue
		}
		info, err := d.where.stat(name)
		if err == nil && was.stamp.unchanged(info) {
			continue
		}
		_, now, err := d.where.read(name, MaxPicture)
		switch {
		case err == nil && now.sum == was.stamp.sum:
			d.viewed[name] = viewed{was.data, now}
			continue
		case err == nil:
			changed++
		case errors.Is(err, fs.ErrNotExist) && d.shows(name):
			f := d.file(name)
			f.pieces = d.load(f, was.data)
			d.homes = nil
			d.version++ // the recovery file must hold it now
			gone = append(gone, name)
		}
		delete(d.viewed, name)
	}
	slices.Sort(gone)
	return changed, gone
}

// shows reports whether a text of the deck names a picture.
func (d *Draft) shows(name string) bool {
	for _, f := range d.files {
		if f.kind == mediaFile {
			continue
		}
		for _, p := range f.pieces {
			if strings.Contains(p.text, name) {
				return true
			}
		}
	}
	return false
}
