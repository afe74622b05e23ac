package study

import (
	"touchpoint/deck/memory"
	"touchpoint/deck/spelling"
)

// scoreTyped compares a typed text with the accepted answers, and takes the one
// that it comes nearest to: the first that it equals, else the first that it equals
// but for slips, else the most similar.
func scoreTyped(accepted []string, text string) Score {
	typed := spelling.Split(text)
	best, rank := Score{Proposed: memory.Again, Share: -1}, -1
	var nearest spelling.Phrase
	for _, answer := range accepted {
		want := spelling.Split(answer)
		s, r := Score{Accepted: answer, Proposed: memory.Again}, 0
		if typos, ok := spelling.Match(want, typed); ok {
			s.Correct, s.Share, s.Typos, s.Proposed = true, 1, typos, memory.Good
			r = 1
			if typos == 0 {
				r = 2
			}
		} else if len(want.Words) > 0 {
			s.Share = similarity([]rune(want.Key()), []rune(typed.Key()))
		}
		if r > rank || r == rank && (s.Share > best.Share || r == 1 && s.Typos < best.Typos) {
			best, rank, nearest = s, r, want
		}
	}
	if best.Correct && best.Typos == 0 {
		typed = nearest
	}
	best.Diff = diff(nearest, typed)
	return best
}
