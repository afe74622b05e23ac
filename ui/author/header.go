package author

import (
	"fyne.io/fyne/v2"

	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// header says which deck is written, whether it is saved and what is wrong with it.
type header struct {
	s       *Screen
	title   *page.Text
	state   *page.Text
	faults  *control.Button
	changes *control.Button
	save    *control.Button
	shown   heading
	root    *fyne.Container
}

func newHeader(s *Screen) *header {
	h := &header{s: s}
	h.title = page.NewLine("", page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})
	state, roomy := words("", notSaved, page.Style{Size: theme.Caption, Color: theme.Muted})
	h.state = state
	h.faults = control.NewPlain("", "F8", s.NextFault)
	h.changes = control.NewPlain("What changes", "", s.Changes)
	h.save = control.NewPrimary("Save", "Ctrl+S", s.Save)
	back := control.NewPlain("‹ Decks", "", s.GoBack)
	h.root = page.Inset(theme.Gap16, theme.Gap8, page.Row(theme.Gap16, 1, back, h.title, roomy, h.faults, h.changes, h.save))
	return h
}

// What the header says of the files.
const (
	notSaved = "Not saved yet"
	underWay = "Saving …"
	saved    = "Saved"
)

// A heading is what the header shows.
type heading struct {
	title            string
	saving           bool
	dirty, checked   bool
	errors, warnings int
}

// show brings the header up to date.
func (h *header) show() {
	now := heading{h.s.title, h.s.saving.running, h.s.dirty, h.s.checks.done > 0, h.s.checks.errors, h.s.checks.warnings}
	if now.title == "" {
		now.title = string(h.s.id)
	}
	if now == h.shown {
		return
	}
	h.shown = now
	h.title.SetLine(now.title)
	state, weight := saved, control.Quiet
	switch {
	case now.saving:
		state = underWay
	case now.dirty:
		state, weight = notSaved, control.Primary
	}
	h.state.SetLine(state)
	h.save.Weight, h.changes.Hidden = weight, !now.dirty
	h.faults.Tint, h.faults.Label = toneOf(now.errors, now.warnings), countOf(now.errors, now.warnings, false)
	switch {
	case !now.checked:
		h.faults.Label = "Checking"
	case now.errors+now.warnings == 0:
		h.faults.Label, h.faults.Tint = "✓ No faults", theme.Good
	}
	h.root.Refresh()
}
