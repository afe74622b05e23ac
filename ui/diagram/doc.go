// Package diagram draws a [model.Drawing] under a [model.Overlay] on a canvas, and
// reports what is tapped, dragged and connected in it.
//
// What is drawn is worked out first, element by element, as marks: plain lines,
// rectangles, discs and texts in the drawing's own points, by pure functions
// (node.go, edge.go, band.go). A [Diagram] turns marks into canvas objects, keeps
// those that did not change, and moves all of them at once when the view is panned.
// Thumbnails and pictures are made of the same marks.
package diagram
