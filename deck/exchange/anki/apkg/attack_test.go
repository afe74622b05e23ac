package apkg_test

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"google.golang.org/protobuf/encoding/protowire"

	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
)

// An entry of a zip archive.
type entry struct {
	name   string
	data   []byte
	method uint16 // zip.Store unless it says otherwise
}

// archive writes a zip archive.
func archive(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.CreateHeader(&zip.FileHeader{Name: e.name, Method: e.method})
		if err == nil {
			_, err = w.Write(e.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// entriesOf returns what a zip archive holds.
func entriesOf(t testing.TB, file string) (entries []entry) {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, entry{f.Name, data, f.Method})
	}
	return entries
}

// put writes bytes into a file of a test.
func put(t testing.TB, name string, data []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// database returns the bytes of a database of the small collection after statements.
func database(t testing.TB, statements ...string) []byte {
	t.Helper()
	file := put(t, "collection", entriesOf(t, write(t, small()))[0].data)
	db, err := sql.Open("sqlite3", file)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// packed compresses bytes as the newest layout does.
func packed(data []byte) []byte {
	w, _ := zstd.NewWriter(nil)
	return w.EncodeAll(data, nil)
}

// legacy is a package of a database and media files.
func legacy(t testing.TB, data []byte, list string, media ...entry) []byte {
	return archive(t, append([]entry{{"collection.anki2", data, zip.Deflate}, {"media", []byte(list), zip.Deflate}}, media...)...)
}

// latest is a package in the newest layout of a database and media files.
func latest(t testing.TB, data, list []byte, media ...entry) []byte {
	return archive(t, append([]entry{{"meta", []byte{8, 3}, zip.Store}, {"collection.anki21b", packed(data), zip.Store}, {"media", packed(list), zip.Store}}, media...)...)
}

// listing is a line of the list of media files in the newest layout.
func listing(name string, size int, sha1 []byte) []byte {
	var b []byte
	b = protowire.AppendTag(b, 1, protowire.BytesType)
	b = protowire.AppendString(b, name)
	b = protowire.AppendTag(b, 2, protowire.VarintType)
	b = protowire.AppendVarint(b, uint64(size))
	b = protowire.AppendTag(b, 3, protowire.BytesType)
	b = protowire.AppendBytes(b, sha1)
	return protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), b)
}

// tryRead opens a file and reads it and its media.
func tryRead(ctx context.Context, file string) (*apkg.Collection, error) {
	p, err := apkg.Open(ctx, file)
	if err != nil {
		return nil, err
	}
	defer p.Close()
	c, err := p.Read(ctx, apkg.ReadOptions{})
	if err != nil {
		return nil, err
	}
	return c, apkg.ReadMedia(c)
}

// encrypted says of every entry of an archive that a password protects it.
func encrypted(data []byte) []byte {
	data = slices.Clone(data)
	for signature, at := range map[string]int{"PK\x01\x02": 8, "PK\x03\x04": 6} {
		for from := 0; ; {
			i := bytes.Index(data[from:], []byte(signature))
			if i < 0 {
				break
			}
			from += i + 4
			data[from-4+at] |= 1
		}
	}
	return data
}

// TestAttacksAreRefused gives files that are broken or mean harm.
func TestAttacksAreRefused(t *testing.T) {
	good := database(t)
	whole := legacy(t, good, "{}")
	zeros := make([]byte, 40<<20)
	noise := make([]byte, 110<<10)
	for i := range noise {
		noise[i] = byte(uint32(i) * 2654435761 >> 13)
	}
	var list []byte
	var many []entry
	for i := range 110 {
		list = append(list, listing(strconv.Itoa(i), 20<<20, nil)...)
		many = append(many, entry{strconv.Itoa(i), noise, zip.Store})
	}
	for name, test := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":                {nil, "no Anki package"},
		"a text":                 {[]byte("front;back\n"), "no Anki package"},
		"a bare database":        {good, "choose File and Export"},
		"cut short":              {whole[:len(whole)/2], "not complete"},
		"cut in the list":        {whole[:len(whole)-10], "not complete"},
		"a password":             {encrypted(whole), "password"},
		"another archive":        {archive(t, entry{"a.txt", []byte("a"), 0}), "no Anki collection"},
		"up and away":            {archive(t, entry{"collection.anki2", good, zip.Deflate}, entry{"../a", nil, 0}), "may lead out"},
		"from the root":          {archive(t, entry{"collection.anki2", good, zip.Deflate}, entry{"/etc/a", nil, 0}), "may lead out"},
		"another system's path":  {archive(t, entry{"collection.anki2", good, zip.Deflate}, entry{`..\a`, nil, 0}), "may lead out"},
		"a collection twice":     {archive(t, entry{"collection.anki2", good, zip.Deflate}, entry{"collection.anki2", good, zip.Deflate}), "damaged"},
		"a newer package":        {archive(t, entry{"meta", []byte{8, 4}, 0}, entry{"collection.anki21b", packed(good), 0}), "newer Anki"},
		"a broken meta":          {archive(t, entry{"meta", []byte{8}, 0}, entry{"collection.anki2", good, 0}), "damaged"},
		"a meta and no more":     {archive(t, entry{"meta", []byte{8, 3}, 0}, entry{"collection.anki2", good, 0}), "no Anki collection"},
		"zeros":                  {archive(t, entry{"collection.anki2", zeros, zip.Deflate}), "many times its size"},
		"packed zeros":           {archive(t, entry{"meta", []byte{8, 3}, 0}, entry{"collection.anki21b", packed(zeros), 0}), "many times its size"},
		"a list of zeros":        {latest(t, good, zeros), "many times its size"},
		"no database":            {legacy(t, []byte(strings.Repeat("no database ", 99)), "{}"), "damaged"},
		"half a database":        {legacy(t, good[:len(good)/2], "{}"), "damaged"},
		"no zstd":                {archive(t, entry{"meta", []byte{8, 3}, 0}, entry{"collection.anki21b", good, 0}), "damaged"},
		"a media list in pieces": {legacy(t, good, `{"0": "a`), "damaged"},
		"media that lead away":   {legacy(t, good, `{"0": "../../a.png"}`), "may lead out"},
		"latest that lead away":  {latest(t, good, listing("a/b.png", 1, nil)), "may lead out"},
		"another hash":           {latest(t, good, listing("a.png", 3, make([]byte, 20)), entry{"0", packed([]byte("png")), 0}), "“a.png” in the file is damaged"},
		"media that grow":        {latest(t, good, listing("a.png", 3, nil), entry{"0", packed([]byte("pngpng")), 0}), "“a.png” in the file is damaged"},
		"media that shrink":      {latest(t, good, listing("a.png", 9, nil), entry{"0", packed([]byte("png")), 0}), "“a.png” in the file is damaged"},
		"media of noise":         {latest(t, good, listing("a.png", len(noise), nil), entry{"0", noise, 0}), "“a.png” in the file is damaged"},
		"too many media":         {latest(t, good, list, many...), "2048 MB together"},
		"a newer schema":         {legacy(t, database(t, "UPDATE col SET ver = 19"), "{}"), "newer Anki"},
		"an unfinished schema":   {legacy(t, database(t, "UPDATE col SET ver = 12"), "{}"), "unfinished Anki"},
		"no notes":               {legacy(t, database(t, "DROP TABLE notes"), "{}"), "lacks"},
		"no fields":              {legacy(t, database(t, "ALTER TABLE notes RENAME COLUMN flds TO fields"), "{}"), "lacks"},
		"an empty col":           {legacy(t, database(t, "DELETE FROM col"), "{}"), "damaged"},
		"note types in pieces":   {legacy(t, database(t, `UPDATE col SET models = '{"1": {'`), "{}"), "damaged"},
		"a view":                 {legacy(t, database(t, "ALTER TABLE notes RENAME TO kept", "CREATE VIEW notes AS SELECT * FROM kept"), "{}"), "lacks"},
		"a virtual table":        {legacy(t, database(t, "DROP TABLE notes", "CREATE VIRTUAL TABLE notes USING fts3(id, guid, mid, mod, tags, flds)"), "{}"), "lacks"},
		"columns worked out":     {legacy(t, database(t, "DROP TABLE revlog", "CREATE TABLE revlog (id integer primary key, cid, ease, ivl, lastIvl AS (zeroblob(1000000000)), factor, time, type)"), "{}"), "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tryRead(t.Context(), put(t, "a.apkg", test.data))
			var said *exchange.Error
			if !errors.As(err, &said) || !strings.Contains(said.Sentence(), test.says) {
				t.Errorf("got %v, want a sentence with “%s”", err, test.says)
			}
		})
	}
}

// TestOddFilesAreRead gives files that are unusual and can be read all the same.
func TestOddFilesAreRead(t *testing.T) {
	good := database(t)
	wal := slices.Clone(good)
	wal[18], wal[19] = 2, 2
	zeros := make([]byte, 21<<20)
	for name, test := range map[string]struct {
		data []byte
		warn string
		look func(c *apkg.Collection) bool
	}{
		"triggers":          {legacy(t, database(t, "CREATE TRIGGER x AFTER INSERT ON notes BEGIN DELETE FROM cards; END", "CREATE VIEW y AS SELECT randomblob(1000000000)"), "{}"), "", func(c *apkg.Collection) bool { return len(c.Cards) == 3 }},
		"a write-ahead log": {legacy(t, wal, "{}"), "", func(c *apkg.Collection) bool { return len(c.Notes) == 3 }},
		"no list of media":  {archive(t, entry{"collection.anki2", good, zip.Deflate}), "", func(c *apkg.Collection) bool { return len(c.Media) == 0 }},
		"media that are missing": {legacy(t, good, `{"0": "a.png"}`), "“a.png” is listed in the file but is not in it.", func(c *apkg.Collection) bool {
			return c.Media[0].Missing && c.Media[0].Open == nil
		}},
		"media that are too large": {legacy(t, good, `{"0": "a.png", "1": "b.png"}`, entry{"0", zeros, zip.Store}, entry{"1", []byte("b"), 0}), "“a.png” has 21 MB", func(c *apkg.Collection) bool {
			return c.Media[0].Missing && !c.Media[1].Missing
		}},
		"media that would grow":        {latest(t, good, listing("a.png", 15<<20, nil), entry{"0", packed(zeros[:15<<20]), 0}), "“a.png” would grow", func(c *apkg.Collection) bool { return c.Media[0].Missing }},
		"a gigabyte that is only said": {latest(t, good, listing("a.png", 1<<30, nil), entry{"0", packed([]byte("png")), 0}), "“a.png” has 1024 MB", func(c *apkg.Collection) bool { return c.Media[0].Missing }},
		"much that unpacks to nothing": {latest(t, good, listing("a.png", 3, nil), entry{"0", bytes.Repeat([]byte("\x50\x2a\x4d\x18\x00\x00\x00\x00"), 3<<20), zip.Deflate}), "“a.png” has 24 MB", func(c *apkg.Collection) bool { return c.Media[0].Missing }},
		"names in other forms": {legacy(t, good, `{"0": "cafe\u0301.png", "1": "a:b?.png", "2": "CON.png", "3": "A.png", "4": "a.PNG", "5": "A.png"}`), "", func(c *apkg.Collection) bool {
			var names []string
			for _, m := range c.Media {
				names = append(names, m.Name)
			}
			return slices.Equal(names, []string{"café.png", "a:b?.png", "CON.png", "A.png", "a.PNG"})
		}},
		"letters that are damaged": {legacy(t, database(t, "UPDATE notes SET flds = CAST(x'61ff621f63' AS TEXT) WHERE id = 101"), "{}"), "Some letters", func(c *apkg.Collection) bool { return c.Notes[0].Fields == "a\ufffdb\x1fc" }},
		"numbers that are words": {legacy(t, database(t, "UPDATE cards SET due = ' 12.0 ', ivl = 3.7, factor = x'3235', reps = 'many', data = 7"), "{}"), "", func(c *apkg.Collection) bool {
			card := c.Cards[0]
			return card.Due == 12 && card.Interval == 3 && card.Factor == 25 && card.Reps == 0 && card.Data == "7"
		}},
		"one broken note type": {legacy(t, database(t, `UPDATE col SET models = json_set(models, '$."11"', 7)`), "{}"), "A note type in the file is damaged", func(c *apkg.Collection) bool { return len(c.Types) == 2 }},
		"loose JSON": {legacy(t, database(t, `UPDATE col SET decks = json_set(decks, '$."21".conf', '31', '$."21".desc', 5, '$."23".dyn', true)`), "{}"), "", func(c *apkg.Collection) bool {
			return c.Decks[1].Preset == 31 && c.Decks[1].Description == "" && c.Decks[3].Filtered
		}},
		"rows out of order": {legacy(t, database(t, "CREATE TABLE r (id, cid, ease, ivl, lastIvl, factor, time, type)", "INSERT INTO r VALUES (3,1,1,1,1,1,1,1), (1,1,1,1,1,1,1,1), (2,1,1,1,1,1,1,1)", "DROP TABLE revlog", "ALTER TABLE r RENAME TO revlog"), "{}"), "", func(c *apkg.Collection) bool {
			return len(c.Reviews) == 3 && c.Reviews[0].ID == 1 && c.Reviews[2].ID == 3
		}},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := tryRead(t.Context(), put(t, "a.apkg", test.data))
			if err != nil {
				t.Fatal(err, errors.Unwrap(err))
			}
			if !test.look(c) {
				t.Errorf("got %+v", c)
			}
			warned := slices.ContainsFunc(c.Warnings, func(w string) bool { return strings.HasPrefix(w, test.warn) })
			if test.warn != "" && !warned {
				t.Errorf("got warnings %q, want “%s”", c.Warnings, test.warn)
			}
		})
	}
}

// TestAStubIsNotRead looks past what newer Anki leaves for older ones.
func TestAStubIsNotRead(t *testing.T) {
	stub := entry{"collection.anki2", database(t, "DELETE FROM notes", "DELETE FROM cards"), zip.Deflate}
	full := database(t)
	for _, data := range [][]byte{
		archive(t, stub, entry{"collection.anki21", full, zip.Deflate}, entry{"media", []byte("{}"), 0}),
		archive(t, stub, entry{"meta", []byte{8, 2}, 0}, entry{"collection.anki21", full, zip.Deflate}),
		archive(t, stub, entry{"meta", []byte{8, 3}, 0}, entry{"collection.anki21b", packed(full), 0}, entry{"media", packed(nil), 0}),
	} {
		c, err := tryRead(t.Context(), put(t, "a.apkg", data))
		if err != nil || len(c.Notes) != 3 {
			t.Errorf("got %+v, %v", c, err)
		}
	}
}

// TestWhatOthersLeftIsRemoved reads beside folders of readers that were killed and of one
// that still reads.
func TestWhatOthersLeftIsRemoved(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	for name, age := range map[string]time.Duration{"touchpoint-apkg-1": 48 * time.Hour, "touchpoint-apkg-2": time.Hour, "other": 48 * time.Hour} {
		dir := filepath.Join(temp, name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "collection"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		when := time.Now().Add(-age)
		if err := os.Chtimes(dir, when, when); err != nil {
			t.Fatal(err)
		}
	}
	read(t, sample("minimal.apkg"))
	left, _ := filepath.Glob(filepath.Join(temp, "*"))
	if want := []string{filepath.Join(temp, "other"), filepath.Join(temp, "touchpoint-apkg-2")}; !slices.Equal(left, want) {
		t.Errorf("%q are left, want %q", left, want)
	}
}

// TestReadingIsCancelled leaves nothing behind.
func TestReadingIsCancelled(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	file := write(t, large(2000, 9000))
	p := open(t, file)
	for at := range 4 {
		ctx, cancel := context.WithCancel(t.Context())
		calls := 0
		_, err := p.Read(ctx, apkg.ReadOptions{Progress: func(int, int) {
			if calls++; calls == at+1 {
				cancel()
			}
		}})
		cancel()
		// By the first call there is more to read in any case, later on maybe not.
		if (at == 0 || err != nil) && !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled at call %d: got %v", at+1, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(temp, "touchpoint-*")); len(left) > 0 {
		t.Errorf("%q is left", left)
	}
}

// TestTablesThatRepeat gives a database whose list of tables takes several pages, once as it
// should be and once so that two of the pages are the same.
func TestTablesThatRepeat(t *testing.T) {
	data := database(t, "PRAGMA page_size = 512", "VACUUM")
	if _, err := tryRead(t.Context(), put(t, "a.apkg", legacy(t, data, "{}"))); err != nil {
		t.Fatal(err)
	}
	const header, inner = 100, 5
	if data[header] != inner {
		t.Fatal("the list takes one page only")
	}
	first := binary.BigEndian.Uint16(data[header+12:])
	copy(data[header+8:header+12], data[first:first+4])
	if _, err := tryRead(t.Context(), put(t, "a.apkg", legacy(t, data, "{}"))); err == nil {
		t.Error("it was read")
	}
}

// TestPagesThatRepeat gives a database in which the pages of a table lead to each other, so
// that it seems to have rows without end.
func TestPagesThatRepeat(t *testing.T) {
	file := write(t, large(2000, 0))
	data := entriesOf(t, file)[0].data
	const page = 4096
	for at := page; at+page <= len(data); at += page {
		const inner = 5 // a page of a table that leads to others
		if data[at] != inner {
			continue
		}
		cells := int(binary.BigEndian.Uint16(data[at+3:]))
		first := binary.BigEndian.Uint16(data[at+12:])
		for i := 1; i < cells; i++ { // all lead to where the first leads
			cell := binary.BigEndian.Uint16(data[at+12+2*i:])
			copy(data[at+int(cell):at+int(cell)+4], data[at+int(first):at+int(first)+4])
		}
	}
	if _, err := tryRead(t.Context(), put(t, "a.apkg", legacy(t, data, "{}"))); err == nil {
		t.Error("it was read")
	}
}
