package model

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestEmbeddedTasks asks everything that the embedded deck asks, of its models as they
// are: the right answer is right and nothing is given away or told twice.
func TestEmbeddedTasks(t *testing.T) {
	files, err := filepath.Glob("../../assets/decks/*/models/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no models: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			m, _ := Parse(src)
			if m == nil {
				t.Fatal("the model cannot be used")
			}
			tasks := m.Tasks()
			if err := taskWellFormed(m, tasks); err != nil {
				t.Error(err)
			}
			if len(tasks) == 0 || tasks[len(tasks)-1].Kind != RebuildTask {
				t.Error("it is not rebuilt")
			}
			for _, task := range tasks {
				for seed := range uint64(3) {
					taskEmbedded(t, task.Ask(seed))
				}
			}
		})
	}
}

// taskEmbedded holds one question against what must be so of all.
func taskEmbedded(t *testing.T, a Ask) {
	t.Helper()
	id := a.Task.ID
	ans, ok := taskRight(a)
	if !ok {
		return
	}
	s := a.Score(ans)
	if !s.Correct || s.Share != 1 {
		t.Errorf("%s: the right answer %+v scores %v", id, ans, s.Share)
	}
	if s.Right == "" || s.Explanation == "" || len(s.Sources) == 0 {
		t.Errorf("%s: the answer %q is not explained (%q, sources %v)", id, s.Right, s.Explanation, s.Sources)
	}
	var texts []string
	for _, o := range a.Options {
		if strings.TrimSpace(o.Text) == "" || slices.Contains(texts, o.Text) {
			t.Errorf("%s: the option %q is empty or there twice", id, o.Text)
		}
		texts = append(texts, o.Text)
	}
	for _, names := range a.key.names {
		for _, name := range names {
			if conceal(a.Prompt, name) != a.Prompt {
				t.Errorf("%s: the question %q names %q", id, a.Prompt, name)
			}
		}
	}
	if a.Drawing == nil {
		return
	}
	if a.Way == Type {
		for _, text := range taskVisible(a) {
			if conceal(text, a.key.names[0]...) != text {
				t.Errorf("%s: the drawing says %q", id, text)
			}
		}
	}
	for _, step := range a.Steps {
		for _, target := range step.Targets {
			if !taskDrawn(a.Drawing, target) || a.Overlay[target].Hidden {
				t.Errorf("%s: %s is not there to be tapped", id, target)
			}
		}
	}
	for asked, face := range a.Overlay {
		if (face.Asked || face.Lit) && !taskDrawn(a.Drawing, asked) {
			t.Errorf("%s: %s is marked but not drawn", id, asked)
		}
	}
}

func taskDrawn(d *Drawing, id string) bool {
	return slices.ContainsFunc(d.Nodes, func(n Node) bool { return n.ID == id }) ||
		slices.ContainsFunc(d.Edges, func(e Edge) bool { return e.ID == id }) ||
		slices.ContainsFunc(d.Bands, func(b Band) bool { return b.ID == id })
}
