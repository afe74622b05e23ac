package table_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/exchange/table"
)

func BenchmarkReadAndBundle(b *testing.B) {
	for _, html := range []bool{false, true} {
		var text bytes.Buffer
		fmt.Fprintf(&text, "#separator:tab\n#html:%v\n", html)
		for i := range 20_000 {
			fmt.Fprintf(&text, "What is meant by the word number %d?\tIt is the word that stands in place %d of the list, and nothing more than that.<br>So <b>there</b>.\ta b\n", i, i)
		}
		b.Run(fmt.Sprintf("html=%v", html), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(text.Len()))
			for b.Loop() {
				s, err := table.Read(text.Bytes(), table.Options{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.Bundle(table.Target{Title: "T"}, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkWrite(b *testing.B) {
	var text strings.Builder
	text.WriteString("---\nid: d\ntitle: D\n---\n")
	for i := range 20_000 {
		fmt.Fprintf(&text, "## What is meant by the word number %d? {#n%d}\nIt is the word that stands in place %d of the list, and **nothing** more.\n\n", i, i, i)
	}
	d, _ := deck.ParseFile("d.md", []byte(text.String()))
	for _, html := range []bool{false, true} {
		b.Run(fmt.Sprintf("html=%v", html), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := table.Write(io.Discard, d, table.WriteOptions{Headers: true, HTML: html}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
