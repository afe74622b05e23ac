package model

import (
	"fmt"
	"maps"
	"slices"
)

// The answers of a contingency model beside its alternatives, as in Case.Answer.
const (
	noAlternative      = "none"
	unknownAlternative = "unknown"
)

// contingency adds the tasks of rules, cases and gaps.
func (b *taskList) contingency() {
	if len(b.m.Alternatives) > 1 {
		b.rules()
		b.decisions()
	}
	for i := range b.m.Gaps {
		g := &b.m.Gaps[i]
		if g.Shown || g.Label == "" || len(b.m.shownStatements()) < leastShown {
			continue
		}
		t := Task{
			ID: taskID(GapTask, g.ID), Kind: GapTask, Elements: []string{g.ID}, Was: formerIDs(GapTask, g.Part),
			Prompt: "Which of these is not shown?",
		}
		for _, q := range b.m.rulings() {
			t.After = append(t.After, q.id)
		}
		b.add(t)
	}
}

// leastShown is the number of statements that must be there to hide one among that is
// not shown.
const leastShown = 2

// rules adds what is favoured under the conditions of each rule.
func (b *taskList) rules() {
	for _, q := range b.m.rulings() {
		t := Task{ID: q.id, Kind: ConditionTask, Was: q.was, Prompt: b.m.conditionPrompt(q.rules[0].When)}
		for _, r := range q.rules {
			t.Elements = append(t.Elements, r.ID)
		}
		t.Elements = append(t.Elements, b.m.values(q.rules[0].When)...)
		for _, r := range q.rules {
			for _, id := range b.m.ifAlternative(r.Alternative) {
				if !slices.Contains(t.Elements, id) {
					t.Elements = append(t.Elements, id)
				}
			}
		}
		b.add(t)
	}
}

// A ruling is what the rules with the same conditions say.
type ruling struct {
	id     string // of the task
	was    []string
	rules  []*Rule
	answer string // as in Case.Answer
}

// rulings returns what the rules say about each set of conditions, in the order of the
// model. It is known by the conditions alone, whichever rules speak of them.
func (m *Model) rulings() []ruling {
	var list []ruling
	index := map[string]int{}
	for i := range m.Rules {
		r := &m.Rules[i]
		if r.answer() == "" || r.ID == "" {
			continue
		}
		id := conditionID(r.When)
		k, begun := index[id]
		if !begun {
			k = len(list)
			list, index[id] = append(list, ruling{id: id, was: m.formerConditions(r.When)}), k
		}
		list[k].rules = append(list[k].rules, r)
	}
	for i := range list {
		list[i].answer = answerOf(list[i].rules)
	}
	return list
}

// answerOf returns what rules with the same conditions come to, as weigh has it.
func answerOf(rules []*Rule) string {
	favoured, answer := "", noAlternative
	for _, r := range rules {
		switch {
		case r.Says == UnknownVerdict && favoured == "":
			answer = unknownAlternative
		case r.Says != Favours:
		case favoured != "" && favoured != r.Alternative:
			return unknownAlternative
		default:
			favoured, answer = r.Alternative, r.Alternative
		}
	}
	return answer
}

// conditionID names the task about some conditions: "condition:wind:gale". On average there
// are none.
func conditionID(when map[string]string) string {
	ids := make([]string, 0, 2*len(when))
	for _, condition := range slices.Sorted(maps.Keys(when)) {
		ids = append(ids, condition, when[condition])
	}
	return taskID(ConditionTask, ids...)
}

// formerConditions returns the ids of the task about conditions from when they, or their
// values, had their former ids.
func (m *Model) formerConditions(when map[string]string) []string {
	var parts []Part
	for _, c := range m.Conditions {
		if value, ok := when[c.ID]; ok {
			parts = append(parts, c.Part, levelPart(c.Values, value))
		}
	}
	var former []string
	for _, ids := range formerNames(parts) {
		then := map[string]string{}
		for i := 0; i < len(ids); i += 2 {
			then[ids[i]] = ids[i+1]
		}
		former = append(former, conditionID(then))
	}
	return former
}

func (b *taskList) decisions() {
	for i := range b.m.Cases {
		c := &b.m.Cases[i]
		if b.m.alternative(c.Answer) == nil && c.Answer != noAlternative && c.Answer != unknownAlternative {
			continue
		}
		t := Task{
			ID: taskID(DecideTask, c.ID), Kind: DecideTask, Was: formerIDs(DecideTask, c.part()),
			Elements: append(b.m.values(c.Given), b.m.ifAlternative(c.Answer)...),
			Prompt:   sentence(c.Text) + " What does the model say about this?",
		}
		for _, r := range b.m.weigh(c.Given).counts {
			t.After = append(t.After, conditionID(r.When))
		}
		b.add(t)
	}
}

// answer returns what a rule says as the answer of a case; "" when it says nothing.
func (r *Rule) answer() string {
	switch r.Says {
	case Favours:
		return r.Alternative
	case NoPreference:
		return noAlternative
	case UnknownVerdict:
		return unknownAlternative
	}
	return ""
}

func (m *Model) alternative(id string) *Alternative {
	for i := range m.Alternatives {
		if m.Alternatives[i].ID == id {
			return &m.Alternatives[i]
		}
	}
	return nil
}

// ifAlternative returns the alternative with an id, if there is one.
func (m *Model) ifAlternative(id string) []string {
	if m.alternative(id) == nil {
		return nil
	}
	return []string{id}
}

// values returns given conditions as ids of elements, in the order of the model.
func (m *Model) values(given map[string]string) []string {
	var ids []string
	for _, c := range m.Conditions {
		if v, ok := given[c.ID]; ok {
			ids = append(ids, ValueID(c.ID, v))
		}
	}
	return ids
}

// conditionPrompt asks about given conditions.
func (m *Model) conditionPrompt(given map[string]string) string {
	if words := m.conditionsInWords(given); words != "" {
		return "What does the model say when " + words + "?"
	}
	return "What does the model say on average, whatever the conditions?"
}

// conditionsInWords says which conditions are given: "Wind is “Gale” and Hands is “Full”".
func (m *Model) conditionsInWords(given map[string]string) string {
	var words []string
	for _, c := range m.Conditions {
		if v, ok := given[c.ID]; ok {
			words = append(words, c.Label+" is “"+levelLabel(c.Values, v)+"”")
		}
	}
	return enumerate(words)
}

// statement says a rule in a sentence.
func (m *Model) statement(r *Rule) string {
	when := " on average"
	if words := m.conditionsInWords(r.When); words != "" {
		when = " when " + words
	}
	a := m.alternative(r.Alternative)
	switch {
	case r.Says == Favours && a != nil:
		return a.Label + " is favoured" + when
	case r.Says == NoPreference:
		return "No difference was found" + when
	case r.Says == UnknownVerdict && a != nil:
		return "It is not known whether " + a.Label + " is favoured" + when
	}
	return "It is not known what is favoured" + when
}

// A shown is a statement that is supported, with the element that makes it.
type shown struct{ id, text string }

// shownStatements returns what is shown: the statements that the author gives, and only
// if these are too few the rules, which read differently.
func (m *Model) shownStatements() []shown {
	var list []shown
	for _, g := range m.Gaps {
		if g.Shown && g.Label != "" {
			list = append(list, shown{g.ID, g.Label})
		}
	}
	if len(list) >= leastShown {
		return list
	}
	for i := range m.Rules {
		r := &m.Rules[i]
		if r.answer() != unknownAlternative && (r.Standing == Finding || r.Standing == Concept) {
			list = append(list, shown{r.ID, m.statement(r)})
		}
	}
	return list
}

// classification adds the tasks of facets, their categories and what belongs to them.
func (b *taskList) classification() {
	for i := range b.m.Facets {
		f := &b.m.Facets[i]
		if len(f.Categories) < 2 {
			continue
		}
		b.add(Task{
			ID: taskID(RecallTask, f.ID), Kind: RecallTask, Elements: []string{f.ID}, Was: formerIDs(RecallTask, f.Part),
			Prompt: b.facetPrompt(f),
		})
		for k := range f.Categories {
			b.members(f, &f.Categories[k])
		}
	}
	sorted := 0
	for i := range b.m.Cases {
		c := &b.m.Cases[i]
		if b.sorting(c.part(), c.In, c.Text) {
			sorted++
		}
	}
	if sorted >= fewStories {
		return
	}
	for i := range b.m.Items {
		b.sorting(b.m.Items[i].Part, b.m.Items[i].In, "“"+b.m.Items[i].Label+"”")
	}
}

// facetPrompt asks for the categories of a facet. It says what they are of and what they
// answer, for it is often the first that is seen of a model.
func (b *taskList) facetPrompt(f *Facet) string {
	prompt := "“" + f.Label + "”:"
	if b.m.Title != "" {
		prompt = conceal(b.m.Title, categoryNames(f)...) + ", " + prompt
	}
	if f.Question != "" {
		prompt += " " + sentence(conceal(f.Question, categoryNames(f)...))
	}
	if len(f.Categories) == 2 {
		return prompt + " Name both."
	}
	return prompt + fmt.Sprintf(" Name all %d.", len(f.Categories))
}

// The numbers of members that can be asked for.
const (
	leastMembers = 3
	mostMembers  = 7
)

// members adds what is asked about all that belongs to a category.
func (b *taskList) members(f *Facet, c *Category) {
	in, out := b.m.membersOf(f, c)
	after := []string{taskID(RecallTask, f.ID)}
	if len(in) >= leastMembers && len(out) > 0 {
		b.add(Task{
			ID: taskID(OddTask, c.ID), Kind: OddTask, Elements: []string{c.ID}, Was: formerIDs(OddTask, c.Part), After: after,
			Prompt: f.Label + ": three of these belong to “" + c.Label + "”. Which does not?",
		})
	}
	if len(in) >= leastMembers && len(in) <= mostMembers {
		b.add(Task{
			ID: taskID(RecallTask, c.ID), Kind: RecallTask, Elements: []string{c.ID}, Was: formerIDs(RecallTask, c.Part), After: after,
			Prompt: fmt.Sprintf("%s: name all %d that belong to “%s”.", f.Label, len(in), c.Label),
		})
	}
}

// membersOf returns the items that belong to a category and those that belong to
// others of its facet.
func (m *Model) membersOf(f *Facet, c *Category) (in, out []*Item) {
	for i := range m.Items {
		switch item := &m.Items[i]; {
		case item.Label == "" || len(item.In[f.ID]) == 0:
		case slices.Contains(item.In[f.ID], c.ID):
			in = append(in, item)
		default:
			out = append(out, item)
		}
	}
	return in, out
}

// sorting adds the task to sort a case or an item, and reports whether it can be.
func (b *taskList) sorting(p Part, in map[string][]string, text string) bool {
	t := Task{
		ID: taskID(SortTask, p.ID), Kind: SortTask, Was: formerIDs(SortTask, p),
		Prompt: "Where does this belong? " + text,
	}
	for _, f := range b.m.sortable(in) {
		t.Elements = append(t.Elements, f.rightOf(in)[0])
		t.After = append(t.After, taskID(RecallTask, f.ID))
	}
	if len(t.Elements) == 0 {
		return false
	}
	b.add(t)
	return true
}

// sortable returns the facets by which something can be sorted.
func (m *Model) sortable(in map[string][]string) []*Facet {
	var list []*Facet
	for i := range m.Facets {
		f := &m.Facets[i]
		if right := f.rightOf(in); len(right) > 0 && len(right) < len(f.Categories) {
			list = append(list, f)
		}
	}
	return list
}

// rightOf returns the categories of the facet that something is in, the one that is
// shown first.
func (f *Facet) rightOf(in map[string][]string) []string {
	var list []string
	for _, id := range in[f.ID] {
		if slices.ContainsFunc(f.Categories, func(c Category) bool { return c.ID == id }) && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// categoryNames returns all that the categories of a facet may be called.
func categoryNames(f *Facet) []string {
	var names []string
	for i := range f.Categories {
		names = append(names, namesOf(&f.Categories[i].Part)...)
	}
	return names
}

// sameConditions reports whether two rules hold under the same conditions.
func sameConditions(a, b *Rule) bool { return maps.Equal(a.When, b.When) }
