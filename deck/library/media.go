package library

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"touchpoint/deck"
)

// MaxMedia is the largest media file that is read, in bytes.
const MaxMedia = 20 << 20

// ErrTooLarge is the cause of a MediaError for a file of more than MaxMedia bytes.
var ErrTooLarge = errors.New("file too large")

// A MediaError says why a media file is not shown.
type MediaError struct {
	Deck    deck.ID
	Path    string
	Message string // a sentence to show in place of the picture
	Err     error  // the cause
}

// Error returns the message.
func (e *MediaError) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *MediaError) Unwrap() error { return e.Err }

// Media returns a file of a deck, mostly a picture. The name is as it stands in the
// deck: slash-separated and relative to the deck's root, beyond which nothing is
// read. The error is a *[MediaError].
func (l *Library) Media(id deck.ID, name string) ([]byte, error) {
	fail := func(err error, format string, args ...any) ([]byte, error) {
		return nil, &MediaError{Deck: id, Path: name, Message: fmt.Sprintf(format, args...), Err: err}
	}
	at, ok := l.byDeck[id]
	if !ok {
		return fail(fs.ErrNotExist, "The deck %s is not in the library.", id)
	}
	source := l.shelves[at].source
	if source.File != "" {
		return fail(fs.ErrNotExist, "A deck of one file has no pictures of its own: “%s” is not shown.", name)
	}
	clean, ok := cleanPath(name)
	if !ok {
		return fail(fs.ErrInvalid, "“%s” lies outside the deck and is not read.", name)
	}
	data, err := readLimited(source.FS, clean, MaxMedia)
	switch {
	case err == nil:
		return data, nil
	case errors.Is(err, fs.ErrNotExist):
		return fail(err, "“%s” is missing from the deck.", name)
	case errors.Is(err, ErrTooLarge):
		return fail(err, "“%s” is larger than %d MB and is not shown.", name, MaxMedia>>20)
	default:
		return fail(err, "“%s” could not be read (%v).", name, cause(err))
	}
}

// cleanPath returns the path in the form that fs.FS wants, and whether it stays
// below the root. Windows separators and drive letters are refused on every
// system, so that a deck works the same everywhere.
func cleanPath(name string) (string, bool) {
	if name == "" || strings.ContainsAny(name, "\\:\x00") || path.IsAbs(name) {
		return "", false
	}
	clean := path.Clean(name)
	return clean, clean != "." && fs.ValidPath(clean)
}

// readLimited reads a regular file of at most limit bytes. It asks for the kind of
// file before opening it, because opening a named pipe would wait for ever.
func readLimited(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errNotFile}
	}
	if info.Size() > limit {
		return nil, ErrTooLarge
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	// The file may have grown since it was measured.
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, ErrTooLarge
	}
	return data, nil
}
