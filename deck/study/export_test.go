package study

// NewQuestion lets properties make questions without a deck file for each.
var NewQuestion = newQuestion
