package search_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/search"
)

// shelf is a small library: what each card is called by in the tests is its note.
var shelf = []search.Card{
	{
		ID: "m/trust", Deck: "m", DeckTitle: "Marketing basics", Section: "The customer journey", Kind: "basic",
		Text: []string{"What is brand trust?", "Confidence in reliability and intentions"}, Tags: []string{"exam", "Core"}, Sources: []string{"chaudhuri2001"},
	},
	{
		ID: "m/gaps#1", Deck: "m", DeckTitle: "Marketing basics", Section: "The customer journey", Kind: "cloze",
		Text: []string{"Loyalty", "Loyalty is behavioural and attitudinal", "a hint"}, Tags: []string{"exam::2026::june"},
	},
	{
		ID: "m/gaps#2", Deck: "m", DeckTitle: "Marketing basics", Section: "The customer journey", Kind: "cloze",
		Text: []string{"Loyalty", "Loyalty is behavioural and attitudinal", "a hint"}, Tags: []string{"exam::2026::june"},
	},
	{
		ID: "m/cafe", Deck: "m", DeckTitle: "Marketing basics", Section: "Co-creation", Kind: "choice",
		Text: []string{"Café, naïve, Straße, Ærø and “quoted” words", "Both distrust–mistrust"}, Sources: []string{"verhoef2009", "lemon2016"},
	},
	{
		ID: "org/path#name:trust", Deck: "org", DeckTitle: "Organisation", Section: "Structure", Kind: "model",
		Text: []string{"Name the construct (100% sure): f(x)=a_b*c"},
	},
}

func facts(card int) search.Facts {
	f := search.Facts{Added: -1, Introduced: -1, RatedAgo: -1, GradedAgo: [4]int{-1, -1, -1, -1}}
	switch card {
	case 0:
		f.Phase, f.Due, f.DueIn = memory.Review, true, -2
		f.Stability, f.Difficulty, f.Recall, f.Reps, f.Lapses, f.Interval = 8.04, 5.5, 0.87, 12, 3, 9
		f.Tags, f.Remark, f.Flag = []string{"hard::really"}, "Ask about the Exam", 2
		f.Added, f.Introduced, f.RatedAgo, f.GradedAgo = 40, 30, 9, [4]int{9, -1, 30, -1}
	case 1:
		f.Phase, f.Due, f.Suspended, f.Leech = memory.Learning, true, true, true
		f.Stability, f.Difficulty, f.Recall, f.Reps, f.RatedAgo, f.Added = 0.5, 9, 0.99, 2, 0, 6
		f.GradedAgo[0] = 0
	case 2:
		f.Buried, f.Added = true, 7
	case 3:
		f.Phase, f.DueIn = memory.Relearning, 0
		f.Stability, f.Difficulty, f.Recall, f.Reps, f.Lapses, f.Interval = 30, 1, 0.9, 4, 1, 30
	}
	return f
}

// found returns the notes, with their facets, that a query means.
func found(t *testing.T, query string) string {
	t.Helper()
	q, err := search.Parse(query)
	var problem *search.Problem
	if err != nil && !errors.As(err, &problem) {
		t.Fatalf("Parse(%q) = %T, want a *Problem", query, err)
	}
	x := search.NewIndex(shelf)
	var list []string
	for _, i := range x.Find(q, facts) {
		_, note, _ := strings.Cut(string(shelf[i].ID), "/")
		list = append(list, note)
	}
	return strings.Join(list, " ")
}

const everything = "trust gaps#1 gaps#2 cafe path#name:trust"

func TestFind(t *testing.T) {
	for query, want := range map[string]string{
		"":                        everything,
		"  ":                      everything,
		"trust":                   "trust cafe",
		"TRUST":                   "trust cafe",
		"brand trust":             "trust",
		"trust brand":             "trust",
		`"trust brand"`:           "",
		`"brand trust"`:           "trust",
		`"brand  trust`:           "trust",
		"“brand trust”":           "trust",
		`"trust? confidence"`:     "", // parts do not run into one another
		"-trust":                  "gaps#1 gaps#2 path#name:trust",
		"- trust":                 "trust cafe",
		"--trust":                 "trust cafe",
		"trust -brand":            "cafe",
		"brand or café":           "trust cafe",
		"brand OR loyalty and is": "trust gaps#1 gaps#2",
		"(brand or loyalty) -is":  "",
		"loyalty -(hint or x)":    "",
		"-(trust or loyalty)":     "path#name:trust",
		"cafe":                    "cafe",
		"CAFÉ":                    "cafe",
		"naive":                   "cafe",
		"strasse":                 "cafe",
		"aero":                    "cafe",
		`"\"quoted\""`:            "cafe",
		`distrust-mistrust`:       "cafe",
		"tr_st":                   "trust cafe",
		"b*st":                    "trust cafe",
		"brand*confidence":        "",
		`a\_b\*c`:                 "path#name:trust",
		`a\*c`:                    "",
		`tag\:exam`:               "",
		`f\(x\)`:                  "path#name:trust",
		"f(x)":                    "path#name:trust",
		"(f(x))":                  "path#name:trust",
		"100%":                    "path#name:trust",
		"w:trust":                 "trust",
		"w:*trust":                "trust cafe",
		"w:loyal":                 "",
		"w:loyal*":                "gaps#1 gaps#2",
		"w:n_ive":                 "cafe",
		"w:b_nd":                  "",
		"w:a":                     "gaps#1 gaps#2 path#name:trust",
		"w:f":                     "path#name:trust",
		"w:is":                    "trust gaps#1 gaps#2",
		"w:in":                    "trust",
		"w:ab":                    "",
		`w:"what is"`:             "trust",
		`w:"hat is"`:              "",
		`w:"wh*t is br_nd"`:       "trust",
		`w:"h*t is"`:              "",
		"w:distrust-mistrust":     "cafe",
		"re:tr.st\\b":             "trust cafe",
		"re:\\bmis(trust|take)":   "cafe",
		"re:^loyalty$":            "gaps#1 gaps#2",
		"re:CAFÉ":                 "cafe",
		`re:"brand\s+trust"`:      "trust",
		"or":                      everything,
		`"or"`:                    "cafe",

		"deck:m":                    "trust gaps#1 gaps#2 cafe",
		"deck:marketing":            "trust gaps#1 gaps#2 cafe",
		"deck:bas":                  "trust gaps#1 gaps#2 cafe",
		"deck:asics":                "",
		`deck:"marketing basics"`:   "trust gaps#1 gaps#2 cafe",
		`"deck:marketing basics"`:   "trust gaps#1 gaps#2 cafe",
		"deck:mark*":                "trust gaps#1 gaps#2 cafe",
		"-deck:m":                   "path#name:trust",
		"topic:journey":             "trust gaps#1 gaps#2",
		"topic:creation":            "cafe",
		"topic:ourney":              "",
		"kind:cloze":                "gaps#1 gaps#2",
		"kind:c*":                   "gaps#1 gaps#2 cafe",
		"note:cloze":                "gaps#1 gaps#2",
		"note:cafe":                 "cafe",
		"note:gaps":                 "gaps#1 gaps#2",
		"note:path":                 "path#name:trust",
		"id:m/gaps#2":               "gaps#2",
		"cid:m/gaps#2,m/trust":      "trust gaps#2",
		`id:org/path#name:trust`:    "path#name:trust",
		"tag:exam":                  "trust gaps#1 gaps#2",
		"tag:EXAM::2026":            "gaps#1 gaps#2",
		"tag:exam::2026::june":      "gaps#1 gaps#2",
		"tag:exam::20":              "",
		"tag:exam::*":               "gaps#1 gaps#2",
		"tag:june":                  "",
		"tag:core":                  "trust",
		"tag:hard":                  "trust",
		"tag:none":                  "cafe path#name:trust",
		"has:tag":                   "trust gaps#1 gaps#2",
		"source:lemon2016":          "cafe",
		"source:*2009":              "cafe",
		"has:source":                "trust cafe",
		"is:due":                    "trust gaps#1",
		"is:new":                    "gaps#2 path#name:trust",
		"is:learn":                  "gaps#1 cafe",
		"is:review":                 "trust cafe",
		"is:suspended":              "gaps#1",
		"is:buried":                 "gaps#2",
		"is:leech":                  "gaps#1",
		"is:flagged":                "trust",
		"has:flag":                  "trust",
		"flag:2":                    "trust",
		"flag:0":                    "gaps#1 gaps#2 cafe path#name:trust",
		"has:remark":                "trust",
		"remark:exam":               "trust",
		`remark:"about the"`:        "trust",
		"remark:trust":              "",
		"prop:s<10":                 "trust gaps#1",
		"prop:s>=30":                "cafe",
		"prop:s=8":                  "trust",
		"prop:s=8.0":                "trust",
		"prop:s=8.1":                "",
		"prop:s!=8":                 "gaps#1 cafe",
		"prop:d>5":                  "trust gaps#1",
		"prop:d>0.6":                "gaps#1",
		"prop:d>60%":                "gaps#1",
		"prop:r<0.9":                "trust",
		"prop:r<90%":                "trust",
		"prop:r<=90%":               "trust cafe",
		"prop:ivl>=9":               "trust cafe",
		"prop:ivl=0":                "gaps#1 gaps#2 path#name:trust",
		"prop:due=0":                "gaps#1 cafe",
		"prop:due<0":                "trust",
		"prop:reps>3":               "trust cafe",
		"prop:lapses>=1":            "trust cafe",
		"added:6":                   "",
		"added:7":                   "gaps#1",
		"added:8":                   "gaps#1 gaps#2",
		"introduced:31":             "trust",
		"rated:1":                   "gaps#1",
		"rated:10":                  "trust gaps#1",
		"rated:10:1":                "trust gaps#1",
		"rated:10:3":                "",
		"rated:31:3":                "trust",
		"trust tag:exam is:due":     "trust",
		"kind:cloze -is:suspended":  "gaps#2",
		"is:due or (is:new hint)":   "trust gaps#1 gaps#2",
		"-is:new (flag:2 or cafe)":  "trust cafe",
		"LOYALTY -IS:suspended":     "gaps#2",
		"tag:exam or tag:none":      everything,
		"10:30":                     "",
		"http://example.org":        "",
		"trust or":                  "trust cafe",
		"or trust":                  "trust cafe",
		"(trust":                    "trust cafe",
		"trust)":                    "trust cafe",
		"(trust) cafe)":             "cafe",
		"trust) -cafe":              "trust",
		"trust or tag:":             "trust cafe",
		"kind:chioce":               everything,
		"trust kind:chioce":         "trust cafe",
		"()":                        everything,
		"\u0301":                    everything,
		"\x00\ufffd":                "",
		strings.Repeat("(", 30):     everything,
		strings.Repeat("x ", 3_000): "path#name:trust",
	} {
		if got := found(t, query); got != want {
			t.Errorf("%.60q finds %q, want %q", query, got, want)
		}
	}
}

func TestProblems(t *testing.T) {
	for query, want := range map[string]struct {
		part, says string
	}{
		`trust "brand`:              {`"`, "quotation mark here is not closed"},
		"cafe (trust":               {"(", "not closed yet"},
		"cafe) x":                   {")", "without an opening one"},
		"x tag:":                    {"tag:", "missing"},
		"a kind:chioce":             {"kind:chioce", "no kind of card called “chioce”; the kinds are basic, both,"},
		"is:old b":                  {"is:old", "due, new, learn"},
		"has:wings":                 {"has:wings", "remark, tag, flag or source"},
		"flag:8":                    {"flag:8", "1 to 7"},
		"prop:s":                    {"prop:s", "such as prop:s<10"},
		"prop:pos<3":                {"prop:pos<3", "knows s (stability)"},
		"added:soon":                {"added:soon", "number of days"},
		"added:0":                   {"added:0", "number of days"},
		"rated:3:5":                 {"rated:3:5", "1 for Again"},
		"é re:a(":                   {"re:a(", "missing closing )"},
		"re:(a{900}){900}":          {"re:(a{900}){900}", "invalid repeat count"},
		`re:\pL{300}\pL{300}`:       {`re:\pL{300}\pL{300}`, "too large"},
		"flg:1":                     {"flg:1", "“flg:” is nothing to search by"},
		strings.Repeat("(", 30):     {"(", "too many brackets"},
		strings.Repeat("abc ", 500): {"", "only the first 1000 characters"},
	} {
		_, err := search.Parse(query)
		var problem *search.Problem
		if !errors.As(err, &problem) {
			t.Errorf("Parse(%.40q) = %v, want a problem", query, err)
			continue
		}
		runes := []rune(query)
		if part := string(runes[problem.At : problem.At+problem.Length]); part != want.part || !strings.Contains(problem.Message, want.says) {
			t.Errorf("Parse(%.40q) says %q of %q, want %q of %q", query, problem.Message, part, want.says, want.part)
		}
		if !strings.HasSuffix(problem.Message, ".") {
			t.Errorf("Parse(%.40q) says %q, which is no sentence", query, problem.Message)
		}
	}
	for _, query := range []string{"", "trust", `"brand trust"`, "a or b", "(a -b) or c", "10:30", "http://x", `"flg:1"`, `flg\:1`, "-", "a -"} {
		if _, err := search.Parse(query); err != nil {
			t.Errorf("Parse(%q) says %q", query, err)
		}
	}
}

func TestGraded(t *testing.T) {
	for query, want := range map[string]int{"": 0, "rated:7": 0, "rated:7:1": 7, "rated:7:1 or -rated:30:4": 30} {
		q, err := search.Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.Graded(); got != want {
			t.Errorf("%q asks for grades of %d days, want %d", query, got, want)
		}
		if q.Empty() != (query == "") {
			t.Errorf("%q is empty: %v", query, q.Empty())
		}
	}
}

// Without a journal nothing is known, and what asks for it finds nothing or everything.
func TestFindWithoutFacts(t *testing.T) {
	x := search.NewIndex(shelf)
	for query, want := range map[string]int{"is:new": 5, "is:due": 0, "prop:s<10": 0, "added:9": 0, "rated:9:1": 0, "tag:exam": 3, "tag:none": 2, "trust": 2} {
		q, err := search.Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := x.Find(q, nil); len(got) != want {
			t.Errorf("%q finds %v, want %d cards", query, got, want)
		}
	}
}

func TestEmptyIndex(t *testing.T) {
	q, err := search.Parse("a -b is:due")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []*search.Index{search.NewIndex(nil), search.NewIndex([]search.Card{{}})} {
		if got := x.Find(q, nil); len(got) != 0 {
			t.Errorf("found %v in nothing", got)
		}
		if got := x.Find(search.Query{}, nil); len(got) != x.Len() {
			t.Errorf("found %v of all %d", got, x.Len())
		}
	}
}

func TestCardOf(t *testing.T) {
	src := "---\nid: d\ntitle: A deck\nlanguage: en\nsources:\n  s: {text: \"Author (2020). T.\"}\n---\n" +
		"## First? {#first tags=\"a b\"}\n**Bold** answer [@s].\n\n> Because\n\n" +
		"# Topic\n\n## Pick? {#pick .choice}\nLead\n\n- [x] Right `one`\n- [ ] Wrong\n\nAnd *why*.\n\n" +
		"## Gaps {#gaps .cloze}\nThe {{1:first}} and {{2:second::a hint}}.\n\n" +
		"## Type {#type .typed}\nCLV = customer lifetime value\n\n" +
		"## Sort {#sort .order}\n1. One\n2. Two\n"
	d, faults := deck.ParseFile("deck.md", []byte(src))
	for _, f := range faults {
		if f.Severity == deck.Error {
			t.Fatal(f)
		}
	}
	cards := map[deck.CardID]search.Card{}
	for _, c := range d.Cards() {
		cards[c.ID] = search.CardOf(c)
	}
	first := cards["d/first"]
	if first.Deck != "d" || first.DeckTitle != "A deck" || first.Section != "A deck" || first.Kind != "basic" ||
		!slices.Equal(first.Tags, []string{"a", "b"}) || !slices.Equal(first.Sources, []string{"s"}) {
		t.Errorf("CardOf = %+v", first)
	}
	for id, words := range map[deck.CardID][]string{
		"d/first":  {"First?", "Bold answer", "Because"},
		"d/pick":   {"Pick?", "Lead", "Right one", "Wrong", "And why."},
		"d/gaps#1": {"Gaps", "The first and second.", "a hint"},
		"d/type":   {"customer lifetime value"},
		"d/sort":   {"One", "Two"},
	} {
		text := strings.Join(cards[id].Text, "\n")
		for _, w := range words {
			if !strings.Contains(text, w) {
				t.Errorf("%s says %q, without %q", id, text, w)
			}
		}
	}
	if !slices.Equal(cards["d/gaps#1"].Text, cards["d/gaps#2"].Text) {
		t.Error("cards of one note differ in text")
	}
}
