package model

import (
	"slices"
	"testing"
)

// TestFigures wants numbers to be told from words with digits in them, and from years.
func TestFigures(t *testing.T) {
	tests := map[string]string{
		"It rises by 3 percent.": "3", "About 0.353 (significant).": "0.353", "(12)": "12", "434,233 customers": "434,233", "up 35 %": "35", "-2": "2", "7": "7",
		"It explains .137 of it": ".137", "r=.42": ".42", "p<.001": ".001", "$200 billion": "200", "€35": "35", "“35 %”": "35", "1/3 of them": "1", "3x as much": "3",
		"35pp more": "35", "10k users": "10", "as in [35]": "35", "½ of them": "½", "３５％": "３５", "增长35%的": "35", "a 5-point scale": "5", "3x2": "3", "٣٥": "٣٥", "±5": "5",
		"up-35%": "35", "2% in 2009": "2", "1,000.50 euros": "1,000.50",
		"2000 customers": "2000", "1950 respondents": "1950", "a sample of 2000 customers": "2000", "(2000 customers)": "2000", "(n = 2000)": "2000", "by 2000 percent": "2000",
		"$2000": "2000", "2009": "2009", "a rise by 2000%": "2000", "in 1850": "1850", "from 2009 to 35": "35", "Customers, 2000 of them": "2000",
		"B2B": "", "H1 and H2a": "", "since 2009": "", "the 2nd stage": "", "the 21st century": "", "none": "", "": "", "two": "", "COVID-19": "", "R²": "", "Q4,": "",
		"In 2009, it began": "", "from 2009 to 2012": "", "in 2009–2012": "", "the crisis of 2008 was long": "", "(2019)": "", "(Smith 2019)": "", "(Smith et al., 2019a; Doe 2020)": "",
		"Harmeling et al. (2017)": "", "Smith, 2019.": "", "until 2020": "", "by 2020": "",
	}
	for text, want := range tests {
		if got := figureIn(text); got != want {
			t.Errorf("figureIn(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestFiguresEverywhere wants a number to be found wherever something is said, and not in
// what happens in a story.
func TestFiguresEverywhere(t *testing.T) {
	p := Part{ID: "x", Label: "X", Meaning: "Up by 35 %."}
	tests := map[string]*Model{
		"scenario":   {Scenarios: []Scenario{{Part: p}}},
		"distractor": {Distractors: []Part{{ID: "d", Label: "35 %"}}},
		"level":      {Moderators: []Moderator{{Levels: []Level{{Label: "Over 35"}}}}},
		"why":        {Cases: []Case{{Fictitious: true, Why: "It is 35."}}},
		"case":       {Cases: []Case{{Text: "It is 35."}}},
		"root":       {Root: &Root{p}},
		"rule":       {Rules: []Rule{{Part: p}}},
		"around":     {Around: []Around{{Part: p}}},
	}
	number := func(f Fault) bool { return f.Rule == "number-without-source" }
	for name, m := range tests {
		if !slices.ContainsFunc(Check(m), number) {
			t.Errorf("the number of a %s is not found", name)
		}
	}
	m := &Model{
		Scenarios: []Scenario{{Steps: []ScenarioStep{{Text: "She comes at 3 pm."}}}},
		Cases:     []Case{{Fictitious: true, Text: "It costs 35 euros."}},
	}
	if slices.ContainsFunc(Check(m), number) {
		t.Errorf("the numbers of a story are found: %v", Check(m))
	}
}
