package yamltext

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
)

// TestCutTexts wants to be told of what a comma or a number sign cuts off a text, with the
// quotation marks that mend it, and of nothing else.
func TestCutTexts(t *testing.T) {
	for text, want := range map[string]string{
		"a: {text: Jönes (2020), Tea and more, Oxford, doi: 10.1/x}": `1:25 the text "Jönes (2020)" ends at the comma, and "Tea and more, Oxford" is not read: a: {text: "Jönes (2020), Tea and more, Oxford", doi: 10.1/x}`,
		"a:\n  - {doi: x, text: A, b}\n":                             "2:23 the text \"A\" ends at the comma, and \"b\" is not read: a:\n  - {doi: x, text: \"A, b\"}\n",
		"a: {text: A,b}":                                             `1:13 the text "A" ends at the comma, and "b" is not read: a: {text: "A,b"}`,
		`a: {text: He said "no", so}`:                                `1:25 the text "He said \"no\"" ends at the comma, and "so" is not read: a: {text: 'He said "no", so'}`,
		"a: {text: it's \"so\", b}":                                  `1:22 the text "it's \"so\"" ends at the comma, and "b" is not read: a: {text: it's "so", b}`,
		"title: The #1 tea":                                          `1:12 the text "The" ends before the number sign, and "#1 tea" is not read: title: "The #1 tea"`,

		`a: {text: "A, b", doi: x}`:  "",
		"a: {text: A, doi: x}":       "",
		"a: {text: A, doi: }":        "",
		"a: {list: [A, b, c]}":       "",
		"a: {text: A, colour: red}":  `1:14 nothing is known by the name "colour" here: a: {text: A, colour: red}`,
		"a: {text: 'A', b}":          `1:16 nothing is known by the name "b" here: a: {text: 'A', b}`,
		"title: A # a comment":       "",
		"title: A#1":                 "",
		"title: \"A\" #comment":      "",
		"#comment\ntitle: A":         "",
		"title: A #!/bin/sh":         "",
		"a: [b, {text: c, doi: d}] ": "",
	} {
		r := Reader{Limits: Limits{Bytes: 1000, Line: 1000, Brackets: 10}, Rule: "yaml", Name: "it"}
		for _, e := range r.Read(text) {
			if key := Key(e); key != "a" || strings.Contains(text, "[") {
				continue
			}
			value := e.Value
			if list, ok := value.(*ast.SequenceNode); ok {
				value = list.Values[0]
			}
			for _, f := range r.Entries(value, "it") {
				if k := Key(f); k != "text" && k != "doi" {
					r.Unknown(f, "text", "doi")
				}
			}
		}
		var got []string
		for _, p := range r.Problems {
			got = append(got, fmt.Sprintf("%d:%d %s: %s", p.Line, p.Column, p.Message, inserted(text, p.Insert)))
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("%q:\n%s\nwant\n%s", text, strings.Join(got, "\n"), want)
		}
	}
}

// TestCutTextsBeyondTheLimit wants what mends a problem to stay with it where further ones
// are only counted.
func TestCutTextsBeyondTheLimit(t *testing.T) {
	const text = "title: The #1 tea\nother: The #2 tea\n"
	r := Reader{Limits: Limits{Bytes: 1000, Line: 1000, Brackets: 10, Problems: 1}, Rule: "yaml", Name: "it"}
	r.Read(text)
	if len(r.Problems) != 1 {
		t.Fatalf("%d problems, want one", len(r.Problems))
	}
	if got, want := inserted(text, r.Problems[0].Insert), "title: \"The #1 tea\"\nother: The #2 tea\n"; got != want {
		t.Errorf("the first is mended as\n%s\nwant\n%s", got, want)
	}
}

// inserted puts texts into another, from the last on.
func inserted(text string, list []Insertion) string {
	lines := strings.Split(text, "\n")
	for i := len(list) - 1; i >= 0; i-- {
		in := list[i]
		line := []rune(lines[in.Line-1])
		lines[in.Line-1] = string(line[:in.Column-1]) + in.Text + string(line[in.Column-1:])
	}
	return strings.Join(lines, "\n")
}
