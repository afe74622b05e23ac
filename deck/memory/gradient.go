package memory

import "math"

// The gradient of the loss is worked out by going through a card's answers twice:
// forward, as the model does, keeping what every answer was made of, and backward,
// handing on by how much the loss changes with the state before each answer. The cost
// is that of the exponentials and logarithms, so whatever depends on the weights alone
// is in a table and the way back uses those of the way there.

// A kernel is the model of one set of weights, laid out for that. It calculates as
// [Model] does, but keeps more and checks less.
type kernel struct {
	w Weights

	decay, factor float64
	slope         float64 // of factor over decay
	first         [4]float64
	difficulty    [4]float64 // after a first answer, not yet clamped
	growth        [4]float64 // of difficulty after a first answer: exp(w5*(G-1))
	gain          float64    // exp(w8)
	bonus         [4]float64
	sameDay       [4]float64 // exp(w17*(G-3+w18))
	cap           float64    // share of its stability that a forgotten card keeps at most
	drift         [4]float64 // change of difficulty, over a ninth of what is left to 10
	anchor        float64    // D0(4), not clamped
}

// prepare fills the tables for a set of weights. With longTermOnly those of answers on
// the same day are taken to be zero, so that such answers leave stability as it is. (A
// [Model] would let another Again lower it, but without steps there hardly is one, and
// weights come out the same as elsewhere.)
func (k *kernel) prepare(w *Weights, longTermOnly bool) {
	k.w = *w
	if longTermOnly {
		k.w[17], k.w[18], k.w[19] = 0, 0, 0
	}
	w = &k.w
	k.decay = -w[20]
	power := math.Exp(math.Log(0.9) / k.decay)
	k.factor = power - 1
	k.slope = -power * math.Log(0.9) / (k.decay * k.decay)
	k.gain = math.Exp(w[8])
	k.bonus = [4]float64{1, w[15], 1, w[16]}
	k.cap = math.Exp(-w[17] * w[18])
	for i := range k.first {
		g := float64(i - 2) // the grade, from Good
		k.first[i] = clamp(w[i], MinStability, MaxStability)
		k.growth[i] = math.Exp(w[5] * (g + 2))
		k.difficulty[i] = w[4] - k.growth[i] + 1
		k.sameDay[i] = math.Exp(w[17] * (g + w[18]))
		k.drift[i] = -w[6] * g / 9
	}
	k.anchor = k.difficulty[3]
}

// A footprint is what an answer was made of.
type footprint struct {
	formula formula
	free    freedom

	s, d, t float64 // the state before, and the days since
	logS    float64 // not for a card's last item
	lost    float64 // 1 - recall
	recall  float64
	base    float64 // of the curve, 1 + factor*t/s
	logBase float64

	// By formula, all not for a card's last item. On the same day: scale is the factor of
	// stability. At a pass: scale is the gain at w10 = ln 2 without the bonus, power
	// exp(w10*lost), change the whole gain. At a lapse: scale is all but the effect of stability,
	// power (s+1)^w13, change the stability after it, logD the logarithm of difficulty.
	scale, power, change, logD float64
}

// A freedom says which parts of the state after an answer were not held by a bound, so
// that a change before it is felt after it.
type freedom uint8

const (
	freeStability freedom = 1 << iota
	freeDifficulty
	uncapped // no least and no most of the formula itself took over
)

// look fills in the recall before an answer in state s, d after t days.
func (k *kernel) look(f *footprint, s, d, t float64) {
	f.s, f.d, f.t = s, d, t
	f.free = 0
	if t == 0 {
		f.formula = sameDayAnswer
		f.recall, f.lost, f.base, f.logBase = 1, 0, 1, 0
		return
	}
	f.formula = laterAnswer
	f.base = 1 + k.factor*t/s
	f.logBase = math.Log(f.base)
	f.recall = math.Exp(k.decay * f.logBase)
	f.lost = 1 - f.recall
}

// move returns the state after answer r.
func (k *kernel) move(f *footprint, r Rating) (s, d float64) {
	w := &k.w
	s = f.s
	f.logS = math.Log(s)
	switch {
	case f.formula == sameDayAnswer:
		f.scale = k.sameDay[r-1] * math.Exp(-w[19]*f.logS)
		if f.scale < 1 && r != Again {
			f.scale = 1
		} else {
			f.free = uncapped
		}
		s *= f.scale
	case r == Again:
		f.logD = math.Log(f.d)
		f.scale = w[11] * math.Exp(w[14]*f.lost-w[12]*f.logD)
		f.power = math.Exp(w[13] * math.Log(s+1))
		f.change = f.scale * (f.power - 1)
		s *= k.cap
		if f.change <= s {
			s = f.change
			f.free = uncapped
		}
	default:
		f.scale = k.gain * (11 - f.d) * math.Exp(-w[9]*f.logS)
		f.power = math.Exp(w[10] * f.lost)
		f.change = f.scale * k.bonus[r-1] * (f.power - 1)
		s += s * f.change
	}
	if s >= MinStability && s <= MaxStability {
		f.free |= freeStability
	} else {
		s = clamp(s, MinStability, MaxStability)
	}
	d = f.d + (10-f.d)*k.drift[r-1]
	d = w[7]*k.anchor + (1-w[7])*d
	if d >= MinDifficulty && d <= MaxDifficulty {
		f.free |= freeDifficulty
	} else {
		d = clamp(d, MinDifficulty, MaxDifficulty)
	}
	return s, d
}

// start returns the state after a first answer.
func (k *kernel) start(r Rating) (s, d float64) {
	return k.first[r-1], clamp(k.difficulty[r-1], MinDifficulty, MaxDifficulty)
}

// The chance of recall is kept off its ends in the loss, which would be infinite there.
const (
	leastRecall = 1e-7
	mostRecall  = 1 - 1e-7
)

// gradient adds to g the gradient of the loss of one card's answers, of which the last
// has a weight. Tape is room for as many footprints.
func (k *kernel) gradient(g *Weights, rating []Rating, elapsed, weight []float64, tape []footprint) {
	n := len(rating)
	elapsed, weight, tape = elapsed[:n], weight[:n], tape[:n]
	s, d := k.start(rating[0])
	for i := 1; i < n; i++ {
		k.look(&tape[i], s, d, elapsed[i])
		if i < n-1 {
			s, d = k.move(&tape[i], rating[i])
		}
	}
	gs, gd := 0.0, 0.0 // of the loss over the state after the answer
	for i := n - 1; i > 0; i-- {
		f, r := &tape[i], rating[i]
		own := 0.0 // of the loss over recall
		if q := weight[i]; q > 0 && f.recall >= leastRecall && f.recall <= mostRecall {
			if r == Again {
				own = q / (1 - f.recall)
			} else {
				own = -q / f.recall
			}
		}
		if i == n-1 {
			gs = k.backCurve(g, f, own)
			continue
		}
		if f.free&freeStability == 0 {
			gs = 0
		}
		if f.free&freeDifficulty == 0 {
			gd = 0
		}
		ds, dd, dr := k.backStability(g, f, r, gs)
		gs = ds + k.backCurve(g, f, own+dr)
		gd = dd + k.backDifficulty(g, f, r, gd)
	}
	k.backStart(g, rating[0], gs, gd)
}

// backCurve is the way back through the forgetting curve: gr is the gradient over
// recall, the result that over stability.
func (k *kernel) backCurve(g *Weights, f *footprint, gr float64) float64 {
	if gr == 0 || f.t == 0 {
		return 0
	}
	c := gr * f.recall
	x := c * k.decay / f.base * f.t / f.s
	g[20] -= c*f.logBase + x*k.slope
	return -x * k.factor / f.s
}

// backStability is the way back through the formula of stability: gs is the gradient
// over the stability after, the results those over stability, difficulty and recall before.
func (k *kernel) backStability(g *Weights, f *footprint, r Rating, gs float64) (ds, dd, dr float64) {
	if gs == 0 {
		return 0, 0, 0
	}
	w := &k.w
	switch {
	case f.formula == sameDayAnswer:
		if f.free&uncapped == 0 {
			return gs, 0, 0
		}
		c := gs * f.s * f.scale
		g[17] += c * (float64(r) - 3 + w[18])
		g[18] += c * w[17]
		g[19] -= c * f.logS
		return gs*f.scale - c*w[19]/f.s, 0, 0
	case r != Again:
		u := gs * f.s
		inc := f.change
		whole := u * f.scale * k.bonus[r-1]
		g[8] += u * inc
		g[9] -= u * inc * f.logS
		g[10] += whole * f.lost * f.power
		switch r {
		case Hard:
			g[15] += u * f.scale * (f.power - 1)
		case Easy:
			g[16] += u * f.scale * (f.power - 1)
		}
		return gs*(1+inc) - gs*inc*w[9], -u * inc / (11 - f.d), -whole * w[10] * f.power
	case f.free&uncapped == 0:
		kept := gs * f.s * k.cap
		g[17] -= kept * w[18]
		g[18] -= kept * w[17]
		return gs * k.cap, 0, 0
	}
	raw := gs * f.change
	g[11] += raw / w[11]
	g[12] -= raw * f.logD
	g[13] += gs * f.scale * f.power * math.Log(f.s+1)
	g[14] += raw * f.lost
	return gs * f.scale * w[13] * f.power / (f.s + 1), -raw * w[12] / f.d, -raw * w[14]
}

// backDifficulty is the way back through the formula of difficulty.
func (k *kernel) backDifficulty(g *Weights, f *footprint, r Rating, gd float64) float64 {
	if gd == 0 {
		return 0
	}
	w := &k.w
	left := 10 - f.d
	g[7] += gd * (k.anchor - f.d - left*k.drift[r-1])
	g[4] += gd * w[7]
	g[5] -= gd * w[7] * 3 * k.growth[3]
	h := gd * (1 - w[7])
	g[6] += h * left * (3 - float64(r)) / 9
	return h * (1 - k.drift[r-1])
}

// backStart is the way back through the first answer.
func (k *kernel) backStart(g *Weights, r Rating, gs, gd float64) {
	if first := k.w[r-1]; first >= MinStability && first <= MaxStability {
		g[r-1] += gs
	}
	if d := k.difficulty[r-1]; d >= MinDifficulty && d <= MaxDifficulty {
		g[4] += gd
		g[5] -= gd * float64(r-1) * k.growth[r-1]
	}
}

// predict writes the recall before each answer of one card that is an item, at its rank.
func (k *kernel) predict(recall []float64, rating []Rating, elapsed []float64, rank []int32) {
	n := len(rating)
	elapsed, rank = elapsed[:n], rank[:n]
	var f footprint
	s, d := k.start(rating[0])
	for i := 1; i < n; i++ {
		k.look(&f, s, d, elapsed[i])
		if at := rank[i]; at >= 0 {
			recall[at] = f.recall
		}
		if i < n-1 {
			s, d = k.move(&f, rating[i])
		}
	}
}

// surprise is the loss of one prediction.
func surprise(recall float64, r Rating) float64 {
	recall = clamp(recall, leastRecall, mostRecall)
	if r == Again {
		return -math.Log(1 - recall)
	}
	return -math.Log(recall)
}
