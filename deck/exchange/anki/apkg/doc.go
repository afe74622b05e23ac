// Package apkg reads and writes the files in which Anki shares decks: .apkg, and .colpkg,
// which holds a whole collection. It knows the container and the database in it and gives
// no meaning to what stands there: fields are HTML as they are, dates are Anki's numbers,
// tags are words in a string.
//
// A file is a zip archive that holds a SQLite database, a list of media files, and these
// files. There are three [Layout]s, which differ in compression, in how the list is
// written, and in whether note types and decks are JSON in a column or tables of their own.
// [Open] finds out which it is, whatever the file is called, and [Package.Read] makes a
// [Collection] of it; the bytes of media files are read only when somebody opens one of
// them, and only as long as the package is open. [Write] makes a file that every Anki since
// 2.0 reads, in the oldest layout.
//
// These files come from strangers. Sizes, counts, compression, names and the database are
// looked at before anything is trusted; see limits.go. The database is never opened where
// it lies: it is unpacked into a folder that only this user can see, opened for reading
// alone, and asked nothing but what its tables hold, so that views and triggers in it never
// run. Errors are an *[exchange.Error], one
// sentence to show, but for that of a context that is done and for a collection that no
// Anki could read.
package apkg
