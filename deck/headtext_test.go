package deck_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"touchpoint/deck"
)

const fullHead = `---
# A deck about cups.
id: cups   # never changes
title: "Cups: a primer" # shown
authors:
  - Ada
  - Bo
# Sources follow.
sources:
  one2001: "One (2001)"   # the first

  two2002:
    text: Two (2002)
    doi: 10.1/2
  # the last
  three2003: {text: Three, url: "https://x.org"}
licence: CC BY 4.0
---

stray
`

func TestReadHead(t *testing.T) {
	id, h, sources, faults := deck.ReadHead(fullHead)
	want := deck.Head{Title: "Cups: a primer", Licence: "CC BY 4.0", Authors: []string{"Ada", "Bo"}}
	if id != "cups" || len(sources) != 3 || len(faults) != 0 {
		t.Errorf("ReadHead = %s with %d sources and %q", id, len(sources), brief(faults))
	}
	if diff := cmp.Diff(want, h); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, _, _, faults := deck.ReadHead("---\nid: x\ntitle: [\n---\n"); len(faults) != 1 || faults[0].Pos.Line != 3 {
		t.Errorf("faults = %q, want one of line 3", brief(faults))
	}
}

func TestWithHead(t *testing.T) {
	tests := map[string]struct {
		head   string
		change func(h *deck.Head)
		want   string // what of the head is replaced: old=>new
	}{
		"nothing":         {fullHead, func(*deck.Head) {}, ""},
		"the title":       {fullHead, func(h *deck.Head) { h.Title = "Mugs" }, "title: \"Cups: a primer\" # shown=>title: Mugs # shown"},
		"an odd title":    {fullHead, func(h *deck.Head) { h.Title = "a \"b\" \\ #c: [d]" }, "title: \"Cups: a primer\" # shown=>title: \"a \\\"b\\\" \\\\ #c: [d]\" # shown"},
		"authors":         {fullHead, func(h *deck.Head) { h.Authors = []string{"Cy, D.", ""} }, "  - Ada\n  - Bo\n=>  - \"Cy, D.\"\n"},
		"no authors":      {fullHead, func(h *deck.Head) { h.Authors = nil }, "authors:\n  - Ada\n  - Bo\n=>"},
		"a version":       {fullHead, func(h *deck.Head) { h.Version = "1.10" }, "# shown\n=># shown\nversion: 1.10\n"},
		"no licence":      {fullHead, func(h *deck.Head) { h.Licence = "" }, "licence: CC BY 4.0\n=>"},
		"a language":      {"---\r\nid: x\r\n---\r\n", func(h *deck.Head) { h.Language = "en-GB" }, "id: x\r\n=>id: x\r\nlanguage: en-GB\r\n"},
		"no front matter": {"stray\n", func(h *deck.Head) { h.Title, h.Authors = "T", []string{"A", "B"} }, "stray\n=>---\ntitle: T\nauthors: [A, B]\n---\nstray\n"},
		"nothing at all":  {"", func(h *deck.Head) { h.Title = "no" }, "=>---\ntitle: \"no\"\n---\n"},
		"a mark":          {"\ufeff---\nid: x\n---\n", func(h *deck.Head) { h.Title = "T" }, "id: x\n=>id: x\ntitle: T\n"},
		"a long text":     {"---\nid: x\ntitle: >\n  T\n  # U\nversion: 1\n---\n", func(h *deck.Head) { h.Title = "V" }, "title: >\n  T\n  # U\n=>title: V\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, h, _, _ := deck.ReadHead(test.head)
			test.change(&h)
			got, err := deck.WithHead(test.head, h)
			if err != nil {
				t.Fatal(err)
			}
			old, now, _ := strings.Cut(test.want, "=>")
			if diff := cmp.Diff(strings.Replace(test.head, old, now, 1), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	for _, head := range []string{"---\nid: x\n", "---\n{id: x}\n---\n", "---\nid: [\n---\n", "---\ntitle: a\ntitle: b\n---\n"} {
		if got, err := deck.WithHead(head, deck.Head{Title: "T"}); err == nil {
			t.Errorf("WithHead(%q) = %q, want an error", head, got)
		}
	}
}

func TestWithID(t *testing.T) {
	for _, test := range []struct{ head, want string }{
		{fullHead, strings.Replace(fullHead, "id: cups ", "id: mugs ", 1)},
		{"\ufeff---\r\nid: \"cups\"\r\n---\r\n", "\ufeff---\r\nid: mugs\r\n---\r\n"},
	} {
		if got, err := deck.WithID(test.head, "mugs"); err != nil || got != test.want {
			t.Errorf("WithID(%q) = %q, %v", test.head, got, err)
		}
	}
	for _, head := range []string{"---\n{id: x}\n---\n", "---\nid: x\n"} {
		if got, err := deck.WithID(head, "mugs"); err == nil {
			t.Errorf("WithID(%q) = %q, want an error", head, got)
		}
	}
	if got, err := deck.WithID(fullHead, "not an id"); err == nil {
		t.Errorf("WithID with no id = %q, want an error", got)
	}
}

func TestWithSource(t *testing.T) {
	tests := map[string]struct {
		head   string
		source deck.Source
		want   string
	}{
		"one more":        {fullHead, deck.Source{Key: "four", Text: "Four"}, "\"https://x.org\"}\n=>\"https://x.org\"}\n  four: \"Four\"\n"},
		"a first":         {fullHead, deck.Source{Key: "one2001", Text: "O", DOI: "10.1/1"}, "  one2001: \"One (2001)\"   # the first\n=>  one2001: {text: \"O\", doi: 10.1/1}\n"},
		"of three lines":  {fullHead, deck.Source{Key: "two2002", Text: "T \"q\"", URL: "https://y.org?a=b#c"}, "  two2002:\n    text: Two (2002)\n    doi: 10.1/2\n=>  two2002: {text: \"T \\\"q\\\"\", url: \"https://y.org?a=b#c\"}\n"},
		"no sources":      {"---\r\nid: x\r\ntitle: T\r\n---\r\n", deck.Source{Key: "a", Text: "A"}, "title: T\r\n=>title: T\r\nsources:\r\n  a: \"A\"\r\n"},
		"an empty entry":  {"---\nsources:\nid: x\n---\n", deck.Source{Key: "a", Text: "A"}, "sources:\n=>sources:\n  a: \"A\"\n"},
		"all in brackets": {"---\nsources: {a: A, b: {text: B, doi: 10.1/b}}\n---\n", deck.Source{Key: "b", Text: "C"}, "sources: {a: A, b: {text: B, doi: 10.1/b}}\n=>sources:\n  a: \"A\"\n  b: \"C\"\n"},
		"an odd key":      {"---\nid: x\n---\n", deck.Source{Key: "a:b/c", Text: "A"}, "id: x\n=>id: x\nsources:\n  a:b/c: \"A\"\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := deck.WithSource(test.head, test.source)
			if err != nil {
				t.Fatal(err)
			}
			old, now, _ := strings.Cut(test.want, "=>")
			if diff := cmp.Diff(strings.Replace(test.head, old, now, 1), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			without, err := deck.WithoutSource(got, test.source.Key)
			if err != nil {
				t.Fatal(err)
			}
			_, _, sources, faults := deck.ReadHead(without)
			for _, s := range sources {
				if s.Key == test.source.Key {
					t.Errorf("%q still has the source %s", without, s.Key)
				}
			}
			for _, f := range faults {
				if f.Rule == "front-matter" {
					t.Errorf("%q: %s", without, f.Brief())
				}
			}
		})
	}
	for _, s := range []deck.Source{{Key: "two words", Text: "A"}, {Text: "A"}, {Key: "a", Text: " "}} {
		if got, err := deck.WithSource(fullHead, s); err == nil {
			t.Errorf("WithSource(%+v) = %q, want an error", s, got)
		}
	}
}

// TestPropertyOfHeads writes what an author may say of a deck and reads it back.
func TestPropertyOfHeads(t *testing.T) {
	text := rapid.OneOf(rapid.StringMatching(`[a-zA-Zé0-9 :#'"\\,.{}\[\]&*!|>%@-]{0,12}`), rapid.SampledFrom([]string{"null", "~", "yes", "1.10", "0x1", "-", "- a", "? a", "a: b", "2020-01-01", ".inf", "a\tb", "#", "'"}))
	heads := rapid.SampledFrom([]string{fullHead, "", "x\n", "---\n---\n", "---\nid: x\nauthors: [A]\nsources: {a: A}\n---\n", strings.ReplaceAll(fullHead, "\n", "\r\n"), "\ufeff" + fullHead})
	rapid.Check(t, func(t *rapid.T) {
		head := heads.Draw(t, "head")
		id, _, _, _ := deck.ReadHead(head)
		line := func(name string) string { return strings.Join(strings.Fields(text.Draw(t, name)), " ") }
		want := deck.Head{Title: line("title"), Language: line("language"), Version: line("version"), Licence: line("licence")}
		for range rapid.IntRange(0, 3).Draw(t, "authors") {
			if a := line("author"); a != "" {
				want.Authors = append(want.Authors, a)
			}
		}
		got, err := deck.WithHead(head, want)
		if err != nil {
			t.Fatalf("%+v: %v", want, err)
		}
		source := deck.Source{Key: rapid.SampledFrom([]string{"a", "one2001", "new:key", "1"}).Draw(t, "key"), Text: line("text") + "x", DOI: line("doi"), URL: line("url")}
		got, err = deck.WithSource(got, source)
		if err != nil {
			t.Fatalf("%+v: %v, in\n%s", source, err, got)
		}
		nowID, now, sources, _ := deck.ReadHead(got)
		if diff := cmp.Diff(want, now); diff != "" || nowID != id {
			t.Fatalf("id %s, was %s; (-want +got):\n%s\n%s", nowID, id, diff, got)
		}
		found := false
		for _, s := range sources {
			found = found || cmp.Equal(s, source, cmpopts.IgnoreFields(deck.Source{}, "Pos"))
		}
		if !found {
			t.Fatalf("%+v is not among %+v", source, sources)
		}
		if again, err := deck.WithHead(got, now); err != nil || again != got {
			t.Fatalf("written again: %v\n%s", err, cmp.Diff(got, again))
		}
	})
}
