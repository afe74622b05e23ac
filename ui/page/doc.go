// Package page lays out text the way a book does: one readable column, centred,
// with room around it.
//
// [Text] draws the rich text of a deck ([deck.Block]): paragraphs, lists, tables,
// pictures, and the gaps of a cloze. Its line breaking is a pure function,
// typeset, that turns blocks and a width into marks; the widget only draws them.
//
// Fyne asks an object for its size before it tells it its width, which does not
// work for text. Here height follows from width: what implements [Tall] is asked
// for its height at a given width, [Column] stacks such objects, and [Page] is
// the scrolling surface that knows the width.
package page
