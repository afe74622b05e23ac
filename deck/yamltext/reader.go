// Package yamltext reads the YAML that authors write, strictly: what cannot be used it
// reports with its place and what mends it, and the rest can be used all the same. YAML
// may come from strangers, so a [Reader] has limits and understands neither anchors nor
// tags.
package yamltext

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
)

// A Problem is something in the YAML that its author should mend.
type Problem struct {
	Line, Column int // in the YAML, from 1; Column in runes
	Warning      bool
	Rule         string
	Message      string
	Fix          string
	Insert       []Insertion // what mends it, if that is plain
}

// Limits are what a text may have. The YAML parser takes time and memory by the square of
// some of these numbers.
type Limits struct {
	Bytes    int // in all
	Line     int // bytes of a line
	Brackets int // opening ones, which may all stand in one another
	Entries  int // of mappings, in all; 0 for any number
	Depth    int // steps of indentation and brackets that stand in one another; 0 for any number
	Problems int // that are told of, errors and warnings each; 0 for any number
}

// A Reader reads a mapping of YAML and gathers what is wrong with it.
type Reader struct {
	Limits   Limits
	Rule     string // of problems with what a value is
	Name     string // what the YAML is called in a message
	Before   int    // lines of the file before the YAML
	Problems []Problem
	Errors   int // how many problems there were that are no warnings
	warnings int
	cuts     map[place]*cutText
}

// Read parses YAML and returns the entries of the mapping that it must be.
func (r *Reader) Read(text string) []*ast.MappingValueNode {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if problem := r.unfit(text); problem != "" {
		r.add(1, 1, false, "too-large", problem, "shorten it")
		return nil
	}
	r.second(text)
	file, err := r.parse(text)
	if err != nil {
		r.invalid(err)
		return nil
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil
	}
	return r.Entries(file.Docs[0].Body, r.Name)
}

// second reports that a text has a second document, of which nothing is read.
func (r *Reader) second(text string) {
	begun, end, line := false, 0, 0
	for l := range strings.Lines(text) {
		line++
		rest, marks := strings.CutPrefix(l, "---")
		if !marks {
			rest, marks = strings.CutPrefix(l, "...")
		}
		if marks && (rest == "" || strings.IndexByte(" \t\r\n", rest[0]) >= 0) {
			if begun && end == 0 {
				end = line
			}
			l = rest
		}
		if l = strings.TrimSpace(l); l == "" || l[0] == '#' {
			continue
		}
		if end > 0 {
			r.add(end, 1, false, r.Rule, "what follows this line is not read", "delete the line, or put what follows into a file of its own")
			return
		}
		begun = true
	}
}

// Report notes a problem at a node.
func (r *Reader) Report(n ast.Node, warning bool, rule, message, fix string) {
	line, column := At(n)
	r.add(line, column, warning, rule, message, fix)
}

// add notes a problem and returns it, nil if there are too many to say more of.
func (r *Reader) add(line, column int, warning bool, rule, message, fix string) *Problem {
	count := &r.Errors
	if warning {
		count = &r.warnings
	}
	if *count++; r.Limits.Problems > 0 && *count > r.Limits.Problems {
		return nil
	}
	r.Problems = append(r.Problems, Problem{Line: line, Column: column, Warning: warning, Rule: rule, Message: message, Fix: fix})
	return &r.Problems[len(r.Problems)-1]
}

// At returns the line and column of a node, which count from 1.
func At(n ast.Node) (line, column int) {
	if n == nil || n.GetToken() == nil {
		return 1, 1
	}
	p := n.GetToken().Position
	return p.Line, p.Column
}

var (
	repeatedKey  = regexp.MustCompile(`^mapping key (".*") already defined at \[(\d+):\d+\]$`)
	yamlPosition = regexp.MustCompile(`(?: at)? ?\[\d+:\d+\] ?`) // counts from where the YAML begins
)

// invalid reports why the YAML could not be parsed. What the parser says of places is
// made into lines of the file.
func (r *Reader) invalid(err error) {
	line, column := 1, 1
	message := err.Error()
	var syntax yaml.Error
	if errors.As(err, &syntax) {
		message = syntax.GetMessage()
		if t := syntax.GetToken(); t != nil {
			line, column = t.Position.Line, t.Position.Column
		}
	}
	message, _, _ = strings.Cut(message, "\n")
	if m := repeatedKey.FindStringSubmatch(message); m != nil {
		if first, err := strconv.Atoi(m[2]); err == nil {
			r.add(line, column, false, r.Rule,
				fmt.Sprintf("%s stands here again, after line %d", m[1], r.Before+first), "delete one of the two, or give it another name")
			return
		}
	}
	message = yamlPosition.ReplaceAllString(message, "")
	r.add(line, column, false, r.Rule, "this is not valid YAML: "+message, fixOf(message))
}

// fixOf says what mends YAML of which the parser says the message.
func fixOf(message string) string {
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

// parse parses YAML. The parser is handed texts by strangers, and a fault of its own
// must not end the program.
func (r *Reader) parse(text string) (file *ast.File, err error) {
	defer func() {
		if recover() != nil {
			file, err = nil, errors.New("it cannot be read")
		}
	}()
	tokens := lexer.Tokenize(text)
	r.cuts = cuts(tokens)
	if strings.Contains(text, " #") {
		r.commented(tokens)
	}
	return parser.Parse(tokens, 0)
}

// unfit says why a text is not worth parsing, "" if it is.
func (r *Reader) unfit(text string) string {
	if len(text) > r.Limits.Bytes {
		return fmt.Sprintf("the YAML is larger than %d KiB", r.Limits.Bytes>>10)
	}
	if strings.Count(text, "[")+strings.Count(text, "{") > r.Limits.Brackets {
		return fmt.Sprintf("the YAML has more than %d brackets", r.Limits.Brackets)
	}
	for l := range strings.Lines(text) {
		if len(l) > r.Limits.Line {
			return fmt.Sprintf("the YAML has a line of more than %d KiB", r.Limits.Line>>10)
		}
	}
	if entries := strings.Count(text, ": ") + strings.Count(text, ":\n"); r.Limits.Entries > 0 && entries > r.Limits.Entries {
		return fmt.Sprintf("the YAML has more than %d entries", r.Limits.Entries)
	}
	if r.Limits.Depth > 0 && deep(text, r.Limits.Depth) {
		return fmt.Sprintf("the YAML nests more than %d levels deep", r.Limits.Depth)
	}
	return ""
}

// deep reports whether a text may nest more than so many steps: brackets, hyphens at the
// beginning of a line, and indentations each of which is deeper than the one before. It
// may take text in quotation marks for nesting, of which there is hardly so much.
func deep(text string, most int) bool {
	var indents []int
	brackets := 0
	for l := range strings.Lines(text) {
		rest := strings.TrimLeft(l, " ")
		if strings.TrimSpace(rest) == "" || rest[0] == '#' {
			continue
		}
		indent := len(l) - len(rest)
		for len(indents) > 0 && indents[len(indents)-1] >= indent {
			indents = indents[:len(indents)-1]
		}
		indents = append(indents, indent)
		hyphens := 0
		for strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "? ") {
			hyphens++
			rest = strings.TrimLeft(rest[1:], " ")
		}
		if len(indents)+hyphens+brackets > most {
			return true
		}
		for i := range len(rest) {
			switch rest[i] {
			case '[', '{':
				if brackets++; brackets > most {
					return true
				}
			case ']', '}':
				brackets = max(0, brackets-1)
			}
		}
	}
	return false
}

// Entries returns the entries of a mapping; what is none is a problem.
func (r *Reader) Entries(n ast.Node, name string) []*ast.MappingValueNode {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	case *ast.CommentGroupNode, nil:
		return nil
	}
	r.mistaken(n, name+" must be a mapping of names to values", "write lines like title: Customer engagement")
	return nil
}

// Text returns a value that must be a line of text. A number is taken as it is written,
// so that version: 1.10 stays 1.10.
func (r *Reader) Text(n ast.Node, name string) string {
	switch n := n.(type) {
	case *ast.StringNode:
		return strings.TrimSpace(n.Value)
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	case *ast.NullNode, nil:
		return ""
	}
	r.mistaken(n, name+" must be text", `write it in one line, in "quotation marks" if it holds a colon`)
	return ""
}

// Texts returns a value that is a list of texts; one text alone is a list too.
func (r *Reader) Texts(n ast.Node, name string) []string {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		if s := r.Text(n, name); s != "" {
			return []string{s}
		}
		return nil
	}
	var out []string
	for _, v := range list.Values {
		if s := r.Text(v, "each entry of "+name); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// mistaken reports a node that is something else than it should be. Anchors, aliases and
// tags are never what they should be.
func (r *Reader) mistaken(n ast.Node, message, fix string) {
	switch n.Type() {
	case ast.AnchorType, ast.AliasType, ast.MergeKeyType:
		r.Report(n, false, r.Rule, "anchors and aliases (& and *) are not read", `write the text out, in "quotation marks" if it begins with such a mark`)
	case ast.TagType:
		r.Report(n, false, r.Rule, "tags (!) are not read", `leave the tag out, or put text that begins with the mark in "quotation marks"`)
	default:
		r.Report(n, false, r.Rule, message, fix)
	}
}

// Unknown warns of an entry that has no meaning here.
func (r *Reader) Unknown(e *ast.MappingValueNode, known ...string) {
	if r.Cut(e) {
		return
	}
	key := Key(e)
	r.Report(e.Key, true, "unknown-key", fmt.Sprintf("nothing is known by the name %q here", key),
		"the names are "+strings.Join(known, ", ")+Guess(key, known))
}

// Key returns the name of an entry.
func Key(e *ast.MappingValueNode) string {
	if t := e.Key.GetToken(); t != nil {
		return t.Value
	}
	return ""
}
