package model

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// embeddedFiles returns the files of the models of the embedded deck.
func embeddedFiles(t *testing.T) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("../../assets/decks/*/models/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no models: %v", err)
	}
	files := make(map[string][]byte)
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimSuffix(filepath.Base(path), ".yaml")] = src
	}
	return files
}

// TestPatchNothing wants a file in which nothing was changed to stay as it is.
func TestPatchNothing(t *testing.T) {
	for name, src := range embeddedFiles(t) {
		m, _ := Parse(src)
		got, err := Patch(src, m)
		if err != nil || !bytes.Equal(got, src) {
			t.Errorf("%s was changed: %v", name, err)
		}
	}
}

const patchSource = `# A model, with much that its author wants to keep.
id: drivers
title: "What drives: engagement"   # quoted for the colon
kind: path

about: >-
  Some lines
  of text.
standing: inference
constructs:
  # Those that come first.
  - {id: trust, label: Trust, role: antecedent, standing: concept, source: smith2019}
  - id: ce   # in the middle
    label: Engagement
    role: focal
    meaning: What it is,
      in two lines.
    # why there is no place
    standing: concept
    sources: [smith2019, doe:2020]

  - {id: buying, label: "Buying, again", role: outcome, standing: inference, at: [2, 0]}
relations:
  - {from: trust, to: ce, sign: "+", standing: finding, source: smith2019}
  - from: ce
    to: buying
    sign: "+"
    standing: inference
# The end.
`

// TestPatch changes one thing of a file, and wants exactly its lines to be other.
func TestPatch(t *testing.T) {
	tests := []struct {
		name   string
		change func(m *Model)
		old    string // what of the source is replaced
		now    string
	}{
		{"title", func(m *Model) { m.Title = "Drivers" }, `"What drives: engagement"`, "Drivers"},
		{"place in braces", func(m *Model) { m.Constructs[0].At = &At{0, 1.5} }, "source: smith2019}\n  - id: ce", "source: smith2019, at: [0, 1.5]}\n  - id: ce"},
		{"place in lines", func(m *Model) { m.Constructs[1].At = &At{1, 1} }, "    sources: [smith2019, doe:2020]\n", "    sources: [smith2019, doe:2020]\n    at: [1, 1]\n"},
		{"no place", func(m *Model) { m.Constructs[2].At = nil }, ", at: [2, 0]}", "}"},
		{"label", func(m *Model) { m.Constructs[1].Label = "Customer engagement" }, "label: Engagement", "label: Customer engagement"},
		{"label in quotation marks", func(m *Model) { m.Constructs[2].Label = "Sales" }, `"Buying, again"`, "Sales"},
		{"text of two lines", func(m *Model) { m.Constructs[1].Meaning = "Short, and with a comma." }, "What it is,\n      in two lines.", "Short, and with a comma."},
		{"folded text", func(m *Model) { m.About = "Some other lines of text." }, ">-\n  Some lines\n  of text.", ">-\n  Some other lines of text."},
		{"no text", func(m *Model) { m.About = "" }, "about: >-\n  Some lines\n  of text.\n", ""},
		{"a new text", func(m *Model) { m.Question = "Why is that?" }, "kind: path\n", "kind: path\nquestion: Why is that?\n"},
		{"sources", func(m *Model) { m.Constructs[0].Sources = []string{"a", "b"} }, "source: smith2019}\n  - id: ce", "source: [a, b]}\n  - id: ce"},
		{
			"remove one in braces", func(m *Model) { m.Constructs = m.Constructs[1:]; m.Relations[0].From = "buying" },
			"  - {id: trust, label: Trust, role: antecedent, standing: concept, source: smith2019}\n", "",
		},
		{"add one", func(m *Model) {
			m.Constructs = append(m.Constructs, Construct{Part: Part{ID: "new", Label: "New one", Standing: Inference}, Role: Outcome})
		}, "at: [2, 0]}\n", "at: [2, 0]}\n  - {id: new, label: New one, standing: inference, role: outcome}\n"},
		{"add one in lines", func(m *Model) {
			m.Relations = append(m.Relations, Relation{Part: Part{ID: "trust-buying", Standing: Inference}, From: "trust", To: "buying", Sign: Unknown})
		}, "    sign: \"+\"\n    standing: inference\n", "    sign: \"+\"\n    standing: inference\n  - from: trust\n    to: buying\n    sign: \"?\"\n    standing: inference\n"},
		{
			"the order", func(m *Model) { m.Constructs = []Construct{m.Constructs[1], m.Constructs[2], m.Constructs[0]} },
			"  - {id: trust, label: Trust, role: antecedent, standing: concept, source: smith2019}\n", "",
		},
		{"other end, same id", func(m *Model) { m.Relations[0].To = "buying" }, "{from: trust, to: ce, sign", "{id: trust-ce, from: trust, to: buying, sign"},
		{"a new list", func(m *Model) {
			m.Moderators = []Moderator{{Part: Part{ID: "x", Label: "X", Standing: Inference}, Acts: []Act{{On: "trust-ce", Change: Weakens, Standing: Inference}}}}
		}, "# The end.\n", "moderators:\n  - {id: x, label: X, standing: inference, acts: [{on: trust-ce, change: weakens, standing: inference}]}\n# The end.\n"},
		{"no list", func(m *Model) { m.Relations = nil }, patchSource[strings.Index(patchSource, "relations:"):strings.Index(patchSource, "# The end")], ""},
		{"a line less and one more", func(m *Model) {
			m.Relations[1].Standing, m.Relations[1].Sources = Finding, []string{"a"}
			m.Constructs[1].Sources = nil
			m.Constructs[1].Standing = Inference
			m.Constructs = append(m.Constructs[:2:2], Construct{Part: Part{ID: "new", Label: "New", Standing: Inference}, Role: Outcome}, m.Constructs[2])
		}, "    standing: concept\n    sources: [smith2019, doe:2020]\n", "    standing: inference\n  - {id: new, label: New, standing: inference, role: outcome}\n"},
		{"was", func(m *Model) { m.Constructs[0].Was = []string{"confidence"} }, "source: smith2019}\n  - id: ce", "source: smith2019, was: confidence}\n  - id: ce"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, eol := range []string{"\n", "\r\n"} {
				src := byteOrderMark + strings.ReplaceAll(patchSource, "\n", eol)
				m, faults := Parse([]byte(src))
				if len(faults) > 0 {
					t.Fatal(faults)
				}
				tt.change(m)
				got, err := Patch([]byte(src), m)
				if err != nil {
					t.Fatal(err)
				}
				want := strings.Replace(patchSource, tt.old, tt.now, 1)
				switch tt.name {
				case "the order":
					want = strings.Replace(want, "at: [2, 0]}\n", "at: [2, 0]}\n"+tt.old, 1)
				case "a line less and one more":
					want = strings.Replace(want, "    standing: inference\n# The end", "    standing: finding\n    source: a\n# The end", 1)
				case "remove one in braces":
					want = strings.Replace(want, "{from: trust,", "{id: trust-ce, from: buying,", 1)
				}
				want = byteOrderMark + strings.ReplaceAll(want, "\n", eol)
				if diff := cmp.Diff(want, string(got)); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			}
		})
	}
}

// TestPatchKeepsWhatIsBroken wants what could not be read to stay in the file.
func TestPatchKeepsWhatIsBroken(t *testing.T) {
	src := strings.Replace(patchSource, "  - id: ce ", "  - {id: half, label: No role}\n  - id: ce ", 1)
	m, _ := Parse([]byte(src))
	m.Constructs[1].Label = "CE"
	m.Constructs = m.Constructs[:2]
	m.Relations = m.Relations[:1]
	got, err := Patch([]byte(src), m)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"  - {id: half, label: No role}\n", "label: CE\n", "# The end."} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if strings.Contains(string(got), "Buying") {
		t.Errorf("what was removed is in\n%s", got)
	}
}

// TestPatchTextWithoutSpaces wants a long text in a language without spaces to leave the rest
// of the file as it is.
func TestPatchTextWithoutSpaces(t *testing.T) {
	m, _ := Parse([]byte(patchSource))
	m.Constructs[0].Meaning = strings.Repeat("客户", 800)
	got, err := Patch([]byte(patchSource), m)
	if err != nil {
		t.Fatal(err)
	}
	if !reads(got, Format(m)) || !strings.Contains(string(got), "# The end.") {
		t.Errorf("the file is written anew:\n%s", got)
	}
}

// TestPatchRefuses wants a model that cannot be read again to be refused.
func TestPatchRefuses(t *testing.T) {
	m, _ := Parse([]byte(patchSource))
	m.Constructs[0].Label = ""
	if _, err := Patch([]byte(patchSource), m); err == nil {
		t.Error("a part without a label is written")
	}
}

// TestPatchOneIntoAnother turns models of any kind into others, and wants them to be read
// as these.
func TestPatchOneIntoAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]Kind{PathKind, JourneyKind, ContingencyKind, ClassificationKind}).Draw(t, "kind")
		a, b := genModelOf(t, kind), genModelOf(t, kind)
		src := Format(a)
		if rapid.Bool().Draw(t, "crlf") {
			src = bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))
		}
		got, err := Patch(src, b)
		if err != nil {
			t.Fatal(err)
		}
		if !reads(got, Format(b)) {
			t.Fatalf("it is not the other model:\n%s", got)
		}
	})
}

// TestPatchLittle takes parts out of models, puts others in and moves them, and wants that
// this is done in place.
func TestPatchLittle(t *testing.T) {
	files := embeddedFiles(t)
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	rapid.Check(t, func(t *rapid.T) {
		src := files[rapid.SampledFrom(names).Draw(t, "file")]
		m, _ := Parse(src)
		before := fileBlock(m)
		parts := allParts(m)
		changed := map[string]bool{}
		for range rapid.IntRange(1, 3).Draw(t, "changes") {
			x := rapid.SampledFrom(parts).Draw(t, "part")
			changed[x.ID] = true
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				x.At = &At{float64(rapid.IntRange(0, 8).Draw(t, "column")) / 2, 1}
			case 1:
				x.Meaning = (&generator{T: t}).text("meaning")
			case 2:
				x.Sources, x.Standing = []string{"course", "smith2019"}, Finding
			case 3:
				x.Meaning = ""
			}
		}
		got, err := Patch(src, m)
		if err != nil {
			t.Fatal(err)
		}
		if !reads(got, Format(m)) {
			t.Fatal("it is not the model")
		}
		kept := strings.Count(string(src), "\n")
		lines := map[string]int{}
		for l := range strings.Lines(string(src)) {
			lines[l]++
		}
		for l := range strings.Lines(string(got)) {
			if lines[l] > 0 {
				lines[l]--
				kept--
			}
		}
		if most := 12 * len(changed); kept > most {
			t.Fatalf("%d lines went for %d changes (%d names):\n%s", kept, len(changed), len(before), cmp.Diff(string(src), string(got)))
		}
	})
}

// allParts are the parts of a model, to be changed.
func allParts(m *Model) []*Part {
	var list []*Part
	for i := range m.Stages {
		list = append(list, &m.Stages[i].Part)
	}
	for i := range m.Constructs {
		list = append(list, &m.Constructs[i].Part)
	}
	for i := range m.Relations {
		list = append(list, &m.Relations[i].Part)
	}
	for i := range m.Moderators {
		list = append(list, &m.Moderators[i].Part)
	}
	for i := range m.Touchpoints {
		list = append(list, &m.Touchpoints[i].Part)
	}
	for i := range m.Rules {
		list = append(list, &m.Rules[i].Part)
	}
	for i := range m.Facets {
		list = append(list, &m.Facets[i].Part)
		for k := range m.Facets[i].Categories {
			list = append(list, &m.Facets[i].Categories[k].Part)
		}
	}
	for i := range m.Items {
		list = append(list, &m.Items[i].Part)
	}
	return list
}
