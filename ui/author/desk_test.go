package author_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/ui/author"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/textedit"
	"touchpoint/ui/uitest"
)

// host is a window that also runs what was scheduled, when a test waits for it.
type host struct {
	*uitest.Host
	queue chan func()
	saved []deck.ID
}

func (h *host) Schedule(f func())    { h.queue <- f }
func (h *host) Saved(id deck.ID)     { h.saved = append(h.saved, id) }
func (h *host) traced(l string) bool { return slices.Contains(h.Lines, l) }

// wait runs what is scheduled until something holds.
func (h *host) wait(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for !holds() {
		select {
		case f := <-h.queue:
			f()
		case <-time.After(patience):
			t.Fatalf("waited in vain for %s; traced %q", what, h.Lines)
		}
	}
}

// patience is how long something that is done beside the screen may take.
const patience = 20 * time.Second

const head = "---\nid: tea\ntitle: Tea\nlanguage: en\nversion: 1.0.0\nlicence: CC BY 4.0\nauthors: [A. Author]\nsources:\n  smith2020: {text: \"Smith, A. (2020). Tea.\"}\n---\n"

const notes = `# Leaves

## What is tea? {#tea}
An infusion of leaves. [@smith2020]

## Which of these are teas? {#teas .choise}
- [x] Green
- [ ] Coffee

# Water

## How hot? {#hot .cloze}
Green tea takes {{80}} degrees, black tea {{100}}.
`

// A desk is a screen in a window, with the draft that it draws.
type desk struct {
	*author.Screen
	h        *host
	d        *draft.Draft
	dir      string
	recovery string // folder of what is kept safe
}

// open opens a deck folder of some files on the screen.
func open(t *testing.T, files map[string]string) *desk {
	t.Helper()
	author.SettleAtOnce(t)
	dir := filepath.Join(t.TempDir(), "deck")
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h := &host{Host: uitest.NewHost(t, 1112, 760), queue: make(chan func(), 100)}
	recovery := filepath.Join(t.TempDir(), "recovery")
	d, err := draft.Open(dir, "", draft.Options{Recovery: recovery, Now: h.Now})
	if err != nil {
		t.Fatal(err)
	}
	s := author.New(t.Context(), d, h)
	t.Cleanup(func() { closing(s, h) })
	h.Show(s.Object())
	c := h.Canvas()
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if dialogs.Open(c) {
			dialogs.Key(c, ev)
			return
		}
		s.Key(ev.Name)
	})
	s.Shown()
	return &desk{Screen: s, h: h, d: d, dir: dir, recovery: recovery}
}

// closing ends the screen while what it schedules is still taken.
func closing(s *author.Screen, h *host) {
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-h.queue:
			case <-done:
				return
			}
		}
	}()
	s.Close()
	close(done)
}

// press types a key into whatever has the keyboard.
func (d *desk) press(names ...fyne.KeyName) {
	for _, n := range names {
		if f := d.h.Canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: n})
		} else {
			d.Key(n)
		}
	}
}

// write types words.
func (d *desk) write(text string) {
	for _, r := range text {
		d.h.Canvas().Focused().TypedRune(r)
	}
}

// editor is the field that a note is written in.
func (d *desk) editor(t *testing.T) *textedit.Editor {
	t.Helper()
	e, ok := d.h.Canvas().Focused().(*textedit.Editor)
	if !ok {
		t.Fatalf("the keyboard is with %T, not with the text", d.h.Canvas().Focused())
	}
	return e
}

// shows reports whether words are written on the screen or a panel over it.
func (d *desk) shows(text string) bool {
	words := uitest.Words(d.Object())
	if top := d.h.Canvas().Overlays().Top(); top != nil {
		words += uitest.Words(top)
	}
	return strings.Contains(words, text)
}

func (d *desk) file(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(d.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func tea(t *testing.T) *desk {
	t.Helper()
	return open(t, map[string]string{"deck.md": head + notes})
}
