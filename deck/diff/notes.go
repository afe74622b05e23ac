package diff

import (
	"fmt"
	"slices"
	"strings"

	"touchpoint/deck"
)

// notes lists what happens to each note: those that are there, in the order of the deck,
// then those that are gone.
func (c *comparison) notes() {
	for i := range c.now.Notes {
		n := &c.now.Notes[i]
		was := c.formerly[n.ID]
		before, known := c.old.Note(deck.NoteID(was))
		if known && c.successor[before.ID] == n.ID {
			c.note(before, n)
			continue
		}
		change := Change{Kind: Added, Note: n.ID, Was: was, Title: titleOf(n), Section: n.Section, Keeps: true}
		if from, _, moved := strings.Cut(was, "/"); moved {
			change.Lines = []string{fmt.Sprintf("It comes from the deck %s, and its progress with it.", from)}
		}
		c.add(change, cardIDs(c.now.ID, n))
	}
	for i := range c.old.Notes {
		n := &c.old.Notes[i]
		if c.successor[n.ID] == "" {
			c.add(Change{Kind: Removed, Note: n.ID, Title: titleOf(n), Section: n.Section}, cardIDs(c.old.ID, n))
		}
	}
}

func (c *comparison) add(change Change, cards []deck.CardID) {
	change.Cards = cards
	c.diff.Changes = append(c.diff.Changes, change)
}

func cardIDs(d deck.ID, n *deck.Note) []deck.CardID {
	facets := n.Facets()
	list := make([]deck.CardID, len(facets))
	for i, facet := range facets {
		list[i] = deck.MakeCardID(d, n.ID, facet)
	}
	return list
}

// lost returns the cards of an old note that have no successor.
func (c *comparison) lost(old *deck.Note) []deck.CardID {
	return slices.DeleteFunc(cardIDs(c.old.ID, old), func(id deck.CardID) bool { return c.became[id] != "" })
}

// keeps reports whether each of these old cards has a successor.
func (c *comparison) keeps(old []deck.CardID) bool {
	return !slices.ContainsFunc(old, func(id deck.CardID) bool { return c.became[id] == "" })
}

// note lists what happens to a note that stays.
func (c *comparison) note(old, now *deck.Note) {
	wording := reworded(old, now)
	about := metadata(old, now)
	_, follows := c.renamed[old.Section]
	moved := old.Section != now.Section && !follows
	if old.ID == now.ID && old.Kind == now.Kind && !moved && len(wording) == 0 && len(about) == 0 {
		return
	}
	cards := append(cardIDs(c.now.ID, now), c.lost(old)...)
	base := Change{Note: now.ID, Title: titleOf(now), Section: now.Section, Keeps: len(c.lost(old)) == 0}
	say := func(kind Kind, lines ...string) *Change {
		base.Kind, base.Lines = kind, lines
		c.add(base, cards)
		return &c.diff.Changes[len(c.diff.Changes)-1]
	}
	if old.ID != now.ID {
		say(Renamed, fmt.Sprintf("Its id was %s.", old.ID)).Was = string(old.ID)
	}
	if old.Kind != now.Kind {
		say(Rekinded, fmt.Sprintf("It was %s.", old.Kind.Name()), fmt.Sprintf("It is now %s.", now.Kind.Name()))
	}
	if moved {
		say(Moved, fmt.Sprintf("It stood in “%s”.", old.Section)).WasSection = old.Section
	}
	if len(wording) > 0 {
		say(Reworded, append(wording, c.facets(old, now)...)...)
	}
	if len(about) > 0 {
		say(Metadata, about...)
	}
}

// facets says which cards of a note that keeps its kind come and go.
func (c *comparison) facets(old, now *deck.Note) []string {
	if old.Kind != now.Kind {
		return nil
	}
	added, gone := 0, len(c.lost(old))
	for _, id := range cardIDs(c.now.ID, now) {
		if c.fresh[id] {
			added++
		}
	}
	var lines []string
	if added > 0 {
		lines = append(lines, count(added, "card of it is new.", "cards of it are new."))
	}
	if gone > 0 {
		lines = append(lines, count(gone, "card of it goes away.", "cards of it go away."))
	}
	return lines
}

// reworded says what of the text of a note is different; nothing if it is all the same.
func reworded(old, now *deck.Note) []string {
	var lines []string
	text := func(what, before, after string) {
		if before != after {
			lines = append(lines, changed(what, say(before), say(after))...)
		}
	}
	list := func(what string, before, after []string) {
		if !slices.Equal(before, after) {
			lines = append(lines, changed(what, say(strings.Join(before, "; ")), say(strings.Join(after, "; ")))...)
		}
	}
	text("question", old.Front, now.Front)
	text("text of the question", old.Lead, now.Lead)
	list("options", options(old), options(now))
	list("answer", old.Answers, now.Answers)
	list("list", old.Items, now.Items)
	text(bodyName(now), old.Back, now.Back)
	text("explanation", old.Explanation, now.Explanation)
	if old.Picture != now.Picture || old.Alt != now.Alt {
		lines = append(lines, changed("picture", old.Picture, now.Picture)...)
	}
	if !slices.Equal(old.Masks, now.Masks) || old.HideAll != now.HideAll {
		lines = append(lines, "What is covered in the picture is different.")
	}
	return lines
}

// bodyName is what the body of a note is to its reader.
func bodyName(n *deck.Note) string {
	switch n.Kind {
	case deck.Cloze:
		return "text"
	case deck.Basic, deck.Both:
		return "answer"
	}
	return "text of the answer"
}

// options are the options of a note, with the right ones told apart.
func options(n *deck.Note) []string {
	list := make([]string, len(n.Options))
	for i, o := range n.Options {
		list[i] = o.Text
		if o.Correct {
			list[i] += " (right)"
		}
	}
	return list
}

// metadata says what is different about a note beside its text.
func metadata(old, now *deck.Note) []string {
	var lines []string
	if !slices.Equal(old.Tags, now.Tags) {
		lines = append(lines, changed("tags", strings.Join(old.Tags, ", "), strings.Join(now.Tags, ", "))...)
	}
	if !slices.Equal(old.Cites, now.Cites) {
		lines = append(lines, changed("sources", strings.Join(old.Cites, ", "), strings.Join(now.Cites, ", "))...)
	}
	if !slices.Equal(old.After, now.After) {
		lines = append(lines, "What is learned before it is different.")
	}
	if old.Model != now.Model || !slices.Equal(old.Lit, now.Lit) {
		lines = append(lines, "The model beside its answer is different.")
	}
	return lines
}

// changed says what a thing was and is.
func changed(what, before, after string) []string {
	name := strings.ToUpper(what[:1]) + what[1:]
	switch {
	case before == after:
		return []string{fmt.Sprintf("The markup of the %s is different.", what)}
	case before == "":
		return []string{fmt.Sprintf("%s added: %s", name, after)}
	case after == "":
		return []string{fmt.Sprintf("%s taken out: %s", name, before)}
	}
	return []string{
		fmt.Sprintf("%s before: %s", name, before),
		fmt.Sprintf("%s now: %s", name, after),
	}
}
