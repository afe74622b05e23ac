package memory

// TrainingOptions say what a [Training] is made of.
type TrainingOptions struct {
	RelearningSteps int  // steps of a forgotten card; more than one bound the same-day weights
	LongTermOnly    bool // as in [Options]: same-day answers have no formula of their own
	Since           Day  // cards that were begun before are left out; 0 leaves none out
	Longest         int  // answers of one card after which no more are trained on; 0 is 256
}

// A Training is a history made ready to fit weights to: the answers from which a memory
// can be judged, in the order of time, without those that say more of chance than of
// the learner. It never changes once it is made, so goroutines may share it.
type Training struct {
	options TrainingOptions
}

// NewTraining reads a history, which is in the order of time.
//
// A card's history begins with the first answer of the last time it was learned; cards
// that were never learned here, as those that came from elsewhere with a due date
// alone, are left out. Every later answer on another study day than the one before it is
// evidence, to be predicted from what came before. Answers on the same day move the
// memory along, but prove nothing.
func NewTraining(log []Answer, o TrainingOptions) *Training {
	return &Training{options: o}
}

// Answers returns how many answers are trained on.
func (t *Training) Answers() int { return 0 }
