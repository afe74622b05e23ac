package model

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateDescriptions = flag.Bool("update-descriptions", false, "write the golden descriptions anew")

func TestDescribe(t *testing.T) {
	for _, m := range fixtures() {
		t.Run(m.ID, func(t *testing.T) {
			got := m.Describe()
			file := filepath.Join("testdata", "describe", m.ID+".txt")
			if *updateDescriptions {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("description (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWordsForAll(t *testing.T) {
	for _, k := range TaskKinds {
		if k.Word() == "" || k.Word() == string(k) {
			t.Errorf("the task %q has no words", k)
		}
	}
	for _, s := range []Standing{Finding, Concept, Inference, NotShown} {
		if s.Word() == "" || s.sentence(false) == "" {
			t.Errorf("the standing %q has no words", s)
		}
	}
	seen := map[string]bool{}
	for _, s := range []Sign{Positive, Negative, None, Unknown, Depends, ""} {
		if seen[s.Word()] {
			t.Errorf("%q is said of two signs", s.Word())
		}
		seen[s.Word()] = true
	}
	for _, c := range changes {
		if c.Word() == "" || changeWords[c] == "" || c.result() == "" {
			t.Errorf("the change %q has no words", c)
		}
	}
}
