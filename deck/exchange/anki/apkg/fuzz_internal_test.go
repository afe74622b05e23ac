package apkg

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"touchpoint/deck/exchange"
)

// readBytes reads a package from memory, its media too.
func readBytes(data []byte) (*Collection, error) {
	p, err := newPackage(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	c, err := p.Read(context.Background(), ReadOptions{})
	if err != nil {
		return nil, err
	}
	return c, ReadMedia(c)
}

// ReadMedia reads every media file of a collection to its end.
func ReadMedia(c *Collection) error {
	for _, m := range c.Media {
		if m.Open == nil {
			continue
		}
		r, err := m.Open()
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, r)
		if err := errors.Join(err, r.Close()); err != nil {
			return err
		}
	}
	return nil
}

// judge complains of what no file may lead to.
func judge(t *testing.T, c *Collection, err error) {
	t.Helper()
	var said *exchange.Error
	if err != nil {
		if !errors.As(err, &said) {
			t.Errorf("%v is no sentence", err)
		}
		return
	}
	for _, n := range c.Notes {
		if !utf8.ValidString(n.Fields+n.GUID+n.Tags) || strings.Contains(n.Fields, "\x00") {
			t.Errorf("note %d is not text: %q", n.ID, n.Fields)
		}
	}
	for _, m := range c.Media {
		if !onePart(m.Name) {
			t.Errorf("%q is no safe name", m.Name)
		}
	}
}

// FuzzZip gives anything as a file.
func FuzzZip(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join("testdata", "samples", "minimal*.apkg"))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		f.Add(data[:len(data)-30])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := readBytes(data)
		judge(t, c, err)
	})
}

// FuzzDatabase gives anything as the database, and as the list of media files.
func FuzzDatabase(f *testing.F) {
	for _, name := range []string{"minimal.apkg", "spec_made_anki21b_sample_with_history.apkg"} {
		data, list := unpackedSample(f, name)
		f.Add(data, list)
	}
	f.Fuzz(func(t *testing.T, database, list []byte) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, data := range map[string][]byte{Legacy1.String(): database, mediaName: list, "0": []byte("png")} {
			w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			if err != nil {
				t.Fatal(err)
			}
			_, _ = w.Write(data)
		}
		_ = z.Close()
		c, err := readBytes(b.Bytes())
		judge(t, c, err)
	})
}

// unpackedSample returns the database of a sample and a list of media files.
func unpackedSample(f *testing.F, name string) (database, list []byte) {
	p, err := Open(f.Context(), filepath.Join("testdata", "samples", name))
	if err != nil {
		f.Fatal(err)
	}
	defer p.Close()
	path, remove, err := p.extract(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	defer remove()
	database, err = os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	return database, []byte(`{"0": "a.png", "1": "CON"}`)
}

// FuzzProtocolBuffers gives anything as each message that is read.
func FuzzProtocolBuffers(f *testing.F) {
	f.Add([]byte("\x08\x01\x10\x02\x1a\x03css\x48\x06"))
	f.Add([]byte("\x0a\x06\x08\x01\x22\x02hi"))
	f.Add([]byte("\x4d\x66\x66\x66\x3f\x1a\x08\x00\x00\x80\x3f\x00\x00\x80\x3f\x48\x14"))
	f.Add([]byte("\x0a\x09\x0a\x05a.png\x10\x03"))
	f.Fuzz(func(t *testing.T, message []byte) {
		var n NoteType
		var d Deck
		var p Preset
		if n.configure(string(message)) == nil && !utf8.ValidString(n.CSS) {
			t.Errorf("%q is not text", n.CSS)
		}
		if d.configure(string(message)) == nil && !utf8.ValidString(d.Description) {
			t.Errorf("%q is not text", d.Description)
		}
		if p.configure(string(message)) == nil && (p.NewPerDay < 0 || p.Retention != p.Retention) {
			t.Errorf("got %+v", p)
		}
		if files, err := linesOfLatest(message); err == nil && len(files) > len(message) {
			t.Errorf("%d files in %d bytes", len(files), len(message))
		}
	})
}
