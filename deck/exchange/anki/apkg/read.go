package apkg

import "context"

// ReadOptions says what to read.
type ReadOptions struct {
	// Fields reports whether the fields of a note are wanted; nil: of all. Those of a note
	// that has not changed since it was last brought in need not be.
	Fields func(noteID int64, guid string, mod int64) bool
	// Progress, if not nil, is told from time to time how many rows were read of how many.
	Progress func(done, total int)
}

// A Package is an open file.
type Package struct{}

// Open opens a file of any layout. It must be closed after use.
func Open(ctx context.Context, file string) (*Package, error) {
	return nil, fail(ctx.Err(), "“%s” cannot be read yet.", file)
}

// Layout returns which form the file has.
func (p *Package) Layout() Layout { return Legacy1 }

// Close closes the file and removes what was unpacked.
func (p *Package) Close() error { return nil }

// Read reads everything but the bytes of media files.
func (p *Package) Read(ctx context.Context, o ReadOptions) (*Collection, error) {
	return nil, fail(ctx.Err(), "The file cannot be read yet.")
}
