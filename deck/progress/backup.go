package progress

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// A backup is called after the moment at which it was made, in UTC.
const (
	backupLayout  = "progress-20060102T150405.000Z.db"
	partialSuffix = ".partial" // one that is being made
	backupEvery   = 24 * time.Hour
	partialAge    = time.Hour // after which nobody is making it any more
)

// A BackupInfo describes one backup.
type BackupInfo struct {
	Path string
	At   time.Time
	Size int64
}

// Backups returns the backups there are, the newest first.
func (j *Journal) Backups() ([]BackupInfo, error) {
	all, err := listBackups(backupsOf(j.path))
	return all, explain(context.Background(), "list backups", backupsOf(j.path), err)
}

// listBackups returns the backups in a folder, the newest first.
func listBackups(dir string) ([]BackupInfo, error) {
	files, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []BackupInfo
	for _, f := range files {
		at, err := time.Parse(backupLayout, f.Name())
		if err != nil {
			continue // not made by us
		}
		info, err := f.Info()
		if err != nil {
			continue // deleted a moment ago
		}
		all = append(all, BackupInfo{Path: filepath.Join(dir, f.Name()), At: at, Size: info.Size()})
	}
	slices.SortFunc(all, func(a, b BackupInfo) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Path, b.Path)) })
	return all, nil
}

// BackupIfDue makes a backup if there is none of the last day and there is something to back
// up, and then deletes those that are no longer needed. It returns the path of the new
// backup, "" if none was due. It may take seconds for a long history, and does not hold
// up Append.
func (j *Journal) BackupIfDue(ctx context.Context, now time.Time) (string, error) {
	all, err := j.Backups()
	if err != nil {
		return "", err
	}
	// One from the far future was made while the clock was wrong, and says nothing.
	recent := func(b BackupInfo) bool { return now.Sub(b.At).Abs() < backupEvery }
	if slices.ContainsFunc(all, recent) {
		return "", nil
	}
	var used bool
	err = j.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM journal) OR EXISTS (SELECT 1 FROM setting)`).Scan(&used)
	if err != nil || !used {
		return "", explain(ctx, "back up", j.path, err)
	}
	path, err := j.backup(ctx, now)
	if err != nil {
		return "", err
	}
	return path, j.thinBackups(now)
}

// thinBackups deletes the backups that are no longer needed.
func (j *Journal) thinBackups(now time.Time) error {
	all, err := j.Backups()
	if err != nil {
		return err
	}
	times := make([]time.Time, len(all))
	for i, b := range all {
		times[i] = b.At
	}
	var errs []error
	for _, i := range thin(times, now) {
		if err := os.Remove(all[i].Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
			continue
		}
		j.o.Logger.Info("deleted old backup", "path", all[i].Path)
	}
	return explain(context.Background(), "delete old backups", backupsOf(j.path), errors.Join(errs...))
}

// Backup makes a copy of the whole journal and returns its path. The copy is opened and
// checked before it counts.
func (j *Journal) Backup(ctx context.Context) (string, error) {
	return j.backup(ctx, j.o.Now())
}

func (j *Journal) backup(ctx context.Context, now time.Time) (string, error) {
	dir := backupsOf(j.path)
	path, err := makeBackup(ctx, j.path, dir, now, j.o.Patience)
	if err != nil {
		if errors.Is(classify(err), ErrDamaged) {
			dir = j.path // it is the journal that could not be read
		}
		return "", explain(ctx, "back up", dir, err)
	}
	j.o.Logger.Info("made backup", "path", path)
	return path, nil
}

// makeBackup copies the journal at path into the folder dir. Until it is whole, checked
// and on the disk the copy has another name, so a backup is good or not there at all.
func makeBackup(ctx context.Context, path, dir string, now time.Time, patience time.Duration) (_ string, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	removePartial(dir)
	partial, err := os.CreateTemp(dir, "progress-*"+partialSuffix)
	if err != nil {
		return "", err
	}
	defer func() { _ = os.Remove(partial.Name()) }() // it has another name by then, if all went well
	if err := partial.Close(); err != nil {
		return "", err
	}
	if err := copyInto(ctx, path, partial.Name(), patience); err != nil {
		return "", err
	}
	if err := syncPath(partial.Name()); err != nil {
		return "", err
	}
	target := freeName(dir, now)
	if err := os.Rename(partial.Name(), target); err != nil {
		return "", err
	}
	return target, syncPath(dir)
}

// copyInto copies the journal at path into the file at copied, which is empty, and checks
// the copy. Others may go on writing to the journal.
func copyInto(ctx context.Context, path, copied string, patience time.Duration) error {
	source := reading(patience)
	source.Del("_query_only") // it would keep VACUUM from writing elsewhere, too
	db, err := sql.Open("sqlite3", dsn(path, source))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var before, after int
	const count = `SELECT count(*) FROM journal`
	if err := db.QueryRowContext(ctx, count).Scan(&before); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, copied); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, count).Scan(&after); err != nil {
		return err
	}
	whole, err := verify(ctx, copied)
	if err != nil {
		return err
	}
	if whole.entries < before || whole.entries > after {
		return fmt.Errorf("the copy has %d entries, want %d to %d", whole.entries, before, after)
	}
	return nil
}

// A census is what was found in a journal that was read from end to end.
type census struct {
	version int
	entries int
}

// verify reads all of the file at path, which nobody is writing to, and returns an error
// unless it is a journal in good health.
func verify(ctx context.Context, path string) (census, error) {
	var c census
	db, err := sql.Open("sqlite3", dsn(path, asItLies))
	if err != nil {
		return c, err
	}
	defer func() { _ = db.Close() }()
	application, err := pragma(ctx, db, "application_id")
	if err != nil {
		return c, err
	}
	if application != applicationID {
		return c, fault(ErrForeign, path, nil)
	}
	if c.version, err = pragma(ctx, db, "user_version"); err != nil {
		return c, err
	}
	damage, err := integrityFaults(ctx, db)
	if err != nil {
		return c, err
	}
	broken, err := foreignKeyFaults(ctx, db)
	if err != nil {
		return c, err
	}
	if faults := slices.Concat(damage, broken); len(faults) > 0 {
		return c, &Error{Kind: ErrDamaged, Path: path, Message: fmt.Sprintf("The copy %s is damaged (%v); your progress itself is as it was, so try another copy.", path, faults[0])}
	}
	return c, db.QueryRowContext(ctx, `SELECT count(*) FROM journal`).Scan(&c.entries)
}

// newestGood returns the newest backup of the journal at path that is in good health.
func newestGood(ctx context.Context, path string) (BackupInfo, bool) {
	all, err := listBackups(backupsOf(path))
	if err != nil {
		return BackupInfo{}, false
	}
	for _, b := range all {
		if _, err := verify(ctx, b.Path); err == nil {
			return b, true
		}
	}
	return BackupInfo{}, false
}

// freeName returns a name for a backup made now that no other backup has.
func freeName(dir string, now time.Time) string {
	for {
		path := filepath.Join(dir, now.UTC().Format(backupLayout))
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path
		}
		now = now.Add(time.Millisecond)
	}
}

// removePartial deletes what programs have left that crashed while making a backup.
func removePartial(dir string) {
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		info, err := f.Info()
		if err == nil && strings.HasSuffix(f.Name(), partialSuffix) && time.Since(info.ModTime()) > partialAge {
			_ = os.Remove(filepath.Join(dir, f.Name()))
		}
	}
}

// syncPath waits until a file or folder is on the disk.
func syncPath(path string) error {
	flag := os.O_RDWR
	if info, err := os.Stat(path); err != nil {
		return err
	} else if info.IsDir() {
		if runtime.GOOS == "windows" {
			return nil // folders cannot be synced there, and need not be
		}
		flag = os.O_RDONLY
	}
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
