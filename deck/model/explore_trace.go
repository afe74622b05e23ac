package model

import (
	"math"
	"strconv"
	"strings"
)

// Trace follows all ways from one element to another. Where switches are set, the signs
// are those under them.
func (x *Exploration) Trace(from, to string) Trace {
	x.StopSteps()
	x.ScenarioStop()
	x.traced = &Pair{from, to}
	return x.trace(from, to)
}

// ClearTrace ends the tracing.
func (x *Exploration) ClearTrace() { x.traced = nil }

// Traced returns what is being traced.
func (x *Exploration) Traced() (Trace, bool) {
	if x.traced == nil {
		return Trace{}, false
	}
	return x.trace(x.traced.From, x.traced.To), true
}

func (x *Exploration) trace(from, to string) Trace {
	t := Trace{From: from, To: to}
	paths, ok := x.m.Paths(from, to)
	t.TooMany = !ok
	var signs []Sign
	for _, path := range paths {
		w := TracedWay{Relations: path, Sign: Positive}
		for _, id := range path {
			s, _ := x.m.SignUnder(id, x.levels)
			w.Sign = Multiply(w.Sign, s)
		}
		t.Ways = append(t.Ways, w)
		signs = append(signs, w.Sign)
	}
	t.Net = Combine(signs...)
	if t.TooMany {
		t.Net = ""
	}
	t.Words = x.traceWords(t)
	return t
}

// listed is how many ways are told one by one.
const listed = 8

func (x *Exploration) traceWords(t Trace) []string {
	a, b := x.title(t.From), x.title(t.To)
	switch {
	case t.From == t.To:
		return []string{"Choose two different parts to see the ways between them."}
	case t.TooMany:
		return []string{"There are too many ways from " + a + " to " + b + " to list. Choose two parts that are nearer to each other."}
	case len(t.Ways) == 0:
		return []string{"No way leads from " + a + " to " + b + "."}
	}
	words := []string{a + " leads to " + b + " in " + counted(len(t.Ways), "way", "ways") + "."}
	for i, w := range t.Ways {
		if i == listed {
			words = append(words, "And "+counted(len(t.Ways)-listed, "other way", "other ways")+".")
			break
		}
		words = append(words, x.chain(w.Relations)+": "+w.Sign.Word()+".")
	}
	switch {
	case t.Net == Depends:
		words = append(words, "Together: it depends, because the ways point in different directions.")
	case len(t.Ways) > 1:
		words = append(words, "Together: "+t.Net.Word()+".")
	}
	return words
}

// chain names what a way passes: "A → B → C".
func (x *Exploration) chain(relations []string) string {
	var names []string
	for i, id := range relations {
		e, _ := x.element(id)
		if i == 0 {
			names = append(names, x.title(e.From))
		}
		names = append(names, x.title(e.To))
	}
	return strings.Join(names, " → ")
}

// overlayTrace lights the ways and lets the rest stand back.
func (x *Exploration) overlayTrace(o Overlay) {
	t, ok := x.Traced()
	if !ok {
		return
	}
	lit := map[string]bool{}
	for _, id := range []string{t.From, t.To} {
		if _, known := x.index[id]; known {
			lit[id] = true
		}
	}
	for _, w := range t.Ways {
		for _, id := range w.Relations {
			e, _ := x.element(id)
			lit[id], lit[e.From], lit[e.To] = true, true, true
		}
	}
	if len(t.Ways) > 0 {
		x.dimOthers(o, lit)
	}
	for id := range lit {
		touch(o, id, func(f *Face) { f.Lit = true })
	}
}

// elasticity is the metric that WhatIf reckons with.
const elasticity = "elasticity"

// The bounds of a change of the input, in percent.
const (
	LeastChange = -50.0
	MostChange  = 100.0
)

// HasWhatIf reports whether any relation has an elasticity.
func (x *Exploration) HasWhatIf() bool { return len(x.WhatIf(0)) > 0 }

// WhatIf says what a change of the input by some percent, from LeastChange to MostChange,
// would go with, for every relation with an elasticity: (1+x)^e - 1.
func (x *Exploration) WhatIf(percent float64) []Projection {
	if math.IsNaN(percent) {
		percent = 0
	}
	percent = min(max(percent, LeastChange), MostChange)
	var list []Projection
	for _, r := range x.m.Relations {
		if r.Effect == nil || r.Effect.Metric != elasticity {
			continue
		}
		p := Projection{Relation: r.ID, Label: x.title(r.To), Elasticity: r.Effect.Value}
		p.Change = grown(percent, r.Effect.Value)
		p.Text = p.Label + ": about " + roughly(p.Change) + " %"
		if p.Change == 0 {
			p.Text = p.Label + ": no change"
		}
		list = append(list, p)
	}
	return list
}

// WhatIfNote says what WhatIf rests on. Show it beside the figures.
func (x *Exploration) WhatIfNote() string {
	return "The study reports mean elasticities only. That the effect grows as (1 + change)^elasticity is this program’s assumption, and everything else is taken to stay as it is."
}

// grown is the change in percent that a change of the input goes with.
func grown(percent, elasticity float64) float64 {
	return 100 * (math.Pow(1+percent/100, elasticity) - 1)
}

// roughly writes a change as people say it: two places below one percent, one above.
func roughly(percent float64) string {
	places := 1
	if math.Abs(percent) < 0.995 {
		places = 2
	}
	s := strconv.FormatFloat(math.Abs(percent), 'f', places, 64)
	if percent < 0 {
		return "−" + s
	}
	return "+" + s
}

// counted writes a number of things.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// Readings returns the readings of a journey, to be shown side by side: what a reading
// does not have is hidden, and each of its stages is tagged with the size of the set.
func (x *Exploration) Readings() []ReadingView {
	x.Drawing()
	views := make([]ReadingView, 0, len(x.m.Readings))
	for _, r := range x.m.Readings {
		v := ReadingView{Reading: r, Overlay: Overlay{}, Sets: r.Stages}
		has := map[string]bool{}
		for _, id := range r.Flows {
			has[id] = true
		}
		for _, f := range x.m.Flows {
			if !has[f.ID] {
				touch(v.Overlay, f.ID, func(f *Face) { f.Hidden = true })
			}
		}
		for _, s := range x.m.Stages {
			touch(v.Overlay, s.ID, func(f *Face) { f.Dim = true })
		}
		for _, s := range r.Stages {
			if e, ok := x.element(s.Stage); !ok || e.Kind != IsStage {
				continue
			}
			touch(v.Overlay, s.Stage, func(f *Face) {
				f.Lit, f.Dim = true, false
				if s.Size > 0 {
					f.Tag = counted(s.Size, "brand", "brands")
				}
			})
		}
		views = append(views, v)
	}
	return views
}

// ReadingNote says what the numbers in the readings are worth. Show it once beside them.
func (x *Exploration) ReadingNote() string {
	for _, r := range x.m.Readings {
		for _, s := range r.Stages {
			if s.Size > 0 {
				return "The numbers of brands are illustrative. No study gives them."
			}
		}
	}
	return ""
}
