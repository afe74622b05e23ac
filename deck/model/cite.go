package model

// A Citation is where a model names sources.
type Citation struct {
	Sources []string
	Pos     Pos
}

// Citations returns all that names sources, the model itself first, then in the order of
// [Model.Elements].
func (m *Model) Citations() []Citation {
	list := []Citation{{m.Sources, m.Pos}}
	for _, e := range m.Elements() {
		if e.Kind != IsValue { // which has those of its condition
			list = append(list, Citation{e.Sources, e.Pos})
		}
	}
	for _, x := range m.Moderators {
		for _, a := range x.Acts {
			list = append(list, Citation{a.Sources, a.Pos})
		}
	}
	for _, c := range m.Cases {
		list = append(list, Citation{c.Sources, c.Pos})
	}
	for _, s := range m.Scenarios {
		list = append(list, Citation{s.Sources, s.Pos})
	}
	return list
}
