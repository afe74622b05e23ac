package model

import (
	"slices"
	"strings"
)

// verdicts returns the alternatives in an order of chance, and after them that nothing
// is favoured, and that it is not known.
func (q *asking) verdicts() []Option {
	var options []Option
	for _, a := range q.m.Alternatives {
		options = append(options, Option{a.ID, a.Label})
	}
	return append(q.shuffled(options), Option{noAlternative, "No difference was found"}, Option{unknownAlternative, "Not known"})
}

// ruleless hides rules.
func (q *asking) ruleless(hide func(r *Rule) bool) Overlay {
	o := Overlay{}
	for i := range q.m.Rules {
		if r := &q.m.Rules[i]; hide(r) {
			o[r.ID] = Face{Hidden: true}
		}
	}
	return o
}

func anyRule(*Rule) bool { return true }

// answered sets the right answer among the verdicts.
func (q *asking) answered(id string) {
	q.key.right = []string{id}
	for _, o := range q.Options {
		if o.ID == id {
			q.key.words = o.Text
		}
	}
}

func (q *asking) decide() {
	q.Way, q.Options = Choose, q.verdicts()
	for i := range q.m.Cases {
		c := &q.m.Cases[i]
		if taskID(DecideTask, c.ID) != q.Task.ID {
			continue
		}
		if c.Fictitious {
			q.Note = fictitious
		}
		q.answered(c.Answer)
		why := []string{c.Why}
		standing := c.Standing
		for _, r := range q.m.weigh(c.Given).counts {
			why = append(why, r.Meaning)
			q.cite(r.Sources)
			if standing == "" {
				standing = r.Standing
			}
		}
		q.because(standing, c.Sources, why...)
		q.key.shown = light(q.m.values(c.Given)...)
		q.draw(q.ruleless(anyRule)) // which conditions the story meets is part of the answer
		return
	}
}

func (q *asking) condition() {
	q.Way, q.Options = Choose, q.verdicts()
	for _, about := range q.m.rulings() {
		if about.id != q.Task.ID {
			continue
		}
		when := about.rules[0].When
		if len(when) > 0 {
			q.Options[len(q.m.Alternatives)].Text = "That this makes no difference"
		}
		q.answered(about.answer)
		lit := light(q.m.values(when)...)
		q.key.shown = join(lit)
		var why, sources []string
		deciding := about.rules[0]
		for _, r := range about.rules {
			why = append(append(why, r.Meaning), q.whatStands(r)...)
			sources = append(sources, r.Sources...)
			if deciding.answer() != about.answer {
				deciding = r
			}
			q.key.shown[r.ID] = Face{Lit: true}
		}
		q.because(deciding.Standing, sources, why...)
		q.draw(join(q.ruleless(func(r *Rule) bool { return sameConditions(about.rules[0], r) }), lit))
		return
	}
}

// whatStands says of a rule that found no difference what holds beside it.
func (q *asking) whatStands(r *Rule) []string {
	if r.Says != NoPreference {
		return nil
	}
	var list []string
	for _, o := range q.m.weigh(r.When).counts {
		if o.Says != NoPreference {
			list = append(list, "What holds without it stands: "+q.m.statement(o))
			q.cite(o.Sources)
		}
	}
	return list
}

func (q *asking) gap() {
	q.Way = Choose
	const most = 3 // wrong answers
	for i := range q.m.Gaps {
		g := &q.m.Gaps[i]
		if g.ID != q.only() {
			continue
		}
		others := q.m.shownStatements()
		q.random.Shuffle(len(others), func(i, k int) { others[i], others[k] = others[k], others[i] })
		options := []Option{{g.ID, g.Label}}
		for _, s := range others[:min(most, len(others))] {
			options = append(options, Option{s.id, s.text})
		}
		q.Options = q.shuffled(options)
		q.key.right, q.key.words = []string{g.ID}, g.Label
		q.because(g.Standing, g.Sources, g.Meaning)
		q.draw(q.ruleless(anyRule))
		return
	}
}

// itemless hides the items, which show by example where things belong.
func (q *asking) itemless() Overlay {
	o := Overlay{}
	for _, i := range q.m.Items {
		o[i.ID] = Face{Hidden: true}
	}
	return o
}

func (q *asking) sort() {
	q.Way = Tap
	for i := range q.m.Cases {
		c := &q.m.Cases[i]
		if taskID(SortTask, c.ID) == q.Task.ID {
			if c.Fictitious {
				q.Note = fictitious
			}
			q.sortBy(c.part(), c.In)
			return
		}
	}
	for i := range q.m.Items {
		if item := &q.m.Items[i]; taskID(SortTask, item.ID) == q.Task.ID {
			q.sortBy(item.Part, item.In)
			for _, f := range q.m.sortable(item.In) {
				if _, sources, said := assignment(item.Part, f, f.rightOf(item.In)); said != "" {
					q.key.why += " " + sentence(said)
					q.cite(sources)
				}
			}
			q.key.shown = light(item.ID)
			return
		}
	}
}

// sortBy asks for the category in each facet.
func (q *asking) sortBy(p Part, in map[string][]string) {
	var words []string
	for _, f := range q.m.sortable(in) {
		step := AskStep{Text: f.Label}
		if f.Question != "" {
			step.Text = f.Question
		}
		for _, c := range f.Categories {
			step.Targets = append(step.Targets, c.ID)
		}
		right := f.rightOf(in)
		var labels []string
		for _, id := range right {
			labels = append(labels, q.named[id])
		}
		q.Steps = append(q.Steps, step)
		q.key.steps = append(q.key.steps, right)
		words = append(words, f.Label+": "+strings.Join(labels, " or "))
	}
	q.key.words = strings.Join(words, "\n")
	q.belongs(p.Standing, p.Sources, p.Meaning)
	q.draw(q.itemless())
}

// categoryByID returns a category and its facet.
func (m *Model) categoryByID(id string) (*Facet, *Category) {
	for i := range m.Facets {
		f := &m.Facets[i]
		for k := range f.Categories {
			if f.Categories[k].ID == id {
				return f, &f.Categories[k]
			}
		}
	}
	return nil, nil
}

// odd offers three of a category and one of another. No drawing is shown: the items
// stand in their places there.
func (q *asking) odd() {
	q.Way = Choose
	f, c := q.m.categoryByID(q.only())
	if c == nil {
		return
	}
	in, out := q.m.membersOf(f, c)
	if len(in) < leastMembers || len(out) == 0 {
		return
	}
	q.random.Shuffle(len(in), func(i, k int) { in[i], in[k] = in[k], in[i] })
	odd := out[q.random.IntN(len(out))]
	options := []Option{{odd.ID, odd.Label}}
	for _, item := range in[:leastMembers] {
		options = append(options, Option{item.ID, item.Label})
	}
	q.Options = q.shuffled(options)
	q.key.right, q.key.words = []string{odd.ID}, odd.Label
	var labels []string
	for _, id := range f.rightOf(odd.In) {
		labels = append(labels, q.named[id])
	}
	belongs := odd.Label + " belongs to " + strings.Join(labels, " or ")
	if len(labels) == 0 {
		belongs = ""
	}
	standing, sources, assigned := assignment(odd.Part, f, append(f.rightOf(odd.In), c.ID))
	q.because(standing, sources, belongs, odd.Meaning, assigned)
}

// assignment returns how well it is supported that something belongs to categories of a
// facet. Where the facet or a category is the editor's, so is what belongs there, however
// well the thing itself is known; and then it says so.
func assignment(p Part, f *Facet, categories []string) (standing Standing, sources []string, said string) {
	standing, sources = p.Standing, slices.Clone(p.Sources)
	by := []Part{f.Part}
	for _, c := range f.Categories {
		if slices.Contains(categories, c.ID) {
			by = append(by, c.Part)
		}
	}
	for _, of := range by {
		if of.Standing == Inference {
			standing, sources = Inference, append(sources, of.Sources...)
			said = "What belongs where in “" + f.Label + "” is the editor’s assignment"
		}
	}
	return standing, sources, said
}

// recall asks for the names of all categories of a facet, or of all items of a category.
func (q *asking) recall() {
	q.Way = List
	var parts []*Part
	if i := slices.IndexFunc(q.m.Facets, func(f Facet) bool { return f.ID == q.only() }); i >= 0 {
		f := &q.m.Facets[i]
		for k := range f.Categories {
			parts = append(parts, &f.Categories[k].Part)
		}
		q.because(f.Standing, f.Sources, f.Meaning)
	} else if f, c := q.m.categoryByID(q.only()); c != nil {
		in, _ := q.m.membersOf(f, c)
		for _, item := range in {
			parts = append(parts, &item.Part)
		}
		standing, sources, assigned := assignment(c.Part, f, []string{c.ID})
		q.because(standing, sources, c.Meaning, assigned)
	}
	q.Count = len(parts)
	var labels []string
	for _, p := range parts {
		labels = append(labels, p.Label)
		q.key.names = append(q.key.names, namesOf(p))
		q.key.wanted = append(q.key.wanted, p.ID)
		q.cite(p.Sources)
	}
	q.key.words = strings.Join(labels, ", ")
	for _, e := range q.m.Elements() {
		if !slices.Contains(q.key.wanted, e.ID) && !slices.Contains(labels, e.Label) {
			q.key.foreign = append(q.key.foreign, e.Label)
		}
	}
}
