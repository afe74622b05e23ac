//go:build !cgo

package main

import "errors"

// errWithoutC says why a program that was built without a C compiler cannot do something.
var errWithoutC = errors.New("this program was built without a C compiler, and reading or writing the files of other programs needs the database library that one builds; with gcc or clang installed, build it again with: make deck")

func importAnki(*session, *importAnkiCommand) error   { return errWithoutC }
func importTable(*session, *importTableCommand) error { return errWithoutC }
func exportAnki(*session, *exportAnkiCommand) error   { return errWithoutC }
func exportTable(*session, *exportTableCommand) error { return errWithoutC }
