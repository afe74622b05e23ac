// Package pack puts a deck into one file that can be sent and installed, and takes it
// out again.
//
// A .deck file is a zip archive. Its first entry, manifest.json, is a [Manifest]: which
// deck it is, by whom, the ids of its notes and models, and of every file its size and
// hash. [Create] makes one of a deck's folder, always with the same bytes for the same
// deck; [Open] reads one, or a plain zip of a deck's folder, as a [Pack], which is a file
// system; and [Extract] writes it into a new folder.
//
// These files come from strangers. What is read is held to limits on count, size, depth
// and how much it may grow, before any of it meets memory; names that could lead out of
// a folder, collide, or mean something else on another system are refused; and what does
// not agree with its hash is not handed out. Errors are a *[Error], a sentence to show.
//
// What every reader and writer of such archives needs stands here for them all: [OpenZip]
// bounds the list of what an archive holds, [Dense] says what need not be compressed, and
// [Show], [Megabytes] and [Unwritable] put names, sizes and failures into words.
package pack
