package diff_test

import (
	"strings"
	"testing"

	"touchpoint/deck/diff"
)

func TestDoubts(t *testing.T) {
	const filter = "## What holds back the grounds? {#filter}\nA paper filter does.\n"
	const roast = "## Which beans taste of smoke? {#filter}\nThose roasted longest, nearly burnt.\n"
	for _, test := range []struct {
		name, old, now string
		want           []string // what the doubts begin with
	}{
		{"nothing", filter, filter, nil},
		{"reworded", filter, "## Which part holds the grounds? {#filter}\nThe filter.\n", nil},
		{"said in short", filter, "## Grounds? {#filter}\nPaper.\n", nil},
		{"another note", filter, roast, []string{"“filter” asked “What holds back the grounds?” and asks “Which beans taste of smoke?” now."}},
		{
			"ids swapped", "## What is one? {#a}\nOne is the first.\n## What is two? {#b}\nTwo is the second.\n", "## What is two? {#a}\nTwo is the second.\n## What is one? {#b}\nOne is the first.\n",
			[]string{"“a” is the id of “What is two?” now. It was that of “What is one?”, which is “b” now", "“b” is the id of “What is one?” now."},
		},
		{"renamed", filter, strings.Replace(filter, "{#filter}", `{#paper was="filter"}`, 1), nil},
		{"a new question under an old heading", "## Sum {#a .cloze}\n{{One}} is here.\n", "## Sum {#a .cloze}\nEntirely {{different}} matters follow.\n", nil},
		{
			"a former id forgotten", strings.Replace(filter, "{#filter}", `{#filter was="paper sieve"}`, 1), strings.Replace(filter, "{#filter}", `{#filter was="sieve"}`, 1),
			[]string{"“filter” was “paper” once and does not say so any more"},
		},
		{
			"forgotten on the way", strings.Replace(filter, "{#filter}", `{#filter was="paper"}`, 1), strings.Replace(filter, "{#filter}", `{#sieve was="filter"}`, 1),
			[]string{"“sieve” was “paper” once"},
		},
		{"handed on", strings.Replace(filter, "{#filter}", `{#filter was="paper"}`, 1), strings.Replace(filter, "{#filter}", `{#sieve was="filter paper"}`, 1), nil},
		{"other signs", "## 什么是咖啡豆的研磨？ {#a}\n越细越快。\n", "## 茶叶怎样保存 {#a}\n避光干燥处。\n", []string{"“a” asked"}},
	} {
		d := diff.Decks(one(t, test.old), one(t, test.now))
		for i := range max(len(d.Doubts), len(test.want)) {
			if i >= len(test.want) || i >= len(d.Doubts) || !strings.HasPrefix(d.Doubts[i], test.want[i]) {
				t.Errorf("%s: %q, want %q", test.name, d.Doubts, test.want)
				break
			}
		}
	}
	old := one(t, filter)
	now := parse(t, "deck.md", strings.Replace(front, "id: a", "id: b", 1)+roast)
	if d := diff.Decks(old, now); len(d.Doubts) > 0 {
		t.Errorf("another deck: %q", d.Doubts)
	}
	if d := diff.Decks(old, parse(t, "deck.md", strings.Replace(front, "id: a", "id: a\nlanguage: da", 1)+roast)); len(d.Doubts) > 0 {
		t.Errorf("a translation: %q", d.Doubts)
	}
}

// TestDoubtsAboutModels: the former id of a model is written as its file has it, and not as
// a heading has that of a note.
func TestDoubtsAboutModels(t *testing.T) {
	const brewing = "id: brewing\nwas: filter\ntitle: Brewing\nkind: path\nconstructs:\n  - {id: a, label: Grind, standing: concept}\n  - {id: b, label: Taste, standing: concept}\npaths:\n  - {from: a, to: b, sign: positive, standing: concept}\n"
	const note = front + "## What is one? {#a}\nOne is the first.\n"
	old := parse(t, "deck.md", note, "models/brewing.yaml", brewing)
	d := diff.Decks(old, parse(t, "deck.md", note, "models/brewing.yaml", strings.Replace(brewing, "was: filter\n", "", 1)))
	if len(d.Doubts) != 1 || !strings.HasSuffix(d.Doubts[0], "Keep was: filter in its file.") {
		t.Errorf("%q", d.Doubts)
	}
}

// TestDoubtsAreFew: an author who gave many ids anew is told of some.
func TestDoubtsAreFew(t *testing.T) {
	var old, now strings.Builder
	for _, id := range strings.Fields("a b c d e f g h") {
		old.WriteString("## Kettle " + id + " boils water {#" + id + "}\nHeating element inside " + id + ".\n")
		now.WriteString("## Sugar " + id + " tastes sweet {#" + id + "}\nSucrose crystals dissolve " + id + ".\n")
	}
	d := diff.Decks(one(t, old.String()), one(t, now.String()))
	if n := len(d.Doubts); n != 6 || d.Doubts[5] != "The same goes for 3 others." {
		t.Errorf("%d doubts: %q", n, d.Doubts)
	}
}
