package hypertext

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// A list is a list that is open.
type list struct {
	next    int // number of its next item, 0 without numbers
	width   int // of what its items begin with
	written bool
}

// openList begins a list, whose items are written as they come.
func (w *writer) openList(t tag) {
	w.endLine()
	if len(w.lists) == maxLists {
		w.deep++
		return
	}
	if len(w.lists) == 0 {
		w.blank = true
	}
	l := list{width: 3}
	if t.atom == atom.Ol {
		l.next = 1
		if n, err := strconv.Atoi(t.attribute("start")); err == nil && n >= 0 && n < 1_000_000 {
			l.next = n
			w.blank = w.blank || n != 1 // such a list cannot follow on text
		}
		if l.next == 0 {
			l.next = 1
		}
	}
	w.lists = append(w.lists, l)
	w.item = ""
}

func (w *writer) closeList() {
	w.endLine()
	w.item = ""
	switch {
	case w.deep > 0:
		w.deep--
	case len(w.lists) > 0:
		w.lists = w.lists[:len(w.lists)-1]
	}
	w.after = true
	if len(w.lists) == 0 {
		w.blank = true
	}
}

// bullet returns what begins the next item.
func (w *writer) bullet() string {
	if len(w.lists) == 0 {
		return "- "
	}
	l := &w.lists[len(w.lists)-1]
	if l.next == 0 {
		return "- "
	}
	mark := strconv.Itoa(l.next) + ". "
	l.next++
	l.width = max(3, len(mark))
	return mark
}

// indent returns the space before a line that stands in n lists.
func (w *writer) indent(n int) string {
	width := 0
	for _, l := range w.lists[:n] {
		if l.written {
			width += l.width
		}
	}
	return strings.Repeat(" ", width)
}
