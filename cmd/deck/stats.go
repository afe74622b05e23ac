package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

// statsCommand counts what is in a deck.
type statsCommand struct {
	JSON bool   `name:"json" help:"Write the counts as JSON."`
	Path string `arg:"" predictor:"deck" help:"Deck folder, .md file or .deck file."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *statsCommand) Help() string {
	return fmt.Sprintf(`Notes and models are what you write; cards and tasks are what is asked. What is broken does not count.

The time is that of going through everything once: reading the words of both sides of every card at %d a minute, and %d seconds a card to think and to answer. What is asked again later is not in it.

--json writes one object:

    {"notes": 6, "cards": 9, "models": 1, "tasks": 4,
     "kinds":     {"basic": 1, "both": 1, …},
     "taskKinds": {"name": 2, "sign": 1, …},
     "topics":    [{"title": "Brewing", "notes": 6, "cards": 9,
                    "models": 1, "tasks": 4}],
     "reading":   {"words": 431, "wordsPerMinute": %d,
                   "secondsPerCard": %d, "minutes": 3.9},
     "errors": 0, "warnings": 1, "rules": {"missing-id": 1}}

"cards" are those of notes, "tasks" those of models. All kinds are listed, also those of which there is none; rules only those that found something.`,
		wordsPerMinute, secondsPerCard, wordsPerMinute, secondsPerCard)
}

// stats are the counts of a deck, and what "deck stats --json" writes. What is broken does
// not count.
type stats struct {
	Notes     int                    `json:"notes"`
	Cards     int                    `json:"cards"` // of notes
	Models    int                    `json:"models"`
	Tasks     int                    `json:"tasks"`     // cards of models
	Kinds     map[deck.Kind]int      `json:"kinds"`     // notes of each kind
	TaskKinds map[model.TaskKind]int `json:"taskKinds"` // tasks of each kind
	Topics    []topicStats           `json:"topics"`    // in the order in which they are studied
	Reading   reading                `json:"reading"`
	Errors    int                    `json:"errors"`
	Warnings  int                    `json:"warnings"`
	Rules     map[string]int         `json:"rules"` // faults that each rule found
}

// topicStats are the counts of a section and the models that belong to it.
type topicStats struct {
	Title  string `json:"title"`
	Notes  int    `json:"notes"`
	Cards  int    `json:"cards"`
	Models int    `json:"models"`
	Tasks  int    `json:"tasks"`
}

// kinds are all kinds of note, in the order in which they are listed.
var kinds = []deck.Kind{deck.Basic, deck.Both, deck.Cloze, deck.Choice, deck.Typed, deck.Order, deck.Occlude}

// Run writes the counts.
func (c *statsCommand) Run(s *session) error {
	p, err := locate(c.Path)
	if err != nil {
		return err
	}
	defer p.close()
	d, faults, err := p.faults()
	if err != nil {
		return err
	}
	st := p.count(d)
	st.lint(faults)
	if c.JSON {
		return writeJSON(s.out, st)
	}
	out := bufio.NewWriter(s.out)
	st.write(out, s.ink, d)
	return out.Flush()
}

// count counts what the place holds of a deck.
func (p *place) count(d *deck.Deck) *stats {
	st := &stats{Kinds: make(map[deck.Kind]int), TaskKinds: make(map[model.TaskKind]int), Topics: []topicStats{}}
	for _, k := range kinds {
		st.Kinds[k] = 0
	}
	for _, k := range model.TaskKinds {
		st.TaskKinds[k] = 0
	}
	tally := tally{stats: st, topics: make(map[string]int), models: make(map[*model.Model]bool)}
	words := 0
	for _, c := range d.Cards() {
		if p.holds(c.Note.Pos.File) {
			tally.card(c, cmp.Or(c.Note.Section, d.Title))
			words += cardWords(c)
		}
	}
	for _, m := range d.Models {
		if p.holds(m.File) {
			st.Models++
		}
	}
	st.Reading = newReading(words, st.Cards+st.Tasks)
	return st
}

// A tally is stats while cards are counted. Cards of one note follow one another.
type tally struct {
	*stats
	topics map[string]int // by title, where it is in the list
	note   *deck.Note     // the last one
	models map[*model.Model]bool
}

func (t *tally) card(c deck.Card, topic string) {
	i, known := t.topics[topic]
	if !known {
		i = len(t.Topics)
		t.topics[topic] = i
		t.Topics = append(t.Topics, topicStats{Title: topic})
	}
	in := &t.Topics[i]
	if c.Task != nil {
		t.Tasks++
		in.Tasks++
		t.TaskKinds[c.Task.Kind]++
		if !t.models[c.Task.Model] {
			t.models[c.Task.Model] = true
			in.Models++
		}
		return
	}
	t.Cards++
	in.Cards++
	if c.Note != t.note {
		t.note = c.Note
		t.Notes++
		in.Notes++
		t.Kinds[c.Note.Kind]++
	}
}

// lint counts the faults.
func (st *stats) lint(faults []deck.Fault) {
	st.Rules = make(map[string]int)
	for _, f := range faults {
		st.Rules[f.Rule]++
		if f.Severity == deck.Error {
			st.Errors++
		} else {
			st.Warnings++
		}
	}
}

func (st *stats) write(out io.Writer, k ink, d *deck.Deck) {
	fmt.Fprintln(out, k.strong(visible(cmp.Or(d.Title, string(d.ID)))))
	fmt.Fprintf(out, "%s, %s\n", count(st.Notes, "note"), count(st.Cards, "card"))
	for _, kind := range kinds {
		if n := st.Kinds[kind]; n > 0 {
			fmt.Fprintf(out, "  %-9s %4d\n", kind, n)
		}
	}
	fmt.Fprintf(out, "%s, %s\n", count(st.Models, "model"), count(st.Tasks, "task"))
	for _, kind := range model.TaskKinds {
		if n := st.TaskKinds[kind]; n > 0 {
			fmt.Fprintf(out, "  %-9s %4d\n", kind, n)
		}
	}
	st.writeTopics(out, k)
	fmt.Fprintf(out, "\n%s\n", st.Reading)
	st.writeRules(out, k)
}

func (st *stats) writeTopics(out io.Writer, k ink) {
	if len(st.Topics) == 0 {
		return
	}
	rows := [][]string{{"Topic", "Notes", "Cards", "Models", "Tasks"}}
	for _, t := range st.Topics {
		rows = append(rows, []string{
			visible(t.Title), fmt.Sprint(t.Notes), fmt.Sprint(t.Cards), fmt.Sprint(t.Models), fmt.Sprint(t.Tasks),
		})
	}
	fmt.Fprintln(out)
	table{rows: rows, numbers: true, widest: 50}.write(out, k)
}

// writeRules says what deck check would complain of, the commonest first.
func (st *stats) writeRules(out io.Writer, k ink) {
	if len(st.Rules) == 0 {
		fmt.Fprintln(out, "Nothing to mend.")
		return
	}
	fmt.Fprintf(out, "\n%s, %s\n", count(st.Errors, "error"), count(st.Warnings, "warning"))
	rules := slices.SortedFunc(maps.Keys(st.Rules), func(a, b string) int {
		return cmp.Or(cmp.Compare(st.Rules[b], st.Rules[a]), cmp.Compare(a, b))
	})
	for _, rule := range rules {
		fmt.Fprintf(out, "  %-20s %4d\n", rule, st.Rules[rule])
	}
	fmt.Fprintln(out, k.faint("deck check says where."))
}
