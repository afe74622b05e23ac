package insight

import "math"

const (
	fitPoints = 20      // of the calibration
	fineness  = 1 << 15 // steps of a chance, for ranking
)

// A fitTally adds up forecasts and what came of them.
type fitTally struct {
	points   [fitPoints]fitPoint
	loss     float64
	foretold float64
	share    Share
	groups   []group
	kept     []int32 // remembered, by chance in fine steps
	lost     []int32 // forgotten, likewise
}

type fitPoint struct {
	foretold float64
	share    Share
}

// A group is answers that are alike.
type group struct {
	foretold float64
	share    Share
}

func (f *fitTally) add(r *record) {
	if f.groups == nil {
		f.groups = make([]group, groups)
		f.kept, f.lost = make([]int32, fineness+1), make([]int32, fineness+1)
	}
	chance := float64(r.recall)
	p := &f.points[r.point]
	p.foretold += chance
	p.share.add(r)
	g := &f.groups[r.group]
	g.foretold += chance
	g.share.add(r)
	f.loss += float64(r.loss)
	f.foretold += chance
	f.share.add(r)
	if fine := int(chance * fineness); r.is&recalled != 0 {
		f.kept[fine]++
	} else {
		f.lost[fine]++
	}
}

// pointEdges are the chances between which answers make up a point: they lie closer
// together towards 1, where most forecasts are. They are those of the FSRS benchmark.
var pointEdges = func() (edges [fitPoints + 1]float64) {
	for i := range edges {
		edges[i] = math.Log(float64(i+1)) / math.Log(fitPoints+1)
	}
	return edges
}()

// pointOf returns the point of the calibration that a chance belongs to.
func pointOf(chance float64) uint8 {
	low, high := 0, fitPoints
	for high-low > 1 {
		if middle := (low + high) / 2; chance >= pointEdges[middle] {
			low = middle
		} else {
			high = middle
		}
	}
	return uint8(low)
}

// fit returns the figures.
func (f *fitTally) fit() Fit {
	n := f.share.Asked
	if n == 0 {
		return Fit{}
	}
	fit := Fit{
		Answers: n, Predicted: f.foretold / float64(n), Actual: f.share.Part(),
		LogLoss: f.loss / float64(n), AUC: f.auc(),
	}
	fit.RMSE, fit.Chance = f.rmse()
	for i := range f.points {
		p := &f.points[i]
		if p.share.Asked > 0 {
			fit.Points = append(fit.Points, FitPoint{
				From: pointEdges[i], To: pointEdges[i+1],
				Predicted: p.foretold / float64(p.share.Asked), Share: p.share,
			})
		}
	}
	return fit
}

// rmse returns the root of the mean square of the error of groups of like answers, each
// weighing as much as it has answers; and about how much that would be by chance alone if
// every forecast were right: with few answers in a group its share is never quite what was
// expected.
func (f *fitTally) rmse() (rmse, chance float64) {
	sum, noise := 0.0, 0.0
	for i := range f.groups {
		if g := &f.groups[i]; g.share.Asked > 0 {
			n := float64(g.share.Asked)
			off := g.foretold - float64(g.share.Recalled)
			sum += off * off / n
			noise += max(g.foretold/n*(1-g.foretold/n), 0)
		}
	}
	n := float64(f.share.Asked)
	return math.Sqrt(sum / n), math.Sqrt(noise / n)
}

// auc returns the chance that of a remembered and a forgotten card the remembered one had
// been given more; forecasts that are alike count half. It is 0.5 when all were
// remembered, or all forgotten.
func (f *fitTally) auc() float64 {
	kept, lost := float64(f.share.Recalled), float64(f.share.Asked-f.share.Recalled)
	if kept == 0 || lost == 0 {
		return 0.5
	}
	below, won := 0.0, 0.0 // forgotten with less of a chance; pairs
	for i := range f.kept {
		k, l := float64(f.kept[i]), float64(f.lost[i])
		won += k * (below + l/2)
		below += l
	}
	return won / (kept * lost)
}
