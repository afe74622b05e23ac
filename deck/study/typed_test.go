package study_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
)

// typed returns the question that accepts the answers.
func typed(answers ...string) study.Question {
	return study.NewQuestion(deck.Card{
		ID: "d/n", Deck: &deck.Deck{ID: "d"}, Note: &deck.Note{Kind: deck.Typed, Answers: answers},
	}, 0)
}

var rightlyTyped = []struct{ answer, text string }{
	{"Customer Engagement", "customer engagement"},
	{"customer engagement", "  CUSTOMER\t engagement. "},
	{"touchpoint", "touch point"},
	{"touch point", "touchpoint"},
	{"word-of-mouth", "word of mouth"},
	{"word of mouth", "word–of–mouth"},
	{"e-mail", "email"},
	{"the firm's value", "the firms value"},
	{"the firm’s value", "the firm's value"},
	{"(customer) value", "customer value"},
	{"“value”", "value"},
	{"Émile Zola", "emile zola"},
	{"naïve", "nai\u0308ve"},
	{"København", "kobenhavn"},
	{"Ærø", "aeroe"[:4]},
	{"Straße", "STRASSE"},
	{"ﬁrm", "firm"},
	{"λόγος", "ΛΟΓΟΣ"},
	{"0.5", "0,5"},
	{"1,000", "1000"},
	{"−0.3", "-0.3"},
	{"50%", "50 %"},
	{"顾客参与", "顾客参与"},
	{"+", "+"},
	{"…", "…"},
}

var wronglyTyped = []struct{ answer, text string }{
	{"customer engagement", ""},
	{"customer engagement", "customer"},
	{"customer engagement", "engagement customer"},
	{"customer engagement", "customer engagement value"},
	{"0.5", "5"},
	{"0.5", "05"},
	{"-0.3", "0.3"},
	{"+", "-"},
	{"+", ""},
	{"…", "?"},
	{"…", "x"},
	{"12345", "12346"},       // no slip in a number
	{"route66x", "route67x"}, // nor in a word with one
	{"顾客参与度", "顾客参加度"},       // nor in Chinese
	{"がくせい", "かくせい"},         // a mark that makes another letter
	{"value", "valve s"},
}

func TestTypedFolding(t *testing.T) {
	for _, tt := range rightlyTyped {
		s := typed(tt.answer).Score(study.Response{Text: tt.text})
		if !s.Correct || s.Typos != 0 || s.Share != 1 || s.Proposed != memory.Good {
			t.Errorf("%q for %q: got %+v, want right without a slip", tt.text, tt.answer, s)
		}
	}
	for _, tt := range wronglyTyped {
		s := typed(tt.answer).Score(study.Response{Text: tt.text})
		if s.Correct || s.Proposed != memory.Again || s.Share < 0 || s.Share >= 1 {
			t.Errorf("%q for %q: got %+v, want wrong", tt.text, tt.answer, s)
		}
	}
}

func TestTypedSlips(t *testing.T) {
	tests := []struct {
		answer, text string
		typos        int // -1: wrong
	}{
		{"engagement", "engagment", 1},   // left out
		{"engagement", "enggagement", 1}, // put in
		{"engagement", "engogement", 1},  // replaced
		{"engagement", "engagemetn", 1},  // swapped
		{"engagement", "ngagement", 1},
		{"engagement", "engagements", 1},
		{"value", "valeu", 1},
		{"value", "vaule", 1},
		{"engagement", "engagmet", -1},   // two left out
		{"engagement", "egnagemetn", -1}, // two swaps
		{"engagement", "engnagemet", -1},
		{"flow", "flew", -1}, // too short a word
		{"flow", "flwo", -1},
		{"customer engagement value", "custoemr engagemant valeu", 3},
		{"customer engagement value", "custoemr engagemant valu e", -1},
		{"meta analysis", "meta analisis", 1},
		{"meta analysis", "mata analysis", -1},
		{"naïve reading", "naive readng", 1},
		{"co-creation of value", "co-creaton of value", 1},
		{"co-creation of value", "cocreaton of valeu", 2}, // one word without its hyphen
		{"cocreation of value", "co-creaton of value", 1},
		{"co-creation of value", "cocreaton of", -1},
		{"flow-chart", "flew-chart", -1}, // too short a word
		{"1-2", "13", -1},
	}
	for _, tt := range tests {
		s := typed(tt.answer).Score(study.Response{Text: tt.text})
		if tt.typos < 0 {
			if s.Correct || s.Proposed != memory.Again {
				t.Errorf("%q for %q: got %+v, want wrong", tt.text, tt.answer, s)
			}
			continue
		}
		if !s.Correct || s.Typos != tt.typos || s.Proposed != memory.Good {
			t.Errorf("%q for %q: got correct %t with %d slips, want %d", tt.text, tt.answer, s.Correct, s.Typos, tt.typos)
		}
	}
}

func TestTypedAlternatives(t *testing.T) {
	q := typed("customer engagement", "CE", "engagement of customers")
	tests := []struct {
		text, accepted string
		correct        bool
	}{
		{"ce", "CE", true},
		{"Customer engagement", "customer engagement", true},
		{"engagement of custmers", "engagement of customers", true},
		{"engagement of clients", "engagement of customers", false},
		{"custom", "customer engagement", false},
		{"", "customer engagement", false},
	}
	for _, tt := range tests {
		s := q.Score(study.Response{Text: tt.text})
		if s.Accepted != tt.accepted || s.Correct != tt.correct {
			t.Errorf("%q: got %q, correct %t; want %q, %t", tt.text, s.Accepted, s.Correct, tt.accepted, tt.correct)
		}
	}
	// An answer that is equal goes before one that is equal but for a slip.
	if s := typed("engagements", "engagement").Score(study.Response{Text: "engagement"}); s.Accepted != "engagement" || s.Typos != 0 {
		t.Errorf("got %q with %d slips, want the equal one", s.Accepted, s.Typos)
	}
}

// show writes a difference as "same -missing- +extra+".
func show(diff []study.Piece) string {
	var b strings.Builder
	for _, p := range diff {
		b.WriteString(map[study.PieceKind]string{study.Same: p.Text, study.Missing: "-" + p.Text + "-", study.Extra: "+" + p.Text + "+"}[p.Kind])
	}
	return b.String()
}

func TestTypedDiff(t *testing.T) {
	tests := []struct{ answer, text, want string }{
		{"Customer engagement", "customer engagement", "Customer engagement"},
		{"touchpoint", "touch point", "touchpoint"},
		{"customer engagement", "customer engagment", "customer engag-e-ment"},
		{"customer engagement", "customer enggagement", "customer eng+g+agement"},
		{"engagement", "engogement", "eng-a-+o+gement"},
		{"customer engagement", "customer", "customer- engagement-"},
		{"engagement", "customer engagement", "+customer +engagement"},
		{"customer engagement", "customer brand engagement", "customer+ brand+ engagement"},
		{"customer engagement", "customer satisfaction", "customer- engagement-+ satisfaction+"},
		{"the firm's value", "the firms valu", "the firm's valu-e-"},
		{"Ærø island", "aero iland", "Ærø i-s-land"},
		{"an (old) brand", "an old brand", "an (old) brand"},
		{"engagement", "", "-engagement-"},
		{"engagement.", "engagement", "engagement."},
	}
	for _, tt := range tests {
		if got := show(typed(tt.answer).Score(study.Response{Text: tt.text}).Diff); got != tt.want {
			t.Errorf("%q for %q: got %s, want %s", tt.text, tt.answer, got, tt.want)
		}
	}
}

// TestTypedDiffIsTheAnswer: whatever is typed, what is not extra is the answer.
func TestTypedDiffIsTheAnswer(t *testing.T) {
	answers := rapid.StringMatching(`[a-zæø' .,-]{0,12}( [a-z0-9é]{1,9}){0,4}`)
	rapid.Check(t, func(t *rapid.T) {
		answer := strings.Join(strings.Fields(answers.Draw(t, "answer")), " ")
		text := rapid.OneOf(answers, rapid.String(), rapid.Just(answer)).Draw(t, "text")
		s := typed(answer).Score(study.Response{Text: text})
		var same, extra string
		for i, p := range s.Diff {
			if p.Kind != study.Extra {
				same += p.Text
			} else {
				extra += p.Text
			}
			if p.Text == "" || i > 0 && s.Diff[i-1].Kind == p.Kind {
				t.Fatalf("pieces %+v are not joined", s.Diff)
			}
		}
		if same != answer {
			t.Fatalf("got %q without what is extra, want %q", same, answer)
		}
		if s.Correct && s.Typos == 0 && extra != "" {
			t.Fatalf("right, but %q is extra", extra)
		}
		if s.Share < 0 || s.Share > 1 || s.Correct != (s.Share == 1) {
			t.Fatalf("got share %v of an answer that is right: %t", s.Share, s.Correct)
		}
	})
}

// TestOneSlipIsLetPass makes one slip in each long word.
func TestOneSlipIsLetPass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{2,12}`), 1, 4).Draw(t, "words")
		var text []string
		slips := 0
		for _, w := range words {
			if len(w) >= 5 {
				changed := slip(t, w)
				if changed != w {
					slips++
				}
				w = changed
			}
			text = append(text, w)
		}
		s := typed(strings.Join(words, " ")).Score(study.Response{Text: strings.Join(text, " ")})
		if !s.Correct || s.Typos > slips {
			t.Fatalf("%q for %q: got %+v, want right with %d slips", text, words, s, slips)
		}
	})
}

// slip makes one mistake in a word.
func slip(t *rapid.T, word string) string {
	letters := []byte(word)
	i := rapid.IntRange(0, len(letters)-2).Draw(t, "at")
	other := byte(rapid.IntRange('a', 'z').Draw(t, "letter"))
	switch rapid.IntRange(0, 3).Draw(t, "slip") {
	case 0:
		letters[i] = other
	case 1:
		letters = slices.Insert(letters, i, other)
	case 2:
		letters = slices.Delete(letters, i, i+1)
	case 3:
		letters[i], letters[i+1] = letters[i+1], letters[i]
	}
	return string(letters)
}

// TestTypedAsShown: the answer itself is right in any case and however it is spaced.
func TestTypedAsShown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		answer := rapid.StringOf(rapid.RuneFrom(nil, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Digit, unicode.Po, unicode.Zs)).Draw(t, "answer")
		q := typed(answer)
		for _, text := range []string{answer, "  " + answer + " ", strings.ToUpper(answer), strings.ToLower(answer)} {
			if s := q.Score(study.Response{Text: text}); !s.Correct || s.Typos != 0 {
				t.Fatalf("%q for %q: got %+v, want right", text, answer, s)
			}
		}
	})
}

func TestTypedLongTextIsCut(t *testing.T) {
	q := typed("engagement")
	s := q.Score(study.Response{Text: strings.Repeat("word ", 1<<20)})
	if s.Correct || len(s.Diff) == 0 || len(s.Diff[len(s.Diff)-1].Text) > 1000 {
		t.Errorf("got correct %t and %d pieces", s.Correct, len(s.Diff))
	}
	if diff := cmp.Diff("-engagement-", show(q.Score(study.Response{}).Diff)); diff != "" {
		t.Error(diff)
	}
}
