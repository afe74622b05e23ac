package model

import (
	"cmp"
	"slices"
)

// The bounds of looking for ways. A pair with more ways, or whose ways take more steps
// to find, has too many for a person to follow too.
const (
	MaxPaths     = 500
	maxPathSteps = 4000
)

// Multiply is the sign of two relations one after the other: as in arithmetic, where
// what is not known stays so unless nothing can come through.
//
//   - -  0  ±  ?
//   - +  -  0  ±  ?
//   - -  +  0  ±  ?
//     0   0  0  0  0  0
//     ±   ±  ±  0  ±  ?
//     ?   ?  ?  0  ?  ?
//
// What is no sign counts as not known.
func Multiply(a, b Sign) Sign {
	switch {
	case a == None || b == None:
		return None
	case !isSign(a) || !isSign(b) || a == Unknown || b == Unknown:
		return Unknown
	case a == Depends || b == Depends:
		return Depends
	case a == b:
		return Positive
	}
	return Negative
}

// Combine is the sign of several ways beside each other:
//
//   - -  0  ±  ?
//   - +  ±  +  ±  ?
//   - ±  -  -  ±  ?
//     0   +  -  0  ±  ?
//     ±   ±  ±  ±  ±  ?
//     ?   ?  ?  ?  ?  ?
//
// A way without effect adds nothing. Ways that disagree leave it open which is the
// stronger, so it depends; and while one way is not known, neither is the whole. Each
// sign outranks or joins the others whatever their order. The empty sign is that of no
// way at all: it is what Combine returns without arguments, and it adds nothing.
func Combine(signs ...Sign) Sign {
	total := Sign("")
	for _, s := range signs {
		switch {
		case s == "" || s == total:
		case !isSign(s) || s == Unknown || total == Unknown:
			total = Unknown
		case total == "" || total == None:
			total = s
		case s != None:
			total = Depends
		}
	}
	return total
}

// isSign reports whether s is a sign that is written down.
func isSign(s Sign) bool {
	switch s {
	case Positive, Negative, None, Unknown, Depends:
		return true
	}
	return false
}

// Paths returns the ways from one construct to another along the arrows, none twice
// through the same construct, as the ids of their relations: the shorter first, and of
// the same length in the order of their ids. It reports false, and no ways, when there
// are more than MaxPaths or finding them takes too long.
func (m *Model) Paths(from, to string) (paths [][]string, ok bool) {
	w := newWeb(m)
	if !w.between(from, to, false) {
		return nil, true
	}
	w.sort(m)
	found := w.walk(w.from, nil, func(way []int32) bool {
		ids := make([]string, len(way))
		for i, r := range way {
			ids[i] = m.Relations[r].ID
		}
		paths = append(paths, ids)
		return len(paths) <= MaxPaths
	})
	if !found {
		return nil, false
	}
	slices.SortStableFunc(paths, func(a, b []string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b))
	})
	return paths, true
}

// NetEffect is what one construct does to another over all ways together: the sign of
// each way is the product of its relations, and the ways are combined. The empty sign
// says that no way leads there. It reports false when there are too many ways to say;
// where Paths can list them it always says.
func (m *Model) NetEffect(from, to string) (Sign, bool) {
	w := newWeb(m)
	if !w.between(from, to, false) {
		return "", true
	}
	if !w.between(from, to, true) {
		return None, true // every way has a relation without effect
	}
	// Walks that may pass a construct twice are quick to sum up. What they come to is
	// the answer when they agree, and otherwise the most that the ways can come to.
	most := w.walkSigns()
	if most == Positive || most == Negative || w.straight() {
		return most, true
	}
	w.sort(m)
	net := Sign("")
	if !w.walkNet(w.from, Positive, &net, most) && net != most {
		return "", false
	}
	return net, true
}

// SignUnder is the sign of a relation when some moderators are at known levels, and
// what these do to it, in the order of the model. Levels are by the moderator's id; a
// moderator without a level is left out of account. A moderator that strengthens or
// weakens keeps the sign, and one that reverses turns it round. One whose effect is not
// known keeps it too: how it changes the relation is open, and what was found of the
// relation stays found.
func (m *Model) SignUnder(relation string, levels map[string]string) (Sign, []Change) {
	var sign Sign
	for i := range m.Relations {
		if m.Relations[i].ID == relation {
			sign = m.Relations[i].Sign
		}
	}
	var changes []Change
	for i := range m.Moderators {
		x := &m.Moderators[i]
		level := levels[x.ID]
		if level == "" {
			continue
		}
		for _, a := range x.Acts {
			if a.On != relation || a.Level != "" && a.Level != level {
				continue
			}
			changes = append(changes, a.Change)
			if a.Change == Reverses {
				sign = Multiply(sign, Negative)
			}
		}
	}
	return sign, changes
}
