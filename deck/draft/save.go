package draft

import "fmt"

// Save writes the files that changed, and no others.
func (d *Draft) Save() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return fmt.Errorf("not yet")
}

// Discard forgets what was not saved: the deck is as it is on disk again.
func (d *Draft) Discard() error { return nil }
