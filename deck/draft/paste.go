package draft

import "strings"

// Normalise makes text from the clipboard into text for a note.
func Normalise(pasted string) string { return strings.ReplaceAll(pasted, "\r\n", "\n") }
