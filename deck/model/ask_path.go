package model

import (
	"slices"
	"strconv"
	"strings"
)

// name asks for the label of a construct. Where other labels contain it, they show
// dots in its place.
func (q *asking) name() {
	q.Way = Type
	c := q.m.construct(q.only())
	if c == nil {
		return
	}
	q.key.names, q.key.wanted = [][]string{namesOf(&c.Part)}, []string{c.ID}
	q.key.words, q.key.subjects = c.Label, []string{c.ID}
	q.because(c.Standing, c.Sources, c.Meaning)
	mask := Overlay{}
	for _, e := range q.m.Elements() {
		if e.ID == c.ID {
			continue
		}
		if e.Label != c.Label {
			q.key.foreign = append(q.key.foreign, e.Label)
		}
		if label := conceal(e.Label, namesOf(&c.Part)...); label != e.Label {
			mask[e.ID] = Face{Label: label}
		}
	}
	mask[c.ID] = Face{Asked: true}
	q.draw(mask)
}

// only returns the single element of a task, or its first.
func (q *asking) only() string {
	if len(q.Task.Elements) == 0 {
		return ""
	}
	return q.Task.Elements[0]
}

// signs are what may be answered about an arrow.
var signs = []Option{
	{string(Positive), "Positive (+)"},
	{string(Negative), "Negative (−)"},
	{string(None), "No effect found (0)"},
	{string(Unknown), "Not known (?)"},
}

// relation returns the relation with an id.
func (m *Model) relation(id string) *Relation {
	for i := range m.Relations {
		if m.Relations[i].ID == id {
			return &m.Relations[i]
		}
	}
	return nil
}

// arrow names a relation.
func (q *asking) arrow(r *Relation) string { return q.named[r.From] + " → " + q.named[r.To] }

func (q *asking) sign() {
	q.Way, q.Options = Choose, slices.Clone(signs)
	r := q.m.relation(q.only())
	if r == nil {
		return
	}
	q.key.right, q.key.subjects = []string{string(r.Sign)}, []string{r.ID}
	q.key.words = capital(r.Sign.Word())
	q.because(r.Standing, r.Sources, r.Meaning, r.figure())
	q.draw(Overlay{r.ID: {Asked: true}, r.From: {Lit: true}, r.To: {Lit: true}})
}

// figure says the size of an effect where the author gives one.
func (r *Relation) figure() string {
	if r.Effect == nil {
		return ""
	}
	return capital(r.Effect.Metric) + ": " + strconv.FormatFloat(r.Effect.Value, 'f', -1, 64) + "."
}

// moderatorByID returns the moderator with an id.
func (m *Model) moderatorByID(id string) *Moderator {
	for i := range m.Moderators {
		if m.Moderators[i].ID == id {
			return &m.Moderators[i]
		}
	}
	return nil
}

func (q *asking) moderator() {
	q.Way = Tap
	x := q.m.moderatorByID(q.only())
	if x == nil {
		return
	}
	arrows := q.m.arrows()
	step := AskStep{Text: "Tap the arrow."}
	for _, r := range arrows {
		step.Targets = append(step.Targets, r.ID)
	}
	q.Steps = []AskStep{step}
	var right, words, why []string
	o := light(x.ID)
	for _, r := range actedOn(x, arrows) {
		right = append(right, r.ID)
		words = append(words, q.arrow(r))
		o[x.ID+">"+r.ID] = Face{Hidden: true}
	}
	for _, id := range right {
		why = append(why, q.actsInWords(x, q.m.relation(id), len(right) > 1)...)
	}
	q.key.steps, q.key.words = [][]string{right}, strings.Join(words, ", or ")
	q.key.shown = light(x.ID)
	// How well it is supported that it acts there is said of each act. What is known of the
	// moderator itself, mostly a definition, is another claim.
	q.because("", nil, append([]string{x.Meaning}, few(why)...)...)
	q.cite(x.Sources)
	q.draw(o)
}

// few keeps the first sentences of an explanation, as many as are worth reading.
func few(sentences []string) []string {
	const most = 3
	if len(sentences) <= most {
		return sentences
	}
	return append(slices.Clone(sentences[:most]), "…")
}

// actsInWords says what a moderator does to an arrow, with the standing of each act: in
// the author's words, or in one sentence where the arrow is one of several.
func (q *asking) actsInWords(x *Moderator, r *Relation, brief bool) []string {
	var told []string
	for _, a := range x.Acts {
		if a.On != r.ID {
			continue
		}
		text := strings.TrimSuffix(q.actInWords(x, a, r), ".")
		if brief {
			text = a.Change.told()
			if a.Level != "" {
				text += " at “" + levelLabel(x.Levels, a.Level) + "”"
			}
		}
		if word := a.Standing.Word(); word != "" {
			text += " (" + word + ")"
		}
		told = append(told, text)
		q.cite(a.Sources)
	}
	if brief {
		return []string{q.arrow(r) + ": " + strings.Join(told, "; ")}
	}
	return told
}

// actInWords says what a moderator does to an arrow.
func (q *asking) actInWords(x *Moderator, a Act, r *Relation) string {
	if a.Text != "" {
		return a.Text
	}
	who := x.Label
	if a.Level != "" {
		who += " (" + levelLabel(x.Levels, a.Level) + ")"
	}
	if a.Change == UnknownChange {
		return "What " + who + " does to " + q.arrow(r) + " is not known"
	}
	what := "the arrow"
	if a.Change == NoDifference {
		what = "to the arrow"
	}
	return who + " " + a.Change.Word() + " " + what + " " + q.arrow(r)
}

// changeWords are the answers about a moderator.
var changeWords = map[Change]string{
	Strengthens:   "It makes it stronger",
	Weakens:       "It makes it weaker",
	Reverses:      "It turns it round",
	NoDifference:  "It makes no difference",
	UnknownChange: "What it does is not known",
}

func (q *asking) effect() {
	q.Way = Choose
	for _, c := range changes {
		q.Options = append(q.Options, Option{string(c), changeWords[c]})
	}
	b := newTaskList(q.m)
	for i := range q.m.Moderators {
		x := &q.m.Moderators[i]
		for _, e := range b.effects(x) {
			if e.id == q.Task.ID {
				q.act(x, e)
				return
			}
		}
	}
}

// act asks for the change that a moderator makes.
func (q *asking) act(x *Moderator, e effect) {
	change := e.acts[0].Change
	q.key.right, q.key.words = []string{string(change)}, changeWords[change]
	var why, sources []string
	lit := light(x.ID)
	q.key.shown = light(x.ID)
	for i, a := range e.acts {
		r := e.on[i]
		why = append(why, q.actInWords(x, a, r))
		sources = append(sources, a.Sources...)
		q.key.subjects = append(q.key.subjects, r.ID)
		q.key.shown[r.ID] = Face{Lit: true, Tag: change.result()}
		lit[r.ID] = Face{Lit: true}
	}
	q.because(e.acts[0].Standing, sources, few(slices.Compact(why))...)
	q.draw(lit)
}

func (q *asking) net() {
	q.Way = Choose
	q.Options = append(slices.Clone(signs), Option{string(Depends), "It depends: the ways disagree (±)"})
	for _, pair := range q.m.Net {
		if taskID(NetTask, pair.From, pair.To) != q.Task.ID {
			continue
		}
		net, ok := q.m.NetEffect(pair.From, pair.To)
		ways, listed := q.m.Paths(pair.From, pair.To)
		if !ok || !listed || net == "" {
			return
		}
		q.key.right, q.key.subjects = []string{string(net)}, []string{pair.To}
		q.key.words = capital(net.Word())
		q.key.shown = light(pair.From, pair.To)
		q.because("", nil, q.waysInWords(ways, net)...)
		for _, way := range ways {
			for _, id := range way {
				q.key.shown[id] = Face{Lit: true}
				q.cite(q.m.relation(id).Sources)
			}
		}
		q.key.shown[pair.To] = Face{Lit: true, Tag: net.Word()}
		q.draw(light(pair.From, pair.To))
		return
	}
}

// waysInWords says what each way comes to, and all of them together.
func (q *asking) waysInWords(ways [][]string, net Sign) []string {
	const most = 6 // ways that are worth reading
	var list []string
	for i, way := range ways {
		if i == most {
			list = append(list, strconv.Itoa(len(ways)-most)+" more ways lead there")
			break
		}
		first := q.m.relation(way[0])
		product, words := Positive, q.named[first.From]
		for _, id := range way {
			r := q.m.relation(id)
			product = Multiply(product, r.Sign)
			words += " → " + q.named[r.To]
		}
		list = append(list, words+": "+product.Word())
	}
	switch {
	case len(ways) == 1:
	case net == Depends:
		list = append(list, "The ways disagree, and which is the stronger is not known")
	case net == Unknown:
		list = append(list, "While one way is not known, neither is the whole")
	default:
		list = append(list, "Together: "+net.Word())
	}
	return append(list, "Each sign rests on what is cited; along the ways they are multiplied by this program")
}

// altered asks for an arrow whose sign is drawn otherwise than it is.
func (q *asking) altered() {
	q.Way = Tap
	arrows := q.m.arrows()
	if len(arrows) == 0 {
		return
	}
	step := AskStep{Text: "Tap the arrow."}
	for _, r := range arrows {
		step.Targets = append(step.Targets, r.ID)
	}
	q.Steps = []AskStep{step}
	r := arrows[q.random.IntN(len(arrows))]
	q.key.steps = [][]string{{r.ID}}
	q.key.words = q.arrow(r) + ": " + r.Sign.Word()
	q.because(r.Standing, r.Sources, r.Meaning, r.figure())
	o := Overlay{}
	for i := range q.m.Relations {
		o[q.m.Relations[i].ID] = Face{Plain: true} // a line of another form would be seen at once
	}
	touch(o, r.ID, func(f *Face) { f.Sign = wrongSign(r, arrows) })
	q.draw(o)
}

// wrongSign is what an arrow is altered to: its opposite, or else a sign that other arrows
// have, since one that stands nowhere else would be found without knowing anything.
func wrongSign(r *Relation, arrows []*Relation) Sign {
	for _, s := range []Sign{Multiply(r.Sign, Negative), Positive, Negative, None, Unknown} {
		if s != r.Sign && slices.ContainsFunc(arrows, func(a *Relation) bool { return a.Sign == s }) {
			return s
		}
	}
	return Multiply(r.Sign, Negative)
}
