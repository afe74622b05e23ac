package diff

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

// matchModels finds for each model the one that it was.
func (c *comparison) matchModels() {
	claimed := make(map[string]bool)
	for _, m := range c.now.Models {
		if _, there := c.old.Model(m.ID); there {
			c.oldModelOf[m.ID], claimed[m.ID] = m.ID, true
		}
	}
	for _, m := range c.now.Models {
		for _, was := range m.Was {
			_, there := c.old.Model(was)
			if there && !claimed[was] && c.oldModelOf[m.ID] == "" {
				c.oldModelOf[m.ID], claimed[was] = was, true
			}
		}
	}
}

// models lists what happens to each concept model and to its parts.
func (c *comparison) models() {
	if len(c.old.Models) == 0 && len(c.now.Models) == 0 {
		return
	}
	tasks, oldTasks := tasksOf(c.nowCards), tasksOf(c.oldCards)
	successors := make(map[string]bool)
	for _, m := range c.now.Models {
		before, known := c.old.Model(c.oldModelOf[m.ID])
		if !known {
			c.add(Change{Kind: Added, Model: m.ID, Title: m.Title, Section: m.Topic, Keeps: true}, ids(tasks[m.ID]))
			continue
		}
		successors[before.ID] = true
		if !bytes.Equal(model.Format(before), model.Format(m)) {
			d := modelDiff{comparison: c, old: before, now: m, tasks: tasks[m.ID], oldTasks: oldTasks[before.ID]}
			d.compare()
		}
	}
	for _, m := range c.old.Models {
		if !successors[m.ID] {
			c.add(Change{Kind: Removed, Model: m.ID, Title: m.Title, Section: m.Topic}, ids(oldTasks[m.ID]))
		}
	}
}

// tasksOf returns the cards that are tasks, by model.
func tasksOf(cards []deck.Card) map[string][]deck.Card {
	tasks := make(map[string][]deck.Card)
	for _, card := range cards {
		if card.Task != nil {
			tasks[card.Note.Model] = append(tasks[card.Note.Model], card)
		}
	}
	return tasks
}

func ids(cards []deck.Card) []deck.CardID {
	list := make([]deck.CardID, len(cards))
	for i, card := range cards {
		list[i] = card.ID
	}
	return list
}

// A modelDiff is a model while its versions are compared.
type modelDiff struct {
	*comparison
	old, now        *model.Model
	tasks, oldTasks []deck.Card
	told            map[deck.CardID]bool // cards of which a change has told
}

func (d *modelDiff) compare() {
	d.told = make(map[deck.CardID]bool)
	first := len(d.diff.Changes)
	base := Change{Model: d.now.ID, Title: d.now.Title, Section: d.now.Topic, Keeps: d.keeps(ids(d.oldTasks))}
	if d.old.ID != d.now.ID {
		change := base
		change.Kind, change.Was, change.Lines = Renamed, d.old.ID, []string{fmt.Sprintf("The model's id was %s.", d.old.ID)}
		d.add(change, ids(d.tasks))
	}
	if lines := aboutModel(d.old, d.now); len(lines) > 0 {
		change := base
		change.Kind, change.Lines = Reworded, lines
		d.add(change, ids(d.tasks))
	}
	d.parts(partsOf(d.old), partsOf(d.now))
	d.otherTasks(base)
	if len(d.diff.Changes) == first {
		base.Kind, base.Lines = Metadata, []string{"Details of the model are different."}
		d.add(base, ids(d.tasks))
	}
}

// aboutModel says what is different about a model as a whole.
func aboutModel(old, now *model.Model) []string {
	var lines []string
	for _, text := range []struct{ what, before, after string }{
		{"title", old.Title, now.Title},
		{"kind", string(old.Kind), string(now.Kind)},
		{"topic", old.Topic, now.Topic},
		{"question", old.Question, now.Question},
		{"introduction", old.About, now.About},
		{"support", string(old.Standing), string(now.Standing)},
		{"sources", strings.Join(old.Sources, ", "), strings.Join(now.Sources, ", ")},
	} {
		if text.before != text.after {
			lines = append(lines, changed(text.what, brief(text.before), brief(text.after))...)
		}
	}
	return lines
}

// A part is an element or case of a model, with what it says.
type part struct {
	id, title string
	was       []string
	facts     [][2]string // what it says of what, in an order that all parts of a kind share
}

// partsOf returns the elements and cases of a model.
func partsOf(m *model.Model) []part {
	elements := m.Elements()
	list := make([]part, 0, len(elements)+len(m.Cases))
	formerly := formerValues(m)
	for _, e := range elements {
		list = append(list, part{e.ID, e.Title, append(formerly[e.ID], e.Was...), [][2]string{
			{"kind", string(e.Kind)},
			{"name", e.Label},
			{"meaning", e.Meaning},
			{"place", e.Within},
			{"beginning", e.From},
			{"end", e.To},
			{"sign", string(e.Sign)},
			{"support", string(e.Standing)},
			{"sources", strings.Join(e.Sources, ", ")},
			{"other names", strings.Join(e.Accept, ", ")},
			{"details", details(m, e.ID)},
		}})
	}
	for _, x := range m.Cases {
		list = append(list, part{x.ID, brief(x.Text), x.Was, [][2]string{
			{"text", x.Text},
			{"answer", x.Answer},
			{"reason", x.Why},
			{"support", string(x.Standing)},
			{"sources", strings.Join(x.Sources, ", ")},
			{"details", fmt.Sprint(x.In, x.Given)},
		}})
	}
	return list
}

// formerValues returns the former ids of the values of conditions, as elements.
func formerValues(m *model.Model) map[string][]string {
	was := make(map[string][]string)
	for _, c := range m.Conditions {
		for _, v := range c.Values {
			id := model.ValueID(c.ID, v.ID)
			for _, condition := range append([]string{c.ID}, c.Was...) {
				for _, value := range append([]string{v.ID}, v.Was...) {
					if former := model.ValueID(condition, value); former != id {
						was[id] = append(was[id], former)
					}
				}
			}
		}
	}
	return was
}

// details is what an element says beyond what all elements do, in a form to compare.
func details(m *model.Model, id string) string {
	for _, r := range m.Relations {
		if r.ID == id && r.Effect != nil {
			return fmt.Sprint(*r.Effect)
		}
	}
	for _, x := range m.Moderators {
		if x.ID == id {
			acts := slices.Clone(x.Acts)
			for i := range acts {
				acts[i].Pos = model.Pos{}
			}
			return fmt.Sprint(x.Levels, acts)
		}
	}
	for _, r := range m.Rules {
		if r.ID == id {
			return fmt.Sprint(r.When, r.Says, r.Alternative)
		}
	}
	for _, t := range m.Touchpoints {
		if t.ID == id {
			return t.Lane
		}
	}
	for _, i := range m.Items {
		if i.ID == id {
			return fmt.Sprint(i.In)
		}
	}
	return ""
}

// parts lists which parts come, go, have another id or say something else.
func (d *modelDiff) parts(old, now []part) {
	before := make(map[string]*part, len(old))
	for i := range old {
		before[old[i].id] = &old[i]
	}
	living := make(map[string]bool, len(now))
	for i := range now {
		living[now[i].id] = true
	}
	used := make(map[string]bool)
	for i := range now {
		p := &now[i]
		was := before[p.id]
		for _, id := range p.was {
			if was == nil && !living[id] && !used[id] {
				was = before[id]
			}
		}
		if was == nil {
			d.part(Added, p, nil, d.concerning(d.tasks, p.id, func(id deck.CardID) bool { return d.fresh[id] }))
			continue
		}
		used[was.id] = true
		cards := d.concerning(d.tasks, p.id, nil)
		if was.id != p.id {
			d.part(Renamed, p, []string{fmt.Sprintf("Its id was %s.", was.id)}, cards)
			d.diff.Changes[len(d.diff.Changes)-1].Was = was.id
		}
		if lines := was.against(p); len(lines) > 0 {
			d.part(Reworded, p, lines, cards)
		}
	}
	for i := range old {
		if p := &old[i]; !used[p.id] {
			gone := func(id deck.CardID) bool { return d.became[id] == "" }
			d.part(Removed, p, nil, d.concerning(d.oldTasks, p.id, gone))
		}
	}
}

// against says what another version of a part says differently.
func (p *part) against(now *part) []string {
	var lines []string
	for i, fact := range now.facts {
		if i >= len(p.facts) || p.facts[i] == fact {
			continue
		}
		if fact[0] == "details" {
			if len(lines) == 0 {
				lines = append(lines, "What it says is different.")
			}
			continue
		}
		lines = append(lines, changed(fact[0], brief(p.facts[i][1]), brief(fact[1]))...)
	}
	return lines
}

func (d *modelDiff) part(kind Kind, p *part, lines []string, cards []deck.CardID) {
	c := Change{Kind: kind, Model: d.now.ID, Part: p.id, Title: p.title, Section: d.now.Topic, Lines: lines, Keeps: kind != Removed || len(cards) == 0}
	d.add(c, cards)
	for _, id := range cards {
		d.told[id] = true
	}
}

// concerning returns the tasks about a part of which something holds.
func (d *modelDiff) concerning(tasks []deck.Card, id string, holds func(deck.CardID) bool) []deck.CardID {
	var list []deck.CardID
	for _, card := range tasks {
		if slices.Contains(card.Task.Elements, id) && (holds == nil || holds(card.ID)) {
			list = append(list, card.ID)
		}
	}
	return list
}

// otherTasks lists the tasks that come and go although no part does, for instance since
// there are enough parts now to ask for them.
func (d *modelDiff) otherTasks(base Change) {
	var added, gone []deck.CardID
	for _, card := range d.tasks {
		if d.fresh[card.ID] && !d.told[card.ID] {
			added = append(added, card.ID)
		}
	}
	for _, card := range d.oldTasks {
		if d.became[card.ID] == "" && !d.told[card.ID] {
			gone = append(gone, card.ID)
		}
	}
	if len(added) > 0 {
		base.Kind, base.Keeps, base.Lines = Added, true, []string{count(len(added), "question about the model is new.", "questions about the model are new.")}
		d.add(base, added)
	}
	if len(gone) > 0 {
		base.Kind, base.Keeps, base.Lines = Removed, false, []string{count(len(gone), "question about the model goes away.", "questions about the model go away.")}
		d.add(base, gone)
	}
}
