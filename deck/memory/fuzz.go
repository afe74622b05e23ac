package memory

// Seed returns the fuzz seed of a card.
func Seed(id string, reps int) uint64 { return 0 }
