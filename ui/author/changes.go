package author

import (
	"fmt"

	"fyne.io/fyne/v2"

	"touchpoint/deck/diff"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// mostChanges is how many changes are listed one by one.
const mostChanges = 60

// changesOf says in words what students will see.
func changesOf(d diff.Diff) fyne.CanvasObject {
	ink := page.Style{Size: theme.Body, Color: theme.Ink}
	if d.Empty() {
		return page.NewLine("Nothing that students would see.", ink)
	}
	var list []fyne.CanvasObject
	for _, sentence := range d.Summary() {
		list = append(list, page.NewLine(sentence, ink))
	}
	if len(d.Doubts) > 0 {
		list = append(list, page.Hairline(), page.NewLine("Look at this again", page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}), linesOf(d.Doubts))
	}
	for i := range d.Changes {
		if i == mostChanges {
			list = append(list, caption(fmt.Sprintf("and %d more", len(d.Changes)-i)))
			break
		}
		c := &d.Changes[i]
		list = append(list, page.Hairline(),
			page.Column(theme.Gap4,
				page.NewLine(changeWord(c.Kind)+": "+c.Title, page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}),
				linesOf(c.Lines)))
	}
	return page.Column(theme.Gap8, list...)
}

func linesOf(lines []string) fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, l := range lines {
		list = append(list, page.NewLine(l, page.Style{Size: theme.Body, Color: theme.Muted}))
	}
	return page.Column(theme.Gap4, list...)
}

// changeWord is what a kind of change is called.
func changeWord(k diff.Kind) string {
	switch k {
	case diff.Added:
		return "New"
	case diff.Reworded:
		return "Reworded"
	case diff.Renamed:
		return "Renamed"
	case diff.Moved:
		return "Moved"
	case diff.Rekinded:
		return "Asked otherwise"
	case diff.Reordered:
		return "In another order"
	case diff.Removed:
		return "Removed"
	}
	return "Changed"
}
