package main

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

// cardsCommand lists the cards of a deck.
type cardsCommand struct {
	JSON  bool     `name:"json" help:"Write the list as JSON."`
	Kind  []string `short:"k" placeholder:"KIND" predictor:"kind" help:"Only cards of these kinds: basic, both, cloze, choice, typed, order, occlude, model, or a kind of task."`
	Topic []string `short:"t" sep:"none" placeholder:"TEXT" help:"Only cards of topics whose title holds this text."`
	Path  string   `arg:"" predictor:"deck" help:"Deck folder, .md file or .deck file."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *cardsCommand) Help() string {
	return `Cards come in the order in which they are introduced, the tasks of models among them. The table is cut to the width of the terminal; what is written to a file or a pipe is whole.

--kind and --topic may be given several times, and show what fits any of each.

--json writes a list:

    [{"id": "coffee/espresso#1", "note": "espresso", "facet": "1",
      "kind": "cloze", "topic": "Brewing", "front": "Espresso: […]…",
      "tags": ["basics"], "sources": ["hoffmann2018"],
      "file": "coffee/deck.md", "line": 14},
     {"id": "coffee/extraction#sign:grind-taste", "model": "extraction",
      "task": "sign:grind-taste", "kind": "sign", …}]

A card of a note has "note" and, if the note yields several, "facet"; a task has "model" and "task" instead, and the kind of task as its kind. "front" is the question as plain text in one line.`
}

// A listed card is what "deck cards --json" writes of it.
type listed struct {
	ID      deck.CardID `json:"id"`
	Note    deck.NoteID `json:"note,omitempty"`
	Facet   string      `json:"facet,omitempty"`
	Model   string      `json:"model,omitempty"`
	Task    string      `json:"task,omitempty"`
	Kind    string      `json:"kind"` // of the note, or of the task
	Topic   string      `json:"topic"`
	Front   string      `json:"front"` // the question in one line
	Tags    []string    `json:"tags,omitempty"`
	Sources []string    `json:"sources,omitempty"`
	File    string      `json:"file"`
	Line    int         `json:"line"`
}

// Run writes the list.
func (c *cardsCommand) Run(s *session) error {
	for _, k := range c.Kind {
		if !slices.Contains(cardKinds(), k) {
			return fmt.Errorf("there is no kind %q; the kinds are %s", k, strings.Join(cardKinds(), ", "))
		}
	}
	p, d, err := load(s, c.Path)
	if err != nil {
		return err
	}
	defer p.close()
	list := []listed{}
	for _, card := range d.Cards() {
		if l := newListed(p, d, card); p.holds(card.Note.Pos.File) && c.wants(l) {
			list = append(list, l)
		}
	}
	if c.JSON {
		return writeJSON(s.out, list)
	}
	if len(list) == 0 {
		fmt.Fprintln(s.err, "no cards")
		return nil
	}
	rows := [][]string{{"Card", "Kind", "Topic", "Question"}}
	for _, l := range list {
		id := strings.TrimPrefix(string(l.ID), string(d.ID)+"/")
		rows = append(rows, []string{id, l.Kind, visible(l.Topic), visible(l.Front)})
	}
	out := bufio.NewWriter(s.out)
	t := table{rows: rows}
	if s.width > 0 {
		t.width, t.widest = s.width, 32
	}
	t.write(out, s.ink)
	if err := out.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(s.err, count(len(list), "card"))
	return nil
}

// cardKinds are the kinds that --kind knows: those of notes, of tasks, and "model" for all
// tasks.
func cardKinds() []string {
	var names []string
	for _, k := range kinds {
		names = append(names, string(k))
	}
	names = append(names, string(deck.Modelled))
	for _, k := range model.TaskKinds {
		if !slices.Contains(names, string(k)) {
			names = append(names, string(k))
		}
	}
	return names
}

func (c *cardsCommand) wants(l listed) bool {
	kind := len(c.Kind) == 0 || slices.Contains(c.Kind, l.Kind) || l.Task != "" && slices.Contains(c.Kind, string(deck.Modelled))
	topic := len(c.Topic) == 0 || slices.ContainsFunc(c.Topic, func(t string) bool {
		return strings.Contains(strings.ToLower(l.Topic), strings.ToLower(t))
	})
	return kind && topic
}

func newListed(p *place, d *deck.Deck, c deck.Card) listed {
	n := c.Note
	l := listed{
		ID: c.ID, Note: n.ID, Facet: c.Facet, Kind: string(n.Kind),
		Topic: cmp.Or(n.Section, d.Title), Front: question(c),
		Tags: n.Tags, Sources: n.Cites,
		File: p.shown(n.Pos.File), Line: n.Pos.Line,
	}
	if c.Task != nil {
		l.Note, l.Model, l.Task, l.Kind = "", c.Task.Model.ID, c.Task.ID, string(c.Task.Kind)
	}
	return l
}

// question is what a card asks, in one line.
func question(c deck.Card) string {
	text := deck.PlainText(c.Note.Front)
	switch {
	case c.Task != nil:
		text = c.Note.Front
	case c.Note.Kind == deck.Cloze:
		text += ": " + blocksText(hideGap(deck.Blocks(c.Note.Back), c.Gap()))
	case c.Facet == "reverse":
		text = blocksText(c.Front())
	case c.Note.Kind == deck.Occlude:
		text += " [" + c.Facet + "]"
	}
	return strings.Join(strings.Fields(text), " ")
}
