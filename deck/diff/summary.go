package diff

import (
	"fmt"

	"touchpoint/deck"
)

// Summary says in a few sentences what changes for students, the most important first.
// Of two versions that do not differ it says that.
func (d Diff) Summary() []string {
	if d.Empty() {
		return []string{"Nothing changes."}
	}
	var list []string
	say := func(n int, one, many string) {
		if n > 0 {
			list = append(list, count(n, one, many))
		}
	}
	c := d.counts()
	say(len(d.New), "card is new.", "cards are new.")
	say(c.reworded, "question is worded differently; progress is kept.", "questions are worded differently; progress is kept.")
	say(c.rewordedLost, "question is worded differently, and some of its cards go away.", "questions are worded differently, and some of their cards go away.")
	say(c.parts, "part of a model is different; progress is kept.", "parts of models are different; progress is kept.")
	say(c.rekinded, "question is asked in another way.", "questions are asked in another way.")
	say(c.renamed, "note has another id; progress is kept.", "notes have another id; progress is kept.")
	say(c.arrived, "note comes from another deck; progress is kept.", "notes come from another deck; progress is kept.")
	say(c.moved, "note stands in another section.", "notes stand in other sections.")
	say(c.sections, "section has another title.", "sections have other titles.")
	say(c.reordered, "section is in another order.", "sections are in another order.")
	say(len(d.Gone), "card goes away; its history is archived.", "cards go away; their history is archived.")
	if len(list) == 0 {
		list = append(list, "Only details beside the questions change; progress is kept.")
	}
	return list
}

// counts are how many changes are of each sort that the summary tells apart.
type counts struct {
	reworded, rewordedLost, parts, rekinded, renamed, arrived, moved, sections, reordered int
}

func (d Diff) counts() counts {
	var c counts
	renamed := make(map[deck.NoteID]bool)
	for i := range d.Changes {
		x := &d.Changes[i]
		switch {
		case x.Kind == Reworded && x.Note != "" && x.Keeps:
			c.reworded++
		case x.Kind == Reworded && x.Note != "":
			c.rewordedLost++
		case x.Kind == Reworded || x.Kind == Renamed && x.Model != "":
			c.parts++
		case x.Kind == Rekinded:
			c.rekinded++
		case x.Kind == Renamed && x.Note != "" && x.Keeps && !renamed[x.Note]:
			renamed[x.Note] = true
			c.renamed++
		case x.Kind == Renamed && x.Note == "" && x.Section != "":
			c.sections++
		case x.Kind == Added && x.Note != "" && x.Was != "":
			c.arrived++
		case x.Kind == Moved:
			c.moved++
		case x.Kind == Reordered:
			c.reordered++
		}
	}
	return c
}

// count says how many there are of something.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
