package deck

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// What front matter may be. It has room for some thousand sources. The YAML parser takes
// time and memory by the square of each of these numbers.
const (
	maxYAML         = 128 << 10 // bytes
	maxYAMLLine     = 4 << 10   // bytes
	maxYAMLBrackets = 2000      // opening ones, which may all stand in one another
)

// frontMatter finds the YAML between two lines of three hyphens at the beginning of a
// file. It returns the lines of the YAML as a half-open range and the line on which the
// Markdown begins.
func frontMatter(s *source) (from, to, next int, faults []Fault) {
	if strings.TrimRight(s.line(0), " \t") != "---" {
		return 0, 0, 0, nil
	}
	for l := 1; l < len(s.lines); l++ {
		switch strings.TrimRight(s.line(l), " \t") {
		case "---", "...":
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
	return 1, next, next, []Fault{s.fault(0, Error, "front-matter",
		"the front matter opened here is never closed", "end it with a line of three hyphens")}
}

// A yamlReader reads a mapping of YAML that stands in a file, strictly: what it does not
// know it reports with its place.
type yamlReader struct {
	source *source
	first  int // line of the file on which the YAML begins
	rule   string
	faults []Fault
}

// at returns the offset in the file of a YAML node.
func (r *yamlReader) at(n ast.Node) int {
	if n == nil || n.GetToken() == nil {
		return r.source.lines[r.first]
	}
	p := n.GetToken().Position
	return r.offset(p.Line, p.Column)
}

// offset returns the offset in the file of a line and column of the YAML, which count
// from one, columns in runes.
func (r *yamlReader) offset(line, column int) int {
	l := max(0, min(r.first+line-1, len(r.source.lines)-1))
	text := r.source.line(l)
	for i := range text {
		if column <= 1 {
			return r.source.lines[l] + i
		}
		column--
	}
	return r.source.lines[l] + len(text)
}

func (r *yamlReader) fault(n ast.Node, severity Severity, rule, message, fix string) {
	r.faults = append(r.faults, r.source.fault(r.at(n), severity, rule, message, fix))
}

// mapping parses YAML and returns the entries of the mapping that it must be.
func (r *yamlReader) mapping(text string) []*ast.MappingValueNode {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if problem := unfitYAML(text); problem != "" {
		r.faults = append(r.faults, r.source.fault(r.source.lines[r.first], Error, "too-large", problem, "shorten it"))
		return nil
	}
	file, err := parseYAML(text)
	if err != nil {
		r.invalid(err)
		return nil
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil
	}
	return r.entries(file.Docs[0].Body, "the front matter")
}

var (
	repeatedKey  = regexp.MustCompile(`^mapping key (".*") already defined at \[(\d+):\d+\]$`)
	yamlPosition = regexp.MustCompile(`(?: at)? ?\[\d+:\d+\] ?`) // counts from where the YAML begins
)

// invalid reports why the YAML could not be parsed. What the parser says of places is
// made into lines of the file.
func (r *yamlReader) invalid(err error) {
	at := r.source.lines[r.first]
	message := err.Error()
	var syntax yaml.Error
	if errors.As(err, &syntax) {
		message = syntax.GetMessage()
		if t := syntax.GetToken(); t != nil {
			at = r.offset(t.Position.Line, t.Position.Column)
		}
	}
	message = firstLine(message)
	if m := repeatedKey.FindStringSubmatch(message); m != nil {
		if line, err := strconv.Atoi(m[2]); err == nil {
			r.faults = append(r.faults, r.source.fault(at, Error, r.rule,
				fmt.Sprintf("%s stands here again, after line %d", m[1], r.first+line), "delete one of the two, or give it another name"))
			return
		}
	}
	message = yamlPosition.ReplaceAllString(message, "")
	r.faults = append(r.faults, r.source.fault(at, Error, r.rule, "this is not valid YAML: "+message, yamlFix(message)))
}

// yamlFix says what mends YAML of which the parser says the message.
func yamlFix(message string) string {
	switch {
	case strings.Contains(message, "-quoted text"):
		return "end it with the same quotation mark"
	case strings.Contains(message, "end token"):
		return "close the bracket"
	case strings.Contains(message, "cannot start any token"):
		return "indent with spaces and not with tabs"
	}
	return `put text that holds a colon or a number sign in "quotation marks"`
}

// parseYAML parses YAML. The parser is handed texts by strangers, and a fault of its own
// must not end the program.
func parseYAML(text string) (file *ast.File, err error) {
	defer func() {
		if recover() != nil {
			file, err = nil, errors.New("it cannot be read")
		}
	}()
	return parser.ParseBytes([]byte(text), 0)
}

// unfitYAML says why a text is not worth parsing, "" if it is.
func unfitYAML(text string) string {
	if len(text) > maxYAML {
		return fmt.Sprintf("the YAML is larger than %d KiB", maxYAML>>10)
	}
	if strings.Count(text, "[")+strings.Count(text, "{") > maxYAMLBrackets {
		return fmt.Sprintf("the YAML has more than %d brackets", maxYAMLBrackets)
	}
	for l := range strings.Lines(text) {
		if len(l) > maxYAMLLine {
			return fmt.Sprintf("the YAML has a line of more than %d KiB", maxYAMLLine>>10)
		}
	}
	return ""
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// entries returns the entries of a mapping; what is none is a fault.
func (r *yamlReader) entries(n ast.Node, name string) []*ast.MappingValueNode {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	case *ast.CommentGroupNode, nil:
		return nil
	}
	r.fault(n, Error, r.rule, name+" must be a mapping of names to values", "write lines like title: Customer engagement")
	return nil
}

// text returns a value that must be a line of text. A number is taken as it is written,
// so that version: 1.10 stays 1.10.
func (r *yamlReader) text(n ast.Node, name string) string {
	switch n := n.(type) {
	case *ast.StringNode:
		return strings.TrimSpace(n.Value)
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	case *ast.NullNode:
		return ""
	}
	r.fault(n, Error, r.rule, name+" must be text", `write it in one line, in "quotation marks" if it holds a colon`)
	return ""
}

// texts returns a value that is a list of texts; one text alone is a list too.
func (r *yamlReader) texts(n ast.Node, name string) []string {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		if s := r.text(n, name); s != "" {
			return []string{s}
		}
		return nil
	}
	var out []string
	for _, v := range list.Values {
		if s := r.text(v, "each entry of "+name); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// key returns the name of an entry.
func (r *yamlReader) key(e *ast.MappingValueNode) string {
	if t := e.Key.GetToken(); t != nil {
		return t.Value
	}
	return ""
}

// unknown reports an entry that has no meaning here.
func (r *yamlReader) unknown(e *ast.MappingValueNode, known ...string) {
	key := r.key(e)
	r.fault(e.Key, Warning, "unknown-key", fmt.Sprintf("nothing is known by the name %q here", key),
		"the names are "+strings.Join(known, ", ")+guess(key, known))
}

// readFrontMatter reads the head of a deck. It returns the names that stand in it, none
// if it could not be read, and whether there may be sources that could not be.
func readFrontMatter(s *source, from, to int, d *Deck) (seen map[string]bool, lost bool, faults []Fault) {
	if from >= to {
		return nil, false, nil
	}
	seen = make(map[string]bool)
	r := &yamlReader{source: s, first: from, rule: "front-matter"}
	for _, e := range r.mapping(s.text[s.lines[from]:s.lines[to]]) {
		key := r.key(e)
		seen[key] = true
		switch key {
		case "id":
			d.ID = ID(r.text(e.Value, "id"))
			if !validID(string(d.ID)) {
				r.fault(e.Value, Error, "bad-id", fmt.Sprintf("%q cannot be the id of a deck", d.ID),
					"an id has the letters a to z, digits and . _ - and begins with a letter or digit: for example "+derivedID(string(d.ID)))
				d.ID = ""
			}
		case "title":
			d.Title = r.text(e.Value, key)
		case "language":
			d.Language = r.text(e.Value, key)
		case "version":
			d.Version = r.text(e.Value, key)
		case "licence":
			d.Licence = r.text(e.Value, key)
		case "authors":
			d.Authors = r.texts(e.Value, key)
		case "sources":
			before := len(r.faults)
			d.Sources = r.sources(e.Value)
			lost = len(d.Sources) == 0 && len(r.faults) > before
		default:
			r.unknown(e, "id", "title", "language", "version", "authors", "licence", "sources")
		}
	}
	return seen, lost || len(seen) == 0 && len(r.faults) > 0, r.faults
}

// sources reads the publications of a deck: key: text, or key: {text, doi, url}.
func (r *yamlReader) sources(n ast.Node) []Source {
	if n == nil || n.Type() == ast.NullType {
		return nil
	}
	var out []Source
	for _, e := range r.entries(n, "sources") {
		src := Source{Key: r.key(e), Pos: r.source.pos(r.at(e.Key))}
		if !validKey(src.Key) {
			r.fault(e.Key, Error, r.rule, fmt.Sprintf("%q cannot be the key of a source", src.Key),
				"a key has letters, digits and . _ : / - without spaces, such as smith2019")
			continue
		}
		if _, ok := e.Value.(*ast.StringNode); ok {
			src.Text = r.text(e.Value, "the source")
		} else {
			for _, f := range r.entries(e.Value, "a source") {
				switch key := r.key(f); key {
				case "text":
					src.Text = r.text(f.Value, key)
				case "doi":
					src.DOI = r.text(f.Value, key)
				case "url":
					src.URL = r.text(f.Value, key)
				default:
					r.unknown(f, "text", "doi", "url")
				}
			}
		}
		if src.Text == "" {
			r.fault(e.Key, Error, r.rule, fmt.Sprintf("the source %s does not say what it is", src.Key),
				`write text: "Authors (year), title"`)
		}
		out = append(out, src)
	}
	return out
}
