package paper_test

import (
	"strings"
	"testing"
	"unicode"

	"touchpoint/assets"
	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// models are those of the embedded decks: all kinds of model, drawn by their authors.
func models(tb testing.TB) []*model.Model {
	tb.Helper()
	var list []*model.Model
	for _, name := range assets.Decks() {
		folder, err := assets.Deck(name)
		if err != nil {
			tb.Fatal(err)
		}
		d, _, err := deck.Parse(folder)
		if err != nil {
			tb.Fatal(err)
		}
		list = append(list, d.Models...)
	}
	if len(list) == 0 {
		tb.Fatal("the embedded decks have no models")
	}
	return list
}

// words are the texts on a page in which there is a letter or a sign.
func words(p paper.Page) []string {
	var list []string
	for _, m := range p.Marks {
		if m.Kind == paper.Text && strings.ContainsFunc(m.Text, func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsSpace(r) }) {
			list = append(list, m.Text)
		}
	}
	return list
}

func TestFullFiguresSayWhatTheDrawingSays(t *testing.T) {
	for _, m := range models(t) {
		d := model.Draw(m, model.DrawOptions{})
		page, spots := paper.Figure(m, paper.FigureOptions{})
		if page.Width != d.Width || page.Height != d.Height {
			t.Errorf("%s: the figure is %v by %v, the drawing %v by %v", m.ID, page.Width, page.Height, d.Width, d.Height)
		}
		said := strings.Join(words(page), "\n")
		for _, n := range d.Nodes {
			for _, line := range n.Lines {
				if !strings.Contains(said, line) {
					t.Errorf("%s: %q is not in the figure", m.ID, line)
				}
			}
		}
		for _, b := range d.Bands {
			if !strings.Contains(said, b.Caption) {
				t.Errorf("%s: the caption %q is not in the figure", m.ID, b.Caption)
			}
		}
		if len(spots) == 0 {
			t.Errorf("%s: no spots", m.ID)
		}
	}
}

func TestBlankFiguresSayNothing(t *testing.T) {
	for _, m := range models(t) {
		page, _ := paper.Figure(m, paper.FigureOptions{Version: paper.Blank})
		if left := words(page); len(left) > 0 {
			t.Errorf("%s: the blank figure says %q", m.ID, left)
		}
		for _, mark := range page.Marks {
			if mark.Kind == paper.Line && (mark.Stroke == paper.Light.Good || mark.Stroke == paper.Light.Again) {
				t.Errorf("%s: the colour of a line in the blank figure gives its sign away", m.ID)
			}
		}
	}
}

// TestKeysFitBlanks: what is number 7 on one sheet is number 7 on the other, at the same place.
func TestKeysFitBlanks(t *testing.T) {
	for _, m := range models(t) {
		_, blank := paper.Figure(m, paper.FigureOptions{Version: paper.Blank})
		page, key := paper.Figure(m, paper.FigureOptions{Version: paper.Key})
		full, _ := paper.Figure(m, paper.FigureOptions{})
		if len(blank) != len(key) {
			t.Fatalf("%s: %d spots are blank and %d have a key", m.ID, len(blank), len(key))
		}
		last := 0
		for i := range key {
			if key[i] != blank[i] {
				t.Errorf("%s: spot %d is %v on one sheet and %v on the other", m.ID, i, blank[i], key[i])
			}
			if key[i].Number > last+1 {
				t.Errorf("%s: number %d follows on %d", m.ID, key[i].Number, last)
			}
			last = max(last, key[i].Number)
		}
		if got, want := len(words(page)), len(words(full)); got != want {
			t.Errorf("%s: the key has %d texts, the figure %d", m.ID, got, want)
		}
	}
}

func TestFiguresFitTheirRoom(t *testing.T) {
	for _, m := range models(t) {
		page, spots := paper.Figure(m, paper.FigureOptions{Width: 300, Height: 200})
		if page.Width > 300.01 || page.Height > 200.01 || page.Width < 299 && page.Height < 199 {
			t.Errorf("%s: %.1f by %.1f in a room of 300 by 200", m.ID, page.Width, page.Height)
		}
		for _, s := range spots {
			if s.Rect.X < -1 || s.Rect.Y < -1 || s.Rect.X+s.Rect.Width > page.Width+1 || s.Rect.Y+s.Rect.Height > page.Height+1 {
				t.Errorf("%s: the spot of %s lies outside: %v", m.ID, s.ID, s.Rect)
			}
			if s.Rect.Width <= 0 || s.Rect.Height <= 0 || s.Label == "" || s.ID == "" {
				t.Errorf("%s: a spot is nothing to ask: %+v", m.ID, s)
			}
		}
	}
}

func TestHiddenElementsSayNothing(t *testing.T) {
	for _, m := range models(t) {
		_, spots := paper.Figure(m, paper.FigureOptions{})
		for _, s := range spots {
			page, _ := paper.Figure(m, paper.FigureOptions{Hide: map[string]bool{s.ID: true}})
			full, _ := paper.Figure(m, paper.FigureOptions{})
			if s.Label == "+" || s.Label == "-" || s.Label == "±" { // drawn as lines
				if len(page.Marks) >= len(full.Marks) {
					t.Errorf("%s: the sign of %s is drawn", m.ID, s.ID)
				}
				continue
			}
			if len(words(page)) >= len(words(full)) && s.Label != "0" && s.Label != "?" {
				t.Errorf("%s: %s still says %q", m.ID, s.ID, s.Label)
			}
		}
	}
}

func TestDarkFigures(t *testing.T) {
	for _, m := range models(t) {
		page, _ := paper.Figure(m, paper.FigureOptions{Dark: true})
		for _, mark := range page.Marks {
			if mark.Kind == paper.Text && mark.Fill == paper.Light.Ink {
				t.Errorf("%s: %q is dark on a dark ground", m.ID, mark.Text)
			}
		}
	}
}

func TestFigureOfNothing(t *testing.T) {
	page, spots := paper.Figure(nil, paper.FigureOptions{Width: 100})
	if len(page.Marks) != 0 || len(spots) != 0 {
		t.Errorf("no model has %d marks and %d spots", len(page.Marks), len(spots))
	}
}
