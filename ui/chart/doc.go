// Package chart draws the few charts that the program shows. What is drawn (lines,
// labels, where they stand) is worked out by pure functions that take data and a
// size; the widgets only put it on a canvas, in the theme's colours.
package chart
