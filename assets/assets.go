// Package assets embeds what the program carries with it: the decks, the fonts,
// the icons and the schema for editors. It holds no rules; the packages that use a file say what it means.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed decks fonts icons schema
var files embed.FS

// Deck returns the folder of an embedded deck, as an author would have written it.
func Deck(name string) (fs.FS, error) {
	sub, err := fs.Sub(files, "decks/"+name)
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(sub, "."); err != nil {
		return nil, err
	}
	return sub, nil
}

// Decks names the embedded decks, in name order.
func Decks() []string {
	return names("decks")
}

// Font returns the bytes of an embedded font file.
func Font(name string) []byte {
	return must("fonts/" + name)
}

// Icon returns the bytes of an embedded icon.
func Icon(name string) []byte {
	return must("icons/" + name)
}

// Schema returns the JSON Schema of a kind of file that authors write, such as "model".
func Schema(name string) []byte {
	return must("schema/" + name + ".schema.json")
}

func names(dir string) []string {
	entries, err := files.ReadDir(dir)
	if err != nil {
		return nil
	}
	var list []string
	for _, e := range entries {
		if e.IsDir() {
			list = append(list, e.Name())
		}
	}
	return list
}

// must reads a file whose name the program itself wrote down: when it is missing,
// the program was built wrongly.
func must(path string) []byte {
	data, err := files.ReadFile(path)
	if err != nil {
		panic("assets: " + err.Error())
	}
	return data
}
