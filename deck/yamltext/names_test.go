package yamltext_test

import (
	"testing"

	"touchpoint/deck/yamltext"
)

func TestMeant(t *testing.T) {
	tests := []struct {
		s    string
		list []string
		want string
	}{
		{"jorney", []string{"trust", "journey"}, "journey"},
		{"jounrey", []string{"journey"}, "journey"},
		{"Journey", []string{"journey"}, "journey"},
		{"customerjourney", []string{"customer-journey"}, "customer-journey"},
		{"custmer-journey", []string{"customer-journey", "customer-value"}, "customer-journey"},
		{"knwn2020", []string{"known2020", "known2021"}, "known2020"},
		{"known2020", []string{"known2021"}, ""},
		{"n12", []string{"n13"}, ""},
		{"note-1", []string{"note-2"}, ""},
		{"note-11", []string{"note-1"}, ""},
		{"churn-a", []string{"churn-b"}, ""},
		{"what-is-trust", []string{"what-was-trust"}, ""},
		{"unknown2020", []string{"known2020"}, ""},
		{"truts", []string{"trust", "trick"}, "trust"},
		{"truts", []string{"trust", "truss"}, ""},
		{"earli", []string{"early", "late"}, "early"},
		{"trus", []string{"trust", "truss"}, ""},
		{"royalty", []string{"loyalty"}, ""},
		{"", []string{"a", ""}, ""},
	}
	for _, test := range tests {
		if got := yamltext.Meant(test.s, test.list); got != test.want {
			t.Errorf("Meant(%q, %q) = %q, want %q", test.s, test.list, got, test.want)
		}
	}
}

func TestNear(t *testing.T) {
	names := []string{"id", "title", "language", "licence", "authors"}
	for s, want := range map[string]string{
		"lang": "language", "titel": "title", "Author": "authors", "license": "licence", "li": "", "l": "", "date": "", "": "",
	} {
		if got := yamltext.Near(s, names); got != want {
			t.Errorf("Near(%q) = %q, want %q", s, got, want)
		}
	}
	if got := yamltext.Near("note", []string{"note-of-tea", "note-of-milk"}); got != "" {
		t.Errorf("one of two is guessed: %q", got)
	}
}
