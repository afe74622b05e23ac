package library

// Explain lets the tests see what is made of errors that are hard to bring about.
func (h *Home) Explain(err error) error { return h.explain(err) }

// Unbuilt is Explain for what could not be put together.
func (h *Home) Unbuilt(err error) error { return h.unbuilt(err) }
