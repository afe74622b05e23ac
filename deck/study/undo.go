package study

import (
	"context"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// An Act is one thing the learner did, which can be taken back.
type Act struct {
	Kind   progress.Kind
	Card   deck.CardID
	Rating memory.Rating // of a review
	Flag   int           // of a flag
	Leech  bool          // the answer made the card a leech; it stays in study
	Title  string        // in words: Good on “What is customer engagement?”
}

// Last returns the last act that was not taken back.
func (s *Session) Last() (Act, bool) { return Act{}, false }

// CanUndo reports whether there is an act of this study day to take back, also
// one from before the program was started.
func (s *Session) CanUndo() bool { return false }

// CanRedo reports whether an act was taken back and can be done again.
func (s *Session) CanRedo() bool { return false }

// Undo takes the last act back and puts its card on the desk again.
func (s *Session) Undo(ctx context.Context) (Act, error) { return Act{}, nil }

// Redo does again what Undo took back last.
func (s *Session) Redo(ctx context.Context) (Act, error) { return Act{}, nil }
