package draft

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"sort"
	"sync"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/diff"
)

// A Snapshot is the whole deck at one moment. It never changes, so another goroutine may
// check it while its author types on.
type Snapshot struct {
	where   where
	alone   string
	version int
	files   []snapshotFile
	checks  *checks
}

// A snapshotFile is a file as it was at the moment of a snapshot.
type snapshotFile struct {
	name      string
	kind      fileKind
	bom       bool
	unread    bool // it stands on disk and is not read
	now, base []*piece
}

// checks remembers what was found in the last checked decks, by piece: it is sorted where
// the check runs, so that [Draft.Took] has next to nothing to do.
type checks struct {
	mu    sync.Mutex
	last  []check // of the snapshots that were checked last
	taken int     // of which moment the one is that was taken last
}

// A check is what was found in one snapshot.
type check struct {
	deck  *deck.Deck
	of    int // when the snapshot was taken, in changes of the draft
	found map[*piece]finding
}

func (c *checks) put(one check) {
	const most = 4 // each holds a deck
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last = append(c.last, one); len(c.last) > most {
		c.last = slices.Delete(c.last, 0, 1)
	}
}

// take returns what was found in a deck, nil if that is not known or a later one was
// taken before it.
func (c *checks) take(d *deck.Deck) map[*piece]finding {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.last, func(one check) bool { return one.deck == d })
	if i < 0 {
		return nil
	}
	one := c.last[i]
	c.last = slices.DeleteFunc(c.last, func(other check) bool { return other.of <= one.of })
	if one.of < c.taken {
		return nil
	}
	c.taken = one.of
	return one.found
}

// Snapshot returns the deck as it is now.
func (d *Draft) Snapshot() Snapshot {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.snapshot()
}

func (d *Draft) snapshot() Snapshot {
	s := Snapshot{where: d.where, alone: d.alone, version: d.version, checks: d.checks, files: make([]snapshotFile, len(d.files))}
	for i, f := range d.files {
		s.files[i] = snapshotFile{name: f.name, kind: f.kind, bom: f.bom, unread: f.tooBig, now: f.pieces, base: f.base}
	}
	return s
}

// Check reads the whole deck and returns it with all its faults, as the author's command
// line does. The deck is nil if there is none to read.
func (s Snapshot) Check() (*deck.Deck, []deck.Fault) {
	fsys := s.tree(func(f snapshotFile) []*piece { return f.now })
	d, faults := s.parse(fsys)
	if d == nil {
		return nil, faults
	}
	var folder fs.FS
	if s.alone == "" {
		folder = fsys
	}
	faults = append(faults, deck.Check(d, folder)...)
	deck.SortFaults(d, faults)
	s.checks.put(check{d, s.version, findings(s, d, faults)})
	return d, faults
}

// parse reads the deck of a tree.
func (s Snapshot) parse(fsys *tree) (*deck.Deck, []deck.Fault) {
	if s.alone != "" {
		src, ok := fsys.files[s.alone]
		if !ok {
			return nil, nil
		}
		return deck.ParseFile(s.alone, src)
	}
	d, faults, err := deck.Parse(fsys)
	if err != nil {
		return nil, []deck.Fault{{Severity: deck.Error, Rule: "unreadable", Message: err.Error(), Fix: "see to the folder"}}
	}
	return d, faults
}

// Diff compares what is on disk with the snapshot, as learners will see it.
func (s Snapshot) Diff() diff.Diff {
	old, _ := s.parse(s.tree(func(f snapshotFile) []*piece { return f.base }))
	now, _ := s.parse(s.tree(func(f snapshotFile) []*piece { return f.now }))
	return diff.Decks(old, now)
}

// Diff returns what learners will see of what is not saved yet. On a large deck it takes
// a moment; [Snapshot.Diff] does the same on another goroutine.
func (d *Draft) Diff() diff.Diff { return d.Snapshot().Diff() }

// A tree is the files of a deck in memory, over those of its folder on disk.
type tree struct {
	where where
	files map[string][]byte // by path; nil for one that was removed
	lists map[string][]fs.DirEntry
}

// tree returns the files of a snapshot, with the pieces that a function takes of each.
func (s Snapshot) tree(pieces func(snapshotFile) []*piece) *tree {
	t := &tree{where: s.where, files: make(map[string][]byte), lists: make(map[string][]fs.DirEntry)}
	for _, f := range s.files {
		if f.unread || f.now == nil && f.base == nil {
			continue
		}
		var data []byte
		if list := pieces(f); list != nil {
			data = (&file{bom: f.bom}).bytesOf(list)
		}
		t.files[f.name] = data
	}
	return t
}

// Open opens a file, or a folder.
func (t *tree) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	data, ok := t.files[name]
	if ok && data == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if ok {
		return &openFile{treeInfo{path.Base(name), int64(len(data))}, bytes.NewReader(data)}, nil
	}
	if info, err := t.Stat(name); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotFile}
	}
	return t.where.open(name)
}

// Stat describes a file without opening it.
func (t *tree) Stat(name string) (fs.FileInfo, error) {
	if data, ok := t.files[name]; ok {
		if data == nil {
			return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
		}
		return treeInfo{path.Base(name), int64(len(data))}, nil
	}
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	return t.where.stat(name)
}

// ReadDir lists a folder, with the files that are in memory and without those removed.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := t.where.list(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	list := slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		_, ok := t.files[path.Join(name, e.Name())]
		return ok
	})
	for p, data := range t.files {
		if data != nil && path.Dir(p) == name {
			list = append(list, fs.FileInfoToDirEntry(treeInfo{path.Base(p), int64(len(data))}))
		}
	}
	if len(list) == 0 && err != nil {
		return nil, err
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name() < list[j].Name() })
	return list, nil
}

// A treeInfo describes a file in memory.
type treeInfo struct {
	name string
	size int64
}

func (i treeInfo) Name() string     { return i.name }
func (i treeInfo) Size() int64      { return i.size }
func (treeInfo) Mode() fs.FileMode  { return 0o644 }
func (treeInfo) ModTime() time.Time { return time.Time{} }
func (treeInfo) IsDir() bool        { return false }
func (treeInfo) Sys() any           { return nil }

// An openFile is a file in memory that was opened.
type openFile struct {
	info treeInfo
	io.Reader
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (*openFile) Close() error                 { return nil }

// Files returns the texts of the deck by the names of their files, models among them.
func (s Snapshot) Files() map[string]string {
	files := make(map[string]string)
	for _, f := range s.files {
		if f.now != nil && !f.unread && f.kind != mediaFile {
			files[f.name] = string((&file{bom: f.bom}).bytesOf(f.now))
		}
	}
	return files
}
