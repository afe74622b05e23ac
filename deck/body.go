package deck

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A part is a stretch of a note's body: one block of it.
type part struct {
	node       ast.Node
	start, end int // offsets in the body
}

// A bodyReader takes a note's body apart.
type bodyReader struct {
	source *source
	head   int // offset of the heading in the source
	base   int // of the body
	text   string
	root   ast.Node
	parts  []part
	note   *Note
	faults []Fault
	gaps   []*gapMark // Cloze: as they stand in the text
	marks  []maskMark // Occlude: as they stand in the text
}

func (r *bodyReader) fault(at int, rule, message, fix string) *Fault {
	if len(r.faults) == maxFaults {
		return &Fault{} // which nobody will see
	}
	at += r.base
	if strings.TrimSpace(r.text) == "" { // nothing is there, and the line may be the next note's
		at = r.head
	}
	r.faults = append(r.faults, r.source.fault(at, Error, rule, message, fix))
	return &r.faults[len(r.faults)-1]
}

// replace returns the edit that replaces the text between two offsets of the body.
func (r *bodyReader) replace(from, to int, text string) Edit {
	return r.source.replace(r.base+from, r.base+to, text)
}

// read fills the note's texts from its body. The note's kind must be known.
func (r *bodyReader) read() {
	if r.note.Kind == Cloze || r.note.Kind == Occlude {
		r.root = parseText([]byte(r.text)) // gaps and pictures must be found exactly as Blocks finds them
	} else {
		r.root = parseOutline([]byte(r.text))
	}
	if depth(r.root) > maxNesting {
		r.fault(0, "nesting", "quotes, lists or emphasis stand too deep in one another", "write it flatter")
		return
	}
	r.cut()
	explanation, parts := r.quotes()
	r.note.Explanation = explanation
	switch r.note.Kind {
	case Choice:
		r.choice(parts)
	case Order:
		r.order(parts)
	case Typed:
		r.typed(r.lead(parts))
	case Occlude:
		r.occlude(parts)
	case Cloze:
		r.note.Back = r.join(parts)
		r.cloze(parts)
	default:
		r.note.Back = r.join(r.lead(parts))
	}
	r.citations()
	r.note.Back = withoutCites(r.note.Back)
}

// lead takes in what stands above the first thematic break, which parts it from the answer,
// and returns what stands below. A break with nothing above it is just a break.
func (r *bodyReader) lead(parts []part) []part {
	at := slices.IndexFunc(parts, func(p part) bool { return p.node.Kind() == ast.KindThematicBreak })
	if at <= 0 {
		return parts
	}
	r.note.Lead = withoutCites(r.join(parts[:at]))
	return parts[at+1:]
}

// depth returns how deep nodes stand in one another, as far as it matters.
func depth(n ast.Node) int {
	var measure func(n ast.Node, level int) int
	measure = func(n ast.Node, level int) int {
		deepest := level
		if level > 4*maxNesting {
			return deepest
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			deepest = max(deepest, measure(c, level+1))
		}
		return deepest
	}
	// A list is two nodes deep for its reader's one.
	return measure(n, 0) / 2
}

// cut notes where each block of the body begins and ends: from its first line to the
// first line of the next. A definition of a link, which is no block, belongs to the
// block before it.
func (r *bodyReader) cut() {
	for n := r.root.FirstChild(); n != nil; n = n.NextSibling() {
		at := max(0, n.Pos())
		at = strings.LastIndexByte(r.text[:at], '\n') + 1
		if len(r.parts) > 0 {
			r.parts[len(r.parts)-1].end = at
		} else {
			at = 0
		}
		r.parts = append(r.parts, part{node: n, start: at, end: len(r.text)})
	}
}

// join returns the text of parts, which may lie apart.
func (r *bodyReader) join(parts []part) string {
	if len(parts) == 0 {
		return ""
	}
	if first, last := parts[0], parts[len(parts)-1]; r.adjacent(parts) {
		return trimBlankLines(r.text[first.start:last.end])
	}
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = trimBlankLines(r.text[p.start:p.end])
	}
	return strings.Join(texts, "\n\n")
}

func (r *bodyReader) adjacent(parts []part) bool {
	for i := 1; i < len(parts); i++ {
		if parts[i-1].end != parts[i].start {
			return false
		}
	}
	return true
}

// trimBlankLines takes empty lines off both ends. The first line keeps its indentation,
// which may make it code.
func trimBlankLines(s string) string {
	s = strings.TrimRight(s, " \t\n")
	for {
		i := strings.IndexByte(s, '\n')
		if i < 0 || strings.TrimSpace(s[:i]) != "" {
			return s
		}
		s = s[i+1:]
	}
}

// quotes returns the text of the body's quotes, which is its explanation, and the parts
// that are none.
func (r *bodyReader) quotes() (explanation string, rest []part) {
	var texts []string
	for _, p := range r.parts {
		if _, ok := p.node.(*ast.Blockquote); !ok {
			rest = append(rest, p)
			continue
		}
		var b strings.Builder
		for l := range strings.Lines(r.text[p.start:p.end]) {
			b.WriteString(unquote(l))
		}
		if text := withoutCites(trimBlankLines(b.String())); text != "" {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, "\n\n"), rest
}

// unquote takes one quote marker off a line; a line that goes on without one is kept.
func unquote(line string) string {
	inner := strings.TrimLeft(line, " ")
	if len(line)-len(inner) > 3 || !strings.HasPrefix(inner, ">") {
		return line
	}
	return strings.TrimPrefix(inner[1:], " ")
}

// choice reads the task list of a note with options.
func (r *bodyReader) choice(parts []part) {
	at := -1
	for i, p := range parts {
		if !isTaskList(p.node) {
			continue
		}
		if at >= 0 {
			r.fault(p.start, "choice-options", "there is a second list of options", "keep all options in one list")
			return
		}
		at = i
	}
	if at < 0 {
		r.fault(0, "choice-options", "the note has no options", "write a list of lines like - [ ] wrong and - [x] right")
		return
	}
	for item := parts[at].node.FirstChild(); item != nil; item = item.NextSibling() {
		box := checkbox(item)
		text := r.item(item)
		if box == nil {
			r.fault(r.itemAt(item), "choice-options", "this option is marked neither right nor wrong", "begin it with [x] or [ ]")
			return
		}
		text = strings.TrimSpace(text[strings.IndexByte(text, ']')+1:])
		r.note.Options = append(r.note.Options, Option{Text: withoutCites(text), Correct: box.IsChecked})
	}
	r.note.Lead = withoutCites(r.join(parts[:at]))
	r.note.Back = r.join(parts[at+1:])
	r.checkOptions(parts[at])
}

// checkOptions notes what makes options useless: too few of them, all right or all
// wrong, empty, or two that say the same.
func (r *bodyReader) checkOptions(list part) {
	right := 0
	seen := make(map[string]bool)
	item := list.node.FirstChild()
	for _, o := range r.note.Options {
		text := fold(PlainText(o.Text))
		switch {
		case blank(o.Text):
			r.fault(r.itemAt(item), "choice-options", "this option is empty", "write its text or delete the line")
		case text != "" && seen[text]:
			r.fault(r.itemAt(item), "choice-options", "this option stands here twice", "reword or delete one of the two")
		}
		seen[text] = true
		if o.Correct {
			right++
		}
		item = item.NextSibling()
	}
	switch n := len(r.note.Options); {
	case n < 2:
		r.fault(list.start, "choice-options", "there is only one option", "add at least one more")
	case right == 0:
		r.fault(list.start, "choice-options", "no option is marked as right", "write [x] before each right one")
	case right == n:
		r.fault(list.start, "choice-options", "every option is marked as right", "write [ ] before each wrong one")
	}
}

// isTaskList reports whether a block is a list with a checkbox in any of its items.
func isTaskList(n ast.Node) bool {
	if _, ok := n.(*ast.List); !ok {
		return false
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if checkbox(item) != nil {
			return true
		}
	}
	return false
}

// checkbox returns the checkbox that an item of a list begins with, nil if there is none.
func checkbox(item ast.Node) *extast.TaskCheckBox {
	if item.FirstChild() == nil {
		return nil
	}
	box, _ := item.FirstChild().FirstChild().(*extast.TaskCheckBox)
	return box
}

// order reads the numbered list of a note whose items are to be brought into order.
func (r *bodyReader) order(parts []part) {
	at := -1
	for i, p := range parts {
		if list, ok := p.node.(*ast.List); !ok || !list.IsOrdered() {
			continue
		}
		if at >= 0 {
			r.fault(p.start, "order-items", "there is a second numbered list", "keep all items in one list")
			return
		}
		at = i
	}
	if at < 0 {
		r.fault(0, "order-items", "the note has no items to order", "write a list of lines like 1. first and 2. second")
		return
	}
	seen := make(map[string]bool)
	for item := parts[at].node.FirstChild(); item != nil; item = item.NextSibling() {
		text := withoutCites(r.item(item))
		same := fold(PlainText(text))
		switch {
		case blank(text):
			r.fault(r.itemAt(item), "order-items", "this item is empty", "write its text or delete the line")
		case same != "" && seen[same]:
			r.fault(r.itemAt(item), "order-items", "this item stands here twice, so its place cannot be told", "reword one of the two")
		}
		seen[same] = true
		r.note.Items = append(r.note.Items, text)
	}
	if len(r.note.Items) < 2 {
		r.fault(parts[at].start, "order-items", "there is only one item", "add at least one more")
	}
	r.note.Lead = withoutCites(r.join(parts[:at]))
	r.note.Back = r.join(parts[at+1:])
}

// itemAt returns the offset in the body of an item of a list.
func (r *bodyReader) itemAt(item ast.Node) int {
	return max(0, min(item.Pos(), len(r.text)))
}

// item returns the text of an item of a top-level list, without its marker and with the
// lines that follow moved to the left as far as the first one's text.
func (r *bodyReader) item(item ast.Node) string {
	start := r.itemAt(item)
	end := len(r.text)
	if next := item.NextSibling(); next != nil {
		end = strings.LastIndexByte(r.text[:r.itemAt(next)], '\n') + 1
	} else {
		for _, p := range r.parts {
			if p.start <= start && start < p.end {
				end = p.end
			}
		}
	}
	indent := 0
	if li, ok := item.(*ast.ListItem); ok {
		indent = li.Offset
	}
	var b strings.Builder
	first := true
	for l := range strings.Lines(r.text[start:end]) {
		if first {
			b.WriteString(strings.TrimLeft(strings.TrimLeft(l, "-+*0123456789"), ".)"))
			first = false
			continue
		}
		cut := 0
		for cut < len(l) && cut < indent && l[cut] == ' ' {
			cut++
		}
		b.WriteString(l[cut:])
	}
	return strings.TrimSpace(b.String())
}

// typed reads the answers of a note whose answer is typed: the first line, and lines
// that begin with an equals sign.
func (r *bodyReader) typed(parts []part) {
	if len(parts) == 0 {
		r.fault(0, "typed-answer", "the note has no answer to type", "write it in the first line beneath the heading")
		return
	}
	if _, ok := parts[0].node.(*ast.Paragraph); !ok {
		r.fault(parts[0].start, "typed-answer", "the answer to type is not plain text", "write it in the first line beneath the heading")
		return
	}
	offset := parts[0].start
	for l := range strings.Lines(r.text[parts[0].start:parts[0].end]) {
		at := offset
		offset += len(l)
		text := strings.TrimSpace(l)
		other, marked := strings.CutPrefix(text, "=")
		answer := PlainText(withoutCites(strings.TrimSpace(other)))
		switch {
		case text == "" || answer == "" && !marked:
		case marked && answer == "":
			r.fault(at, "typed-answer", "there is no answer after the equals sign", "write it or delete the line").
				Edits = []Edit{r.replace(at, at+len(l), "")}
		case marked && len(r.note.Answers) == 0:
			sign := at + strings.IndexByte(l, '=')
			r.fault(at, "typed-answer", "the first answer must stand without an equals sign", "write the answer that you show in the first line").
				Edits = []Edit{r.replace(sign, sign+len(l[sign-at:])-len(strings.TrimLeft(l[sign-at:], "= \t")), "")}
		case !marked && len(r.note.Answers) > 0:
			r.fault(at, "typed-answer", "it is unclear what this line beneath the answer is",
				"begin it with = if it is another accepted answer, or leave an empty line before it")
			return // the lines that follow are most likely the same
		default:
			r.note.Answers = append(r.note.Answers, answer)
		}
	}
	if len(r.note.Answers) == 0 && len(r.faults) == 0 {
		r.fault(parts[0].start, "typed-answer", "the note has no answer to type", "write it in the first line beneath the heading")
	}
	r.note.Back = r.join(parts[1:])
}

// cloze reads the gaps of a text.
func (r *bodyReader) cloze(parts []part) {
	for _, p := range parts {
		for n := range descendants(p.node) {
			switch n := n.(type) {
			case *gapNode:
				if n.problem != "" {
					r.fault(n.open, "gap", n.problem, `write {{text}}, {{text::hint}} or {{2:text::hint}}, and \{\{ for braces of the text`)
					continue
				}
				if blank(n.text) || PlainText(n.text) == "" && !strings.Contains(n.text, "![") {
					r.fault(n.open, "gap", gapEmpty, "write between the braces what is to be recalled")
				}
				r.gaps = append(r.gaps, n.gapMark)
			case *ast.Image:
				if g := r.gapAt(n.Pos()); g != nil {
					r.fault(g.open, "gap", "a picture cannot be a gap", "put a word there, or make it a note of another kind")
				}
			}
		}
	}
	for i, n := range gapNumbers(r.gaps) {
		if n > maxGap {
			r.fault(r.gaps[i].open, "gap", fmt.Sprintf("the note has more than %d gaps", maxGap), "make several notes of it")
			break
		}
	}
	if len(r.gaps) == 0 && len(r.faults) == 0 {
		r.fault(0, "cloze-without-deletion", "the note has no gaps", "put what is to be recalled in double braces: {{like this}}")
	}
}

// gapAt returns the gap that the byte at offset stands in, nil if there is none.
func (r *bodyReader) gapAt(offset int) *gapMark {
	if last := len(r.gaps) - 1; last >= 0 && r.gaps[last].open < offset && offset < r.gaps[last].close {
		return r.gaps[last]
	}
	return nil
}

// citations adds what the body cites to the note.
func (r *bodyReader) citations() {
	if !strings.Contains(r.text, "[@") {
		return
	}
	for n := range descendants(r.root) {
		if c, ok := n.(*citationNode); ok {
			r.cite(c)
		}
	}
}

func (r *bodyReader) cite(c *citationNode) {
	if c.bad {
		f := r.fault(c.at, "citation", fmt.Sprintf("%q is not a citation", c.raw), `write [@key] or [@one; @two] with nothing else in it, or \[@ for a bracket of the text`)
		if keys, ok := citationKeys(strings.ReplaceAll(strings.Trim(c.raw, "[]"), ",", ";")); ok && !strings.Contains(c.raw, "\n") {
			f.Edits = []Edit{r.replace(c.at, c.at+len(c.raw), "[@"+strings.Join(keys, "; @")+"]")}
		}
		return
	}
	for _, key := range c.keys {
		if !contains(r.note.Cites, key) {
			r.note.Cites = append(r.note.Cites, key)
		}
	}
}

// blank reports whether a text shows nothing: it is empty, or consists of definitions of
// links or of spaces written as character references.
func blank(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	if unicode.IsLetter(first) || unicode.IsDigit(first) {
		return false // as nearly all texts, without a look at the rest
	}
	return len(Blocks(text)) == 0
}

// withoutCites takes the closing citations off a text, as they are listed apart.
func withoutCites(text string) string {
	for strings.HasSuffix(text, "]") {
		at := strings.LastIndexByte(text, '[')
		if at < 0 || at > 0 && text[at-1] == '\\' {
			break
		}
		if _, ok := citationKeys(text[at+1 : len(text)-1]); !ok {
			break
		}
		text = strings.TrimRight(text[:at], " \t\n")
	}
	return text
}
