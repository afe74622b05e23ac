package yamltext

import "testing"

// TestSecondDocument wants to be told when something of a text is not read.
func TestSecondDocument(t *testing.T) {
	tests := map[string]int{ // the line of the problem, 0 for none
		"a: b\n---\nc: d\n":             2,
		"a: b\n--- c\n":                 2,
		"---\na: b\n---\r\n# x\n\nc: d": 3,
		"a: b\n...\nc: d\n":             2,
		"a: b\n...\n---\nc: d\n":        2,
		"a: b\n---\n---\n- c\n":         2,
		"a: b\n":                        0,
		"---\na: b\n":                   0,
		"# x\n--- # y\na: b\n":          0,
		"a: b\n---\n":                   0,
		"a: b\n---":                     0,
		"a: b\n...\n\n# x\n":            0,
		"a: |\n  x\n  ---\n  y\n":       0,
		"----: b\n---x: d\n":            0,
		"":                              0,
	}
	for text, want := range tests {
		r := Reader{Limits: Limits{Bytes: 1000, Line: 1000, Brackets: 10}, Rule: "yaml", Name: "it"}
		entries := r.Read(text)
		got := 0
		for _, p := range r.Problems {
			if p.Message == "what follows this line is not read" {
				got = p.Line
			}
		}
		if got != want {
			t.Errorf("Read(%q) tells of line %d, want %d: %v", text, got, want, r.Problems)
		}
		if want > 0 && len(entries) != 1 {
			t.Errorf("Read(%q) = %d entries, want the one before the line", text, len(entries))
		}
	}
}
