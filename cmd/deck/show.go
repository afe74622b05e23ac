package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/deck/yamltext"
)

// showCommand shows what a note or a model looks like to a student, as text.
type showCommand struct {
	Path string   `arg:"" predictor:"deck" help:"Deck folder, .md file or .deck file."`
	IDs  []string `arg:"" name:"id" predictor:"id" help:"Id of a note, a model or a card."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *showCommand) Help() string {
	return `Of a note every card is shown with its question and its answer; of a model all that it says in words, and the questions that come of it with their answers. An id of a card, such as espresso#1, shows that card alone. "deck cards" lists all ids.

In a question, what is asked for stands in brackets: the hint of a gap, or […].

This program draws no pictures. In a checkout of Touchpoint, with the folder of the deck at hand,

    make sheet ARGS='-deck coffee -show grind -o grind.png'

draws a model, or all cards of a note, as the window shows them.`
}

// Run shows everything that was named.
func (c *showCommand) Run(s *session) error {
	p, d, err := load(s, c.Path)
	if err != nil {
		return err
	}
	defer p.close()
	for i, id := range c.IDs {
		if i > 0 {
			fmt.Fprintln(s.out)
		}
		l := &layout{ink: s.ink, width: 80}
		if s.width > 0 {
			l.width = min(s.width, 100)
		}
		if !l.show(p, d, strings.TrimPrefix(id, string(d.ID)+"/")) {
			return fmt.Errorf("%s has no note, model or card %q%s", c.Path, id, yamltext.Guess(id, shownIDs(d)))
		}
		if _, err := io.WriteString(s.out, l.lines.String()); err != nil {
			return err
		}
	}
	return nil
}

// shownIDs are the ids of all notes and models.
func shownIDs(d *deck.Deck) []string {
	var ids []string
	for i := range d.Notes {
		ids = append(ids, string(d.Notes[i].ID))
	}
	for _, m := range d.Models {
		ids = append(ids, m.ID)
	}
	return ids
}

// show writes what an id names, and reports whether it names anything.
func (l *layout) show(p *place, d *deck.Deck, id string) bool {
	if m, ok := d.Model(id); ok {
		l.model(p, d, m)
		return true
	}
	var cards []deck.Card
	for _, c := range d.Cards() {
		if string(c.ID) == string(d.ID)+"/"+id || c.Task == nil && string(c.Note.ID) == id {
			cards = append(cards, c)
		}
	}
	if len(cards) == 0 {
		return false
	}
	if cards[0].Task != nil {
		l.line("", l.ink.strong(cards[0].Task.Model.Title))
		l.task(cards[0])
		return true
	}
	l.note(p, d, cards)
	return true
}

// note writes cards of one note.
func (l *layout) note(p *place, d *deck.Deck, cards []deck.Card) {
	n := cards[0].Note
	l.paragraph([]deck.Span{{Text: deck.PlainText(n.Front), Strong: true}}, "", "")
	l.line("", l.ink.faint(fmt.Sprintf("%s/%s, %s, in %s, %s:%d",
		d.ID, n.ID, n.Kind, visible(cmp.Or(n.Section, d.Title)), visible(p.shown(n.Pos.File)), n.Pos.Line)))
	facets := n.Facets()
	for _, c := range cards {
		l.line("", "")
		if len(facets) > 1 {
			l.line("", l.ink.strong(fmt.Sprintf("Card %d of %d", slices.Index(facets, c.Facet)+1, len(facets)))+" "+l.ink.faint(string(c.ID)))
		}
		l.card(c)
	}
	l.noteFoot(d, n)
}

// card writes the two sides of a card.
func (l *layout) card(c deck.Card) {
	n := c.Note
	l.line("", l.ink.cyan("Question"))
	l.blocks(hideGap(c.Front(), c.Gap()), "  ")
	switch n.Kind {
	case deck.Choice:
		l.line("", "")
		l.options(n.Options)
	case deck.Order:
		l.line("", "")
		items := slices.Clone(n.Items)
		slices.Sort(items) // not in the order that is asked for; a student sees them shuffled
		for _, item := range items {
			l.item("- ", deck.Blocks(item), "  ")
		}
	case deck.Typed:
		l.line("  ", "______")
	}
	l.line("", l.ink.cyan("Answer"))
	l.blocks(c.Back(), "  ")
	if len(n.Answers) > 1 {
		l.line("  ", "Also accepted: "+visible(strings.Join(n.Answers[1:], ", ")))
	}
}

func (l *layout) options(options []deck.Option) {
	right := 0
	for _, o := range options {
		if o.Correct {
			right++
		}
	}
	mark := "( ) "
	if right > 1 {
		mark = "[ ] "
	}
	for _, o := range options {
		l.item(mark, deck.Blocks(o.Text), "  ")
	}
}

// noteFoot writes what stands below every card of a note.
func (l *layout) noteFoot(d *deck.Deck, n *deck.Note) {
	if n.Explanation != "" {
		l.line("", "")
		l.line("", l.ink.cyan("Explanation"))
		l.blocks(deck.Blocks(n.Explanation), "  ")
	}
	if len(n.Cites) > 0 {
		l.line("", "")
		l.line("", l.ink.cyan("Sources"))
		for _, key := range n.Cites {
			text := key + ", which the deck does not have"
			if s, ok := d.Source(key); ok {
				text = s.Text
			}
			l.item("- ", deck.Plain(text), "  ")
		}
	}
	var more []string
	add := func(what string, list []string) {
		if len(list) > 0 {
			more = append(more, what+" "+strings.Join(list, ", "))
		}
	}
	add("Tags:", n.Tags)
	var after []string
	for _, id := range n.After {
		after = append(after, string(id))
	}
	add("After:", after)
	if n.Model != "" {
		shown := n.Model
		if len(n.Lit) > 0 {
			shown += " with " + strings.Join(n.Lit, ", ") + " lit"
		}
		more = append(more, "Model beside the answer: "+shown)
	}
	if len(more) > 0 {
		l.line("", "")
	}
	for _, line := range more {
		l.paragraph(deck.Plain(line)[0].Spans, "", "  ")
	}
}

// model writes a model in words, and its cards.
func (l *layout) model(p *place, d *deck.Deck, m *model.Model) {
	for i, line := range strings.Split(strings.TrimSpace(m.Describe()), "\n") {
		if i == 0 {
			l.line("", l.ink.strong(visible(line)))
			l.line("", l.ink.faint(fmt.Sprintf("%s/%s, %s, in %s, %s",
				d.ID, m.ID, m.Kind, visible(cmp.Or(m.Topic, m.Title)), visible(p.shown(m.File)))))
			continue
		}
		text := strings.TrimLeft(line, " ")
		indent := strings.Repeat(" ", len(line)-len(text))
		below := indent
		if strings.HasPrefix(text, "- ") {
			below += "  "
		}
		if text == "" {
			l.line("", "")
			continue
		}
		l.paragraph(deck.Plain(text)[0].Spans, indent, below)
	}
	l.line("", "")
	l.line("", l.ink.strong("Cards"))
	for _, c := range d.Cards() {
		if c.Task != nil && c.Task.Model == m {
			l.task(c)
		}
	}
}

// task writes a card of a model: its id, its question and the right answer.
func (l *layout) task(c deck.Card) {
	ask := c.Task.Ask(1)
	answer := ask.Score(model.Answer{}).Right
	if ask.Way == model.Build {
		answer = "the model as it is described"
	}
	l.line("  ", l.ink.faint(string(c.ID)))
	l.paragraph(deck.Plain(ask.Prompt)[0].Spans, "    ", "    ")
	l.paragraph([]deck.Span{{Text: answer, Gap: 1}}, "    = ", "      ")
}
