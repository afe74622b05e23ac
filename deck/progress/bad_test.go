package progress_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// Open refuses what it cannot make sense of with a sentence, and changes nothing.
func TestOpenRefuses(t *testing.T) {
	write := func(t *testing.T, path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, dir string) // dir has a journal that is closed, and no backup
		want   error
		says   string
	}{
		{
			"a newer version", func(t *testing.T, dir string) { mustExec(t, dir, `PRAGMA user_version = 1000`) },
			progress.ErrNewer, "newer version of Touchpoint",
		},
		{
			"another program's file", func(t *testing.T, dir string) { mustExec(t, dir, `PRAGMA application_id = 7`) },
			progress.ErrForeign, "not a progress file",
		},
		{"an SQLite file of nobody", func(t *testing.T, dir string) {
			if err := os.Remove(file(dir)); err != nil {
				t.Fatal(err)
			}
			mustExec(t, dir, `CREATE TABLE journal (x)`)
		}, progress.ErrForeign, "not a progress file"},
		{"an SQLite file that somebody has just begun", func(t *testing.T, dir string) {
			if err := os.Remove(file(dir)); err != nil {
				t.Fatal(err)
			}
			mustExec(t, dir, `PRAGMA user_version = 3`)
		}, progress.ErrForeign, "not a progress file"},
		{
			"a text", func(t *testing.T, dir string) { write(t, file(dir), strings.Repeat("my diary. ", 1000)) },
			progress.ErrForeign, "not a progress file",
		},
		{
			"a short text", func(t *testing.T, dir string) { write(t, file(dir), "my diary") },
			progress.ErrForeign, "not a progress file",
		},
		{
			"overwritten pages", func(t *testing.T, dir string) { damage(t, file(dir)) },
			progress.ErrDamaged, "no good backup",
		},
		{"cut short", func(t *testing.T, dir string) {
			if err := os.Truncate(file(dir), 20_000); err != nil {
				t.Fatal(err)
			}
		}, progress.ErrDamaged, "no good backup"},
		{"an index that lost its entries", func(t *testing.T, dir string) {
			mustExec(t, dir, `PRAGMA writable_schema = ON`,
				`UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'setting') WHERE name = 'journal_by_day'`)
		}, progress.ErrDamaged, "no good backup"},
		{"cut down to the -wal of a crash", func(t *testing.T, dir string) {
			write(t, file(dir)+"-wal", "left")
			if err := os.Truncate(file(dir), 0); err != nil {
				t.Fatal(err)
			}
		}, progress.ErrDamaged, "is empty"},
		{"a read-only file", func(t *testing.T, dir string) {
			if err := os.Chmod(file(dir), 0o400); err != nil {
				t.Fatal(err)
			}
		}, progress.ErrReadOnly, "not allowed"},
		{"a folder", func(t *testing.T, dir string) {
			if err := errors.Join(os.Remove(file(dir)), os.Mkdir(file(dir), 0o700)); err != nil {
				t.Fatal(err)
			}
		}, progress.ErrUnreadable, "a folder"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			j := mustOpen(t, dir)
			mustAppend(t, j, answer("deck/a", memory.Good, today))
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			tt.change(t, dir)
			before := contents(t, dir)
			_, err := progress.Open(t.Context(), dir, progress.Options{})
			checkSentence(t, err, tt.want, file(dir), tt.says)
			if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
				t.Errorf("files changed (-before +after):\n%s", diff)
			}
		})
	}
}

// checkSentence checks that err tells a person one thing, in one sentence.
func checkSentence(tb testing.TB, err, kind error, path, says string) {
	tb.Helper()
	var told *progress.Error
	if !errors.Is(err, kind) || !errors.As(err, &told) {
		tb.Fatalf("error = %v, want %v", err, kind)
	}
	if told.Path != path || !strings.Contains(told.Message, path) || !strings.Contains(told.Message, says) {
		tb.Errorf("error about %s = %q, want it to name %s and to say %q", told.Path, told.Message, path, says)
	}
	text := strings.ReplaceAll(told.Message, path, "PATH")
	if strings.Count(text, ". ") > 0 || !strings.HasSuffix(text, ".") || !strings.Contains(text, "; ") || strings.Contains(text, "SQL") {
		tb.Errorf("message = %q, want one sentence: what happened; what is safe and what to do", told.Message)
	}
}

// The error of a damaged journal names the newest backup that is whole, and that one
// puts things right.
func TestOpenDamagedNamesBackup(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, dir string)
		says   string
	}{
		{"overwritten pages", func(t *testing.T, dir string) { damage(t, file(dir)) }, "is damaged"},
		{"overwritten from the start", func(t *testing.T, dir string) {
			if err := os.WriteFile(file(dir), make([]byte, 50_000), 0o600); err != nil {
				t.Fatal(err)
			}
		}, "is damaged"},
		{"empty", func(t *testing.T, dir string) {
			if err := os.Truncate(file(dir), 0); err != nil {
				t.Fatal(err)
			}
		}, "is empty"},
		{"gone", func(t *testing.T, dir string) {
			if err := os.Remove(file(dir)); err != nil {
				t.Fatal(err)
			}
		}, "is missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			good := mustBackUp(t, dir)
			bad := filepath.Join(filepath.Dir(good), "progress-20261108T120000.000Z.db")
			mustCopy(t, good, bad)
			damage(t, bad)
			tt.change(t, dir)

			_, err := progress.Open(t.Context(), dir, progress.Options{})
			checkSentence(t, err, progress.ErrDamaged, file(dir), tt.says)
			if !strings.Contains(err.Error(), good+" is a good backup") {
				t.Errorf("error = %q, want it to name %s", err, good)
			}
			if _, err := progress.Restore(t.Context(), dir, good, start); err != nil {
				t.Fatal(err)
			}
			mustCheck(t, mustOpen(t, dir))
		})
	}
}

// Damage in a large file is not looked for when it is opened, but it is reported as soon
// as it is met, and by the daily backup.
func TestDamageMetLater(t *testing.T) {
	dir := t.TempDir()
	backup := mustBackUp(t, dir)
	mustFill(t, dir, 20_000)
	info, err := os.Stat(file(dir))
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(file(dir), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	for at := int64(40) * 4096; at < info.Size(); at += 4096 {
		if _, err := f.WriteAt([]byte("damage!"), at); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}

	j := mustOpen(t, dir)
	met := map[string]func() error{
		"States":  func() error { _, err := j.States(t.Context()); return err },
		"Entries": func() error { _, err := j.Entries(t.Context(), cardName(15_000)); return err },
		"Append": func() error {
			_, err := j.Append(t.Context(), "", answer(cardName(15_000), memory.Good, today))
			return err
		},
		"BackupIfDue": func() error { _, err := j.BackupIfDue(t.Context(), start.AddDate(0, 0, 2)); return err },
	}
	for name, do := range met {
		t.Run(name, func(t *testing.T) {
			checkSentence(t, do(), progress.ErrDamaged, file(dir), backup+" is a good backup")
		})
	}
	if _, err := os.Stat(backup); err != nil {
		t.Errorf("the good backup is gone: %v", err)
	}
}

func TestOpenFolderInTheWay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := progress.Open(t.Context(), dir, progress.Options{})
	checkSentence(t, err, progress.ErrUnreadable, dir, "not a directory")
	below := filepath.Join(dir, "deeper")
	_, err = progress.Open(t.Context(), below, progress.Options{})
	checkSentence(t, err, progress.ErrUnreadable, below, "not a directory")
}

// A program that holds the journal for too long is named as the reason.
func TestLockedTooLong(t *testing.T) {
	dir := t.TempDir()
	j := mustOpenWith(t, dir, progress.Options{Patience: 20 * time.Millisecond})
	mustAppend(t, j, answer("deck/a", memory.Good, today))
	db, err := sql.Open("sqlite3", file(dir)+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	_, err = j.Append(t.Context(), "", answer("deck/b", memory.Good, today))
	checkSentence(t, err, progress.ErrBusy, file(dir), "another program")
	if n := len(mustEntries(t, j, "deck/a")); n != 1 {
		t.Errorf("reading beside a writer: %d entries, want 1", n)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	mustAppend(t, j, answer("deck/b", memory.Good, today))
}

// A journal that is moved, deleted or replaced while it is open takes no more answers:
// they would go where nobody finds them.
func TestMovedWhileOpen(t *testing.T) {
	for name, move := range map[string]func(path string) error{
		"moved":   func(path string) error { return os.Rename(path, path+".old") },
		"deleted": os.Remove,
		"replaced": func(path string) error {
			return errors.Join(os.WriteFile(path+".new", nil, 0o600), os.Rename(path+".new", path))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			j := mustOpen(t, dir)
			mustAppend(t, j, answer("deck/a", memory.Good, today))
			if err := move(file(dir)); err != nil {
				t.Fatal(err)
			}
			_, err := j.Append(t.Context(), "", answer("deck/b", memory.Good, today))
			checkSentence(t, err, progress.ErrUnreadable, file(dir), "while it was open")
			err = j.SetSetting(t.Context(), "theme", "dark")
			checkSentence(t, err, progress.ErrUnreadable, file(dir), "while it was open")
		})
	}
}
