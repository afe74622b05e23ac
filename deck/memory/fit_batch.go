package memory

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// A batch is what one step is made from.
type batch struct {
	runs   []run
	weight []float64 // of the answers, at the places that the runs name
	items  int
}

// A dealer makes the batches of an epoch.
type dealer struct {
	training *Training
	recipe   Recipe
	random   *rand.Rand
	runs     []run   // to be dealt, when cards stay whole
	batches  []batch // of the last epoch
}

func (t *Training) newDealer(r Recipe) *dealer {
	d := &dealer{training: t, recipe: r, random: rand.New(rand.NewPCG(r.Seed, 0x466974))}
	if r.WholeCards {
		d.runs = slices.Clone(t.runs)
	} else {
		d.batches = t.sorted(r.Batch)
	}
	return d
}

// deal returns the batches of the next epoch, which are good until the one after.
func (d *dealer) deal() []batch {
	if !d.recipe.WholeCards {
		d.random.Shuffle(len(d.batches), func(i, j int) { d.batches[i], d.batches[j] = d.batches[j], d.batches[i] })
		return d.batches
	}
	d.random.Shuffle(len(d.runs), func(i, j int) { d.runs[i], d.runs[j] = d.runs[j], d.runs[i] })
	d.batches = d.batches[:0]
	from, items := 0, 0
	for i, r := range d.runs {
		items += int(r.items)
		if items >= d.recipe.Batch || i == len(d.runs)-1 {
			d.batches = append(d.batches, batch{runs: d.runs[from : i+1], weight: d.training.weight, items: items})
			from, items = i+1, 0
		}
	}
	return d.batches
}

// sorted returns batches of so many items each, sorted by how many answers they follow.
// Those of one card in a batch are one run.
func (t *Training) sorted(size int) []batch {
	type item struct{ card, at int32 }
	var items []item
	for rank := range t.bound {
		if at := t.past.items[rank]; t.weight[at] > 0 {
			items = append(items, item{t.past.owner[rank], at})
		}
	}
	length := func(i item) int32 { return i.at - t.past.cards[i.card].from }
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(length(a), length(b)) })
	var batches []batch
	for part := range slices.Chunk(items, size) {
		b := batch{items: len(part)}
		slices.SortFunc(part, func(a, b item) int { return cmp.Compare(a.at, b.at) })
		for len(part) > 0 {
			n := 1
			for n < len(part) && part[n].card == part[0].card {
				n++
			}
			r := run{from: t.past.cards[part[0].card].from, to: part[n-1].at + 1, at: int32(len(b.weight)), items: int32(n)}
			b.weight = append(b.weight, make([]float64, r.to-r.from)...)
			for _, i := range part[:n] {
				b.weight[r.at+i.at-r.from] = t.weight[i.at]
			}
			b.runs = append(b.runs, r)
			part = part[n:]
		}
		batches = append(batches, b)
	}
	return batches
}
