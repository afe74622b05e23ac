package handout_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"touchpoint/assets"
	"touchpoint/deck"
	"touchpoint/deck/exchange/handout"
	"touchpoint/deck/exchange/paper"
)

// mixed is a deck with every kind of note and block, in Danish and Chinese.
func mixed(tb testing.TB) (*deck.Deck, fs.FS) {
	tb.Helper()
	return parsed(tb, os.DirFS("testdata/blandet"))
}

func embedded(tb testing.TB) (*deck.Deck, fs.FS) {
	tb.Helper()
	folder, err := assets.Deck("customer-engagement")
	if err != nil {
		tb.Fatal(err)
	}
	return parsed(tb, folder)
}

func parsed(tb testing.TB, folder fs.FS) (*deck.Deck, fs.FS) {
	tb.Helper()
	d, faults, err := deck.Parse(folder)
	if err != nil {
		tb.Fatal(err)
	}
	for _, f := range faults {
		if f.Severity == deck.Error {
			tb.Fatal(f)
		}
	}
	return d, folder
}

// A tester is what both tests and properties report to.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
}

// written is a deck of notes that stand in one section.
func written(tb testing.TB, notes string) *deck.Deck {
	tb.Helper()
	d := deckOf(tb, notes)
	if d == nil {
		tb.Fatal("the deck has no notes")
	}
	return d
}

// deckOf is the same, nil if none of the notes can be read.
func deckOf(t tester, notes string) *deck.Deck {
	t.Helper()
	d, _, err := deck.Parse(fstest.MapFS{"deck.md": {Data: []byte("---\nid: d\ntitle: D\nsources:\n  a: {text: Aa, doi: 10.1/a}\n  b: {text: Bb}\n---\n# S\n\n" + notes)}})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Notes) == 0 {
		return nil
	}
	return d
}

func pages(tb testing.TB, d *deck.Deck, media fs.FS, o handout.Options) []paper.Page {
	tb.Helper()
	list, err := handout.Pages(tb.Context(), d, media, o)
	if err != nil {
		tb.Fatal(err)
	}
	return list
}

// said is all that stands on pages, without white space: a text may be broken anywhere.
func said(list []paper.Page) string {
	var b strings.Builder
	for _, p := range list {
		for _, m := range p.Marks {
			b.WriteString(m.Text)
		}
	}
	return squeezed(b.String())
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// layouts are all that can be chosen, for decks with notes.
var layouts = map[string]handout.Options{
	"list":        {},
	"two columns": {Layout: handout.List, Columns: 2},
	"blank":       {Layout: handout.List, Blank: true},
	"fold":        {Layout: handout.Fold},
	"cards":       {Layout: handout.Cards},
	"letter":      {Layout: handout.Cards, Paper: handout.Letter},
}

// checkInside fails for a mark that is not on its page.
func checkInside(tb testing.TB, list []paper.Page) {
	tb.Helper()
	inside(tb, list)
}

func inside(tb tester, list []paper.Page) {
	tb.Helper()
	for i, p := range list {
		for _, m := range p.Marks {
			left, top, right, bottom := m.Rect.X, m.Rect.Y, m.Rect.X+m.Rect.Width, m.Rect.Y+m.Rect.Height
			for k, q := range m.Points {
				if k == 0 {
					left, top, right, bottom = q.X, q.Y, q.X, q.Y
				}
				left, top, right, bottom = min(left, q.X), min(top, q.Y), max(right, q.X), max(bottom, q.Y)
			}
			if m.Kind == paper.Text {
				top -= m.Size * 0.8
				bottom += m.Size * 0.2
				switch width := paper.Measure(m.Text, m.Size, m.Face); m.Align {
				case paper.Start:
					right += width
				case paper.Middle:
					left, right = left-width/2, right+width/2
				case paper.End:
					left -= width
				}
			}
			if left < 5 || top < 5 || right > p.Width-5 || bottom > p.Height-5 {
				tb.Errorf("page %d: %q stands at %.0f..%.0f, %.0f..%.0f of %.0f by %.0f", i+1, m.Text, left, right, top, bottom, p.Width, p.Height)
			}
		}
	}
}

func TestNothingIsLeftOut(t *testing.T) {
	for name, o := range layouts {
		t.Run(name, func(t *testing.T) {
			for _, make := range []func(testing.TB) (*deck.Deck, fs.FS){mixed, embedded} {
				d, media := make(t)
				list := pages(t, d, media, o)
				checkInside(t, list)
				all := said(list)
				for i := range d.Notes {
					n := &d.Notes[i]
					for _, text := range append([]string{n.Front, n.Lead, n.Explanation}, n.Items...) {
						for line := range strings.Lines(deck.PlainText(text)) {
							if !strings.Contains(all, squeezed(line)) && !strings.ContainsAny(line, "⁄☐☑") {
								t.Errorf("%s does not say %q", n.ID, line)
							}
						}
					}
				}
				for _, s := range d.Sources {
					if s.DOI != "" && strings.Contains(all, squeezed(s.Text)) && !strings.Contains(all, "doi:"+s.DOI) {
						t.Errorf("the source %s is listed without its DOI", s.Key)
					}
				}
			}
		})
	}
}

func TestEveryKindCanBeAnswered(t *testing.T) {
	d, media := mixed(t)
	all := said(pages(t, d, media, handout.Options{Layout: handout.Fold}))
	for name, want := range map[string][]string{
		"a gap is open, with its hint":     {"Hovedeterdentankerside", "Hovedeterdenkognitiveside"},
		"options have boxes and letters":   {"□aTilfredshed", "□bEngagement"},
		"the answer names the letter":      {"bEngagementcAdfærd"},
		"other answers":                    {"AarhusAlsoright:Århus"},
		"items in order":                   {"1.Førkøbet2.Købet3.Efterkøbet4.Loyalitet"},
		"what is beneath the masks":        {"1Før2Køb"},
		"a picture that is missing":        {"Picture:EtbilledeafenøTeksten"},
		"a formula":                        {"E=mc²"},
		"a nested list":                    {"•第一点•其下nested"},
		"a table":                          {"参与Engagement"},
		"code":                             {`println("hello")`},
		"sources with address":             {"doi:10.1000/xyz123", "https://example.org/wang"},
		"where it is from and which sheet": {"version1.2.0", "1/3"},
	} {
		for _, w := range want {
			if !strings.Contains(all, w) {
				t.Errorf("%s: the sheet does not say %q", name, w)
			}
		}
	}
	if strings.Contains(all, "□Førkøbet□Købet□Efterkøbet□Loyalitet") {
		t.Error("the items stand in the right order already")
	}
}

// TestBacksMeetTheirFronts: behind a card on the left of its sheet is its back, on the
// right of the next.
func TestBacksMeetTheirFronts(t *testing.T) {
	d, media := embedded(t)
	list := pages(t, d, media, handout.Options{Layout: handout.Cards})
	at := func(p paper.Page) map[string][2]float64 {
		found := map[string][2]float64{}
		for _, m := range p.Marks {
			if m.Kind == paper.Text && m.Align == paper.End && m.Size < 8 {
				found[m.Text] = [2]float64{m.Points[0].X, m.Points[0].Y}
			}
		}
		return found
	}
	sheets := 0
	for i := 0; i+1 < len(list); i += 2 {
		fronts, backs := at(list[i]), at(list[i+1])
		if len(fronts) == 0 {
			break // the sources
		}
		sheets++
		if len(fronts) != len(backs) {
			t.Fatalf("sheet %d has %d fronts and %d backs", i, len(fronts), len(backs))
		}
		for number, front := range fronts {
			back := backs[number]
			if (front[0] < list[i].Width/2) == (back[0] < list[i].Width/2) || front[1] != back[1] {
				t.Errorf("card %s stands at %v and its back at %v", number, front, back)
			}
		}
	}
	if sheets < 20 {
		t.Errorf("only %d sheets of cards", sheets)
	}
}

func TestLongCardsGoOn(t *testing.T) {
	long := strings.Repeat("word and another of it ", 400) + "theend"
	d := written(t, "## Short? {#a}\n"+long+"\n\n## Next? {#b}\nYes.\n")
	list := pages(t, d, nil, handout.Options{Layout: handout.Cards})
	checkInside(t, list)
	all := said(list)
	for _, want := range []string{"theend", "1(1of", "1(2of", "Yes."} {
		if !strings.Contains(all, want) {
			t.Errorf("the cards do not say %q", want)
		}
	}
}

func TestModels(t *testing.T) {
	d, media := embedded(t)
	list := pages(t, d, media, handout.Options{Layout: handout.Models})
	checkInside(t, list)
	if got := len(list); got < 3*len(d.Models)+1 {
		t.Errorf("%d pages of %d models and their sources", got, len(d.Models))
	}
	turned := 0
	for _, p := range list {
		if p.Width > p.Height {
			turned++
		}
	}
	if turned == 0 || turned == len(list) {
		t.Errorf("%d of %d sheets lie on their side", turned, len(list))
	}
	blank := pages(t, d, media, handout.Options{Layout: handout.Models, Versions: []paper.Version{paper.Blank}})
	if len(blank) != len(d.Models) {
		t.Errorf("%d blank sheets of %d models: sources would give the answers away", len(blank), len(d.Models))
	}
}

func TestChoosing(t *testing.T) {
	d, media := mixed(t)
	for name, tt := range map[string]struct {
		o         handout.Options
		want, not string
	}{
		"a section": {handout.Options{Sections: []string{"中文"}}, "顾客参与", "kundeengagement"},
		"a kind":    {handout.Options{Kinds: []deck.Kind{deck.Typed}}, "Aarhus", "Tilfredshed"},
	} {
		all := said(pages(t, d, media, tt.o))
		if !strings.Contains(all, tt.want) || strings.Contains(all, tt.not) {
			t.Errorf("%s: %s", name, all)
		}
	}
	for name, o := range map[string]handout.Options{
		"no such section": {Sections: []string{"Other"}},
		"no such kind":    {Layout: handout.Cards, Kinds: []deck.Kind{deck.Modelled}},
		"no models":       {Layout: handout.Models},
	} {
		_, err := handout.Pages(t.Context(), d, media, o)
		var told *handout.Error
		if !errors.As(err, &told) || !strings.HasPrefix(told.Sentence(), "There is nothing to print") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEverySheetSaysWhichItIs(t *testing.T) {
	d, media := mixed(t)
	for name, o := range layouts {
		list := pages(t, d, media, o)
		for i, p := range list {
			if want := fmt.Sprintf("%d / %d", i+1, len(list)); !hasText(p, want) {
				t.Errorf("%s: page %d does not say %q", name, i+1, want)
			}
		}
	}
}

func TestEverySectionIsFound(t *testing.T) {
	d, media := embedded(t)
	for name, o := range layouts {
		var got, want []string
		for _, p := range pages(t, d, media, o) {
			for _, part := range p.Parts {
				got = append(got, part.Title)
			}
		}
		for _, s := range d.Sections {
			want = append(want, s.Title)
		}
		if o.Blank {
			want = append(want, "Answers")
		}
		if want = append(want, "Sources"); strings.Join(got, "; ") != strings.Join(want, "; ") {
			t.Errorf("%s: the contents are %q, want %q", name, got, want)
		}
	}
}

func hasText(p paper.Page, text string) bool {
	for _, m := range p.Marks {
		if m.Text == text {
			return true
		}
	}
	return false
}

func TestSameSheetsEveryTime(t *testing.T) {
	d, media := mixed(t)
	o := handout.Options{Layout: handout.Cards, Now: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}
	var first, second bytes.Buffer
	for _, b := range []*bytes.Buffer{&first, &second} {
		if err := handout.PDF(t.Context(), b, d, media, o); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same deck made other bytes")
	}
}

func TestCancelled(t *testing.T) {
	d, media := embedded(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, layout := range []handout.Layout{handout.List, handout.Fold, handout.Cards, handout.Models} {
		if err := handout.PDF(ctx, &bytes.Buffer{}, d, media, handout.Options{Layout: layout}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", layout, err)
		}
	}
	if err := handout.HTML(ctx, &bytes.Buffer{}, d, media, handout.HTMLOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("HTML: %v", err)
	}
}
