package pack

import (
	"errors"
	"fmt"

	"touchpoint/deck"
)

// manifestName is the name of the first file of a .deck file.
const manifestName = "manifest.json"

// Format is the version of the format that is written. What is read may be of an
// earlier one.
const Format = 1

// A Manifest says what a .deck file holds.
type Manifest struct {
	Format   int      `json:"format"`
	ID       deck.ID  `json:"id"`
	Title    string   `json:"title"`
	Version  string   `json:"version,omitempty"`
	Language string   `json:"language,omitempty"`
	Licence  string   `json:"licence,omitempty"`
	Authors  []string `json:"authors,omitempty"`

	Notes  []deck.NoteID `json:"notes,omitempty"`  // in the order of the deck
	Models []string      `json:"models,omitempty"` // likewise
	Files  []File        `json:"files"`            // in the order of their names
}

// A File is one file of a deck as a manifest lists it.
type File struct {
	Path   string `json:"path"` // slash-separated, relative to the deck's root
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"` // in hexadecimal
}

// An Error says why a deck is not packed or a file not read. Its message is a sentence
// for people, without a path of this machine.
type Error struct {
	Message string
	Err     error  // the cause, nil if there is none beyond the message
	File    string // the file of the deck that it is about, "" if that is none or more than one
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Sentence is what people are told.
func (e *Error) Sentence() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// about notes which file of a deck an error is about.
func about(name string, err error) error {
	var own *Error
	if errors.As(err, &own) && own.File == "" {
		own.File = name
	}
	return err
}

func fail(err error, format string, args ...any) error {
	return &Error{Message: fmt.Sprintf(format, args...), Err: err}
}
