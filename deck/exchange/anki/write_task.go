package anki

import (
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/hypertext"
	"touchpoint/deck/memory"
	"touchpoint/deck/model"
)

// tasks writes a note for every task of a model that no other note stands for and that can
// be put in words.
func (w *noteWriter) tasks(m *model.Model, drawn drawnModel, done map[string]bool) []written {
	var notes []written
	for _, t := range m.Tasks() {
		if !done[t.ID] && inWords(t) {
			notes = append(notes, w.task(m, drawn, t))
		}
	}
	return notes
}

// inWords reports whether a task makes sense without the drawing in which it is done.
func inWords(t model.Task) bool { return t.Kind != model.RebuildTask && t.Kind != model.AlteredTask }

// task writes the note for one task: its question with what there is to choose from, and
// the right answer in words.
func (w *noteWriter) task(m *model.Model, drawn drawnModel, t model.Task) written {
	id := deck.MakeCardID(w.deck.ID, deck.TaskNoteID(m.ID, t.ID), "")
	ask := t.Ask(memory.Seed(string(id), 0))
	score := ask.Score(model.Answer{})
	return written{
		kind: basicType, id: deck.NoteID(m.ID), title: ask.Prompt, section: topicOf(m),
		guid: string(deck.MakeCardID(w.deck.ID, deck.NoteID(m.ID), string(exchange.HashID("task-", t.ID)))),
		visible: []string{
			taskQuestion(&ask), shown(score.Right), shown(score.Explanation), image(drawn.full, m.Title), w.cited(score.Sources),
		},
		source: Source{Section: topicOf(m), Facets: map[int]string{1: t.ID}},
		cards:  []writtenCard{{0, id}},
	}
}

// taskQuestion writes what a task asks.
func taskQuestion(ask *model.Ask) string {
	var b strings.Builder
	b.WriteString(shown(ask.Prompt))
	if ask.Note != "" {
		b.WriteString("<p>" + shown(ask.Note) + "</p>")
	}
	list := func(open, closing string, texts []string) {
		if len(texts) == 0 {
			return
		}
		b.WriteString(open)
		for _, text := range texts {
			b.WriteString("<li>" + shown(text) + "</li>")
		}
		b.WriteString(closing)
	}
	var options, steps []string
	for _, o := range ask.Options {
		options = append(options, o.Text)
	}
	if len(ask.Steps) > 1 { // one says only where to tap
		for _, s := range ask.Steps {
			steps = append(steps, s.Text)
		}
	}
	list("<ul>", "</ul>", options)
	list("<ul>", "</ul>", ask.Items)
	list("<ol>", "</ol>", steps)
	return b.String()
}

// shown writes plain text, of which the lines stay lines.
func shown(text string) string {
	return noBraces(strings.ReplaceAll(hypertext.Escape(strings.TrimSpace(text)), "\n", "<br>"))
}
