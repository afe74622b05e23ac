package memory

import "context"

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
func (t *Training) Measure(ctx context.Context, w Weights) Metrics { return Metrics{} }

// MeasureRecent returns the same as fsrs-rs would: without the answers that are not
// trained on, and with later answers counting up to four times as much.
func (t *Training) MeasureRecent(ctx context.Context, w Weights) Metrics { return Metrics{} }
