package progress

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// The names of the journal and of the folder of its backups, within the data folder.
const (
	fileName    = "progress.db"
	backupsName = "backups"
)

// Options adapt a journal to the program that uses it. The zero Options are good.
type Options struct {
	Device   string           // written into every entry; by default the name of this machine
	Now      func() time.Time // the clock; by default time.Now
	Logger   *slog.Logger     // by default nothing is logged
	Patience time.Duration    // how long to wait for another program; by default 5 s
}

// A Journal is the open journal of one learner. Its methods may be called from several
// goroutines; those that write take turns.
type Journal struct {
	path   string
	o      Options
	writer *sql.DB // one connection, so that data_version tells of other programs only
	reader *sql.DB
	opened os.FileInfo  // the file at path when it was opened
	seen   atomic.Int64 // PRAGMA data_version when Changed was last asked, 0 to have it ask again

	weighing atomic.Pointer[weighing] // the model that held when it was last looked for
	kept     keptLog
	turn     sync.Mutex // held while writing: who waits for it is on in a moment, where SQLite has them sleep and look
}

// readers is the number of connections for reading, so that a long look at the history
// does not hold up a short one.
const readers = 4

// Open opens the journal in the folder dir, which is made when it is not there. A new
// folder gets an empty journal, an older journal is backed up and brought up to date.
//
// A file that is no journal, is of a newer version, or is damaged is left untouched; see
// [ErrForeign], [ErrNewer] and [ErrDamaged]. Damage is looked for where it is likely or
// cheap to find: in a small file, and after a crash. Everywhere else it is found by the
// daily backup, which reads the whole file, or when it is met.
func Open(ctx context.Context, dir string, o Options) (*Journal, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, explain(ctx, "open", dir, err)
	}
	path := filepath.Join(dir, fileName)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, explain(ctx, "open", dir, err)
	}
	j := &Journal{path: path, o: o.withDefaults()}
	if err := j.openPatiently(ctx); err != nil {
		return nil, explain(ctx, "open", path, err)
	}
	return j, nil
}

// openPatiently opens the journal when its turn has come. SQLite itself waits for others
// in most places, but not where two programs turn a new file into a journal at once.
func (j *Journal) openPatiently(ctx context.Context) error {
	for begin := time.Now(); ; {
		err := j.open(ctx)
		if err == nil {
			return nil
		}
		_ = j.Close()
		if !errors.Is(classify(err), ErrBusy) || time.Since(begin) > j.o.Patience {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func (o Options) withDefaults() Options {
	if o.Device == "" {
		o.Device, _ = os.Hostname() // without a name the entries have none, and lose nothing
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Patience <= 0 {
		o.Patience = 5 * time.Second
	}
	return o
}

func (j *Journal) open(ctx context.Context) error {
	steps, err := migrations(scripts)
	if err != nil {
		return err
	}
	found, err := inspect(ctx, j.path, len(steps), j.o.Patience)
	if err != nil {
		return err
	}
	j.writer, err = sql.Open("sqlite3", dsn(j.path, writing(j.o.Patience)))
	if err != nil {
		return err
	}
	// The one connection is kept for good.
	j.writer.SetMaxOpenConns(1)
	if found.version < len(steps) {
		if err := j.migrate(ctx, found, steps); err != nil {
			return err
		}
	}
	if err := j.checkWritable(ctx); err != nil {
		return err
	}
	if j.opened, err = os.Stat(j.path); err != nil {
		return err
	}
	j.reader, err = sql.Open("sqlite3", dsn(j.path, reading(j.o.Patience)))
	if err != nil {
		return err
	}
	j.reader.SetMaxOpenConns(readers)
	j.reader.SetMaxIdleConns(readers)
	if _, err = j.changed(ctx); err != nil {
		return err
	}
	return j.hold(ctx)
}

// checkWritable finds out at once, and not at the first answer, that the file may only be
// read. If another program is writing just now, it may be written to.
func (j *Journal) checkWritable(ctx context.Context) error {
	err := inTx(ctx, j.writer, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM setting WHERE key IS NULL`) // there is none
		return err
	})
	if errors.Is(classify(err), ErrBusy) {
		return nil
	}
	return err
}

// Close closes the journal. SQLite then moves what was written last into progress.db,
// unless another program still has it open.
func (j *Journal) Close() error {
	var errs []error
	// A connection that may only read cannot tidy up, so the writer goes last.
	for _, db := range []*sql.DB{j.reader, j.writer} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return explain(context.Background(), "close", j.path, errors.Join(errs...))
}

// Changed reports whether another program has written to the journal, entries were taken in
// or back, or weights were adopted, since Changed was last asked, or since it was opened.
func (j *Journal) Changed(ctx context.Context) (bool, error) {
	changed, err := j.changed(ctx)
	return changed, explain(ctx, "ask for changes", j.path, err)
}

// changed asks the writing connection, because SQLite tells each connection of the
// commits of all others, and what the journal wrote itself is no news.
func (j *Journal) changed(ctx context.Context) (bool, error) {
	var version int64
	if err := j.writer.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version); err != nil {
		return false, err
	}
	if j.seen.Swap(version) == version {
		return false, nil
	}
	return true, j.hold(ctx)
}

// hold makes the weights that the file names now those that hold.
func (j *Journal) hold(ctx context.Context) error {
	j.turn.Lock()
	defer j.turn.Unlock()
	return inTx(ctx, j.reader, func(tx *sql.Tx) error {
		_, err := j.modelToWrite(ctx, tx)
		return err
	})
}

// write runs do in a transaction that no other program can write beside. It is
// committed, and on the disk, when write returns nil; otherwise nothing has changed.
func (j *Journal) write(ctx context.Context, doing string, do func(*sql.Tx) error) error {
	if err := j.checkInPlace(); err != nil {
		return err
	}
	j.turn.Lock()
	defer j.turn.Unlock()
	return explain(ctx, doing, j.path, inTx(ctx, j.writer, do))
}

// checkInPlace returns an error if another file, or none, is now where the journal was.
// The open one could still be written to, but the next start would not find it.
func (j *Journal) checkInPlace() error {
	now, err := os.Stat(j.path)
	if err == nil && os.SameFile(now, j.opened) {
		return nil
	}
	return &Error{Kind: ErrUnreadable, Path: j.path, cause: err, Message: fmt.Sprintf("The progress file %s was moved, deleted or replaced while it was open, so nothing more is recorded; "+
		"what was recorded before is in the file that was there, so put it back and start Touchpoint again.", j.path)}
}

// read runs do in a transaction that sees the journal as it was at its first query.
func (j *Journal) read(ctx context.Context, doing string, do func(*sql.Tx) error) error {
	return explain(ctx, doing, j.path, inTx(ctx, j.reader, do))
}

// A beginner begins transactions: an *sql.DB or an *sql.Conn.
type beginner interface {
	BeginTx(context.Context, *sql.TxOptions) (*sql.Tx, error)
}

func inTx(ctx context.Context, db beginner, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// dsn names the file at path to the driver, with all that every one of the pool's
// connections is to have. A PRAGMA sent later would reach one connection only.
func dsn(path string, settings url.Values) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/Users becomes /C:/Users, as in every file URL
	}
	// The path is escaped, so that one with ?, # or % in it is still that path.
	return (&url.URL{Scheme: "file", Path: path, RawQuery: settings.Encode()}).String()
}

// writing returns the settings of the connection that writes. Every commit waits until
// the disk has it (synchronous=FULL), and a transaction locks out other writers from its
// start, since one that starts by reading may not be allowed to write afterwards.
func writing(patience time.Duration) url.Values {
	return url.Values{
		"mode":             {"rwc"},
		"_busy_timeout":    {strconv.FormatInt(patience.Milliseconds(), 10)},
		"_journal_mode":    {"WAL"},
		"_synchronous":     {"FULL"},
		"_foreign_keys":    {"1"},
		"_txlock":          {"immediate"},
		"_stmt_cache_size": {"16"},
	}
}

// reading returns the settings of connections that cannot write.
func reading(patience time.Duration) url.Values {
	return url.Values{
		"mode":             {"ro"},
		"_busy_timeout":    {strconv.FormatInt(patience.Milliseconds(), 10)},
		"_query_only":      {"1"},
		"_foreign_keys":    {"1"},
		"_stmt_cache_size": {"16"},
	}
}
