package review

import (
	"slices"

	"touchpoint/deck"
)

// covered reports whether a block is a picture with something over it.
func covered(b deck.Block) bool { return len(b.Covers) > 0 }

// uncovered returns a question with its picture as the answer shows it: what was asked is
// seen where it stands.
func uncovered(question, answer []deck.Block) []deck.Block {
	asked, shown := slices.IndexFunc(question, covered), slices.IndexFunc(answer, covered)
	if asked < 0 || shown < 0 {
		return question
	}
	question = slices.Clone(question)
	question[asked] = answer[shown]
	return question
}

// withoutCovers returns what an answer says besides its picture.
func withoutCovers(answer []deck.Block) []deck.Block {
	return slices.DeleteFunc(slices.Clone(answer), covered)
}

// bare returns the picture of a note with all that is asked on it in sight.
func bare(n *deck.Note) deck.Block {
	b := deck.Block{Kind: deck.Picture, Path: n.Picture, Alt: n.Alt}
	for _, m := range n.Masks {
		b.Covers = append(b.Covers, deck.Cover{Mask: m, Open: true})
	}
	return b
}
