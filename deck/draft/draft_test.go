package draft_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"touchpoint/deck/draft"
)

// A clock is a time that tests set.
type clock struct{ now time.Time }

func newClock() *clock { return &clock{time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time          { return c.now }
func (c *clock) advance(d time.Duration) { c.now = c.now.Add(d) }

// write writes files into a new folder.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		put(t, dir, name, text)
	}
	return dir
}

func put(t testing.TB, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func get(t testing.TB, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func open(t testing.TB, dir string) (*draft.Draft, *clock) {
	t.Helper()
	c := newClock()
	d, err := draft.Open(dir, "", draft.Options{Recovery: filepath.Join(dir, ".recovery"), Now: c.Now})
	if err != nil {
		t.Fatal(err)
	}
	return d, c
}

// entry returns the entry with an id or, without one, a title.
func entry(t testing.TB, d *draft.Draft, name string) draft.Entry {
	t.Helper()
	for _, e := range d.Outline() {
		if e.ID == name || e.Title == name {
			return e
		}
	}
	t.Fatalf("there is no %q in %v", name, titles(d))
	return draft.Entry{}
}

func titles(d *draft.Draft) []string {
	var list []string
	for _, e := range d.Outline() {
		list = append(list, e.Title)
	}
	return list
}

const (
	first = `---
id: small
title: A small deck
sources:
  a: {text: "A (2019)"}
---
# One

## What is a? {#a}
An a. [@a]

## What is b? {#b after=a}
A b.

# Two

## What is c? {#c}
A c.
`
	second = `# Three

## What is d? {#d}
A d.
`
)

func small(t testing.TB) string {
	return write(t, map[string]string{"deck.md": first, "02-more.md": second})
}
