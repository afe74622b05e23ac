package library

import (
	"os"
	"path/filepath"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/deck/exchange/port"
	decks "touchpoint/deck/library"
	"touchpoint/ui/control"
)

// higher is the version that a deck may be given before it is given away, "" where that is
// not for its learner to say: it is the program's, or somebody else's as it came.
func higher(d decks.Holding) string {
	if d.Path == "" || d.Origin == decks.OriginInstalled && !d.Changed {
		return ""
	}
	return decks.NextVersion(d.Version)
}

// ofDeck offers a higher version.
func (x *exporting) ofDeck() {
	if x.next == "" {
		x.options.Hide()
		return
	}
	says := "Its number is how students see that a version is new. Saving leaves it as it is."
	if x.holding.Stale {
		says = "Others may have version " + x.holding.Version + " with other contents. A higher number tells them that this is new."
	}
	leave, raise := "Leave it at "+x.holding.Version, "Raise it to "+x.next
	if x.holding.Version == "" {
		leave, raise = "Leave it out", "Begin with "+x.next
	}
	x.add("Version", says, control.NewSegments([]string{leave, raise}, index(x.raise), func(i int) {
		x.call(i == 1)
	}).Container)
}

// call gives the file the name that goes with the version that the deck will have.
func (x *exporting) call(raise bool) {
	was := x.name + x.order.Format.Ending()
	x.raise = raise
	version := x.holding.Version
	if raise {
		version = x.next
	}
	x.name = string(x.holding.ID)
	if version != "" {
		x.name += "-" + version
	}
	if x.path != nil && filepath.Base(x.path.Text) == was {
		x.path.Put(filepath.Join(filepath.Dir(x.path.Text), x.name+x.order.Format.Ending()))
	}
}

// raising is the version that the deck gets before it is written to a file, "" for none.
func (x *exporting) raising() string {
	if !x.raise || x.order.Format != port.Own {
		return ""
	}
	return x.next
}

// raised goes on with the deck as it is now, also where no file could be written of it.
func (x *exporting) raised(version string) {
	x.holding.Version, x.next, x.raise = version, "", false
	x.screen.host.Trace("version %s", version)
	x.fit()
	x.screen.reload(nil)
}

// setVersion writes a version into a deck, and nothing else.
func setVersion(d decks.Holding, version string) error {
	dir, file := d.Path, ""
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		dir, file = filepath.Split(dir)
	}
	text, err := draft.Open(filepath.Clean(dir), file, draft.Options{})
	if err != nil {
		return err
	}
	head, _ := text.Head()
	head.Version = version
	if err := text.SetHead(head); err != nil {
		return err
	}
	return text.Save()
}

// ExportOf opens the page on which a deck is exported or printed, as soon as it is known what
// there is.
func (s *Screen) ExportOf(id deck.ID) {
	s.load(func() {
		for _, d := range s.shelf.all {
			if d.ID == id && !d.Archived && d.Problem == "" {
				s.clear()
				s.shelf.pick(id)
				s.askExport(d)
				return
			}
		}
		s.host.Toast("This deck is not in the library. Install it first: I.", "", "", nil)
	})
}
