package search_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/search"
)

// A plan is a query as a test knows it: how it is written, and which cards it means,
// worked out card by card from the words of the language's description.
type plan struct {
	query string
	means func(*search.Card, *search.Facts) bool
}

// letters are few, so that words are found, and some of them fold to others.
var (
	letters = []rune("abAB éÉß.")
	folds   = strings.NewReplacer("A", "a", "B", "b", "é", "e", "É", "e", "ß", "ss")
	runs    = regexp.MustCompile(` +`)
)

func naiveFold(s string) string {
	return strings.Trim(runs.ReplaceAllString(folds.Replace(s), " "), " ")
}

func drawText(most int) *rapid.Generator[string] {
	return rapid.StringOfN(rapid.SampledFrom(letters), 0, most, -1)
}

func drawCards(t *rapid.T) []search.Card {
	n := rapid.IntRange(0, 150).Draw(t, "cards")
	pick := rapid.SampledFrom([]string{"a", "b", "ab"})
	cards := make([]search.Card, n)
	for i := range cards {
		c := search.Card{
			ID:      deck.CardID(fmt.Sprintf("d%d/n%d#%d", i%3, i/2, i%2)),
			Deck:    deck.ID(fmt.Sprintf("d%d", i%3)),
			Section: pick.Draw(t, "section"),
			Kind:    rapid.SampledFrom([]string{"basic", "cloze"}).Draw(t, "kind"),
			Text:    rapid.SliceOfN(drawText(12), 0, 3).Draw(t, "text"),
			Tags:    rapid.SliceOfN(rapid.SampledFrom([]string{"x", "x::y", "X::z", "q"}), 0, 2).Draw(t, "tags"),
			Sources: rapid.SliceOfN(pick, 0, 2).Draw(t, "sources"),
		}
		if i%2 == 1 {
			c.Text = cards[i-1].Text // cards of one note
		}
		cards[i] = c
	}
	return cards
}

func drawFacts(t *rapid.T, n int) []search.Facts {
	facts := make([]search.Facts, n)
	for i := range facts {
		facts[i] = search.Facts{
			Phase:     memory.Phase(rapid.IntRange(0, 3).Draw(t, "phase")),
			Due:       rapid.Bool().Draw(t, "due"),
			Suspended: rapid.Bool().Draw(t, "suspended"),
			Flag:      rapid.IntRange(0, 7).Draw(t, "flag"),
			Tags:      rapid.SliceOfN(rapid.SampledFrom([]string{"x", "own"}), 0, 1).Draw(t, "own"),
			Reps:      rapid.IntRange(0, 3).Draw(t, "reps"),
			RatedAgo:  rapid.IntRange(-1, 3).Draw(t, "rated"),
			Stability: rapid.SampledFrom([]float64{0, 1.25, 2.5, 30}).Draw(t, "stability"),
		}
	}
	return facts
}

// drawPlan draws a query of at most so many levels.
func drawPlan(t *rapid.T, depth int) plan {
	if depth == 0 || rapid.IntRange(0, 2).Draw(t, "leaf") == 0 {
		return drawTerm(t)
	}
	a, b := drawPlan(t, depth-1), drawPlan(t, depth-1)
	switch rapid.IntRange(0, 2).Draw(t, "join") {
	case 0:
		return plan{"(" + a.query + " or " + b.query + ")", func(c *search.Card, f *search.Facts) bool { return a.means(c, f) || b.means(c, f) }}
	case 1:
		return plan{"-(" + a.query + ")", func(c *search.Card, f *search.Facts) bool { return !a.means(c, f) }}
	default:
		and := rapid.SampledFrom([]string{" ", " and "}).Draw(t, "and")
		return plan{"(" + a.query + and + b.query + ")", func(c *search.Card, f *search.Facts) bool { return a.means(c, f) && b.means(c, f) }}
	}
}

func drawTerm(t *rapid.T) plan {
	fact := func(query string, means func(*search.Facts) bool) plan {
		return plan{query, func(_ *search.Card, f *search.Facts) bool { return means(f) }}
	}
	switch rapid.IntRange(0, 9).Draw(t, "term") {
	case 0:
		n := rapid.IntRange(1, 4).Draw(t, "days")
		return fact(fmt.Sprintf("rated:%d", n), func(f *search.Facts) bool { return f.RatedAgo >= 0 && f.RatedAgo < n })
	case 1:
		return fact("is:due", func(f *search.Facts) bool { return f.Due })
	case 2:
		n := rapid.IntRange(0, 7).Draw(t, "flag")
		return fact(fmt.Sprintf("flag:%d", n), func(f *search.Facts) bool { return f.Flag == n })
	case 3:
		return fact("prop:s>1.3", func(f *search.Facts) bool { return f.Stability > 1.3 })
	case 4:
		tag := rapid.SampledFrom([]string{"x", "x::y", "own", "z"}).Draw(t, "tag")
		return plan{"tag:" + tag, func(c *search.Card, f *search.Facts) bool {
			return slices.ContainsFunc(append(slices.Clone(c.Tags), f.Tags...), func(have string) bool {
				return strings.ToLower(have) == tag || strings.HasPrefix(strings.ToLower(have), tag+"::")
			})
		}}
	case 5:
		return plan{"kind:cloze", func(c *search.Card, _ *search.Facts) bool { return c.Kind == "cloze" }}
	case 6:
		return plan{"source:ab", func(c *search.Card, _ *search.Facts) bool { return slices.Contains(c.Sources, "ab") }}
	case 7:
		return plan{"deck:d1", func(c *search.Card, _ *search.Facts) bool { return c.Deck == "d1" }}
	default:
		return drawWords(t)
	}
}

// drawWords draws a text to be looked for, with wildcards or as an expression.
func drawWords(t *rapid.T) plan {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("abAé. ")), 1, 4, -1).Filter(func(s string) bool { return strings.TrimSpace(s) != "" }).Draw(t, "words")
	query, expression := `"`+text+`"`, regexp.QuoteMeta(naiveFold(text))
	switch rapid.IntRange(0, 4).Draw(t, "how") {
	case 0:
		more := rapid.StringOfN(rapid.SampledFrom([]rune("ab_*")), 1, 4, -1).Draw(t, "wild")
		query = `"` + strings.TrimLeft(text, " ") + more + `"`
		expression = strings.NewReplacer("_", ".", "*", ".*").Replace(regexp.QuoteMeta(strings.TrimLeft(runs.ReplaceAllString(folds.Replace(text), " "), " ") + more))
		expression = strings.ReplaceAll(expression, `\.*`, ".*")
	case 1:
		word := rapid.SampledFrom([]string{"a", "b", "ab", "ba", "e", "ab.", ". a", "a*", "*b", "_b"}).Draw(t, "word")
		query = `w:"` + word + `"`
		expression = strings.NewReplacer("_", "[a-z]", `\*`, "[a-z]*").Replace(regexp.QuoteMeta(word))
		expression = "(^|[^a-z])" + expression + "($|[^a-z])"
	case 2:
		part := rapid.SampledFrom([]string{"ab", "a+b", "(a|b)b", "^a", "b$", "[ab]e", "a.b", "(ab)?e", "(ab){1,2}e"}).Draw(t, "expression")
		query, expression = `re:"`+part+`"`, part
	}
	re := regexp.MustCompile("(?s)" + expression)
	return plan{query, func(c *search.Card, _ *search.Facts) bool {
		return slices.ContainsFunc(c.Text, func(part string) bool { return re.MatchString(naiveFold(part)) })
	}}
}

func TestFindAgreesWithANaiveEvaluation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cards := drawCards(t)
		facts := drawFacts(t, len(cards))
		x := search.NewIndex(cards)
		for range rapid.IntRange(1, 8).Draw(t, "queries") {
			p := drawPlan(t, 3)
			q, err := search.Parse(p.query)
			if err != nil {
				t.Fatalf("Parse(%q): %v", p.query, err)
			}
			want := []int{}
			for i := range cards {
				if p.means(&cards[i], &facts[i]) {
					want = append(want, i)
				}
			}
			if got := x.Find(q, func(i int) search.Facts { return facts[i] }); !slices.Equal(got, want) {
				t.Fatalf("%s finds %v, want %v", p.query, got, want)
			}
		}
	})
}

// What is typed finds the same whatever case and accents it is typed in.
func TestCaseAndAccentsDoNotMatter(t *testing.T) {
	const text = "Ångström, ÉCOLE, Ünïcödé ẞ ŁÓDŹ Ǽ ﬁne ½ Ⅷ ΣΊΣΥΦΟΣ Ёлка が 한글 İstanbul"
	x := search.NewIndex([]search.Card{{Text: []string{text}}})
	for _, word := range append(strings.Fields(text), "angstrom", "ecole", "unicode", "ss", "lodz", "ae", "fine", "viii", "σισυφος", "елка", "か", "istanbul", "한") {
		for _, typed := range []string{word, strings.ToLower(word), strings.ToUpper(word)} {
			q, err := search.Parse(typed)
			if err != nil {
				t.Fatal(err)
			}
			if len(x.Find(q, nil)) != 1 {
				t.Errorf("%q is not found in %q", typed, text)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, query := range []string{
		"", "trust", `"brand trust" -x or (y z)`, "tag:a::b deck:*x_y", "prop:s<10 prop:due=-1 prop:r>=90%", "rated:7:1 added:2",
		`re:a(b|c)\d+ w:x*`, `\* \" \:`, "((", "))", "-", "--a", "a:b:c", "“x”", "re:[", "\xff", "é\u0301", "id:a,b,*", `"`, `\`,
	} {
		f.Add(query)
	}
	x := search.NewIndex(shelf)
	f.Fuzz(func(t *testing.T, query string) {
		q, err := search.Parse(query)
		if err != nil {
			var problem *search.Problem
			if !errors.As(err, &problem) {
				t.Fatalf("Parse(%q) = %T", query, err)
			}
			if n := utf8.RuneCountInString(query); problem.At < 0 || problem.Length < 0 || problem.At+problem.Length > n || problem.Message == "" {
				t.Fatalf("Parse(%q) = %+v, beyond its %d runes", query, problem, n)
			}
		}
		all := x.Find(q, facts)
		if !slices.IsSorted(all) {
			t.Fatalf("%q finds %v, not in order", query, all)
		}
		// What it does not mean is the rest.
		if q.Empty() || err != nil {
			return
		}
		no, err := search.Parse("-(" + query + ")")
		if err != nil {
			return // too long or too deep by now
		}
		if rest := x.Find(no, facts); len(rest)+len(all) != x.Len() {
			t.Fatalf("%q finds %v, and -(%q) %v", query, all, query, rest)
		}
	})
}
