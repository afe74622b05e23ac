package draft

// Fresh returns the outline made anew.
func Fresh(d *Draft) []Entry {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.entries()
}
