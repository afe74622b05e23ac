package library_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/library"
)

// source is a deck of one file in a folder.
func source(name, text string) library.Source {
	return library.Source{Name: name, FS: fstest.MapFS{"deck.md": {Data: []byte(text)}}}
}

func embedded(s library.Source) library.Source {
	s.Embedded = true
	return s
}

func open(t *testing.T, sources ...library.Source) *library.Library {
	t.Helper()
	l, err := library.Open(sources...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// titles returns the titles of the decks in order.
func titles(l *library.Library) []string {
	var list []string
	for _, d := range l.Decks() {
		list = append(list, d.Title)
	}
	return list
}

func cardIDs(l *library.Library) []string {
	var list []string
	for _, c := range l.Cards() {
		list = append(list, string(c.ID))
	}
	return list
}

const (
	alpha = "---\nid: a\ntitle: Alpha\n---\n# T\n\n## One {#one .both}\nx\n\n## Two {#two}\nx\n"
	beta  = "---\nid: b\ntitle: Beta\n---\n# T\n\n## One {#one}\nx\n"
)

func TestDecksAndCards(t *testing.T) {
	l := open(t, embedded(source("alpha", alpha)), source("beta", beta))
	if diff := cmp.Diff([]string{"Alpha", "Beta"}, titles(l)); diff != "" {
		t.Errorf("decks (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a/one", "a/one#reverse", "a/two", "b/one"}, cardIDs(l)); diff != "" {
		t.Errorf("cards (-want +got):\n%s", diff)
	}
	for _, want := range l.Cards() {
		got, ok := l.Card(want.ID)
		if !ok || got.ID != want.ID || got.Note != want.Note || got.Deck != want.Deck {
			t.Errorf("card %s: got %v, %t", want.ID, got.ID, ok)
		}
	}
	if _, ok := l.Card("a/none"); ok {
		t.Error("got a card that is not there")
	}
	if d, ok := l.Deck("b"); !ok || d.Title != "Beta" {
		t.Errorf("got deck %v, %t; want Beta", d, ok)
	}
	if _, ok := l.Deck("c"); ok {
		t.Error("got a deck that is not there")
	}
	for _, r := range l.Reports() {
		if !r.Used || r.Problem != "" {
			t.Errorf("%s: got %+v, want it used without a problem", r.Source, r)
		}
	}
}

// broken is a file system on which nothing can be read.
type broken struct{}

func (broken) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: "/home/someone/" + name, Err: fs.ErrPermission}
}

// mad is a file system that no parser expects.
type mad struct{}

func (mad) Open(string) (fs.File, error) { panic("out of order") }

func TestBrokenDecksDoNotStopTheOthers(t *testing.T) {
	l := open(t,
		library.Source{Name: "unreadable", FS: broken{}},
		library.Source{Name: "unreadable.md", FS: broken{}, File: "unreadable.md"},
		library.Source{Name: "mad", FS: mad{}},
		library.Source{Name: "empty", FS: fstest.MapFS{}},
		source("alpha", alpha+"\n## Broken {#broken .choice}\n- [ ] no right answer\n\n## Three {#three}\nx\n"),
	)
	if diff := cmp.Diff([]string{"Alpha"}, titles(l)); diff != "" {
		t.Errorf("decks (-want +got):\n%s", diff)
	}
	if _, ok := l.Card("a/three"); !ok {
		t.Error("the note after the broken one is missing")
	}
	reports := l.Reports()
	for _, r := range reports[:4] {
		if r.Used || !strings.Contains(r.Problem, r.Source) || !strings.HasSuffix(r.Problem, ".") || strings.Contains(r.Problem, "/home") {
			t.Errorf("%s: got used %t, problem %q; want a sentence without a path of this machine", r.Source, r.Used, r.Problem)
		}
	}
	if r := reports[4]; !r.Used || len(r.Faults) == 0 || r.Faults[0].Pos.Line == 0 {
		t.Errorf("got report %+v, want the fault with its line", r)
	}
}

func TestOpenRefusesASourceWithoutFiles(t *testing.T) {
	if _, err := library.Open(library.Source{Name: "nothing"}); err == nil || !strings.Contains(err.Error(), "nothing") {
		t.Errorf("got error %v, want one that names the source", err)
	}
}

func TestTheSameDeckTwice(t *testing.T) {
	mine := source("my-alpha", strings.Replace(alpha, "Alpha", "My Alpha", 1))
	other := source("other-alpha", strings.Replace(alpha, "Alpha", "Other Alpha", 1))
	tests := []struct {
		name    string
		sources []library.Source
		want    []string // titles
		used    []bool
	}{
		{"installed after embedded", []library.Source{embedded(source("alpha", alpha)), embedded(source("beta", beta)), mine}, []string{"My Alpha", "Beta"}, []bool{false, true, true}},
		{"installed before embedded", []library.Source{mine, embedded(source("alpha", alpha))}, []string{"My Alpha"}, []bool{true, false}},
		{"two installed", []library.Source{mine, other}, []string{"My Alpha"}, []bool{true, false}},
		{"two installed and one embedded", []library.Source{embedded(source("alpha", alpha)), mine, other}, []string{"My Alpha"}, []bool{false, true, false}},
		{"two embedded", []library.Source{embedded(source("alpha", alpha)), embedded(other)}, []string{"Alpha"}, []bool{true, false}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := open(t, tt.sources...)
			if diff := cmp.Diff(tt.want, titles(l)); diff != "" {
				t.Errorf("decks (-want +got):\n%s", diff)
			}
			for i, r := range l.Reports() {
				if r.Used != tt.used[i] || r.Used != (r.Problem == "") || r.Deck == "" {
					t.Errorf("%s: got used %t with problem %q, want %t", r.Source, r.Used, r.Problem, tt.used[i])
				}
			}
			if c, ok := l.Card("a/one"); !ok || c.Deck.Title != tt.want[0] {
				t.Errorf("got the card of %q, want that of %q", c.Deck.Title, tt.want[0])
			}
		})
	}
}

func TestRenames(t *testing.T) {
	l := open(t, source("alpha", `---
id: a
title: Alpha
---
# T

## One {#one .both was="first uno"}
x

## Two {#two was="one second"}
x

## Three {#three was=uno}
x
`))
	want := map[deck.CardID]deck.CardID{
		"a/first":         "a/one",
		"a/first#reverse": "a/one#reverse",
		"a/uno":           "a/one", // the first that claims it
		"a/uno#reverse":   "a/one#reverse",
		"a/second":        "a/two", // but a/one is in use
	}
	if diff := cmp.Diff(want, l.Renames()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// write makes files below a folder.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestInstalled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "decks")
	if got := library.Installed(dir); got != nil {
		t.Errorf("got %v, want nothing in a folder that is not there yet", got)
	}
	write(t, dir, map[string]string{
		"beta/deck.md":         beta,
		"beta/media/p.png":     "picture",
		"alpha.md":             alpha,
		"notes.txt":            "not a deck",
		"pictures/p.png":       "no deck in here",
		".hidden/deck.md":      alpha,
		".draft.md":            alpha,
		"upper/DECK.MD":        strings.ReplaceAll(beta, "id: b", "id: c"),
		"nested/deeper/one.md": "too deep to be a deck",
		"README.md":            "# About these decks",
		"about/Readme.md":      "# No deck in here",
	})
	elsewhere := t.TempDir()
	write(t, elsewhere, map[string]string{"deck.md": strings.ReplaceAll(beta, "id: b", "id: linked")})
	if err := os.Symlink(elsewhere, filepath.Join(dir, "linked")); err != nil {
		t.Fatal(err)
	}

	var names []string
	sources := library.Installed(dir)
	for _, s := range sources {
		names = append(names, s.Name)
		if s.Embedded {
			t.Errorf("%s counts as embedded", s.Name)
		}
	}
	if diff := cmp.Diff([]string{"alpha.md", "beta", "linked", "upper"}, names); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
	l := open(t, sources...)
	for _, id := range []deck.ID{"a", "b", "c", "linked"} {
		if _, ok := l.Deck(id); !ok {
			t.Errorf("deck %s is missing; reports: %+v", id, l.Reports())
		}
	}
	if got, err := l.Media("b", "media/p.png"); err != nil || string(got) != "picture" {
		t.Errorf("got %q, %v; want the picture", got, err)
	}
}

func TestInstalledFolderThatCannotBeRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "decks")
	write(t, filepath.Dir(file), map[string]string{"decks": "a file where a folder should be"})
	l := open(t, append([]library.Source{embedded(source("alpha", alpha))}, library.Installed(file)...)...)
	if len(l.Decks()) != 1 {
		t.Errorf("got %d decks, want the embedded one", len(l.Decks()))
	}
	if r := l.Reports(); len(r) != 2 || r[1].Problem == "" {
		t.Errorf("got reports %+v, want one that tells of the folder", r)
	}
}

func TestMedia(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"decks/beta/deck.md":              beta,
		"decks/beta/media/p.png":          "picture",
		"decks/beta/media/with space.gif": "gif",
		"decks/alpha.md":                  alpha,
		"secret.txt":                      "secret",
		"decks/other/secret.txt":          "secret",
	})
	beside := filepath.Join(dir, "decks", "beta", "media")
	for link, target := range map[string]string{
		"escape.png": filepath.Join(dir, "secret.txt"),
		"up.png":     "../../other/secret.txt",
		"inside.png": "p.png",
	} {
		if err := os.Symlink(target, filepath.Join(beside, link)); err != nil {
			t.Fatal(err)
		}
	}
	for name, size := range map[string]int64{"big.png": library.MaxMedia + 1, "most.png": library.MaxMedia} {
		write(t, beside, map[string]string{name: ""})
		if err := os.Truncate(filepath.Join(beside, name), size); err != nil {
			t.Fatal(err)
		}
	}
	l := open(t, library.Installed(filepath.Join(dir, "decks"))...)

	good := map[string]string{
		"media/p.png":          "picture",
		"./media//p.png":       "picture",
		"media/../media/p.png": "picture",
		"media/inside.png":     "picture",
		"media/with space.gif": "gif",
	}
	for path, want := range good {
		if got, err := l.Media("b", path); err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v; want %q", path, got, err, want)
		}
	}
	if got, err := l.Media("b", "media/most.png"); err != nil || len(got) != library.MaxMedia {
		t.Errorf("the largest file allowed: got %d bytes, %v", len(got), err)
	}

	bad := []struct {
		deck deck.ID
		path string
		want error // nil for any
	}{
		{"b", "media/none.png", fs.ErrNotExist},
		{"b", "../../secret.txt", fs.ErrInvalid},
		{"b", "../other/secret.txt", fs.ErrInvalid},
		{"b", "media/../../other/secret.txt", fs.ErrInvalid},
		{"b", filepath.ToSlash(filepath.Join(dir, "secret.txt")), fs.ErrInvalid},
		{"b", `..\other\secret.txt`, fs.ErrInvalid},
		{"b", `C:/secret.txt`, fs.ErrInvalid},
		{"b", "", fs.ErrInvalid},
		{"b", ".", fs.ErrInvalid},
		{"b", "media/p.png\x00", fs.ErrInvalid},
		{"b", "media/escape.png", nil},
		{"b", "media/up.png", nil},
		{"b", "media", nil},
		{"b", "media/big.png", library.ErrTooLarge},
		{"a", "alpha.md", fs.ErrNotExist},
		{"nobody", "media/p.png", fs.ErrNotExist},
	}
	for _, tt := range bad {
		got, err := l.Media(tt.deck, tt.path)
		var m *library.MediaError
		if got != nil || !errors.As(err, &m) || tt.want != nil && !errors.Is(err, tt.want) {
			t.Errorf("%s %q: got %d bytes, %v; want %v", tt.deck, tt.path, len(got), err, tt.want)
			continue
		}
		if !strings.HasSuffix(m.Message, ".") || strings.Contains(m.Message, dir) && !strings.Contains(tt.path, dir) {
			t.Errorf("%q: got message %q, want a sentence without a path of this machine", tt.path, m.Message)
		}
	}
}

func TestEmbeddedMedia(t *testing.T) {
	s := embedded(library.Source{Name: "beta", FS: fstest.MapFS{
		"deck.md":     {Data: []byte(beta)},
		"media/p.png": {Data: []byte("picture")},
		"media/dev":   {Mode: fs.ModeNamedPipe},
	}})
	l := open(t, s)
	if got, err := l.Media("b", "media/p.png"); err != nil || string(got) != "picture" {
		t.Errorf("got %q, %v; want the picture", got, err)
	}
	if _, err := l.Media("b", "media/dev"); err == nil {
		t.Error("got a named pipe, want an error")
	}
}

func TestHugeFilesAreNotOpened(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"film/deck.md": "", "beta/deck.md": beta})
	if err := os.Truncate(filepath.Join(dir, "film", "deck.md"), 1<<30); err != nil {
		t.Fatal(err)
	}
	l := open(t, library.Installed(dir)...)
	if diff := cmp.Diff([]string{"Beta"}, titles(l)); diff != "" {
		t.Errorf("decks (-want +got):\n%s", diff)
	}
	if r := l.Reports()[1]; r.Used || r.Problem == "" {
		t.Errorf("got %+v, want the file reported", r)
	}
}

// BenchmarkOpen reads a library of 20,000 notes in ten decks.
func BenchmarkOpen(b *testing.B) {
	var sources []library.Source
	for k := range 10 {
		var s strings.Builder
		fmt.Fprintf(&s, "---\nid: deck%d\ntitle: Deck %d\n---\n# T\n", k, k)
		for i := range 2000 {
			fmt.Fprintf(&s, "\n## Front %d {#n%d}\nBack *%d* of it.\n", i, i, i)
		}
		sources = append(sources, source(fmt.Sprint("deck", k), s.String()))
	}
	b.ReportAllocs()
	for b.Loop() {
		if l, err := library.Open(sources...); err != nil || len(l.Cards()) != 20_000 {
			b.Fatal(err)
		}
	}
}
