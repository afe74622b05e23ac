package anki

import (
	"bytes"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/exchange/anki/apkg"
)

// layersSVG is a picture of masks as the add-on draws them, 200 by 100.
const layersSVG = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">
 <g><title>Labels</title></g>
 <g><title>Masks</title>
  <rect fill="#FFEBA2" height="10" width="20" x="20" y="10" id="u-ao-1" stroke="#2D2D2D"/>
  <g class="qshape" id="u-ao-2"><ellipse cx="100" cy="50" rx="20" ry="10"/><polygon points="0,0 20,0 20 50"/></g>
 </g>
</svg>`

func TestMasksOfTheAddOn(t *testing.T) {
	s := sheet{
		fields: []string{"ID (hidden)", "Header", "Image", "Question Mask", "Footer", "Remarks", "Sources", "Extra 1", "Extra 2", "Answer Mask", "Original Mask"},
		templates: []string{
			`{{#Image}}<div id="io-header">{{Header}}</div><div id="io-wrapper"><div id="io-overlay">{{Question Mask}}</div><div id="io-original">{{Image}}</div></div>{{/Image}}`,
			`{{#Image}}<div id="io-header">{{Header}}</div><div id="io-overlay">{{Answer Mask}}</div>{{Image}}{{#Remarks}}{{Remarks}}{{/Remarks}}{{/Image}}`,
		},
		note: []string{"u-ao-2", "The heart", `<img src="a.png">`, `<img src="q.svg">`, "", "It beats.", "", "", "", `<img src="q.svg">`, `<img src="q.svg">`},
	}
	c := s.collection()
	c.Cards[0].Type, c.Cards[0].Queue, c.Cards[0].Interval, c.Cards[0].Due = 2, 2, 3, 5
	c.Media = append(c.Media, apkg.Media{Name: "q.svg", Size: int64(len(layersSVG)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader([]byte(layersSVG))), nil
	}})
	b, notes := readNotes(t, c, Options{History: true})
	want := "## The heart {#id .occlude}\n![](media/a.png)\n\n- 1: 40 40 20 20\n- 1: 0 0 10 50\n\n> It beats.\n"
	if diff := cmp.Diff(want, texts(notes)); diff != "" {
		t.Error(diff)
	}
	if len(b.Parcels[0].Media) != 1 || len(b.History) != 1 || b.History[0].Card != deck.MakeCardID("biology", notes[0].ID, "1") {
		t.Errorf("the files are %+v, the history %+v", b.Parcels[0].Media, b.History)
	}
}

func TestMasksAreNeverBeyondTheirPicture(t *testing.T) {
	for _, field := range []string{
		"{{c1::image-occlusion:rect:left=-.5:top=.9:width=5:height=5}}",
		"{{c1::image-occlusion:rect:left=.9999:top=.9999:width=.0001:height=.0001}}",
		"{{c1::image-occlusion:polygon:points=NaN,Inf 0,0 1e300,1}}",
		"{{c1::image-occlusion:ellipse:left=.1:top=.1:rx=1e308:ry=1e308}}",
		"{{c0,100,7::image-occlusion:rect:left=.1:top=.1:width=.1:height=.1}}",
	} {
		masks, _, _, _ := masksOf(field)
		for _, m := range masks {
			if m.X < 0 || m.Y < 0 || !(m.Width > 0) || !(m.Height > 0) || m.X+m.Width > 100.01 || m.Y+m.Height > 100.01 || m.Number < 1 || m.Number > 99 {
				t.Errorf("%s: %+v", field, m)
			}
		}
	}
}
