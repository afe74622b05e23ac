package draft

import "time"

// safe is what is known of the recovery file of a draft.
type safe struct{}

// A Recovery is work that was not saved when the program ended.
type Recovery struct {
	Path    string // of the recovery file
	Dir     string // of the deck
	File    string // of a deck that is one file
	Title   string
	At      time.Time
	Files   []string // that were changed
	Problem string   // why it cannot be recovered, as a sentence; "" if it can
}

// KeepSafe writes what was not saved into the recovery file, if there is anything new.
func (d *Draft) KeepSafe() error { return nil }

// Unsaved returns the work in a folder of recovery files, the latest first.
func Unsaved(recovery string) []Recovery { return nil }

// Recover takes over the work of a recovery file as one step of the history.
func (d *Draft) Recover(r Recovery) error { return nil }

// Forget removes a recovery file.
func Forget(r Recovery) error { return nil }
