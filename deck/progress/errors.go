package progress

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// What can go wrong, by what a person can do about it. Every error of this package
// that is not a bug or a cancelled context is an [*Error] of one of these kinds.
var (
	ErrConflict   = errors.New("the card was changed meanwhile")
	ErrInvalid    = errors.New("what was asked makes no sense")
	ErrNewer      = errors.New("written by a newer version")
	ErrForeign    = errors.New("not a progress file")
	ErrDamaged    = errors.New("damaged")
	ErrReadOnly   = errors.New("not allowed to write")
	ErrFull       = errors.New("disk full")
	ErrUnreadable = errors.New("cannot be opened or read")
	ErrBusy       = errors.New("kept busy by another program")
)

// An Error is for the learner's eyes: its Message says in one sentence what happened,
// what is safe, and what to do. Whatever is being done when an Error is returned was
// not done at all, and what was recorded before is still there.
type Error struct {
	Kind    error  // one of the kinds above, for errors.Is
	Path    string // the file or folder it is about
	Message string // one sentence
	cause   error  // for the log; nil if the package itself found the fault
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Sentence is what people are told.
func (e *Error) Sentence() string { return e.Message }

// Unwrap returns the kind and the cause.
func (e *Error) Unwrap() []error {
	if e.cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.cause}
}

// LogValue tells the log what the message spares the learner.
func (e *Error) LogValue() slog.Value {
	return slog.GroupValue(slog.String("kind", e.Kind.Error()), slog.String("path", e.Path), slog.Any("cause", e.cause))
}

// invalid refuses what no correct caller asks for, before anything is recorded.
func invalid(format string, args ...any) error {
	return &Error{Kind: ErrInvalid, Message: fmt.Sprintf(format, args...)}
}

// explain turns the error of an operation on path into an [*Error]. What it cannot put
// into a sentence (a bug, a cancelled context) keeps its chain and gets the operation's
// name in front. For a damaged file it looks for a backup in the folder of backups.
func explain(ctx context.Context, doing, path string, err error) error {
	var told *Error
	kind := classify(err)
	switch {
	case err == nil || errors.As(err, &told):
		return err
	case kind == nil || ctx.Err() != nil:
		return fmt.Errorf("progress: %s: %w", doing, err)
	case errors.Is(kind, ErrDamaged):
		return damaged(ctx, path, "is damaged", err)
	}
	return fault(kind, path, err)
}

// fault returns the error of a fault that comes from outside.
func fault(kind error, path string, cause error) error {
	return &Error{Kind: kind, Path: path, Message: sentence(kind, path, cause), cause: cause}
}

// sentence says what such a fault means to the learner.
func sentence(kind error, path string, cause error) string {
	switch {
	case errors.Is(kind, ErrReadOnly):
		return fmt.Sprintf("Your progress cannot be kept because Touchpoint is not allowed to read and write %s; what was saved before is safe, so allow it or choose another data folder.", path)
	case errors.Is(kind, ErrFull):
		return fmt.Sprintf("Your progress cannot be saved because the disk of %s is full; what was saved before is safe, so free some space and try again.", path)
	case errors.Is(kind, ErrBusy):
		return fmt.Sprintf("Your progress cannot be reached because another program keeps %s busy; nothing is lost, so wait for that program or close it, and try again.", path)
	case errors.Is(kind, ErrNewer):
		return fmt.Sprintf("The progress in %s was written by a newer version of Touchpoint; it was left as it is, so install that version to go on with it.", path)
	case errors.Is(kind, ErrForeign):
		return fmt.Sprintf("%s is not a progress file of Touchpoint; it was left as it is, so move it elsewhere or choose another data folder.", path)
	default:
		return fmt.Sprintf("Your progress in %s cannot be reached (%v); nothing was changed, so make sure that the folder is there and its disk works, or choose another data folder.", path, reason(cause))
	}
}

// reason is the part of an error that means something to a person.
func reason(err error) error {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return errno
	}
	var lite sqlite3.Error
	if errors.As(err, &lite) && lite.SystemErrno != 0 {
		return lite.SystemErrno
	}
	return err
}

// damaged says that the file at path cannot be trusted any more. It names the newest
// backup that is whole, and reads the backups for that.
func damaged(ctx context.Context, path, how string, cause error) error {
	message := fmt.Sprintf("The progress file %s %s; nothing in it was changed, and there is no good backup: keep a copy of it for someone who can repair it, and move it away to start afresh.", path, how)
	if backup, ok := newestGood(ctx, path); ok {
		message = fmt.Sprintf("The progress file %s %s; nothing in it was changed, and %s is a good backup of %s: restore it, and what is left of the file is kept beside it.",
			path, how, backup.Path, backup.At.Local().Format("2 January 2006, 15:04"))
	}
	return &Error{Kind: ErrDamaged, Path: path, Message: message, cause: cause}
}

// classify returns the kind of an error of SQLite or the operating system, or nil.
func classify(err error) error {
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		return classifyLite(lite)
	}
	var onPath *fs.PathError
	var onLink *os.LinkError
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return ErrFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	case errors.As(err, &onPath), errors.As(err, &onLink):
		return ErrUnreadable
	}
	return nil
}

func classifyLite(err sqlite3.Error) error {
	switch err.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrProtocol:
		return ErrBusy
	case sqlite3.ErrFull:
		return ErrFull
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return ErrDamaged
	case sqlite3.ErrReadonly:
		if err.ExtendedCode == sqlite3.ErrReadonlyDbMoved {
			return ErrUnreadable // moved or deleted while it was open
		}
		return ErrReadOnly
	case sqlite3.ErrPerm:
		return ErrReadOnly
	case sqlite3.ErrCantOpen, sqlite3.ErrIoErr:
		return classifySystem(err.SystemErrno)
	}
	return nil
}

// classifySystem returns the kind of a failed call to the operating system.
func classifySystem(errno syscall.Errno) error {
	if errno == 0 {
		return ErrUnreadable
	}
	if kind := classify(errno); kind != nil {
		return kind
	}
	return ErrUnreadable
}
