package model

import (
	"cmp"
	"slices"
	"strings"
)

// A goal is what a perfect rebuild has.
type goal struct {
	parts []string            // what is to be placed, in reading order
	bank  map[string]BankPart // the same as parts of the bank
	at    map[string]At       // path: where the author placed them
	fits  map[string][]string // placing: the cells that a part may go to; the first is shown
	cells []string            // placing: all of them
	links []wanted
	acts  []Pair // path: moderator and relation

	sources, targets map[string]bool // contingency: the ends of arrows
	average          bool            // contingency: some rule has no conditions
}

// A wanted is an arrow of the model.
type wanted struct {
	id, from, to string
	label        string
	signs        []Sign // each is right; the first is shown
}

// size is how many things there are to get right.
func (g goal) size() int { return len(g.parts) + len(g.links) + len(g.acts) }

// wants reports whether the model has an arrow from one to another.
func (g goal) wants(from, to string) bool {
	return slices.ContainsFunc(g.links, func(w wanted) bool { return w.from == from && w.to == to })
}

func (m *Model) goal() goal {
	g := goal{bank: map[string]BankPart{}, at: map[string]At{}, fits: map[string][]string{}}
	switch m.Kind {
	case JourneyKind:
		g.journey(m)
	case ContingencyKind:
		g.contingency(m)
	case ClassificationKind:
		g.classification(m)
	default:
		g.path(m)
	}
	return g
}

// add wants a part to be placed.
func (g *goal) add(p BankPart) bool {
	if _, twice := g.bank[p.ID]; twice || p.ID == "" {
		return false
	}
	if strings.TrimSpace(p.Label) == "" {
		p.Label = p.ID
	}
	g.bank[p.ID] = p
	g.parts = append(g.parts, p.ID)
	return true
}

// arrow wants an arrow. Of several between the same two each sign is right.
func (g *goal) arrow(w wanted) {
	for i := range g.links {
		if old := &g.links[i]; old.from == w.from && old.to == w.to {
			if !slices.Contains(old.signs, w.signs[0]) {
				old.signs = append(old.signs, w.signs[0])
			}
			return
		}
	}
	g.links = append(g.links, w)
}

func (g *goal) path(m *Model) {
	constructs := map[string]bool{}
	for _, c := range m.Constructs {
		if g.add(BankPart{ID: c.ID, Label: c.Label}) {
			constructs[c.ID] = true
			g.place(c.Part)
		}
	}
	ends := map[string]Pair{}
	for _, r := range m.Relations {
		if constructs[r.From] && constructs[r.To] && r.From != r.To && r.ID != "" {
			ends[r.ID] = Pair{r.From, r.To}
			sign := r.Sign
			if !settable(sign) {
				sign = Unknown
			}
			g.arrow(wanted{r.ID, r.From, r.To, r.Label, []Sign{sign}})
		}
	}
	for _, x := range m.Moderators {
		if !g.add(BankPart{ID: x.ID, Label: x.Label, Moderator: true}) {
			continue
		}
		g.place(x.Part)
		for _, a := range x.Acts {
			i := slices.IndexFunc(g.links, func(w wanted) bool { return Pair{w.from, w.to} == ends[a.On] })
			if i < 0 {
				continue
			}
			if p := (Pair{x.ID, g.links[i].id}); !slices.Contains(g.acts, p) {
				g.acts = append(g.acts, p)
			}
		}
	}
}

func (g *goal) place(p Part) {
	if p.At != nil {
		g.at[p.ID] = *p.At
	}
}

func (g *goal) journey(m *Model) {
	lanes := []string{""}
	if len(m.Lanes) > 0 {
		lanes = nil
		for _, l := range m.Lanes {
			lanes = append(lanes, l.ID)
		}
	}
	var stages []string
	for _, s := range m.Stages {
		stages = append(stages, s.ID)
	}
	for _, l := range lanes {
		for _, s := range stages {
			g.cells = append(g.cells, CellID(s, l))
		}
	}
	for _, t := range m.Touchpoints {
		g.fit(BankPart{ID: t.ID, Label: t.Label}, []string{CellID(t.Stage, t.Lane)})
	}
	if len(g.parts) > 0 {
		return
	}
	for _, c := range m.Cases {
		rows := c.In["lane"]
		if len(m.Lanes) == 0 || len(rows) == 0 {
			rows = lanes
		}
		var fits []string
		for _, s := range c.In["stage"] {
			for _, l := range rows {
				fits = append(fits, CellID(s, l))
			}
		}
		g.fit(m.caseAsPart(c), fits)
	}
}

// fit wants a part in one of the cells, if there is such a cell.
func (g *goal) fit(p BankPart, cells []string) {
	cells = slices.DeleteFunc(slices.Clone(cells), func(c string) bool { return !slices.Contains(g.cells, c) })
	if len(cells) > 0 && g.add(p) {
		g.fits[p.ID] = cells
	}
}

// storyLabel is how many characters of a story its chip shows.
const storyLabel = 28

// caseAsPart makes a part of a story. Stories have names of their own, which may be those
// of elements.
func (m *Model) caseAsPart(c Case) BankPart {
	p := BankPart{ID: c.ID, Label: c.Text, Text: c.Text}
	if _, taken := m.Element(p.ID); taken {
		p.ID = "case:" + p.ID
	}
	if text := []rune(c.Text); len(text) > storyLabel {
		short := string(text[:storyLabel])
		if i := strings.LastIndexByte(short, ' '); i > storyLabel/2 {
			short = short[:i]
		}
		p.Label = strings.TrimRight(short, " .,;:") + "…"
	}
	return p
}

func (g *goal) contingency(m *Model) {
	g.sources, g.targets = map[string]bool{}, map[string]bool{}
	for _, a := range m.Alternatives {
		g.targets[a.ID] = true
	}
	for _, c := range m.Conditions {
		for _, v := range c.Values {
			g.sources[ValueID(c.ID, v.ID)] = true
		}
	}
	// Where rules overlap, what the broader one says is shown.
	rules := slices.Clone(m.Rules)
	slices.SortStableFunc(rules, func(a, b Rule) int { return cmp.Compare(len(a.When), len(b.When)) })
	for _, r := range rules {
		var from []string
		for _, c := range m.Conditions {
			if v, asked := r.When[c.ID]; asked {
				from = append(from, ValueID(c.ID, v))
			}
		}
		if len(r.When) == 0 {
			from = []string{AveragePill}
			g.sources[AveragePill], g.average = true, true
		}
		for _, f := range from {
			for _, to := range m.about(r) {
				if g.sources[f] && g.targets[to] {
					g.arrow(wanted{f + "-" + to, f, to, "", []Sign{r.sign()}})
				}
			}
		}
	}
}

// sorted returns the facet by which a classification is rebuilt: the first that has
// something to choose between.
func (m *Model) sorted() (Facet, bool) {
	for _, f := range m.Facets {
		if len(f.Categories) > 1 {
			return f, true
		}
	}
	return Facet{}, false
}

func (g *goal) classification(m *Model) {
	f, ok := m.sorted()
	if !ok {
		return
	}
	for _, c := range f.Categories {
		g.cells = append(g.cells, c.ID)
	}
	for _, i := range m.Items {
		g.fit(BankPart{ID: i.ID, Label: i.Label}, i.In[f.ID])
	}
	if len(g.parts) > 0 {
		return
	}
	for _, c := range m.Cases {
		g.fit(m.caseAsPart(c), c.In[f.ID])
	}
}
