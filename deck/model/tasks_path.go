package model

import "slices"

// leastSigned is the number of signed arrows from which one may be altered: among
// fewer it is found by looking.
const leastSigned = 4

// path adds the tasks of constructs, relations and moderators.
func (b *taskList) path() {
	for i := range b.m.Constructs {
		c := &b.m.Constructs[i]
		if c.Label == "" || len(b.m.Constructs) < 2 {
			continue
		}
		b.add(Task{
			ID: taskID(NameTask, c.ID), Kind: NameTask, Elements: []string{c.ID}, Was: formerIDs(NameTask, c.Part),
			Prompt: namePrompt(&c.Part),
		})
	}
	arrows := b.m.arrows()
	for _, r := range arrows {
		b.add(Task{
			ID: taskID(SignTask, r.ID), Kind: SignTask, Elements: []string{r.ID}, Was: formerIDs(SignTask, r.Part),
			After:  []string{taskID(NameTask, r.From), taskID(NameTask, r.To)},
			Prompt: "Which sign belongs on the arrow from " + b.named[r.From] + " to " + b.named[r.To] + "?",
		})
	}
	for i := range b.m.Moderators {
		b.moderator(&b.m.Moderators[i], arrows)
	}
	for _, pair := range b.m.Net {
		b.net(pair)
	}
	if len(arrows) >= leastSigned {
		t := Task{ID: taskID(AlteredTask), Kind: AlteredTask, Prompt: "One arrow has a wrong sign. Which?"}
		for _, r := range arrows {
			t.After = append(t.After, taskID(SignTask, r.ID))
		}
		b.add(t)
	}
}

// arrows returns the relations between constructs that have a sign.
func (m *Model) arrows() []*Relation {
	var list []*Relation
	for i := range m.Relations {
		r := &m.Relations[i]
		if m.construct(r.From) != nil && m.construct(r.To) != nil && isSign(r.Sign) && r.Sign != Depends {
			list = append(list, r)
		}
	}
	return list
}

func (m *Model) construct(id string) *Construct {
	for i := range m.Constructs {
		if m.Constructs[i].ID == id {
			return &m.Constructs[i]
		}
	}
	return nil
}

// namePrompt asks for a name by what it means, without saying it.
func namePrompt(p *Part) string {
	if p.Meaning == "" {
		return "What is the part marked “?” called?"
	}
	return "What is the part marked “?” called? It means: " + conceal(p.Meaning, namesOf(p)...)
}

// namesOf returns what a part may be called.
func namesOf(p *Part) []string { return append([]string{p.Label}, p.Accept...) }

// moderator adds where a moderator acts, and what it does there.
func (b *taskList) moderator(x *Moderator, arrows []*Relation) {
	acted := actedOn(x, arrows)
	if len(acted) == 0 {
		return
	}
	place := Task{
		ID: taskID(ModeratorTask, x.ID), Kind: ModeratorTask, Elements: []string{x.ID}, Was: formerIDs(ModeratorTask, x.Part),
		Prompt: "Which arrow does “" + x.Label + "” act on?",
	}
	if len(acted) > 1 {
		place.Prompt += " There are several: choose one."
	}
	for _, r := range acted {
		place.After = append(place.After, taskID(SignTask, r.ID))
	}
	if len(acted) < len(arrows) {
		b.add(place)
	}
	for _, a := range x.Acts {
		i := slices.IndexFunc(arrows, func(r *Relation) bool { return r.ID == a.On })
		if i < 0 || !a.Change.known() {
			continue
		}
		r := arrows[i]
		b.add(Task{
			ID: effectID(x, a), Kind: EffectTask, Elements: []string{x.ID, r.ID}, Was: formerEffects(x, a, r),
			After:  []string{place.ID, taskID(SignTask, r.ID)},
			Prompt: b.effectPrompt(x, a, r),
		})
	}
}

// actedOn returns the arrows that a moderator acts on.
func actedOn(x *Moderator, arrows []*Relation) []*Relation {
	return slices.DeleteFunc(slices.Clone(arrows), func(r *Relation) bool {
		return !slices.ContainsFunc(x.Acts, func(a Act) bool { return a.On == r.ID })
	})
}

func (c Change) known() bool { return slices.Contains(changes, c) }

// changes are what may be answered about a moderator.
var changes = []Change{Strengthens, Weakens, Reverses, NoDifference, UnknownChange}

// effectID names the task about one act. The level is part of it where the act has one.
func effectID(x *Moderator, a Act) string {
	if a.Level == "" {
		return taskID(EffectTask, x.ID, a.On)
	}
	return taskID(EffectTask, x.ID, a.On, a.Level)
}

func formerEffects(x *Moderator, a Act, r *Relation) []string {
	if a.Level == "" {
		return formerIDs(EffectTask, x.Part, r.Part)
	}
	return formerIDs(EffectTask, x.Part, r.Part, Part{ID: a.Level})
}

func (b *taskList) effectPrompt(x *Moderator, a Act, r *Relation) string {
	arrow := "the arrow from " + b.named[r.From] + " to " + b.named[r.To] + "?"
	if a.Level == "" {
		return "What does “" + x.Label + "” do to " + arrow
	}
	return "“" + x.Label + "” is “" + levelLabel(x.Levels, a.Level) + "”. What does that do to " + arrow
}

// levelLabel returns the label of a level, or its id for want of one.
func levelLabel(levels []Level, id string) string {
	for _, l := range levels {
		if l.ID == id && l.Label != "" {
			return l.Label
		}
	}
	return id
}

// net adds what one construct does to another over all ways.
func (b *taskList) net(pair Pair) {
	from, to := b.m.construct(pair.From), b.m.construct(pair.To)
	if from == nil || to == nil {
		return
	}
	ways, ok := b.m.Paths(pair.From, pair.To)
	if !ok || len(ways) == 0 {
		return
	}
	t := Task{
		ID: taskID(NetTask, pair.From, pair.To), Kind: NetTask,
		Elements: []string{pair.From, pair.To}, Was: formerIDs(NetTask, from.Part, to.Part),
		Prompt: "Over all ways together, what is the effect of " + from.Label + " on " + to.Label + "?",
	}
	for _, way := range ways {
		for _, r := range way {
			if id := taskID(SignTask, r); !slices.Contains(t.After, id) {
				t.After = append(t.After, id)
			}
		}
	}
	b.add(t)
}
