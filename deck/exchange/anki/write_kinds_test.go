package anki

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"touchpoint/deck"
)

// dot is a picture.
const dot = "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

// kinds is a deck with a note of every kind, in the ways that go wrong most easily.
func kinds() map[string]string {
	return map[string]string{
		"media/cell map.gif": dot, "media/tone.mp3": "not really", "media/plan.pdf": "nor this",
		"deck.md": `---
id: kinds
title: "Kinds :: of \"notes\""
authors: [A. Uthor]
licence: CC-BY-4.0
sources:
  s1: {text: "Somebody & others (2020)", doi: 10.1/1}
---
# First: things

## 1. Not a list {#plain tags="exam chapter-2"}
A *slanted* & <b>plain</b> answer with ` + "`{{braces}}`" + `. [@s1]

> Because of ` + "$`a^2 < b`$" + `.

## What does the picture show? {#lead}
![A cell](<media/cell map.gif>)

Look twice.

***

A cell, [as it sounds](media/tone.mp3), and [a plan](media/plan.pdf), but ![no picture](media/none.png).

## Term {#two-ways .both}
Meaning

# Second :: part

## Parts of std::vector {#gaps .cloze}
A {{2:std::vector::a }} of {{1:x}} has ` + "`{{`" + ` and {{3:$` + "`\\frac{a}{b^{2}}`" + `$}}.

## Which are right? {#which .choice}
Two of them are.

- [x] The **first**
- [ ] The second
- [x] The third

> So it is.

## How many? {#many .typed}
two & a half
= 2.5
= 2 1/2

More on it.

## In which order? {#steps .order}
1. One
2. Two
3. Three

## What is where? {#where .occlude hide=all}
![A map](<media/cell map.gif>)
- 1: 12.5 20 30 10 Over "there"
- 2: 47 20 30 10
- 2: 50 50 5 5 Nucleus

## No picture {#lost .occlude}
![A map](media/none.png)
- 1: 12.5 20 30 10
`,
	}
}

func TestNotesOfEveryKind(t *testing.T) {
	d, fsys := folder(t, kinds())
	p := packed(t, d, WriteOptions{Media: fsys})
	gif := p.media.names["media/cell map.gif"]
	if !strings.HasPrefix(gif, "cell-map-") || !strings.HasSuffix(gif, ".gif") {
		t.Fatalf("the picture is called %q", gif)
	}
	mp3 := p.media.names["media/tone.mp3"]
	for _, test := range []struct {
		note   string
		fields map[string]string
		ords   string
	}{
		{"plain", map[string]string{
			"type": "Touchpoint Basic", "Front": "1. Not a list", "Back": "A <i>slanted</i> &amp; &lt;b&gt;plain&lt;/b&gt; answer with <code>{<!-- -->{braces}}</code>.",
			"Explanation": `Because of \(a^2 &lt; b\).`, "Sources": `<p>Somebody &amp; others (2020) <a href="https://doi.org/10.1/1">https://doi.org/10.1/1</a></p>`,
		}, "0"},
		{"lead", map[string]string{
			"Front": `What does the picture show?<img src="` + gif + `" alt="A cell"><p>Look twice.</p>`,
			"Back":  `<p>A cell, as it sounds [sound:` + mp3 + `], and a plan, but</p><i>no picture</i><p>.</p>`,
		}, "0"},
		{"two-ways", map[string]string{"type": "Touchpoint Both Ways", "Front": "Term", "Back": "Meaning"}, "0 1"},
		{"gaps", map[string]string{"type": "Touchpoint Cloze", "Title": "Parts of std::vector"}, "0 1 2"},
		{"which", map[string]string{"type": "Touchpoint Basic", "Explanation": "So it is."}, "0"},
		{"many", map[string]string{
			"type": "Touchpoint Typed", "Front": "How many?", "Answer": "two &amp; a half", "Back": "<p>Also right: 2.5; 2 1/2</p><p>More on it.</p>",
		}, "0"},
		{"steps", map[string]string{"Back": "<ol><li>One</li><li>Two</li><li>Three</li></ol>"}, "0"},
		{"where", map[string]string{
			"type": "Touchpoint Occlusion", "Title": "What is where?",
			"Picture": `<div class="tp-map tp-all"><img src="` + gif + `" alt="A map">` +
				`<span class="tp-mask" style="left:12.5%;top:20%;width:30%;height:10%">{{c1::<b>Over &#34;there&#34;</b>}}</span>` +
				`<span class="tp-mask" style="left:47%;top:20%;width:30%;height:10%">{{c2::<b></b>}}</span>` +
				`<span class="tp-mask" style="left:50%;top:50%;width:5%;height:5%">{{c2::<b>Nucleus</b>}}</span></div>`,
		}, "0 1"},
	} {
		n, fields := noteOf(t, &p.collection, "kinds/"+test.note)
		for name, want := range test.fields {
			if got := fields[name]; got != want {
				t.Errorf("%s, %s:\n%s\nwant\n%s", test.note, name, got, want)
			}
		}
		var ords []string
		for _, c := range p.collection.Cards {
			if c.Note == n.ID {
				ords = append(ords, fmt.Sprint(c.Ord))
			}
		}
		slices.Sort(ords)
		if got := strings.Join(ords, " "); got != test.ords {
			t.Errorf("%s has the cards %s, want %s", test.note, got, test.ords)
		}
	}
	if n, _ := noteOf(t, &p.collection, "kinds/plain"); n.Tags != "exam chapter-2" {
		t.Errorf("tags: %q", n.Tags)
	}
	_, which := noteOf(t, &p.collection, "kinds/which")
	if !strings.HasPrefix(which["Front"], `Which are right?<p>Two of them are.</p><ol type="A"><li>`) || strings.Count(which["Back"], "<p><b>") != 2 {
		t.Errorf("choice: %s | %s", which["Front"], which["Back"])
	}
	_, steps := noteOf(t, &p.collection, "kinds/steps")
	if strings.Contains(steps["Front"], "<li>One</li><li>Two</li><li>Three</li>") || strings.Count(steps["Front"], "<li>") != 3 {
		t.Errorf("order: %s", steps["Front"])
	}
	r := p.reportOn("x")
	if r.Skipped != 1 || r.Notes != 8 || r.Media != 3 || !strings.Contains(strings.Join(r.Warnings, " "), "“media/none.png” is missing") {
		t.Errorf("report: %+v", r)
	}
}

// TestAnkiShowsEveryKind: the real Anki draws every card, and shows and hides what it should.
func TestAnkiShowsEveryKind(t *testing.T) {
	d, fsys := folder(t, kinds())
	file, _ := wrote(t, d, WriteOptions{Media: fsys})
	var said ankiSaid
	realAnki(t, &said, "open", file)
	said.wellTaken(t)
	if got := said.Steps[0]; got.Notes != 8 || got.Cards != 12 || got.Media != 2 { // which a link does not make one take in
		t.Errorf("Anki counts %+v", got)
	}
}

// TestDecksHaveTheNamesOfSections: two colons in a title would make a deck of their own.
func TestDecksHaveTheNamesOfSections(t *testing.T) {
	d, fsys := folder(t, kinds())
	p := packed(t, d, WriteOptions{Media: fsys})
	var names []string
	for _, x := range p.collection.Decks {
		names = append(names, x.Name)
	}
	if got := strings.Join(names, "\n"); got != "Kinds : of ”notes”\nKinds : of ”notes”::First: things\nKinds : of ”notes”::Second : part" {
		t.Errorf("decks:\n%s", got)
	}
	description := p.collection.Decks[0].Description
	if !strings.Contains(description, "Kinds :: of &#34;notes&#34;") || !strings.Contains(description, "A. Uthor") || !strings.Contains(description, "Somebody") {
		t.Errorf("description: %s", description)
	}
	s, _, ok := ReadSource(description)
	if id, head, _, _ := deck.ReadHead(s.Text); !ok || id != "kinds" || head.Licence != "CC-BY-4.0" {
		t.Errorf("front matter: %q", s.Text)
	}
}
