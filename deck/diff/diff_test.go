package diff_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/assets"
	"touchpoint/deck"
	"touchpoint/deck/diff"
	"touchpoint/deck/library"
)

const front = "---\nid: a\ntitle: Alpha\nversion: 1.0.0\n---\n"

func parse(t testing.TB, files ...string) *deck.Deck {
	t.Helper()
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	d, _, err := deck.Parse(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// one parses a deck of one file.
func one(t testing.TB, text string) *deck.Deck { return parse(t, "deck.md", front+text) }

// brief is a change in a line: what, of what, how many cards, whether progress is kept.
func brief(d diff.Diff) []string {
	var list []string
	for _, c := range d.Changes {
		of := string(c.Note)
		switch {
		case c.Part != "":
			of = c.Model + "#" + c.Part
		case c.Model != "":
			of = c.Model
		case of == "" && c.Section != "":
			of = "section " + c.Section
		}
		keeps := "keeps"
		if !c.Keeps {
			keeps = "loses"
		}
		list = append(list, strings.TrimSpace(fmt.Sprintf("%s %s %d %s", c.Kind, of, len(c.Cards), keeps)))
	}
	return list
}

func TestNotes(t *testing.T) {
	for _, test := range []struct {
		name, old, now string
		changes        []string
		summary        []string
	}{
		{"nothing", "## One {#one}\nx\n", "## One {#one}\nx\n", nil, []string{"Nothing changes."}},
		{
			"added", "## One {#one}\nx\n", "## One {#one}\nx\n\n## Two {#two .both}\nx\n",
			[]string{"added two 2 keeps"},
			[]string{"2 cards are new."},
		},
		{
			"reworded", "## One {#one}\nx\n\n## Two {#two}\nx\n", "## Uno {#one}\nx\n\n## Two {#two}\ny\n> Because.\n",
			[]string{"reworded one 1 keeps", "reworded two 1 keeps"},
			[]string{"2 questions are worded differently; progress is kept."},
		},
		{
			"removed", "## One {#one}\nx\n\n## Two {#two .both}\nx\n", "## One {#one}\nx\n",
			[]string{"removed two 2 loses"},
			[]string{"2 cards go away; their history is archived."},
		},
		{
			"renamed", "## One {#one .both}\nx\n", "## One {#uno .both was=one}\nx\n",
			[]string{"renamed uno 2 keeps"},
			[]string{"1 note has another id; progress is kept."},
		},
		{
			"renamed without was", "## One {#one}\nx\n", "## One {#uno}\nx\n",
			[]string{"added uno 1 keeps", "removed one 1 loses"},
			[]string{"1 card is new.", "1 card goes away; its history is archived."},
		},
		{
			"was of a living note", "## One {#one}\nx\n\n## Two {#two}\nx\n", "## One {#one}\nx\n\n## Two {#zwei was=one}\nx\n",
			[]string{"added zwei 1 keeps", "removed two 1 loses"},
			[]string{"1 card is new.", "1 card goes away; its history is archived."},
		},
		{
			"from another deck", "## One {#one}\nx\n", "## One {#one}\nx\n\n## Two {#two was=\"other/zwei\"}\nx\n",
			[]string{"added two 1 keeps"},
			[]string{"1 note comes from another deck; progress is kept."},
		},
		{
			"a gap more, a gap less", "## G {#g .cloze}\n{{1:a}} {{2:b}}\n", "## G {#g .cloze}\n{{1:a}} {{3:c}} b\n",
			[]string{"reworded g 3 loses"},
			[]string{"1 card is new.", "1 question is worded differently, and some of its cards go away.", "1 card goes away; its history is archived."},
		},
		{
			"both ways", "## One {#one}\nx\n", "## One {#one .both}\nx\n",
			[]string{"rekinded one 2 keeps"},
			[]string{"1 card is new.", "1 question is asked in another way."},
		},
		{
			"moved", "# A\n## One {#one}\nx\n\n## Two {#two}\nx\n# B\n## Three {#three}\nx\n", "# A\n## One {#one}\nx\n# B\n## Three {#three}\nx\n\n## Two {#two}\nx\n",
			[]string{"moved two 1 keeps"},
			[]string{"1 note stands in another section."},
		},
		{
			"section renamed", "# A\n## One {#one}\nx\n\n## Two {#two}\nx\n", "# Z\n## One {#one}\nx\n\n## Two {#two}\nx\n",
			[]string{"renamed section Z 0 keeps"},
			[]string{"1 section has another title."},
		},
		{
			"reordered", "# A\n## One {#one}\nx\n\n## Two {#two}\nx\n\n## Three {#three}\nx\n", "# A\n## Three {#three}\nx\n\n## One {#one}\nx\n\n## Two {#two}\nx\n",
			[]string{"reordered section A 0 keeps"},
			[]string{"1 section is in another order."},
		},
		{
			"tags", "## One {#one}\nx\n", "## One {#one tags=exam}\nx\n",
			[]string{"metadata one 1 keeps"},
			[]string{"Only details beside the questions change; progress is kept."},
		},
		{
			"all at once", "# A\n## One {#one}\nx\n# B\n## Two {#two}\nx\n", "# A\n## X {#x}\nx\n# B\n## Two {#two}\nx\n\n## Eins {#uno .both was=one}\nx\n",
			[]string{"added x 1 keeps", "renamed uno 2 keeps", "rekinded uno 2 keeps", "moved uno 2 keeps", "reworded uno 2 keeps"},
			[]string{
				"2 cards are new.", "1 question is worded differently; progress is kept.", "1 question is asked in another way.",
				"1 note has another id; progress is kept.", "1 note stands in another section.",
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := diff.Decks(one(t, test.old), one(t, test.now))
			if diff := cmp.Diff(test.changes, brief(d)); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.summary, d.Summary()); diff != "" {
				t.Errorf("summary (-want +got):\n%s", diff)
			}
			if d.Empty() != (len(test.changes) == 0) {
				t.Errorf("Empty = %t", d.Empty())
			}
		})
	}
}

func TestLines(t *testing.T) {
	d := diff.Decks(
		one(t, "## **One** {#one .choice}\n- [x] a\n- [ ] b\n"),
		one(t, "## Two {#one .choice}\n- [ ] a\n- [x] b\n\n> Why.\n"),
	)
	want := []string{
		"Question before: One", "Question now: Two",
		"Options before: a (right); b", "Options now: a; b (right)",
		"Explanation added: Why.",
	}
	if diff := cmp.Diff(want, d.Changes[0].Lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	d = diff.Decks(parse(t, "deck.md", front+"## One {#one}\nx\n"), parse(t, "deck.md", strings.Replace(front, "1.0.0", "1.1.0\nauthors: [Ann]", 1)+"## One {#one}\n**x**\n"))
	want = []string{"Version before: 1.0.0", "Version now: 1.1.0", "Authors added: Ann", "The markup of the answer is different."}
	if diff := cmp.Diff(want, append(d.Changes[0].Lines, d.Changes[1].Lines...)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOfNothing(t *testing.T) {
	d := one(t, "## One {#one}\nx\n\n## Two {#two}\nx\n")
	if got := diff.Decks(nil, d); len(got.New) != 2 || len(got.Changes) != 2 {
		t.Errorf("a deck that was not there: %+v", got)
	}
	if got := diff.Decks(d, nil); len(got.Gone) != 2 || got.Kept != 0 {
		t.Errorf("a deck that is gone: %+v", got)
	}
	if got := diff.Decks(nil, nil); !got.Empty() {
		t.Errorf("nothing and nothing: %+v", got)
	}
	other := parse(t, "deck.md", strings.Replace(front, "id: a", "id: b", 1)+"## One {#one}\nx\n\n## Two {#two}\nx\n")
	if got := diff.Decks(d, other); len(got.Gone) != 2 || len(got.New) != 2 || got.Kept != 0 {
		t.Errorf("another deck with the same notes: %+v", got)
	}
}

const path = `id: m
title: Drivers
kind: path
constructs:
  - {id: trust, label: Trust, role: antecedent, standing: inference}
  - {id: ease, label: Ease, role: antecedent, standing: inference}
  - {id: ce, label: Engagement, role: focal, standing: inference}
  - {id: sales, label: Sales, role: outcome, standing: inference}
relations:
  - {from: trust, to: ce, sign: "+", standing: inference}
  - {from: ease, to: ce, sign: "+", standing: inference}
  - {from: ce, to: sales, sign: "+", standing: inference}
`

func TestModels(t *testing.T) {
	note := front + "## One {#one}\nx\n"
	for _, test := range []struct {
		name     string
		old, now string // of the model
		changes  []string
	}{
		{"nothing but its layout", path, "# a comment\n" + path, nil},
		{"reworded part", path, strings.Replace(path, "label: Trust", "label: Confidence", 1), []string{"reworded m#trust 1 keeps"}},
		{"sign", path, strings.Replace(path, `to: sales, sign: "+"`, `to: sales, sign: "-"`, 1), []string{"reworded m#ce-sales 1 keeps"}},
		{"title", path, strings.Replace(path, "Drivers", "What drives", 1), []string{"reworded m 8 keeps"}},
		{"renamed", path, strings.Replace(path, "id: m\n", "id: n\nwas: m\n", 1), []string{"renamed n 8 keeps"}},
		{"added", "", path, []string{"added m 8 keeps"}},
		{"removed", path, "", []string{"removed m 8 loses"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			load := func(text string) *deck.Deck {
				if text == "" {
					return parse(t, "deck.md", note)
				}
				return parse(t, "deck.md", note, "models/m.yaml", text)
			}
			d := diff.Decks(load(test.old), load(test.now))
			if diff := cmp.Diff(test.changes, brief(d)); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
		})
	}
}

// TestEveryCardIsTold checks on the embedded decks that whatever part of a model goes,
// each card that comes or goes with it stands in a change.
func TestEveryCardIsTold(t *testing.T) {
	for _, name := range assets.Decks() {
		fsys, err := assets.Deck(name)
		if err != nil {
			t.Fatal(err)
		}
		old, _, err := deck.Parse(fsys)
		if err != nil {
			t.Fatal(err)
		}
		for i, m := range old.Models {
			now := *old
			now.Models = append(append(now.Models[:0:0], old.Models[:i]...), old.Models[i+1:]...)
			told(t, diff.Decks(old, &now))
			less := *m
			less.Relations = less.Relations[:len(less.Relations)/2]
			less.Touchpoints = less.Touchpoints[:len(less.Touchpoints)/2]
			less.Rules = less.Rules[:len(less.Rules)/2]
			less.Items = less.Items[:len(less.Items)/2]
			less.Cases = less.Cases[:len(less.Cases)/2]
			now.Models = append(append(now.Models, old.Models[:0:0]...), &less)
			told(t, diff.Decks(old, &now))
			told(t, diff.Decks(&now, old))
		}
	}
}

func told(t *testing.T, d diff.Diff) {
	t.Helper()
	told := map[deck.CardID]bool{}
	for _, c := range d.Changes {
		for _, id := range c.Cards {
			told[id] = true
		}
	}
	for _, id := range append(d.New, d.Gone...) {
		if !told[id] {
			t.Errorf("no change tells of %s", id)
		}
	}
}

// TestProgressIsAsTheLibrarySays is the property that the account of cards is what the
// library makes of the same two versions.
func TestProgressIsAsTheLibrarySays(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		draw := func(label string) string {
			var b strings.Builder
			b.WriteString(front)
			for id := range 8 {
				if rapid.Bool().Draw(r, label) {
					kind := rapid.SampledFrom([]string{"", " .both", " .cloze"}).Draw(r, "kind")
					was := ""
					if rapid.Bool().Draw(r, "renamed") {
						was = fmt.Sprintf(` was="n%d n%d"`, rapid.IntRange(0, 7).Draw(r, "was"), rapid.IntRange(0, 7).Draw(r, "was"))
					}
					fmt.Fprintf(&b, "## Question %d {#n%d%s%s}\n{{1:a}} {{2:%d}}\n\n", id, id, kind, was, rapid.IntRange(0, 2).Draw(r, "word"))
				}
			}
			return b.String()
		}
		before, text := draw("old"), draw("now")
		old, now := parse(t, "deck.md", before), parse(t, "deck.md", text)
		l, err := library.Open(library.Source{Name: "a", FS: fstest.MapFS{"deck.md": {Data: []byte(text)}}})
		if err != nil {
			t.Fatal(err)
		}
		d := diff.Decks(old, now)
		gone := map[deck.CardID]bool{}
		for _, id := range d.Gone {
			gone[id] = true
		}
		for _, c := range old.Cards() {
			_, same := l.Card(c.ID)
			_, renamed := l.Renames()[c.ID]
			if kept := same || renamed; kept == gone[c.ID] {
				t.Fatalf("%s: kept %t, but gone %t", c.ID, kept, gone[c.ID])
			}
		}
		told(t, d)
	})
}
