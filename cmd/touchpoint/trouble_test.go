package main_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"touchpoint/cmd/touchpoint/internal/desktop"
	"touchpoint/deck/memory"
)

// Places in the head of an SQLite file; see "The Database Header" of its file format.
const (
	headVersion     = 60 // user_version: the version of Touchpoint's tables
	headApplication = 68 // application_id: whose file it is
)

// TestProgressThatCannotBeOpened starts the program on a folder that it cannot use.
// The window must come up all the same, say so, and touch nothing.
func TestProgressThatCannotBeOpened(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, path string){
		"newer":   func(t *testing.T, path string) { overwrite(t, path, headVersion, []byte{0, 0, 0x7f, 0xff}) },
		"foreign": func(t *testing.T, path string) { overwrite(t, path, headApplication, []byte("JPEG")) },
		"damaged": func(t *testing.T, path string) { overwrite(t, path, 0, bytes.Repeat([]byte("rust"), 1500)) },
		"no-file": func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(path, 0o755); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLearner(t, desktop.Start(t, 1400, 1000), "")
			if err := l.journal(monday).Close(); err != nil {
				t.Fatal(err)
			}
			spoil(t, filepath.Join(l.data, "progress.db"))
			before := contents(t, l.data)

			l.open(monday)
			l.w.Shot("trouble/" + name)
			if !l.w.Printed("screen trouble") || l.w.Printed("screen today") {
				t.Errorf("the program opened progress that it cannot read")
			}
			l.w.Key("1", "space", "ctrl+z", "ctrl+comma", "i") // nothing may come of them
			l.w.Close()
			for file, old := range before {
				if now, kept := contents(t, l.data)[file]; !kept || !bytes.Equal(now, old) {
					t.Errorf("%s was changed", file)
				}
			}
		})
	}
}

// TestGoBackToTheNewestBackup damages the progress beyond its head, and lets the
// learner take the backup instead, by keys.
func TestGoBackToTheNewestBackup(t *testing.T) {
	l := newLearner(t, desktop.Start(t, 1400, 1000), "")
	l.open(monday)
	l.study()
	l.answer(memory.Good)
	l.answer(memory.Hard)
	l.w.Close()
	j := l.journal(monday.Add(time.Hour)) // later than the program's own backup of the day
	if _, err := j.Backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	j.Close()
	overwrite(t, filepath.Join(l.data, "progress.db"), 4096, bytes.Repeat([]byte("rust"), 4096))

	l.open(monday)
	l.w.Shot("trouble/backup")
	if !l.w.Printed("screen trouble") {
		t.Fatal("the program opened progress that is damaged")
	}
	l.w.Key("Tab", "Return")
	l.w.WaitLine("screen today")
	l.w.Shot("trouble/back-from-backup")
	l.w.Close()
	l.checkJournal(monday)
}

// TestFolderThatIsNone gives the program a file for its folder.
func TestFolderThatIsNone(t *testing.T) {
	l := newLearner(t, desktop.Start(t, 1400, 1000), "")
	l.data = filepath.Join(l.data, "file")
	if err := os.WriteFile(l.data, []byte("a letter"), 0o600); err != nil {
		t.Fatal(err)
	}
	l.open(monday)
	l.w.Shot("trouble/folder")
	if !l.w.Printed("screen trouble") {
		t.Error("the program does not say that its folder cannot be used")
	}
	l.w.Close()
	if text, err := os.ReadFile(l.data); err != nil || string(text) != "a letter" {
		t.Errorf("the file in the folder's place is now %q, %v", text, err)
	}
}

// TestBrokenDeck studies beside a deck with faults in it.
func TestBrokenDeck(t *testing.T) {
	l := newLearner(t, desktop.Start(t, 1400, 1000), "")
	dir := filepath.Join(l.data, "decks", "broken")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	const text = "---\nid: broken\ntitle: Broken\n---\n# One\n\n## No deletion {#a .cloze}\nNothing is left out.\n\n## Whole {#b}\nYes.\n"
	if err := os.WriteFile(filepath.Join(dir, "deck.md"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	l.open(monday)
	l.w.Shot("trouble/deck")
	l.w.Key("Return")
	if got := l.w.WaitLine("show "); got != "show broken/b" {
		t.Errorf("first card: %q, want the deck's whole note", got)
	}
	l.w.Close()
}

// TestTwoWindows studies the same progress in two windows. Both show the same card;
// the second to answer learns that it was answered, and nothing counts twice.
func TestTwoWindows(t *testing.T) {
	d := desktop.Start(t, 1400, 1000)
	one := newLearner(t, d, "")
	one.open(monday)
	two := newLearner(t, d, "")
	two.data = one.data
	two.open(monday.Add(time.Minute)) // each has a clock of its own, and the journal is in their order
	one.study()
	two.study()
	if one.card != two.card {
		t.Fatalf("the windows begin with %s and %s, want the same card", one.card, two.card)
	}
	one.answer(memory.Good)
	two.respond()
	two.w.Key("3")
	if line := two.w.WaitLine("answer ", "show "); strings.HasPrefix(line, "show ") {
		two.seen(line)
	} else {
		t.Fatalf("the second window says %q, want another card", line)
	}
	two.w.WaitLine("problem ")
	two.w.Shot("trouble/two-windows")
	two.w.Key("Return") // closes the panel
	two.answer(memory.Hard)
	one.did = append(one.did, two.did...)
	two.w.Close()
	one.w.Close()
	one.checkJournal(monday)
}

// TestOddTimes studies with the clock set back and in another time zone, under a
// system that has no language.
func TestOddTimes(t *testing.T) {
	d := desktop.Start(t, 1400, 1000)
	l := newLearner(t, d, "")
	anyOrder := cmpopts.SortSlices(func(a, b act) bool { // the journal's order is that of its clock
		return fmt.Sprint(a) < fmt.Sprint(b)
	})
	for _, visit := range []struct {
		name, zone, language string
		at                   time.Time
	}{
		{"usual", "UTC", "en_GB.UTF-8", monday},
		{"set-back", "UTC", "en_GB.UTF-8", monday.AddDate(0, 0, -3)},
		{"far-east", "Pacific/Kiritimati", "C", monday.AddDate(0, 0, 1)},
		{"far-west", "Pacific/Pago_Pago", "C", monday.AddDate(0, 0, 1)},
	} {
		d.Setenv("TZ", visit.zone)
		d.Setenv("LANG", visit.language)
		l.open(visit.at)
		l.w.Shot("times/" + visit.name)
		l.study()
		l.answer(memory.Good)
		l.answer(memory.Again)
		l.w.Close()
		l.checkJournal(visit.at, anyOrder)
	}
}

func overwrite(t *testing.T, path string, at int64, data []byte) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.WriteAt(data, at); err != nil {
		t.Fatal(err)
	}
}

// contents reads the files of a folder and of those in it.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[path], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
