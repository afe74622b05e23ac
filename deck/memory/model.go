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
	bonus      [4]float64 // factor of the gain by rating
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
	if !r.Valid() {
		return s
	}
	p := m.prior(s, elapsed)
	return m.after(&p, r)
}

// A prior is what was known of a card before an answer, with everything worked out that
// does not depend on the rating.
type prior struct {
	State
	formula formula
	lost    float64 // chance that the card was forgotten: 1 - recall
	gain    float64 // share by which stability grows at a Good
	spread  float64 // effect of stability on an answer of the same day
}

// A formula is one of the three ways in which an answer changes stability.
type formula uint8

const (
	firstAnswer   formula = iota // nothing is known of the card yet
	sameDayAnswer                // on the study day of the last answer
	laterAnswer                  // on a later day
)

func (m *Model) prior(s State, elapsed int) prior {
	if !s.known() {
		return prior{}
	}
	p := prior{State: s.clamped(), formula: laterAnswer}
	logS := math.Log(p.Stability)
	if elapsed <= 0 && !m.longTermOnly {
		p.formula = sameDayAnswer
		p.spread = math.Exp(-m.w[19] * logS)
		return p
	}
	p.lost = -math.Expm1(m.logRecall(p.Stability, float64(elapsed)))
	// Easy cards gain most, and those of little stability, and those that were
	// nearly forgotten.
	p.gain = (11 - p.Difficulty) * math.Exp(m.w[8]-m.w[9]*logS) * math.Expm1(m.w[10]*p.lost)
	return p
}

// after returns the state of a card after answer r.
func (m *Model) after(p *prior, r Rating) State {
	var stability float64
	switch {
	case p.formula == firstAnswer:
		return m.first[r-Again]
	case p.formula == sameDayAnswer:
		stability = p.Stability * m.sameDay[r-Again] * p.spread
		if r != Again { // a pass, even with effort, never makes it worse
			stability = max(stability, p.Stability)
		}
	case r == Again:
		left := m.w[11] *
			math.Exp(-m.w[12]*math.Log(p.Difficulty)+m.w[14]*p.lost) *
			math.Expm1(m.w[13]*math.Log1p(p.Stability))
		stability = min(left, p.Stability*m.lapseLimit)
	default:
		stability = p.Stability * (1 + p.gain*m.bonus[r-Again])
	}
	return State{stability, m.difficulty(p.Difficulty, r)}.clamped()
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
	return math.Exp(m.logRecall(s.clamped().Stability, elapsed))
}

// logRecall is the forgetting curve: the logarithm of the chance of recall, for a
// stability inside its bounds.
func (m *Model) logRecall(stability, elapsed float64) float64 {
	return m.decay * math.Log1p(m.factor*max(elapsed, 0)/stability)
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
