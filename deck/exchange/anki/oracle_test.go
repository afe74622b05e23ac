package anki

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// ankiFolder is where the real Anki is, "" if there is none on this machine.
func ankiFolder() string {
	folder := os.Getenv("ANKI")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "build", "anki", "usr", "share", "anki")
	}
	if _, err := os.Stat(filepath.Join(folder, "anki", "__init__.py")); err != nil {
		return ""
	}
	return folder
}

// realAnki hands files to the real Anki, by testdata/anki.py, and decodes its answer. Where
// there is none on this machine the test is left out: `make anki` brings it.
func realAnki(t testing.TB, into any, args ...string) {
	t.Helper()
	folder := ankiFolder()
	if folder == "" {
		t.Skip("there is no Anki here to hand packages to; make anki brings one")
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "/usr/bin/python3", append([]string{filepath.Join("testdata", "anki.py")}, args...)...)
	command.Env = append(os.Environ(), "ANKI="+folder, "TMPDIR="+t.TempDir()) // Anki empties a folder there that others may be using
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		t.Fatalf("anki.py %v: %v\n%s", args, err, said.Bytes())
	}
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatalf("anki.py %v: %v\n%s", args, err, out)
	}
}

// An ankiCount is what anki.py counts in a collection.
type ankiCount struct {
	Notes, Cards, Reviews, Media, Decks, Suspended, Flagged, New, Due, Added, Updated, Duplicates, Answered int

	Log []string
}

// An ankiSaid is what anki.py says of packages that it opened.
type ankiSaid struct {
	Steps      []ankiCount
	Sound      bool
	Report     string
	Undrawn    []string
	Recomputed int
	Missing    []string
}

// wellTaken complains of what the real Anki found wrong.
func (s *ankiSaid) wellTaken(t testing.TB) {
	t.Helper()
	if !s.Sound || len(s.Undrawn) > 0 || s.Recomputed > 0 || len(s.Missing) > 0 {
		t.Errorf("Anki says: sound %v, %s\ncards not drawn: %q\nchecksums made anew: %d\nmissing: %q", s.Sound, s.Report, s.Undrawn, s.Recomputed, s.Missing)
	}
}
