package model

// part makes a part with everything that tasks and descriptions use.
func taskPart(id, label, meaning string, standing Standing, was ...string) Part {
	return Part{ID: id, Label: label, Meaning: meaning, Standing: standing, Sources: []string{"src-" + id}, Was: was}
}

// fixturePath is a small framework in which every sign occurs.
func fixturePath() *Model {
	construct := func(id, label, meaning, stage string, role Role) Construct {
		return Construct{Part: taskPart(id, label, meaning, Concept), Role: role, Stage: stage}
	}
	relation := func(from, to string, sign Sign) Relation {
		p := taskPart(from+"-"+to, "", "What "+from+" does to "+to, Finding)
		return Relation{Part: p, From: from, To: to, Sign: sign}
	}
	m := &Model{
		ID: "bakery", Title: "What fills a bakery", Kind: PathKind, Question: "Why do people come back?",
		About: "A made-up framework.", Standing: Concept, Sources: []string{"book"},
		Stages: []Stage{{taskPart("before", "Before", "What comes first", Concept)}, {taskPart("creation", "Visit creation", "", Concept)}},
		Constructs: []Construct{
			construct("smell", "Smell", "What reaches the nose from the smell of bread.", "before", Antecedent),
			construct("price", "Price", "What it costs.", "before", Antecedent),
			construct("visit", "Visit", "Coming in.", "creation", Focal),
			construct("talk", "Word of mouth", "Telling others about the visits.", "", Mediator),
			construct("sales", "Sales", "What is sold.", "", Outcome),
		},
		Relations: []Relation{
			relation("smell", "visit", Positive), relation("price", "visit", Negative),
			relation("visit", "talk", Positive), relation("talk", "sales", None),
			relation("visit", "sales", Positive), relation("price", "sales", Unknown),
		},
		Moderators: []Moderator{
			{
				Part: taskPart("weather", "Weather", "Sun or rain.", Concept), Levels: []Level{{ID: "sun", Label: "Sun"}, {ID: "rain", Label: "Rain", Meaning: "Wet"}},
				Acts: []Act{
					{On: "smell-visit", Level: "rain", Change: Weakens, Text: "In rain the smell carries less.", Standing: Finding, Sources: []string{"rainbook"}},
					{On: "smell-visit", Level: "sun", Change: Strengthens, Standing: Finding},
					{On: "price-visit", Change: UnknownChange, Standing: NotShown, Sources: []string{"rainbook"}},
				},
			},
			{
				Part: taskPart("town", "Town", "Where it is.", Concept, "city"),
				Acts: []Act{{On: "visit-sales", Change: Reverses, Standing: Inference}},
			},
		},
		Net: []Pair{{"smell", "sales"}, {"price", "sales"}, {"sales", "smell"}},
	}
	m.Constructs[0].Accept = []string{"scent"}
	m.Constructs[0].Was = []string{"odour"}
	m.Relations[0].Was = []string{"s-v", "odour-visit"}
	m.Relations[0].Effect = &Effect{Metric: "elasticity", Value: 0.25}
	return m
}

// fixtureJourney is a journey with lanes, all forms of flow, stories and a scenario.
func fixtureJourney() *Model {
	return &Model{
		ID: "trip", Title: "A trip", Kind: JourneyKind, Question: "What happens when?", Standing: Concept, Sources: []string{"book"},
		Stages: []Stage{
			{taskPart("plan", "Plan", "Deciding where to go.", Concept)},
			{taskPart("go", "Go", "Being on the way.", Concept)},
			{taskPart("tell", "Tell", "Talking about it.", Concept)},
		},
		Lanes: []Lane{{taskPart("own", "Own", "", Concept)}, {taskPart("other", "Others", "", Concept)}},
		Touchpoints: []Touchpoint{
			{Part: taskPart("map", "Map", "To find the way.", Concept), Stage: "plan", Lane: "own"},
			{Part: taskPart("train", "Train", "", Inference), Stage: "go", Lane: "other"},
		},
		Around: []Around{{Part: taskPart("last", "Last trip", "", Concept), Side: Left}},
		Flows: []Flow{
			{Part: taskPart("plan-go", "", "One leaves when one has decided.", Concept), From: "plan", To: "go", Form: Sequence},
			{Part: taskPart("again", "Wanderlust", "What is told makes one plan anew.", Finding, "anew"), From: "tell", To: "plan", Form: Loop},
			{Part: taskPart("spontaneous", "", "Who tells of a trip leaves at once.", Inference), From: "tell", To: "go", Form: Bypass},
			{Part: taskPart("memory", "", "Earlier trips colour this one.", Concept), From: "last", To: "plan", Form: Carry},
		},
		Readings: []Reading{{
			Part: taskPart("narrow", "Narrowing", "Fewer and fewer.", Concept), Flows: []string{"plan-go"},
			Stages: []SetSize{{"plan", 8, "Many places."}, {"go", 1, ""}},
		}},
		Scenarios: []Scenario{{
			Part:  taskPart("ada", "Ada goes to the sea", "", Concept),
			Steps: []ScenarioStep{{"plan", "own", "Ada looks at a map."}, {"go", "other", "She takes the train."}, {"tell", "", "She shows pictures."}},
		}},
		Cases: []Case{
			{
				ID: "c1", Text: "Bo asks a friend where to go.", In: map[string][]string{"stage": {"plan"}, "lane": {"other", "own"}},
				Why: "A friend is asked before.", Standing: Inference, Sources: []string{"editor"}, Was: []string{"c0"}, Fictitious: true,
			},
			{ID: "c2", Text: "Cy packs.", In: map[string][]string{"stage": {"go"}}, Why: "On the way.", Standing: Concept},
		},
	}
}

// fixtureContingency has two alternatives under two conditions, and every verdict.
func fixtureContingency() *Model {
	return &Model{
		ID: "umbrella", Title: "Umbrella or coat", Kind: ContingencyKind, Question: "What keeps you dry?", Standing: Concept, Sources: []string{"book"},
		Alternatives: []Alternative{
			{taskPart("brolly", "Umbrella", "Held over the head.", Concept)}, {taskPart("coat", "Coat", "Worn.", Concept)},
		},
		Conditions: []Condition{
			{Part: taskPart("wind", "Wind", "How hard it blows.", Concept), Values: []Level{{ID: "calm", Label: "Calm"}, {ID: "gale", Label: "Gale", Meaning: "Very hard"}}},
			{Part: taskPart("hands", "Hands", "What they hold.", Concept), Values: []Level{{ID: "free", Label: "Free"}, {ID: "full", Label: "Full"}}},
		},
		Rules: []Rule{
			{Part: taskPart("average", "", "More people use one.", Finding), Says: Favours, Alternative: "brolly"},
			{Part: taskPart("storm", "", "It turns inside out.", Finding), When: map[string]string{"wind": "gale"}, Says: Favours, Alternative: "coat"},
			{Part: taskPart("busy", "", "It was asked.", NotShown), When: map[string]string{"hands": "full"}, Says: UnknownVerdict, Alternative: "coat"},
			{Part: taskPart("idle", "", "Both were alike.", Finding), When: map[string]string{"hands": "free"}, Says: NoPreference},
			{Part: taskPart("both", "", "Hands are full in a gale.", Inference), When: map[string]string{"wind": "gale", "hands": "full"}, Says: Favours, Alternative: "coat"},
		},
		Gaps: []Gap{
			{Part: taskPart("calm-best", "Umbrellas win when it is calm", "Calm was never compared.", NotShown)},
			{Part: taskPart("avg", "On average umbrellas win", "It is the mean.", Finding), Shown: true},
			{Part: taskPart("gale-coat", "Coats win in a gale", "They stay put.", Finding), Shown: true},
		},
		Cases: []Case{
			{
				ID: "k1", Text: "A gale, and Di carries bags.", Given: map[string]string{"wind": "gale", "hands": "full"}, Answer: "coat",
				Why: "A coat leaves both hands.", Fictitious: true, Standing: Inference, Sources: []string{"editor"},
			},
			{ID: "k2", Text: "Ed's hands are free.", Given: map[string]string{"hands": "free"}, Answer: "brolly", Why: "Free hands change nothing."},
			{ID: "k3", Text: "Fay's hands are full.", Given: map[string]string{"hands": "full"}, Answer: "unknown", Why: "Nobody knows."},
			{ID: "k4", Text: "Nothing is known of Gus.", Given: map[string]string{}, Answer: "brolly", Why: "The average."},
		},
	}
}

// fixtureClassification sorts fruit by two facets.
func fixtureClassification() *Model {
	item := func(id, label, colour, size string) Item {
		return Item{Part: taskPart(id, label, "A fruit.", Concept), In: map[string][]string{"colour": {colour}, "size": {size}}}
	}
	return &Model{
		ID: "fruit", Title: "Kinds of fruit", Kind: ClassificationKind, Question: "What is what?", Standing: Concept, Sources: []string{"book"},
		Root: &Root{taskPart("fruits", "Fruits", "What grows on trees.", Concept)},
		Facets: []Facet{
			{
				Part: taskPart("colour", "Colour", "What one sees.", Concept), Question: "Is it red or yellow?",
				Categories: []Category{{taskPart("red", "Red", "Like blood.", Concept)}, {taskPart("yellow", "Yellow", "Like the sun.", Concept)}},
			},
			{
				Part: taskPart("size", "Size", "", Concept), Question: "How big is it?",
				Categories: []Category{
					{taskPart("small", "Small", "", Concept)}, {taskPart("medium", "Medium", "", Concept)}, {taskPart("large", "Large", "", Concept)},
				},
			},
			{Part: taskPart("taste", "Taste", "", Concept), Categories: []Category{{taskPart("sweet", "Sweet", "", Concept)}}},
		},
		Items: []Item{
			item("cherry", "Cherry", "red", "small"), item("apple", "Apple", "red", "medium"), item("plum", "Plum", "red", "small"),
			item("banana", "Banana", "yellow", "medium"), item("melon", "Melon", "yellow", "large"),
		},
		Relations: []Relation{{Part: taskPart("red-sweet", "", "Red ones are sweeter.", Inference), From: "red", To: "sweet", Sign: Positive}},
		Cases: []Case{
			{ID: "f1", Text: "Something red and round.", In: map[string][]string{"colour": {"red"}, "size": {"small", "medium"}}, Why: "Round is not large.", Fictitious: true, Standing: Inference},
			{ID: "f2", Text: "Something yellow.", In: map[string][]string{"colour": {"yellow"}, "taste": {"sweet"}}, Why: "It is said.", Standing: Inference},
		},
	}
}

// fixtures are one model of each kind.
func fixtures() []*Model {
	return []*Model{fixturePath(), fixtureJourney(), fixtureContingency(), fixtureClassification()}
}
