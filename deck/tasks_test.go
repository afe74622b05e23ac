package deck_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

// chain is a small path model: a leads to b leads to c.
func chain(id, topic string) *model.Model {
	part := func(id, label string) model.Part {
		return model.Part{ID: id, Label: label, Meaning: "What it is.", Standing: model.Concept, Sources: []string{"s"}}
	}
	return &model.Model{
		ID: id, Title: "Chain", Kind: model.PathKind, Topic: topic, Question: "What leads to what?",
		Constructs: []model.Construct{
			{Part: part("a", "Alpha"), Role: model.Antecedent},
			{Part: part("b", "Beta"), Role: model.Focal},
			{Part: part("c", "Gamma"), Role: model.Outcome},
		},
		Relations: []model.Relation{
			{Part: part("a-b", ""), From: "a", To: "b", Sign: model.Positive},
			{Part: part("b-c", ""), From: "b", To: "c", Sign: model.Negative},
		},
	}
}

func TestTasksAreCards(t *testing.T) {
	d := &deck.Deck{ID: "d", Title: "A deck", Models: []*model.Model{chain("m", "")}}
	cards := d.Cards()
	if len(cards) != len(d.Models[0].Tasks()) || len(cards) == 0 {
		t.Fatalf("%d cards for %d tasks", len(cards), len(d.Models[0].Tasks()))
	}
	for _, c := range cards {
		if c.Task == nil || c.Note == nil || c.Note.Kind != deck.Modelled {
			t.Fatalf("card %s is no task: %+v", c.ID, c)
		}
		if want := deck.CardID("d/m#" + c.Task.ID); c.ID != want {
			t.Errorf("card %s, want %s", c.ID, want)
		}
		if c.Note.Section != "Chain" || c.Note.Model != "m" || c.Note.Front != c.Task.Prompt {
			t.Errorf("note of %s: %+v", c.ID, c.Note)
		}
		for _, before := range c.Note.After {
			if !strings.HasPrefix(string(before), "m#") {
				t.Errorf("%s comes after %s, which is no task of the model", c.ID, before)
			}
		}
	}
	names := make(map[deck.CardID]bool)
	for _, c := range cards {
		if names[c.ID] {
			t.Errorf("two cards are named %s", c.ID)
		}
		names[c.ID] = true
	}
	if !names["d/m#rebuild"] {
		t.Error("the model cannot be rebuilt")
	}
}

func TestTasksStandAmongTheNotesOfTheirTopic(t *testing.T) {
	text := "---\nid: d\ntitle: A deck\nlanguage: en\nversion: 1.0.0\n---\n# One\n\n## First? {#n1}\nA.\n\n## Second? {#n2 .both}\nB.\n\n# Two\n\n## Third? {#n3}\nC.\n"
	d, faults := deck.ParseFile("deck.md", []byte(text))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	d.Models = []*model.Model{chain("m", "Two"), chain("free", "")}
	var order []string
	for _, c := range d.Cards() {
		order = append(order, string(c.ID))
	}
	at := func(id string) int {
		i := slices.Index(order, id)
		if i < 0 {
			t.Fatalf("%s is not among %v", id, order)
		}
		return i
	}
	if at("d/n2#reverse") != at("d/n2")+1 {
		t.Errorf("the cards of a note are parted: %v", order)
	}
	if first := slices.IndexFunc(order, func(s string) bool { return strings.HasPrefix(s, "d/m#") }); first < at("d/n2#reverse") {
		t.Errorf("tasks of a later topic come first: %v", order)
	}
	if at("d/n3") > at("d/free#rebuild") || at("d/m#rebuild") > at("d/free#rebuild") {
		t.Errorf("a model without a topic does not stand last: %v", order)
	}
}

func TestTasksAndNotesAreSpreadEvenly(t *testing.T) {
	var b strings.Builder
	b.WriteString("---\nid: d\ntitle: A deck\nlanguage: en\nversion: 1.0.0\n---\n# One\n\n")
	for _, n := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"} {
		b.WriteString("## What is " + n + "? {#n" + n + "}\nThat.\n\n")
	}
	d, _ := deck.ParseFile("deck.md", []byte(b.String()))
	d.Models = []*model.Model{chain("m", "One")}
	cards := d.Cards()
	tasks := 0
	for i, c := range cards {
		if c.Task != nil {
			tasks++
		}
		due := (i + 1) * len(d.Models[0].Tasks()) / len(cards)
		if tasks < due-1 || tasks > due+1 {
			t.Fatalf("%d tasks among the first %d of %d cards, want about %d", tasks, i+1, len(cards), due)
		}
	}
}

func TestATaskKeepsItsProgressWhenNamesChange(t *testing.T) {
	m := chain("new", "")
	m.Was = []string{"old"}
	m.Constructs[0].Was = []string{"alpha"}
	d := &deck.Deck{ID: "d", Title: "A deck", Models: []*model.Model{m}}
	for _, c := range d.Cards() {
		if c.Task.ID != "name:a" {
			continue
		}
		for _, want := range []deck.NoteID{"old#name:a", "new#name:alpha", "old#name:alpha"} {
			if !slices.Contains(c.Note.Was, want) {
				t.Errorf("%s does not remember that it was %s: %v", c.ID, want, c.Note.Was)
			}
		}
		return
	}
	t.Fatal("there is no task to name a part")
}

func TestModelsStandInTheOrderOfTheirTopics(t *testing.T) {
	fsys := fstest.MapFS{"deck.md": {Data: []byte("---\nid: d\ntitle: A deck\nlanguage: en\nversion: 1.0.0\nsources:\n  s: {text: \"A, B. (2020). C.\"}\n---\n# One\n\n## First? {#n1}\nA.\n\n# Two\n\n## Second? {#n2}\nB.\n")}}
	for file, topic := range map[string]string{"a": "", "b": "Two", "c": "One"} {
		fsys["models/"+file+".yaml"] = &fstest.MapFile{Data: fmt.Appendf(nil, `id: %s
title: A model
kind: path
topic: %q
question: What leads to what?
standing: concept
sources: [s]
constructs:
  - {id: a, label: Alpha, role: antecedent, meaning: The first., standing: concept, source: s}
  - {id: b, label: Beta, role: focal, meaning: The second., standing: concept, source: s}
relations:
  - {from: a, to: b, sign: "+", meaning: It leads there., standing: concept, source: s}
`, file, topic)}
	}
	d, faults, err := deck.Parse(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range d.Models {
		got = append(got, m.ID)
	}
	if want := []string{"c", "b", "a"}; !slices.Equal(got, want) {
		t.Errorf("the models stand as %v, want %v; faults %v", got, want, faults)
	}
}
