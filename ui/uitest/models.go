package uitest

import (
	"testing"
	"testing/fstest"
	"time"

	"touchpoint/deck/model"
	"touchpoint/deck/study"
)

// Model reads a model, which must be without faults.
func Model(t *testing.T, yaml string) *model.Model {
	t.Helper()
	m, faults := model.Parse([]byte(yaml))
	if m == nil || len(faults) > 0 {
		t.Fatalf("the model is not as it should be: %v", faults)
	}
	return m
}

// ModelFolder is the folder of the deck d with models, of which each has its id as name.
func ModelFolder(t *testing.T, notes string, models ...string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{"deck.md": {Data: []byte(Head + notes)}}
	for _, yaml := range models {
		files["models/"+Model(t, yaml).ID+".yaml"] = &fstest.MapFile{Data: []byte(yaml)}
	}
	return files
}

// DeskWith opens a desk on the deck d with models, on a journal in a temporary folder.
func DeskWith(t *testing.T, now func() time.Time, notes string, models ...string) *study.Desk {
	t.Helper()
	return DeskOn(t, t.TempDir(), now, ModelFolder(t, notes, models...))
}

// PathModel has three parts in a row, a moderator of their first relation, and a part
// that does not belong.
const PathModel = `id: bakery
title: What fills a bakery
kind: path
question: Why do people come?
standing: concept
sources: [s]
constructs:
  - {id: smell, label: Smell, role: antecedent, meaning: What reaches the nose., standing: concept, source: s, at: [0, 1]}
  - {id: visit, label: Visit, role: focal, meaning: Coming in., standing: concept, source: s, at: [2, 1]}
  - {id: queue, label: Queue, role: outcome, meaning: People who wait., standing: concept, source: s, at: [4, 1]}
relations:
  - {from: smell, to: visit, sign: "+", meaning: It draws people in., standing: finding, source: s}
  - {from: visit, to: queue, sign: "-", meaning: Made up., standing: finding, source: s}
moderators:
  - id: weather
    label: Weather
    meaning: Sun or rain.
    standing: concept
    source: s
    at: [1, 2]
    levels: [{id: rain, label: Rain}, {id: sun, label: Sun}]
    acts:
      - {on: smell-visit, level: rain, change: weakens, text: In rain the smell carries less., standing: finding, source: s}
net: [[smell, queue]]
distractors: [{id: d-moon, label: Moon}]
`

// JourneyModel has three stages, two lanes and two touchpoints.
const JourneyModel = `id: trip
title: A trip
kind: journey
question: What happens when?
standing: concept
sources: [s]
stages:
  - {id: plan, label: Plan, meaning: Before., standing: concept, source: s}
  - {id: go, label: Go, meaning: On the way., standing: concept, source: s}
  - {id: tell, label: Tell, meaning: Afterwards., standing: concept, source: s}
lanes:
  - {id: own, label: Own, meaning: One's own., standing: concept, source: s}
  - {id: other, label: Others, meaning: Not one's own., standing: concept, source: s}
touchpoints:
  - {id: map, label: Map, stage: plan, lane: own, meaning: Shows the way., standing: concept, source: s}
  - {id: train, label: Train, stage: go, lane: other, meaning: Goes there., standing: concept, source: s}
scenarios:
  - id: ada
    label: Ada goes to the sea
    steps:
      - {stage: plan, lane: own, text: Ada looks at a map.}
      - {stage: go, lane: other, text: She takes the train.}
      - {stage: tell, lane: other, text: A friend shows pictures.}
`

// ContingencyModel has two alternatives, two conditions and a rule without any.
const ContingencyModel = `id: rain
title: Umbrella or coat
kind: contingency
question: What keeps you dry?
standing: concept
sources: [s]
alternatives:
  - {id: brolly, label: Umbrella, meaning: Held over the head., standing: concept, source: s}
  - {id: coat, label: Coat, meaning: Worn., standing: concept, source: s}
conditions:
  - {id: wind, label: Wind, meaning: How hard it blows., standing: concept, source: s, values: [{id: calm, label: Calm}, {id: gale, label: Gale}]}
  - {id: hands, label: Hands, meaning: What they hold., standing: concept, source: s, values: [{id: free, label: Free}, {id: full, label: Full}]}
rules:
  - {id: usual, says: favours, alternative: brolly, meaning: More people use one., standing: finding, source: s}
  - {id: storm, when: {wind: gale}, says: favours, alternative: coat, meaning: Umbrellas turn inside out., standing: finding, source: s}
  - {id: busy, when: {hands: full}, says: unknown, alternative: coat, meaning: It was asked., standing: not-shown, source: s}
`

// ClassificationModel sorts five fruits by colour.
const ClassificationModel = `id: fruit
title: Kinds of fruit
kind: classification
question: What is what?
standing: concept
sources: [s]
root: {id: fruits, label: Fruits, meaning: What grows on trees., standing: concept, source: s}
facets:
  - id: colour
    label: Colour
    question: Is it red or yellow?
    meaning: What one sees.
    standing: concept
    source: s
    categories:
      - {id: red, label: Red, meaning: Like blood., standing: concept, source: s}
      - {id: yellow, label: Yellow, meaning: Like the sun., standing: concept, source: s}
items:
  - {id: cherry, label: Cherry, in: {colour: red}, meaning: Small., standing: concept, source: s}
  - {id: strawberry, label: Strawberry, in: {colour: red}, meaning: Sweet., standing: concept, source: s}
  - {id: raspberry, label: Raspberry, in: {colour: red}, meaning: Soft., standing: concept, source: s}
  - {id: currant, label: Currant, in: {colour: red}, meaning: Sour., standing: concept, source: s}
  - {id: poppy, label: Pomegranate, in: {colour: red}, meaning: Full of seeds., standing: concept, source: s}
  - {id: banana, label: Banana, in: {colour: yellow}, meaning: Bent., standing: concept, source: s}
cases:
  - {id: f1, text: Something like the sun., in: {colour: yellow}, why: The sun is yellow., fictitious: true, standing: inference, source: s}
`
