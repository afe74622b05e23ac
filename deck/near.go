package deck

import (
	"fmt"
	"hash/maphash"
	"slices"

	"touchpoint/deck/yamltext"
)

// nearDuplicates warns of notes that ask the same in nearly the same words. Two
// questions do if their telling words are the same, or differ in the spelling of one
// long word, or if one of two long questions has one word more.
//
// Questions are found by the hashes of their words, whole and with one left out, so the
// time grows with the length of the deck and not with its square.
func nearDuplicates(checks []noteCheck) {
	s := similar{
		checks: checks,
		seed:   maphash.MakeSeed(),
		whole:  make(map[uint64]int, len(checks)),
		holes:  make(map[hole]int, len(checks)),
	}
	for i := range checks {
		if len(checks[i].front) == 0 {
			continue
		}
		if j, ok := s.find(i); ok {
			first := checks[j].note
			checks[i].warn("near-duplicate",
				fmt.Sprintf("this asks nearly the same as the note %s at %s", first.ID, first.Pos),
				"delete one of the two, or say what tells them apart")
		}
	}
}

// similar remembers the questions seen so far.
type similar struct {
	checks []noteCheck
	seed   maphash.Seed
	whole  map[uint64]int // by the hash of all words, the first note
	holes  map[hole]int   // by the hash of all words but one, the first note
}

// A hole is a question with a word left out. Two spellings of that word can differ by one
// letter only if they share a variant: the word itself, or the word without a letter.
type hole struct {
	rest uint64 // hash of the other words
	at   int
	word uint64 // hash of a variant of the word
}

const (
	longWord     = 6 // letters: shorter words that differ by one are different words
	longQuestion = 8 // words: what one word more does not change
	longest      = 60
)

// find returns an earlier note that asks nearly the same as note i, and remembers i.
func (s *similar) find(i int) (int, bool) {
	words := s.checks[i].front
	h := s.hash(words, -1)
	if j, ok := s.whole[h]; ok && slices.Equal(words, s.checks[j].front) {
		return j, true
	}
	s.whole[h] = i
	if len(words) > longest {
		return 0, false
	}
	found, ok := 0, false
	for at, w := range words {
		rest := s.hash(words, at)
		if j, seen := s.whole[rest]; seen && len(words) > longQuestion && w != "not" && w != "no" && !ok {
			if without := slices.Delete(slices.Clone(words), at, at+1); slices.Equal(without, s.checks[j].front) {
				found, ok = j, true
			}
		}
		if len(w) < longWord || !letters26(w) || len(words) < 2 {
			continue
		}
		for k := range w {
			variant := w
			if k > 0 { // the first letter must agree
				variant = w[:k] + w[k+1:]
			}
			key := hole{rest, at, maphash.String(s.seed, variant)}
			j, seen := s.holes[key]
			if !seen {
				s.holes[key] = i
				continue
			}
			if !ok && j != i && s.misspelt(words, s.checks[j].front, at) {
				found, ok = j, true
			}
		}
	}
	return found, ok
}

// misspelt reports whether two questions are the same but for a letter of one word.
func (s *similar) misspelt(a, b []string, at int) bool {
	if len(a) != len(b) || yamltext.EditDistance(a[at], b[at]) > 1 {
		return false
	}
	return slices.Equal(a[:at], b[:at]) && slices.Equal(a[at+1:], b[at+1:])
}

// hash returns the hash of words, leaving out the one at index skip.
func (s *similar) hash(words []string, skip int) uint64 {
	var h maphash.Hash
	h.SetSeed(s.seed)
	for i, w := range words {
		if i != skip {
			h.WriteString(w)
			h.WriteByte(0)
		}
	}
	return h.Sum64()
}

// letters26 reports whether w is of the letters a to z.
func letters26(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}
