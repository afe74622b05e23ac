package model

import (
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/goccy/go-yaml/ast"

	"touchpoint/deck/yamltext"
)

// TestModelsDoNotKeepTheirYAML reads a model and waits until the entries of the YAML that
// it was read from are gone: they weigh ten times more than the model.
func TestModelsDoNotKeepTheirYAML(t *testing.T) {
	src, err := os.ReadFile("../../assets/decks/customer-engagement/models/journey.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var found entries
	m, gone := readWatched(string(src), &found)
	if m == nil || found < 100 {
		t.Fatalf("the model is %v, read from %d entries, want more than 100", m, found)
	}
	collect := time.NewTicker(10 * time.Millisecond)
	defer collect.Stop()
	late := time.After(10 * time.Second)
	for left := found; left > 0; {
		select {
		case <-gone:
			left--
		case <-collect.C:
			runtime.GC()
		case <-late:
			t.Fatalf("the model keeps %d of %d entries", left, found)
		}
	}
	runtime.KeepAlive(m)
}

// readWatched reads a model, counts the entries of its YAML, and tells of each that goes.
func readWatched(text string, found *entries) (*Model, <-chan struct{}) {
	r := &reader{
		Reader: yamltext.Reader{Limits: yamlLimits, Rule: "model", Name: "a model"},
		byID:   make(map[string]int), lost: make(map[ElementKind]bool), owner: -1,
	}
	read := r.Read(text)
	gone := make(chan struct{}, len(text))
	for _, e := range read {
		ast.Walk(found, e)
		ast.Walk(watch(gone), e)
	}
	return r.model(read), gone
}

// entries counts the entries of mappings.
type entries int

func (n *entries) Visit(node ast.Node) ast.Visitor {
	if _, ok := node.(*ast.MappingValueNode); ok {
		*n++
	}
	return n
}

// watch tells of each entry of a mapping that nothing holds any more.
type watch chan struct{}

func (w watch) Visit(node ast.Node) ast.Visitor {
	if e, ok := node.(*ast.MappingValueNode); ok {
		runtime.AddCleanup(e, func(struct{}) { w <- struct{}{} }, struct{}{})
	}
	return w
}
