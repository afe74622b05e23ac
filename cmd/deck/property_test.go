package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestAnyDeckProperty runs every command on a deck that something was done to, and holds
// them to what they promise of one another.
func TestAnyDeckProperty(t *testing.T) {
	files, err := fs.Sub(starter, "starter")
	if err != nil {
		t.Fatal(err)
	}
	work := t.TempDir()
	whole := filepath.Join(work, "whole")
	if code, said := call(t, "new", whole); code != exitOK {
		t.Fatal(said)
	}
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(work, "deck-*")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		deckDir := filepath.Join(dir, "deck")
		if err := os.CopyFS(deckDir, files); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"deck.md", "models/memory.yaml"} {
			path := filepath.Join(deckDir, name)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			text = bytes.Replace(text, []byte(`"DECK-ID"`), []byte("whole"), 1)
			if err := os.WriteFile(path, damaged(t, text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		checkPromises(t, dir, deckDir, whole)
	})
}

// caller is what rapid's T and the testing package's have in common.
type caller interface {
	Fatalf(format string, args ...any)
}

func call(t caller, args ...string) (code int, said string) {
	var out, errs bytes.Buffer
	code = run(context.Background(), args, &out, &errs)
	if code < exitOK || code > exitUsage {
		t.Fatalf("deck %q exits with %d", args, code)
	}
	if code == exitUsage && errs.Len() == 0 {
		t.Fatalf("deck %q exits with 2 and does not say why", args)
	}
	return code, out.String() + errs.String()
}

// damaged is a text that somebody's cat walked over.
func damaged(t *rapid.T, text []byte) []byte {
	scraps := []string{"", "\n", "## ", "# ", "{", "}", "{{", "}}", "{#a .typd}", "[@x]", "```", "<b>", "- ", "> ", ":", "\"", "\t", "\r\n", "\x00", "\xff", "é", "---\n"}
	for range rapid.IntRange(0, 6).Draw(t, "slips") {
		from := rapid.IntRange(0, len(text)).Draw(t, "from")
		to := min(len(text), from+rapid.IntRange(0, 40).Draw(t, "length"))
		scrap := rapid.SampledFrom(scraps).Draw(t, "scrap")
		text = append(append(append([]byte{}, text[:from]...), scrap...), text[to:]...)
	}
	return text
}

func checkPromises(t *rapid.T, dir, deckDir, whole string) {
	code, text := call(t, "check", deckDir)
	other, report := call(t, "check", "--format", "json", deckDir)
	if code != other {
		t.Fatalf("check exits with %d, as JSON with %d", code, other)
	}
	if code == exitUsage {
		return // there is nothing to read; said above
	}
	var found struct{ Errors, Warnings int }
	if err := json.Unmarshal([]byte(report), &found); err != nil {
		t.Fatalf("%v in %s", err, report)
	}
	if (found.Errors > 0) != (code == exitFaulty) || strings.Count(text, "\n") != found.Errors+found.Warnings+min(1, found.Errors+found.Warnings) {
		t.Fatalf("%d errors and %d warnings, but check exits with %d and says\n%s", found.Errors, found.Warnings, code, text)
	}
	_, log := call(t, "check", "--format", "sarif", deckDir)
	checkSarif(t, log)
	for _, c := range []string{"stats", "cards", "fmt"} {
		args := []string{c, deckDir}
		if c == "fmt" {
			args = append(args, "-d")
		}
		call(t, args...)
	}
	for _, id := range []string{"gaps", "places", "memory", "order", "testing"} {
		call(t, "show", deckDir, id)
	}
	call(t, "diff", whole, deckDir)
	if rapid.IntRange(0, 3).Draw(t, "written") == 0 { // bringing files to the disk takes its time
		checkWritten(t, dir, deckDir, code)
	}
}

// checkWritten holds the commands that write to their promises. Check exits with code.
func checkWritten(t *rapid.T, dir, deckDir string, code int) {
	packed := filepath.Join(dir, "x.deck")
	packing, said := call(t, "pack", "-o", packed, deckDir)
	if packing != code {
		t.Fatalf("check exits with %d, pack with %d: %s", code, packing, said)
	}
	if packing == exitOK {
		out := filepath.Join(dir, "out")
		if code, said := call(t, "unpack", packed, out); code != exitOK {
			t.Fatalf("what was packed cannot be unpacked: %s", said)
		}
		if _, said := call(t, "diff", deckDir, out); said != "Nothing changes.\n" {
			t.Fatalf("what was packed is not what comes out: %s", said)
		}
	}
	if code, said := call(t, "check", "--fix", deckDir); code == exitUsage {
		t.Fatalf("check --fix: %s", said)
	}
	if _, again := call(t, "check", "--fix", deckDir); strings.Contains(again, " mended; ") {
		t.Fatalf("mended twice: %s", again)
	}
}
