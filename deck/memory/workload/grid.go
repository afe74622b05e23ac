package workload

import (
	"math"

	"touchpoint/deck/memory"
)

// The memory states of many cards are counted on a grid. A state in between belongs to
// its four neighbours, by how near they are. Up to the stability where the steps of the
// logarithm are as long as the linear ones the grid is even in the logarithm, from there
// on linear; it ends at a year. The figures are those of fsrs-rs, so that the results
// are its results.
const (
	logStep      = math.Ln2 / 14
	linearStep   = 7.5 // days
	mostStable   = 365 // days
	difficulties = 24  // points from 1 to 10
)

// A grid is a list of stabilities by so many difficulties. A cell is the number of a
// point: difficulties are next to each other.
type grid struct {
	stabilities []float64
	last        int // the last one of those that are even in the logarithm
}

func newGrid() *grid {
	g := new(grid)
	lowest := math.Log(memory.MinStability)
	end := math.Log(min(linearStep/-math.Expm1(-logStep), mostStable))
	for i := 0; ; i++ {
		l := lowest + logStep*float64(i)
		if l >= end {
			break
		}
		g.stabilities = append(g.stabilities, math.Exp(l))
	}
	g.last = len(g.stabilities) - 1
	for s := g.stabilities[g.last] + linearStep; s < mostStable; s += linearStep {
		g.stabilities = append(g.stabilities, s)
	}
	return g
}

// cells returns how many there are.
func (g *grid) cells() int { return len(g.stabilities) * difficulties }

// state returns the memory state at a cell.
func (g *grid) state(cell int) memory.State {
	return memory.State{
		Stability:  g.stabilities[cell/difficulties],
		Difficulty: memory.MinDifficulty + difficultyStep*float64(cell%difficulties),
	}
}

const difficultyStep = float64(memory.MaxDifficulty-memory.MinDifficulty) / (difficulties - 1)

// A place is where a state lies on the grid: in the square that begins at a cell, so far
// along its two sides, 0 to 1.
type place struct {
	cell                  int32
	stability, difficulty float32
	curve                 curvePlace
}

// place returns where s lies. Outside of the grid it is at the edge.
func (g *grid) place(s memory.State) place {
	logS := math.Log(s.Stability)
	at := (logS - math.Log(memory.MinStability)) / logStep
	if middle := g.stabilities[g.last]; s.Stability > middle {
		at = float64(g.last) + (s.Stability-middle)/linearStep
	}
	row, along := split(at, len(g.stabilities))
	column, across := split((s.Difficulty-memory.MinDifficulty)/difficultyStep, difficulties)
	return place{int32(row*difficulties + column), float32(along), float32(across), placeOnCurve(logS)}
}

// split returns between which of n points x lies, as the number of the one before it and
// the share of the way to the next.
func split(x float64, n int) (point int, share float64) {
	x = min(max(x, 0), float64(n-1))
	point = min(int(x), n-2)
	return point, x - float64(point)
}

// A forgetting holds the forgetting curve as a table, for stabilities that are even in the
// logarithm: unlike the grid up to the highest there is, since what is remembered in the
// end does depend on it.
type forgetting struct {
	recall [][]float64 // by days, then by stability
}

// curveStep is 1/16 of a doubling: recall in between is right to 0.0001.
const curveStep = math.Ln2 / 16

// A curvePlace is a stability between two of the table.
type curvePlace struct {
	point int32
	share float32
}

var curvePoints = int(math.Ceil(math.Log(memory.MaxStability/memory.MinStability)/curveStep)) + 1

func placeOnCurve(logS float64) curvePlace {
	point, share := split((logS-math.Log(memory.MinStability))/curveStep, curvePoints)
	return curvePlace{int32(point), float32(share)}
}

func newForgetting(m *memory.Model, days int) *forgetting {
	f := &forgetting{recall: make([][]float64, days)}
	stabilities := make([]float64, curvePoints)
	for i := range stabilities {
		stabilities[i] = memory.MinStability * math.Exp(curveStep*float64(i))
	}
	for d := range f.recall {
		f.recall[d] = make([]float64, curvePoints)
		for i, s := range stabilities {
			f.recall[d][i] = m.Recall(memory.State{Stability: s, Difficulty: 5}, float64(d))
		}
	}
	return f
}

// after returns the recall of a card so many days after its last answer.
func (f *forgetting) after(days int, p curvePlace) float64 {
	row := f.recall[days]
	return row[p.point] + float64(p.share)*(row[p.point+1]-row[p.point])
}
