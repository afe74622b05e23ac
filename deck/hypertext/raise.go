package hypertext

import (
	"strings"

	"touchpoint/deck/formula"
)

// A raised is text that is raised or lowered.
type raised struct {
	up   bool
	text strings.Builder
}

// lower writes what is raised or lowered, as far as text can show it.
func (w *writer) lower() {
	r := w.raised
	if r == nil {
		return
	}
	w.raised = nil
	text := r.text.String()
	if w.marks.any(text) {
		w.marked(text)
		return
	}
	w.words(r.shown())
}

// shown returns the text in Unicode's raised or lowered signs if it is a number, a formula
// or a single letter, and as it is if it is an ending as in 1st. What is none of these has
// a mark before it, as 2 raised to ab must not read as 2ab.
func (r *raised) shown() string {
	text := r.text.String()
	trimmed := strings.TrimSpace(strings.ReplaceAll(text, "\u00a0", " "))
	switch trimmed {
	case "", "st", "nd", "rd", "th", "e", "er", "re", "o", "a", "TM", "®", "™":
		return text
	}
	sign := "_"
	if r.up {
		sign = "^"
	}
	if strings.Trim(trimmed, "0123456789+-−=()abcdefghijklmnopqrstuvwxyz") != "" || len(trimmed) > 16 {
		return text
	}
	said, simple := formula.Unicode("x" + sign + "{" + trimmed + "}")
	if said, ok := strings.CutPrefix(said, "x"); ok && simple {
		return said
	}
	return sign + "(" + trimmed + ")"
}
