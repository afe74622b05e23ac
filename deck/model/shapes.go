package model

import (
	"slices"

	"github.com/goccy/go-yaml/ast"

	"touchpoint/deck/yamltext"
)

// A draft is a model while it is read: its lists still hold what will be left out.
type draft struct {
	Model
	order       [][]entry[string]
	cases       []entry[Case]
	stages      []entry[Stage]
	constructs  []entry[Construct]
	relations   []entry[Relation]
	moderators  []entry[moderatorDraft]
	net         []entry[Pair]
	distractors []entry[Part]

	lanes       []entry[Lane]
	touchpoints []entry[Touchpoint]
	around      []entry[Around]
	flows       []entry[Flow]
	readings    []entry[readingDraft]
	scenarios   []entry[scenarioDraft]

	alternatives []entry[Alternative]
	conditions   []entry[conditionDraft]
	rules        []entry[Rule]
	gaps         []entry[Gap]

	root   *entry[Root]
	facets []entry[facetDraft]
	items  []entry[Item]
}

// Drafts of elements with parts that can be left out on their own.
type (
	moderatorDraft struct {
		Moderator
		levels []entry[Level]
		acts   []entry[actDraft]
	}
	actDraft struct {
		Act
		on []entry[string] // when the author wrote a list
	}
	readingDraft struct {
		Reading
		stages []entry[SetSize]
		flows  []entry[string]
	}
	scenarioDraft struct {
		Scenario
		steps []entry[ScenarioStep]
	}
	conditionDraft struct {
		Condition
		values []entry[Level]
	}
	facetDraft struct {
		Facet
		categories []entry[Category]
	}
)

// partOf gets at the part of what embeds one.
func partOf[T any, P interface {
	*T
	self() *Part
}](t *T) *Part {
	return P(t).self()
}

// boxes are the elements that a relation of a classification may join.
var boxes = []ElementKind{IsRoot, IsFacet, IsCategory, IsItem}

// anything is what an author's way through a model may lead to.
var anything = []ElementKind{
	IsStage, IsConstruct, IsRelation, IsModerator, IsLane, IsTouchpoint, IsAround, IsFlow, IsReading,
	IsAlternative, IsCondition, IsValue, IsRule, IsGap, IsRoot, IsFacet, IsCategory, IsItem,
}

// commonFields are those of every model.
var commonFields = []field[draft]{
	{name: "id", must: true, read: func(r *reader, d *draft, v ast.Node) { d.ID = r.Text(v, "id") }},
	textField("title", func(d *draft) *string { return &d.Title }),
	{name: "kind", must: true, read: func(*reader, *draft, ast.Node) {}}, // known by now
	textField("topic", func(d *draft) *string { return &d.Topic }),
	textField("question", func(d *draft) *string { return &d.Question }),
	textField("about", func(d *draft) *string { return &d.About }),
	standingField(func(d *draft) *Standing { return &d.Standing }),
	textsField("source", func(d *draft) *[]string { return &d.Sources }),
	textsField("sources", func(d *draft) *[]string { return &d.Sources }),
	wasField(func(d *draft) *[]string { return &d.Was }),
	{name: "order", read: readOrder},
	listField("distractors", distractorShape, func(d *draft) *[]entry[Part] { return &d.distractors }),
}

var pathFields = []field[draft]{
	listField("stages", stageShape, func(d *draft) *[]entry[Stage] { return &d.stages }),
	listField("constructs", constructShape, func(d *draft) *[]entry[Construct] { return &d.constructs }),
	listField("relations", relationShape, func(d *draft) *[]entry[Relation] { return &d.relations }),
	listField("moderators", moderatorShape, func(d *draft) *[]entry[moderatorDraft] { return &d.moderators }),
	{name: "net", read: readNet},
}

var journeyFields = []field[draft]{
	listField("stages", stageShape, func(d *draft) *[]entry[Stage] { return &d.stages }),
	listField("lanes", laneShape, func(d *draft) *[]entry[Lane] { return &d.lanes }),
	listField("touchpoints", touchpointShape, func(d *draft) *[]entry[Touchpoint] { return &d.touchpoints }),
	listField("around", aroundShape, func(d *draft) *[]entry[Around] { return &d.around }),
	listField("flows", flowShape, func(d *draft) *[]entry[Flow] { return &d.flows }),
	listField("readings", readingShape, func(d *draft) *[]entry[readingDraft] { return &d.readings }),
	listField("scenarios", scenarioShape, func(d *draft) *[]entry[scenarioDraft] { return &d.scenarios }),
	listField("cases", storyShape, func(d *draft) *[]entry[Case] { return &d.cases }),
}

var contingencyFields = []field[draft]{
	listField("alternatives", alternativeShape, func(d *draft) *[]entry[Alternative] { return &d.alternatives }),
	listField("conditions", conditionShape, func(d *draft) *[]entry[conditionDraft] { return &d.conditions }),
	listField("rules", ruleShape, func(d *draft) *[]entry[Rule] { return &d.rules }),
	listField("gaps", gapShape, func(d *draft) *[]entry[Gap] { return &d.gaps }),
	listField("cases", decisionShape, func(d *draft) *[]entry[Case] { return &d.cases }),
}

var classificationFields = []field[draft]{
	{name: "root", of: rootShape.name, read: func(r *reader, d *draft, v ast.Node) {
		e := mapping(r, v, rootShape)
		d.root = &e
	}},
	listField("facets", facetShape, func(d *draft) *[]entry[facetDraft] { return &d.facets }),
	listField("items", itemShape, func(d *draft) *[]entry[Item] { return &d.items }),
	listField("relations", linkShape, func(d *draft) *[]entry[Relation] { return &d.relations }),
	listField("cases", sortingShape, func(d *draft) *[]entry[Case] { return &d.cases }),
}

// headFields are the names that may stand in a model of a kind.
func headFields(kind Kind) []field[draft] {
	own := classificationFields
	switch kind {
	case PathKind:
		own = pathFields
	case JourneyKind:
		own = journeyFields
	case ContingencyKind:
		own = contingencyFields
	}
	all := slices.Concat(commonFields, own)
	for i := range all {
		all[i].must = false // the head looks at them itself
	}
	return all
}

// readOrder reads the author's way: ids, or lists of those that are shown together.
func readOrder(r *reader, d *draft, v ast.Node) {
	for _, n := range r.items(v, "order", isEntry) {
		if step := r.ids(n, "order", anything...); len(step) > 0 {
			d.order = append(d.order, step)
		}
	}
}

// readNet reads the pairs whose net effect is asked.
func readNet(r *reader, d *draft, v ast.Node) {
	for _, n := range r.items(v, "net", isEntry) {
		s, ok := n.(*ast.SequenceNode)
		if !ok || len(s.Values) != 2 {
			r.error(n, "bad-value", "each entry of net must be two constructs", "write them as in net: [[trust, loyalty]]")
			continue
		}
		elem, end := r.begin(isEntry)
		pair := &Pair{}
		for i, to := range []*string{&pair.From, &pair.To} {
			if *to = r.Text(s.Values[i], "each entry of net"); *to == "" {
				r.elems[elem].broken = true
				continue
			}
			r.refer(s.Values[i], "net", *to, IsConstruct)
		}
		end()
		d.net = append(d.net, entry[Pair]{value: pair, elem: elem})
	}
}

// readIn reads where something belongs: names of facets, or the fixed names stage and
// lane, with one place or several.
func readIn(r *reader, v ast.Node, fixed map[string]ElementKind) map[string][]string {
	in := make(map[string][]string)
	for _, e := range r.Entries(v, "in") {
		key := yamltext.Key(e)
		kind, known := fixed[key]
		if fixed != nil && !known {
			r.unknown(e, key, "the place of a case", []string{"stage", "lane"})
			continue
		}
		if fixed == nil {
			kind = IsCategory
			r.refer(e.Key, "in", key, IsFacet)
		}
		values := []ast.Node{e.Value}
		if s, ok := e.Value.(*ast.SequenceNode); ok {
			values = r.items(s, "in", isEntry)
		}
		for _, n := range values {
			id := r.Text(n, "each entry of in")
			if id == "" {
				continue
			}
			f := r.refer(n, key, id, kind)
			if fixed == nil {
				f.within = key
			}
			in[key] = append(in[key], id)
		}
	}
	if len(in) == 0 {
		return nil
	}
	return in
}

// readWhen reads conditions with the value of each.
func readWhen(r *reader, v ast.Node, name string) map[string]string {
	when := make(map[string]string)
	before := r.Errors
	for _, e := range r.Entries(v, name) {
		condition := yamltext.Key(e)
		value := r.Text(e.Value, "each value of "+name)
		r.refer(e.Key, name, condition, IsCondition)
		if value == "" {
			r.error(e.Key, "missing-field", condition+" has no value here", "write the id of one of its values")
			continue
		}
		f := r.refer(e.Value, condition, value, IsValue)
		f.full, f.within = ValueID(condition, value), condition
		when[condition] = value
	}
	if r.Errors > before {
		r.elems[r.owner].broken = true // with fewer conditions it would say something else
	}
	if len(when) == 0 {
		return nil
	}
	return when
}

// needLanes demands a lane of all that stands in a journey's grid, if it has lanes.
func (d *draft) needLanes(r *reader) {
	if len(d.lanes) == 0 {
		return
	}
	miss := func(b block, elem int, what, lane string) {
		if lane == "" && !b.has("lane") && !r.elems[elem].broken {
			r.error(b.start(), "missing-field", what+" has no lane", "write lane: with the id of one")
			r.elems[elem].broken = true
		}
	}
	for _, t := range d.touchpoints {
		miss(t.block, t.elem, "a touchpoint", t.value.Lane)
	}
	for _, s := range d.scenarios {
		for _, step := range s.value.steps {
			miss(step.block, step.elem, "a step", step.value.Lane)
		}
	}
}

// take moves what was not left out into the model.
func (d *draft) take(r *reader) {
	m := &d.Model
	for _, step := range d.order {
		if ids := kept(r, step); len(ids) > 0 {
			m.Order = append(m.Order, ids)
		}
	}
	m.Cases = kept(r, d.cases)
	m.Stages = kept(r, d.stages)
	m.Constructs = kept(r, d.constructs)
	m.Relations = kept(r, d.relations)
	for _, x := range kept(r, d.moderators) {
		x.Levels = kept(r, x.levels)
		for _, a := range kept(r, x.acts) {
			x.Acts = append(x.Acts, a.each(kept(r, a.on))...)
		}
		m.Moderators = append(m.Moderators, x.Moderator)
	}
	m.Net = kept(r, d.net)
	m.Distractors = kept(r, d.distractors)
	m.Lanes = kept(r, d.lanes)
	m.Touchpoints = kept(r, d.touchpoints)
	m.Around = kept(r, d.around)
	m.Flows = kept(r, d.flows)
	for _, x := range kept(r, d.readings) {
		x.Reading.Stages, x.Reading.Flows = kept(r, x.stages), kept(r, x.flows)
		m.Readings = append(m.Readings, x.Reading)
	}
	for _, x := range kept(r, d.scenarios) {
		x.Steps = kept(r, x.steps)
		m.Scenarios = append(m.Scenarios, x.Scenario)
	}
	m.Alternatives = kept(r, d.alternatives)
	for _, x := range kept(r, d.conditions) {
		x.Values = kept(r, x.values)
		m.Conditions = append(m.Conditions, x.Condition)
	}
	m.Rules = kept(r, d.rules)
	m.Gaps = kept(r, d.gaps)
	if d.root != nil && !r.gone(d.root.elem) {
		m.Root = d.root.value
	}
	for _, x := range kept(r, d.facets) {
		x.Categories = kept(r, x.categories)
		m.Facets = append(m.Facets, x.Facet)
	}
	m.Items = kept(r, d.items)
}
