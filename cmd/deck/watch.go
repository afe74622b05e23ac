package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// calm is how long nothing must change before a deck is checked again: an editor that
// saves, or a version control that updates, changes many files in a moment.
const calm = 100 * time.Millisecond

// watch checks the decks, and again after every change to one of their files, until
// Ctrl+C. That is how it is meant to end, so it is no fault.
func (c *checkCommand) watch(s *session) error {
	ctx, stop := signal.NotifyContext(s.ctx, os.Interrupt) // elsewhere Ctrl+C ends the program at once
	defer stop()
	w, err := newWatcher(c.Paths)
	if err != nil {
		return err
	}
	defer w.Close()
	for {
		// Before the check, so that no change after it is missed; folders come and go.
		if err := w.follow(); err != nil {
			return err
		}
		if err := c.round(s); err != nil {
			return err
		}
		if !w.settled(ctx) {
			return nil
		}
	}
}

// round checks once and says what it found on a fresh screen. A deck that cannot be read
// just now, because it is being replaced, is told of and watched on.
func (c *checkCommand) round(s *session) error {
	r, failed := inspect(c.Paths)
	if s.width > 0 { // a terminal
		fmt.Fprint(s.out, "\x1b[H\x1b[2J\x1b[3J")
	}
	if err := c.writeText(s, r.faults); err != nil {
		return err
	}
	verdict := s.ink.green("Nothing to mend.")
	switch {
	case failed != nil:
		verdict = failed.Error() + "."
	case len(r.faults) > 0:
		verdict = fmt.Sprintf("%s, %s.", count(r.Errors, "error"), count(r.Warnings, "warning"))
	}
	_, err := fmt.Fprintf(s.out, "%s Watching; Ctrl+C ends.\n", verdict)
	return err
}

// A watcher tells of changes to decks.
type watcher struct {
	*fsnotify.Watcher
	roots []string // whose files, and they themselves, are watched
}

func newWatcher(paths []string) (*watcher, error) {
	w := &watcher{}
	for _, path := range paths {
		p, err := locate(path)
		if err != nil {
			return nil, err
		}
		p.close()
		root := p.dir
		if p.alone {
			root = path
		}
		if root, err = filepath.Abs(root); err != nil {
			return nil, cannotRead(path, err)
		}
		w.roots = append(w.roots, root)
	}
	var err error
	if w.Watcher, err = fsnotify.NewWatcher(); err != nil {
		return nil, fmt.Errorf("changes cannot be watched here: %w", err)
	}
	return w, nil
}

// follow watches the folders of the decks, and those that these stand in, since a deck may
// be replaced as a whole. Watching one twice makes no difference.
func (w *watcher) follow() error {
	for _, root := range w.roots {
		if err := w.Add(filepath.Dir(root)); err != nil {
			return fmt.Errorf("%s cannot be watched: %w", filepath.Dir(root), err)
		}
		if info, err := os.Stat(root); err != nil || !info.IsDir() {
			continue // a file, or gone for a moment
		}
		for _, dir := range folders(root) {
			if err := w.Add(dir); err != nil && dir == root {
				return fmt.Errorf("%s cannot be watched: %w", dir, err)
			}
		}
	}
	return nil
}

// folders are a folder and those in it that may hold files of a deck.
func folders(root string) []string {
	const most = 100 // a folder that is no deck shall not take all watches of the system
	var list []string
	_ = filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		switch {
		case len(list) == most:
			return fs.SkipAll
		case err != nil || !e.IsDir():
			return nil
		case name != root && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		}
		list = append(list, name)
		return nil
	})
	return list
}

// settled waits for a change and then for calm. It reports false when there is nothing more
// to wait for.
func (w *watcher) settled(ctx context.Context) bool {
	var quiet <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return false
		case e, open := <-w.Events:
			if !open {
				return false
			}
			if w.matters(e) {
				quiet = time.After(calm)
			}
		case _, open := <-w.Errors: // too many changes at once, some were not told of
			if !open {
				return false
			}
			quiet = time.After(calm)
		case <-quiet:
			return true
		}
	}
}

// matters reports whether a change may be one of a deck, and not of an editor's own files.
func (w *watcher) matters(e fsnotify.Event) bool {
	ours := slices.ContainsFunc(w.roots, func(root string) bool {
		return e.Name == root || strings.HasPrefix(e.Name, strings.TrimSuffix(root, string(filepath.Separator))+string(filepath.Separator))
	})
	name := filepath.Base(e.Name)
	return ours && e.Op != fsnotify.Chmod && !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, "~")
}
