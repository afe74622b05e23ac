// Package ui is Touchpoint's window: the navigation at the left, the screen beside
// it, the menus, the keys, and what floats above them.
//
// [New] builds a [Window] from a [Config]. The window opens the learner's progress
// through Config.Open; when that fails it says why and what to do (see trouble.go)
// instead of ending. Each screen is a package beneath this one; it gets the narrow
// interface that it uses, and the window implements them all.
//
// Keys reach the program in one of three ways. What has the focus sees them first;
// controls hand on what they have no use for. Shortcuts with Ctrl are menu items,
// because a menu's shortcuts work wherever the focus is. Everything else comes to
// the window (keys.go), which asks whether a panel is open and hands it to the screen.
package ui
