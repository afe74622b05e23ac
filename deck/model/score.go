package model

import (
	"slices"
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

// face changes one element of an overlay.
func (o Overlay) face(id string, change func(f *Face)) {
	f := o[id]
	change(&f)
	o[id] = f
}

func (o Overlay) mark(id string, mark Mark) { o.face(id, func(f *Face) { f.Mark = mark }) }

func (a Ask) scoreChosen(s *Score, chosen string) {
	right := chosen != "" && slices.Contains(a.key.right, chosen)
	if right {
		s.Share = 1
	}
	if a.key.subject == "" {
		// The options are elements, if anything.
		switch {
		case right:
			s.Overlay.markElement(a.Task.Model, chosen, Hit)
		case len(a.key.right) > 0:
			s.Overlay.markElement(a.Task.Model, a.key.right[0], Miss)
			if a.offers(chosen) {
				s.Overlay.markElement(a.Task.Model, chosen, Wrong)
			}
		}
		return
	}
	s.Overlay.face(a.key.subject, func(f *Face) {
		switch {
		case right:
			f.Mark = Hit
		case !a.offers(chosen):
			f.Mark = Miss
		default:
			f.Mark, f.Right = Wrong, a.key.words
			if a.Task.Kind == SignTask {
				f.Sign = Sign(chosen)
			}
		}
		if a.Task.Kind == LoopTask {
			f.Right = "" // a whole sentence, which is in the explanation
		}
	})
}

// offers reports whether an option was there to be chosen.
func (a Ask) offers(id string) bool {
	return slices.ContainsFunc(a.Options, func(o Option) bool { return o.ID == id })
}

// markElement marks what is an element; "not known", for instance, is none.
func (o Overlay) markElement(m *Model, id string, mark Mark) {
	if _, ok := m.Element(id); ok {
		o.mark(id, mark)
	}
}

func (a Ask) scoreTapped(s *Score, tapped []string) {
	s.Steps = make([]bool, len(a.Steps))
	sum := 0.0
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
			continue
		}
		if a.Task.Kind == PlaceTask && halfRight(right, given) {
			sum += 0.5
		}
		// A cell may be right at one step and wrong at another; what is right is kept.
		if s.Overlay[right[0]].Mark != Hit {
			s.Overlay.mark(right[0], Miss)
		}
		if given != "" && s.Overlay[given].Mark == Unmarked {
			s.Overlay.mark(given, Wrong)
		}
	}
	if len(a.key.steps) > 0 {
		s.Share = sum / float64(len(a.key.steps))
	}
}

// halfRight reports whether a cell is in the stage or in the lane of a right one.
func halfRight(right []string, given string) bool {
	stage, lane, ok := strings.Cut(given, "/")
	return ok && lane != "" && slices.ContainsFunc(right, func(id string) bool {
		a, b, _ := strings.Cut(id, "/")
		return a == stage || b == lane
	})
}

// maxName is how much of a typed name is read, in bytes. Nobody types more.
const maxName = 400

// recognise returns which of the wanted things a typed name may be. A name without a slip
// goes before one with slips, and what names another part of the model exactly is never
// taken for a slip.
func (a Ask) recognise(text string) []int {
	if len(text) > maxName || strings.TrimSpace(text) == "" {
		return nil
	}
	var best []int
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
	if a.key.subject == "" {
		return
	}
	s.Overlay.face(a.key.subject, func(f *Face) {
		typed := strings.Join(strings.Fields(text), " ")
		switch {
		case right:
			f.Mark = Hit
		case typed == "" || len(typed) > maxName:
			f.Mark = Miss
		default:
			f.Mark, f.Label, f.Right = Wrong, shortened(typed), a.key.words
		}
	})
}

// shortened returns as much of a typed text as a box has room for.
func shortened(text string) string {
	const room = 40
	if r := []rune(text); len(r) > room {
		return string(r[:room-1]) + "…"
	}
	return text
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
		mark := Miss
		if by[k] >= 0 {
			mark, s.Steps[by[k]] = Hit, true
		}
		s.Overlay.mark(id, mark)
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
			s.Overlay.mark(a.key.wanted[place], Miss)
			continue
		}
		used[order[place]] = true
		// Stages with the same name can stand for each other.
		if s.Steps[place] = a.Items[order[place]] == a.Items[i]; s.Steps[place] {
			right++
			s.Overlay.mark(a.key.wanted[place], Hit)
			continue
		}
		s.Overlay.face(a.key.wanted[place], func(f *Face) {
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
	s.Explanation = strings.Join(c.Lines, "\n")
	s.Drawing, s.Overlay = c.Drawing, c.Overlay
	return s
}
