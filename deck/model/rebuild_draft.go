package model

import "strings"

// Draft returns the partial model that has been built. What is given from the start, such
// as the stages of a journey, is in it. A path's stages and roles are not: they would
// tell where a part belongs.
func (b *Rebuild) Draft() *Model {
	m := &Model{ID: b.m.ID, Title: b.m.Title, Kind: b.m.Kind}
	switch {
	case b.m.Kind == ContingencyKind:
		b.draftSkeleton(m)
		for _, l := range b.now.links {
			m.Rules = append(m.Rules, b.rule(l))
		}
	case b.Kind() == Placing:
		b.draftSkeleton(m)
		for _, p := range b.bank {
			if cell := b.now.in[p.ID]; cell != "" {
				b.draftChip(m, Part{ID: p.ID, Label: p.Label}, cell)
			}
		}
	default:
		for _, p := range b.bank {
			at, ok := b.now.at[p.ID]
			switch part := (Part{ID: p.ID, Label: p.Label, At: &at}); {
			case !ok:
			case p.Moderator:
				m.Moderators = append(m.Moderators, Moderator{Part: part, Acts: b.draftActs(p.ID)})
			default:
				m.Constructs = append(m.Constructs, Construct{Part: part})
			}
		}
		for _, l := range b.now.links {
			m.Relations = append(m.Relations, Relation{Part: Part{ID: l.id}, From: l.from, To: l.to, Sign: l.sign})
		}
	}
	return m
}

func (b *Rebuild) draftActs(moderator string) []Act {
	var acts []Act
	for _, a := range b.now.acts {
		if a.From == moderator {
			acts = append(acts, Act{On: a.To, Change: UnknownChange})
		}
	}
	return acts
}

// draftSkeleton gives a draft what is not built but built upon.
func (b *Rebuild) draftSkeleton(m *Model) {
	m.Stages, m.Lanes, m.Around, m.Flows = b.m.Stages, b.m.Lanes, b.m.Around, b.m.Flows
	m.Root, m.Alternatives = b.m.Root, b.m.Alternatives
	if b.goal.average {
		condition, value, _ := strings.Cut(AveragePill, ":")
		m.Conditions = append(m.Conditions, Condition{
			Part:   Part{ID: condition, Label: "In general", At: b.averageAt()},
			Values: []Level{{ID: value, Label: onAverage}},
		})
	}
	m.Conditions = append(m.Conditions, b.m.Conditions...)
	sorted, ok := b.m.sorted()
	if !ok || b.m.Kind != ClassificationKind {
		return
	}
	// Chips are drawn in the first facet.
	m.Facets = append(m.Facets, sorted)
	for _, f := range b.m.Facets {
		if f.ID != sorted.ID {
			m.Facets = append(m.Facets, f)
		}
	}
}

// averageAt is where the author wants the rules without conditions.
func (b *Rebuild) averageAt() *At {
	for _, r := range b.m.Rules {
		if len(r.When) == 0 && r.At != nil {
			return r.At
		}
	}
	return nil
}

// draftChip puts a part into a cell of a draft.
func (b *Rebuild) draftChip(m *Model, p Part, cell string) {
	if b.m.Kind == ClassificationKind {
		f, _ := b.m.sorted()
		m.Items = append(m.Items, Item{Part: p, In: map[string][]string{f.ID: {cell}}})
		return
	}
	for _, s := range b.m.Stages {
		if lane, ok := strings.CutPrefix(cell, CellID(s.ID, "")); ok {
			m.Touchpoints = append(m.Touchpoints, Touchpoint{Part: p, Stage: s.ID, Lane: lane})
			return
		}
	}
}

// rule is the rule that an arrow of a contingency stands for.
func (b *Rebuild) rule(l link) Rule {
	r := Rule{Part: Part{ID: l.id}, Alternative: l.to}
	condition, value, _ := strings.Cut(AveragePill, ":")
	for _, c := range b.m.Conditions {
		for _, v := range c.Values {
			if ValueID(c.ID, v.ID) == l.from {
				condition, value = c.ID, v.ID
			}
		}
	}
	r.When = map[string]string{condition: value}
	switch l.sign {
	case Positive:
		r.Says = Favours
	case None:
		r.Says = NoPreference
	case Unknown:
		r.Says = UnknownVerdict
	}
	return r
}

// Drawing draws it. The canvas is as large as the finished model needs, so that it keeps
// its size while it is built on.
func (b *Rebuild) Drawing() *Drawing { return b.draw(b.Draft()) }

func (b *Rebuild) draw(m *Model) *Drawing {
	if b.least == (Point{}) {
		full := &comparison{b: b.blank(), full: b.blank().Draft()}
		full.complete()
		d := b.onGrid(full.full)
		b.least = Point{d.Width, d.Height}
	}
	d := b.onGrid(m)
	d.Width, d.Height = max(d.Width, b.least.X), max(d.Height, b.least.Y)
	return d
}

// blank is the same rebuild before anything was built.
func (b *Rebuild) blank() *Rebuild {
	return &Rebuild{m: b.m, goal: b.goal, bank: b.bank, cols: b.cols, rows: b.rows, now: nothing()}
}

// onGrid draws on a grid that has room for everything.
func (b *Rebuild) onGrid(m *Model) *Drawing {
	rows := float64(b.rows)
	for _, c := range m.Constructs {
		rows = max(rows, c.At.Row+1)
	}
	for _, x := range m.Moderators {
		rows = max(rows, x.At.Row+1)
	}
	return Draw(m, DrawOptions{Columns: float64(b.cols), Rows: rows})
}

// Overlay says how it looks: arrows without a sign ask for one.
func (b *Rebuild) Overlay() Overlay {
	o := Overlay{}
	for _, l := range b.now.links {
		if l.sign == "" {
			o[l.id] = Face{Asked: true}
		}
	}
	return o
}

// cellLabel is what a cell or bin is called.
func (b *Rebuild) cellLabel(cell string) string {
	for _, s := range b.m.Stages {
		if b.m.Kind != JourneyKind {
			break
		}
		if cell == CellID(s.ID, "") {
			return s.Label
		}
		for _, l := range b.m.Lanes {
			if cell == CellID(s.ID, l.ID) {
				return s.Label + " · " + l.Label
			}
		}
	}
	return b.labelOf(cell)
}
