package main

import (
	"fmt"

	"touchpoint/deck"
	"touchpoint/deck/diff"
	"touchpoint/deck/library"
)

// advice says what the author of a new version should think of before students get it.
// Decks with different ids have nothing to do with one another.
func advice(old, updated *deck.Deck, d diff.Diff) []string {
	if old.ID != updated.ID || d.Empty() {
		return nil
	}
	return append(versionAdvice(old.Version, updated.Version), d.Doubts...)
}

// versionAdvice says what is wrong with the number of a new version. A student sees by it
// that there is one.
func versionAdvice(old, updated string) []string {
	switch {
	case old == "" && updated == "":
		return []string{`Neither version has a number; write one into the front matter, such as version: "1.1", so that people can tell them apart.`}
	case old == updated:
		return []string{fmt.Sprintf("Both versions have the number %s; raise version: in the front matter, so that people can tell them apart.", updated)}
	case updated == "":
		return []string{fmt.Sprintf("The new version has no number; write a later one than %s into the front matter.", old)}
	case library.CompareVersions(updated, old) < 0:
		return []string{fmt.Sprintf("%s is an earlier number than %s: students are asked whether they want to go back. Write a later one into the front matter.", updated, old)}
	}
	return nil
}

// writeAdvice writes advice for the author, beside what is asked for.
func writeAdvice(s *session, list []string) {
	for _, sentence := range list {
		fmt.Fprintln(s.err, visible(sentence))
	}
}
