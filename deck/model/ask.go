package model

// key is what an Ask needs to score an answer.
type key struct{}
