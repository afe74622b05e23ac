// Package uitest helps to test screens: a desk on a real journal in a temporary
// folder, a host that notes what a screen asked of it, and ways to find what is
// shown by its words, so that a test survives a change of looks.
package uitest

import (
	"fmt"
	"image/color"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/theme"
)

// Start is when the clock of a [Host] begins.
var Start = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

// Desk opens a desk with one deck, written in the deck language without its front
// matter, on a journal in a temporary folder.
func Desk(t *testing.T, now func() time.Time, notes string) *study.Desk {
	t.Helper()
	return DeskIn(t, t.TempDir(), now, notes)
}

// DeskIn opens a desk as [Desk] does, on the journal of a folder, as a second window
// on the same progress does.
func DeskIn(t *testing.T, folder string, now func() time.Time, notes string) *study.Desk {
	t.Helper()
	return DeskOn(t, folder, now, fstest.MapFS{"deck.md": {Data: []byte(Head + notes)}})
}

// Head is the front matter of the decks that [Desk] writes: the deck d with a source s.
const Head = "---\nid: d\ntitle: A deck\nlanguage: en\nversion: 1.0.0\nsources:\n  s: {text: \"Author, A. (2020). A title.\"}\n---\n"

// DeskOn opens a desk as [DeskIn] does, with the deck of a folder.
func DeskOn(t *testing.T, folder string, now func() time.Time, files fs.FS) *study.Desk {
	t.Helper()
	ctx := t.Context()
	journal, err := progress.Open(ctx, folder, progress.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := journal.Close(); err != nil {
			t.Error(err)
		}
	})
	lib, err := library.Open(library.Source{Name: "d", FS: files})
	if err != nil {
		t.Fatal(err)
	}
	desk, err := study.Open(ctx, study.Config{
		Library: lib, Journal: journal, Now: now, Seed: 1,
		Calendar: memory.Calendar{Zone: time.UTC, Rollover: 4},
		Preset:   study.DefaultPreset(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return desk
}

// Host is a window that notes what a screen asked of it.
type Host struct {
	Window   fyne.Window
	Clock    time.Time
	Lines    []string // traced
	Toasts   []string
	Problems []error
	Scopes   []study.Scope
	Opened   []string // models, as deck/model#element; "" for all models
	Edited   []string // notes and models to write in, as deck/id
	Left     int      // how often the screen asked to go back
	Plans    int      // how often it asked for what is ahead
	Offers   []func() // what its toasts offered to do, nil for nothing
}

// NewHost returns a host with a window of the given size in Touchpoint's light theme.
func NewHost(t testing.TB, width, height float32) *Host {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Light, 1))
	w := test.NewTempWindow(t, canvas.NewRectangle(color.Transparent))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return &Host{Window: w, Clock: Start}
}

// Show puts a screen's object into the window.
func (h *Host) Show(o fyne.CanvasObject) {
	size := h.Window.Canvas().Size()
	h.Window.SetContent(o)
	h.Window.Resize(size)
}

// Canvas is the window's.
func (h *Host) Canvas() fyne.Canvas { return h.Window.Canvas() }

// Now is the host's clock, which only the test moves.
func (h *Host) Now() time.Time { return h.Clock }

// Calendar is UTC, with days that begin at four.
func (h *Host) Calendar() memory.Calendar { return memory.Calendar{Zone: time.UTC, Rollover: 4} }

// Toast notes a toast and what it offers.
func (h *Host) Toast(text, _, _ string, do func()) {
	h.Toasts, h.Offers = append(h.Toasts, text), append(h.Offers, do)
}

// OpenPlan counts.
func (h *Host) OpenPlan() { h.Plans++ }

// Problem notes a problem.
func (h *Host) Problem(err error) { h.Problems = append(h.Problems, err) }

// Leave counts.
func (h *Host) Leave() { h.Left++ }

// Study notes a scope.
func (h *Host) Study(s study.Scope) { h.Scopes = append(h.Scopes, s) }

// OpenModel notes a model.
func (h *Host) OpenModel(d deck.ID, id, element string) {
	h.Opened = append(h.Opened, string(d)+"/"+id+"#"+element)
}

// Edit notes what is to be written in.
func (h *Host) Edit(d deck.ID, part string) { h.Edited = append(h.Edited, string(d)+"/"+part) }

// OpenModels notes that all models are wanted.
func (h *Host) OpenModels() { h.Opened = append(h.Opened, "") }

// Notices are none.
func (h *Host) Notices() []string { return nil }

// Trace notes a line.
func (h *Host) Trace(format string, args ...any) {
	h.Lines = append(h.Lines, fmt.Sprintf(format, args...))
}

// Words returns everything that is written on an object, from top to bottom, a text
// each line.
func Words(o fyne.CanvasObject) string {
	var list []string
	walk(o, func(o fyne.CanvasObject) {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			list = append(list, t.Text)
		}
	})
	return strings.Join(list, "\n")
}

// Button returns the button with a label, and fails the test if there is none.
func Button(t testing.TB, o fyne.CanvasObject, label string) *control.Button {
	t.Helper()
	var found *control.Button
	walk(o, func(o fyne.CanvasObject) {
		if b, ok := o.(*control.Button); ok && b.Label == label {
			found = b
		}
	})
	if found == nil {
		t.Fatalf("there is no button %q", label)
	}
	return found
}

// Outside returns the texts that reach beyond the sides of their window, and so could
// not be read. Beyond its foot they may reach: pages scroll.
func Outside(o fyne.CanvasObject, size fyne.Size) []string {
	var list []string
	Place(o, func(t *canvas.Text, at fyne.Position) {
		m := t.MinSize()
		if at.X < -0.5 || at.X+m.Width > size.Width+0.5 {
			list = append(list, fmt.Sprintf("%q from %.0f to %.0f of %.0f", t.Text, at.X, at.X+m.Width, size.Width))
		}
	})
	return list
}

// walk visits every visible object, parents first.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	for _, child := range children(o) {
		walk(child, visit)
	}
}

// Each tells visit every visible object, parents first, and where it stands.
func Each(o fyne.CanvasObject, visit func(fyne.CanvasObject, fyne.Position)) {
	each(o, fyne.NewPos(0, 0), visit)
}

func each(o fyne.CanvasObject, at fyne.Position, visit func(fyne.CanvasObject, fyne.Position)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o, at)
	for _, child := range children(o) {
		each(child, at.Add(child.Position()), visit)
	}
}

// Place tells visit every text that is written on an object, and where it stands.
func Place(o fyne.CanvasObject, visit func(*canvas.Text, fyne.Position)) {
	Each(o, func(o fyne.CanvasObject, at fyne.Position) {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			visit(t, at)
		}
	})
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}
