package library

import (
	"fmt"
	"io/fs"
	"strings"

	"touchpoint/deck"
)

// named reports whether the id of a deck is the one that its author wrote. Where the front
// matter cannot be read it is made up, and progress under it would be lost once that is
// mended.
func named(s Source, d *deck.Deck) bool {
	src, err := fs.ReadFile(s.FS, d.Files[0])
	if err != nil {
		return false
	}
	id, _, _, _ := deck.ReadHead(string(src[:deck.Bounds(src)[0].To]))
	return id == d.ID
}

// because says what is wrong first, to go on a sentence with; "" if nothing is.
func because(faults []deck.Fault) string {
	if f := firstError(faults); f != nil {
		return ": " + told(*f)
	}
	return ""
}

// told is what is wrong, and where.
func told(f deck.Fault) string {
	text := strings.TrimRight(f.Message, ".")
	if f.Pos.Line == 0 {
		return text
	}
	return fmt.Sprintf("%s (in line %d of %s)", text, f.Pos.Line, f.Pos.File)
}

func firstError(faults []deck.Fault) *deck.Fault {
	for i := range faults {
		if faults[i].Severity == deck.Error {
			return &faults[i]
		}
	}
	return nil
}
