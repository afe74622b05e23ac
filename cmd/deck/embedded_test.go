package main

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

const embeddedDeck = "../../assets/decks/customer-engagement"

// TestEmbeddedDeck holds the deck that comes with the program to what its authors
// promise: nothing to complain of, and enough to study.
func TestEmbeddedDeck(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"check", embeddedDeck}, &out, &errs); code != exitOK || out.Len()+errs.Len() > 0 {
		t.Errorf("deck check exits with %d and says\n%s%swant 0 and nothing", code, &out, &errs)
	}
	if code := run(t.Context(), []string{"fmt", "-d", embeddedDeck}, &out, &errs); code != exitOK || out.Len()+errs.Len() > 0 {
		t.Errorf("deck fmt -d exits with %d and says\n%s%swant 0 and nothing", code, &out, &errs)
	}
	out.Reset()
	if code := run(t.Context(), []string{"stats", "--json", embeddedDeck}, &out, &errs); code != exitOK {
		t.Fatalf("deck stats exits with %d: %s", code, &errs)
	}
	var got stats
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Notes < 120 || got.Cards < 170 {
		t.Errorf("%d notes with %d cards, want at least 120 with 170", got.Notes, got.Cards)
	}
	for _, k := range kinds {
		if got.Kinds[k] == 0 && k != deck.Occlude { // it has no pictures
			t.Errorf("no note of the kind %s, want some of each", k)
		}
	}
	if got.Models < 12 || got.Tasks < 300 {
		t.Errorf("%d models with %d tasks, want at least 12 with 300", got.Models, got.Tasks)
	}
	for _, k := range model.TaskKinds {
		if got.TaskKinds[k] == 0 {
			t.Errorf("no task of the kind %s, want some of each", k)
		}
	}
}

// TestEmbeddedClaims holds every claim of the embedded models to a standing and, unless
// it is the editor's own, to a source that the deck has.
func TestEmbeddedClaims(t *testing.T) {
	d, _, err := deck.Parse(os.DirFS(embeddedDeck))
	if err != nil {
		t.Fatal(err)
	}
	keys := make(map[string]bool)
	for _, s := range d.Sources {
		keys[s.Key] = true
	}
	claims := 0
	claim := func(m *model.Model, name string, standing model.Standing, sources []string) {
		claims++
		if standing == "" || standing != model.Inference && len(sources) == 0 {
			t.Errorf("%s: %s has the standing %q and the sources %q", m.File, name, standing, sources)
		}
		for _, s := range sources {
			if !keys[s] {
				t.Errorf("%s: %s names the source %q, which the deck does not have", m.File, name, s)
			}
		}
	}
	for _, m := range d.Models {
		claim(m, "the model", m.Standing, m.Sources)
		for _, e := range m.Elements() {
			claim(m, e.ID, e.Standing, e.Sources)
		}
		for _, x := range m.Moderators {
			for _, a := range x.Acts {
				claim(m, x.ID+" on "+a.On, a.Standing, a.Sources)
			}
		}
	}
	if claims < 300 {
		t.Errorf("%d claims, want at least 300", claims)
	}
}
