package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// rounds hands on what a watch writes, one check at a time.
type rounds struct {
	text strings.Builder
	each chan string
}

func (r *rounds) Write(p []byte) (int, error) {
	r.text.Write(p)
	if strings.HasSuffix(r.text.String(), "Ctrl+C ends.\n") {
		r.each <- r.text.String()
		r.text.Reset()
	}
	return len(p), nil
}

// next waits for a check whose text holds want. An editor's save can be seen half way, so
// the checks before it do not matter.
func (r *rounds) next(t *testing.T, want string) {
	t.Helper()
	late := time.After(time.Minute)
	for {
		select {
		case got := <-r.each:
			if strings.Contains(got, want) {
				return
			}
		case <-late:
			t.Fatalf("no check said %q", want)
		}
	}
}

func TestWatch(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deck")
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const head = "---\nid: a\ntitle: A\n---\n## A {#a}\n"
	write("deck.md", head+"x\n")

	ctx, stop := context.WithCancel(t.Context())
	out := &rounds{each: make(chan string)}
	done := make(chan int)
	go func() { done <- run(ctx, []string{"check", "--watch", dir}, out, io.Discard) }()

	out.next(t, "Nothing to mend.")
	write("deck.md", head+"![A picture](media/a.png)\n")
	out.next(t, "1 error, 0 warnings.")
	write("media/a.png", "<svg/>") // in a folder that was not there
	out.next(t, "Nothing to mend.")
	write("more.md", "## A {#a}\ny\n")
	out.next(t, "duplicate-id")
	if err := os.Remove(filepath.Join(dir, "more.md")); err != nil {
		t.Fatal(err)
	}
	out.next(t, "Nothing to mend.")

	// The deck is away for a moment.
	away := dir + "-away"
	if err := os.Rename(dir, away); err != nil {
		t.Fatal(err)
	}
	out.next(t, "does not exist. Watching")
	if err := os.Rename(away, dir); err != nil {
		t.Fatal(err)
	}
	out.next(t, "Nothing to mend.")

	// As an editor saves: another file takes the name.
	write(".deck.md.tmp", head)
	if err := os.Rename(filepath.Join(dir, ".deck.md.tmp"), filepath.Join(dir, "deck.md")); err != nil {
		t.Fatal(err)
	}
	out.next(t, "empty-side")

	if err := interrupt(); err != nil { // Windows
		stop()
	}
	defer stop()
	for {
		select {
		case <-out.each: // a check that was under way
		case code := <-done:
			if code != exitOK {
				t.Errorf("a watch that was ended exits with %d, want 0", code)
			}
			return
		}
	}
}

// interrupt does what Ctrl+C does. The watch has asked for it, so the tests go on.
func interrupt() error {
	p, err := os.FindProcess(os.Getpid())
	if err != nil {
		return err
	}
	return p.Signal(os.Interrupt)
}
