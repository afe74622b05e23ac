package model

import "touchpoint/deck/yamltext"

// Parse reads a model. What is broken is left out and told of in a fault; the rest can be
// used. Without anything to use the model is nil.
func Parse(src []byte) (*Model, []Fault) {
	r := &yamltext.Reader{Limits: yamltext.Limits{Bytes: 256 << 10, Line: 4 << 10, Brackets: 5000}, Rule: "model", Name: "a model"}
	m := &Model{}
	for _, e := range r.Read(string(src)) {
		switch yamltext.Key(e) {
		case "id":
			m.ID = r.Text(e.Value, "id")
			m.Pos.Line, m.Pos.Column = yamltext.At(e.Value)
		case "title":
			m.Title = r.Text(e.Value, "title")
		case "kind":
			m.Kind = Kind(r.Text(e.Value, "kind"))
		case "topic":
			m.Topic = r.Text(e.Value, "topic")
		}
	}
	var faults []Fault
	for _, p := range r.Problems {
		severity := Error
		if p.Warning {
			severity = Warning
		}
		faults = append(faults, Fault{Pos: Pos{p.Line, p.Column}, Severity: severity, Rule: p.Rule, Message: p.Message, Fix: p.Fix})
	}
	if m.ID == "" {
		return nil, faults
	}
	return m, faults
}
