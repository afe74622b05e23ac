package diff

import "fmt"

// Summary says in a few sentences what changes. Of two versions that do not differ it
// says that.
func (d Diff) Summary() []string {
	if d.Empty() {
		return []string{"Nothing changes."}
	}
	var list []string
	say := func(n int, one, many string) {
		switch {
		case n == 1:
			list = append(list, one)
		case n > 1:
			list = append(list, fmt.Sprintf(many, n))
		}
	}
	say(len(d.New), "1 card is new.", "%d cards are new.")
	say(d.Count(Reworded), "1 question is worded differently; progress is kept.", "%d questions are worded differently; progress is kept.")
	say(len(d.Gone), "1 card goes away; its history is archived.", "%d cards go away; their history is archived.")
	return list
}
