package model

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A schema is as much of a JSON Schema as the tests look at.
type schema struct {
	Ref         string             `json:"$ref"`
	Schema      string             `json:"$schema"`
	Defs        map[string]*schema `json:"$defs"`
	Description string             `json:"description"`
	Properties  map[string]*schema `json:"properties"`
	Required    []string           `json:"required"`
	Items       *schema            `json:"items"`
	Additional  any                `json:"additionalProperties"`
}

// TestSchema wants that the schema for editors has exactly the names that Parse knows,
// each with a description, that the same ones must be there, and that lists hold the same.
func TestSchema(t *testing.T) {
	src, err := os.ReadFile("../../assets/schema/model.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var s schema
	if err := json.Unmarshal(src, &s); err != nil {
		t.Fatal(err)
	}
	if want := "https://json-schema.org/draft/2020-12/schema"; s.Schema != want {
		t.Errorf("$schema = %q, want %q", s.Schema, want)
	}
	known := tables()
	for _, kind := range []Kind{PathKind, JourneyKind, ContingencyKind, ClassificationKind} {
		head := tableOf(headFields(kind))
		head.required = []string{"id", "kind", "title"}
		known[string(kind)] = head
	}
	got := make(map[string]table)
	for name, d := range s.Defs {
		if strings.HasPrefix(name, "field-") {
			continue
		}
		if d.Additional != false {
			t.Errorf("%s takes any name, want those of the parser only", name)
		}
		shape := table{required: slices.Sorted(slices.Values(d.Required)), of: make(map[string]string)}
		for field, p := range d.Properties {
			shape.of[field] = p.holds()
			if p.resolve(&s).Description == "" && field != "stage" && field != "lane" {
				t.Errorf("%s.%s has no description", name, field)
			}
		}
		got[name] = shape
	}
	if diff := cmp.Diff(known, got, cmp.AllowUnexported(table{})); diff != "" {
		t.Errorf("the schema differs from the parser (-parser +schema):\n%s", diff)
	}
}

// holds names the shape of a property's value or of its entries, "" for another value.
func (s *schema) holds() string {
	ref := s.Ref
	if s.Items != nil {
		ref = s.Items.Ref
	}
	name := strings.TrimPrefix(ref, "#/$defs/")
	if strings.HasPrefix(name, "field-") {
		return ""
	}
	return name
}

func (s *schema) resolve(root *schema) *schema {
	if d := root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")]; s.Description == "" && d != nil {
		return d
	}
	return s
}

// A table is what both a shape and the schema say of a mapping.
type table struct {
	required []string
	of       map[string]string // field to the shape of what it holds
}

func tableOf[T any](fields []field[T]) table {
	t := table{of: make(map[string]string)}
	for _, f := range fields {
		t.of[f.name] = f.of
		if f.must {
			t.required = append(t.required, f.name)
		}
	}
	slices.Sort(t.required)
	return t
}

// tables returns the tables of all shapes, by their names.
func tables() map[string]table {
	known := make(map[string]table)
	addTable(known, distractorShape)
	addTable(known, stageShape)
	addTable(known, constructShape)
	addTable(known, relationShape)
	addTable(known, linkShape)
	addTable(known, effectShape)
	addTable(known, moderatorShape)
	addTable(known, levelShape)
	addTable(known, valueShape)
	addTable(known, actShape)
	addTable(known, laneShape)
	addTable(known, touchpointShape)
	addTable(known, aroundShape)
	addTable(known, flowShape)
	addTable(known, readingShape)
	addTable(known, setShape)
	addTable(known, scenarioShape)
	addTable(known, stepShape)
	addTable(known, alternativeShape)
	addTable(known, conditionShape)
	addTable(known, ruleShape)
	addTable(known, gapShape)
	addTable(known, rootShape)
	addTable(known, facetShape)
	addTable(known, categoryShape)
	addTable(known, itemShape)
	addTable(known, storyShape)
	addTable(known, sortingShape)
	addTable(known, decisionShape)
	return known
}

func addTable[T any](known map[string]table, s *shape[T]) { known[s.name] = tableOf(s.fields) }
