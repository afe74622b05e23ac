package spelling

import (
	"slices"
	"strings"
)

// Name reports whether a typed name is the wanted one, and how many words of it have a
// slip. It is more lenient than Match: articles, a plural s and the way "and" is
// written do not matter either, because a name is recalled and not quoted.
func Name(want, typed string) (slipped int, ok bool) {
	a, b := Split(want), Split(typed)
	if n, same := Match(a, b); same {
		return n, true
	}
	if len(a.Words) == 0 || len(b.Words) == 0 {
		return 0, false
	}
	x, y := stems(Split(spellAnd(want)).Words), stems(Split(spellAnd(typed)).Words)
	if len(x) == 0 || len(y) == 0 {
		return 0, false
	}
	if slices.Equal(slices.Concat(x...), slices.Concat(y...)) {
		return 0, true
	}
	return slips(x, y)
}

// stems returns words as names are compared: without articles and plural endings.
func stems(words []Word) [][]rune {
	list := make([][]rune, 0, len(words))
	for _, w := range words {
		switch key := w.Key(); key {
		case "the", "a", "an", "":
		default:
			list = append(list, []rune(stem(key)))
		}
	}
	return list
}

// stem returns a word without what English adds for the plural.
func stem(key string) string {
	const shortest = 4 // a shorter word, such as "bus", keeps its s
	switch {
	case len(key) < shortest, strings.HasSuffix(key, "ss"), strings.HasSuffix(key, "us"), strings.HasSuffix(key, "is"):
		return key
	case strings.HasSuffix(key, "ies") && len(key) > shortest:
		return strings.TrimSuffix(key, "ies") + "y"
	}
	return strings.TrimSuffix(key, "s")
}

// spellAnd writes the sign for "and" as the word.
func spellAnd(text string) string { return strings.ReplaceAll(text, "&", " and ") }
