package textedit

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// choose selects the runes from one place to another.
func (e *Editor) choose(from, to int) {
	e.GoTo(from)
	e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	for range to - from {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	e.want = -1
}

// leaveHeading goes on from the end of the heading's words, and reports whether the cursor
// was there: in a note that has just been added to what is to be overwritten next, else to
// a new line. The attributes stay in the heading, where alone they are some.
func (e *Editor) leaveHeading() bool {
	first, _, more := strings.Cut(e.Text, "\n")
	_, to := heading(e.Text)
	end := utf8.RuneCountInString(first)
	if e.Disabled() || e.SelectedText() != "" || e.CursorTextOffset() != to || !strings.HasPrefix(first, "#") {
		return false
	}
	if e.fresh && more {
		e.fresh = false
		if from, to, ok := e.below(); ok {
			e.choose(from, to)
			return true
		}
	}
	if to == end {
		return false
	}
	e.GoTo(end)
	e.Insert("\n")
	return true
}

// marker is what stands in a line before its words: of a list or an explanation.
var marker = regexp.MustCompile(`^(- \[[ x]\] |- |> |= |\d+\. )`)

// below is where the words of the first line below the heading stand.
func (e *Editor) below() (from, to int, ok bool) {
	for i, line := range strings.Split(e.Text, "\n") {
		n := utf8.RuneCountInString(line)
		if i > 0 && strings.TrimSpace(line) != "" {
			return from + len(marker.FindString(line)), from + n, true
		}
		from += n + 1
	}
	return 0, 0, false
}
