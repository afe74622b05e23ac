package control

// A History is what was done on a screen, so that it can be taken back, the last first, and
// done again. The zero History is empty.
type History struct{ done, undone []deed }

// A deed is something that was done.
type deed struct{ back, again func() bool }

// Did adds something that was done, with what takes it back and what does it again. Each
// reports whether it could; if not, the rest rests on what is not so, and is forgotten.
func (h *History) Did(back, again func() bool) {
	h.done, h.undone = append(h.done, deed{back, again}), nil
}

// Forget forgets everything: it cannot be taken back any more.
func (h *History) Forget() { *h = History{} }

// Undo takes back what was done last, and reports whether there was anything.
func (h *History) Undo() bool {
	d, ok := pop(&h.done)
	switch {
	case !ok:
		return false
	case d.back():
		h.undone = append(h.undone, d)
	default:
		h.Forget()
	}
	return true
}

// Redo does again what was taken back last, and reports whether there was anything.
func (h *History) Redo() bool {
	d, ok := pop(&h.undone)
	switch {
	case !ok:
		return false
	case d.again():
		h.done = append(h.done, d)
	default:
		h.Forget()
	}
	return true
}

func pop(list *[]deed) (last deed, ok bool) {
	n := len(*list)
	if n == 0 {
		return deed{}, false
	}
	last = (*list)[n-1]
	*list = (*list)[:n-1]
	return last, true
}
