package pack_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"touchpoint/deck/pack"
)

// large is a deck of 20,000 notes in 40 files, no two of which are alike.
func large() fstest.MapFS {
	fsys := fstest.MapFS{}
	for f := range 40 {
		var b strings.Builder
		if f == 0 {
			b.WriteString("---\nid: large\ntitle: A large deck\nversion: 1.0.0\n---\n")
		}
		fmt.Fprintf(&b, "# Topic %d\n\n", f)
		for n := range 500 {
			id := f*500 + n
			fmt.Fprintf(&b, "## What does study %d find in case %d? {#n%d}\n\nThat it *grows* by %d, though less each time.\n\n> Each contact adds less than number %d.\n\n", id, n, id, id*7919%10007, id*31)
		}
		name := fmt.Sprintf("%02d-topic.md", f)
		if f == 0 {
			name = "deck.md"
		}
		fsys[name] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return fsys
}

func BenchmarkWrite20k(b *testing.B) {
	fsys := large()
	for b.Loop() {
		var out bytes.Buffer
		if _, err := pack.Write(&out, fsys, pack.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadAndExtract20k(b *testing.B) {
	data := write(b, large(), pack.Options{})
	dir := b.TempDir()
	for n := 0; b.Loop(); n++ {
		if err := pack.Extract(read(b, data), filepath.Join(dir, fmt.Sprint(n))); err != nil {
			b.Fatal(err)
		}
	}
}
