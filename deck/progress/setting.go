package progress

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// Setting decodes the setting of the given name into the value that into points to, and
// reports whether there is one. If there is none, into is left alone. A setting that does
// not fit is an error of kind [ErrInvalid].
func (j *Journal) Setting(ctx context.Context, key string, into any) (found bool, err error) {
	var value string
	err = j.reader.QueryRowContext(ctx, `SELECT value FROM setting WHERE key = ?`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, explain(ctx, "read setting "+key, j.path, err)
	}
	if err := json.Unmarshal([]byte(value), into); err != nil {
		return true, invalid("the setting %s is not of the kind asked for (%v)", key, err)
	}
	return true, nil
}

// SetSetting keeps a value under the given name, as JSON. The value nil removes
// it. The weights of the memory model are a setting too, but [Journal.Adopt] sets them.
func (j *Journal) SetSetting(ctx context.Context, key string, value any) error {
	if key == weightsKey || key == formerKey {
		return invalid("the setting %s is kept with the states of the cards", key)
	}
	if value == nil {
		return j.write(ctx, "remove setting "+key, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, `DELETE FROM setting WHERE key = ?`, key)
			return err
		})
	}
	return j.write(ctx, "keep setting "+key, func(tx *sql.Tx) error {
		return putSetting(ctx, tx, key, value, j.o.Now())
	})
}

func putSetting(ctx context.Context, tx *sql.Tx, key string, value any, at time.Time) error {
	text, err := json.Marshal(value)
	if err != nil {
		return invalid("the setting %s cannot be kept as JSON (%v)", key, err)
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO setting (key, value, at_ms) VALUES (?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET value = excluded.value, at_ms = excluded.at_ms`,
		key, string(text), at.UnixMilli())
	return err
}
