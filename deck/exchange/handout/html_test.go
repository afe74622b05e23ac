package handout_test

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/exchange/handout"
)

func web(tb testing.TB, d *deck.Deck, media fs.FS, o handout.HTMLOptions) string {
	tb.Helper()
	var b bytes.Buffer
	if err := handout.HTML(tb.Context(), &b, d, media, o); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// A webPage is what a browser makes of a page.
type webPage struct {
	elements map[string]int
	ids      map[string]bool
	targets  []string // within the page
	text     string
}

// browsed reads a page as a browser does, and fails for whatever would load or run something.
func browsed(tb tester, page string) webPage {
	tb.Helper()
	p := webPage{elements: map[string]int{}, ids: map[string]bool{}}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		tb.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode:
			if n.Parent.Data != "style" {
				b.WriteString(n.Data)
			}
		case html.ElementNode:
			p.elements[n.Data]++
			p.attributes(tb, n)
			for _, a := range n.Attr {
				if a.Key == "alt" { // is read, and shown in place of the picture
					b.WriteString(a.Val)
				}
			}
		default:
		}
	}
	for _, name := range []string{"script", "link", "iframe", "object", "embed", "form", "base", "foreignobject"} {
		if p.elements[name] > 0 {
			tb.Errorf("the page has a %s", name)
		}
	}
	p.text = squeezed(b.String())
	return p
}

func (p *webPage) attributes(tb tester, n *html.Node) {
	for _, a := range n.Attr {
		switch {
		case a.Key == "id":
			p.ids[a.Val] = true
		case strings.HasPrefix(a.Key, "on"):
			tb.Errorf("%s has %s", n.Data, a.Key)
		case a.Key == "src" && !strings.HasPrefix(a.Val, "data:"):
			tb.Errorf("%s loads %q", n.Data, a.Val)
		case a.Key != "href":
		case strings.HasPrefix(a.Val, "#"):
			p.targets = append(p.targets, a.Val[1:])
		case n.Data != "a" || !strings.HasPrefix(a.Val, "https://") && !strings.HasPrefix(a.Val, "http://") && !strings.HasPrefix(a.Val, "mailto:"):
			tb.Errorf("%s leads to %q", n.Data, a.Val)
		}
	}
}

func TestHTMLStandsAlone(t *testing.T) {
	for _, make := range []func(testing.TB) (*deck.Deck, fs.FS){mixed, embedded} {
		d, media := make(t)
		page := web(t, d, media, handout.HTMLOptions{})
		p := browsed(t, page)
		for _, id := range p.targets {
			if !p.ids[id] {
				t.Errorf("%s: nothing is at #%s", d.ID, id)
			}
		}
		if got, want := p.elements["article"], len(d.Notes); got != want {
			t.Errorf("%s: %d articles of %d notes", d.ID, got, want)
		}
		if got, want := p.elements["svg"], len(d.Models); got != want {
			t.Errorf("%s: %d drawings of %d models", d.ID, got, want)
		}
		if p.elements["details"] != len(d.Notes)+len(d.Models) {
			t.Errorf("%s: %d answers are folded away", d.ID, p.elements["details"])
		}
		for i := range d.Notes {
			n := &d.Notes[i]
			for _, text := range append([]string{n.Front, n.Back, n.Lead, n.Explanation}, n.Items...) {
				for line := range strings.Lines(deck.PlainText(text)) {
					if !strings.Contains(p.text, squeezed(line)) {
						t.Errorf("%s: the page does not say %q", n.ID, line)
					}
				}
			}
		}
		if !strings.Contains(page, "prefers-color-scheme: dark") {
			t.Errorf("%s: the page knows no dark ground", d.ID)
		}
	}
}

func TestHTMLHasPicturesThatABrowserShows(t *testing.T) {
	for name, want := range map[string]string{"lossy.webp": `src="data:image/webp;base64,`, "moves.webp": `src="data:,"`} {
		d := written(t, "## What? {#a}\n![Words for it](media/p.webp)\n")
		page := web(t, d, fstest.MapFS{"media/p.webp": {Data: sample(t, name)}}, handout.HTMLOptions{})
		if !strings.Contains(page, want) {
			t.Errorf("%s: the page has no %s", name, want)
		}
	}
}

func TestHTMLHasItsPictures(t *testing.T) {
	d, media := mixed(t)
	page := web(t, d, media, handout.HTMLOptions{Open: true})
	if got := strings.Count(page, `src="data:image/png;base64,`); got != 2 {
		t.Errorf("the picture with masks is there %d times, want before and after", got)
	}
	if !strings.Contains(page, `alt="Et billede af en ø"`) {
		t.Error("a picture that is missing has no description")
	}
	if strings.Contains(page, "<details>") {
		t.Error("answers are folded away")
	}
}

func TestHTMLGaps(t *testing.T) {
	d := written(t, "## G {#g .cloze}\nA {{b **c**::hint}} and {{2:d}}, $`x^2`$ `}}`.\n")
	page := web(t, d, nil, handout.HTMLOptions{})
	for _, want := range []string{
		`A <span class="gap">&nbsp;hint&nbsp;</span> and <span class="gap">&nbsp;&nbsp;</span>`,
		`A <mark>b <b>c</b></mark> and <mark>d</mark>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

func TestHTMLChoosing(t *testing.T) {
	d, media := embedded(t)
	p := browsed(t, web(t, d, media, handout.HTMLOptions{Sections: []string{"Customer journey"}, NoModels: true}))
	if p.elements["svg"] != 0 || p.elements["article"] == 0 || p.elements["article"] >= len(d.Notes) {
		t.Errorf("%v", p.elements)
	}
	var told *handout.Error
	if err := handout.HTML(t.Context(), &bytes.Buffer{}, d, media, handout.HTMLOptions{Sections: []string{"No such"}}); !errors.As(err, &told) {
		t.Errorf("nothing chosen: %v", err)
	}
	if err := handout.HTML(t.Context(), fullDisk{}, d, media, handout.HTMLOptions{}); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
}

// A fullDisk takes nothing.
type fullDisk struct{}

var errFull = errors.New("no space left")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

// TestHTMLOfStrangers: whatever an author writes, it loads nothing, runs nothing and stays
// within its note.
func TestHTMLOfStrangers(t *testing.T) {
	bad := []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `[x](javascript:alert(1))`, `![p](http://evil/p.png)`, `![p](x" onload="y)`,
		`</article></details>`, `{{c1::</span>}}`, "<!--", "{{a::</mark>\"}}", "`{{c1::`", `[x](https://a.b/"onclick="c)`, "plain", "**b**", "\n\n", "[@a]",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(bad), 1, 8).Draw(t, "text"), " ")
		kind := rapid.SampledFrom([]string{"", " .cloze", " .both"}).Draw(t, "kind")
		d := deckOf(t, "## Q "+rapid.SampledFrom(bad[:12]).Draw(t, "front")+" {#a"+kind+"}\n"+text+" {{g}}\n\n## Z {#z}\nlast\n")
		if d == nil {
			return
		}
		var b bytes.Buffer
		if err := handout.HTML(t.Context(), &b, d, fstest.MapFS{}, handout.HTMLOptions{}); err != nil {
			t.Fatal(err)
		}
		p := browsed(t, b.String())
		if p.elements["article"] != len(d.Notes) || p.elements["details"] != len(d.Notes) || !strings.HasSuffix(p.text, "last") && !strings.Contains(p.text, "lastSources") {
			t.Fatalf("%d notes made %v in\n%s", len(d.Notes), p.elements, b.String())
		}
	})
}
