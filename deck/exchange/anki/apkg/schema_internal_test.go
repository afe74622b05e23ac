package apkg

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestRequirements holds which fields cards need to what Anki 2.1.15 worked out for the
// same templates.
func TestRequirements(t *testing.T) {
	p, err := Open(t.Context(), filepath.Join("testdata", "samples", "sample_v1.colpkg"))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	path, remove, err := p.extract(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer remove()
	db, err := openDatabase(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.close()
	var c Collection
	if err := c.readSchema(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	said := make(map[int64]string)
	err = db.each(t.Context(), "SELECT models FROM col", func(r row) error {
		return eachOf(r.word(0), func(id int64, raw json.RawMessage) {
			var model struct {
				Req json.RawMessage `json:"req"`
			}
			_ = json.Unmarshal(raw, &model)
			said[id] = string(model.Req)
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, noteType := range c.Types {
		if noteType.Cloze {
			continue // Anki keeps none
		}
		var want [][3]any
		if err := json.Unmarshal([]byte(said[noteType.ID]), &want); err != nil {
			t.Fatal(err)
		}
		var got [][3]any
		data, _ := json.Marshal(requirements(noteType))
		_ = json.Unmarshal(data, &got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", noteType.Name, diff)
		}
		compared++
	}
	if compared < 4 {
		t.Errorf("only %d note types were compared", compared)
	}
}

// TestMoreRequirements are those of templates that no sample has.
func TestMoreRequirements(t *testing.T) {
	fields := []string{"A", "B", "C"}
	for front, want := range map[string]struct {
		kind   string
		needed []int
	}{
		"words":                         {"none", nil},
		"{{A}} {{B}}":                   {"any", []int{0, 1}},
		"{{hint:text:A}}":               {"all", []int{0}},
		"{{#B}}{{A}}{{/B}}":             {"all", []int{0, 1}},
		"{{#B}}words{{/B}}":             {"none", nil},
		"{{^B}}{{A}}{{/B}}{{C}}":        {"all", []int{2}}, // so Anki too, which asks first what is missed when all is filled
		"{{#B}}{{#A}}{{C}}{{/A}}{{/B}}": {"all", []int{0, 1, 2}},
		"{{Unknown}}{{ A }}{{/B}}":      {"all", []int{0}},
		"{{A}} {{type:nc:B}}":           {"all", []int{0}},
		"{{A}} {{B":                     {"all", []int{0}},
	} {
		if kind, needed := requirement(front, fields); kind != want.kind || !slices.Equal(needed, want.needed) {
			t.Errorf("%s: got %s %v, want %s %v", front, kind, needed, want.kind, want.needed)
		}
	}
}

// TestDays tells where a collection's clock stood.
func TestDays(t *testing.T) {
	for _, test := range []struct {
		created                   int64
		conf                      string
		scheduler, west, rollover int
	}{
		{1791086400, `{}`, 1, 0, 4},                                  // 4:00 in London
		{1791086400 - 3600, `{"schedVer": 1}`, 1, -60, 4},            // in Copenhagen
		{1791086400 + 10*3600, `{"schedVer": 2}`, 2, 600, 4},         // in Honolulu
		{1791086400 - 13*3600, `{"sched2021": false}`, 1, -780, 4},   // in Auckland
		{1791086400 - 5*3600 - 1800, `{"rollover": 99}`, 1, -330, 4}, // in Delhi
		{1791086400, `{"schedVer": 2, "sched2021": true, "creationOffset": "-120", "rollover": 6}`, 3, -120, 6},
		{1791086400, `not JSON`, 1, 0, 4},
		{-5, `{"creationOffset": 99999}`, 1, 0, 4},
	} {
		c := Collection{Created: test.created}
		s := make(settings)
		_ = json.Unmarshal([]byte(test.conf), &s)
		c.settle(s)
		if test.created < 0 {
			c.WestOfUTC = 0 // anything will do
		}
		if c.Scheduler != test.scheduler || c.WestOfUTC != test.west || c.Rollover != test.rollover {
			t.Errorf("%s: got scheduler %d, %d west, %d o'clock", test.conf, c.Scheduler, c.WestOfUTC, c.Rollover)
		}
	}
	b := builder{Collection: &Collection{WestOfUTC: -60, Rollover: 4}, now: time.Date(2026, 1, 2, 2, 59, 59, 0, time.UTC)}
	if got, want := b.created(), time.Date(2026, 1, 1, 3, 0, 0, 0, time.UTC).Unix(); got != want {
		t.Errorf("day 0 begins at %d, want %d", got, want)
	}
}

// TestWhatCannotBeOpened is said in sentences.
func TestWhatCannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	for _, file := range []string{dir, filepath.Join(dir, "none.apkg")} {
		if _, err := Open(t.Context(), file); err == nil {
			t.Errorf("%s was opened", file)
		}
	}
	if os.PathSeparator == '/' {
		t.Setenv("TMPDIR", filepath.Join(dir, "none"))
		p, err := Open(t.Context(), filepath.Join("testdata", "samples", "minimal.apkg"))
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		if p.Layout() != Legacy1 {
			t.Errorf("got %v", p.Layout())
		}
		if _, err := p.Read(t.Context(), ReadOptions{}); err == nil {
			t.Error("it was unpacked into a folder that is not there")
		}
	}
}
