package progress

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// applicationID marks an SQLite file as ours. It spells "TPnt".
const applicationID = 0x54506e74

//go:embed sql/*.sql
var scripts embed.FS

// A migration brings a file from the version before to its own.
type migration struct {
	version int
	script  string
}

// migrations returns the scripts sql/NNNN_name.sql by version: the first has number 1,
// and none is left out.
func migrations(fsys fs.FS) ([]migration, error) {
	names, err := fs.Glob(fsys, "sql/*.sql") // sorted by name
	if err != nil {
		return nil, err
	}
	var all []migration
	for i, name := range names {
		number, _, _ := strings.Cut(path.Base(name), "_")
		version, err := strconv.Atoi(number)
		if err != nil || version != i+1 {
			return nil, fmt.Errorf("migration %s: want number %d", name, i+1)
		}
		script, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		all = append(all, migration{version: version, script: string(script)})
	}
	return all, nil
}

// migrate brings the file up to date. One that has seen use is backed up before.
func (j *Journal) migrate(ctx context.Context, found file, steps []migration) error {
	if found.version > 0 {
		backup, err := j.Backup(ctx)
		if err != nil {
			return err
		}
		j.o.Logger.Info("backed up before migration", "path", backup, "from", found.version, "to", len(steps))
	}
	conn, err := j.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	for _, m := range steps {
		if err := m.apply(ctx, conn); err != nil {
			return fmt.Errorf("migrate to version %d: %w", m.version, err)
		}
	}
	return nil
}

// apply runs the script and raises the version in one transaction, unless that has been
// done, perhaps by another program a moment ago. Foreign keys are not enforced while the
// script runs, so that it may rebuild tables; they are checked as a whole at its end.
func (m migration) apply(ctx context.Context, conn *sql.Conn) (err error) {
	if _, err := conn.ExecContext(ctx, `PRAGMA foreign_keys = OFF`); err != nil {
		return err
	}
	defer func() {
		_, on := conn.ExecContext(context.WithoutCancel(ctx), `PRAGMA foreign_keys = ON`)
		err = errors.Join(err, on)
	}()
	return inTx(ctx, conn, func(tx *sql.Tx) error {
		version, err := pragma(ctx, tx, "user_version")
		if err != nil || version >= m.version {
			return err
		}
		if _, err := tx.ExecContext(ctx, m.script); err != nil {
			return err
		}
		broken, err := foreignKeyFaults(ctx, tx)
		if err != nil {
			return err
		}
		if len(broken) > 0 {
			return fmt.Errorf("%s (and %d more)", broken[0].Message, len(broken)-1)
		}
		_, err = tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d`, applicationID, m.version))
		return err
	})
}

// A querier runs queries: an *sql.DB, *sql.Conn or *sql.Tx.
type querier interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

// pragma returns the value of a PRAGMA that is a number.
func pragma(ctx context.Context, q querier, name string) (int, error) {
	var value int
	err := q.QueryRowContext(ctx, `PRAGMA `+name).Scan(&value)
	return value, err
}
