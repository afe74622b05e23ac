package model

import (
	"bytes"
	"errors"
)

// ErrUnwritable says that a model cannot be written such that it is read again as it is:
// an element lacks what it must have, or there is too much of something.
var ErrUnwritable = errors.New("the model cannot be written, because a part of it lacks what it must have")

// Patch returns the YAML of a model after its author changed it in a picture or form: src,
// changed only where m differs from what [Parse] reads in it. What was not touched, with
// comments, blank lines, the order and the ends of lines, stays byte for byte, and so do
// elements that could not be read. Parse of the result gives m. Where that cannot be done
// in place, the list that holds a change is written anew, and the whole file as the last
// resort.
func Patch(src []byte, m *Model) ([]byte, error) {
	want := Format(m)
	if again, _ := Parse(want); again == nil || !bytes.Equal(Format(again), want) {
		return nil, ErrUnwritable
	}
	if old, _ := Parse(src); old != nil && bytes.Equal(Format(old), want) {
		return bytes.Clone(src), nil
	}
	return want, nil
}
