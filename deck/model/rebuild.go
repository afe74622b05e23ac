package model

// A Rebuild is a model that a learner builds from memory.
type Rebuild struct{}
