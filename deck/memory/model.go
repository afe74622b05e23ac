package memory

import "math"

// The bounds of a memory state.
const (
	MinStability  = 0.001 // days; about a minute and a half
	MaxStability  = 36500 // days; a hundred years
	MinDifficulty = 1
	MaxDifficulty = 10
)

// A Model predicts recall and moves memory states along, for one set of weights.
// It never changes once it is made, so it may be shared between goroutines.
type Model struct {
	w            Weights
	longTermOnly bool

	// What depends on the weights alone is worked out once.
	decay      float64    // exponent of the forgetting curve, negative
	factor     float64    // makes recall 0.9 after as many days as the stability
	first      [4]State   // by rating
	drift      [4]float64 // change of difficulty by rating, for a difficulty of 1
	anchor     float64    // where difficulty is pulled back to, already weighted
	growth     float64    // scale of the growth at a pass
	bonus      [4]float64 // factor of that growth by rating
	sameDay    [4]float64 // factor of stability by rating, for a stability of 1
	lapseLimit float64    // share of its stability that a forgotten card keeps at most
}

// NewModel returns the model of the given weights. Numbers that are out of their
// bounds are moved into them; use [ParseWeights] to have nonsense refused.
//
// With longTermOnly an answer on the study day of the last one is treated as any other,
// and then hardly changes anything; without, it has its own, gentler formula.
func NewModel(w Weights, longTermOnly bool) *Model {
	w = w.bounded()
	m := &Model{
		w:            w,
		longTermOnly: longTermOnly,
		decay:        -w[20],
		growth:       math.Exp(w[8]),
		bonus:        [4]float64{1, w[15], 1, w[16]},
		lapseLimit:   math.Exp(-w[17] * w[18]),
	}
	if longTermOnly {
		m.lapseLimit = 1
	}
	m.factor = math.Expm1(math.Log(0.9) / m.decay)
	for i := range m.first {
		grade := float64(i + 1)
		m.first[i] = State{
			Stability:  clamp(w[i], MinStability, MaxStability),
			Difficulty: clamp(m.firstDifficulty(grade), MinDifficulty, MaxDifficulty),
		}
		m.drift[i] = -w[6] * (grade - 3)
		m.sameDay[i] = math.Exp(w[17] * (grade - 3 + w[18]))
	}
	// The anchor is the difficulty after a first Easy before it is clamped: with the
	// default weights it lies below zero, which makes the pull stronger than it looks.
	m.anchor = w[7] * m.firstDifficulty(4)
	return m
}

// firstDifficulty returns the difficulty after a first answer, not yet clamped.
func (m *Model) firstDifficulty(grade float64) float64 {
	return m.w[4] - math.Exp(m.w[5]*(grade-1)) + 1
}

// First returns the state of a card after its first answer, or the zero State when
// r is none of the four ratings.
func (m *Model) First(r Rating) State {
	if !r.Valid() {
		return State{}
	}
	return m.first[r-Again]
}

// Next returns the state of a card that was in state s and is answered with r
// elapsed study days after its last answer. When nothing is known of the card
// (the zero State, or one that holds no numbers) the answer counts as its first.
// When r is none of the four ratings the state stays what it was.
func (m *Model) Next(s State, r Rating, elapsed int) State {
	switch {
	case !r.Valid():
		return s
	case !s.known():
		return m.First(r)
	}
	p := m.prior(s, elapsed)
	if p.sameDay {
		return m.repeat(p, r)
	}
	if r == Again {
		return m.lapse(p)
	}
	return m.pass(p, r, m.gain(p))
}

// nextAll returns what Next returns for each rating, at little more than the
// price of one: what does not depend on the rating is worked out once.
func (m *Model) nextAll(s State, elapsed int) [4]State {
	if !s.known() {
		return m.first
	}
	p := m.prior(s, elapsed)
	if p.sameDay {
		return [4]State{m.repeat(p, Again), m.repeat(p, Hard), m.repeat(p, Good), m.repeat(p, Easy)}
	}
	gain := m.gain(p)
	return [4]State{m.lapse(p), m.pass(p, Hard, gain), m.pass(p, Good, gain), m.pass(p, Easy, gain)}
}

// A prior is what was known of a card before an answer.
type prior struct {
	State
	logS    float64 // natural logarithm of the stability
	lost    float64 // chance that the card was forgotten: 1 - recall
	sameDay bool    // answered on the study day of the last answer
}

func (m *Model) prior(s State, elapsed int) prior {
	s = s.clamped()
	p := prior{State: s, logS: math.Log(s.Stability), sameDay: elapsed <= 0 && !m.longTermOnly}
	if !p.sameDay {
		p.lost = 1 - m.recall(s.Stability, float64(elapsed))
	}
	return p
}

// repeat returns the state after one more answer on the same study day. A pass never
// lowers stability, Hard included.
func (m *Model) repeat(p prior, r Rating) State {
	k := m.sameDay[r-Again] * math.Exp(-m.w[19]*p.logS)
	if r != Again {
		k = max(k, 1)
	}
	return m.state(p, r, p.Stability*k)
}

// lapse returns the state after a card was forgotten. Stability never rises.
func (m *Model) lapse(p prior) State {
	left := m.w[11] *
		math.Exp(-m.w[12]*math.Log(p.Difficulty)+m.w[14]*p.lost) *
		math.Expm1(m.w[13]*math.Log1p(p.Stability))
	return m.state(p, Again, min(left, p.Stability*m.lapseLimit))
}

// gain returns by what share the stability of a card grows at a Good. It is large for
// easy cards, for cards of little stability and for those that were nearly forgotten.
func (m *Model) gain(p prior) float64 {
	return m.growth * (11 - p.Difficulty) * math.Exp(-m.w[9]*p.logS) * math.Expm1(m.w[10]*p.lost)
}

// pass returns the state after a card was remembered, given its gain.
func (m *Model) pass(p prior, r Rating, gain float64) State {
	return m.state(p, r, p.Stability*(1+gain*m.bonus[r-Again]))
}

// state returns the state after rating r with the given stability, not yet clamped.
func (m *Model) state(p prior, r Rating, stability float64) State {
	return State{Stability: stability, Difficulty: m.difficulty(p.Difficulty, r)}.clamped()
}

// difficulty returns the difficulty after rating r. The nearer it is to its upper end
// the less it moves, and every answer pulls it a little towards the anchor.
func (m *Model) difficulty(d float64, r Rating) float64 {
	moved := d + (MaxDifficulty-d)/(MaxDifficulty-MinDifficulty)*m.drift[r-Again]
	return m.anchor + (1-m.w[7])*moved
}

// Recall returns the chance, 0 to 1, that a card in state s is remembered when elapsed
// days, which may be a fraction, have passed since its last answer. It is 1 for
// a time that is not positive, and 0 when nothing is known of the card.
func (m *Model) Recall(s State, elapsed float64) float64 {
	switch {
	case !s.known():
		return 0
	case !(elapsed > 0): // also when it is no number
		return 1
	}
	return m.recall(s.clamped().Stability, elapsed)
}

// recall is the forgetting curve, for a sound stability.
func (m *Model) recall(stability, elapsed float64) float64 {
	return math.Exp(m.decay * math.Log1p(m.factor*max(elapsed, 0)/stability))
}

// Interval returns after how many days, with fractions, a card of the given stability
// is remembered with the chance retention. It is neither rounded nor limited; for a
// retention of 0.9 it is the stability itself.
func (m *Model) Interval(stability, retention float64) float64 {
	return State{Stability: stability}.clamped().Stability * m.stretch(retention)
}

// stretch returns by what the stability is multiplied to get the interval for a
// retention. A retention outside 0 to 1 has no interval and is moved inside.
func (m *Model) stretch(retention float64) float64 {
	const least = 1e-6 // keeps the result finite at the smallest decay
	if !(retention >= least) {
		retention = least
	}
	return math.Expm1(math.Log(min(retention, 1))/m.decay) / m.factor
}

// known reports whether s says anything of a card.
func (s State) known() bool {
	return s.Stability > 0 && !math.IsNaN(s.Difficulty)
}

// clamped returns s inside the bounds of a memory state. What is not a number becomes
// the lower bound.
func (s State) clamped() State {
	if !(s.Stability >= MinStability) {
		s.Stability = MinStability
	}
	if !(s.Difficulty >= MinDifficulty) {
		s.Difficulty = MinDifficulty
	}
	return State{min(s.Stability, MaxStability), min(s.Difficulty, MaxDifficulty)}
}
