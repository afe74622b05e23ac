package apkg

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mattn/go-sqlite3"

	"touchpoint/deck/exchange"
	"touchpoint/deck/pack"
)

// checkTime is how long looking for damage in the database may take. What is not found by
// then shows when it is read, or harms nobody.
const checkTime = 5 * time.Second

// extract unpacks the database into a folder that only this user can see, and returns
// where it is and what removes it.
func (p *Package) extract(ctx context.Context) (path string, remove func(), err error) {
	sweep(time.Now())
	dir, err := os.MkdirTemp("", folderPattern)
	if err != nil {
		return "", nil, unwritable(err)
	}
	remove = func() { _ = os.RemoveAll(dir) }
	path = filepath.Join(dir, "collection")
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		err = unwritable(err)
	} else {
		err = p.extractInto(ctx, f)
		if closed := f.Close(); err == nil && closed != nil {
			err = unwritable(closed)
		}
	}
	if err != nil {
		remove()
		return "", nil, err
	}
	return path, remove, nil
}

// folderPattern is how folders with unpacked databases are called.
const folderPattern = "touchpoint-apkg-*"

// sweep removes the folders of those who were stopped before they could do it themselves.
func sweep(now time.Time) {
	const old = 24 * time.Hour
	folders, _ := filepath.Glob(filepath.Join(os.TempDir(), folderPattern))
	for _, folder := range folders {
		if info, err := os.Lstat(folder); err == nil && info.IsDir() && now.Sub(info.ModTime()) > old {
			_ = os.RemoveAll(folder)
		}
	}
}

func unwritable(err error) error {
	return exchange.Refuse(err, "The file could not be unpacked into the folder for temporary files; make room on the disk and try again.")
}

// extractInto unpacks the database into a file.
func (p *Package) extractInto(ctx context.Context, f *os.File) error {
	entry := p.entries[p.layout.String()]
	if p.layout != Latest && entry.UncompressedSize64 > maxDatabase {
		return tooLarge()
	}
	r, err := entry.Open()
	if err != nil {
		return damaged(err)
	}
	defer r.Close()
	room := roomFor(int64(min(entry.CompressedSize64, maxFile)), maxDatabase)
	// What is compressed twice is bounded twice, as nothing need come of it.
	in := io.LimitReader(untilDone{r, ctx}, room+1)
	if p.layout == Latest {
		decoder, err := newDecoder(in)
		if err != nil {
			return damaged(err)
		}
		defer decoder.Close()
		in = decoder
	}
	out := &writeFailure{Writer: f}
	n, err := io.CopyBuffer(out, io.LimitReader(in, room+1), make([]byte, 256<<10))
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case out.err != nil:
		return unwritable(out.err)
	case n > room && room == maxDatabase:
		return tooLarge()
	case n > room:
		return bomb()
	case err != nil:
		return damaged(err)
	}
	if err := checkTop(f); err != nil {
		return damaged(err)
	}
	return nil
}

func tooLarge() error {
	return exchange.Refuse(nil, "The collection in the file is larger than %s, which is too much for one import; export fewer decks at once.", pack.Megabytes(maxDatabase))
}

// An untilDone is a reader that fails when a context is done.
type untilDone struct {
	io.Reader
	ctx context.Context
}

func (r untilDone) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(b)
}

// A writeFailure tells errors of writing from those of reading.
type writeFailure struct {
	io.Writer
	err error
}

func (w *writeFailure) Write(b []byte) (int, error) {
	n, err := w.Writer.Write(b)
	w.err = err
	return n, err
}

// A database is a connection to what was unpacked. It only reads, and only tables.
type database struct {
	conn   *sqlite3.SQLiteConn
	broken bool  // text in it was not UTF-8 and was mended
	left   int64 // bytes that may still be read; see spend
}

// openDatabase opens a file as it lies, whatever it says of being in use: nobody writes it.
func openDatabase(path string) (*database, error) {
	file := path
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/Users becomes /C:/Users, as in every file URL
	}
	settings := url.Values{"mode": {"ro"}, "immutable": {"1"}, "_query_only": {"1"}}
	info, err := os.Stat(file)
	if err != nil {
		return nil, damaged(err)
	}
	conn, err := new(sqlite3.SQLiteDriver).Open((&url.URL{Scheme: "file", Path: path, RawQuery: settings.Encode()}).String())
	if err != nil {
		return nil, damaged(err)
	}
	db := &database{conn: conn.(*sqlite3.SQLiteConn), left: 4*info.Size() + 1<<20}
	if err := db.harden(); err != nil {
		db.close()
		return nil, damaged(err)
	}
	return db, nil
}

// harden makes a connection do nothing but what this package asks, whatever the schema of
// the file says.
func (db *database) harden() error {
	for id, most := range map[int]int{
		sqlite3.SQLITE_LIMIT_LENGTH:        maxValue,
		sqlite3.SQLITE_LIMIT_SQL_LENGTH:    100_000,
		sqlite3.SQLITE_LIMIT_COLUMN:        100,
		sqlite3.SQLITE_LIMIT_EXPR_DEPTH:    50,
		sqlite3.SQLITE_LIMIT_ATTACHED:      0,
		sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
	} {
		db.conn.SetLimit(id, most)
	}
	for _, setting := range []string{"trusted_schema = 0", "cell_size_check = 1", "ignore_check_constraints = 1", "temp_store = 2", "cache_size = -2000", "mmap_size = 536870912"} {
		if _, err := db.conn.ExecContext(context.Background(), "PRAGMA "+setting, nil); err != nil {
			return err
		}
	}
	// The newer layout sorts names by an order that is Anki's own. Nothing is sorted by it
	// here, but without it SQLite refuses even to read those tables.
	if err := db.conn.RegisterCollation("unicase", strings.Compare); err != nil {
		return err
	}
	// The numbers of what may be done, from https://www.sqlite.org/c3ref/c_alter_table.html.
	const (
		toRead, toSelect, toPragma, toCall = 20, 21, 19, 31
		allow, deny                        = 0, 1
	)
	db.conn.RegisterAuthorizer(func(what int, _, second, _ string) int {
		switch {
		case what == toRead, what == toSelect, what == toPragma, what == toCall && (second == "count" || second == "min" || second == "max"):
			return allow
		}
		return deny
	})
	return nil
}

func (db *database) close() { _ = db.conn.Close() }

// each gives do every row that a query finds, which is good until the next. do returns
// an error to stop.
func (db *database) each(ctx context.Context, query string, do func(row) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	// The driver is spared watching the context, which takes it longer than the rows.
	rows, err := db.conn.QueryContext(context.WithoutCancel(ctx), query, nil)
	if err != nil {
		return damaged(err)
	}
	defer func() {
		if failed := rows.Close(); err == nil && failed != nil {
			err = damaged(failed)
		}
	}()
	values := make(row, len(rows.Columns()))
	for n := 1; ; n++ {
		switch err := rows.Next(values); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return damaged(err)
		}
		if err := db.spend(values); err != nil {
			return err
		}
		if err := do(values); err != nil {
			return err
		}
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// spend counts what was read. In a damaged database a page can be part of a table many
// times, and of many tables, so that a small file seems to hold rows without end; in a
// sound one no more is read than a few times what it has.
func (db *database) spend(values row) error {
	const least = 8 // bytes that a row is counted as
	db.left -= least
	for _, v := range values {
		switch v := v.(type) {
		case string:
			db.left -= int64(len(v))
		case []byte:
			db.left -= int64(len(v))
		}
	}
	if db.left < 0 {
		return damaged(errors.New("there is more in the database than it has room for"))
	}
	return nil
}

// columns returns the columns of a table, none if there is no such table. A view is no
// table, nor is what only looks like one: a virtual table or one with columns that are
// worked out when they are read.
func (db *database) columns(ctx context.Context, table string) (map[string]bool, error) {
	plain := false
	err := db.each(ctx, "SELECT name, rootpage, sql FROM sqlite_master WHERE type = 'table'", func(r row) error {
		if strings.EqualFold(r.word(0), table) {
			plain = r.number(1) > 0
		}
		return nil
	})
	if err != nil || !plain {
		return nil, err
	}
	columns := make(map[string]bool)
	err = db.each(ctx, "PRAGMA table_xinfo("+table+")", func(r row) error {
		const name, hidden = 1, 6
		if r.number(hidden) != 0 {
			return damaged(errors.New("a column is worked out when it is read"))
		}
		columns[strings.ToLower(r.word(name))] = true
		return nil
	})
	return columns, err
}

// require checks that there is a table with columns.
func (db *database) require(ctx context.Context, table string, names ...string) error {
	columns, err := db.columns(ctx, table)
	if err != nil {
		return err
	}
	for _, name := range names {
		if !columns[name] {
			return exchange.Refuse(nil, "The collection in the file lacks what every Anki writes (%s in %s), so nothing of it was read; export it again.", name, table)
		}
	}
	return nil
}

// count returns how many rows a table has, which must not be more than a limit.
func (db *database) count(ctx context.Context, table string, most int64) (n int64, err error) {
	err = db.each(ctx, "SELECT count(*) FROM (SELECT 1 FROM "+table+" LIMIT "+strconv.FormatInt(most+1, 10)+")", func(r row) error {
		n = r.number(0)
		return nil
	})
	if err == nil && n > most {
		err = tooMany(table, most)
	}
	return n, err
}

func tooMany(table string, most int64) error {
	what := map[string]string{"revlog": "reviews"}[table]
	if what == "" {
		what = table
	}
	return exchange.Refuse(nil, "There are more than %d %s in the file, which is too much for one import; export fewer decks at once.", most, what)
}

// check looks for damage in a table.
func (db *database) check(ctx context.Context, table string) error {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	rows, err := db.conn.QueryContext(ctx, "PRAGMA quick_check("+table+")", nil)
	if err == nil {
		values := make([]driver.Value, 1)
		err = rows.Next(values)
		if said, _ := values[0].(string); err == nil && said != "ok" {
			err = errors.New(said)
		}
		_ = rows.Close()
	}
	if err == nil || errors.Is(err, io.EOF) || errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return damaged(err)
}

// A row is what SQLite returned. Any column may hold a value of any type.
type row []driver.Value

// number returns a whole number, of whatever the value can be taken for.
func (r row) number(i int) int64 {
	switch v := r[i].(type) {
	case int64:
		return v
	case float64:
		return whole(v)
	case string:
		return wholeOf(v)
	case []byte:
		return wholeOf(string(v))
	case bool:
		if v {
			return 1
		}
	case time.Time:
		return v.UnixMilli()
	}
	return 0
}

// whole cuts a number off to a whole one; 0 where there is none.
func whole(x float64) int64 {
	if math.IsNaN(x) || math.Abs(x) > 1<<62 {
		return 0
	}
	return int64(x)
}

func wholeOf(text string) int64 {
	text = strings.TrimSpace(text)
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n
	}
	x, _ := strconv.ParseFloat(text, 64)
	return whole(x)
}

// small returns a number that needs no more than 32 bits.
func (r row) small(i int) int {
	return int(max(math.MinInt32, min(math.MaxInt32, r.number(i))))
}

// word returns text as it is.
func (r row) word(i int) string {
	switch v := r[i].(type) {
	case string:
		return v
	case []byte:
		return string(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return ""
}

// text returns text that is UTF-8 without the character NUL, mended if it has to be.
func (db *database) text(r row, i int) string {
	s := r.word(i)
	if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
		return s
	}
	db.broken = true
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "\ufffd")
}
