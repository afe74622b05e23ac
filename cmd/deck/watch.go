package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
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
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("changes cannot be watched here: %w", err)
	}
	defer w.Close()
	for _, path := range c.Paths {
		p, err := locate(path)
		if err != nil {
			return err
		}
		p.close()
	}
	for {
		// Before the check, so that no change after it is missed; folders come and go.
		if err := c.follow(w); err != nil {
			return err
		}
		if err := c.round(s); err != nil {
			return err
		}
		if !settled(ctx, w) {
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
	if failed != nil {
		fmt.Fprintln(s.out, failed)
	}
	verdict := s.ink.green("Nothing to mend.")
	if failed != nil || len(r.faults) > 0 {
		verdict = fmt.Sprintf("%s, %s.", count(r.Errors, "error"), count(r.Warnings, "warning"))
	}
	_, err := fmt.Fprintf(s.out, "%s Watching; Ctrl+C ends.\n", verdict)
	return err
}

// follow watches the folders that the decks are in. Watching one twice makes no difference.
func (c *checkCommand) follow(w *fsnotify.Watcher) error {
	for _, path := range c.Paths {
		p, err := locate(path)
		if err != nil {
			continue // gone for a moment; its folder is watched already
		}
		for _, dir := range p.folders() {
			if err := w.Add(dir); err != nil && dir == p.dir {
				p.close()
				return fmt.Errorf("%s cannot be watched: %w", dir, err)
			}
		}
		p.close()
	}
	return nil
}

// folders are the folders whose files belong to the deck.
func (p *place) folders() []string {
	if p.packed {
		return []string{filepath.Dir(p.dir)}
	}
	if p.alone {
		return []string{p.dir}
	}
	const most = 100 // folders; what is deeper down is no text, and cannot take all watches of the system
	var list []string
	_ = fs.WalkDir(p.fsys, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case len(list) == most:
			return fs.SkipAll
		case err != nil || !e.IsDir():
			return nil
		case strings.HasPrefix(name, ".") && name != ".":
			return fs.SkipDir
		}
		list = append(list, filepath.Join(p.dir, filepath.FromSlash(name)))
		return nil
	})
	return list
}

// settled waits for a change and then for calm. It reports false when there is nothing more to wait for.
func settled(ctx context.Context, w *fsnotify.Watcher) bool {
	var quiet <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return false
		case e, open := <-w.Events:
			if !open {
				return false
			}
			if matters(e) {
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
func matters(e fsnotify.Event) bool {
	name := filepath.Base(e.Name)
	return e.Op != fsnotify.Chmod && !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, "~")
}
