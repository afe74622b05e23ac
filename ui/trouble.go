package ui

import (
	"errors"
	"log/slog"

	"fyne.io/fyne/v2"

	"touchpoint/deck/progress"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// trouble is the screen that stands in the place of all others while the learner's
// progress cannot be opened: what happened, what is safe, and what to do.
type trouble struct {
	window *Window
	page   *page.Page
	first  *control.Button
}

// trouble shows why the progress cannot be opened.
func (w *Window) trouble(err error) {
	slog.Error("open the progress", "err", err)
	t := &trouble{window: w}
	t.first = control.NewPrimary("Try again", "Enter", func() {
		w.open()
	})
	row := page.Row(theme.Gap8, -1, t.first)
	if errors.Is(err, progress.ErrDamaged) && w.config.Restore != nil {
		row.Objects = append(row.Objects, control.NewButton("Go back to the newest backup", t.restore))
	}
	row.Objects = append(row.Objects, control.NewButton("Quit", w.Close))
	t.page = page.NewPage(page.Inset(theme.Gap24, theme.Gap40, page.Centred(theme.Gap24,
		page.NewLine("Your progress cannot be opened", page.Style{Size: theme.Greeting, Color: theme.Ink, Bold: true}),
		page.NewLine(sentence(err), page.Style{Size: theme.Lead, Color: theme.Ink}),
		row,
		page.NewLine("To keep your progress elsewhere, start the program with -data and a folder.",
			page.Style{Size: theme.Caption, Color: theme.Muted}))))
	w.show(todayPlace, t)
}

func (t *trouble) restore() {
	if err := t.window.config.Restore(t.window.ctx); err != nil {
		t.window.trouble(err)
		return
	}
	t.window.open()
}

func (t *trouble) Object() fyne.CanvasObject { return t.page }
func (t *trouble) Refresh()                  {}
func (t *trouble) Rune(rune)                 {}

func (t *trouble) Shown() {
	t.window.nav.Hide()
	t.window.Canvas().Focus(t.first)
	t.window.Trace("screen trouble")
}

func (t *trouble) Key(name fyne.KeyName) {
	if name == fyne.KeyReturn || name == fyne.KeyEnter {
		t.first.Tapped(nil)
	}
}
