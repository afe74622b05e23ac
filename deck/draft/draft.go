package draft

import (
	"slices"
	"strconv"
	"sync"
	"time"

	"touchpoint/deck"
)

// Options say where a draft keeps unsaved work and what time it is.
type Options struct {
	Recovery string           // a folder, made when there is something to keep; "" keeps nothing
	Now      func() time.Time // nil: time.Now
}

// A Draft is a deck while its author works on it.
type Draft struct {
	mu      sync.Mutex
	owning  sync.Mutex // held while a deck that was lent becomes its author's
	where   where
	alone   string // the one file of a deck that is no folder
	options Options
	keys    int

	files   []*file
	done    []step
	undone  []step
	size    int // of done, in bytes
	version int // counts changes

	homes   map[Key]*file // in which file each piece stands
	last    place         // of the piece that was looked for last
	outline []Entry       // nil: to be made anew
	lent    bool          // the outline was handed out, so it may not change
	typed   Key           // the piece that was typed in last, which may hold several notes by now

	found     map[*piece]finding // what the last check found
	checked   *deck.Deck         // the deck that it looked at
	context   *deck.Deck         // checked, with the sources of now
	contextOf *piece             // the front matter that context has the sources of
	checks    *checks

	conflicts []conflict
	writing   bool              // a save is on its way to disk
	viewed    map[string]viewed // pictures of the folder that were shown, by path
	safe      safe
}

// A place is where a piece stands.
type place struct {
	file *file
	at   int
}

// piece returns what stands there.
func (p place) piece() *piece { return p.file.pieces[p.at] }

// Open opens a deck folder, or with a file the deck that is this one file of it.
func Open(dir, file string, o Options) (*Draft, error) {
	return openAt(where{dir: dir}, file, o)
}

func openAt(w where, file string, o Options) (*Draft, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	d := &Draft{where: w, alone: file, options: o, checks: &checks{}}
	if err := d.readAll(); err != nil {
		return nil, err
	}
	return d, nil
}

func (d *Draft) newKey() Key {
	d.keys++
	return Key("p" + strconv.Itoa(d.keys))
}

// find returns where a piece stands.
func (d *Draft) find(k Key) (place, bool) {
	if d.homes == nil {
		d.homes = make(map[Key]*file)
		for _, f := range d.files {
			for _, p := range f.pieces {
				d.homes[p.key] = f
			}
		}
	}
	f, ok := d.homes[k]
	if !ok {
		return place{}, false
	}
	if l := d.last; l.file == f && l.at < len(f.pieces) && f.pieces[l.at].key == k {
		return l, true
	}
	i := slices.IndexFunc(f.pieces, func(p *piece) bool { return p.key == k })
	if i < 0 {
		return place{}, false
	}
	d.last = place{f, i}
	return d.last, true
}

// Dirty reports whether there is anything to save.
func (d *Draft) Dirty() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.dirty()
}

func (d *Draft) dirty() bool {
	for _, f := range d.files {
		if f.changed() {
			return true
		}
	}
	return false
}

// Head returns what is said of the deck as a whole, and its sources.
func (d *Draft) Head() (deck.Head, []deck.Source) {
	d.mu.Lock()
	defer d.mu.Unlock()
	_, h, sources, _ := deck.ReadHead(d.head().pieces[0].text)
	return h, sources
}

// SetHead changes what is said of the deck as a whole.
func (d *Draft) SetHead(h deck.Head) error {
	return d.changeHead(func(text string) (string, error) { return deck.WithHead(text, h) })
}

// SetSource adds a source, or replaces the one with its key.
func (d *Draft) SetSource(s deck.Source) error {
	return d.changeHead(func(text string) (string, error) { return deck.WithSource(text, s) })
}

// RemoveSource takes a source out. Notes that cite it are told of by the next check.
func (d *Draft) RemoveSource(key string) error {
	return d.changeHead(func(text string) (string, error) { return deck.WithoutSource(text, key) })
}

func (d *Draft) changeHead(f func(string) (string, error)) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	head := d.head()
	if head.locked != "" {
		return sentence(head.locked)
	}
	text, err := f(head.pieces[0].text)
	if err != nil {
		return said(err)
	}
	d.replace(head.pieces[0].key, text)
	return nil
}
