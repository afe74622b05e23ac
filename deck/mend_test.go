package deck_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
)

// faultsOf parses and checks a file.
func faultsOf(src []byte) (*deck.Deck, []deck.Fault) {
	d, faults := deck.ParseFile("a.md", src)
	faults = append(faults, deck.Check(d, fstest.MapFS{})...)
	deck.SortFaults(d, faults)
	return d, faults
}

// checkMends checks of each fault with edits that they remove it and leave the notes in
// which it does not stand as they are.
func checkMends(t reporter, src []byte) {
	t.Helper()
	d, faults := faultsOf(src)
	for _, f := range faults {
		if len(f.Edits) == 0 {
			continue
		}
		mended, err := deck.Mend(src, f.Edits)
		if err != nil {
			t.Fatalf("%s: %v, for %+v in %q", f.Brief(), err, f.Edits, src)
		}
		after, left := faultsOf(mended)
		if count(left, f) >= count(faults, f) {
			t.Fatalf("%s: still there after %+v:\n%q\n%q", f.Brief(), f.Edits, src, mended)
		}
		for i, n := range d.Notes {
			end := 1 << 30
			if i+1 < len(d.Notes) {
				end = d.Notes[i+1].Pos.Line
			}
			if f.Pos.Line >= n.Pos.Line && f.Pos.Line < end || n.Derived {
				continue
			}
			got, ok := after.Note(n.ID)
			if !ok {
				t.Fatalf("%s: the note %s is gone after %+v:\n%q\n%q", f.Brief(), n.ID, f.Edits, src, mended)
			}
			same := *got
			same.Pos, same.Section = n.Pos, n.Section
			if diff := cmp.Diff(n, same); diff != "" {
				t.Fatalf("%s: the note %s is another after %+v:\n%s", f.Brief(), n.ID, f.Edits, diff)
			}
		}
	}
}

// count counts the faults that say the same as f, numbers of lines aside.
func count(faults []deck.Fault, f deck.Fault) int {
	said := func(f deck.Fault) string {
		return f.Rule + strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return -1
			}
			return r
		}, f.Message)
	}
	n := 0
	for _, g := range faults {
		if said(g) == said(f) {
			n++
		}
	}
	return n
}

// slips are pieces of decks with something that can be mended.
var slips = []string{
	"## A {#a}\nx\n", "## B {#a}\ny\n", "## C {#C d}\nz\n", "## D {#d .clozed}\n{{x}}\n", "## E {#e after=aa}\nx\n", "## F {#f afer=a}\nx\n",
	"## G\nx\n", "##H {#h}\nx\n", "#I\n", "## J {#j\nx\n", "## K {#k} what\nx\n", "## L {#l choice}\n- [ ] a\n- [x] b\n", "## M {#m}\n- [ ] a\n- [x] b\n",
	"## N {#n .typed}\n= a\n", "## N {#n2 .typed}\na\n=\n= c\n", "## O {#o}\nx [@ke, @key]\n", "## P {#p}\nx [@kez]\n", "## Q {#q tags=}\nx\n", "## Q {#q1 tags=\"\" .both}\nx y\n",
	"## R {#r after=\"a}\nx\n", "## S {#s}\n```\nx\n\n\n", "## T {#t}\ncaf\xe9 \x93x\x94\n", "# U {#u}\n", "## V {#v, .both}\nxx\n", "## W {#w}\n[l](www.x.org)\n",
	"## X {#x}\n\ttab\n\ttab\n", "## Y {#y}\n![a](a b.png)\n", "## Z {#z after=A}\nx\n", "---\nid: d\ntitel: x\n---\n", "---\ntitle: x\n---\n", "---\nid: D\ntitle: T\n", "---\n",
	"## P {#pp}\n<b>x</b> <i>y</i>\n", "<p>a</p><p>b</p>\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n", "a<br>b<br/>c<br>\n", "<br>", "<div><span style=\"x\">a</span></div>", "</b>", "<b>", "</p>",
	"<a href=\"https://x.org\">x</a>", "<h2>T</h2>", "<b> x </b>", "<code>x</code>", "<ol><li>a<li>b</ol>", "<script>", "> <p>q</p>\n", "- <li>x</li>\n", "| <br> | <p>a</p> |\n|--|--|\n",
	"\n", "\n\n", "\r\n", "x", " ", "\ufeff", "## É {#é}\nx\n", "é流", "## A <b>x</b> <br> y {#hh}\nx\n", "## Map {#map .occlude}\n![a](media/a.png)\n- 1 2 3 4 <b>x</b>\n",
}

func TestPropertyOfEdits(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		head := rapid.SampledFrom([]string{"", "---\nid: d\ntitle: D\nsources:\n  key: K\n---\n", "\ufeff---\r\nid: d\r\n---\r\n"}).Draw(t, "head")
		piece := rapid.OneOf(rapid.SampledFrom(slips), rapid.SampledFrom(slips), rapid.SampledFrom(snippets))
		return head + strings.Join(rapid.SliceOfN(piece, 0, 16).Draw(t, "pieces"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		src := text.Draw(t, "text")
		if rapid.Bool().Draw(t, "carriage returns") {
			src = strings.ReplaceAll(strings.ReplaceAll(src, "\r\n", "\n"), "\n", "\r\n")
		}
		checkMends(t, []byte(src))
	})
}

// TestMend mends what a fault of a rule says of a file.
func TestMend(t *testing.T) {
	const head = "---\nid: d\ntitle: D\nsources:\n  key2019: K\n---\n"
	tests := map[string]struct{ rule, src, want string }{
		"a file without front matter": {"deck-id", "## A {#a}\nx\n", "---\nid: a\ntitle: A\n---\n## A {#a}\nx\n"},
		"front matter without marks":  {"deck-id", "id: b\ntitle: B\n\n## A {#a}\nx\n", "---\nid: b\ntitle: B\n---\n\n## A {#a}\nx\n"},
		"a mark at its end only":      {"deck-id", "id: b\n---\n## A {#a}\nx\n", "---\nid: b\n---\n## A {#a}\nx\n"},
		"only much like front matter": {"deck-id", "id: b: c\n## A {#a}\nx\n", "---\nid: a\ntitle: A\n---\nid: b: c\n## A {#a}\nx\n"},
		"no id":                       {"deck-id", "---\ntitle: \"My: deck\"\n# why\nversion: 1\n---\n", "---\nid: my-deck\ntitle: \"My: deck\"\n# why\nversion: 1\n---\n"},
		"no title":                    {"deck-title", "---\r\nid: my-deck\r\nversion: 1\r\n---\r\n", "---\r\nid: my-deck\r\ntitle: My deck\r\nversion: 1\r\n---\r\n"},
		"unclosed front matter":       {"front-matter", "---\nid: d\ntitle: D\n\n## A {#a}\nx\n", "---\nid: d\ntitle: D\n---\n\n## A {#a}\nx\n"},
		"a name that is misspelt":     {"unknown-key", "---\nid: d\ntitel: D\n---\n", "---\nid: d\ntitle: D\n---\n"},
		"a bad id of a deck":          {"bad-id", "---\nid: My Deck\ntitle: D\n---\n", "---\nid: my-deck\ntitle: D\n---\n"},

		"a missing id":            {"missing-id", head + "## What is *it*? ##\nx\n", head + "## What is *it*? ## {#what-is-it}\nx\n"},
		"a missing id in braces":  {"missing-id", "\ufeff" + head + "## A {tags=b .both}\r\nxx\r\n", "\ufeff" + head + "## A {#a .both tags=\"b\"}\r\nxx\r\n"},
		"an id twice":             {"duplicate-id", head + "## A {#a}\nx\n## B {#a}\ny\n## C {#c was=a-2}\nz\n", head + "## A {#a}\nx\n## B {#a-3}\ny\n## C {#c was=a-2}\nz\n"},
		"a bad id":                {"bad-id", head + "## A {#What_Is .both}\nxx\n", head + "## A {#what-is .both}\nxx\n"},
		"a bad id, taken":         {"bad-id", head + "## A {#Trust}\nx\n## B {#trust}\ny\n", head + "## A {#trust-2}\nx\n## B {#trust}\ny\n"},
		"a heading without space": {"heading-space", head + "## A {#a}\nx\n##B {#b}\ny\n", head + "## A {#a}\nx\n## B {#b}\ny\n"},
		"one with a taken id":     {"heading-space", head + "## A {#a}\nx\n##B {#a}\ny\n", ""},
		"a hashtag":               {"heading-space", head + "## A {#a}\n#tag\n", head + "## A {#a}\n\\#tag\n"},

		"a kind that is misspelt":    {"attributes", head + "## A {#a .clozed}\n{{x}}\n", head + "## A {#a .cloze}\n{{x}}\n"},
		"a kind without stop":        {"attributes", head + "## A {#a both}\nxx\n", head + "## A {#a .both}\nxx\n"},
		"an attribute misspelt":      {"attributes", head + "## A {#a tag=x}\nx\n", head + "## A {#a tags=x}\nx\n"},
		"an attribute without value": {"attributes", head + "## A {#a tags=\"\" .both}\nxx\n", head + "## A {#a  .both}\nxx\n"},
		"commas":                     {"bad-id", head + "## A {#a, .both}\nxx\n", head + "## A {#a .both}\nxx\n"},
		"a quotation mark":           {"attributes", head + "## A {#a tags=\"b}\nx\n", head + "## A {#a tags=\"b\"}\nx\n"},
		"unclosed braces":            {"attributes", head + "## A {#a .both \nxx\n", head + "## A {#a .both} \nxx\n"},
		"braces inside":              {"attributes", head + "## A {#a} thing\nxx\n", head + "## A thing {#a}\nxx\n"},
		"attributes of a section":    {"attributes", head + "# A {#a}\n\n## B {#b}\nx\n", head + "# A\n\n## B {#b}\nx\n"},
		"a prerequisite misspelt":    {"unresolved-prerequisite", head + "## A {#trust}\nx\n## B {#b after=\"trusst\"}\ny\n", head + "## A {#trust}\nx\n## B {#b after=\"trust\"}\ny\n"},
		"a prerequisite in capitals": {"bad-id", head + "## A {#trust}\nx\n## B {#b after=Trust}\ny\n", head + "## A {#trust}\nx\n## B {#b after=trust}\ny\n"},

		"code that is open":       {"unclosed-code", head + "## A {#a}\nx\n~~~~go\ncode\n\n\n## B {#b}\ny\n", head + "## A {#a}\nx\n~~~~go\ncode\n~~~~\n\n\n## B {#b}\ny\n"},
		"a source misspelt":       {"unknown-source", head + "## A [@Key2019] {#a}\nx [@Key2019; @key2019], key2018\n> [@Key2019]\n", head + "## A [@key2019] {#a}\nx [@key2019; @key2019], key2018\n> [@key2019]\n"},
		"sources with a comma":    {"citation", head + "## A {#a}\nx [@key2019, @key2019]\n", head + "## A {#a}\nx [@key2019; @key2019]\n"},
		"an equals sign too many": {"typed-answer", head + "## A {#a .typed}\n= x\n= y\n", head + "## A {#a .typed}\nx\n= y\n"},
		"an empty answer":         {"typed-answer", head + "## A {#a .typed}\nx\n=\n= y\n", head + "## A {#a .typed}\nx\n= y\n"},
		"options":                 {"options-outside-choice", head + "## A {#a}\n- [ ] x\n- [x] y\n", head + "## A {#a .choice}\n- [ ] x\n- [x] y\n"},
		"options, none right":     {"options-outside-choice", head + "## A {#a}\n- [ ] x\n- [ ] y\n", ""},
		"a link without https":    {"link", head + "## A {#a}\n[x](www.x.org)\n", head + "## A {#a}\n[x](https://www.x.org)\n"},
		"a tab":                   {"tab", head + "## A {#a}\n\tx\n\t y\n", head + "## A {#a}\nx\ny\n"},
		"a picture with a space":  {"picture", head + "## A {#a}\n![x](a b.png \"t\") y\n", head + "## A {#a}\n![x](<a b.png> \"t\") y\n"},
		"Windows text":            {"encoding", head + "## A {#a}\nit\x92s \x93so\x94\n", head + "## A {#a}\nit’s “so”\n"},
		"a comment":               {"html", head + "## A {#a}\nx <!-- y --> z\n", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, faults := faultsOf([]byte(test.src))
			for _, f := range faults {
				if f.Rule != test.rule {
					continue
				}
				if len(f.Edits) == 0 {
					if test.want != "" {
						t.Errorf("%s: no edits", f.Brief())
					}
					return
				}
				got, err := deck.Mend([]byte(test.src), f.Edits)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(test.want, string(got)); diff != "" {
					t.Errorf("%s: (-want +got):\n%s", f.Brief(), diff)
				}
				return
			}
			t.Errorf("no fault %s among %q", test.rule, brief(faults))
		})
	}
}

// TestMendHTML makes Markdown of HTML that was pasted into a note.
func TestMendHTML(t *testing.T) {
	tests := map[string]struct{ body, want string }{
		"paragraphs":         {"<p>First <b>bold</b> and <i> it </i>x.</p><p>Second<br>line</p>\n", "First **bold** and  *it* x.\n\nSecond\\\nline\n"},
		"paragraphs in rows": {"<p>First</p>\n<p>Second</p>\nThird\n", "First\n\nSecond\n\nThird\n"},
		"a list":             {"Intro\n<ul>\n  <li>one</li>\n  <li>two</li>\n</ul>\nAfter\n", "Intro\n\n- one\n- two\n\nAfter\n"},
		"a list in a line":   {"Intro<ol><li>one</li><li>two</li></ol>After\n", "Intro\n\n1. one\n2. two\n\nAfter\n"},
		"a list in another":  {"x\n<ul>\n<li>one\n  <ul>\n    <li>in</li>\n  </ul>\n</li>\n</ul>\n", "x\n\n- one\n   - in\n\n"},
		"breaks":             {"a<br>b<br><br>c<br/>- d\n", "a\\\nb\n\nc\n\n- d\n"},
		"styles":             {"<div><span style=\"color:red\">a</span> b</div><div>c</div>\n", "a b\n\nc\n"},
		"links":              {"<a class=x href=\"https://x.org\">this</a>, <a name=x>that</a>\n", "[this](https://x.org), that\n"},
		"a title":            {"<h2>Title</h2>\n<p>text</p>\n", "**Title**\n\ntext\n"},
		"marks in marks":     {"<i>a</i>, <b><i>b</i></b> <strong><b>c</b></strong> <u>d</u> <s>e</s> <code>f</code> <b> </b>g\n", "*a*, ***b*** **c** *d* ~~e~~ `f`  g\n"},
		"in a list":          {"- <b>x</b><br>y\n- <p>z</p>\n", "- **x** y\n- z\n"},
		"in a quote":         {"x\n> <p>quote</p><p>two</p>\n", "x\n> quote two\n"},
		"in a table":         {"| a | b |\n|---|---|\n| <p>x</p> | y<br>z |\n", "| a | b |\n|---|---|\n| x | y z |\n"},
		"talk of a tag":      {"HTML tags like <b> make bold\n", ""},
		"bold paragraphs":    {"<b>a\n\nb</b>\n", ""},
		"crossed":            {"<b>a<i>b</b>c</i>\n", ""},
		"in code":            {"`<b>x</b>` <i>y</i>\n\n    <b>z</b>\n", "`<b>x</b>` *y*\n\n    <b>z</b>\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			const head = "---\nid: d\ntitle: D\n---\n## A {#a}\n"
			_, faults := faultsOf([]byte(head + test.body))
			if len(faults) != 1 || faults[0].Rule != "html" {
				t.Fatalf("faults are %q, want one of html", brief(faults))
			}
			got := ""
			if edits := faults[0].Edits; len(edits) > 0 {
				mended, err := deck.Mend([]byte(head+test.body), edits)
				if err != nil {
					t.Fatal(err)
				}
				got = strings.TrimPrefix(string(mended), head)
			}
			if diff := cmp.Diff(test.want, strings.TrimPrefix(got, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestMendInFolder mends what a note says of the models and pictures of its deck.
func TestMendInFolder(t *testing.T) {
	const head = "---\nid: d\ntitle: D\n---\n"
	tests := map[string]struct{ rule, note, want string }{
		"another number":              {"unresolved-prerequisite", "## A {#a after=n12}\nx\n\n## B {#n13}\ny\n", ""},
		"one of two":                  {"unresolved-prerequisite", "## A {#a after=trus}\nx\n\n## B {#trust}\ny\n\n## C {#truss}\nz\n", ""},
		"a note misspelt":             {"unresolved-prerequisite", "## A {#a after=what-is-turst}\nx\n\n## B {#what-is-trust}\ny\n", "## A {#a after=what-is-trust}\nx\n\n## B {#what-is-trust}\ny\n"},
		"a model misspelt":            {"unknown-model", "## A {#a model=driver}\nx\n", "## A {#a model=drivers}\nx\n"},
		"an element misspelt":         {"unknown-element", "## A {#a model=\"drivers#earli\"}\nx\n", "## A {#a model=\"drivers#early\"}\nx\n"},
		"a picture in capitals":       {"broken-media", "## A {#a}\nx\n\n![m](media/map.png \"t\")\n", "## A {#a}\nx\n\n![m](media/Map.PNG \"t\")\n"},
		"a picture to be covered":     {"broken-media", "## A {#a .occlude}\n![m](media/map.png)\n- 1: 1 2 3 4\n", "## A {#a .occlude}\n![m](media/Map.PNG)\n- 1: 1 2 3 4\n"},
		"a picture that is not there": {"broken-media", "## A {#a}\n![m](media/other.png)\n", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{
				"deck.md":             {Data: []byte(head + test.note)},
				"media/Map.PNG":       {Data: []byte("<svg/>")},
				"models/drivers.yaml": {Data: []byte("id: drivers\ntitle: Drivers\nkind: journey\nstanding: inference\nstages:\n  - {id: early, label: Early, standing: inference}\n  - {id: late, label: Late, standing: inference}\n")},
			}
			d, faults, err := deck.Parse(fsys)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range append(faults, deck.Check(d, fsys)...) {
				if f.Rule != test.rule {
					continue
				}
				got, err := deck.Mend([]byte(head+test.note), f.Edits)
				if err != nil {
					t.Fatal(err)
				}
				want := test.want
				if len(f.Edits) == 0 && want == "" {
					want = test.note
				}
				if diff := cmp.Diff(head+want, string(got)); diff != "" {
					t.Errorf("%s: (-want +got):\n%s", f.Brief(), diff)
				}
				return
			}
			t.Errorf("no fault %s", test.rule)
		})
	}
}

func TestMendRefusesAnotherText(t *testing.T) {
	at := func(line, column int) deck.Pos { return deck.Pos{Line: line, Column: column} }
	tests := map[string][]deck.Edit{
		"a line too many":   {{From: at(4, 1), To: at(4, 1), Text: "x"}},
		"a column too many": {{From: at(1, 4), To: at(1, 5), Text: "x"}},
		"out of order":      {{From: at(2, 1), To: at(2, 1)}, {From: at(1, 1), To: at(1, 1)}},
		"overlapping":       {{From: at(1, 1), To: at(1, 3)}, {From: at(1, 2), To: at(1, 3)}},
		"backwards":         {{From: at(1, 3), To: at(1, 1)}},
		"no place":          {{}},
	}
	for name, edits := range tests {
		if got, err := deck.Mend([]byte("abc\nd\n"), edits); err == nil {
			t.Errorf("%s: Mend = %q, want an error", name, got)
		}
	}
}
