// Package masking is where an author draws the boxes that cover parts of a picture, of
// which a note of the kind [deck.Occlude] is made.
//
// [Editor] is the picture with a row of tools below it. Boxes are drawn with the pointer,
// or made, moved and sized by keyboard. A mask is kept in per cent of the picture, so it
// covers the same part at every scale; how places on the screen and masks belong together
// is in plain functions (frame, moved, resized), which a test holds to that.
package masking
