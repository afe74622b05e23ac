package author

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// header says which deck is written, whether it is saved and what is wrong with it.
type header struct {
	s       *Screen
	title   *titleLine
	state   *page.Text
	faults  *control.Button
	changes *control.Button
	save    *control.Button
	shown   heading
	root    *fyne.Container
}

func newHeader(s *Screen) *header {
	h := &header{s: s}
	h.title = newTitleLine()
	state, roomy := words("", notSaved, page.Style{Size: theme.Caption, Color: theme.Muted})
	h.state = state
	h.faults = control.NewPlain("", "F8", s.NextFault)
	h.changes = control.NewPlain("What changes", "", s.Changes)
	h.save = control.NewPrimary("Save", "Ctrl+S", s.Save)
	back := control.NewPlain("‹ Decks", "", s.GoBack)
	h.root = page.Inset(theme.Gap16, theme.Gap8, &fyne.Container{
		Layout:  &headerRow{title: h.title, yield: []fyne.CanvasObject{h.changes, roomy, h.faults}, away: h.away},
		Objects: []fyne.CanvasObject{back, h.title, roomy, h.faults, h.changes, h.save},
	})
	return h
}

// away reports whether something in the header has nothing to say.
func (h *header) away(o fyne.CanvasObject) bool { return o == h.changes && !h.shown.dirty }

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
	h.title.set(now.title)
	state, weight := saved, control.Quiet
	switch {
	case now.saving:
		state = underWay
	case now.dirty:
		state, weight = notSaved, control.Primary
	}
	h.state.SetLine(state)
	h.save.Weight = weight
	h.faults.Tint, h.faults.Label = toneOf(now.errors, now.warnings), countOf(now.errors, now.warnings, false)
	switch {
	case !now.checked:
		h.faults.Label = "Checking"
	case now.errors+now.warnings == 0:
		h.faults.Label, h.faults.Tint = "✓ No faults", theme.Good
	}
	h.root.Refresh()
}

// headerRow sets the header in one row. Where the title would have too little room, what
// can be had or seen elsewhere gives way to it.
type headerRow struct {
	title fyne.CanvasObject
	yield []fyne.CanvasObject          // in this order
	away  func(fyne.CanvasObject) bool // is not shown at any width
}

// leastTitle is how much of a title is to be read, in widths of a letter.
const leastTitle = 14

func (r *headerRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var h float32
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(0, h)
}

func (r *headerRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gone := make(map[fyne.CanvasObject]bool)
	rest := size.Width + theme.Gap16
	for _, o := range objects {
		if gone[o] = r.away(o); !gone[o] && o != r.title {
			rest -= o.MinSize().Width + theme.Gap16
		}
	}
	rest -= theme.Gap16
	least := min(r.title.(*titleLine).wide(), leastTitle*theme.Size(theme.Title)*0.6)
	for _, o := range r.yield {
		if rest < least && !gone[o] {
			gone[o] = true
			rest += o.MinSize().Width + theme.Gap16
		}
	}
	var x float32
	for _, o := range objects {
		if o.Visible() == gone[o] {
			if gone[o] {
				o.Hide()
			} else {
				o.Show()
			}
		}
		if gone[o] {
			continue
		}
		low := o.MinSize()
		if o == r.title {
			low.Width = max(rest, 0)
		}
		o.Move(fyne.NewPos(x, (size.Height-low.Height)/2))
		o.Resize(low)
		x += low.Width + theme.Gap16
	}
}

// titleLine is the title of the deck in one line, cut where it is too long.
type titleLine struct {
	widget.BaseWidget
	text string
	line *canvas.Text
}

func newTitleLine() *titleLine {
	t := &titleLine{line: canvas.NewText("", nil)}
	t.ExtendBaseWidget(t)
	return t
}

func (t *titleLine) set(text string) {
	t.text = text
	t.Refresh()
}

// wide is how wide the whole title is.
func (t *titleLine) wide() float32 {
	room, _ := theme.Measure(t.text, theme.Size(theme.Title), fyne.TextStyle{Bold: true})
	return room.Width + 1
}

// MinSize is one line high.
func (t *titleLine) MinSize() fyne.Size {
	room, _ := theme.Measure("M", theme.Size(theme.Title), fyne.TextStyle{Bold: true})
	return fyne.NewSize(0, room.Height)
}

// Resize cuts the title anew.
func (t *titleLine) Resize(size fyne.Size) {
	t.BaseWidget.Resize(size)
	t.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (t *titleLine) CreateRenderer() fyne.WidgetRenderer { return &titleRenderer{t} }

type titleRenderer struct{ t *titleLine }

func (r *titleRenderer) Destroy()                     {}
func (r *titleRenderer) MinSize() fyne.Size           { return r.t.MinSize() }
func (r *titleRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.t.line} }

func (r *titleRenderer) Layout(size fyne.Size) {
	l := r.t.line
	l.TextSize, l.Color = theme.Size(theme.Title), theme.Color(theme.Ink)
	l.Text = control.Shorten(r.t.text, size.Width, l.TextSize, true)
	theme.SetStyle(l, fyne.TextStyle{Bold: true})
	l.Move(fyne.Position{})
	l.Resize(size)
}

func (r *titleRenderer) Refresh() {
	r.Layout(r.t.Size())
	canvas.Refresh(r.t.line)
}
