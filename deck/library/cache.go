package library

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/pack"
)

// A cache remembers decks that were read, so that a change of one does not take the time
// of reading all. What is in it is never changed.
type cache struct {
	mu    sync.Mutex
	decks map[string]reading
}

// A reading is what came of reading a deck.
type reading struct {
	print  string
	deck   *deck.Deck
	faults []deck.Fault
}

// doubtful reports whether a file that was written then may be written again without its
// time of change telling: the clocks of disks go in steps, some of two seconds.
func doubtful(written time.Time) bool {
	step := 100 * time.Millisecond
	if written.Nanosecond() == 0 {
		step = 2500 * time.Millisecond
	}
	return time.Since(written) < step
}

// read is [read] for a deck that may have been read before.
func (c *cache) read(s Source) (*deck.Deck, []deck.Fault, error) {
	mark, newest := textPrint(s)
	if mark == "" {
		return read(s)
	}
	c.mu.Lock()
	r, known := c.decks[s.key()]
	c.mu.Unlock()
	if known && r.print == mark {
		return r.deck, r.faults, nil
	}
	d, faults, err := read(s)
	if err == nil && d != nil && !doubtful(newest) {
		c.put(s, reading{mark, d, faults})
	}
	return d, faults, err
}

func (c *cache) put(s Source, r reading) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.decks == nil {
		c.decks = make(map[string]reading)
	}
	c.decks[s.key()] = r
}

// key tells sources apart that can be told apart.
func (s Source) key() string {
	if dir, ok := s.FS.(folder); ok && !s.Embedded {
		return string(dir) + "\x00" + s.File
	}
	return "embedded\x00" + s.Name
}

// textPrint tells states of the files that a deck is read from apart, without reading
// them, and returns when the last of them was written. It is "" if that cannot be told.
func textPrint(s Source) (mark string, newest time.Time) {
	if s.Embedded {
		return "embedded", newest
	}
	if _, ok := s.FS.(folder); !ok {
		return "", newest
	}
	var b strings.Builder
	note := func(name string, e fs.DirEntry) bool {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() {
			return false // a link, for instance, which leads to a file that may change
		}
		if info.ModTime().After(newest) {
			newest = info.ModTime()
		}
		fmt.Fprintf(&b, "%s\x00%d\x00%d\n", name, info.Size(), info.ModTime().UnixNano())
		return true
	}
	entries, err := fs.ReadDir(s.FS, ".")
	if err != nil {
		return "", newest
	}
	for _, e := range entries {
		if wanted := !e.IsDir() && deck.IsText(e.Name()) && (s.File == "" || e.Name() == s.File); wanted && !note(e.Name(), e) {
			return "", newest
		}
	}
	if entries, err = fs.ReadDir(s.FS, "models"); err != nil || s.File != "" {
		return b.String(), newest // it has none
	}
	for _, e := range entries {
		if !e.IsDir() && !note(path.Join("models", e.Name()), e) {
			return "", newest
		}
	}
	return b.String(), newest
}

// printOf tells states of all files of a deck apart, without reading them; "" if that
// cannot be told.
func printOf(s Source) string {
	if s.File != "" {
		info, err := fs.Stat(s.FS, s.File)
		if err != nil {
			return ""
		}
		return fmt.Sprintf("%s %d %d", s.File, info.Size(), info.ModTime().UnixNano())
	}
	files, err := pack.List(s.FS)
	if err != nil {
		return ""
	}
	return filesPrint(s.FS, files)
}
