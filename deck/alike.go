package deck

import (
	"hash/maphash"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Alike returns groups of notes that ask nearly the same in nearly the same words, as
// indexes into notes, which may be of several decks. The groups and what is in them are
// in the order of the notes. It goes by the rule of which [Check] warns as near-duplicate.
func Alike(notes []*Note) [][]int {
	s := similar{
		checks: make([]noteCheck, len(notes)),
		seed:   maphash.MakeSeed(),
		whole:  make(map[uint64]int, len(notes)),
		holes:  make(map[hole]int, len(notes)),
	}
	readQuestions(s.checks, notes)
	groupOf := make(map[int]int)
	var groups [][]int
	for i := range s.checks {
		if len(s.checks[i].front) == 0 {
			continue
		}
		j, ok := s.find(i)
		if !ok {
			continue
		}
		g, known := groupOf[j]
		if !known {
			g = len(groups)
			groups = append(groups, []int{j})
			groupOf[j] = g
		}
		groups[g] = append(groups[g], i)
		groupOf[i] = g
	}
	slices.SortFunc(groups, func(a, b []int) int { return a[0] - b[0] })
	return groups
}

// readQuestions finds the words of each note's question, on every processor.
func readQuestions(checks []noteCheck, notes []*Note) {
	const batch = 64
	var next atomic.Int64
	var reading sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 1+len(notes)/batch) {
		reading.Go(func() {
			for {
				from := int(next.Add(batch)) - batch
				if from >= len(notes) {
					return
				}
				for i := from; i < min(from+batch, len(notes)); i++ {
					checks[i].note = notes[i]
					checks[i].front = telling(checks[i].question(words(notes[i].asked())))
				}
			}
		})
	}
	reading.Wait()
}
