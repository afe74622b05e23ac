package paper_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// elements reads a picture as the XML that it is and counts its elements by name.
func elements(tb testing.TB, svg []byte) (count map[string]int, text string) {
	tb.Helper()
	count = map[string]int{}
	var b strings.Builder
	for d := xml.NewDecoder(strings.NewReader(string(svg))); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return count, b.String()
		}
		if err != nil {
			tb.Fatalf("%v in\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			count[token.Name.Local]++
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "data:image/") {
					tb.Errorf("the attribute %s=%q", a.Name.Local, a.Value)
				}
			}
		case xml.CharData:
			b.Write(token)
		}
	}
}

func TestSVGOfModels(t *testing.T) {
	for _, m := range models(t) {
		page, _ := paper.Figure(m, paper.FigureOptions{})
		count, text := elements(t, paper.SVG(page))
		if count["svg"] != 1 || count["title"] != 1 || count["text"] == 0 {
			t.Errorf("%s: %v", m.ID, count)
		}
		if !strings.Contains(text, m.Title) {
			t.Errorf("%s: the title is not in the picture", m.ID)
		}
	}
}

// TestSVGOfStrangeText: a deck comes from a stranger, and its words stay words.
func TestSVGOfStrangeText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Just(`</text><script>alert(1)</script>`), rapid.Just(`"><image href="http://x"/>`), rapid.Just("\x00\xff\ufffe")).Draw(t, "text")
		page := paper.Page{Width: 10, Height: 10, Alt: text, Marks: []paper.Mark{
			{Kind: paper.Text, Text: "x" + text, Size: 10, Points: []model.Point{{}}, Fill: paper.Light.Ink},
		}}
		count := map[string]int{}
		for d := xml.NewDecoder(strings.NewReader(string(paper.SVG(page)))); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if e, ok := token.(xml.StartElement); ok {
				count[e.Name.Local]++
			}
		}
		if count["svg"] != 1 || count["text"] != 1 || count["title"] > 1 || len(count) > 3 {
			t.Fatalf("%q made %v", text, count)
		}
	})
}

func TestSVGOfEveryMark(t *testing.T) {
	count, text := elements(t, paper.SVG(everyMark()))
	for name, want := range map[string]int{"rect": 1, "ellipse": 1, "polyline": 1, "polygon": 1, "text": 1, "image": 1} {
		if count[name] != want {
			t.Errorf("%d %s, want %d", count[name], name, want)
		}
	}
	if !strings.Contains(text, "Ærø 中文") {
		t.Errorf("the text is %q", text)
	}
}
