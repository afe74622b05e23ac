package anki

import (
	"io"
	"net/url"
	"path"
	"regexp"
	"runtime"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
)

// mediaFolder is where files lie in a deck.
const mediaFolder = "media/"

// files are the media of a package, and where each is to be in a deck.
type files struct {
	media  []apkg.Media
	byName map[string]int
	paths  []string // by index; "" for one that is not there
	keep   any      // keeps the package open as long as a file may be read
}

func newFiles(media []apkg.Media, keep any) *files {
	f := &files{media: media, byName: make(map[string]int, len(media)), paths: make([]string, len(media)), keep: keep}
	taken := make(map[string]int, len(media)) // by name, the next number to tell another of that name by
	for i := range media {
		m := &media[i]
		f.byName[m.Name] = i
		if m.Missing || m.Open == nil || m.Size == 0 {
			continue
		}
		name := fileName(m.Name)
		ext := path.Ext(name)
		stem := strings.TrimSuffix(name, ext)
		base := strings.ToLower(name)
		for n := taken[base]; taken[strings.ToLower(name)] > 0; n++ {
			name = stem + "-" + itoa(n) + ext
			taken[base] = n + 1
		}
		taken[strings.ToLower(name)] = 2
		f.paths[i] = mediaFolder + name
	}
	return f
}

// fileName makes the name of a media file into one that a deck may have.
func fileName(name string) string {
	const most = 150 // bytes, so that the path stays short enough
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"|?*/\`, r), unicode.IsControl(r):
			return '_'
		case unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, norm.NFC.String(name))
	ext := path.Ext(name)
	if len(ext) > 10 {
		ext = ""
	}
	stem := strings.TrimSuffix(name, ext)
	if len(stem) > most {
		stem = strings.ToValidUTF8(stem[:most], "") + "-" + strings.TrimPrefix(string(exchange.HashID("", name)), "-")
	}
	stem = strings.TrimSpace(stem)
	if stem == "" || stem[0] == '.' || stem[0] == '~' || device.MatchString(stem) {
		stem = "_" + stem
	}
	if lower := strings.ToLower(ext); lower == ".deck" || lower == ".zip" || lower == ".md" || lower == ".yaml" || lower == ".yml" || strings.HasSuffix(ext, "~") {
		ext += ".bin" // files that mean something in a deck
	}
	return strings.TrimRight(stem+ext, ". ")
}

// device matches the names that Windows keeps for itself, whatever comes behind a full stop.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|con(in|out)\$|(com|lpt)[0-9¹²³])\s*(\.|$)`)

// find returns the index of the file that a field names.
func (f *files) find(name string) (int, bool) {
	if i, ok := f.byName[name]; ok {
		return i, true
	}
	if strings.Contains(name, "%") {
		if plain, err := url.PathUnescape(name); err == nil {
			if i, ok := f.byName[norm.NFC.String(plain)]; ok {
				return i, true
			}
		}
	}
	i, ok := f.byName[norm.NFC.String(name)]
	return i, ok
}

// picture says where the picture that a field names is in the deck.
func (c *converter) picture(src string) (string, bool) {
	i, ok := c.files.find(src)
	if !ok || c.files.paths[i] == "" {
		if at, here := c.here(src); here {
			return at, true
		}
		if strings.Contains(src, "://") {
			c.lose("pictures from the net")
		} else if !strings.HasPrefix(src, "data:") {
			c.gone = true
		}
		return "", false
	}
	c.use(i)
	return c.out.pathOf(c.files, i), true
}

// sound says where a recording is in the deck.
func (c *converter) sound(name string) (string, bool) {
	i, ok := c.files.find(name)
	if !ok || c.files.paths[i] == "" {
		if at, here := c.here(name); here {
			return at, true
		}
		c.gone = true
		return "", false
	}
	c.use(i)
	return c.out.pathOf(c.files, i), true
}

// here says where a file is that did not come, if the deck has it from an earlier time:
// packages can be made without their pictures and sounds.
func (c *converter) here(name string) (string, bool) {
	if c.holds == nil || strings.Contains(name, ":") {
		return "", false
	}
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	at := mediaFolder + fileName(name)
	return at, c.holds(c.note, at)
}

// holds reports whether the deck here that a note goes to has a file. Several goroutines
// may ask.
func (r *reader) holds(n *noteIn, path string) bool {
	r.asking.Lock()
	defer r.asking.Unlock()
	return r.options.Holds.Ask(r.bundle.Parcels[n.place.parcel].ID, path)
}

// use takes note that a note shows a file.
func (c *converter) use(i int) {
	if c.used[i] != c.number {
		c.used[i] = c.number
		c.out.media = append(c.out.media, i)
	}
}

// opener returns what opens a file.
func (f *files) opener(i int) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		defer runtime.KeepAlive(f.keep)
		return f.media[i].Open()
	}
}
