package deck

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// What authors are used to from other programs, and what it would be here.
var (
	ankiGap    = regexp.MustCompile(`\{\{(?:\d{1,2}:)?c(\d{1,2})::`) // also after deck fmt numbered it
	ankiSound  = regexp.MustCompile(`\[sound:([^\]\n]+)\]`)
	texFormula = regexp.MustCompile(`\\\(([^\n]+?)\\\)|\\\[([^\n]+?)\\\]|\$\$([^$\n]+)\$\$|\$([^\s$][^$\n]*[^\s$\\])\$`)
	texSign    = regexp.MustCompile(`\\[A-Za-z]|\^|(?:^|[^A-Za-z])[A-Za-z]{1,2}_|[})\]]_`) // what hardly any text but a formula has; file_names are text
)

// habitual reports whether a text may hold something of the kind.
func habitual(text string) bool {
	return strings.Contains(text, "[sound:") || strings.Contains(text, `\(`) || strings.Contains(text, `\[`) || strings.Count(text, "$") > 1
}

// habits warns of what other programs take for a sound or a formula, and which would show as
// it is written.
func (c *noteCheck) habits(root ast.Node, t noteText) {
	var plain [][2]int // where text stands that is no code and no formula
	for n := range descendants(root) {
		if text, ok := n.(*ast.Text); ok && !inCode(text) {
			plain = append(plain, [2]int{text.Segment.Start, text.Segment.Stop})
		}
	}
	shows := func(at int) bool {
		return slices.ContainsFunc(plain, func(p [2]int) bool { return p[0] <= at && at < p[1] })
	}
	for _, m := range ankiSound.FindAllStringSubmatchIndex(t.text, -1) {
		name := path.Join("media", strings.TrimSpace(t.text[m[2]:m[3]]))
		if !shows(m[0]) || t.escaped(m[0]) { // who escapes it means the text
			continue
		}
		link := "[Listen](" + name + ")"
		if strings.ContainsAny(name, " ()<>") {
			link = "[Listen](<" + name + ">)"
		}
		c.instead(t, m[0], m[1], "sound", "this is no sound and shows as it is written", link)
	}
	for _, m := range texFormula.FindAllStringSubmatchIndex(t.text, -1) {
		from, to := m[2], m[3]
		for i := 4; from < 0; i += 2 {
			from, to = m[i], m[i+1]
		}
		latex := strings.TrimSpace(t.text[from:to])
		if !shows(m[0]) || t.escaped(m[0]) || !texSign.MatchString(latex) || strings.Contains(latex, "`") {
			continue
		}
		c.instead(t, m[0], m[1], "formula", "this is no formula and shows as it is written", "$`"+latex+"`$")
	}
}

// instead warns of a stretch of a text, with what to write in its place.
func (c *noteCheck) instead(t noteText, from, to int, rule, message, text string) {
	f := c.fault(t.at(from), Warning, rule, message, "write "+text)
	if c.origin != nil && t.base >= 0 && !strings.ContainsAny(text, "\n<>") {
		f.Edits = []Edit{c.origin.replace(t.base+from, t.base+to, text)}
	}
}

// ankiGaps warns of gaps that are numbered as in Anki, whose number would be the answer and
// whose answer the hint.
func (c *noteCheck) ankiGaps() {
	i := slices.IndexFunc(c.note.Gaps, func(g Gap) bool { return g.Hint != "" && ankiGap.MatchString("{{"+g.Text+"::") })
	if i < 0 {
		return
	}
	g := c.note.Gaps[i]
	message := fmt.Sprintf("the answer of this gap is %q, and %q its hint", g.Text, g.Hint)
	fix := fmt.Sprintf("write {{%s:%s}}", strings.TrimPrefix(g.Text, "c"), g.Hint)
	if c.origin == nil {
		c.warn("anki-gap", message, fix)
		return
	}
	body := c.origin.text[c.origin.body:c.origin.end]
	found := ankiGap.FindAllStringSubmatchIndex(body, -1)
	if len(found) == 0 { // it is written in some other way
		c.warn("anki-gap", message, fix)
		return
	}
	f := c.fault(c.origin.body+found[0][0], Warning, "anki-gap", message, fix)
	for _, m := range found {
		f.Edits = append(f.Edits, c.origin.replace(c.origin.body+m[0], c.origin.body+m[1], "{{"+body[m[2]:m[3]]+":"))
	}
}
