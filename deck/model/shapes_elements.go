package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// The shapes of all that can stand in the lists of a model.
var (
	distractorShape = &shape[Part]{name: "distractor", kind: isDistractor, fields: partFields(partOf[Part])}
	stageShape      = &shape[Stage]{name: "stage", kind: IsStage, claims: true, fields: partFields(partOf[Stage])}

	constructShape = &shape[Construct]{
		name: "construct", kind: IsConstruct, claims: true,
		fields: append(partFields(partOf[Construct]),
			required(wordField("role", func(c *Construct) *Role { return &c.Role }, Antecedent, Focal, Mediator, Outcome))[0],
			mayRefField("stage", func(c *Construct) *string { return &c.Stage }, IsStage)),
	}
	relationShape = newRelationShape("relation", IsConstruct)
	linkShape     = newRelationShape("link", boxes...)

	moderatorShape = &shape[moderatorDraft]{
		name: "moderator", kind: IsModerator, claims: true, needs: isAct,
		fields: append(partFields(partOf[moderatorDraft]),
			listField("levels", levelShape, func(m *moderatorDraft) *[]entry[Level] { return &m.levels }),
			listField("acts", actShape, func(m *moderatorDraft) *[]entry[actDraft] { return &m.acts })),
		done: moderatorDone,
	}
	levelShape = newLevelShape("level", isLevel)
	valueShape = newLevelShape("value", IsValue)

	actShape = &shape[actDraft]{
		name: "act", kind: isAct, claims: true,
		fields: []field[actDraft]{
			{name: "on", must: true, read: readOn},
			textField("level", func(a *actDraft) *string { return &a.Level }),
			required(wordField("change", func(a *actDraft) *Change { return &a.Change }, Strengthens, Weakens, Reverses, NoDifference, UnknownChange))[0],
			textField("text", func(a *actDraft) *string { return &a.Text }),
			standingField(func(a *actDraft) *Standing { return &a.Standing }),
			textsField("source", func(a *actDraft) *[]string { return &a.Sources }),
			textsField("sources", func(a *actDraft) *[]string { return &a.Sources }),
		},
		done: func(_ *reader, b block, a *actDraft, _ int) { a.Pos = place(b.start()) },
	}
	effectShape = &shape[Effect]{
		name: "effect",
		fields: required(
			textField("metric", func(e *Effect) *string { return &e.Metric }),
			numberField("value", -maxEffect, maxEffect, func(e *Effect) *float64 { return &e.Value }),
		),
	}

	laneShape       = &shape[Lane]{name: "lane", kind: IsLane, claims: true, fields: partFields(partOf[Lane])}
	touchpointShape = &shape[Touchpoint]{
		name: "touchpoint", kind: IsTouchpoint, claims: true,
		fields: append(partFields(partOf[Touchpoint]),
			refField("stage", func(t *Touchpoint) *string { return &t.Stage }, IsStage),
			mustBe(refField("lane", func(t *Touchpoint) *string { return &t.Lane }, IsLane), false)),
	}
	aroundShape = &shape[Around]{
		name: "around", called: "box around the grid", kind: IsAround, claims: true,
		fields: append(partFields(partOf[Around]),
			required(wordField("side", func(a *Around) *Side { return &a.Side }, Left, Right, Top, Bottom))[0]),
	}
	flowShape = &shape[Flow]{
		name: "flow", kind: IsFlow, claims: true,
		fields: append(may(partFields(partOf[Flow]), "label"),
			refField("from", func(f *Flow) *string { return &f.From }, IsStage, IsAround),
			refField("to", func(f *Flow) *string { return &f.To }, IsStage, IsAround),
			required(wordField("form", func(f *Flow) *Form { return &f.Form }, Sequence, Loop, Bypass, Carry))[0]),
	}
	readingShape = &shape[readingDraft]{
		name: "reading", kind: IsReading, claims: true,
		fields: append(partFields(partOf[readingDraft]),
			field[readingDraft]{name: "flows", read: func(r *reader, d *readingDraft, v ast.Node) { d.flows = r.ids(v, "flows", IsFlow) }},
			listField("stages", setShape, func(d *readingDraft) *[]entry[SetSize] { return &d.stages })),
	}
	setShape = &shape[SetSize]{
		name: "set", called: "stage of a reading", kind: isEntry,
		fields: []field[SetSize]{
			refField("stage", func(s *SetSize) *string { return &s.Stage }, IsStage),
			{name: "size", read: func(r *reader, s *SetSize, v ast.Node) {
				if _, whole := v.(*ast.IntegerNode); !whole {
					r.error(v, "bad-value", "size must be a whole number", "count the alternatives that are left")
				} else if x, ok := r.number(v, "size", 0, maxSet); ok {
					s.Size = int(x)
				}
			}},
			textField("text", func(s *SetSize) *string { return &s.Text }),
		},
	}
	scenarioShape = &shape[scenarioDraft]{
		name: "scenario", kind: isScenario, needs: isStep,
		fields: append(partFields(partOf[scenarioDraft]),
			required(listField("steps", stepShape, func(d *scenarioDraft) *[]entry[ScenarioStep] { return &d.steps }))[0]),
	}
	stepShape = &shape[ScenarioStep]{
		name: "step", kind: isStep,
		fields: []field[ScenarioStep]{
			refField("stage", func(s *ScenarioStep) *string { return &s.Stage }, IsStage),
			mustBe(refField("lane", func(s *ScenarioStep) *string { return &s.Lane }, IsLane), false),
			required(textField("text", func(s *ScenarioStep) *string { return &s.Text }))[0],
		},
	}

	alternativeShape = &shape[Alternative]{
		name: "alternative", kind: IsAlternative, claims: true, fields: partFields(partOf[Alternative]),
		done: func(r *reader, b block, a *Alternative, elem int) {
			if a.ID == noAlternative || a.ID == unknownAlternative {
				r.error(b.node("id"), "bad-id", fmt.Sprintf("no alternative can have the id %s, as it is the answer to a case for which there is none", a.ID), "give it another id")
				r.elems[elem].broken = true
			}
		},
	}
	conditionShape = &shape[conditionDraft]{
		name: "condition", kind: IsCondition, claims: true, needs: IsValue,
		fields: append(partFields(partOf[conditionDraft]),
			required(listField("values", valueShape, func(d *conditionDraft) *[]entry[Level] { return &d.values }))[0]),
		done: func(r *reader, _ block, d *conditionDraft, _ int) { r.registerLevels(d.ID, d.values) },
	}
	ruleShape = &shape[Rule]{
		name: "rule", kind: IsRule, claims: true,
		fields: append(may(partFields(partOf[Rule]), "label"),
			field[Rule]{name: "when", read: func(r *reader, u *Rule, v ast.Node) { u.When = readWhen(r, v, "when") }},
			required(wordField("says", func(u *Rule) *Verdict { return &u.Says }, Favours, NoPreference, UnknownVerdict))[0],
			mustBe(refField("alternative", func(u *Rule) *string { return &u.Alternative }, IsAlternative), false)),
		done: func(r *reader, b block, u *Rule, elem int) {
			if u.Says == Favours && !b.has("alternative") {
				r.error(b.node("says"), "missing-field", "the rule does not say which alternative is favoured", "write alternative: with its id")
				r.elems[elem].broken = true
			}
		},
	}
	gapShape = &shape[Gap]{
		name: "gap", kind: IsGap, claims: true,
		fields: append(partFields(partOf[Gap]), lacking(boolField("shown", func(g *Gap) *bool { return &g.Shown }), "a gap does not say whether it is shown")),
	}

	rootShape  = &shape[Root]{name: "root", kind: IsRoot, claims: true, fields: partFields(partOf[Root])}
	facetShape = &shape[facetDraft]{
		name: "facet", kind: IsFacet, claims: true, needs: IsCategory,
		fields: append(partFields(partOf[facetDraft]),
			textField("question", func(d *facetDraft) *string { return &d.Question }),
			boolField("apart", func(d *facetDraft) *bool { return &d.Apart }),
			required(listField("categories", categoryShape, func(d *facetDraft) *[]entry[Category] { return &d.categories }))[0]),
	}
	categoryShape = &shape[Category]{name: "category", kind: IsCategory, claims: true, fields: partFields(partOf[Category])}
	itemShape     = &shape[Item]{
		name: "item", kind: IsItem, claims: true,
		fields: append(partFields(partOf[Item]),
			required(field[Item]{name: "in", lack: "an item has no category", read: func(r *reader, i *Item, v ast.Node) { i.In = readIn(r, v, nil) }})[0]),
	}

	// The stories of a journey, a contingency and a classification.
	storyShape    = newCaseShape("story", caseIn("a case does not say in which stage it happens", map[string]ElementKind{"stage": IsStage, "lane": IsLane}))
	sortingShape  = newCaseShape("sorting", caseIn("a case has no category", nil))
	decisionShape = newCaseShape("decision",
		field[Case]{name: "given", must: true, lack: "a case has no conditions", read: func(r *reader, c *Case, v ast.Node) { c.Given = readWhen(r, v, "given") }},
		field[Case]{name: "answer", must: true, read: func(r *reader, c *Case, v ast.Node) {
			c.Answer = r.Text(v, "answer")
			if c.Answer != "" && c.Answer != noAlternative && c.Answer != unknownAlternative {
				r.refer(v, "answer", c.Answer, IsAlternative)
			}
		}})
)

// lacking makes a field that must be there, and says what is said when it is not.
func lacking[T any](f field[T], lack string) field[T] {
	f.must, f.lack = true, lack
	return f
}

// mustBe makes a field one that must be there, or one that need not.
func mustBe[T any](f field[T], must bool) field[T] {
	f.must = must
	return f
}

// newRelationShape is that of an arrow between elements of some kinds.
func newRelationShape(name string, kinds ...ElementKind) *shape[Relation] {
	return &shape[Relation]{
		name: name, called: "relation", kind: IsRelation, claims: true, unnamed: true,
		fields: append(may(partFields(partOf[Relation]), "id", "label"),
			refField("from", func(x *Relation) *string { return &x.From }, kinds...),
			refField("to", func(x *Relation) *string { return &x.To }, kinds...),
			required(wordField("sign", func(x *Relation) *Sign { return &x.Sign }, Positive, Negative, None, Unknown))[0],
			field[Relation]{name: "effect", of: "effect", read: func(r *reader, x *Relation, v ast.Node) {
				b := block(r.Entries(v, "effect"))
				effect := &Effect{}
				if len(b) > 0 && readFields(r, "an effect", effectShape.fields, b, effect) {
					x.Effect = effect
				}
			}}),
		done: func(r *reader, b block, x *Relation, elem int) {
			if x.ID != "" {
				return
			}
			if x.From == "" || x.To == "" {
				r.lost[IsRelation] = true // what its id would have been is not known
				return
			}
			x.ID = relationID(x.From, x.To)
			if other, taken := r.byID[x.ID]; taken {
				r.elems[elem].broken = true
				r.error(b.start(), "duplicate-id", fmt.Sprintf("without one of its own, the relation has the id %s, which belongs to %s already",
					x.ID, withArticle(r.elems[other].kind)), "give it an id of its own")
				return
			}
			r.register(elem, x.ID, b.start())
		},
	}
}

// newLevelShape is that of a value of a moderator or condition, whose id is known within it.
func newLevelShape(name string, kind ElementKind) *shape[Level] {
	return &shape[Level]{name: name, kind: kind, fields: append(required(
		textField("id", func(l *Level) *string { return &l.ID }),
		textField("label", func(l *Level) *string { return &l.Label }),
	), textField("meaning", func(l *Level) *string { return &l.Meaning }), wasField(func(l *Level) *[]string { return &l.Was }))}
}

// newCaseShape is that of a story to be judged.
func newCaseShape(name string, judged ...field[Case]) *shape[Case] {
	return &shape[Case]{
		name: name, called: "case", kind: isCase,
		fields: append(append(required(
			textField("id", func(c *Case) *string { return &c.ID }),
			textField("text", func(c *Case) *string { return &c.Text }),
		), judged...),
			textField("why", func(c *Case) *string { return &c.Why }),
			standingField(func(c *Case) *Standing { return &c.Standing }),
			textsField("source", func(c *Case) *[]string { return &c.Sources }),
			textsField("sources", func(c *Case) *[]string { return &c.Sources }),
			wasField(func(c *Case) *[]string { return &c.Was }),
			boolField("fictitious", func(c *Case) *bool { return &c.Fictitious })),
		done: func(r *reader, b block, c *Case, elem int) {
			c.Pos = place(b.start())
			switch {
			case c.ID == "":
			case !r.validID(b.node("id"), c.ID, "an id"):
				r.elems[elem].broken = true
			default:
				r.register(elem, c.ID, b.node("id"))
			}
			if _, told := b.node("fictitious").(*ast.BoolNode); !c.Fictitious && (told || !b.has("fictitious")) {
				r.claimed(b, "a case that is not fictitious", &c.Standing, &c.Sources, false)
			}
		},
	}
}

// caseIn is the field that says where the right place of a story is.
func caseIn(lack string, fixed map[string]ElementKind) field[Case] {
	return lacking(field[Case]{name: "in", read: func(r *reader, c *Case, v ast.Node) {
		before := r.Errors
		c.In = readIn(r, v, fixed)
		if m, ok := v.(*ast.MappingNode); ok && len(m.Values) == 0 {
			return // as if it did not stand here
		}
		if r.Errors == before && (c.In == nil || fixed != nil && len(c.In["stage"]) == 0) {
			r.error(v, "missing-field", lack, "write in: with it")
		}
	}}, lack)
}

// registerLevels makes the levels of an element known.
func (r *reader) registerLevels(within string, levels []entry[Level]) {
	for _, l := range levels {
		id := l.value.ID
		switch {
		case id == "":
		case !r.validID(l.block.node("id"), id, "an id"):
			r.elems[l.elem].broken = true
		case within != "":
			r.register(l.elem, ValueID(within, id), l.block.node("id"))
		}
	}
}

// moderatorDone looks at what the moderator acts on.
func moderatorDone(r *reader, b block, m *moderatorDraft, _ int) {
	r.registerLevels(m.ID, m.levels)
	if len(m.acts) == 0 && !r.lost[isAct] {
		r.error(b.start(), "acts-on-nothing", "the moderator acts on nothing", "write acts: with the relations that it changes, and how")
	}
	r.oneList(m.acts)
	for _, a := range m.acts {
		if a.value.Level == "" || m.ID == "" {
			continue
		}
		n := a.block.node("level")
		r.refs = append(r.refs, ref{
			owner: a.elem, node: n, name: "level", id: a.value.Level,
			full: ValueID(m.ID, a.value.Level), kinds: []ElementKind{isLevel}, within: m.ID,
		})
		if strings.Contains(a.value.Level, ":") {
			r.elems[a.elem].broken = true
		}
	}
}

// readOn reads the relation that an act is on, or a list of those that it does the same to.
func readOn(r *reader, a *actDraft, v ast.Node) {
	if _, a.Together = v.(*ast.SequenceNode); !a.Together {
		if a.On = r.Text(v, "on"); a.On != "" {
			r.refer(v, "on", a.On, IsRelation)
		}
		return
	}
	r.elems[r.owner].needs = isEntry
	a.on = r.ids(v, "on", IsRelation)
}

// each returns an act for each relation of a list, or the one that is on a single relation.
func (a *actDraft) each(on []string) []Act {
	if !a.Together {
		return []Act{a.Act}
	}
	var acts []Act
	for i, id := range on {
		if !slices.Contains(on[:i], id) {
			act := a.Act
			act.On = id
			acts = append(acts, act)
		}
	}
	return acts
}

// oneList refuses a second list of relations at the same level: the list is asked as one
// question, which is known by its moderator and level.
func (r *reader) oneList(acts []entry[actDraft]) {
	listed := make(map[string]bool)
	for _, a := range acts {
		if !a.value.Together || r.elems[a.elem].broken {
			continue
		}
		if listed[a.value.Level] {
			r.elems[a.elem].broken = true
			r.error(a.block.node("on"), "second-list", "another act of the moderator has a list at this level already",
				"add these relations to it, or write an act for each of them")
		}
		listed[a.value.Level] = true
	}
}
