package pack

import (
	"io"
	"io/fs"

	"touchpoint/deck"
)

// Options says what to pack.
type Options struct {
	File string // when the deck is a single .md file: its name in the file system
}

// Write writes the deck at the root of fsys as a .deck file. The same deck always gives
// the same bytes. Hidden files, links and archives are left out.
func Write(w io.Writer, fsys fs.FS, o Options) (Manifest, error) {
	return Manifest{}, fail(nil, "Decks cannot be packed yet.")
}

// Create writes the deck at the root of fsys into a file, which is replaced if it is
// there, in a way that a crash leaves the old or the new one.
func Create(path string, fsys fs.FS, o Options) (Manifest, error) {
	return Manifest{}, fail(nil, "Decks cannot be packed yet.")
}

// A Pack is a deck in a file. It is the file system of the deck's folder and safe for
// use by many goroutines. Everything in it has been read once and agrees with its hash.
type Pack struct {
	manifest Manifest
	listed   bool
}

// Read reads a .deck file, or a plain zip of a deck's folder.
func Read(r io.ReaderAt, size int64) (*Pack, error) {
	return nil, fail(nil, "Decks cannot be unpacked yet.")
}

// Open reads the file at a path, which must be closed after use.
func Open(path string) (*Pack, error) { return nil, fail(nil, "Decks cannot be unpacked yet.") }

// Close closes the file that the pack was opened from.
func (p *Pack) Close() error { return nil }

// Manifest returns what the file says of itself. Of a plain zip it is made up from what
// it holds, and listed is false.
func (p *Pack) Manifest() (m Manifest, listed bool) { return p.manifest, p.listed }

// Open opens a file of the deck.
func (p *Pack) Open(name string) (fs.File, error) { return nil, fs.ErrNotExist }

// Extract writes the deck into a new folder, which must not be there yet. Either all of
// it is there afterwards, or nothing.
func Extract(p *Pack, dir string) error { return fail(nil, "Decks cannot be unpacked yet.") }

var _ = deck.ID("")
