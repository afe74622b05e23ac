package pack_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchpoint/deck/pack"
)

// An entry is one entry of an archive as an attacker writes it.
type entry struct {
	name string
	data string
	with func(*zip.FileHeader)
}

// archive writes entries as they are.
func archive(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.with != nil {
			e.with(h)
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(e.data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func symlink(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) }
func device(h *zip.FileHeader)  { h.SetMode(fs.ModeDevice | 0o666) }

// attacks are archives that must not be opened, by name.
func attacks(t testing.TB) map[string][]byte {
	good := entry{name: "deck.md", data: text}
	list := map[string][]byte{}
	for _, name := range []string{
		"../evil.md", "media/../../evil.md", "/etc/evil", `..\evil.md`, `media\..\..\evil`, "C:/evil", "C:evil", "media/./a.png",
		"media//a.png", "./a.png", "..", "media/..", "con", "media/aux.png", "lpt1.md", "a ", "a.", "media./a.png", "a\x00.png", "a\n.png",
		"\xff.png", "a\u202egnp.exe", strings.Repeat("x", 300), "a/b/c/d/e/f/g/h/i/j.png", "~\x01", "media/a?.png", "//server/share/x",
	} {
		list["name "+name] = archive(t, good, entry{name: name, data: "x"})
	}
	good2 := write(t, files("deck.md", text, "media/a.png", "picture"), pack.Options{})
	for name, data := range map[string][]byte{
		"twice":             archive(t, good, good),
		"case":              archive(t, good, entry{name: "DECK.md", data: text}),
		"case of a folder":  archive(t, good, entry{name: "m/a.png"}, entry{name: "M/b.png"}),
		"normal forms":      archive(t, good, entry{name: "\u00e4.png"}, entry{name: "a\u0308.png"}),
		"file and folder":   archive(t, good, entry{name: "m", data: "x"}, entry{name: "m/a.png"}),
		"folder and file":   archive(t, good, entry{name: "m/a.png"}, entry{name: "m", data: "x"}),
		"link":              archive(t, good, entry{name: "media/a.png", data: "/etc/passwd", with: symlink}),
		"link as a folder":  archive(t, good, entry{name: "media", data: "/etc", with: symlink}, entry{name: "media/passwd", data: "x"}),
		"device":            archive(t, good, entry{name: "a.png", with: device}),
		"no deck":           archive(t, entry{name: "a.txt", data: "x"}),
		"nothing":           archive(t),
		"only a manifest":   archive(t, entry{name: "manifest.json", data: "{}"}),
		"bad manifest":      archive(t, good, entry{name: "manifest.json", data: "{"}),
		"manifest of none":  archive(t, good, entry{name: "manifest.json", data: `{"format":1}`}),
		"manifest of ghost": archive(t, good, entry{name: "manifest.json", data: `{"format":1,"files":[{"path":"ghost","size":1}]}`}),
		"later format":      archive(t, good, entry{name: "manifest.json", data: `{"format":99}`}),
		"encrypted":         patch(archive(t, good), 0x02014b50, 8, 1),
		"unknown method":    patch(archive(t, good), 0x02014b50, 10, 99),
		"cut short":         good2[:len(good2)/2],
		"no zip":            []byte("hello"),
		"empty":             nil,
		"wrong hash":        replaced(t, good2, "media/a.png", "Picture"),
		"wrong size":        replaced(t, good2, "media/a.png", "pictures"),
		"added":             added(t, good2, "media/b.png"),
		"overlap":           overlapping(t),
	} {
		list[name] = data
	}
	return list
}

// largeAttacks are those that take a while to be written.
func largeAttacks(t testing.TB) map[string][]byte {
	good := entry{name: "deck.md", data: text}
	bombs := []entry{good}
	for i := range 20 {
		bombs = append(bombs, entry{name: strings.Repeat("a", i+1) + ".png", data: strings.Repeat("\x00", 1<<20)})
	}
	stored := func(h *zip.FileHeader) { h.Method = zip.Store }
	return map[string][]byte{
		"bomb":             archive(t, good, entry{name: "a.png", data: strings.Repeat("\x00", 5<<20)}),
		"many small bombs": archive(t, bombs...),
		"large picture":    archive(t, good, entry{name: "a.png", data: strings.Repeat("x", 21<<20), with: stored}),
	}
}

// patch writes a number into every record with a signature.
func patch(data []byte, signature uint32, at int, value uint16) []byte {
	mark := binary.LittleEndian.AppendUint32(nil, signature)
	for from := 0; ; {
		i := bytes.Index(data[from:], mark)
		if i < 0 {
			return data
		}
		binary.LittleEndian.PutUint16(data[from+i+at:], value)
		from += i + len(mark)
	}
}

// entriesOf reads the entries of an archive.
func entriesOf(t testing.TB, data []byte) []entry {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var list []entry
	for _, f := range z.File {
		text, err := fs.ReadFile(z, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, entry{name: f.Name, data: string(text)})
	}
	return list
}

func replaced(t testing.TB, data []byte, name, text string) []byte {
	list := entriesOf(t, data)
	for i := range list {
		if list[i].name == name {
			list[i].data = text
		}
	}
	return archive(t, list...)
}

func added(t testing.TB, data []byte, name string) []byte {
	return archive(t, append(entriesOf(t, data), entry{name: name, data: "x"})...)
}

// overlapping is an archive two of whose entries are the same bytes.
func overlapping(t testing.TB) []byte {
	data := archive(t, entry{name: "deck.md", data: text}, entry{name: "a.png", data: "one"}, entry{name: "b.png", data: "one"})
	mark := binary.LittleEndian.AppendUint32(nil, 0x02014b50)
	second := bytes.Index(data, mark)
	second += 1 + bytes.Index(data[second+1:], mark)
	third := second + 1 + bytes.Index(data[second+1:], mark)
	copy(data[third+42:third+46], data[second+42:second+46]) // where the entry begins
	return data
}

func TestAttacksAreRefused(t *testing.T) {
	all := attacks(t)
	maps.Copy(all, largeAttacks(t))
	for name, data := range all {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			p, err := pack.Read(bytes.NewReader(data), int64(len(data)))
			if err == nil {
				t.Errorf("it was opened, and extracting it gave %v", pack.Extract(p, filepath.Join(dir, "in", "x")))
				return
			}
			sentence(t, err)
			if entries, _ := os.ReadDir(dir); len(entries) != 0 {
				t.Error("something was written")
			}
		})
	}
}

// TestPlainZips reads what people make with the zip program of their system.
func TestPlainZips(t *testing.T) {
	deckAndPicture := map[string]string{"deck.md": text, "media/a.png": "picture"}
	folder := func(h *zip.FileHeader) { h.SetMode(fs.ModeDir | 0o755) }
	for name, data := range map[string][]byte{
		"flat": archive(t, entry{name: "deck.md", data: text}, entry{name: "media/a.png", data: "picture"}),
		"in a folder": archive(t, entry{name: "My deck/", with: folder}, entry{name: "My deck/deck.md", data: text},
			entry{name: "My deck/media/", with: folder}, entry{name: "My deck/media/a.png", data: "picture"}),
		"of a Mac": archive(t, entry{name: "x/deck.md", data: text}, entry{name: "x/.DS_Store", data: "x"},
			entry{name: "__MACOSX/x/._deck.md", data: "x"}, entry{name: "x/media/a.png", data: "picture"}),
		"a .deck zipped again": func() []byte {
			list := entriesOf(t, write(t, files("deck.md", text, "media/a.png", "picture"), pack.Options{}))
			for i := range list {
				list[i].name = "deck/" + list[i].name
			}
			return archive(t, append(list[1:], list[0])...)
		}(),
	} {
		t.Run(name, func(t *testing.T) {
			p := read(t, data)
			got := all(t, p)
			if len(got) != 2 || got["deck.md"] != deckAndPicture["deck.md"] || got["media/a.png"] != deckAndPicture["media/a.png"] {
				t.Errorf("got %v", got)
			}
			if _, listed := p.Manifest(); listed != strings.Contains(name, ".deck") {
				t.Errorf("listed = %t", listed)
			}
		})
	}
}

// TestALongListIsNotRead gives an archive that lists a million files in a few megabytes.
func TestALongListIsNotRead(t *testing.T) {
	var list []entry
	for range 60_000 {
		list = append(list, entry{name: strings.Repeat("x", 60)})
	}
	data := archive(t, list...)
	_, err := pack.Read(bytes.NewReader(data), int64(len(data)))
	sentence(t, err, "far more")
}

// FuzzRead gives any bytes. Whatever they are, what is opened can be extracted, and
// nothing is written beside it.
func FuzzRead(f *testing.F) {
	f.Add(write(f, files("deck.md", text, "media/a.png", "picture"), pack.Options{}))
	for _, data := range attacks(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := pack.Read(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			sentence(t, err)
			return
		}
		dir := t.TempDir()
		if err := pack.Extract(p, filepath.Join(dir, "in")); err != nil {
			sentence(t, err)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) > 1 || len(entries) == 1 && entries[0].Name() != "in" {
			t.Errorf("written beside it: %v, %v", entries, err)
		}
	})
}
