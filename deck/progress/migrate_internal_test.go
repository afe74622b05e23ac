package progress

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

func cardNumber(i int) deck.CardID { return deck.CardID(fmt.Sprintf("deck/note-%d", i)) }

func script(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func TestMigrations(t *testing.T) {
	for _, tt := range []struct {
		name string
		fsys fstest.MapFS
		want string // "" : a fault
	}{
		{"in order of number", fstest.MapFS{"sql/0002_b.sql": script("B"), "sql/0001_a.sql": script("A")}, "1A2B"},
		{"one is missing", fstest.MapFS{"sql/0001_a.sql": script("A"), "sql/0003_c.sql": script("C")}, ""},
		{"one twice", fstest.MapFS{"sql/0001_a.sql": script("A"), "sql/0001_b.sql": script("B")}, ""},
		{"without a number", fstest.MapFS{"sql/init.sql": script("A")}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			steps, err := migrations(tt.fsys)
			var got strings.Builder
			for _, m := range steps {
				fmt.Fprintf(&got, "%d%s", m.version, m.script)
			}
			if got.String() != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("migrations = %q, %v, want %q", got.String(), err, tt.want)
			}
		})
	}
}

// Every script opens with prose.
func TestScriptsTeach(t *testing.T) {
	names, err := fs.Glob(scripts, "sql/*.sql")
	if err != nil || len(names) == 0 {
		t.Fatalf("scripts = %v, %v", names, err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(scripts, name)
		if err != nil || !strings.HasPrefix(string(text), "-- ") {
			t.Errorf("%s: want it to open with a comment (%v)", name, err)
		}
	}
}

// migrated brings a copy of the embedded scripts, with more, to the journal in dir.
func migrated(ctx context.Context, j *Journal, more fstest.MapFS) error {
	all := fstest.MapFS{}
	names, err := fs.Glob(scripts, "sql/*.sql")
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := fs.ReadFile(scripts, name)
		if err != nil {
			return err
		}
		all[name] = &fstest.MapFile{Data: text}
	}
	released := len(all)
	for name, file := range more {
		all[fmt.Sprintf("sql/%04d_%s.sql", released+1, name)] = file
	}
	steps, err := migrations(all)
	if err != nil {
		return err
	}
	found, err := inspect(ctx, j.path, len(steps), j.o.Patience)
	if err != nil {
		return err
	}
	return j.migrate(ctx, found, steps)
}

func TestMigrate(t *testing.T) {
	j := mustOpen(t)
	if _, err := j.Append(t.Context(), "", good(1)); err != nil {
		t.Fatal(err)
	}
	latest, err := pragma(t.Context(), j.writer, "user_version")
	if err != nil {
		t.Fatal(err)
	}
	// A table that others refer to is rebuilt, which foreign keys would prevent.
	next := fstest.MapFS{"more": script(`-- More.
		CREATE TABLE entry (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, mood TEXT) STRICT;
		INSERT INTO entry (seq, id) SELECT seq, id FROM journal;
		DROP TRIGGER journal_never_deletes;
		DROP TABLE journal;
		ALTER TABLE entry RENAME TO journal;`)}
	for range 2 { // the second time there is nothing to do
		if err := migrated(t.Context(), j, next); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := pragma(t.Context(), j.writer, "user_version"); got != latest+1 || err != nil {
		t.Errorf("version = %d, %v, want %d", got, err, latest+1)
	}
	if on, err := pragma(t.Context(), j.writer, "foreign_keys"); on != 1 || err != nil {
		t.Errorf("foreign keys after a migration = %d, %v, want them on", on, err)
	}
	backups, err := j.Backups()
	if err != nil || len(backups) == 0 {
		t.Fatalf("Backups = %v, %v, want one of before the migration", backups, err)
	}
	if c, err := verify(t.Context(), backups[len(backups)-1].Path); err != nil || c != (census{latest, 1}) {
		t.Errorf("oldest backup = %+v, %v, want version %d with an entry", c, err, latest)
	}
}

// A migration that fails leaves the file as it was, at its version.
func TestMigrateFails(t *testing.T) {
	for name, text := range map[string]string{
		"an error half way":           `CREATE TABLE half (x); INSERT INTO nowhere VALUES (1)`,
		"a row that points away":      `CREATE TABLE half (x REFERENCES journal (id)); INSERT INTO half VALUES ('nobody')`,
		"a row left without a parent": `DROP TRIGGER journal_never_deletes; DELETE FROM journal`,
	} {
		t.Run(name, func(t *testing.T) {
			j := mustOpen(t)
			if _, err := j.Append(t.Context(), "", good(1)); err != nil {
				t.Fatal(err)
			}
			before := schema(t, j.reader)
			latest, err := pragma(t.Context(), j.reader, "user_version")
			if err != nil {
				t.Fatal(err)
			}
			if err := migrated(t.Context(), j, fstest.MapFS{"bad": script(text)}); err == nil {
				t.Fatal("migrate: want an error")
			}
			if diff := cmp.Diff(before, schema(t, j.reader)); diff != "" {
				t.Errorf("schema (-before +after):\n%s", diff)
			}
			if version, err := pragma(t.Context(), j.reader, "user_version"); version != latest || err != nil {
				t.Errorf("version = %d, %v, want %d", version, err, latest)
			}
			if problems, err := j.Check(t.Context()); err != nil || len(problems) > 0 {
				t.Errorf("Check: %v, %v", problems, err)
			}
			if _, err := j.Append(t.Context(), "", good(2)); err != nil {
				t.Errorf("Append after it: %v", err)
			}
		})
	}
}

// Two programs that start at once on a new folder end with one journal.
func TestMigrateTwoAtOnce(t *testing.T) {
	for range 20 {
		dir := t.TempDir()
		errs := make(chan error)
		for i := range 2 {
			go func() {
				j, err := Open(t.Context(), dir, Options{})
				if err == nil {
					_, err = j.Append(t.Context(), "", good(i))
					_ = j.Close()
				}
				errs <- err
			}()
		}
		for range 2 {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		j, err := Open(t.Context(), dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if states, err := j.States(t.Context()); len(states) != 2 || err != nil {
			t.Errorf("%d states, %v, want 2", len(states), err)
		}
		_ = j.Close()
	}
}

// schema returns the text of every table, index and trigger.
func schema(t *testing.T, db *sql.DB) map[string]string {
	t.Helper()
	rows, err := db.Query(`SELECT name, ifnull(sql, '') FROM sqlite_schema`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	all := make(map[string]string)
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			t.Fatal(err)
		}
		all[name] = text
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// The settings that every connection is to have reach every connection.
func TestPragmas(t *testing.T) {
	j := mustOpen(t)
	for _, tt := range []struct {
		name string
		pool *sql.DB
		want map[string]int
	}{
		{"writer", j.writer, map[string]int{"foreign_keys": 1, "synchronous": 2, "busy_timeout": 5000, "query_only": 0, "application_id": applicationID}},
		{"reader", j.reader, map[string]int{"foreign_keys": 1, "busy_timeout": 5000, "query_only": 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for range tt.pool.Stats().MaxOpenConnections {
				conn, err := tt.pool.Conn(t.Context()) // and keep it, to get another one next
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = conn.Close() })
				for name, want := range tt.want {
					var got int
					if err := conn.QueryRowContext(t.Context(), `PRAGMA `+name).Scan(&got); got != want || err != nil {
						t.Errorf("%s = %d, %v, want %d", name, got, err, want)
					}
				}
				var mode string
				if err := conn.QueryRowContext(t.Context(), `PRAGMA journal_mode`).Scan(&mode); mode != "wal" || err != nil {
					t.Errorf("journal_mode = %s, %v, want wal", mode, err)
				}
			}
		})
	}
}

func TestDSN(t *testing.T) {
	for path, want := range map[string]string{
		"/data/progress.db":              "file:///data/progress.db?mode=ro",
		"/a b/what?/100%/#1/progress.db": "file:///a%20b/what%3F/100%25/%231/progress.db?mode=ro",
		"C:/Users/Ada/progress.db":       "file:///C:/Users/Ada/progress.db?mode=ro",
	} {
		if got := dsn(filepath.FromSlash(path), map[string][]string{"mode": {"ro"}}); got != want {
			t.Errorf("dsn(%s) = %s, want %s", path, got, want)
		}
	}
}
