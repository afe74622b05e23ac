package deck

import (
	"slices"

	"touchpoint/deck/model"
)

// TaskNoteID names the note that stands for a task of a model. Made into a card's id it
// reads "deck/model#task".
func TaskNoteID(m, task string) NoteID { return NoteID(m + "#" + task) }

// Model returns the model with the given id.
func (d *Deck) Model(id string) (*model.Model, bool) {
	i := slices.IndexFunc(d.Models, func(m *model.Model) bool { return m.ID == id })
	if i < 0 {
		return nil, false
	}
	return d.Models[i], true
}

// orderModels brings the models, which are in the order of their files, into that of the
// sections that they belong to. Those that belong to none stand last.
func (d *Deck) orderModels() {
	place := func(m *model.Model) int {
		i := slices.IndexFunc(d.Sections, func(s Section) bool { return s.Title == m.Topic })
		if i < 0 {
			return len(d.Sections)
		}
		return i
	}
	slices.SortStableFunc(d.Models, func(a, b *model.Model) int { return place(a) - place(b) })
}

// topicOf is the title of the section that a model belongs to: its topic, or its own title
// when it names none.
func (d *Deck) topicOf(m *model.Model) string {
	if m.Topic != "" {
		return m.Topic
	}
	return m.Title
}

// taskCards returns the cards of all models, by the section that they belong to, and
// these sections in the order of the models.
func (d *Deck) taskCards() (bySection map[string][]Card, sections []string) {
	bySection = make(map[string][]Card)
	for _, m := range d.Models {
		topic := d.topicOf(m)
		cards := d.cardsOf(m, topic)
		if len(cards) == 0 {
			continue
		}
		if bySection[topic] == nil {
			sections = append(sections, topic)
		}
		bySection[topic] = append(bySection[topic], cards...)
	}
	return bySection, sections
}

// cardsOf returns the cards of one model in the order of its tasks.
func (d *Deck) cardsOf(m *model.Model, topic string) []Card {
	tasks := m.Tasks()
	cites := make(map[string][]string) // by element
	for _, e := range m.Elements() {
		cites[e.ID] = e.Sources
	}
	notes := make([]Note, len(tasks))
	cards := make([]Card, len(tasks))
	for i := range tasks {
		t := &tasks[i]
		n := &notes[i]
		*n = Note{
			ID: TaskNoteID(m.ID, t.ID), Kind: Modelled, Section: topic, Model: m.ID, Lit: t.Elements,
			Front: t.Prompt, Pos: Pos{File: m.File, Line: m.Pos.Line, Column: m.Pos.Column},
		}
		for _, before := range t.After {
			n.After = append(n.After, TaskNoteID(m.ID, before))
		}
		n.Was = formerTasks(m, t)
		for _, e := range t.Elements {
			for _, key := range cites[e] {
				if !slices.Contains(n.Cites, key) {
					n.Cites = append(n.Cites, key)
				}
			}
		}
		cards[i] = Card{ID: MakeCardID(d.ID, n.ID, ""), Deck: d, Note: n, Task: t}
	}
	return cards
}

// formerTasks returns the ids that a task had when its model or its elements were named
// otherwise.
func formerTasks(m *model.Model, t *model.Task) []NoteID {
	var was []NoteID
	for _, id := range t.Was {
		was = append(was, TaskNoteID(m.ID, id))
	}
	for _, former := range m.Was {
		was = append(was, TaskNoteID(former, t.ID))
		for _, id := range t.Was {
			was = append(was, TaskNoteID(former, id))
		}
	}
	return was
}

// Cards returns all cards of the deck in the order in which they are introduced: section
// by section, and in each its notes in their order with the tasks of its models spread
// evenly among them, so that a learner meets both from the first day. They point into
// the deck, which must not be changed while they are in use.
func (d *Deck) Cards() []Card {
	tasks, sections := d.taskCards()
	cards := make([]Card, 0, len(d.Notes))
	if len(sections) == 0 {
		for i := range d.Notes {
			cards = d.appendNote(cards, &d.Notes[i])
		}
		return cards
	}
	bySection := make(map[string][]Card)
	var order []string
	for i := range d.Notes {
		n := &d.Notes[i]
		title := n.Section
		if title == "" {
			title = d.Title
		}
		if bySection[title] == nil {
			order = append(order, title)
		}
		bySection[title] = d.appendNote(bySection[title], n)
	}
	for _, title := range sections {
		if bySection[title] == nil {
			order = append(order, title)
		}
	}
	for _, title := range order {
		cards = spread(cards, bySection[title], tasks[title])
	}
	return cards
}

// appendNote appends the cards of a note.
func (d *Deck) appendNote(cards []Card, n *Note) []Card {
	for _, facet := range n.Facets() {
		cards = append(cards, Card{ID: MakeCardID(d.ID, n.ID, facet), Deck: d, Note: n, Facet: facet})
	}
	return cards
}

// spread appends two lists, each in its order, the shorter one evenly among the longer.
// Cards of one note stay neighbours.
func spread(cards, notes, tasks []Card) []Card {
	done := 0
	for i, c := range notes {
		cards = append(cards, c)
		if i+1 < len(notes) && notes[i+1].Note == c.Note {
			continue
		}
		for due := (i + 1) * len(tasks) / len(notes); done < due; done++ {
			cards = append(cards, tasks[done])
		}
	}
	return append(cards, tasks[done:]...)
}
