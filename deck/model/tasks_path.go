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
	for _, e := range b.m.effects(x) {
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

// An effect is what a moderator does at a level to one relation, or the same to several.
type effect struct {
	id   string // of the task
	was  []string
	acts []Act
	on   []*Relation // by act
}

// effects returns what a moderator does. Acts that say the same of several relations are
// one effect, since nobody could tell the questions apart.
//
// The id of an effect on one relation names the relation: "effect:weather:smell-visit:rain".
// That of an effect on several names none, so that it stays when the author adds one or
// takes one away: "effect:weather", or "effect:weather::rain" at a level. Should there be
// more than one such effect at a level, the others are named by their first relation. What
// was known of the single relations is kept.
func (m *Model) effects(x *Moderator) []effect {
	arrows := m.arrows()
	var list []effect
	told := map[Pair]bool{} // relation and level
	for _, a := range x.Acts {
		i := slices.IndexFunc(arrows, func(r *Relation) bool { return r.ID == a.On })
		if i < 0 || !a.Change.known() || told[Pair{a.On, a.Level}] {
			continue
		}
		told[Pair{a.On, a.Level}] = true
		k := slices.IndexFunc(list, func(e effect) bool { return sameAct(e.acts[0], a) })
		if k < 0 {
			k = len(list)
			list = append(list, effect{})
		}
		list[k].acts, list[k].on = append(list[k].acts, a), append(list[k].on, arrows[i])
	}
	shared := map[string]bool{} // levels
	for i := range list {
		e := &list[i]
		level := e.acts[0].Level
		for k, a := range e.acts {
			e.was = append(append(e.was, effectID(x, a)), formerEffects(x, a, e.on[k])...)
		}
		e.id = e.was[0]
		if len(e.acts) > 1 && !shared[level] {
			shared[level] = true
			names := []Part{x.Part}
			if level != "" {
				names = append(names, Part{}, Part{ID: level})
			}
			e.id = taskID(EffectTask, idsOf(names)...)
			e.was = append(e.was, formerIDs(EffectTask, names...)...)
		}
		e.was = slices.DeleteFunc(e.was, func(id string) bool { return id == e.id })
	}
	return list
}

// sameAct reports whether two acts on different relations say the same.
func sameAct(a, b Act) bool {
	return a.Level == b.Level && a.Change == b.Change && a.Text == b.Text && a.Standing == b.Standing
}

// idsOf returns the ids of parts.
func idsOf(parts []Part) []string {
	ids := make([]string, len(parts))
	for i, p := range parts {
		ids[i] = p.ID
	}
	return ids
}

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
