package apkg

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"

	"touchpoint/deck/exchange"
	"touchpoint/deck/pack"
)

// The versions of the schema. Up to oldSchema note types and decks are JSON in the row of
// table col; in later ones more and more of them are tables.
const (
	oldSchema    = 11
	firstOfNew   = 14 // what comes between was never shared
	newestSchema = 18
)

// readSchema reads what is known of the collection as a whole, its note types, decks and
// options.
func (c *Collection) readSchema(ctx context.Context, db *database) error {
	var col colRow
	found := false
	err := db.each(ctx, "SELECT crt, ver, conf, models, decks, dconf FROM col LIMIT 1", func(r row) error {
		col = colRow{created: r.number(0), version: r.number(1), conf: r.word(2), models: r.word(3), decks: r.word(4), presets: r.word(5)}
		found = true
		return nil
	})
	switch {
	case err != nil:
		return err
	case !found:
		return damaged(errors.New("table col is empty"))
	case col.version > newestSchema:
		return exchange.Refuse(nil, "The collection was written by a newer Anki than is known here; export it again with the box for older Anki versions ticked.")
	case col.version != oldSchema && col.version < firstOfNew:
		return exchange.Refuse(nil, "The collection was written by a very old or an unfinished Anki; open it in a newer one and export it again.")
	}
	c.Created = col.created
	settings, err := readSettings(ctx, db, col.conf)
	if err != nil {
		return err
	}
	c.settle(settings)
	for _, part := range []func(context.Context, *database, colRow) error{c.readTypes, c.readDecks, c.readPresets} {
		if err := part(ctx, db, col); err != nil {
			return err
		}
	}
	c.Types = byID(c.Types, func(t *NoteType) int64 { return t.ID })
	c.Decks = byID(c.Decks, func(d *Deck) int64 { return d.ID })
	c.Presets = byID(c.Presets, func(p *Preset) int64 { return p.ID })
	return nil
}

// A colRow is the one row of table col.
type colRow struct {
	created, version             int64
	conf, models, decks, presets string
}

// Settings are the collection's own, each as JSON.
type settings map[string]json.RawMessage

// readSettings reads the settings from their table, or from the column where that is not.
func readSettings(ctx context.Context, db *database, column string) (settings, error) {
	s := make(settings)
	columns, err := db.columns(ctx, "config")
	if err != nil {
		return nil, err
	}
	if !columns["key"] || !columns["val"] {
		_ = json.Unmarshal([]byte(column), &s) // they are not worth refusing the file
		return s, nil
	}
	err = db.each(ctx, "SELECT key, val FROM config LIMIT 100000", func(r row) error {
		s[r.word(0)] = json.RawMessage(r.word(1))
		return nil
	})
	return s, err
}

// number returns a setting that is a number, and whether it is there.
func (s settings) number(key string) (int64, bool) {
	var n looseNumber
	raw, ok := s[key]
	if !ok || json.Unmarshal(raw, &n) != nil {
		return 0, false
	}
	return int64(n), true
}

// settle takes in what settings say of days. Older collections do not say how far west
// their clock stood; but day 0 of them begins when the day does by it.
func (c *Collection) settle(s settings) {
	c.Scheduler, c.Rollover = 1, 4
	if version, ok := s.number("schedVer"); ok && version == 2 {
		c.Scheduler = 2
		if modern, _ := s.number("sched2021"); modern != 0 {
			c.Scheduler = 3
		}
	}
	if hour, ok := s.number("rollover"); ok && hour >= 0 && hour < 24 {
		c.Rollover = int(hour)
	}
	const day, farthestEast = 24 * 60, 13 * 60 // fewer live beyond it than as far west
	if west, ok := s.number("creationOffset"); ok && west >= -day && west <= day {
		c.WestOfUTC = int(west)
		return
	}
	c.WestOfUTC = int((c.Created/60-int64(c.Rollover)*60)%day+day) % day
	if c.WestOfUTC >= day-farthestEast {
		c.WestOfUTC -= day
	}
}

// readTypes reads the note types.
func (c *Collection) readTypes(ctx context.Context, db *database, col colRow) error {
	columns, err := db.columns(ctx, "notetypes")
	if err != nil {
		return err
	}
	if !columns["config"] {
		return c.typesOfJSON(col.models)
	}
	for table, names := range map[string][]string{"notetypes": {"id", "name", "mtime_secs"}, "fields": {"ntid", "ord", "name"}, "templates": {"ntid", "ord", "name", "config"}} {
		if err := db.require(ctx, table, names...); err != nil {
			return err
		}
	}
	at := make(map[int64]int)
	err = db.each(ctx, "SELECT id, name, mtime_secs, config FROM notetypes", func(r row) error {
		t := NoteType{ID: r.number(0), Name: db.text(r, 1), Mod: r.number(2)}
		if t.configure(r.word(3)) != nil {
			c.warn("The note type “%s” is damaged, so its notes may look otherwise.", pack.Show(t.Name))
		}
		at[t.ID] = len(c.Types)
		c.Types = append(c.Types, t)
		return nil
	})
	if err != nil {
		return err
	}
	if err := c.readFields(ctx, db, at); err != nil {
		return err
	}
	return c.readTemplates(ctx, db, at)
}

// configure takes in what a protocol buffer says of a note type.
func (t *NoteType) configure(config string) error {
	err := eachField([]byte(config), func(number protowire.Number, v protoValue) {
		switch number {
		case 1:
			t.Cloze = v.number == 1
		case 2:
			t.Sort = int(v.number & 0xffff)
		case 3:
			t.CSS = valid(v.text())
		case 9:
			t.Occlusion = v.number == stockOcclusion
		}
	})
	return err
}

// stockOcclusion is the number of the note type for hidden parts of a picture among those
// that Anki itself has.
const stockOcclusion = 6

// occludes reports whether a note type has the fields of the one for hidden parts of a
// picture, as copies of it and some add-ons have.
func occludes(t NoteType) bool {
	return t.Cloze && len(t.Fields) >= 2 && strings.EqualFold(t.Fields[0], "Occlusion") && strings.EqualFold(t.Fields[1], "Image")
}

// An ordered thing has a place among others of a note type.
type ordered[T any] struct {
	ord   int64
	thing T
}

// inOrder returns things by their places.
func inOrder[T any](list []ordered[T]) []T {
	slices.SortStableFunc(list, func(a, b ordered[T]) int { return cmp.Compare(a.ord, b.ord) })
	things := make([]T, len(list))
	for i := range list {
		things[i] = list[i].thing
	}
	return things
}

// readFields reads the names of fields of note types, which stand at places by their ids.
func (c *Collection) readFields(ctx context.Context, db *database, at map[int64]int) error {
	of := make(map[int64][]ordered[string])
	err := db.each(ctx, "SELECT ntid, ord, name FROM fields", func(r row) error {
		of[r.number(0)] = append(of[r.number(0)], ordered[string]{r.number(1), db.text(r, 2)})
		return nil
	})
	for id, i := range at {
		t := &c.Types[i]
		t.Fields = inOrder(of[id])
		t.Occlusion = t.Occlusion || occludes(*t)
	}
	return err
}

func (c *Collection) readTemplates(ctx context.Context, db *database, at map[int64]int) error {
	of := make(map[int64][]ordered[Template])
	err := db.each(ctx, "SELECT ntid, ord, name, config FROM templates", func(r row) error {
		t := Template{Name: db.text(r, 2)}
		err := eachField([]byte(r.word(3)), func(number protowire.Number, v protoValue) {
			switch number {
			case 1:
				t.Front = valid(v.text())
			case 2:
				t.Back = valid(v.text())
			}
		})
		if err != nil {
			c.warn("The template “%s” is damaged, so its cards may look otherwise.", pack.Show(t.Name))
		}
		of[r.number(0)] = append(of[r.number(0)], ordered[Template]{r.number(1), t})
		return nil
	})
	for id, i := range at {
		c.Types[i].Templates = inOrder(of[id])
	}
	return err
}

// valid mends text that is not UTF-8.
func valid(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

// readDecks reads the decks.
func (c *Collection) readDecks(ctx context.Context, db *database, col colRow) error {
	columns, err := db.columns(ctx, "decks")
	if err != nil {
		return err
	}
	if !columns["kind"] {
		return c.decksOfJSON(col.decks)
	}
	if err := db.require(ctx, "decks", "id", "name"); err != nil {
		return err
	}
	return db.each(ctx, "SELECT id, name, kind FROM decks", func(r row) error {
		d := Deck{ID: r.number(0), Name: strings.ReplaceAll(db.text(r, 1), "\x1f", "::")}
		if d.configure(r.word(2)) != nil {
			c.warn("What was said of the deck “%s” is damaged and was left out.", pack.Show(d.Name))
		}
		c.Decks = append(c.Decks, d)
		return nil
	})
}

// configure takes in what a protocol buffer says of a deck.
func (d *Deck) configure(kind string) error {
	var inner error
	err := eachField([]byte(kind), func(number protowire.Number, v protoValue) {
		d.Filtered = d.Filtered || number == 2
		if number != 1 {
			return
		}
		inner = eachField(v.bytes, func(number protowire.Number, v protoValue) {
			switch number {
			case 1:
				d.Preset = v.int()
			case 4:
				d.Description = valid(v.text())
			}
		})
	})
	return errors.Join(err, inner)
}

// readPresets reads the options of decks.
func (c *Collection) readPresets(ctx context.Context, db *database, col colRow) error {
	columns, err := db.columns(ctx, "deck_config")
	if err != nil {
		return err
	}
	if !columns["config"] {
		return c.presetsOfJSON(col.presets)
	}
	if err := db.require(ctx, "deck_config", "id", "name"); err != nil {
		return err
	}
	return db.each(ctx, "SELECT id, name, config FROM deck_config", func(r row) error {
		p := Preset{ID: r.number(0), Name: db.text(r, 1)}
		if p.configure(r.word(2)) != nil {
			c.warn("The options “%s” are damaged and were left out.", pack.Show(p.Name))
			return nil
		}
		c.Presets = append(c.Presets, p)
		return nil
	})
}

// configure takes in what a protocol buffer says of options. Of the numbers of the memory
// model there may be those of several versions, of which the newest count.
func (p *Preset) configure(config string) error {
	var weights [3][]float64
	err := eachField([]byte(config), func(number protowire.Number, v protoValue) {
		switch number {
		case 3, 5, 6:
			i := map[protowire.Number]int{6: 0, 5: 1, 3: 2}[number]
			weights[i] = v.floats(weights[i])
		case 9:
			p.NewPerDay = int(v.number & 0xffffff)
		case 10:
			p.ReviewsPerDay = int(v.number & 0xffffff)
		case 37:
			p.Retention = v.float()
		}
	})
	p.Weights = newest(weights[:]...)
	return err
}

// newest returns the first list with something in it.
func newest(lists ...[]float64) []float64 {
	for _, list := range lists {
		if len(list) > 0 {
			return list
		}
	}
	return nil
}
