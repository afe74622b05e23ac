package exchange

import (
	"io/fs"

	"touchpoint/deck"
	"touchpoint/deck/library"
)

// Holds says whether a deck that is here has a file, such as media/heart.png. What comes
// may show pictures that came once and do not come again. A nil Holds knows of none.
type Holds func(in deck.ID, path string) bool

// Ask asks, also a nil Holds.
func (h Holds) Ask(in deck.ID, path string) bool { return h != nil && h(in, path) }

// HoldsIn knows the files of the decks that have these folders.
func HoldsIn(decks ...fs.FS) Holds {
	files := make(map[deck.ID]fs.FS, len(decks))
	for _, d := range decks {
		if _, id, _, err := headOf(d); err == nil && id != "" {
			files[id] = d
		}
	}
	return func(in deck.ID, path string) bool { return has(files[in], path) }
}

// HoldsAtHome knows the files of the decks of this machine.
func HoldsAtHome(h *library.Home) Holds {
	files := make(map[deck.ID]fs.FS)
	return func(in deck.ID, path string) bool {
		if _, asked := files[in]; !asked {
			files[in], _ = h.Files(in)
		}
		return has(files[in], path)
	}
}

func has(files fs.FS, path string) bool {
	if files == nil {
		return false
	}
	info, err := fs.Stat(files, path)
	return err == nil && info.Mode().IsRegular()
}
