package main

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	var all []byte
	for _, a := range args[1:] {
		text, err := strconv.Unquote(`"` + a + `"`)
		ts.Check(err)
		all = append(all, text...)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), all, 0o666))
}

// writeLarge makes a file that takes no room on most disks.
func writeLarge(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(f.Truncate(size << 20))
	ts.Check(f.Close())
}

const zippedDeck = "---\nid: zipped\ntitle: Zipped\n---\n## A {#a}\nx\n"

// writeZip makes an archive of a deck with something wrong in it.
func writeZip(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, text string, mode fs.FileMode) {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		h.SetMode(mode)
		w, err := z.CreateHeader(h)
		ts.Check(err)
		_, err = w.Write([]byte(text))
		ts.Check(err)
	}
	add("deck.md", zippedDeck, 0o644)
	switch args[0] {
	case "plain":
	case "traversal":
		add("../outside.md", "x", 0o644)
	case "absolute":
		add("/tmp/outside.md", "x", 0o644)
	case "backslash":
		add(`..\outside.md`, "x", 0o644)
	case "symlink":
		add("media/a.png", "/etc/passwd", fs.ModeSymlink|0o777)
	case "twice":
		add("Deck.md", "x", 0o644)
	case "bomb":
		add("media/a.png", strings.Repeat("\x00", 15<<20), 0o644)
	case "many":
		for i := range 6000 {
			add("media/"+strconv.Itoa(i)+".png", "", 0o644)
		}
	default:
		ts.Fatalf("no archive is known as %q", args[0])
	}
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o666))
}
