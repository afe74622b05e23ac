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
	saved    = "Saved"
)

// show brings the header up to date.
func (h *header) show() {
	title := h.s.head0().Title
	if title == "" {
		title = string(h.s.id)
	}
	h.title.SetLine(title)
	state, weight := saved, control.Quiet
	if h.s.d.Dirty() {
		state, weight = notSaved, control.Primary
	}
	h.state.SetLine(state)
	errors, warnings := h.s.checks.errors, h.s.checks.warnings
	h.faults.Tint = toneOf(errors, warnings)
	h.faults.Label = countOf(errors, warnings, false)
	if h.s.checked == nil && h.s.checks.done == 0 {
		h.faults.Label = "Checking"
	} else if errors+warnings == 0 {
		h.faults.Label, h.faults.Tint = "✓ No faults", theme.Good
	}
	h.changes.Hidden = !h.s.d.Dirty()
	if h.save.Weight != weight {
		h.save.Weight = weight
	}
	h.root.Refresh()
}
