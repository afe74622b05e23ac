package author_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/ui/author"
	"touchpoint/ui/textedit"
	"touchpoint/ui/theme"
)

// many is a deck of so many notes.
func many(n int) string {
	var b strings.Builder
	b.WriteString(head)
	for i := range n {
		if i%100 == 0 {
			fmt.Fprintf(&b, "# Topic %d\n\n", i/100)
		}
		fmt.Fprintf(&b, "## What is the number %d good for? {#n%d .cloze tags=\"a\"}\nIt is {{%d::a number}}, and it follows {{%d}}. [@smith2020]\n> It is like every other number.\n\n", i, i, i, i-1)
	}
	return b.String()
}

// lone is a window for a benchmark.
type lone struct{ w fyne.Window }

func (l lone) Canvas() fyne.Canvas                { return l.w.Canvas() }
func (lone) Now() time.Time                       { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }
func (lone) Toast(string, string, string, func()) {}
func (lone) Problem(error)                        {}
func (lone) Trace(string, ...any)                 {}
func (lone) Schedule(func())                      {}
func (lone) Saved(deck.ID)                        {}
func (lone) Leave()                               {}

func large(b *testing.B, n int) (*draft.Draft, lone) {
	b.Helper()
	dir := b.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "deck.md"), []byte(many(n)), 0o644); err != nil {
		b.Fatal(err)
	}
	d, err := draft.Open(dir, "", draft.Options{})
	if err != nil {
		b.Fatal(err)
	}
	a := test.NewTempApp(b)
	a.Settings().SetTheme(theme.New(theme.Light, 1))
	return d, lone{test.NewTempWindow(b, nil)}
}

// From a key to the preview that is laid out, in a deck of 20,000 notes: at most 16 ms.
func BenchmarkKeyToPreview(b *testing.B) {
	d, h := large(b, 20_000)
	deckNow, faults := d.Snapshot().Check()
	d.Took(deckNow, faults)
	s := author.New(b.Context(), d, h)
	defer s.Close()
	h.w.SetContent(s.Object())
	h.w.Resize(fyne.NewSize(1112, 760))
	s.Key(fyne.KeyF6)
	s.Key(fyne.KeyF6)
	e, ok := h.Canvas().Focused().(*textedit.Editor)
	if !ok {
		b.Fatalf("the keyboard is with %T", h.Canvas().Focused())
	}
	e.GoTo(len([]rune(e.Text)))
	b.ResetTimer()
	for i := range b.N {
		e.TypedRune([]rune("abcdefghij klmnop {{q}} ")[i%23])
		if len(e.Text) > 1500 {
			b.StopTimer()
			e.Load(e.Text[:200])
			b.StartTimer()
		}
	}
}

// Opening the screen on a deck of 20,000 notes.
func BenchmarkOpen(b *testing.B) {
	d, h := large(b, 20_000)
	for b.Loop() {
		s := author.New(b.Context(), d, h)
		h.w.SetContent(s.Object())
		h.w.Resize(fyne.NewSize(1112, 760))
		b.StopTimer()
		s.Close()
		b.StartTimer()
	}
}
