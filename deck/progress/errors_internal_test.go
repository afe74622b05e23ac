package progress

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/mattn/go-sqlite3"

	"touchpoint/deck/memory"
)

func TestClassify(t *testing.T) {
	lite := func(code sqlite3.ErrNo, errno syscall.Errno) error {
		return fmt.Errorf("append: %w", sqlite3.Error{Code: code, SystemErrno: errno})
	}
	for _, tt := range []struct {
		name string
		err  error
		want error
	}{
		{"no error", nil, nil},
		{"a bug", errors.New("sql: wrong number of arguments"), nil},
		{"a closed journal", sql.ErrConnDone, nil},
		{"cancelled", context.Canceled, nil},
		{"a constraint", lite(sqlite3.ErrConstraint, 0), nil},
		{"busy", lite(sqlite3.ErrBusy, 0), ErrBusy},
		{"locked", lite(sqlite3.ErrLocked, 0), ErrBusy},
		{"too many at once", lite(sqlite3.ErrProtocol, 0), ErrBusy},
		{"full", lite(sqlite3.ErrFull, 0), ErrFull},
		{"full while writing", lite(sqlite3.ErrIoErr, syscall.ENOSPC), ErrFull},
		{"full while making a file", lite(sqlite3.ErrCantOpen, syscall.ENOSPC), ErrFull},
		{"over quota", lite(sqlite3.ErrIoErr, syscall.EDQUOT), ErrFull},
		{"no room for a folder", &fs.PathError{Op: "mkdir", Err: syscall.ENOSPC}, ErrFull},
		{"damaged", lite(sqlite3.ErrCorrupt, 0), ErrDamaged},
		{"no database any more", lite(sqlite3.ErrNotADB, 0), ErrDamaged},
		{"read-only file", lite(sqlite3.ErrReadonly, 0), ErrReadOnly},
		{"moved", sqlite3.Error{Code: sqlite3.ErrReadonly, ExtendedCode: sqlite3.ErrReadonlyDbMoved}, ErrUnreadable},
		{"no permission", lite(sqlite3.ErrPerm, 0), ErrReadOnly},
		{"no permission to open", lite(sqlite3.ErrCantOpen, syscall.EACCES), ErrReadOnly},
		{"read-only disk", lite(sqlite3.ErrCantOpen, syscall.EROFS), ErrReadOnly},
		{"read-only disk for a folder", &fs.PathError{Op: "mkdir", Err: syscall.EROFS}, ErrReadOnly},
		{"no permission for a folder", &fs.PathError{Op: "mkdir", Err: syscall.EACCES}, ErrReadOnly},
		{"no permission to rename", &os.LinkError{Op: "rename", Err: syscall.EPERM}, ErrReadOnly},
		{"cannot open", lite(sqlite3.ErrCantOpen, 0), ErrUnreadable},
		{"a loop of links", lite(sqlite3.ErrCantOpen, syscall.ELOOP), ErrUnreadable},
		{"broken disk", lite(sqlite3.ErrIoErr, syscall.EIO), ErrUnreadable},
		{"broken disk for a folder", &fs.PathError{Op: "open", Err: syscall.EIO}, ErrUnreadable},
		{"broken disk for a rename", &os.LinkError{Op: "rename", Err: syscall.EIO}, ErrUnreadable},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := classify(tt.err); !errors.Is(got, tt.want) {
				t.Errorf("classify(%v) = %v, want %v", tt.err, got, tt.want)
			}
		})
	}
}

// Whatever is explained can still be asked for its kind and cause, and is explained once.
func TestExplain(t *testing.T) {
	cause := sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.EIO}
	err := explain(t.Context(), "append", "/data/progress.db", fmt.Errorf("insert: %w", cause))
	err = explain(t.Context(), "import", "/elsewhere", err)
	var told *Error
	if !errors.As(err, &told) || told.Path != "/data/progress.db" || !errors.Is(err, ErrUnreadable) || !errors.Is(err, cause) {
		t.Errorf("explain = %#v", err)
	}
	if !strings.Contains(told.Message, syscall.EIO.Error()) {
		t.Errorf("message = %q, want the reason in it", told.Message)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Error("append", "err", told)
	if !strings.Contains(log.String(), "err.path=/data/progress.db") || !strings.Contains(log.String(), "insert: ") {
		t.Errorf("log = %q, want path and cause", log.String())
	}
	if got := explain(t.Context(), "append", "/data", nil); got != nil {
		t.Errorf("explain(nil) = %v", got)
	}
	bug := errors.New("bug")
	if got := explain(t.Context(), "append", "/data", bug); !errors.Is(got, bug) || got.Error() != "progress: append: bug" {
		t.Errorf("explain(bug) = %v", got)
	}
}

func mustOpen(t *testing.T) *Journal {
	t.Helper()
	j, err := Open(t.Context(), t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}

func good(card int) Entry {
	return Entry{
		Card: cardNumber(card), Kind: Review, Rating: memory.Good, Day: 20_764,
		After: Schedule{Phase: memory.Review, DueDay: 20_767},
	}
}

// A full disk stops answers with a sentence. What was recorded stays, and when there is
// room again answering goes on.
func TestFullDisk(t *testing.T) {
	j := mustOpen(t)
	limit := func(pages int) {
		t.Helper()
		if _, err := j.writer.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(30)
	recorded := 0
	var err error
	for ; err == nil && recorded < 10_000; recorded++ {
		_, err = j.Append(t.Context(), "", good(recorded))
	}
	recorded-- // the last one was refused
	var told *Error
	if !errors.Is(err, ErrFull) || !errors.As(err, &told) || !strings.Contains(told.Message, "full; what was saved before is safe") {
		t.Fatalf("Append on a full disk = %v, want ErrFull", err)
	}
	check := func(want int) {
		t.Helper()
		states, err := j.States(t.Context())
		if len(states) != want || err != nil {
			t.Errorf("%d states, %v, want %d", len(states), err, want)
		}
		if problems, err := j.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("Check: %v, %v", problems, err)
		}
	}
	check(recorded)
	limit(1000)
	if _, err := j.Append(t.Context(), "", good(recorded)); err != nil {
		t.Fatalf("Append after there is room again: %v", err)
	}
	check(recorded + 1)
}

// A file that may be read only can be looked at, and says why it takes no answers.
func TestReadOnlyFile(t *testing.T) {
	j := mustOpen(t)
	if _, err := j.Append(t.Context(), "", good(1)); err != nil {
		t.Fatal(err)
	}
	settings := writing(j.o.Patience)
	settings.Set("mode", "ro")
	settings.Del("_journal_mode")
	readOnly, err := sql.Open("sqlite3", dsn(j.path, settings))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = readOnly.Close() }()
	locked := &Journal{path: j.path, o: j.o, writer: readOnly, reader: j.reader, opened: j.opened}
	for name, do := range map[string]func() error{
		"Open":       func() error { return explain(t.Context(), "open", j.path, locked.checkWritable(t.Context())) },
		"Append":     func() error { _, err := locked.Append(t.Context(), "", good(2)); return err },
		"SetSetting": func() error { return locked.SetSetting(t.Context(), "theme", "dark") },
		"Refold":     func() error { return locked.Refold(t.Context()) },
	} {
		var told *Error
		if err := do(); !errors.Is(err, ErrReadOnly) || !errors.As(err, &told) || told.Path != j.path {
			t.Errorf("%s on a read-only file = %v, want ErrReadOnly", name, err)
		}
	}
	if states, err := locked.States(t.Context()); len(states) != 1 || err != nil {
		t.Errorf("States of a read-only file = %v, %v, want one", states, err)
	}
}

// A folder that cannot be listed is no reason to take a journal for lost or foreign.
func TestNoBackupsFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), fileName)
	if err := os.WriteFile(backupsOf(path), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, ok := newestGood(t.Context(), path); ok || hasBackups(path) {
		t.Error("found a backup in a file")
	}
}
