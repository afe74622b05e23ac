// Package paper is what is drawn outside the window: pages to print, and pictures of
// models for other programs.
//
// A [Page] is a sheet with [Mark]s on it: boxes, ellipses, lines, areas, texts and pictures,
// in points from the top left. Whoever lays out a page breaks its text with [Wrap], by
// what [Measure] says. [WritePDF] writes pages as a PDF file, with the fonts that they
// need in it; [SVG] writes one page as a picture for a browser, and [Paint] draws it as one
// for a screen. [Figure] draws a concept model as the window does, in full, blank for
// learners to fill in, or as the key to that.
//
// The fonts are those of assets/fonts/paper: Inter, and for Chinese and kana Droid Sans
// Fallback, which a text changes to by itself. They are read when a text is first
// measured or a file first written, and not before.
package paper
