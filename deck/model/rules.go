package model

import "slices"

// A weighing is what the rules of a contingency model come to under some conditions.
type weighing struct {
	held     []*Rule // all that hold, in the order of the model
	counts   []*Rule // those of them that count
	favoured string  // id of an alternative, "" for none
	kind     Verdict
	conflict bool // rules that count favour different alternatives
}

// weigh finds out which rules hold under given conditions, and which of them count.
//
// Rules that favour something, or whose result is not known, override those of them that
// have fewer conditions. Of those that are left, one that favours outweighs one whose
// result is not known, and two that favour different alternatives leave it open.
//
// A rule that found no difference says that its conditions do not shift the comparison. It
// counts beside the others and overrides none, unless one of them has all its conditions
// and more. The verdict is that there is no difference only when nothing else holds.
func (m *Model) weigh(given map[string]string) weighing {
	w := weighing{kind: UnknownVerdict}
	most := -1 // conditions of a rule that does not say "no difference"
	for i := range m.Rules {
		if r := &m.Rules[i]; holds(r, given) {
			w.held = append(w.held, r)
			if r.Says != NoPreference {
				most = max(most, len(r.When))
			}
		}
	}
	opinions := false
	for _, r := range w.held {
		switch {
		case r.Says == NoPreference:
			if slices.ContainsFunc(w.held, func(o *Rule) bool { return o.Says != NoPreference && narrows(o, r) }) {
				continue
			}
		case len(r.When) < most:
			continue
		default:
			opinions = true
			if r.Says == Favours && r.Alternative != "" {
				w.conflict = w.conflict || w.favoured != "" && w.favoured != r.Alternative
				w.favoured = r.Alternative
			}
		}
		w.counts = append(w.counts, r)
	}
	switch {
	case w.conflict:
		w.favoured, w.kind = "", Favours
	case w.favoured != "":
		w.kind = Favours
	case len(w.counts) > 0 && !opinions:
		w.kind = NoPreference
	}
	return w
}

// narrows reports whether a rule has all conditions of another, and more.
func narrows(r, other *Rule) bool {
	for condition, value := range other.When {
		if v, asked := r.When[condition]; !asked || v != value {
			return false
		}
	}
	return len(r.When) > len(other.When)
}

// opinions returns the rules that count and say something else than that their conditions
// make no difference; all that count when there is no such rule.
func (w weighing) opinions() []*Rule {
	list := slices.DeleteFunc(slices.Clone(w.counts), func(r *Rule) bool { return r.Says == NoPreference })
	if len(list) == 0 {
		return w.counts
	}
	return list
}
