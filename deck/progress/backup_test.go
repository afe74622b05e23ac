package progress_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

func TestBackup(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	mustAppend(t, j, answer("deck/a", memory.Good, today))
	if err := j.SetSetting(t.Context(), "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	if err := j.Rename(t.Context(), renames{"deck/a": "deck/b"}, nil); err != nil {
		t.Fatal(err)
	}
	path, err := j.Backup(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	second, err := j.Backup(t.Context()) // at the same moment
	if err != nil || second == path {
		t.Errorf("second backup = %s, %v, want another than the first", second, err)
	}
	backups, err := j.Backups()
	if err != nil || len(backups) != 2 || backups[1].Path != path || !backups[1].At.Equal(start) || backups[1].Size == 0 {
		t.Errorf("Backups = %+v, %v, want the newer first, and %s of %v last", backups, err, path, start)
	}
	mustAppend(t, j, answer("deck/b", memory.Good, today)) // not in the backup

	copied := t.TempDir()
	mustCopy(t, path, file(copied))
	c := mustOpen(t, copied)
	mustCheck(t, c)
	var theme string
	if _, err := c.Setting(t.Context(), "theme", &theme); err != nil || theme != "dark" {
		t.Errorf("setting in the backup = %q, %v", theme, err)
	}
	if got := mustState(t, c, "deck/a"); got.Card != "deck/b" || got.Memory.Reps != 1 {
		t.Errorf("state in the backup = %+v", got)
	}
}

func mustCopy(tb testing.TB, from, to string) {
	tb.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		tb.Fatal(err)
	}
}

// A backup is made while answers come in, and has all that came before it.
func TestBackupWhileWriting(t *testing.T) {
	dir := t.TempDir()
	j, other := mustOpen(t, dir), mustOpen(t, dir)
	for i := range 200 {
		mustAppend(t, j, answer(cardName(i), memory.Good, today))
	}
	ctx, stop := context.WithCancel(t.Context())
	var writing sync.WaitGroup
	writing.Go(func() {
		for i := 200; ctx.Err() == nil; i++ {
			if _, err := other.Append(t.Context(), "", answer(cardName(i), memory.Good, today)); err != nil {
				t.Errorf("Append beside a backup: %v", err)
				return
			}
		}
	})
	for range 5 {
		path, err := j.Backup(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		copied := t.TempDir()
		mustCopy(t, path, file(copied))
		c := mustOpen(t, copied)
		mustCheck(t, c)
		if states, err := c.States(t.Context()); err != nil || len(states) < 200 {
			t.Errorf("%d states in the backup, %v, want 200 or more", len(states), err)
		}
	}
	stop()
	writing.Wait()
}

func TestBackupIfDue(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	expect := func(want bool, now time.Time, when string) {
		t.Helper()
		path, err := j.BackupIfDue(t.Context(), now)
		if err != nil || (path != "") != want {
			t.Errorf("BackupIfDue %s = %q, %v, want one: %v", when, path, err, want)
		}
	}
	expect(false, start, "before anything was recorded")
	mustAppend(t, j, answer("deck/a", memory.Good, today))
	expect(true, start, "with no backup yet")
	expect(false, start.Add(23*time.Hour), "within a day")
	expect(true, start.Add(24*time.Hour), "after a day")
	expect(false, start.Add(time.Hour), "with the clock set back a little")
	expect(true, start.AddDate(-1, 0, 0), "with the clock set back a year")
	expect(false, start.AddDate(-1, 0, 0).Add(time.Hour), "an hour later, with the clock still set back")
	for day := range 100 {
		expect(true, start.AddDate(0, 0, 2+day), "every day")
	}
	backups, err := j.Backups()
	// Of two days, twelve days and ten weeks; of the months before only that of a year ago,
	// as the first weeks were in the month of the last week that is kept.
	if err != nil || len(backups) != 2+12+10+1 {
		t.Errorf("%d backups after 100 days, %v, want 25", len(backups), err)
	}
}

// What a crash left half done is not a backup, and goes away in time.
func TestBackupPartial(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	mustAppend(t, j, answer("deck/a", memory.Good, today))
	folder := filepath.Join(dir, "backups")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	abandoned, fresh := filepath.Join(folder, "progress-1.partial"), filepath.Join(folder, "progress-2.partial")
	for _, path := range []string{abandoned, fresh, filepath.Join(folder, "notes.txt")} {
		if err := os.WriteFile(path, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(abandoned, start, time.Now().Add(-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if all, err := j.Backups(); len(all) != 0 || err != nil {
		t.Errorf("Backups = %v, %v, want none", all, err)
	}
	if _, err := j.Backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	var names []string
	files, err := os.ReadDir(folder)
	for _, f := range files {
		names = append(names, f.Name())
	}
	want := []string{"notes.txt", "progress-2.partial", "progress-20261107T120000.000Z.db"}
	if diff := cmp.Diff(want, names); err != nil || diff != "" {
		t.Errorf("files in backups: %v (-want +got):\n%s", err, diff)
	}
}

func TestBackupFails(t *testing.T) {
	dir := t.TempDir()
	j := mustOpen(t, dir)
	mustAppend(t, j, answer("deck/a", memory.Good, today))
	if err := os.WriteFile(filepath.Join(dir, "backups"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := j.Backup(t.Context())
	var told *progress.Error
	if !errors.Is(err, progress.ErrUnreadable) || !errors.As(err, &told) || told.Path != filepath.Join(dir, "backups") {
		t.Errorf("Backup with a file in the way = %v, want ErrUnreadable", err)
	}
}

// damage overwrites the file's pages from the second on.
func damage(tb testing.TB, path string) {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	copy(data[4096:], bytes.Repeat([]byte("damage! "), len(data)/8))
	if err := os.WriteFile(path, data, 0o600); err != nil {
		tb.Fatal(err)
	}
}

// mustBackUp makes a journal with an answer and a backup of it in dir, and closes it.
func mustBackUp(tb testing.TB, dir string) (backup string) {
	tb.Helper()
	j := mustOpen(tb, dir)
	mustAppend(tb, j, answer("deck/a", memory.Good, today))
	backup, err := j.Backup(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	if err := j.Close(); err != nil {
		tb.Fatal(err)
	}
	return backup
}

func TestRestore(t *testing.T) {
	for _, tt := range []struct {
		name   string
		before func(t *testing.T, dir string)
		kept   bool
	}{
		{"in place of a damaged file", func(t *testing.T, dir string) { damage(t, file(dir)) }, true},
		{"in place of one cut short", func(t *testing.T, dir string) {
			if err := os.Truncate(file(dir), 10_000); err != nil {
				t.Fatal(err)
			}
		}, true},
		{"in place of a good one", func(t *testing.T, dir string) {}, true},
		{"where there is none", func(t *testing.T, dir string) {
			if err := os.Remove(file(dir)); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"in place of an empty one", func(t *testing.T, dir string) {
			if err := os.Truncate(file(dir), 0); err != nil {
				t.Fatal(err)
			}
		}, true},
		{"after a crash", func(t *testing.T, dir string) {
			if err := os.WriteFile(file(dir)+"-wal", bytes.Repeat([]byte("left"), 5000), 0o600); err != nil {
				t.Fatal(err)
			}
			damage(t, file(dir))
		}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			backup := mustBackUp(t, dir)
			tt.before(t, dir)
			old, _ := os.ReadFile(file(dir))
			kept, err := progress.Restore(t.Context(), dir, backup, start)
			if err != nil || (kept != "") != tt.kept {
				t.Fatalf("Restore = %q, %v, want something kept: %v", kept, err, tt.kept)
			}
			if tt.kept {
				if now, err := os.ReadFile(kept); err != nil || !bytes.Equal(old, now) {
					t.Errorf("what is kept in %s is not what was there (%v)", kept, err)
				}
			}
			if _, err := os.Stat(file(dir) + "-wal"); err == nil {
				t.Error("the old -wal lies beside the new file")
			}
			j := mustOpen(t, dir)
			mustCheck(t, j)
			if n := len(mustEntries(t, j, "deck/a")); n != 1 {
				t.Errorf("%d entries after Restore, want 1", n)
			}
		})
	}
}

func TestRestoreRefuses(t *testing.T) {
	newer := func(t *testing.T, backup string) {
		mustExec(t, filepath.Dir(linked(t, backup)), `PRAGMA user_version = 1000`)
	}
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, backup string)
		want   error
	}{
		{"a damaged backup", func(t *testing.T, backup string) { damage(t, backup) }, progress.ErrDamaged},
		{"no backup", func(t *testing.T, backup string) {
			if err := os.Remove(backup); err != nil {
				t.Fatal(err)
			}
		}, progress.ErrUnreadable},
		{"something else", func(t *testing.T, backup string) {
			if err := os.WriteFile(backup, []byte(strings.Repeat("not a database ", 1000)), 0o600); err != nil {
				t.Fatal(err)
			}
		}, progress.ErrForeign},
		{"a backup of a newer version", newer, progress.ErrNewer},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			backup := mustBackUp(t, dir)
			tt.change(t, backup)
			before := contents(t, dir)
			kept, err := progress.Restore(t.Context(), dir, backup, start)
			var told *progress.Error
			if !errors.Is(err, tt.want) || !errors.As(err, &told) || kept != "" {
				t.Errorf("Restore = %q, %v, want %v", kept, err, tt.want)
			}
			if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
				t.Errorf("files changed (-before +after):\n%s", diff)
			}
		})
	}
}

// linked returns another name of the file, under which mustExec finds it.
func linked(tb testing.TB, path string) string {
	tb.Helper()
	name := file(tb.TempDir())
	if err := os.Link(path, name); err != nil {
		tb.Fatal(err)
	}
	return name
}

// A journal that a window has open is not pulled away from under it.
func TestRestoreWhileOpen(t *testing.T) {
	dir := t.TempDir()
	backup := mustBackUp(t, dir)
	j := mustOpen(t, dir)
	mustAppend(t, j, answer("deck/a", memory.Good, today))
	kept, err := progress.Restore(t.Context(), dir, backup, start)
	if !errors.Is(err, progress.ErrBusy) || kept != "" {
		t.Fatalf("Restore = %q, %v, want ErrBusy", kept, err)
	}
	mustAppend(t, j, answer("deck/a", memory.Good, today))
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	for name := range contents(t, dir) {
		if name != "progress.db" && name != filepath.Join("backups", filepath.Base(backup)) {
			t.Errorf("%s was left behind", name)
		}
	}
	if n := len(mustEntries(t, mustOpen(t, dir), "deck/a")); n != 3 {
		t.Errorf("%d entries, want 3", n)
	}
}

// contents returns the files below dir.
func contents(tb testing.TB, dir string) map[string]string {
	tb.Helper()
	all := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[name] = string(data)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return all
}
