package memory

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
)

// Metrics say how well weights predict the answers of a history. Without any
// answers all are zero.
type Metrics struct {
	LogLoss float64 // mean surprise at an answer, in nats; less is better
	RMSE    float64 // root mean square of predicted less observed recall, over bins of like answers; less is better
	AUC     float64 // chance that a remembered card was rated above a forgotten one; 0.5 when there is nothing to tell apart
	Answers int     // answers that were predicted
}

// predictAll returns the recall before every item, and the items, in the order of time.
func (t *Training) predictAll(ctx context.Context, w Weights) (recall []float64, items []int32) {
	w = w.bounded()
	return t.predict(ctx, &w)[:t.bound], t.past.items[:t.bound]
}

// Cards are predicted in parts of this many, which are shared out between the cores.
const predictedTogether = 512

// predict returns the recall before every item of the training, by rank. When ctx ends
// it stops, and what it returns is of no use.
func (t *Training) predict(ctx context.Context, w *Weights) []float64 {
	p := t.past
	recall := make([]float64, len(p.items))
	var k kernel
	k.prepare(w, t.options.LongTermOnly)
	inParts(ctx, len(p.cards), predictedTogether, func(from, to int) {
		for _, c := range p.cards[from:to] {
			k.predict(recall, p.rating[c.from:c.to], p.elapsed[c.from:c.to], p.rank[c.from:c.to])
		}
	})
	return recall
}

// measure compares predictions with the items that came, which are in the order of time.
// When recent, the loss of an item, and the square of a bin, count by recency.
func (t *Training) measure(ctx context.Context, recall []float64, items []int32, recent bool) Metrics {
	if ctx.Err() != nil || len(items) == 0 {
		return Metrics{}
	}
	bin := t.past.bin()
	type sums struct{ predicted, passed, items, weight float64 }
	bins := make([]sums, binCount)
	loss, weight, last := 0.0, 0.0, float64(max(1, len(items)-1))
	var passed, forgotten []float64
	for i, at := range items {
		q, r, y := 1.0, recall[i], 1.0
		if recent {
			q = recency(float64(i) / last)
		}
		if t.past.rating[at] == Again {
			y = 0
			forgotten = append(forgotten, r)
		} else {
			passed = append(passed, r)
		}
		loss += q * surprise(r, t.past.rating[at])
		weight += q
		b := &bins[bin[at]]
		b.predicted += r
		b.passed += y
		b.items++
		b.weight += q
	}
	square := 0.0
	for _, b := range bins {
		if b.weight > 0 {
			off := (b.predicted - b.passed) / b.items
			square += b.weight * off * off
		}
	}
	if ctx.Err() != nil { // what is left takes longest
		return Metrics{}
	}
	return Metrics{
		LogLoss: loss / weight,
		RMSE:    math.Sqrt(square / weight),
		AUC:     ranked(passed, forgotten),
		Answers: len(items),
	}
}

// ranked returns the chance that one of passed is above one of forgotten, where equal
// ones count half. It sorts both.
func ranked(passed, forgotten []float64) float64 {
	if len(passed) == 0 || len(forgotten) == 0 {
		return 0.5
	}
	sortChances(passed)
	sortChances(forgotten)
	below, equal := 0, 0 // of passed, below the present value, and at or below it
	sum := 0.0
	for _, f := range forgotten {
		for below < len(passed) && passed[below] < f {
			below++
		}
		equal = max(equal, below)
		for equal < len(passed) && passed[equal] == f {
			equal++
		}
		sum += float64(len(passed)-equal) + float64(equal-below)/2
	}
	return sum / float64(len(passed)) / float64(len(forgotten))
}

// sortChances sorts numbers from 0 to 1. Many are first dealt by size, so that there is
// little left to sort.
func sortChances(list []float64) {
	if len(list) < 1024 {
		slices.Sort(list)
		return
	}
	piles := len(list)
	starts := make([]int32, piles+1)
	pile := func(x float64) int { return min(int(x*float64(piles)), piles-1) }
	for _, x := range list {
		starts[pile(x)+1]++
	}
	for i := range piles {
		starts[i+1] += starts[i]
	}
	dealt := make([]float64, len(list))
	next := slices.Clone(starts)
	for _, x := range list {
		slot := &next[pile(x)]
		dealt[*slot] = x
		*slot++
	}
	for i := range piles {
		slices.Sort(dealt[starts[i]:starts[i+1]])
	}
	copy(list, dealt)
}

// Bins of RMSE are of items that are alike in three numbers, each on a scale of its own
// that grows by a factor: days since the last answer, items of the card so far, lapses
// so far. The factors are those of the usual benchmark of such programs.
const (
	delayFactor = 3.62
	itemFactor  = 1.89
	lapseFactor = 1.73

	delayBins = 20 // up to the longest delay that days can say
	itemBins  = 36 // up to more items than can be held
	lapseBins = 42
	binCount  = delayBins * itemBins * lapseBins
)

// binned returns the bin of every item, by place in the past.
func (p *past) binned() []uint16 {
	bins := make([]uint16, len(p.rating))
	delay, item, lapse := newScale(delayFactor, delayBins), newScale(itemFactor, itemBins), newScale(lapseFactor, lapseBins-1)
	for _, c := range p.cards {
		items, lapses := 1, 0
		for i := c.from; i < c.to; i++ {
			if p.rank[i] < 0 {
				continue
			}
			items++
			b := delay.level(int(p.elapsed[i]))
			b = b*itemBins + item.level(items)
			b = b*lapseBins + lapse.level(lapses)
			if lapses > 0 {
				b++
			}
			bins[i] = uint16(b)
			if p.rating[i] == Again {
				lapses++
			}
		}
	}
	return bins
}

// A scale tells the level of a number, which is how many whole times it can be divided
// by the factor of the scale.
type scale struct {
	factor float64
	levels int
	small  [1024]uint8 // of the numbers that nearly all are, as logarithms take long
}

func newScale(factor float64, levels int) *scale {
	s := &scale{factor: factor, levels: levels}
	for x := range s.small {
		s.small[x] = uint8(s.workOut(x))
	}
	return s
}

func (s *scale) level(x int) int {
	if x < len(s.small) {
		return int(s.small[x])
	}
	return s.workOut(x)
}

func (s *scale) workOut(x int) int {
	if x <= 1 {
		return 0
	}
	return min(int(math.Log(float64(x))/math.Log(s.factor)), s.levels-1)
}

// inParts calls do for parts of n things, on as many goroutines as can run at once, and
// returns when all are done. When ctx ends it leaves the rest out. The parts must not
// have to do with each other, as any number of them may be done together.
func inParts(ctx context.Context, n, size int, do func(from, to int)) {
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), (n+size-1)/size)
	for worker := range workers {
		wg.Go(func() {
			for from := worker * size; from < n && ctx.Err() == nil; from += workers * size {
				do(from, min(from+size, n))
			}
		})
	}
	wg.Wait()
}
