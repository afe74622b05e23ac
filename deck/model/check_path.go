package model

import (
	"fmt"
	"strings"
)

// relations reports arrows that lead back to where they begin, and several with the same
// ends: two signs of one effect contradict, and the same twice is drawn as one.
func (c *checker) relations() {
	first := make(map[Pair]*Relation)
	for i := range c.model.Relations {
		x := &c.model.Relations[i]
		if x.From == x.To {
			c.error(x.Pos, "self-relation", fmt.Sprintf("the relation %s leads from %s to itself", x.ID, x.From), "leave it out, or write the element that is between")
			continue
		}
		ends := Pair{x.From, x.To}
		other, taken := first[ends]
		if !taken {
			first[ends] = x
			continue
		}
		what := "leads from %s to %s as %s does"
		if x.Sign != other.Sign {
			what = "says something else about the way from %s to %s than %s"
		}
		c.error(x.Pos, "same-ends", fmt.Sprintf("the relation %s "+what, x.ID, x.From, x.To, other.ID),
			"keep one of the two; what it depends on is a moderator")
	}
}

// moderators reports what a moderator says twice, or otherwise in another place, about a
// relation at one level, and warns of levels which nothing tells apart.
func (c *checker) moderators() {
	for i := range c.model.Moderators {
		x := &c.model.Moderators[i]
		named := make(map[string]bool)
		byRelation := make(map[string][]*Act)
		for k := range x.Acts {
			a := &x.Acts[k]
			named[a.Level] = true
			for _, other := range byRelation[a.On] {
				if c.acts(x, a, other) {
					break
				}
			}
			byRelation[a.On] = append(byRelation[a.On], a)
		}
		var rest []string // one is what the others are compared with
		for _, l := range x.Levels {
			if !named[l.ID] {
				rest = append(rest, l.ID)
			}
		}
		if len(rest) > 1 && len(rest) < len(x.Levels) {
			c.warn(x.Pos, "unused-level", fmt.Sprintf("nothing tells the levels %s of the moderator %s apart, as no act names them", strings.Join(rest, ", "), x.ID),
				"write what happens at them, or make one of them")
		}
	}
}

// acts reports an act of a moderator beside one on the same relation which holds at the
// same level. It returns whether it did.
func (c *checker) acts(x *Moderator, a, other *Act) bool {
	const fix = "keep one of the two, or write the level that tells them apart"
	switch at := fmt.Sprintf(" at the level %s", a.Level); {
	case a.Level != other.Level && a.Level != "" && other.Level != "":
		return false
	case a.Change != other.Change:
		if a.Level == "" {
			at = ""
			if other.Level != "" {
				at = fmt.Sprintf(" at the level %s", other.Level)
			}
		}
		c.error(a.Pos, "contradiction", fmt.Sprintf("the moderator %s has the change %s and the change %s on %s%s", x.ID, other.Change, a.Change, a.On, at), fix)
	case a.Level == other.Level:
		c.error(a.Pos, "same-act", fmt.Sprintf("the moderator %s says twice what it does to %s", x.ID, a.On), "leave one of the two out")
	default:
		c.error(a.Pos, "same-act", fmt.Sprintf("the moderator %s has the change %s on %s at every level already", x.ID, a.Change, a.On), "leave one of the two out")
	}
	return true
}
