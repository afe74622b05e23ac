package model

import (
	"slices"
	"strconv"
	"strings"

	"touchpoint/deck/spelling"
)

// Score says how right an answer is, and why:
//
//	choose  the right option                                    1, else 0
//	tap     the share of the steps with a right target;
//	        a cell in the right stage or lane alone is half
//	type    the name, case, accents, articles, plurals and
//	        slips in long words aside                           1, else 0
//	list    the names that are right, each counted once, of
//	        those wanted and those given too much
//	sort    the share of the items in their places
//	build   what Rebuild.Check says
//
// An answer is correct when its share is 1. An empty answer scores 0.
func (a Ask) Score(ans Answer) Score {
	s := Score{Right: a.key.words, Explanation: a.key.why, Sources: slices.Clone(a.key.sources)}
	if a.Task.Model == nil {
		return s
	}
	if a.Way == Build {
		return a.scoreBuilt(ans.Built)
	}
	s.Overlay = join(a.key.shown)
	switch a.Way {
	case Choose:
		a.scoreChosen(&s, ans.Chosen)
	case Tap:
		a.scoreTapped(&s, ans.Tapped)
	case Type:
		a.scoreTyped(&s, ans.Text)
	case List:
		a.scoreList(&s, ans.Names)
	case Sort:
		a.scoreOrder(&s, ans.Order)
	case Build:
	}
	s.Correct = s.Share == 1
	if s.Drawing = a.Drawing; s.Drawing == nil {
		s.Drawing = Draw(a.Task.Model, DrawOptions{})
	}
	return s
}

func (o Overlay) mark(id string, mark Mark) { touch(o, id, func(f *Face) { f.Mark = mark }) }

// rightAnswer is the tag of what should have been answered.
const rightAnswer = "right answer"

// solve shows what should have been answered: it is there, and stands out. That something
// is missing is said of a rebuild only.
func (o Overlay) solve(id, tag string) {
	touch(o, id, func(f *Face) {
		f.Lit = true
		if f.Tag == "" {
			f.Tag = tag
		}
	})
}

func (a Ask) scoreChosen(s *Score, chosen string) {
	right := chosen != "" && slices.Contains(a.key.right, chosen)
	if right {
		s.Share = 1
	}
	for _, id := range a.key.subjects {
		s.Overlay.answer(id, right)
	}
	if len(a.key.subjects) > 0 || len(a.key.right) == 0 {
		return
	}
	// The options are elements, if anything.
	is := func(id string) bool { _, ok := a.Task.Model.Element(id); return ok }
	switch {
	case right && is(chosen):
		s.Overlay.mark(chosen, Hit)
	case right:
	default:
		if is(a.key.right[0]) {
			s.Overlay.solve(a.key.right[0], rightAnswer)
		}
		if a.offers(chosen) && is(chosen) {
			s.Overlay.mark(chosen, Wrong)
		}
	}
}

// answer shows what was asked about as it is.
func (o Overlay) answer(id string, right bool) {
	if right {
		o.mark(id, Hit)
	} else {
		o.solve(id, rightAnswer)
	}
}

// offers reports whether an option was there to be chosen.
func (a Ask) offers(id string) bool {
	return slices.ContainsFunc(a.Options, func(o Option) bool { return o.ID == id })
}

func (a Ask) scoreTapped(s *Score, tapped []string) {
	s.Steps = make([]bool, len(a.Steps))
	sum := 0.0
	var wrong []string
	for i, right := range a.key.steps {
		if i >= len(s.Steps) || len(right) == 0 {
			break
		}
		given := ""
		if i < len(tapped) && slices.Contains(a.Steps[i].Targets, tapped[i]) {
			given = tapped[i]
		}
		if s.Steps[i] = slices.Contains(right, given); s.Steps[i] {
			sum++
			s.Overlay.mark(given, Hit)
			a.number(s.Overlay, given, i)
			continue
		}
		if a.Task.Kind == PlaceTask && halfRight(a.Steps[i].Targets, right, given) {
			sum += 0.5
		}
		touch(s.Overlay, right[0], func(f *Face) { f.Lit = f.Mark != Hit })
		if !a.number(s.Overlay, right[0], i) {
			s.Overlay.solve(right[0], rightAnswer)
		}
		wrong = append(wrong, given)
	}
	for _, id := range wrong {
		// A cell may be right at one step and wrong at another; what is right is kept.
		if f := s.Overlay[id]; id != "" && f.Mark == Unmarked && f.Tag == "" {
			s.Overlay.mark(id, Wrong)
		}
	}
	if len(a.key.steps) > 0 {
		s.Share = sum / float64(len(a.key.steps))
	}
}

// number tags a cell with the steps of a walk at which it is right. It reports false for
// other tasks.
func (a Ask) number(o Overlay, id string, step int) bool {
	if a.Task.Kind != WalkTask {
		return false
	}
	touch(o, id, func(f *Face) {
		if f.Tag != "" {
			f.Tag += ", "
		}
		f.Tag += strconv.Itoa(step + 1)
	})
	return true
}

// halfRight reports whether a cell is in a right stage or in a right lane. A stage or lane
// is right only where others are wrong: a story that may happen in any lane has none to find.
func halfRight(all, right []string, given string) bool {
	cut := func(id string) [2]string {
		stage, lane, _ := strings.Cut(id, "/")
		return [2]string{stage, lane}
	}
	at := cut(given)
	if at[1] == "" {
		return false
	}
	for dimension := range at {
		found := map[string]bool{}
		for _, id := range right {
			found[cut(id)[dimension]] = true
		}
		decides := slices.ContainsFunc(all, func(id string) bool { return !found[cut(id)[dimension]] })
		if decides && found[at[dimension]] {
			return true
		}
	}
	return false
}

// maxName is up to how many bytes a typed name is searched for slips. Nobody types more.
const maxName = 400

// recognise returns which of the wanted things a typed name may be. A name without a slip
// goes before one with slips, and what names another part of the model exactly is never
// taken for a slip.
func (a Ask) recognise(text string) []int {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	var best []int
	if len(text) > maxName {
		for i, names := range a.key.names {
			if slices.Contains(names, text) {
				best = append(best, i)
			}
		}
		return best
	}
	fewest := 0
	for i, names := range a.key.names {
		slips, found := slipsIn(names, text)
		switch {
		case !found || len(best) > 0 && slips > fewest:
		case len(best) > 0 && slips == fewest:
			best = append(best, i)
		default:
			best, fewest = append(best[:0], i), slips
		}
	}
	if fewest > 0 {
		if slips, found := slipsIn(a.key.foreign, text); found && slips == 0 {
			return nil
		}
	}
	return best
}

// slipsIn returns the fewest slips with which a text is one of the names.
func slipsIn(names []string, text string) (fewest int, found bool) {
	for _, name := range names {
		if strings.TrimSpace(name) == "" {
			continue
		}
		if n, ok := spelling.Name(name, text); ok && (!found || n < fewest) {
			fewest, found = n, true
		}
	}
	return fewest, found
}

func (a Ask) scoreTyped(s *Score, text string) {
	right := len(a.recognise(text)) > 0
	if right {
		s.Share = 1
	}
	for _, id := range a.key.subjects {
		s.Overlay.answer(id, right)
	}
}

// mostNames is how many names of a list are read. What stands beyond is too much.
const mostNames = 100

func (a Ask) scoreList(s *Score, names []string) {
	s.Steps = make([]bool, len(names))
	by := make([]int, len(a.key.names)) // which of the given names stands for a wanted one
	for k := range by {
		by[k] = -1
	}
	given := names[:min(mostNames, len(names))]
	may := make([][]int, len(given))
	hits, extras := 0, len(names)-len(given)
	for i, name := range given {
		may[i] = a.recognise(name)
		switch {
		case strings.TrimSpace(name) == "":
		case len(may[i]) == 0:
			extras++
		case assign(i, may, by, make([]bool, len(by))):
			hits++
		}
		// What is left was given already: it counts once, and does no harm.
	}
	for k, id := range a.key.wanted {
		if by[k] < 0 {
			s.Overlay.solve(id, "not named")
			continue
		}
		s.Steps[by[k]] = true
		s.Overlay.mark(id, Hit)
	}
	if len(by) > 0 {
		s.Share = float64(hits) / float64(len(by)+extras)
	}
}

// assign finds a wanted thing for a given name that may stand for several, moving others
// where that makes room.
func assign(i int, may [][]int, by []int, tried []bool) bool {
	for _, k := range may[i] {
		if tried[k] {
			continue
		}
		tried[k] = true
		if by[k] < 0 || assign(by[k], may, by, tried) {
			by[k] = i
			return true
		}
	}
	return false
}

func (a Ask) scoreOrder(s *Score, order []int) {
	n := len(a.key.order)
	s.Steps, s.Solution = make([]bool, n), slices.Clone(a.key.order)
	used := make([]bool, n)
	right := 0
	for place, i := range a.key.order {
		if place >= len(order) || order[place] < 0 || order[place] >= n || used[order[place]] {
			s.Overlay.solve(a.key.wanted[place], rightAnswer)
			continue
		}
		used[order[place]] = true
		// Stages with the same name can stand for each other.
		if s.Steps[place] = a.Items[order[place]] == a.Items[i]; s.Steps[place] {
			right++
			s.Overlay.mark(a.key.wanted[place], Hit)
			continue
		}
		touch(s.Overlay, a.key.wanted[place], func(f *Face) {
			f.Mark, f.Label, f.Right = Wrong, a.Items[order[place]], a.Items[i]
		})
	}
	if n > 0 {
		s.Share = float64(right) / float64(n)
	}
}

// scoreBuilt scores a rebuild. That of another model is none.
func (a Ask) scoreBuilt(b *Rebuild) Score {
	s := Score{Right: a.key.words, Sources: slices.Clone(a.Task.Model.Sources)}
	if b == nil || b.m == nil || b.m.ID != a.Task.Model.ID {
		s.Drawing, s.Overlay = Draw(a.Task.Model, DrawOptions{}), Overlay{}
		return s
	}
	c := b.Check()
	s.Correct, s.Share = c.Perfect, c.Share
	s.Right = c.short()
	s.Drawing, s.Overlay = c.Drawing, c.Overlay
	return s
}

// short says how much is right and the first of what is not; the drawing has the rest.
func (c Checked) short() string {
	const most = 4 // lines that are worth reading
	lines := c.Lines
	if n := len(lines) - 1 - most; n > 0 {
		lines = append(slices.Clone(lines[:1+most]), "and "+strconv.Itoa(n)+" more, drawn above.")
	}
	return strings.Join(lines, "\n")
}
