package deck_test

import (
	"strings"
	"testing"

	"touchpoint/deck"
)

// TestHabits: what other programs take for a gap, a sound or a formula is told of, and mended
// into what it is here. What only looks like it is left alone.
func TestHabits(t *testing.T) {
	for _, test := range []struct{ note, want, mended string }{
		{
			"## A {#a .cloze}\nAt {{c1::80}} for {{c2::two::minutes}}.\n",
			`4: the answer of this gap is "c1", and "80" its hint; write {{1:80}} [anki-gap]`,
			"## A {#a .cloze}\nAt {{1:80}} for {{2:two::minutes}}.\n",
		},
		{
			"## A {#a .cloze}\nAt {{1:c1::80}}.\n", // as deck fmt once left it
			`4: the answer of this gap is "c1", and "80" its hint; write {{1:80}} [anki-gap]`,
			"## A {#a .cloze}\nAt {{1:80}}.\n",
		},
		{"## A {#a .cloze}\nVitamin {{c1}} and {{c2 is::not one}}.\n", "", ""},
		{
			"## A {#a}\nHear [sound:tea cup.mp3] and [sound:x.mp3]\n",
			"6: this is no sound and shows as it is written; write [Listen](<media/tea cup.mp3>) [sound]\n" +
				"30: this is no sound and shows as it is written; write [Listen](media/x.mp3) [sound]",
			"## A {#a}\nHear [sound:tea cup.mp3] and [Listen](media/x.mp3)\n",
		},
		{
			"## A {#a}\nThus \\(E=mc^2\\), $$x_1$$ and $\\frac12$\n",
			"6: this is no formula and shows as it is written; write $`E=mc^2`$ [formula]\n" +
				"18: this is no formula and shows as it is written; write $`x_1`$ [formula]\n" +
				"30: this is no formula and shows as it is written; write $`\\frac12`$ [formula]",
			"## A {#a}\nThus $`E=mc^2`$, $`x_1`$ and $`\\frac12`$\n",
		},
		{"## A {#a}\nFrom $5 to $6, \\(so\\) \\[1\\], `\\(x^2\\)`, $`x^2`$ and US$ or A$.\n", "", ""},
		{"## A {#a}\nHear \\[sound:x.mp3\\]\n", "", ""},
		{"## A {#a}\nFrom \\$5_000 to 6$, \\[see note_1\\], \\[@smith_2018\\] and $HOME_DIR/$FILE.\n", "", ""},
		{
			"## A {#a}\nSo $CO_2$ and $\\text{tea}_i$\n",
			"4: this is no formula and shows as it is written; write $`CO_2`$ [formula]\n" +
				"15: this is no formula and shows as it is written; write $`\\text{tea}_i`$ [formula]",
			"## A {#a}\nSo $`CO_2`$ and $`\\text{tea}_i`$\n",
		},
		{"## A {#a}\n```\n[sound:x.mp3] $x^2$\n```\n", "", ""},
	} {
		const head = "---\nid: d\ntitle: D\n---\n"
		d, faults := deck.ParseFile("a.md", []byte(head+test.note))
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		var got []string
		var edits []deck.Edit
		for _, f := range deck.Check(d, nil) {
			if f.Rule == "broken-media" {
				continue
			}
			got = append(got, strings.TrimPrefix(strings.Replace(f.Brief(), " warning:", "", 1), "a.md:6:"))
			edits = append(edits, f.Edits...)
		}
		if strings.Join(got, "\n") != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.note, strings.Join(got, "\n"), test.want)
		}
		if test.mended == "" {
			continue
		}
		mended, err := deck.Mend([]byte(head+test.note), edits)
		if err != nil || string(mended) != head+test.mended {
			t.Errorf("%s\nis mended as\n%s\n%v", test.note, mended, err)
		}
	}
}
