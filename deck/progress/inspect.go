package progress

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/mattn/go-sqlite3"
)

// smallFile is the size up to which a file is checked whenever it is opened. It takes
// a few milliseconds then.
const smallFile = 4 << 20

// A file is what lies where a journal is looked for.
type file struct {
	exists      bool
	size        int64
	unclean     bool // its last user crashed, or still has it open
	application int
	version     int // 0: a new journal
	tables      int
}

// inspect looks at the file at path without changing anything, and returns an error if
// it is not a journal of at most the given version, in good health as far as that can
// be told cheaply.
func inspect(ctx context.Context, path string, latest int, patience time.Duration) (file, error) {
	f, err := stat(path)
	if err != nil {
		return f, err
	}
	if f.size == 0 {
		return f, checkNothingLost(ctx, path, f)
	}
	err = f.look(ctx, path, patience)
	switch {
	case isNoDatabase(err) && !hasBackups(path):
		return f, fault(ErrForeign, path, err)
	case err != nil:
		return f, err
	case f.application == 0 && f.version == 0 && f.tables == 0:
		return f, nil // made, and never filled
	case f.application != applicationID:
		return f, fault(ErrForeign, path, nil)
	case f.version > latest:
		return f, fault(ErrNewer, path, nil)
	}
	return f, nil
}

func stat(path string) (file, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return file{}, nil
	}
	if err != nil {
		return file{}, err
	}
	if info.IsDir() {
		return file{}, &fs.PathError{Op: "open", Path: path, Err: errors.New("it is a folder")}
	}
	if info.Mode().Perm()&0o222 == 0 {
		// SQLite would open it all the same, and leave files beside it that nobody may
		// write to, even when writing is allowed again.
		return file{}, &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}
	}
	wal, err := os.Stat(path + "-wal")
	return file{exists: true, size: info.Size(), unclean: err == nil && wal.Size() > 0}, nil
}

// checkNothingLost returns an error if a journal was here once: then an empty one in
// its place would look as if all progress were gone.
func checkNothingLost(ctx context.Context, path string, f file) error {
	_, err := os.Stat(path + restoringSuffix)
	if err != nil && !hasBackups(path) && !f.unclean {
		return nil
	}
	if f.exists {
		return damaged(ctx, path, "is empty", nil)
	}
	return damaged(ctx, path, "is missing", nil)
}

func hasBackups(path string) bool {
	all, err := listBackups(backupsOf(path))
	return err == nil && len(all) > 0
}

// look reads the head of the file, and all of it where damage is likely or the file is
// small. It goes through a connection that cannot write, so that not even what a crash
// left behind is tidied up in a file that is going to be refused.
func (f *file) look(ctx context.Context, path string, patience time.Duration) error {
	db, err := sql.Open("sqlite3", dsn(path, f.looking(patience)))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if f.application, err = pragma(ctx, db, "application_id"); err != nil {
		return err
	}
	if f.version, err = pragma(ctx, db, "user_version"); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&f.tables); err != nil {
		return err
	}
	if f.application != applicationID || !f.unclean && f.size > smallFile {
		return nil
	}
	return quickCheck(ctx, db)
}

// looking returns the settings for looking at a file. One that nobody has open and that
// was closed well is read as it lies there, which leaves no trace beside it either; what
// a crash left behind can only be read with the help of SQLite's own files.
func (f *file) looking(patience time.Duration) url.Values {
	if f.unclean {
		return reading(patience)
	}
	return asItLies
}

// asItLies are the settings for reading a file that nobody writes to.
var asItLies = url.Values{"mode": {"ro"}, "immutable": {"1"}}

// quickCheck returns an error if the file's pages do not fit together.
func quickCheck(ctx context.Context, q querier) error {
	var verdict string
	if err := q.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return sqlite3.Error{Code: sqlite3.ErrCorrupt}
	}
	return nil
}

func isNoDatabase(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && lite.Code == sqlite3.ErrNotADB
}

// backupsOf returns the folder of the backups of the journal at path.
func backupsOf(path string) string { return filepath.Join(filepath.Dir(path), backupsName) }
