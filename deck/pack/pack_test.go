package pack_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/pack"
)

const text = "---\nid: a\ntitle: Alpha\nversion: 1.2.0\nauthors: [Ann, Ben]\nlicence: CC0-1.0\nlanguage: en\n---\n# T\n\n## One {#one}\nx\n\n## Two {#two}\nx\n"

// files makes a file system of names and contents.
func files(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func write(t testing.TB, fsys fs.FS, o pack.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := pack.Write(&b, fsys, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, data []byte) *pack.Pack {
	t.Helper()
	p, err := pack.Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// all returns what is in a file system, by path.
func all(t testing.TB, fsys fs.FS) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		found[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// sentence checks that an error can be shown to a person.
func sentence(t testing.TB, err error, words ...string) {
	t.Helper()
	var told *pack.Error
	if !errors.As(err, &told) {
		t.Errorf("got the error %v (%T), want a sentence", err, err)
		return
	}
	if !strings.HasSuffix(told.Message, ".") || strings.Contains(told.Message, "\n") || strings.Contains(told.Message, os.TempDir()) {
		t.Errorf("%q is no sentence to show", told.Message)
	}
	for _, w := range words {
		if !strings.Contains(told.Message, w) {
			t.Errorf("%q does not say %q", told.Message, w)
		}
	}
}

func TestManifestSaysWhatThereIs(t *testing.T) {
	p := read(t, write(t, files("deck.md", text, "media/a.png", "picture"), pack.Options{}))
	m, listed := p.Manifest()
	want := pack.Manifest{
		Format: pack.Format, ID: "a", Title: "Alpha", Version: "1.2.0", Language: "en", Licence: "CC0-1.0",
		Authors: []string{"Ann", "Ben"}, Notes: []deck.NoteID{"one", "two"},
		Files: []pack.File{
			{Path: "deck.md", Size: int64(len(text)), SHA256: m.Files[0].SHA256},
			{Path: "media/a.png", Size: 7, SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte("picture")))},
		},
	}
	if diff := cmp.Diff(want, m); diff != "" || !listed || len(m.Files[0].SHA256) != 64 {
		t.Errorf("listed %t (-want +got):\n%s", listed, diff)
	}
}

func TestPackIsAFileSystem(t *testing.T) {
	fsys := files("deck.md", text, "media/a.png", "picture", "media/deep/b.png", "", "models/m.yaml", "id: m")
	if err := fstest.TestFS(read(t, write(t, fsys, pack.Options{})), "deck.md", "media/a.png", "media/deep/b.png"); err != nil {
		t.Error(err)
	}
}

// TestWhatIsPackedComesBack is the property that a deck survives the journey.
func TestWhatIsPackedComesBack(t *testing.T) {
	dir := t.TempDir()
	count, tried := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		fsys := files("deck.md", text+rapid.StringN(0, 200, 400).Draw(r, "notes"))
		name := rapid.StringMatching(`[A-Za-zäß0-9][A-Za-z0-9äöü _-]{0,10}[a-z]y`) // never a name that Windows keeps for itself, such as aux
		taken := map[string]bool{}
		for range rapid.IntRange(0, 8).Draw(r, "files") {
			n := name.Draw(r, "folder") + "/" + name.Draw(r, "file") + rapid.SampledFrom([]string{".png", ".md", ".yaml", ".svg", ""}).Draw(r, "ext")
			if key := strings.ToLower(n); !taken[key] && !taken[strings.ToLower(filepath.Dir(n))] {
				taken[key], taken[strings.ToLower(filepath.Dir(n))] = true, true
				fsys[n] = &fstest.MapFile{Data: rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(r, "data")}
			}
		}
		data := write(t, fsys, pack.Options{})
		if !bytes.Equal(data, write(t, fsys, pack.Options{})) {
			t.Fatal("the same deck gives other bytes")
		}
		p := read(t, data)
		want := all(t, fsys)
		if diff := cmp.Diff(want, all(t, p)); diff != "" {
			t.Fatalf("packed and read (-want +got):\n%s", diff)
		}
		if tried++; tried%5 > 0 {
			return // to bring files to disk takes its time
		}
		count++
		to := filepath.Join(dir, fmt.Sprint(count))
		if err := pack.Extract(p, to); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, all(t, os.DirFS(to))); diff != "" {
			t.Fatalf("extracted (-want +got):\n%s", diff)
		}
	})
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != count {
		t.Errorf("%d folders for %d decks, %v", len(entries), count, err)
	}
}

func TestWhatIsLeftOut(t *testing.T) {
	fsys := files("deck.md", text, ".git/config", "x", ".hidden.md", "x", "media/.DS_Store", "x", "deck.md~", "x",
		"old.deck", "x", "Thumbs.db", "x", "README.md", "about", "manifest.json", "mine")
	got := all(t, read(t, write(t, fsys, pack.Options{})))
	if diff := cmp.Diff(map[string]string{"deck.md": text, "README.md": "about"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOneFile(t *testing.T) {
	fsys := files("my notes.md", text, "other.md", "## x\ny\n")
	got := all(t, read(t, write(t, fsys, pack.Options{File: "my notes.md"})))
	if diff := cmp.Diff(map[string]string{"deck.md": text}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatCannotBePacked(t *testing.T) {
	link := files("deck.md", text)
	link["media/a.png"] = &fstest.MapFile{Data: []byte("/etc/passwd"), Mode: fs.ModeSymlink | 0o777}
	many := files("deck.md", text)
	for i := range pack.MaxFiles {
		many[fmt.Sprintf("media/%d.png", i)] = &fstest.MapFile{}
	}
	for name, test := range map[string]struct {
		fsys  fs.FS
		words []string
	}{
		"no deck":       {files("a.txt", "x"), []string{".md"}},
		"no id":         {files("deck.md", "# T\n\n## One {#one}\nx\n"), []string{"id"}},
		"large picture": {files("deck.md", text, "media/big.png", strings.Repeat("x", 50<<20)), []string{"media/big.png", "50 MB", "20 MB"}},
		"large text":    {files("deck.md", text, "more.md", strings.Repeat("x", 33<<20)), []string{"more.md", "33 MB", "32 MB"}},
		"link":          {link, []string{"media/a.png", "link"}},
		"many":          {many, []string{"5000"}},
		"case":          {files("deck.md", text, "media/a.png", "x", "media/A.png", "x"), []string{"a.png", "A.png"}},
		"case of dir":   {files("deck.md", text, "media/a.png", "x", "Media/b.png", "x"), []string{"media", "Media"}},
		"colon":         {files("deck.md", text, "media/a:b.png", "x"), []string{"a:b.png"}},
		"device":        {files("deck.md", text, "media/NUL.png", "x"), []string{"NUL.png", "Windows"}},
		"deep":          {files("deck.md", text, "a/b/c/d/e/f/g/h/i.png", "x"), []string{"deep"}},
		"missing":       {os.DirFS(filepath.Join(t.TempDir(), "none")), []string{"not there"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := pack.Write(&bytes.Buffer{}, test.fsys, pack.Options{})
			sentence(t, err, test.words...)
		})
	}
}

func TestCreateLeavesTheOldOrTheNew(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.deck")
	const old = "PK\x03\x04old"
	if err := os.WriteFile(path, []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := pack.Create(path, files("a.txt", "no deck"), pack.Options{})
	sentence(t, err)
	if got, _ := os.ReadFile(path); string(got) != old {
		t.Errorf("got %q after a failure, want the old file", got)
	}
	if _, err := pack.Create(path, files("deck.md", text), pack.Options{}); err != nil {
		t.Fatal(err)
	}
	p, err := pack.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if m, _ := p.Manifest(); m.ID != "a" {
		t.Errorf("got the deck %q", m.ID)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d files are left, want 1", len(entries))
	}
	_, err = pack.Create(filepath.Join(dir, "none", "a.deck"), files("deck.md", text), pack.Options{})
	sentence(t, err, "a.deck")
}

func TestExtractNeverReplaces(t *testing.T) {
	dir := t.TempDir()
	p := read(t, write(t, files("deck.md", text), pack.Options{}))
	to := filepath.Join(dir, "x")
	if err := os.Mkdir(to, 0o755); err != nil {
		t.Fatal(err)
	}
	sentence(t, pack.Extract(p, to), "there already")
	if entries, _ := os.ReadDir(to); len(entries) != 0 {
		t.Errorf("%d files were written", len(entries))
	}
	sentence(t, pack.Extract(p, filepath.Join(dir, "none", "x")))
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d entries are left, want 1", len(entries))
	}
}

func TestOpenWhatIsNoPack(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, path := range []string{write("a.deck", "no zip"), write("empty.deck", ""), dir, filepath.Join(dir, "none.deck")} {
		_, err := pack.Open(path)
		sentence(t, err)
	}
}

func TestAPackThatChangesOnTheDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.deck")
	picture := strings.Repeat("x", 1000)
	if _, err := pack.Create(path, files("deck.md", text, "media/a.png", picture), pack.Options{}); err != nil {
		t.Fatal(err)
	}
	p, err := pack.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(data, []byte(picture))
	if at < 0 {
		t.Fatal("the picture is not stored as it is")
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte("y"), int64(at)); err != nil {
		t.Fatal(err)
	}
	if _, err := p.ReadFile("media/a.png"); err == nil {
		t.Error("a changed file was handed out")
	}
}

// TestCreateReplacesNothingElse holds that no file is written over but a packed deck.
func TestCreateReplacesNothingElse(t *testing.T) {
	dir := t.TempDir()
	fsys := fstest.MapFS{"deck.md": {Data: []byte("---\nid: a\ntitle: A\n---\n## A {#a}\nx\n")}}
	for _, name := range []string{"deck.md", "notes.deck", "deep"} {
		path := filepath.Join(dir, name)
		if name == "deep" {
			if err := os.Mkdir(path, 0o755); err != nil {
				t.Fatal(err)
			}
		} else if err := os.WriteFile(path, []byte("my work"), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := pack.Create(path, fsys, pack.Options{})
		var own *pack.Error
		if !errors.As(err, &own) || !strings.Contains(own.Message, "nothing was changed") {
			t.Errorf("%s: got %v, want a sentence", name, err)
		}
		if data, err := os.ReadFile(path); name != "deep" && (err != nil || string(data) != "my work") {
			t.Errorf("%s holds %.20q, %v", name, data, err)
		}
	}
	for range 2 {
		if _, err := pack.Create(filepath.Join(dir, "a.deck"), fsys, pack.Options{}); err != nil {
			t.Error(err)
		}
	}
}
