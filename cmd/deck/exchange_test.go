//go:build cgo

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const sample = "../../deck/exchange/anki/apkg/testdata/samples/sample_with_history.apkg"

// contents returns all files in a folder with what is in them.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		all[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// deckRun runs the command in the test's process.
func deckRun(ctx context.Context, args ...string) (code int, out, errs string) {
	var stdout, stderr bytes.Buffer
	code = run(ctx, args, &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// TestImportTwice holds that the same package a second time changes no byte, of decks or
// journal, and makes no backup.
func TestImportTwice(t *testing.T) {
	dir := t.TempDir()
	args := []string{"import", "anki", "--json", sample, filepath.Join(dir, "my decks"), "--progress", filepath.Join(dir, "data")}
	var before map[string]string
	for i, want := range []takenIn{{Added: 1029}, {Known: 1029}} {
		code, out, errs := deckRun(t.Context(), args...)
		if code != exitOK || errs != "" {
			t.Fatalf("exit code %d, %s", code, errs)
		}
		var got imported
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatal(err)
		}
		if got.Journal == nil || got.Journal.Added != want.Added || got.Journal.Known != want.Known {
			t.Errorf("journal %+v, want %+v", got.Journal, want)
		}
		now := contents(t, dir)
		if i > 0 && !maps.Equal(now, before) {
			t.Errorf("files %q are not what they were: %q", slices.Sorted(maps.Keys(now)), slices.Sorted(maps.Keys(before)))
		}
		before = now
	}
}

// TestImportLeavesNothing holds that what cannot be done leaves neither a deck nor a journal.
func TestImportLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for _, c := range []struct {
		ctx           context.Context
		deck, journal string
		code          int
		said          string
	}{
		{t.Context(), filepath.Join(dir, "a"), file, exitUsage, "is no journal"},
		{t.Context(), filepath.Join(dir, "a"), filepath.Join(file, "b"), exitUsage, ""},
		{t.Context(), filepath.Join(file, "a"), filepath.Join(dir, "data"), exitUsage, "Nothing was written"},
		{stopped, filepath.Join(dir, "a"), filepath.Join(dir, "data"), exitStopped, "stopped before it was done"},
	} {
		code, _, errs := deckRun(c.ctx, "import", "anki", sample, c.deck, "--progress", c.journal)
		if code != c.code || !strings.Contains(errs, c.said) {
			t.Errorf("exit code %d, want %d: %s", code, c.code, errs)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 1 {
			t.Errorf("%v, %v are there", err, entries)
		}
	}
}
