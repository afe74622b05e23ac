package anki

import (
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/hypertext"
	"touchpoint/deck/memory"
	"touchpoint/deck/model"
	"touchpoint/deck/pack"
)

// A drawnModel is a model as pictures in the package.
type drawnModel struct {
	full  string // name of the picture
	blank string
	page  paper.Page
	spots []paper.Spot
}

// drawModels draws the models of a deck.
func drawModels(d *deck.Deck, media *mediaList) map[string]drawnModel {
	drawn := make(map[string]drawnModel, len(d.Models))
	for _, m := range d.Models {
		page, spots := paper.Figure(m, paper.FigureOptions{Version: paper.Full})
		blank, _ := paper.Figure(m, paper.FigureOptions{Version: paper.Blank})
		drawn[m.ID] = drawnModel{
			full:  media.add(m.ID+".svg", paper.SVG(page)),
			blank: media.add(m.ID+"-blank.svg", paper.SVG(blank)),
			page:  page,
			spots: spots,
		}
	}
	return drawn
}

// drawing shows a model beside an answer.
func (w *noteWriter) drawing(id string) string {
	drawn, ok := w.models[id]
	if !ok {
		return ""
	}
	title := ""
	if m, known := w.deck.Model(id); known {
		title = m.Title
	}
	return image(drawn.full, title)
}

// model writes the notes of a model: one that asks for all of it, one that asks for the
// words in its picture, and one for each other task.
func (w *noteWriter) model(m *model.Model) []written {
	drawn := w.models[m.ID]
	tasks := make(map[string]bool)
	for _, t := range m.Tasks() {
		tasks[t.ID] = true
	}
	notes := []written{w.wholeModel(m, drawn, tasks)}
	if len(drawn.spots) > 0 {
		notes = append(notes, w.labels(m, drawn, tasks))
	}
	done := make(map[string]bool)
	for i := range notes {
		for _, task := range notes[i].source.Facets {
			done[task] = true
		}
	}
	more := w.tasks(m, drawn, done)
	whole := &notes[0]
	whole.tasks, whole.done = len(tasks), len(done)+len(more)
	if n := whole.tasks - whole.done; n > 0 {
		whole.lost = append(whole.lost, deck.Number(n)+" of its "+deck.Number(whole.tasks)+" tasks")
	}
	return append(notes, more...)
}

// wholeModel writes the note that shows a model without words, and then with them. It
// stands for the task to build the model from memory.
func (w *noteWriter) wholeModel(m *model.Model, drawn drawnModel, tasks map[string]bool) written {
	question := m.Question
	if question == "" {
		question = m.Title
	}
	out := written{
		kind: modelType, guid: string(deck.MakeCardID(w.deck.ID, deck.NoteID(m.ID), "")), id: deck.NoteID(m.ID),
		title: m.Title, section: topicOf(m),
		visible: []string{
			shown(question), image(drawn.blank, m.Title), image(drawn.full, m.Title),
			described(m), w.keyed(sourcesOf(m)),
		},
		source: Source{Text: w.modelText(m), Path: m.File, Section: topicOf(m)},
	}
	out.addCard(w.deck.ID, m, 1, string(model.RebuildTask), tasks)
	return out
}

// labels writes the note that covers the words and signs in the picture of a model, one a
// card.
func (w *noteWriter) labels(m *model.Model, drawn drawnModel, tasks map[string]bool) written {
	out := written{
		kind: occlusionType, guid: string(deck.MakeCardID(w.deck.ID, deck.NoteID(m.ID), labelsFacet)), id: deck.NoteID(m.ID),
		title: m.Title, section: topicOf(m),
		source: Source{Section: topicOf(m)},
	}
	numbers := labelNumbers(drawn.spots)
	masks := make([]mask, 0, len(drawn.spots))
	for _, s := range drawn.spots {
		const whole = 100
		if numbers[s.ID] == 0 {
			continue
		}
		masks = append(masks, mask{
			number: numbers[s.ID], label: s.Label,
			x: s.Rect.X / drawn.page.Width * whole, y: s.Rect.Y / drawn.page.Height * whole,
			width: s.Rect.Width / drawn.page.Width * whole, height: s.Rect.Height / drawn.page.Height * whole,
		})
	}
	for _, id := range sortedKeys(numbers) {
		task := string(model.NameTask) + ":" + id
		if !tasks[task] {
			task = string(model.SignTask) + ":" + id
		}
		out.addCard(w.deck.ID, m, numbers[id], task, tasks)
	}
	out.visible = []string{
		shown(m.Title), pictureWith(drawn.full, m.Title, masks, " tp-said"), "", "", "", w.cited(sourcesOf(m)),
	}
	return out
}

// labelsFacet ends the guid of the note that asks for the words of a model.
const labelsFacet = "labels"

// addCard adds the card of number n, and says which task of a model it stands for if there
// is such a one.
func (w *written) addCard(d deck.ID, m *model.Model, n int, task string, tasks map[string]bool) {
	c := writtenCard{ord: n - 1}
	if tasks[task] {
		c.id = deck.MakeCardID(d, deck.TaskNoteID(m.ID, task), "")
		if w.source.Facets == nil {
			w.source.Facets = make(map[int]string)
		}
		w.source.Facets[n] = task
	}
	w.cards = append(w.cards, c)
}

// labelNumbers gives the element of every spot a number for its gap that follows from its
// id, so that it stays the same when others come and go.
func labelNumbers(spots []paper.Spot) map[string]int {
	const most = 499 // Anki refuses gaps of higher numbers
	ids := make([]string, 0, len(spots))
	for _, s := range spots {
		ids = append(ids, s.ID)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	numbers := make(map[string]int, len(ids))
	taken := make(map[int]bool, len(ids))
	for _, id := range ids[:min(len(ids), most)] {
		n := int(memory.Seed(id, 0) % most)
		for taken[n] {
			n = (n + 1) % most
		}
		taken[n] = true
		numbers[id] = n + 1
	}
	return numbers
}

// modelText returns the file of a model.
func (w *noteWriter) modelText(m *model.Model) string {
	if w.media.fsys != nil {
		if src, err := readLimited(w.media.fsys, m.File, pack.MaxText); err == nil && isText(string(src)) {
			return string(src)
		}
	}
	return string(model.Format(m))
}

// described writes what a model says: its description as plain text has headings, lines
// and lists, in which one item may stand in another.
func described(m *model.Model) string {
	var b strings.Builder
	open := 0 // lists
	lists := func(want int) {
		for ; open < want; open++ {
			b.WriteString("<ul>")
		}
		for ; open > want; open-- {
			b.WriteString("</ul>")
		}
	}
	fresh := false // an empty line was the last, so that a heading follows
	for line := range strings.SplitSeq(m.Describe(), "\n") {
		text := strings.TrimLeft(line, " ")
		item, listed := strings.CutPrefix(text, "- ")
		switch {
		case text == "":
		case listed:
			lists(1 + (len(line)-len(text))/2)
			b.WriteString("<li>" + hypertext.Escape(item) + "</li>")
		case fresh:
			lists(0)
			b.WriteString("<p><b>" + hypertext.Escape(text) + "</b></p>")
		case text != m.Question: // which stands above the picture
			lists(0)
			b.WriteString("<p>" + hypertext.Escape(text) + "</p>")
		}
		fresh = text == ""
	}
	lists(0)
	return noBraces(b.String())
}

// keyed writes sources with the keys by which the description of a model names them.
func (w *noteWriter) keyed(keys []string) string {
	var b strings.Builder
	for _, key := range keys {
		if s := w.sources[key]; s != "" {
			b.WriteString(strings.Replace(s, "<p>", "<p>"+hypertext.Escape(key)+": ", 1))
		}
	}
	return b.String()
}

// topicOf is the title of the section that a model belongs to.
func topicOf(m *model.Model) string {
	if m.Topic != "" {
		return m.Topic
	}
	return m.Title
}

// sourcesOf returns the sources that a model rests on, each once.
func sourcesOf(m *model.Model) []string {
	var keys []string
	for _, c := range m.Citations() {
		for _, key := range c.Sources {
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	return keys
}
