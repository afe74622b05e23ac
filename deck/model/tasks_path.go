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
			ID: taskID(SignTask, r.ID), Kind: SignTask, Elements: []string{r.ID}, Was: formerIDs(SignTask, b.remembered(r)),
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
	if len(arrows) >= leastSigned && !sameSigned(arrows) {
		t := Task{ID: taskID(AlteredTask), Kind: AlteredTask, Prompt: "One arrow has a wrong sign. Which?"}
		for _, r := range arrows {
			t.After = append(t.After, taskID(SignTask, r.ID))
		}
		b.add(t)
	}
}

// sameSigned reports whether all arrows have one sign. One that is altered among them is
// found without knowing anything.
func sameSigned(arrows []*Relation) bool {
	return !slices.ContainsFunc(arrows, func(r *Relation) bool { return r.Sign != arrows[0].Sign })
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
	for _, e := range b.effects(x) {
		t := Task{ID: e.id, Kind: EffectTask, Elements: []string{x.ID}, Was: e.was, After: []string{place.ID}}
		for _, r := range e.on {
			t.Elements = append(t.Elements, r.ID)
			t.After = append(t.After, taskID(SignTask, r.ID))
		}
		t.Prompt = b.effectPrompt(x, e)
		b.add(t)
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

// An effect is what a moderator does at a level to one relation, or the same to those of
// a list.
type effect struct {
	id   string // of the task
	was  []string
	acts []Act
	on   []*Relation // by act
}

// effects returns what a moderator does. What it does to one relation is known by the
// relation: "effect:weather:smell-visit:rain". What it does to those that the author put
// together is one effect, and known by none of them, so that it stays when one is added or
// taken away: "effect:weather", or "effect:weather::rain" at a level. How an act is worded
// and where it stands make no difference.
func (b *taskList) effects(x *Moderator) []effect {
	arrows := b.m.arrows()
	whole := x.together()
	var list []effect
	index := map[Pair]int{} // by relation and level; the relation is "" for a list
	for _, a := range x.Acts {
		i := slices.IndexFunc(arrows, func(r *Relation) bool { return r.ID == a.On })
		if i < 0 || !a.Change.known() {
			continue
		}
		at := Pair{a.On, a.Level}
		if slices.Contains(whole[a.Level], a.On) {
			if !a.Together {
				continue // it is asked with the list
			}
			at.From = ""
		}
		k, begun := index[at]
		switch {
		case !begun:
			k = len(list)
			list, index[at] = append(list, effect{id: effectID(x, at)}), k
		case at.From != "" || slices.Contains(list[k].on, arrows[i]):
			continue // it has been said
		}
		list[k].acts, list[k].on = append(list[k].acts, a), append(list[k].on, arrows[i])
	}
	for i := range list {
		list[i].was = b.formerEffects(x, &list[i])
	}
	return list
}

// together returns the relations on which a moderator acts together, by level. Parse leaves
// no lists that disagree; in a model that was made otherwise each relation is on its own.
func (x *Moderator) together() map[string][]string {
	lists := map[string][]string{}
	change := map[string]Change{}
	for _, a := range x.Acts {
		if !a.Together {
			continue
		}
		if c, begun := change[a.Level]; begun && c != a.Change {
			change[a.Level] = "" // never again the same
			continue
		}
		change[a.Level] = a.Change
		lists[a.Level] = append(lists[a.Level], a.On)
	}
	for level, c := range change {
		if !c.known() {
			delete(lists, level)
		}
	}
	return lists
}

// effectID names what a moderator does to a relation, or to a list when there is none. The
// level is part of it where there is one.
func effectID(x *Moderator, at Pair) string {
	switch {
	case at.To != "":
		return taskID(EffectTask, x.ID, at.From, at.To)
	case at.From != "":
		return taskID(EffectTask, x.ID, at.From)
	}
	return taskID(EffectTask, x.ID)
}

// formerEffects returns the former ids of an effect. What was known of an act on one
// relation is known of a list of it alone, which asks the same; of a longer list it is not.
func (b *taskList) formerEffects(x *Moderator, e *effect) []string {
	level := e.acts[0].Level
	with := func(parts ...Part) []string {
		if level != "" {
			parts = append(parts, levelPart(x.Levels, level))
		}
		return formerIDs(EffectTask, parts...)
	}
	alone := effectID(x, Pair{e.on[0].ID, level})
	if e.id == alone {
		return with(x.Part, b.remembered(e.on[0]))
	}
	var was []string
	if level == "" {
		was = with(x.Part)
	} else {
		was = with(x.Part, Part{})
	}
	if len(e.on) > 1 {
		return was
	}
	return append(append(was, alone), with(x.Part, b.remembered(e.on[0]))...)
}

func (b *taskList) effectPrompt(x *Moderator, e effect) string {
	arrow := "the arrow from " + b.named[e.on[0].From] + " to " + b.named[e.on[0].To] + "?"
	if len(e.on) > 1 {
		arrow = "these arrows: "
		for i, r := range e.on {
			if i > 0 {
				arrow += ", "
			}
			arrow += b.named[r.From] + " → " + b.named[r.To]
		}
		arrow += "?"
	}
	level := e.acts[0].Level
	if level == "" {
		return "What does “" + x.Label + "” do to " + arrow
	}
	return "“" + x.Label + "” is “" + levelLabel(x.Levels, level) + "”. What does that do to " + arrow
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
