package apkg

import (
	"fmt"

	"touchpoint/deck/pack"
)

// An Error says why a file was not read or written. Its message is a sentence for people,
// without a path of this machine.
type Error = pack.Error

func fail(err error, format string, args ...any) error {
	return &Error{Message: fmt.Sprintf(format, args...), Err: err}
}
