package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"touchpoint/deck"
	"touchpoint/deck/pack"
)

// A HomeError says why something was not done. Its message is a sentence for the
// learner: what happened, what is safe, what to do.
type HomeError struct {
	Message string
	Err     error // the cause, nil if there is none beyond the message
}

// Error returns the message.
func (e *HomeError) Error() string { return e.Message }

// Sentence is what people are told.
func (e *HomeError) Sentence() string { return e.Message }

// Unwrap returns the cause.
func (e *HomeError) Unwrap() error { return e.Err }

func refuse(err error, format string, args ...any) error {
	return &HomeError{Message: fmt.Sprintf(format, args...), Err: err}
}

// explain makes a sentence of an error of the operating system. Sentences stay.
func (h *Home) explain(err error) error {
	var own *HomeError
	var packed *pack.Error
	switch {
	case err == nil || errors.As(err, &own):
		return err
	case errors.As(err, &packed):
		return refuse(err, "%s", packed.Message)
	case full(err):
		return refuse(err, "There is no room left on the disk. Your decks are as they were; free some space and try again.")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return refuse(err, "Touchpoint is not allowed to change the folder of your decks, %s. They are as they were; allow it and try again.", h.dir)
	case errors.Is(err, fs.ErrExist):
		return refuse(err, "There is something else in the place of the deck. Nothing was changed; look into the folder of your decks, %s.", h.dir)
	}
	var onPath *fs.PathError
	var onLink *os.LinkError
	cause := err
	switch {
	case errors.As(err, &onPath):
		cause = onPath.Err
	case errors.As(err, &onLink):
		cause = onLink.Err
	}
	return refuse(err, "The folder of your decks, %s, cannot be used (%v). Nothing was changed; make sure that it is there and try again.", h.dir, cause)
}

// full reports whether there was no room for what was to be written.
func full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

// unbuilt is [Home.explain] for a deck that could not be put together: nobody knows the place
// where that was tried, so it is not named where there is no room.
func (h *Home) unbuilt(err error) error {
	var packed *pack.Error
	if errors.As(err, &packed) && full(packed.Err) {
		return h.explain(packed.Err)
	}
	return h.explain(err)
}

// unknown says that there is no such deck.
func unknown(id deck.ID) error {
	return refuse(fs.ErrNotExist, "The deck %s is not there any more. Nothing was changed.", id)
}
