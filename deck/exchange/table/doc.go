// Package table reads and writes decks as tables of text: what a spreadsheet saves as
// CSV, what Anki exports and imports as text, what Quizlet copies out.
//
// [Read] takes a file apart into a [Sheet]: rows of cells, with a guess at what each
// column is, its [Role], which whoever shows the sheet may change. [Sheet.Bundle] makes
// notes of it. [Write] writes a deck as such a file, with the headers that Anki knows and
// a column of ids, so that it comes back as it went.
package table
