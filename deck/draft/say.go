package draft

import (
	"errors"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// A sentence is an error that is shown to an author as it is.
type sentence string

func (s sentence) Error() string { return string(s) }

// Sentence is what people are told.
func (s sentence) Sentence() string { return string(s) }

// say returns an error that is shown as it is.
func say(format string, args ...any) error { return sentence(fmt.Sprintf(format, args...)) }

// said makes an error of a package below into one that is shown as it is.
func said(err error) error {
	var s sentence
	if err == nil || errors.As(err, &s) {
		return err
	}
	text := err.Error()
	r, n := utf8.DecodeRuneInString(text)
	if text = string(unicode.ToUpper(r)) + text[n:]; text[len(text)-1] != '.' {
		text += "."
	}
	return sentence(text)
}

// A problem is the part of a sentence that says why something cannot be.
type problem string

func (p problem) Error() string { return string(p) }
