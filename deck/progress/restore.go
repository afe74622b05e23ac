package progress

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

const (
	restoringSuffix = ".restoring" // a backup on its way to be the journal
	damagedLayout   = "progress-damaged-20060102T150405.000Z.db"
)

// Restore puts a backup in the place of the journal in the folder dir, after checking it.
// What was there is kept beside it, and kept is its path, "" if nothing was there. No
// program may have the journal open; if one has, nothing is done.
//
// It can be interrupted at any moment. Then [Open] finds the journal as it was, or finds
// none and says so, and Restore can be called again.
func Restore(ctx context.Context, dir, backup string, now time.Time) (kept string, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return "", explain(ctx, "restore", dir, err)
	}
	if backup, err = filepath.Abs(backup); err != nil {
		return "", explain(ctx, "restore", backup, err)
	}
	if err := checkBackup(ctx, backup); err != nil {
		return "", err
	}
	path := filepath.Join(dir, fileName)
	kept, err = swap(ctx, path, backup, filepath.Join(dir, now.UTC().Format(damagedLayout)))
	return kept, explain(ctx, "restore", path, err)
}

// RestoreNewest puts the newest backup that is whole in the place of the journal in
// the folder dir, as [Restore] does.
func RestoreNewest(ctx context.Context, dir string, now time.Time) (kept string, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return "", explain(ctx, "restore", dir, err)
	}
	path := filepath.Join(dir, fileName)
	backup, ok := newestGood(ctx, path)
	if !ok {
		return "", &Error{Kind: ErrUnreadable, Path: path, Message: fmt.Sprintf("There is no backup of %s that is whole; nothing was changed, so keep a copy of the file for someone who can repair it.", path)}
	}
	return Restore(ctx, dir, backup.Path, now)
}

// checkBackup returns an error unless the backup can take the journal's place.
func checkBackup(ctx context.Context, backup string) error {
	if _, err := os.Stat(backup); err != nil {
		return explain(ctx, "restore", backup, err)
	}
	found, err := verify(ctx, backup)
	var told *Error
	switch kind := classify(err); {
	case errors.As(err, &told):
		return err
	case isNoDatabase(err):
		return fault(ErrForeign, backup, err)
	case errors.Is(kind, ErrDamaged):
		return &Error{Kind: kind, Path: backup, Message: fmt.Sprintf("The backup %s is damaged; nothing was changed, so choose another one.", backup), cause: err}
	case err != nil:
		return explain(ctx, "restore", backup, err)
	}
	steps, err := migrations(scripts)
	if err == nil && found.version > len(steps) {
		return fault(ErrNewer, backup, nil)
	}
	return err
}

// swap moves the journal at path aside and puts a copy of the backup in its place. The
// file goes first and its -wal after it: a file without its -wal could pass for whole.
func swap(ctx context.Context, path, backup, aside string) (kept string, err error) {
	coming := path + restoringSuffix
	if err := copyFile(coming, backup); err != nil {
		return "", errors.Join(err, os.Remove(coming))
	}
	// Asking SQLite whether the file is in use makes it tidy up the -wal of a crash.
	if err := copyFile(aside+"-wal", path+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", errors.Join(err, os.Remove(coming))
	}
	if err := checkUnused(ctx, path); err != nil {
		_ = os.Remove(aside + "-wal")
		return "", errors.Join(err, os.Remove(coming))
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		err := os.Rename(path+suffix, aside+suffix)
		if err == nil && suffix == "" {
			kept = aside
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return kept, err
		}
	}
	if err := os.Rename(coming, path); err != nil {
		return kept, err
	}
	return kept, syncPath(filepath.Dir(path))
}

// checkUnused returns ErrBusy if a program has the journal open: it would go on writing
// to the old file. A file so damaged that this cannot be told is in nobody's use.
func checkUnused(ctx context.Context, path string) error {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return nil
	}
	// An exclusive lock is refused as long as anyone else has the file open.
	alone := writing(time.Millisecond)
	alone.Set("mode", "rw")
	alone.Del("_journal_mode")
	alone.Set("_locking_mode", "EXCLUSIVE")
	db, err := sql.Open("sqlite3", dsn(path, alone))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	err = inTx(ctx, db, func(*sql.Tx) error { return nil })
	if errors.Is(classify(err), ErrBusy) {
		return err
	}
	return nil
}

// copyFile makes a copy that is on the disk when it returns. Without a source there is
// no target either.
func copyFile(target, source string) (err error) {
	in, err := os.Open(source)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if _, err := io.Copy(out, in); err != nil {
		return err
	}
	return out.Sync()
}
