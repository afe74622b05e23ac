package memory

import (
	"context"
	"slices"
)

// LossAndGradient returns the loss of one card's answers, weighted by weight, and its
// gradient over the weights, as fitting has it.
func LossAndGradient(w Weights, longTermOnly bool, rating []Rating, elapsed, weight []float64) (float64, Weights) {
	var k kernel
	k.prepare(&w, longTermOnly)
	n := 0
	rank := make([]int32, len(rating))
	for i := range rank {
		rank[i] = int32(i)
		if weight[i] > 0 {
			n = i + 1
		}
	}
	var g Weights
	if n == 0 {
		return 0, g
	}
	recall := make([]float64, n)
	k.predict(recall, rating[:n], elapsed[:n], rank[:n])
	loss := 0.0
	for i, r := range recall {
		if weight[i] > 0 {
			loss += weight[i] * surprise(r, rating[i])
		}
	}
	k.gradient(&g, rating[:n], elapsed[:n], weight[:n], make([]footprint, n))
	return loss, g
}

// FirstStability returns the stabilities after a first answer that the history speaks for.
func (t *Training) FirstStability() [4]float64 { return t.firsts.s }

// AllItems returns how many answers are evidence.
func (t *Training) AllItems() int { return int(t.bound) }

// MeasureWeighted is Measure with later answers counting more.
func (t *Training) MeasureWeighted(ctx context.Context, w Weights) Metrics {
	return t.both(ctx, w).recent
}

// Objective returns what fitting makes small.
func (t *Training) Objective(w Weights) float64 {
	start, _ := t.Start()
	return t.loss(context.Background(), w.bounded(), start, 1)
}

// MeasureRecent returns the same as fsrs-rs would: without the answers that are not
// trained on, and with later answers counting up to four times as much. As there, the
// first items of the cards count as the earliest, by rating and, within one, those after
// the rarest delays before the others.
func (t *Training) MeasureRecent(ctx context.Context, w Weights) Metrics {
	recall, _ := t.predictAll(ctx, w)
	first, later := t.firstItems()
	ranks := make([]int32, 0, t.count)
	for i, groups := range t.firsts.groups {
		groups = slices.Clone(groups)
		slices.SortStableFunc(groups, func(a, b firstGroup) int { return a.size - b.size })
		for _, g := range groups {
			ranks = append(ranks, first[i][g.delay]...)
		}
	}
	ranks = append(ranks, later...)
	part, items := make([]float64, len(ranks)), make([]int32, len(ranks))
	for i, rank := range ranks {
		part[i], items[i] = recall[rank], t.past.items[rank]
	}
	return t.measure(ctx, part, items, true)
}

// firstItems returns the ranks of the items that are trained on: those that are the
// first of their card by first rating and delay, and all others.
func (t *Training) firstItems() (first [4]map[int32][]int32, later []int32) {
	for i := range first {
		first[i] = map[int32][]int32{}
	}
	seen := make([]bool, len(t.past.cards))
	for rank := range t.bound {
		card := t.past.owner[rank]
		c := t.past.cards[card]
		switch {
		case t.weight[t.past.items[rank]] == 0:
		case seen[card]:
			later = append(later, rank)
		default:
			byDelay := first[c.first-Again]
			byDelay[c.delay] = append(byDelay[c.delay], rank)
		}
		seen[card] = true
	}
	return first, later
}

// UsualLoad returns a load of no cards, from a day on, in which every weekday takes the
// usual share.
func UsualLoad(from Day) Load {
	return Load{From: from, Easy: [7]float64{1, 1, 1, 1, 1, 1, 1}}
}

// Ranked is how AUC is worked out.
var Ranked = ranked

// ReferenceRecipe returns the recipe of fsrs-rs: batches of answers sorted by how many
// came before them. Until release 6.6.0 it kept the best epoch, since then the last.
func ReferenceRecipe() Recipe {
	return Recipe{Batch: 512, Epochs: 5, Rate: 0.04, Pull: 1}
}

// Measure returns how well weights predict all answers of the history that are
// evidence, every one counting the same. It returns zero Metrics when ctx ends.
func (t *Training) Measure(ctx context.Context, w Weights) Metrics {
	recall, items := t.predictAll(ctx, w)
	return t.measure(ctx, recall, items, false)
}

// ClipWeights moves every number of a list of weights into the bounds that training keeps,
// in the layout in which it came.
func ClipWeights(w []float64, relearningSteps int, longTermOnly bool) ([]float64, error) {
	if err := checkWeights(w); err != nil {
		return nil, err
	}
	full := defaultWeights
	copy(full[:], w)
	full = full.trained(TrainingOptions{RelearningSteps: relearningSteps, LongTermOnly: longTermOnly})
	return full[:len(w)], nil
}
