package model

import "touchpoint/deck/yamltext"

// yamlLimits are what the file of a model may be. The largest of the embedded ones has
// some thirty kilobytes.
var yamlLimits = yamltext.Limits{
	Bytes:    256 << 10,
	Line:     4 << 10,
	Brackets: 5000,
	Entries:  6000,
	Depth:    24,
	Problems: 200,
}

// What a model may have. What is beyond cannot be drawn so that anyone could read it.
const (
	maxList     = 400  // entries of one list
	maxElements = 1000 // of a model, with what stands in them
	maxLabel    = 60   // runes of a label, before it is warned of
	maxText     = 200  // runes of the label of a gap, which is a statement
	maxPlace    = 100  // columns and rows of an author's place
	maxNames    = 20   // texts of a list such as the former ids of an element
	maxFormer   = 200  // former ids of a model, which multiply in those of its cards
	maxEffect   = 1000 // either way
	maxSet      = 1000 // alternatives in a consideration set
	maxDrawn    = 100  // placed elements of a model that is drawn to see whether they overlap
	maxSteps    = 2e6  // that are taken to see which rules never count
)
