package deck

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"touchpoint/deck/yamltext"
)

// headLimits are what front matter may be. It has room for some thousand sources.
var headLimits = yamltext.Limits{Bytes: 128 << 10, Line: 4 << 10, Brackets: 2000}

// frontMatter finds the YAML between two lines of three hyphens at the beginning of a
// file. It returns the lines of the YAML as a half-open range and the line on which the
// Markdown begins.
func frontMatter(s *source) (from, to, next int, faults []Fault) {
	if strings.TrimRight(s.line(0), " \t") != "---" {
		return 0, 0, 0, nil
	}
	for l := 1; l < len(s.lines); l++ {
		if closesHead(s.line(l)) {
			return 1, l, l + 1, nil
		}
		if strings.HasPrefix(s.line(l), "## ") { // YAML has comments, but hardly such a one
			break
		}
	}
	// Nothing closes it. The notes may be fine: go on at the first heading.
	next = len(s.lines) - 1
	for l := 1; l < len(s.lines); l++ {
		if headingLevel(s.line(l)) > 0 {
			next = l
			break
		}
	}
	f := s.fault(0, Error, "front-matter", "the front matter opened here is never closed", "end it with a line of three hyphens")
	end := s.lines[0] + len(strings.TrimRight(s.text[:s.lines[next]], " \t\n"))
	f.Edits = []Edit{s.replace(end, end, "\n---")}
	return 1, next, next, []Fault{f}
}

// closesHead reports whether a line ends front matter.
func closesHead(line string) bool {
	line = strings.TrimRight(line, " \t")
	return line == "---" || line == "..."
}

// A headReader reads the YAML at the head of a file.
type headReader struct {
	yamltext.Reader
	source *source
	first  int            // line of the file on which the YAML begins
	end    int            // and the line behind it
	edits  map[int][]Edit // of problems, by their index
}

// mend notes that a text in the place of another mends the last problem, if that other one
// stands at a node as it is.
func (r *headReader) mend(n ast.Node, old, text string) {
	at := r.at(n)
	if text == "" || old == "" || !strings.HasPrefix(r.source.text[at:], old) || len(r.Problems) == 0 {
		return
	}
	r.edits[len(r.Problems)-1] = []Edit{r.source.replace(at, at+len(old), text)}
}

// at returns the offset in the file of a YAML node.
func (r *headReader) at(n ast.Node) int {
	line, column := yamltext.At(n)
	return r.source.offset(r.first+line-1, column)
}

// faults returns what is wrong with the YAML.
func (r *headReader) faults() []Fault {
	var list []Fault
	for i, p := range r.Problems {
		severity := Error
		if p.Warning {
			severity = Warning
		}
		line, column := r.first+p.Line-1, p.Column
		if line >= r.end { // the YAML parser may tell of the line behind its text
			line, column = r.end-1, len(r.source.text)
		}
		f := r.source.fault(r.source.offset(line, column), severity, p.Rule, p.Message, p.Fix)
		f.Edits = r.edits[i]
		for _, in := range p.Insert {
			at := r.source.offset(r.first+in.Line-1, in.Column)
			f.Edits = append(f.Edits, r.source.replace(at, at, in.Text))
		}
		list = append(list, f)
	}
	return list
}

// readFrontMatter reads the head of a deck. It returns the names that stand in it, none
// if it could not be read, and whether there may be sources that could not be.
func readFrontMatter(s *source, from, to int, d *Deck) (seen map[string]bool, lost bool, faults []Fault) {
	if from >= to {
		return nil, false, nil
	}
	seen = make(map[string]bool)
	r := &headReader{source: s, first: from, end: to, edits: make(map[int][]Edit), Reader: yamltext.Reader{
		Limits: headLimits, Rule: "front-matter", Name: "the front matter", Before: from,
	}}
	entries := r.Read(s.text[s.lines[from]:s.lines[to]])
	there := make(map[string]bool, len(entries))
	for _, e := range entries {
		there[yamltext.Key(e)] = true
	}
	for _, e := range entries {
		key := yamltext.Key(e)
		seen[key] = true
		switch key {
		case "id":
			d.ID = ID(r.Text(e.Value, "id"))
			if !yamltext.ValidID(string(d.ID)) {
				r.Report(e.Value, false, "bad-id", fmt.Sprintf("%q cannot be the id of a deck", d.ID),
					"an id has the letters a to z, digits and . _ - and begins with a letter or digit: for example "+derivedID(string(d.ID)))
				r.mend(e.Value, string(d.ID), derivedID(string(d.ID)))
				d.ID = ""
			}
		case "title":
			d.Title = r.Text(e.Value, key)
		case "language":
			d.Language = r.Text(e.Value, key)
		case "version":
			d.Version = r.Text(e.Value, key)
		case "licence":
			d.Licence = r.Text(e.Value, key)
		case "authors":
			d.Authors = r.Texts(e.Value, key)
		case "sources":
			before := len(r.Problems)
			d.Sources = r.sources(e.Value)
			lost = len(d.Sources) == 0 && len(r.Problems) > before
		default:
			r.Unknown(e, headOrder...)
			if near := yamltext.Near(key, headOrder); !there[near] {
				r.mend(e.Key, key, near)
			}
		}
	}
	return seen, lost || len(seen) == 0 && len(r.Problems) > 0, r.faults()
}

// sources reads the publications of a deck: key: text, or key: {text, doi, url}.
func (r *headReader) sources(n ast.Node) []Source {
	if n == nil || n.Type() == ast.NullType {
		return nil
	}
	var out []Source
	for _, e := range r.Entries(n, "sources") {
		src := Source{Key: yamltext.Key(e), Pos: r.source.pos(r.at(e.Key))}
		if !validKey(src.Key) {
			r.Report(e.Key, false, r.Rule, fmt.Sprintf("%q cannot be the key of a source", src.Key),
				"a key has letters, digits and . _ : / - without spaces, such as smith2019")
			continue
		}
		if _, ok := e.Value.(*ast.StringNode); ok {
			src.Text = r.Text(e.Value, "the source")
		} else {
			for _, f := range r.Entries(e.Value, "a source") {
				switch key := yamltext.Key(f); key {
				case "text":
					src.Text = r.Text(f.Value, key)
				case "doi":
					src.DOI = r.Text(f.Value, key)
				case "url":
					src.URL = r.Text(f.Value, key)
				default:
					r.Unknown(f, "text", "doi", "url")
				}
			}
		}
		if src.Text == "" {
			r.Report(e.Key, false, r.Rule, fmt.Sprintf("the source %s does not say what it is", src.Key),
				`write text: "Authors (year), title"`)
		}
		out = append(out, src)
	}
	return out
}
