// Package model is about concept models: constructs and relations, journeys,
// contingencies and classifications, which authors write as YAML and learners operate,
// are asked about and rebuild from memory.
package model
