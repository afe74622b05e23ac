package model

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// genModel draws a model of any kind in which everything can be used: what [Parse] reads
// without a fault that is an error.
func genModel(t *rapid.T) *Model {
	kind := rapid.SampledFrom([]Kind{PathKind, JourneyKind, ContingencyKind, ClassificationKind}).Draw(t, "kind")
	return genModelOf(t, kind)
}

// genModelOf draws a model of a kind.
func genModelOf(t *rapid.T, kind Kind) *Model {
	g := &generator{T: t, used: map[string]bool{"stage": true, "lane": true}}
	m := &Model{
		ID: g.id("model"), Title: g.text("title"), Kind: kind, Topic: g.maybe("topic"),
		Question: g.maybe("question"), About: g.maybe("about"),
	}
	m.Standing, m.Sources = g.claim()
	switch kind {
	case PathKind:
		g.path(m)
	case JourneyKind:
		g.journey(m)
	case ContingencyKind:
		g.contingency(m)
	case ClassificationKind:
		g.classification(m)
	}
	for range g.count("distractors", 0, 2) {
		m.Distractors = append(m.Distractors, Part{ID: g.id("d"), Label: g.text("label")})
	}
	g.order(m)
	return m
}

// A generator draws parts with ids of their own.
type generator struct {
	*rapid.T
	used map[string]bool
	next int
}

func (g *generator) count(name string, least, most int) int {
	return rapid.IntRange(least, most).Draw(g.T, name)
}

func (g *generator) chance(name string) bool { return rapid.Bool().Draw(g.T, name) }

// id draws an id that nothing else has, some of them such as YAML takes for something else.
func (g *generator) id(prefix string) string {
	g.next++
	id := rapid.SampledFrom([]string{"", "true", "null", "1", "1e3", "0x1", "no", "2020-01-01", "a.b", "x_y", "c-"}).Draw(g.T, "id")
	if id == "" || g.used[id] {
		id = fmt.Sprintf("%s%d", prefix, g.next)
	}
	g.used[id] = true
	return id
}

// text draws a text that is not empty, with much that YAML treats in its own way.
func (g *generator) text(name string) string {
	if g.count("long", 0, 29) == 29 { // as long as a line may be, and longer
		piece := rapid.SampledFrom([]string{"word ", "客户", "a \"b\"  ", "x\n", "\\", "-", "a\t "}).Draw(g.T, "piece")
		return "a" + strings.Repeat(piece, g.count("pieces", 100, 3000)) + "z"
	}
	return rapid.OneOf(
		rapid.StringMatching(`[A-Za-z][a-z]{0,8}( [a-z0-9]{1,8}){0,4}`),
		rapid.SampledFrom([]string{
			"true", "null", "~", "12", "1.50", "-", "- a", "a: b", "a #b", "#", "\"quoted\"", "it's", "\\n", "a\nb", "a\tb", "{x}", "[x]", "&a", "*a",
			"!x", "%", "@", "`", "|", ">", "?", ":", ": :", "客户参与", "ثقة العميل", "naïve café", "B2B", "x\u2028y", "z\u0085z", "a\u0000b", "=", "<<", "yes", "2020-01-01", "…",
		}),
		rapid.StringMatching(`[!-~]([ -~]{0,20}[!-~])?`),
	).Draw(g.T, name)
}

func (g *generator) maybe(name string) string {
	if g.chance("with " + name) {
		return g.text(name)
	}
	return ""
}

func (g *generator) claim() (Standing, []string) {
	standing := rapid.SampledFrom([]Standing{Finding, Concept, Inference, NotShown}).Draw(g.T, "standing")
	return standing, rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"smith2019", "doe:2020", "a/b"}), 1, 3, rapid.ID).Draw(g.T, "sources")
}

func (g *generator) part(prefix string) Part {
	p := Part{ID: g.id(prefix), Label: g.text("label"), Meaning: g.maybe("meaning")}
	p.Standing, p.Sources = g.claim()
	for range g.count("accept", 0, 2) {
		p.Accept = append(p.Accept, g.text("accepted"))
	}
	if g.count("was", 0, 5) == 0 {
		p.Was = []string{g.id("old")}
	}
	if g.chance("at") {
		p.At = &At{Column: float64(g.count("column", 0, 20)) / 4, Row: float64(g.count("row", 0, 20)) / 4}
	}
	return p
}

func (g *generator) stages(m *Model, least int) {
	for range g.count("stages", least, 4) {
		m.Stages = append(m.Stages, Stage{g.part("s")})
	}
}

func (g *generator) sign() Sign {
	return rapid.SampledFrom([]Sign{Positive, Negative, None, Unknown}).Draw(g.T, "sign")
}

// relations draws arrows between elements, no two with the same ends.
func (g *generator) relations(m *Model, ids []string, least, most int) {
	for range g.count("relations", least, most) {
		from, to := g.pick("from", ids), g.pick("to", ids)
		id := from + "-" + to
		if from == to || g.used[id] {
			continue
		}
		p := g.part("r")
		if g.chance("usual id") {
			p.ID = id
		}
		g.used[p.ID], g.used[id] = true, true
		if g.chance("no label") {
			p.Label, p.Accept = "", nil
		}
		r := Relation{Part: p, From: from, To: to, Sign: g.sign()}
		if g.count("effect", 0, 3) == 0 {
			r.Effect = &Effect{Metric: "elasticity", Value: float64(g.count("value", -2000, 2000)) / 1000}
		}
		m.Relations = append(m.Relations, r)
	}
}

func (g *generator) pick(name string, ids []string) string {
	return rapid.SampledFrom(ids).Draw(g.T, name)
}

func (g *generator) path(m *Model) {
	g.stages(m, 0)
	var ids []string
	for range g.count("constructs", 2, 8) {
		c := Construct{Part: g.part("c"), Role: rapid.SampledFrom([]Role{Antecedent, Focal, Mediator, Outcome}).Draw(g.T, "role")}
		if len(m.Stages) > 0 && g.chance("in a stage") {
			c.Stage = rapid.SampledFrom(m.Stages).Draw(g.T, "stage").ID
		}
		m.Constructs = append(m.Constructs, c)
		ids = append(ids, c.ID)
	}
	for len(m.Relations) == 0 {
		g.relations(m, ids, 1, 12)
	}
	for range g.count("moderators", 0, 2) {
		g.moderator(m)
	}
	for range g.count("net", 0, 2) {
		r := rapid.SampledFrom(m.Relations).Draw(g.T, "pair")
		if pair := (Pair{r.From, r.To}); !slices.Contains(m.Net, pair) {
			m.Net = append(m.Net, pair)
		}
	}
}

func (g *generator) levels(least int) []Level {
	var list []Level
	for i := range g.count("levels", least, 3) {
		l := Level{ID: fmt.Sprintf("l%d", i), Label: g.text("level"), Meaning: g.maybe("meaning")}
		if g.count("was", 0, 5) == 0 {
			l.Was = []string{fmt.Sprintf("old%d", i)}
		}
		list = append(list, l)
	}
	return list
}

func (g *generator) moderator(m *Model) {
	x := Moderator{Part: g.part("m"), Levels: g.levels(0)}
	for range g.count("acts", 1, 3) {
		a := Act{
			On: rapid.SampledFrom(m.Relations).Draw(g.T, "on").ID, Text: g.maybe("text"),
			Change: rapid.SampledFrom([]Change{Strengthens, Weakens, Reverses, NoDifference, UnknownChange}).Draw(g.T, "change"),
		}
		if len(x.Levels) > 0 && g.chance("at a level") {
			a.Level = rapid.SampledFrom(x.Levels).Draw(g.T, "level").ID
		}
		a.Standing, a.Sources = g.claim()
		if free(x.Acts, a) {
			x.Acts = append(x.Acts, a)
		}
	}
	if g.chance("list") {
		g.list(m, &x)
	}
	m.Moderators = append(m.Moderators, x)
}

// free reports whether none of some acts holds where another one does.
func free(acts []Act, a Act) bool {
	return !slices.ContainsFunc(acts, func(o Act) bool {
		return o.On == a.On && (o.Level == a.Level || o.Level == "" || a.Level == "")
	})
}

// list makes the last act of a moderator one on several relations.
func (g *generator) list(m *Model, x *Moderator) {
	last := len(x.Acts) - 1
	a := x.Acts[last]
	a.Together = true
	on := a.On
	x.Acts = x.Acts[:last:last]
	for i, r := range m.Relations {
		a.On = r.ID
		if r.ID == on || i < 3 && g.chance("in the list") && free(x.Acts, a) {
			x.Acts = append(x.Acts, a)
		}
	}
}

// cell draws a stage and, if the journey has lanes, a lane.
func (g *generator) cell(m *Model) (stage, lane string) {
	stage = rapid.SampledFrom(m.Stages).Draw(g.T, "stage").ID
	if len(m.Lanes) > 0 {
		lane = rapid.SampledFrom(m.Lanes).Draw(g.T, "lane").ID
	}
	return stage, lane
}

func (g *generator) journey(m *Model) {
	g.stages(m, 1)
	for range g.count("lanes", 0, 3) {
		m.Lanes = append(m.Lanes, Lane{g.part("l")})
	}
	for range g.count("touchpoints", 0, 5) {
		t := Touchpoint{Part: g.part("t")}
		t.Stage, t.Lane = g.cell(m)
		m.Touchpoints = append(m.Touchpoints, t)
	}
	for range g.count("around", 0, 2) {
		m.Around = append(m.Around, Around{g.part("a"), rapid.SampledFrom([]Side{Left, Right, Top, Bottom}).Draw(g.T, "side")})
	}
	g.flows(m)
	for range g.count("readings", 0, 2) {
		r := Reading{Part: g.part("v")}
		for _, s := range m.Stages {
			r.Stages = append(r.Stages, SetSize{Stage: s.ID, Size: g.count("size", 0, 9), Text: g.maybe("text")})
		}
		if len(m.Flows) > 0 && g.chance("with a flow") {
			r.Flows = []string{rapid.SampledFrom(m.Flows).Draw(g.T, "flow").ID}
		}
		m.Readings = append(m.Readings, r)
	}
	for range g.count("scenarios", 0, 2) {
		s := Scenario{Part: g.part("w")}
		for range g.count("steps", 1, 4) {
			step := ScenarioStep{Text: g.text("step")}
			step.Stage, step.Lane = g.cell(m)
			s.Steps = append(s.Steps, step)
		}
		m.Scenarios = append(m.Scenarios, s)
	}
	for range g.count("cases", 0, 3) {
		c := g.story()
		stage, lane := g.cell(m)
		c.In = map[string][]string{"stage": {stage}}
		if lane != "" {
			c.In["lane"] = []string{lane}
		}
		m.Cases = append(m.Cases, c)
	}
}

// flows draws flows whose forms are right.
func (g *generator) flows(m *Model) {
	flow := func(from, to string, form Form) {
		f := Flow{Part: g.part("f"), From: from, To: to, Form: form}
		if g.chance("no label") {
			f.Label, f.Accept = "", nil
		}
		m.Flows = append(m.Flows, f)
	}
	for i := 1; i < len(m.Stages); i++ {
		flow(m.Stages[i-1].ID, m.Stages[i].ID, Sequence)
	}
	last := len(m.Stages) - 1
	if last > 0 && g.chance("loop") {
		flow(m.Stages[last].ID, m.Stages[0].ID, Loop)
	}
	if last > 1 && g.chance("bypass") {
		flow(m.Stages[0].ID, m.Stages[last].ID, Bypass)
	}
	if len(m.Around) > 0 {
		flow(m.Around[0].ID, m.Stages[0].ID, Carry)
	}
}

func (g *generator) story() Case {
	c := Case{ID: g.id("k"), Text: g.text("story"), Why: g.maybe("why"), Fictitious: g.chance("fictitious")}
	c.Standing, c.Sources = g.claim()
	return c
}

func (g *generator) contingency(m *Model) {
	for range g.count("alternatives", 1, 3) {
		m.Alternatives = append(m.Alternatives, Alternative{g.part("a")})
	}
	for range g.count("conditions", 1, 3) {
		m.Conditions = append(m.Conditions, Condition{g.part("n"), g.levels(1)})
	}
	seen := make(map[string]bool)
	for range g.count("rules", 1, 5) {
		when := g.setting(m)
		key := fmt.Sprint(when)
		if seen[key] {
			continue // it might contradict
		}
		seen[key] = true
		u := Rule{Part: g.part("u"), When: when, Says: rapid.SampledFrom([]Verdict{Favours, NoPreference, UnknownVerdict}).Draw(g.T, "says")}
		if g.chance("no label") {
			u.Label, u.Accept = "", nil
		}
		if u.Says == Favours || g.chance("with alternative") {
			u.Alternative = rapid.SampledFrom(m.Alternatives).Draw(g.T, "alternative").ID
		}
		m.Rules = append(m.Rules, u)
	}
	for range g.count("gaps", 0, 2) {
		m.Gaps = append(m.Gaps, Gap{g.part("g"), g.chance("shown")})
	}
	for range g.count("cases", 0, 3) {
		c := g.story()
		for c.Given == nil {
			c.Given = g.setting(m)
		}
		c.Answer = unknownAlternative
		if rules := m.weigh(c.Given).opinions(); len(rules) > 0 {
			c.Answer = rules[0].answer()
		}
		m.Cases = append(m.Cases, c)
	}
}

// setting draws values of some conditions, nil for none.
func (g *generator) setting(m *Model) map[string]string {
	when := make(map[string]string)
	for _, c := range m.Conditions {
		if g.chance("set") {
			when[c.ID] = rapid.SampledFrom(c.Values).Draw(g.T, "value").ID
		}
	}
	if len(when) == 0 {
		return nil
	}
	return when
}

func (g *generator) classification(m *Model) {
	var ids []string
	if g.chance("root") {
		m.Root = &Root{g.part("r")}
		ids = append(ids, m.Root.ID)
	}
	for range g.count("facets", 1, 3) {
		f := Facet{Part: g.part("f"), Question: g.maybe("question"), Apart: g.chance("apart")}
		ids = append(ids, f.ID)
		for range g.count("categories", 1, 3) {
			c := Category{g.part("c")}
			f.Categories = append(f.Categories, c)
			ids = append(ids, c.ID)
		}
		m.Facets = append(m.Facets, f)
	}
	for range g.count("items", 0, 4) {
		i := Item{Part: g.part("i"), In: g.in(m)}
		m.Items = append(m.Items, i)
		ids = append(ids, i.ID)
	}
	g.relations(m, ids, 0, 3)
	for range g.count("cases", 0, 4) {
		c := g.story()
		c.In = g.in(m)
		m.Cases = append(m.Cases, c)
	}
}

// in draws categories of at least one facet.
func (g *generator) in(m *Model) map[string][]string {
	in := make(map[string][]string)
	for i, f := range m.Facets {
		if i > 0 && g.chance("not in") {
			continue
		}
		for _, c := range f.Categories {
			if g.chance("in") {
				in[f.ID] = append(in[f.ID], c.ID)
			}
		}
		if len(in[f.ID]) == 0 {
			in[f.ID] = []string{f.Categories[0].ID}
		}
	}
	return in
}

// order draws a way through some of the elements.
func (g *generator) order(m *Model) {
	ids := make(map[string]bool)
	for _, e := range m.Elements() {
		if g.chance("in order") {
			ids[e.ID] = true
		}
	}
	list := slices.Sorted(maps.Keys(ids))
	for len(list) > 0 {
		n := min(g.count("step", 1, 2), len(list))
		m.Order = append(m.Order, list[:n:n])
		list = list[n:]
	}
}
