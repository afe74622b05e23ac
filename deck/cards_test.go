package deck_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

const kinds = head + `
## Basic {#basic}
back

> why

## Both {#both .both}
other side

## Cloze {#cloze .cloze}
{{2:b}} {{a::hint}} {{2:c}}

## Choice {#choice .choice}
lead

- [x] right
- [ ] wrong

behind

## Choices {#choices .choice}
- [x] one
- [x] two
- [ ] wrong

## Typed {#typed .typed}
*answer*
= other

behind

## Order {#order .order}
lead

1. first
2. second
`

func mustParse(t *testing.T, src string) *deck.Deck {
	t.Helper()
	d, faults := deck.ParseFile("a.md", []byte(src))
	if len(faults) > 0 {
		t.Fatalf("faults = %q, want none", brief(faults))
	}
	return d
}

func TestCards(t *testing.T) {
	heading := deck.Block{Kind: deck.Heading, Level: 2, Spans: []deck.Span{plain("Cloze")}}
	cloze := []deck.Block{heading, para(deck.Span{Text: "b", Gap: 2}, plain(" "), deck.Span{Text: "a", Gap: 1, Hint: "hint"}, plain(" "), deck.Span{Text: "c", Gap: 2})}
	list := func(ordered bool, start int, items ...string) deck.Block {
		b := deck.Block{Kind: deck.List, Ordered: ordered, Start: start}
		for _, item := range items {
			b.Items = append(b.Items, []deck.Block{para(plain(item))})
		}
		return b
	}
	type side struct {
		ID          deck.CardID
		Gap         int
		Front, Back []deck.Block
	}
	want := []side{
		{"d/basic", 0, []deck.Block{para(plain("Basic"))}, []deck.Block{para(plain("back"))}},
		{"d/both", 0, []deck.Block{para(plain("Both"))}, []deck.Block{para(plain("other side"))}},
		{"d/both#reverse", 0, []deck.Block{para(plain("other side"))}, []deck.Block{para(plain("Both"))}},
		{"d/cloze#1", 1, cloze, cloze},
		{"d/cloze#2", 2, cloze, cloze},
		{"d/choice", 0, []deck.Block{para(plain("Choice")), para(plain("lead"))}, []deck.Block{para(plain("right")), para(plain("behind"))}},
		{"d/choices", 0, []deck.Block{para(plain("Choices"))}, []deck.Block{list(false, 0, "one", "two")}},
		{"d/typed", 0, []deck.Block{para(plain("Typed"))}, []deck.Block{para(plain("answer")), para(plain("behind"))}},
		{"d/order", 0, []deck.Block{para(plain("Order")), para(plain("lead"))}, []deck.Block{list(true, 1, "first", "second")}},
	}
	d := mustParse(t, kinds)
	var got []side
	for _, c := range d.Cards() {
		if c.Deck != d {
			t.Errorf("the card %s does not point to its deck", c.ID)
		}
		got = append(got, side{c.ID, c.Gap(), c.Front(), c.Back()})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cards differ (-want +got):\n%s", diff)
	}
}

func TestMakeCardID(t *testing.T) {
	if got, want := deck.MakeCardID("d", "n", ""), deck.CardID("d/n"); got != want {
		t.Errorf("MakeCardID without a facet = %q, want %q", got, want)
	}
	if got, want := deck.MakeCardID("d", "n", "2"), deck.CardID("d/n#2"); got != want {
		t.Errorf("MakeCardID with a facet = %q, want %q", got, want)
	}
}

func TestLookUp(t *testing.T) {
	d := mustParse(t, "---\nid: d\ntitle: D\nsources: {a: A, b: B}\n---\n## A {#x}\n[@a] x\n## B {#y}\ny\n")
	if n, ok := d.Note("y"); !ok || n.Front != "B" {
		t.Errorf("Note(y) = %v, %t, want the second note", n, ok)
	}
	if n, ok := d.Note("z"); ok || n != nil {
		t.Errorf("Note(z) = %v, %t, want none", n, ok)
	}
	if s, ok := d.Source("b"); !ok || s.Text != "B" {
		t.Errorf("Source(b) = %v, %t, want the second source", s, ok)
	}
	if s, ok := d.Source("c"); ok || s != nil {
		t.Errorf("Source(c) = %v, %t, want none", s, ok)
	}
	// The notes may be changed after parsing: nothing may be found where it was.
	d.Notes = d.Notes[1:]
	if n, ok := d.Note("x"); ok {
		t.Errorf("Note(x) after it was removed = %v, want none", n)
	}
	if n, ok := d.Note("y"); !ok || n != &d.Notes[0] {
		t.Errorf("Note(y) after it moved = %v, %t, want the first note", n, ok)
	}
}

// TestDeckByHand checks that a deck need not come from a text.
func TestDeckByHand(t *testing.T) {
	d := &deck.Deck{ID: "d", Notes: []deck.Note{
		{ID: "a", Kind: deck.Basic, Front: "A", Back: "x ![](y.png)", Cites: []string{"s"}, After: []deck.NoteID{"b", "c"}},
		{ID: "b", Kind: deck.Cloze, Front: "B", Back: "{{x}}", Gaps: []deck.Gap{{Number: 1, Text: "x"}}, After: []deck.NoteID{"a"}},
	}}
	if n, ok := d.Note("b"); !ok || n.Kind != deck.Cloze {
		t.Errorf("Note(b) = %v, %t, want the second note", n, ok)
	}
	var rules []string
	for _, f := range deck.Check(d, nil) {
		rules = append(rules, f.Rule)
	}
	want := []string{"unknown-source", "missing-alt", "unresolved-prerequisite", "circular-prerequisite"}
	if diff := cmp.Diff(want, rules); diff != "" {
		t.Errorf("rules of the faults differ (-want +got):\n%s", diff)
	}
}
