package spelling_test

import (
	"testing"

	"touchpoint/deck/spelling"
)

func TestName(t *testing.T) {
	for _, tt := range []struct {
		want, typed string
		slips       int
		ok          bool
	}{
		{"Customer engagement", "customer engagement", 0, true},
		{"Customer engagement", "The customer's engagements", 0, true},
		{"Customer engagement", "costumer engagment", 0, false}, // two letters changed in "costumer"
		{"Customer engagement", "custmer engagment", 2, true},
		{"Touchpoints", "touch point", 0, true},
		{"Word of mouth", "word-of-mouth", 0, true},
		{"Co-creation", "cocreation", 0, true},
		{"Research & development", "research and development", 0, true},
		{"Capabilities", "capability", 0, true},
		{"Éclair", "eclair", 0, true},
		{"Trust", "trusst", 1, true},
		{"Trust", "thrust", 1, true},
		{"Loss", "los", 0, false},
		{"Bus", "bu", 0, false},
		{"The", "a", 0, false},
		{"Trust", "", 0, false},
		{"", "trust", 0, false},
		{"", "", 0, true},
		{"B2B", "B2C", 0, false},
		{"顾客参与", "顾客参与", 0, true},
		{"顾客参与", "顾客参加", 0, false},
	} {
		n, ok := spelling.Name(tt.want, tt.typed)
		if ok != tt.ok || ok && n != tt.slips {
			t.Errorf("Name(%q, %q) = %d, %v, want %d, %v", tt.want, tt.typed, n, ok, tt.slips, tt.ok)
		}
	}
}
