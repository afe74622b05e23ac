package memory

import (
	"context"
	"math"
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

// Measure returns how well weights predict all answers of the history that are
// evidence, every one counting the same. It returns zero Metrics when ctx ends.
func (t *Training) Measure(ctx context.Context, w Weights) Metrics {
	w = w.bounded()
	recall := t.predict(ctx, &w)
	return t.measure(ctx, recall[:t.bound], t.past.items[:t.bound], false)
}

// MeasureRecent returns the same as fsrs-rs would: without the answers that are not
// trained on, and with later answers counting up to four times as much. As there, the
// first answer of every card that is evidence comes before all others.
func (t *Training) MeasureRecent(ctx context.Context, w Weights) Metrics {
	w = w.bounded()
	recall := t.predict(ctx, &w)
	var part []float64
	var items []int32
	seen := make([]bool, len(t.past.cards))
	for _, first := range []bool{true, false} {
		clear(seen)
		for rank := range t.bound {
			at, card := t.past.items[rank], t.past.owner[rank]
			if !seen[card] == first && t.weight[at] > 0 {
				part = append(part, recall[rank])
				items = append(items, at)
			}
			seen[card] = true
		}
	}
	return t.measure(ctx, part, items, true)
}

// cards are predicted in parts of this many, which are shared out between the cores.
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
func (t *Training) measure(ctx context.Context, recall []float64, items []int32, recent bool) Metrics {
	if ctx.Err() != nil || len(items) == 0 {
		return Metrics{}
	}
	bin := t.past.bins()
	type sums struct{ predicted, passed, weight float64 }
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
		b.predicted += q * r
		b.passed += q * y
		b.weight += q
	}
	square := 0.0
	for _, b := range bins {
		if b.weight > 0 {
			off := (b.predicted - b.passed) / b.weight
			square += b.weight * off * off
		}
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
	slices.Sort(passed)
	slices.Sort(forgotten)
	below, equal := 0, 0 // of passed, at or below the present value
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

// bins returns the bin of every item, by place in the past.
func (p *past) bins() []uint16 {
	bins := make([]uint16, len(p.rating))
	for _, c := range p.cards {
		items, lapses := 1, 0
		for i := c.from; i < c.to; i++ {
			if p.rank[i] < 0 {
				continue
			}
			items++
			b := level(p.elapsed[i], delayFactor, delayBins)
			b = b*itemBins + level(float64(items), itemFactor, itemBins)
			b = b*lapseBins + level(float64(lapses), lapseFactor, lapseBins-1)
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

// level returns how many whole times x, which is 1 or more, can be divided by factor.
func level(x, factor float64, levels int) int {
	if x <= 1 {
		return 0
	}
	return min(int(math.Log(x)/math.Log(factor)), levels-1)
}

// inParts calls do for parts of n things, on as many goroutines as there are cores, and
// returns when all are done. When ctx ends it leaves the rest out.
func inParts(ctx context.Context, n, size int, do func(from, to int)) {
	var wg sync.WaitGroup
	for worker := range cores {
		wg.Go(func() {
			for from := worker * size; from < n && ctx.Err() == nil; from += cores * size {
				do(from, min(from+size, n))
			}
		})
	}
	wg.Wait()
}

// cores is how many goroutines share work that can be shared.
const cores = 2
