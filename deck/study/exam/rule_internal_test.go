package exam

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
)

// A scenario is a learner some days before an exam.
type scenario struct {
	cards, days, minutes int     // minutes a day
	begun                float64 // share of the cards that have been begun
	other                bool    // the learner's memory is not the one that the plan takes it to be
}

func (s scenario) String() string {
	name := fmt.Sprintf("%d cards, %d begun, %d days of %d min", s.cards, int(s.begun*float64(s.cards)), s.days, s.minutes)
	if s.other {
		name += ", other weights"
	}
	return name
}

// otherWeights are those of a learner who is not the average one: first answers hold longer,
// and what is forgotten is forgotten faster.
var otherWeights = memory.Weights{
	0.35, 1.05, 3.4, 14.2, 6.9, 0.62, 2.35, 0.02, 1.55, 0.22, 1.15, 1.62, 0.095, 0.31, 1.35, 0.42, 2.25, 0.72, 0.16, 0.12, 0.29,
}

// ample reports whether there is time to learn every card and to ask it twice more.
func (s scenario) ample() bool {
	const learned = 75 // seconds
	return float64(s.days*s.minutes*60) >= learned*float64(s.cards)
}

func (s scenario) truth() *memory.Model {
	if s.other {
		return memory.NewModel(otherWeights, false)
	}
	return memory.NewModel(memory.DefaultWeights(), false)
}

// config returns the scenario with cards whose states are drawn.
func (s scenario) config(seed uint64) Config {
	r := rand.New(rand.NewPCG(seed, 1))
	c := Config{
		Model:           memory.NewModel(memory.DefaultWeights(), false),
		Retention:       0.9,
		LearningSteps:   2,
		RelearningSteps: 1,
		MaximumInterval: memory.MaxStability,
		Costs:           workload.DefaultCosts(),
		Today:           20000,
		On:              20000 + memory.Day(s.days),
		Minutes:         slices.Repeat([]float64{float64(s.minutes)}, s.days),
		Cards:           make([]Card, s.cards),
		Parts:           1,
		Target:          1,
	}
	for i := range c.Cards {
		card := Card{New: true, Note: int32(i)}
		if float64(i) < s.begun*float64(s.cards) {
			card.New = false
			card.State = memory.State{Stability: math.Exp(2.5 + 1.2*r.NormFloat64()), Difficulty: 1 + 9*r.Float64()}
			card.Last = c.Today - memory.Day(1+r.IntN(int(card.State.Stability)+10))
			card.Due = card.Last + memory.Day(max(1, math.Round(card.State.Stability)))
		}
		c.Cards[i] = card
	}
	return c
}

// A way is a way to spend the minutes of one day.
type way func(l *learner, c *Config, day int)

// byPlan makes the plan anew on every day, as the program does, and again when it is done
// and time is left. It asks what the plan says while there is time: a learner who is slower
// than foretold gets no more of it than others.
func byPlan(l *learner, c *Config, day int) {
	l.begin(60 * c.Minutes[day])
	for l.byPlan(c, day) {
	}
}

// byPlan does what a plan asks for, with what is left of the minutes of the day, and reports
// whether another one is to be made.
func (l *learner) byPlan(c *Config, day int) (again bool) {
	now := *c
	now.Today += memory.Day(day)
	now.Minutes = slices.Clone(c.Minutes[day:])
	now.Minutes[0] = l.purse / 60
	now.Spent = c.Minutes[day] - now.Minutes[0]
	now.Cards = make([]Card, len(l.cards))
	for i := range l.cards {
		now.Cards[i] = l.cards[i].Card
	}
	m, err := newMarket(context.Background(), &now, now.On.Since(now.Today))
	if err != nil {
		panic(err)
	}
	p := Plan{Nothing: now.nothing()}
	share, err := m.aim(&now, &p, &work{ctx: context.Background()})
	if err != nil {
		panic(err)
	}
	p.Today, _ = m.today(&now, m.there(0, share))
	for _, i := range p.Today {
		if l.purse <= 0 {
			return false
		}
		l.ask(int(i), now.Today)
	}
	return p.Leaves(l.purse)
}

// byFSRS is ordinary scheduling: what is due, then new cards, then what is not due yet, so
// that it uses the minutes as the others do.
func byFSRS(l *learner, c *Config, day int) {
	today := c.Today + memory.Day(day)
	l.begin(60 * c.Minutes[day])
	l.studyOrdinary(today)
	l.weakest(today, false)
}

// byCramming asks what is remembered worst, and new cards before all. As with the others no
// card is asked again on a day after its steps are over: by the model it would win next to
// nothing.
func byCramming(l *learner, c *Config, day int) {
	l.begin(60 * c.Minutes[day])
	l.weakest(c.Today+memory.Day(day), true)
}

// weakest asks cards that have not been asked today, the worst remembered first, while
// there is time.
func (l *learner) weakest(today memory.Day, unseen bool) {
	var rest []ranked
	for i := range l.cards {
		switch card := &l.cards[i]; {
		case card.New && unseen:
			rest = append(rest, ranked{i, 0})
		case !card.New && card.Last < today:
			rest = append(rest, ranked{i, l.belief.Recall(card.State, float64(today.Since(card.Last)))})
		}
	}
	slices.SortStableFunc(rest, func(a, b ranked) int { return cmp.Compare(a.recall, b.recall) })
	for _, r := range rest {
		if l.purse <= 0 {
			return
		}
		l.ask(r.card, today)
	}
}

// A result is what came of playing a scenario.
type result struct {
	recall float64 // on the day
	later  float64 // thirty days after it, if nothing more is done
	spent  float64 // minutes
}

func play(c Config, truth *memory.Model, seed uint64, w way) result {
	l := newLearner(&c, truth, seed)
	if truth.First(memory.Good) != c.Model.First(memory.Good) {
		l.differ(&c)
	}
	for day := range c.Minutes {
		if c.Minutes[day] > 0 {
			w(l, &c, day)
		}
	}
	recall := func(on memory.Day) float64 {
		sum := make([]float64, len(c.Cards))
		l.recalls(on, sum)
		return c.sum(sum).Recall
	}
	return result{recall(c.On), recall(c.On + 30), l.spent / 60}
}

// differ makes the learner one that the planner is wrong about in everything: cards are held
// better or worse than their states say, and answers and steps take longer, the more so the
// worse they are.
func (l *learner) differ(c *Config) {
	r := rand.New(rand.NewPCG(uint64(len(c.Cards)), 7))
	for i := range l.cards {
		l.cards[i].truth.Stability *= math.Exp(0.5 * r.NormFloat64())
	}
	for rating, more := range [4]float64{1.4, 1.3, 1.15, 1.1} {
		l.costs.Learning[rating] *= more
		l.costs.Review[rating] *= more
		l.costs.Relearning[rating] *= more
	}
}

// crammed moves all minutes to the last days: a tenth of them, but two at least, and as
// many as it takes not to study for more than eight hours a day.
func crammed(c Config) Config {
	total := 0.0
	for _, minutes := range c.Minutes {
		total += minutes
	}
	days := min(max(2, len(c.Minutes)/10, int(math.Ceil(total/(8*60)))), len(c.Minutes))
	c.Minutes = make([]float64, len(c.Minutes))
	for i := range days {
		c.Minutes[len(c.Minutes)-1-i] = total / float64(days)
	}
	return c
}

// bound returns what no way to spend the minutes can do better than, but for what the grid
// leaves out: all cards choose what is best for them, with no thought of what there is, and
// what they would pay for all minutes comes on top.
func bound(c Config) float64 {
	m, err := newMarket(context.Background(), &c, c.On.Since(c.Today))
	if err != nil {
		panic(err)
	}
	if _, err := m.aim(&c, &Plan{Nothing: c.nothing()}, &work{ctx: context.Background()}); err != nil {
		panic(err)
	}
	m.heat = 1e-9
	m.choose()
	sum := 0.0
	for day, price := range m.price {
		sum += price * m.seconds[day]
	}
	for i := range m.cards {
		p := &m.cards[i]
		best := p.still
		for o, day := range p.days {
			if c.Cards[i].New || day == 0 && p.notToday {
				continue
			}
			best = max(best, p.landings[o].worth(&m.worth[day])-m.price[day]*float64(p.landings[o].seconds))
		}
		sum += best
	}
	best := 0.0
	for day, seconds := range m.seconds {
		if seconds > 0 {
			best = max(best, m.fresh.worth(&m.worth[day])-m.price[day]*float64(m.fresh.seconds))
		}
	}
	return min((sum+best*m.newCards)/float64(len(c.Cards)), 1)
}

// late leaves out all but the last quarter of the days, three at least.
func late(c Config) Config {
	c.Minutes = slices.Clone(c.Minutes)
	clear(c.Minutes[:max(0, len(c.Minutes)-max(3, len(c.Minutes)/4))])
	return c
}

// tuned are the retentions among which plain FSRS is given the best one in hindsight.
var tuned = []float64{0.7, 0.8, 0.95}

// A row is one scenario played in all ways, by run.
type row struct {
	forecast                                  float64 // that the plan makes on the first day, mean
	bound                                     float64 // mean
	plan, fsrs, best, late, planCrammed, cram []result
}

func (s scenario) play(runs int) row {
	r := row{}
	truth := s.truth()
	hindsight := make([][]result, len(tuned))
	for run := range runs {
		seed := uint64(run)
		c := s.config(seed)
		p, err := Make(context.Background(), c, nil)
		if err != nil {
			panic(err)
		}
		r.forecast += p.Followed.Recall / float64(runs)
		r.plan = append(r.plan, play(c, truth, seed, byPlan))
		r.fsrs = append(r.fsrs, play(c, truth, seed, byFSRS))
		r.late = append(r.late, play(late(c), truth, seed, byCramming))
		r.bound += bound(c) / float64(runs)
		r.cram = append(r.cram, play(crammed(c), truth, seed, byCramming))
		r.planCrammed = append(r.planCrammed, play(crammed(c), truth, seed, byPlan))
		for i, retention := range tuned {
			c.Retention = retention
			hindsight[i] = append(hindsight[i], play(c, truth, seed, byFSRS))
		}
	}
	r.best = r.fsrs
	for _, h := range hindsight {
		if mean(h).recall > mean(r.best).recall {
			r.best = h
		}
	}
	return r
}

func mean(all []result) result {
	var m result
	for _, r := range all {
		m.recall += r.recall / float64(len(all))
		m.later += r.later / float64(len(all))
		m.spent += r.spent / float64(len(all))
	}
	return m
}

// lead returns by how much recall on the day of one way is above that of another, and the
// standard error of that: both ways are played with the same cards.
func lead(a, b []result) (mean, err float64) {
	n := float64(len(a))
	for i := range a {
		mean += (a[i].recall - b[i].recall) / n
	}
	for i := range a {
		d := a[i].recall - b[i].recall - mean
		err += d * d
	}
	if n < 2 {
		return mean, 0
	}
	return mean, math.Sqrt(err / (n - 1) / n)
}

// At the same minutes on the same days the rule is better than plain FSRS, even of the best
// retention in hindsight, and than a late start; also for a learner whose memory is
// another. If all minutes are moved to the last days there is little to choose, and it is
// not below asking the weakest first. Cramming of that kind is beaten on the day where
// there is time enough for all cards, and a month later also where there is not. Where
// all ways lead to nearly the same, chance may put the plan a little below.
func TestRule(t *testing.T) {
	const runs, tie = 6, 0.012
	var total row
	list := []scenario{
		{cards: 100, days: 10, minutes: 8},
		{cards: 120, days: 14, minutes: 6, begun: 0.4},
		{cards: 120, days: 14, minutes: 6, begun: 0.4, other: true},
		{cards: 120, days: 20, minutes: 12},
	}
	if testing.Short() {
		list = list[:1] // the others are played in the run without the race detector
	}
	for _, s := range list {
		r := s.play(runs)
		t.Logf("%v: foretold %.3f, bound %.3f, plan %.3f, FSRS %.3f, its best %.3f, late %.3f; crammed: plan %.3f, weakest first %.3f", s, r.forecast, r.bound,
			mean(r.plan).recall, mean(r.fsrs).recall, mean(r.best).recall, mean(r.late).recall, mean(r.planCrammed).recall, mean(r.cram).recall)
		for name, other := range map[string][]result{"plain FSRS": r.fsrs, "plain FSRS of the best retention": r.best, "a late start": r.late} {
			if by, _ := lead(r.plan, other); by < -tie {
				t.Errorf("%v: the plan is %.3f below %s", s, -by, name)
			}
		}
		if by, _ := lead(r.planCrammed, r.cram); by < -tie {
			t.Errorf("%v: with the minutes of a crammer the plan is %.3f below the weakest first", s, -by)
		}
		if by, _ := lead(r.plan, r.cram); s.ample() && by <= 0 {
			t.Errorf("%v: there is time, and yet the plan is %.3f below cramming", s, -by)
		}
		if mean(r.plan).spent > 1.03*float64(s.days*s.minutes) {
			t.Errorf("%v: the plan took %.0f minutes of %d", s, mean(r.plan).spent, s.days*s.minutes)
		}
		if off := r.forecast - mean(r.plan).recall; !s.other && math.Abs(off) > 0.03 {
			t.Errorf("%v: the plan foretold %.3f, and %.3f came of it", s, r.forecast, mean(r.plan).recall)
		}
		if !s.other && r.bound < r.forecast-0.01 {
			t.Errorf("%v: the plan foretells %.3f, more than the bound of %.3f", s, r.forecast, r.bound)
		}
		total.plan, total.fsrs = append(total.plan, r.plan...), append(total.fsrs, r.fsrs...)
		total.best, total.late = append(total.best, r.best...), append(total.late, r.late...)
		total.planCrammed, total.cram = append(total.planCrammed, r.planCrammed...), append(total.cram, r.cram...)
	}
	if testing.Short() {
		return // one of them is no mean
	}
	for name, by := range map[string]float64{
		"plain FSRS":                       first(lead(total.plan, total.fsrs)),
		"plain FSRS of the best retention": first(lead(total.plan, total.best)),
		"a late start":                     first(lead(total.plan, total.late)),
		"cramming, a month later":          mean(total.plan).later - mean(total.cram).later,
	} {
		t.Logf("in the mean %+.4f above %s", by, name)
		if by < 0 {
			t.Errorf("in the mean the plan is %.3f below %s", -by, name)
		}
	}
}

func first(x, _ float64) float64 { return x }

// A target is met by making the plan anew every day, with fewer minutes than there are.
func TestTarget(t *testing.T) {
	s := scenario{cards: 100, days: 14, minutes: 25, begun: 0.4}
	targets := []float64{0.8, 0.9}
	if testing.Short() {
		targets = targets[1:]
	}
	for _, target := range targets {
		var all []result
		for seed := range uint64(6) {
			c := s.config(seed)
			c.Target = target
			all = append(all, play(c, c.Model, seed, byPlan))
		}
		got := mean(all)
		t.Logf("target %.2f: %.3f in %.0f minutes", target, got.recall, got.spent)
		if got.recall < target-0.005 || got.recall > target+0.04 {
			t.Errorf("a target of %.2f leads to %.3f", target, got.recall)
		}
		if got.spent > 0.75*float64(s.days*s.minutes) {
			t.Errorf("a target of %.2f takes %.0f minutes of %d", target, got.spent, s.days*s.minutes)
		}
	}
}

// scenarios are those of the table.
var scenarios = []struct {
	scenario
	runs int
}{
	{scenario{200, 14, 10, 0, false}, 12},
	{scenario{200, 14, 30, 0, false}, 8},
	{scenario{200, 30, 10, 0.5, false}, 8},
	{scenario{600, 14, 30, 0.5, false}, 6},
	{scenario{600, 30, 10, 0.5, false}, 6},
	{scenario{600, 30, 30, 0, false}, 6},
	{scenario{600, 30, 30, 0, true}, 6},
	{scenario{2000, 14, 60, 0.5, false}, 4},
	{scenario{2000, 30, 60, 0.5, false}, 3},
	{scenario{2000, 30, 60, 0.5, true}, 3},
	{scenario{200, 90, 10, 0, false}, 3},
	{scenario{600, 90, 10, 0.3, false}, 3},
	{scenario{600, 90, 10, 0.3, true}, 3},
	{scenario{2000, 90, 30, 0.3, false}, 2},
	{scenario{2000, 90, 60, 0, false}, 2},
}

// BenchmarkExamRule plays scenarios through and prints what came of them: recall on the day
// of the exam, by way to spend the minutes, with the standard error of the plan's lead.
// It takes minutes; run it with -benchtime 1x.
func BenchmarkExamRule(b *testing.B) {
	for b.Loop() {
		fmt.Println(`
Recall on the day of the exam, in the mean of what was played, by way to spend the minutes.
foretold, bound   what the plan says on its first day; what no way can do better than, by the planner's model
PLAN              made anew every day
FSRS, best R      what is due, then new cards, then ahead, at a retention of 0.9; at the best of four in hindsight
late              only the last quarter of the days, weakest first
cram              all the same minutes, but in the last tenth of the days (two at least), weakest first
PLAN crammed      the plan, given the minutes of the crammer
lead              of the plan on what stands before it, with its standard error`)
		w := tabwriter.NewWriter(os.Stdout, 12, 0, 2, ' ', 0)
		fmt.Fprintln(w, strings.Join([]string{
			"scenario", "foretold", "bound", "PLAN", "FSRS", "lead", "best R", "lead", "late", "cram", "lead", "| PLAN crammed", "lead",
			"| min plan/FSRS/cram", "30 days on: plan/FSRS/cram",
		}, "\t"))
		for _, s := range scenarios {
			r := s.play(s.runs)
			plan, fsrs, cram := mean(r.plan), mean(r.fsrs), mean(r.cram)
			fmt.Fprintf(w, "%v\t%.3f\t%.3f\t%.3f\t%.3f\t%s\t%.3f\t%s\t%.3f\t%.3f\t%s\t| %.3f\t%s\t| %.0f/%.0f/%.0f\t%.3f/%.3f/%.3f\n", s.scenario,
				r.forecast, r.bound, plan.recall, fsrs.recall, leads(r.plan, r.fsrs), mean(r.best).recall, leads(r.plan, r.best), mean(r.late).recall,
				cram.recall, leads(r.plan, r.cram), mean(r.planCrammed).recall, leads(r.planCrammed, r.cram), plan.spent, fsrs.spent, cram.spent, plan.later, fsrs.later, cram.later)
			if err := w.Flush(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func leads(a, b []result) string {
	by, err := lead(a, b)
	return fmt.Sprintf("%+.3f ±%.3f", by, err)
}

func BenchmarkMake(b *testing.B) {
	for _, s := range []scenario{
		{200, 30, 30, 0.5, false}, {2000, 90, 60, 0.5, false}, {2000, 90, 10, 0.2, false}, {2000, 365, 30, 0.3, false}, {2000, MaxDays, 20, 0.3, false},
	} {
		for _, target := range []float64{0.9, 1} {
			b.Run(fmt.Sprintf("%d cards, %d days of %d min, target %.2f", s.cards, s.days, s.minutes, target), func(b *testing.B) {
				c := s.config(1)
				c.Target = target
				for b.Loop() {
					if _, err := Make(context.Background(), c, nil); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
