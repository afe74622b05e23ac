// Package desktop opens programs in real windows, presses their keys and looks
// at them, for tests and benchmarks.
//
// A [Desktop] is a screen that nobody sees (Xvfb) with a window manager on it
// (openbox). [Desktop.Run] starts a program there and returns its [Window] once
// the program has printed the line "ready". From then on a test does what a
// person does, and waits for what the program says of itself:
//
//	d := desktop.Start(t, 1280, 800)
//	program := desktop.Build(t, t.TempDir(), "touchpoint/cmd/touchpoint")
//	w := d.Run(program, "-data", t.TempDir(), "-trace")
//	w.Key("Return")
//	w.WaitLine("show ")
//	w.Shot("review-question")
//	w.Close()
//
// Nothing here sleeps for a fixed time in the hope that it is long enough: a
// line is waited for until it comes, a picture until it no longer changes. What
// goes wrong fails the test at once, with what the program printed and a picture
// of its window. A program that writes of a panic, or of a widget touched from a
// wrong goroutine, fails the test even when its window looked right.
//
// Everything that was started ends with the test, also when the test is killed:
// the screen goes when the pipe to it closes, and the programs go with the screen.
// When a tool is missing the test fails rather than being skipped, since a skipped
// test says that all is well; ".ci/setup test" installs the tools.
package desktop
