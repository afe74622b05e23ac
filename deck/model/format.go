package model

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Format returns the YAML of a model. [Parse] reads it to the same model, but for the
// positions and the name of its file.
func Format(m *Model) []byte {
	var w bytes.Buffer
	fileBlock(m).write(&w, 0, false)
	return w.Bytes()
}

// fileBlock is the mapping that is the whole file.
func fileBlock(m *Model) yamlMap {
	b := yamlMap{
		{"id", m.ID},
		{"title", m.Title},
		{"kind", string(m.Kind)},
		{"topic", m.Topic},
		{"question", m.Question},
		{"about", m.About},
		{"standing", string(m.Standing)},
		{"sources", m.Sources},
		{"was", m.Was},
		{"order", steps(m.Order)},
		{"distractors", blocks(m.Distractors, func(p *Part) yamlMap { return partBlock(p) })},
	}
	switch m.Kind {
	case PathKind:
		b = append(b, pathBlock(m)...)
	case JourneyKind:
		b = append(b, journeyBlock(m)...)
	case ContingencyKind:
		b = append(b, contingencyBlock(m)...)
	case ClassificationKind:
		b = append(b, classificationBlock(m)...)
	}
	return b
}

// A pair is a name of a mapping and its value: a text, texts, a bool, a number, a mapping
// or a list of them. What is empty is not written.
type pair struct {
	name  string
	value any
}

// A yamlMap is a mapping to be written, in order.
type yamlMap []pair

// An inLine is a list to be written in one line, if it is not too long.
type inLine []any

func (b yamlMap) write(w *bytes.Buffer, indent int, inList bool) {
	first := inList
	for _, p := range b {
		if empty(p.value) {
			continue
		}
		if !first {
			w.WriteString(strings.Repeat(" ", indent))
		}
		first = false
		w.WriteString(scalar(p.name) + ":")
		switch v := p.value.(type) {
		case yamlMap:
			w.WriteByte('\n')
			v.write(w, indent+2, false)
		case []yamlMap:
			w.WriteByte('\n')
			for _, item := range v {
				w.WriteString(strings.Repeat(" ", indent+2) + "- ")
				item.write(w, indent+4, true)
			}
		case []inLine:
			w.WriteByte('\n')
			for _, item := range v {
				w.WriteString(strings.Repeat(" ", indent+2) + "- " + item.text(indent+4) + "\n")
			}
		case []string:
			w.WriteByte('\n')
			for _, item := range v {
				w.WriteString(strings.Repeat(" ", indent+2) + "- " + folded(item, indent+4) + "\n")
			}
		default:
			w.WriteString(" " + one(v, indent+2) + "\n")
		}
	}
}

// longLine is how many bytes a line has before it is broken. Authors may break theirs as
// they like, but [Parse] refuses very long ones.
const longLine = 1000

// newLine begins a line within a value.
func newLine(indent int) string { return "\n" + strings.Repeat(" ", indent) }

// text returns a list in brackets. The lines after its first are indented.
func (l inLine) text(indent int) string {
	var b strings.Builder
	line := 0
	for i, v := range l {
		s := one(v, indent)
		switch {
		case i == 0:
			b.WriteByte('[')
		case line+len(s) > longLine:
			b.WriteString("," + newLine(indent))
			line = 0
		default:
			b.WriteString(", ")
		}
		b.WriteString(s)
		line += len(s) + 2
	}
	return b.String() + "]"
}

// one writes a value that stands in one line, if it is not too long.
func one(v any, indent int) string {
	switch v := v.(type) {
	case string:
		return folded(v, indent)
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case int:
		return strconv.Itoa(v)
	case inLine:
		return v.text(indent)
	}
	return ""
}

// empty reports whether a value need not be written.
func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case int:
		return v == 0
	case []string:
		return len(v) == 0
	case yamlMap:
		return len(v) == 0
	case []yamlMap:
		return len(v) == 0
	case []inLine:
		return len(v) == 0
	case inLine:
		return len(v) == 0
	}
	return false
}

// scalar writes a text in one line.
func scalar(s string) string { return quoted(s, "", math.MaxInt) }

// folded writes a text, a long one in several lines.
func folded(s string, indent int) string { return quoted(s, newLine(indent), longLine) }

// quoted writes a text, in quotation marks unless YAML takes it for text without them. A
// line that has become too long is broken, after a space if there is one. In quotation
// marks a backslash takes the break out again, and keeps a space that follows.
func quoted(s, newLine string, most int) string {
	if len(s) <= most && plain(s) {
		return s
	}
	const near = 80 // bytes before the end of a line in which a space is good enough
	var b strings.Builder
	b.WriteByte('"')
	line, after := 0, ' '
	for _, r := range s {
		if used := b.Len() - line; used >= most || used >= most-near && after == ' ' {
			b.WriteString(`\` + newLine)
			line = b.Len()
			if r == ' ' {
				b.WriteByte('\\')
			}
		}
		after = r
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// plain reports whether a text needs no quotation marks wherever it stands.
func plain(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || (c < '0' || c > '9') && strings.IndexByte(" _./-", c) < 0) {
			return false
		}
	}
	switch strings.ToLower(s) {
	case "", "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return false
	}
	return !strings.HasSuffix(s, " ")
}

// blocks makes mappings of a list.
func blocks[T any](list []T, block func(*T) yamlMap) []yamlMap {
	out := make([]yamlMap, len(list))
	for i := range list {
		out[i] = block(&list[i])
	}
	return out
}

// partBlock is the mapping of an element, with what only its kind has.
func partBlock(p *Part, more ...pair) yamlMap {
	b := yamlMap{
		{"id", p.ID},
		{"label", p.Label},
		{"accept", p.Accept},
		{"meaning", p.Meaning},
		{"standing", string(p.Standing)},
		{"sources", p.Sources},
		{"was", p.Was},
	}
	if p.At != nil {
		b = append(b, pair{"at", inLine{p.At.Column, p.At.Row}})
	}
	return append(b, more...)
}

func steps(order [][]string) []inLine {
	var list []inLine
	for _, step := range order {
		var l inLine
		for _, id := range step {
			l = append(l, id)
		}
		list = append(list, l)
	}
	return list
}

func levelBlock(l *Level) yamlMap {
	return yamlMap{{"id", l.ID}, {"label", l.Label}, {"meaning", l.Meaning}, {"was", l.Was}}
}

func relationBlock(x *Relation) yamlMap {
	id := x.ID
	if id == relationID(x.From, x.To) {
		id = ""
	}
	part := x.Part
	part.ID = ""
	b := append(yamlMap{{"id", id}, {"from", x.From}, {"to", x.To}, {"sign", string(x.Sign)}}, partBlock(&part)...)
	if x.Effect != nil {
		b = append(b, pair{"effect", yamlMap{{"metric", x.Effect.Metric}, {"value", x.Effect.Value}}})
	}
	return b
}

func stageBlock(s *Stage) yamlMap { return partBlock(&s.Part) }

func pathBlock(m *Model) yamlMap {
	var net []inLine
	for _, p := range m.Net {
		net = append(net, inLine{p.From, p.To})
	}
	return yamlMap{
		{"stages", blocks(m.Stages, stageBlock)},
		{"constructs", blocks(m.Constructs, func(c *Construct) yamlMap {
			return partBlock(&c.Part, pair{"role", string(c.Role)}, pair{"stage", c.Stage})
		})},
		{"relations", blocks(m.Relations, relationBlock)},
		{"moderators", blocks(m.Moderators, func(x *Moderator) yamlMap {
			return partBlock(&x.Part, pair{"levels", blocks(x.Levels, levelBlock)}, pair{"acts", actBlocks(x.Acts)})
		})},
		{"net", net},
	}
}

// actBlocks are the acts of a moderator. Those that the author wrote as a list stand in one.
func actBlocks(acts []Act) []yamlMap {
	var list []yamlMap
	listed := make(map[string]bool) // levels
	for i := range acts {
		a := &acts[i]
		var on any = a.On
		if a.Together {
			if listed[a.Level] {
				continue
			}
			listed[a.Level] = true
			var ids inLine
			for _, o := range acts[i:] {
				if o.Together && o.Level == a.Level {
					ids = append(ids, o.On)
				}
			}
			on = ids
		}
		list = append(list, yamlMap{
			{"on", on},
			{"level", a.Level},
			{"change", string(a.Change)},
			{"text", a.Text},
			{"standing", string(a.Standing)},
			{"sources", a.Sources},
		})
	}
	return list
}

func journeyBlock(m *Model) yamlMap {
	return yamlMap{
		{"stages", blocks(m.Stages, stageBlock)},
		{"lanes", blocks(m.Lanes, func(l *Lane) yamlMap { return partBlock(&l.Part) })},
		{"touchpoints", blocks(m.Touchpoints, func(t *Touchpoint) yamlMap {
			return partBlock(&t.Part, pair{"stage", t.Stage}, pair{"lane", t.Lane})
		})},
		{"around", blocks(m.Around, func(a *Around) yamlMap { return partBlock(&a.Part, pair{"side", string(a.Side)}) })},
		{"flows", blocks(m.Flows, func(f *Flow) yamlMap {
			return partBlock(&f.Part, pair{"from", f.From}, pair{"to", f.To}, pair{"form", string(f.Form)})
		})},
		{"readings", blocks(m.Readings, func(x *Reading) yamlMap {
			return partBlock(&x.Part, pair{"flows", x.Flows}, pair{"stages", blocks(x.Stages, func(s *SetSize) yamlMap {
				return yamlMap{{"stage", s.Stage}, {"size", s.Size}, {"text", s.Text}}
			})})
		})},
		{"scenarios", blocks(m.Scenarios, func(x *Scenario) yamlMap {
			return partBlock(&x.Part, pair{"steps", blocks(x.Steps, func(s *ScenarioStep) yamlMap {
				return yamlMap{{"stage", s.Stage}, {"lane", s.Lane}, {"text", s.Text}}
			})})
		})},
		{"cases", blocks(m.Cases, func(c *Case) yamlMap { return caseBlock(c, pair{"in", placesBlock(c.In)}) })},
	}
}

func contingencyBlock(m *Model) yamlMap {
	return yamlMap{
		{"alternatives", blocks(m.Alternatives, func(a *Alternative) yamlMap { return partBlock(&a.Part) })},
		{"conditions", blocks(m.Conditions, func(c *Condition) yamlMap {
			return partBlock(&c.Part, pair{"values", blocks(c.Values, levelBlock)})
		})},
		{"rules", blocks(m.Rules, func(u *Rule) yamlMap {
			return partBlock(&u.Part, pair{"when", valuesBlock(u.When)}, pair{"says", string(u.Says)}, pair{"alternative", u.Alternative})
		})},
		{"gaps", blocks(m.Gaps, func(g *Gap) yamlMap { return partBlock(&g.Part, pair{"shown", g.Shown}) })},
		{"cases", blocks(m.Cases, func(c *Case) yamlMap {
			return caseBlock(c, pair{"given", valuesBlock(c.Given)}, pair{"answer", c.Answer})
		})},
	}
}

func classificationBlock(m *Model) yamlMap {
	var root yamlMap
	if m.Root != nil {
		root = partBlock(&m.Root.Part)
	}
	return yamlMap{
		{"root", root},
		{"facets", blocks(m.Facets, func(f *Facet) yamlMap {
			apart := pair{name: "apart"}
			if f.Apart {
				apart.value = true
			}
			return partBlock(&f.Part, pair{"question", f.Question}, apart,
				pair{"categories", blocks(f.Categories, func(c *Category) yamlMap { return partBlock(&c.Part) })})
		})},
		{"items", blocks(m.Items, func(i *Item) yamlMap { return partBlock(&i.Part, pair{"in", placesBlock(i.In)}) })},
		{"relations", blocks(m.Relations, relationBlock)},
		{"cases", blocks(m.Cases, func(c *Case) yamlMap { return caseBlock(c, pair{"in", placesBlock(c.In)}) })},
	}
}

func caseBlock(c *Case, judged ...pair) yamlMap {
	b := append(yamlMap{{"id", c.ID}, {"text", c.Text}}, judged...)
	b = append(b, yamlMap{{"why", c.Why}, {"standing", string(c.Standing)}, {"sources", c.Sources}, {"was", c.Was}}...)
	if c.Fictitious {
		b = append(b, pair{"fictitious", true})
	}
	return b
}

func valuesBlock(values map[string]string) yamlMap {
	var b yamlMap
	for _, name := range slices.Sorted(maps.Keys(values)) {
		b = append(b, pair{name, values[name]})
	}
	return b
}

func placesBlock(places map[string][]string) yamlMap {
	var b yamlMap
	for _, name := range slices.Sorted(maps.Keys(places)) {
		b = append(b, pair{name, places[name]})
	}
	return b
}
