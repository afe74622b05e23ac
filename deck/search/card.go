package search

import (
	"slices"
	"strings"

	"touchpoint/deck"
)

// A Card is what is known of a card without its learner. Texts are plain.
type Card struct {
	ID        deck.CardID
	Deck      deck.ID
	DeckTitle string
	Section   string
	Kind      string
	Text      []string // front, back, explanation, options and whatever else it says
	Tags      []string // the author's
	Sources   []string // keys
}

// CardOf returns what is searched of a card. Cards of one note have the same text.
func CardOf(c deck.Card) Card {
	n := c.Note
	out := Card{
		ID:      c.ID,
		Section: n.Section,
		Kind:    string(n.Kind),
		Tags:    n.Tags,
		Sources: n.Cites,
	}
	if c.Deck != nil {
		out.Deck, out.DeckTitle = c.Deck.ID, c.Deck.Title
	}
	if out.Section == "" {
		out.Section = out.DeckTitle
	}
	out.Text = textOf(c)
	return out
}

// textOf returns everything that a card says.
func textOf(c deck.Card) []string {
	n := c.Note
	texts := make([]string, 0, 4)
	add := func(markdown string) {
		if text := plain(markdown); text != "" {
			texts = append(texts, text)
		}
	}
	add(n.Front)
	add(n.Lead)
	add(n.Back)
	for _, o := range n.Options {
		add(o.Text)
	}
	for _, item := range n.Items {
		add(item)
	}
	for _, answer := range n.Answers {
		if answer != "" {
			texts = append(texts, answer)
		}
	}
	for _, g := range n.Gaps {
		if g.Hint != "" {
			texts = append(texts, g.Hint)
		}
	}
	if n.Alt != "" {
		texts = append(texts, n.Alt)
	}
	for _, m := range n.Masks {
		if m.Label != "" {
			texts = append(texts, m.Label)
		}
	}
	add(n.Explanation)
	return append(texts, taskTexts(c)...)
}

// taskTexts names the model of a task and the parts that it is about.
func taskTexts(c deck.Card) []string {
	if c.Task == nil || c.Task.Model == nil {
		return nil
	}
	texts := []string{c.Task.Model.Title}
	for _, e := range c.Task.Model.Elements() {
		if e.Label != "" && slices.Contains(c.Task.Elements, e.ID) {
			texts = append(texts, e.Label)
		}
	}
	return texts
}

// markup are the characters that mean something in Markdown. A text without them is
// what it says, which spares most texts of a large deck from being parsed.
const markup = "*_`[]{}<>&\\|#~!$@:="

// plain returns what a Markdown text says.
func plain(markdown string) string {
	if !strings.ContainsAny(markdown, markup) {
		return strings.TrimSpace(markdown)
	}
	return deck.PlainText(markdown)
}
