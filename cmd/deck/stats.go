package main

import (
	"bufio"
	"encoding/json"
	"fmt"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

// statsCommand counts what is in a deck.
type statsCommand struct {
	JSON bool   `name:"json" help:"Write the counts as JSON."`
	Path string `arg:"" help:"Deck folder, or .md file."`
}

// stats are the counts of a deck. What is broken does not count.
type stats struct {
	Notes     int                    `json:"notes"`
	Cards     int                    `json:"cards"` // of notes
	Models    int                    `json:"models"`
	Tasks     int                    `json:"tasks"`     // cards of models
	Kinds     map[deck.Kind]int      `json:"kinds"`     // notes of each kind
	TaskKinds map[model.TaskKind]int `json:"taskKinds"` // tasks of each kind
}

// kinds are all kinds of note, in the order in which they are listed.
var kinds = []deck.Kind{deck.Basic, deck.Both, deck.Cloze, deck.Choice, deck.Typed, deck.Order}

// Run writes the counts.
func (c *statsCommand) Run(s *streams) error {
	p, err := locate(c.Path)
	if err != nil {
		return err
	}
	defer p.close()
	d, _, err := p.parse()
	if err != nil {
		return err
	}
	st := p.count(d)
	if c.JSON {
		return json.NewEncoder(s.out).Encode(st)
	}
	out := bufio.NewWriter(s.out)
	fmt.Fprintf(out, "%s\n%s, %s\n", d.Title, count(st.Notes, "note"), count(st.Cards, "card"))
	for _, k := range kinds {
		if n := st.Kinds[k]; n > 0 {
			fmt.Fprintf(out, "  %-7s %d\n", k, n)
		}
	}
	fmt.Fprintf(out, "%s, %s\n", count(st.Models, "model"), count(st.Tasks, "task"))
	for _, k := range model.TaskKinds {
		if n := st.TaskKinds[k]; n > 0 {
			fmt.Fprintf(out, "  %-9s %d\n", k, n)
		}
	}
	return out.Flush()
}

// count counts what the place holds of a deck.
func (p *place) count(d *deck.Deck) stats {
	st := stats{Kinds: make(map[deck.Kind]int), TaskKinds: make(map[model.TaskKind]int)}
	for _, k := range kinds {
		st.Kinds[k] = 0
	}
	for _, k := range model.TaskKinds {
		st.TaskKinds[k] = 0
	}
	for i := range d.Notes {
		if n := &d.Notes[i]; p.holds(n.Pos.File) {
			st.Notes++
			st.Cards += len(n.Facets())
			st.Kinds[n.Kind]++
		}
	}
	for _, m := range d.Models {
		if !p.holds(m.File) {
			continue
		}
		st.Models++
		for _, t := range m.Tasks() {
			st.Tasks++
			st.TaskKinds[t.Kind]++
		}
	}
	return st
}
