package anki_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// A realAnki is the Anki that `make anki` fetches, driven by testdata/anki.py.
type realAnki struct {
	t   testing.TB
	lib string
}

// ankiOrSkip finds the real Anki, or leaves the test out and says why.
func ankiOrSkip(t testing.TB) realAnki {
	t.Helper()
	lib := os.Getenv("TOUCHPOINT_ANKI")
	if lib == "" {
		_, file, _, _ := runtime.Caller(0)
		lib = filepath.Join(filepath.Dir(file), "..", "..", "..", "build", "anki", "usr", "share", "anki")
	}
	if _, err := os.Stat(filepath.Join(lib, "anki", "__init__.py")); err != nil {
		t.Skip("left out: the real Anki is not here; `make anki` fetches it where apt can")
	}
	return realAnki{t, lib}
}

// do runs one command of the driver, whose answer is read into what is given.
func (a realAnki) do(into any, command ...string) {
	a.t.Helper()
	cmd := exec.CommandContext(a.t.Context(), "/usr/bin/python3", append([]string{filepath.Join("testdata", "anki.py")}, command...)...)
	cmd.Env = append(os.Environ(), "ANKI="+a.lib, "LC_ALL=C.UTF-8", "TZ=UTC", "PYTHONDONTWRITEBYTECODE=1")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		a.t.Fatalf("anki.py %v: %v\n%s", command, err, errs.String())
	}
	if err := json.Unmarshal(out.Bytes(), into); err != nil {
		a.t.Fatalf("anki.py %v said %q: %v", command, out.String(), err)
	}
}

// ankiCounts are what Anki counts in a collection.
type ankiCounts struct {
	Notes, Cards, Reviews, Media, Decks, Suspended, Flagged, New, Due int
	Added, Updated, Duplicates                                       int // of the package that was imported last
	Answered                                                         int
	Log                                                              []string
}

// opened is what Anki makes of packages that it imports one after another.
type opened struct {
	Steps      []ankiCounts
	Sound      bool
	Report     string
	Undrawn    []string
	Recomputed int
	Missing    []string
}

// open imports packages, and wants no complaint.
func (a realAnki) open(files ...string) []ankiCounts {
	a.t.Helper()
	var o opened
	a.do(&o, append([]string{"open"}, files...)...)
	if !o.Sound || len(o.Undrawn) > 0 || o.Recomputed > 0 || len(o.Missing) > 0 {
		a.t.Fatalf("Anki is not content with %v: %+v", files, o)
	}
	return o.Steps
}

// ankiNotes is what Anki has of a package.
type ankiNotes struct {
	Notes []struct {
		GUID, Type   string
		Tags, Fields []string
		Cards        []struct {
			Ord, Type, Queue, Due, Interval, Factor, Reps, Lapses, Flag int
			Deck                                                        string
			Reviews                                                     [][2]int64
		}
	}
	Counts ankiCounts
}
