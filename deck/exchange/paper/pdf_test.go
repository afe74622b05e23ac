package paper_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// everyMark is a page with one mark of every kind.
func everyMark() paper.Page {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		panic(err)
	}
	ink := paper.Light.Ink
	return paper.Page{Width: 200, Height: 100, Marks: []paper.Mark{
		{Kind: paper.Box, Rect: model.Rect{X: 1, Y: 1, Width: 30, Height: 20}, Radius: 5, Fill: color.NRGBA{R: 9, A: 99}, Stroke: ink, Width: 1},
		{Kind: paper.Ellipse, Rect: model.Rect{X: 40, Y: 1, Width: 30, Height: 20}, Stroke: ink, Width: 1, Dash: []float64{2, 1}},
		{Kind: paper.Line, Points: []model.Point{{X: 1, Y: 40}, {X: 30, Y: 50}, {X: 60, Y: 40}}, Stroke: ink, Width: 2},
		{Kind: paper.Area, Points: []model.Point{{X: 80, Y: 1}, {X: 90, Y: 20}, {X: 70, Y: 20}}, Fill: ink},
		{Kind: paper.Text, Text: "Ærø 中文", Points: []model.Point{{X: 100, Y: 60}}, Size: 12, Fill: ink, Face: paper.Bold, Align: paper.Middle, Link: "https://example.org/"},
		{Kind: paper.Picture, Rect: model.Rect{X: 100, Y: 70, Width: 20, Height: 20}, Picture: picture.Bytes()},
	}}
}

func written(tb testing.TB, m paper.Meta, pages ...paper.Page) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := paper.WritePDF(&b, pages, m); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

var (
	streams = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	shown   = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\) Tj`)
	escapes = regexp.MustCompile(`(?s)\\(.)`)
)

// said reads the texts in a PDF file, each letter of which is two bytes.
func said(tb testing.TB, file []byte) string {
	tb.Helper()
	var b strings.Builder
	for _, s := range streams.FindAllSubmatch(file, -1) {
		r, err := zlib.NewReader(bytes.NewReader(s[1]))
		if err != nil {
			continue // a picture
		}
		content, err := io.ReadAll(r)
		if err != nil {
			continue
		}
		for _, text := range shown.FindAllSubmatch(content, -1) {
			raw := escapes.ReplaceAllFunc(text[1], func(e []byte) []byte {
				if e[1] == 'r' {
					return []byte("\r")
				}
				return e[1:]
			})
			var units []uint16
			for i := 0; i+1 < len(raw); i += 2 {
				units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
			}
			b.WriteString(string(utf16.Decode(units)) + "\n")
		}
	}
	return b.String()
}

func TestPDF(t *testing.T) {
	page := everyMark()
	page.Parts = []paper.Part{{Title: "Contents", Y: 10}}
	file := written(t, paper.Meta{Title: "Blåbær 中", Author: "Åse", Language: "da"}, page)
	for _, want := range []string{"%PDF-1.", "/FontFile2", "/Lang (da)", "/MediaBox [0 0 200.00 100.00]", "https://example.org/", "/Outlines", "\x00C\x00o\x00n\x00t\x00e\x00n\x00t\x00s"} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("the file has no %s", want)
		}
	}
	if got := said(t, file); got != "Ærø \n中文\n" {
		t.Errorf("the file says %q", got)
	}
	if len(file) > 40_000 {
		t.Errorf("%d bytes: the fonts are in it with more than what is used", len(file))
	}
}

func TestPDFIsTheSameEveryTime(t *testing.T) {
	m := paper.Meta{Title: "Once", Now: time.Date(2026, 11, 22, 10, 0, 0, 0, time.FixedZone("", 3600))}
	var pages []paper.Page
	for _, each := range models(t) {
		page, _ := paper.Figure(each, paper.FigureOptions{})
		pages = append(pages, page)
	}
	rare := everyMark() // a composed letter, which the library puts together anew
	rare.Marks[4].Text = "顾客参与是什么？顾客自愿投入的资源，超出交易。"
	pages = append(pages, everyMark(), rare)
	first := written(t, m, pages...)
	for range 3 {
		if !bytes.Equal(first, written(t, m, pages...)) {
			t.Fatal("the same pages made other bytes")
		}
	}
}

func TestPDFOfNothing(t *testing.T) {
	if file := written(t, paper.Meta{}); !bytes.HasPrefix(file, []byte("%PDF")) {
		t.Error("no pages made no file")
	}
	placeless := []paper.Mark{
		{Kind: paper.Line, Stroke: paper.Light.Ink},
		{Kind: paper.Area, Fill: paper.Light.Ink},
		{Kind: paper.Text, Text: "x", Fill: paper.Light.Ink},
		{Kind: paper.Picture},
		{Kind: paper.Box},
	}
	if file := written(t, paper.Meta{}, paper.Page{Width: 10, Height: 10, Marks: placeless}); len(file) == 0 {
		t.Error("marks without a place made no file")
	}
}

func TestOnePictureIsInTheFileOnce(t *testing.T) {
	var photo bytes.Buffer
	img := image.NewRGBA(image.Rect(0, 0, 300, 300))
	for i := range img.Pix {
		img.Pix[i] = byte(i * i)
	}
	if err := jpeg.Encode(&photo, img, nil); err != nil {
		t.Fatal(err)
	}
	mark := func(data []byte) paper.Mark {
		return paper.Mark{Kind: paper.Picture, Rect: model.Rect{Width: 50, Height: 50}, Picture: data}
	}
	page := paper.Page{Width: 100, Height: 100, Marks: []paper.Mark{mark(photo.Bytes()), mark(photo.Bytes()), mark(bytes.Clone(photo.Bytes()))}}
	if file := written(t, paper.Meta{}, page, page); len(file) > photo.Len()+3000 {
		t.Errorf("a picture of %d bytes made a file of %d", photo.Len(), len(file))
	}
}

// A fullDisk takes nothing.
type fullDisk struct{}

var errFull = errors.New("no space left")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestPDFErrors(t *testing.T) {
	if err := paper.WritePDF(fullDisk{}, []paper.Page{everyMark()}, paper.Meta{}); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
	broken := paper.Page{Width: 10, Height: 10, Marks: []paper.Mark{{Kind: paper.Picture, Rect: model.Rect{Width: 5, Height: 5}, Picture: []byte("no picture")}}}
	if err := paper.WritePDF(io.Discard, []paper.Page{broken}, paper.Meta{}); err == nil {
		t.Error("a broken picture was written")
	}
}

// TestLanguageIsATag: what a stranger calls the language of a deck is no part of the file's
// own words.
func TestLanguageIsATag(t *testing.T) {
	for language, want := range map[string]bool{"zh-Hans-CN": true, "da": true, "en) /OpenAction <</S /URI /URI (https://example.org)>> /X (": false, "da\n": false, "": false} {
		file := written(t, paper.Meta{Language: language}, everyMark())
		if got := bytes.Contains(file, []byte("/Lang (")); got != want || bytes.Contains(file, []byte("OpenAction <</S")) {
			t.Errorf("%q: the file has a language: %v, want %v", language, got, want)
		}
	}
}
