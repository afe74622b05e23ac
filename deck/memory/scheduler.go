package memory

import "time"

// A Scheduler decides where an answer puts a card.
type Scheduler struct{ model *Model }

// NewScheduler returns a scheduler of the given options.
func NewScheduler(o Options) (*Scheduler, error) {
	return &Scheduler{model: NewModel(o.Weights, o.LongTermOnly)}, nil
}

// Model returns the memory model.
func (s *Scheduler) Model() *Model { return s.model }

// Answer returns the card after an answer.
func (s *Scheduler) Answer(c Card, r Rating, now time.Time, today Day, seed uint64) Card { return c }

// Preview returns what Answer returns for each rating.
func (s *Scheduler) Preview(c Card, now time.Time, today Day, seed uint64) [4]Card { return [4]Card{} }

// Leech reports whether a lapse has just made the card a leech.
func (s *Scheduler) Leech(c Card) bool { return false }
