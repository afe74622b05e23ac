package ui

import "fyne.io/fyne/v2"

// A Scheduler runs f on the goroutine that owns the user interface, soon. Work that
// takes long runs on a goroutine of its own and hands its result back through one.
// Tests replace it by a queue that they drain themselves.
type Scheduler func(f func())

// OnUI is the program's scheduler. Nothing else in the program calls fyne.Do.
func OnUI(f func()) { fyne.Do(f) }
