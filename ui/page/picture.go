package page

import (
	"bytes"
	"image"

	_ "image/gif"  // pictures of a deck may be GIF,
	_ "image/jpeg" // JPEG
	_ "image/png"  // or PNG; SVG the toolkit reads itself

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"touchpoint/ui/theme"
)

// Pictures finds the bytes of a deck's pictures. It resolves them itself, because
// the toolkit would look for a missing file again at every layout.
type Pictures func(path string) ([]byte, error)

// maxPixels bounds what a picture may unpack to: 40 million pixels are 160 MB.
const maxPixels = 40_000_000

// fit returns how large a picture is in a column: its own size, or the column's
// width where it is wider. What cannot be read takes one line.
func (p Pictures) fit(path string, column float32) fyne.Size {
	config, ok := p.config(path)
	if !ok {
		return fyne.NewSize(column, theme.Size(theme.Body)*LineHeight)
	}
	w, h := float32(config.Width), float32(config.Height)
	if w > column {
		w, h = column, h*column/w
	}
	return fyne.NewSize(w, h)
}

// object returns what is drawn for a picture: itself, or its description where it
// cannot be read.
func (p Pictures) object(path, alt string) fyne.CanvasObject {
	if _, ok := p.config(path); !ok {
		text := canvas.NewText("Picture: "+alt, theme.Color(theme.Muted))
		text.TextSize = theme.Size(theme.Body)
		return container.NewWithoutLayout(text)
	}
	data, _ := p(path)
	img := canvas.NewImageFromResource(fyne.NewStaticResource(path, data))
	img.FillMode = canvas.ImageFillContain
	return img
}

func (p Pictures) config(path string) (image.Config, bool) {
	if p == nil {
		return image.Config{}, false
	}
	data, err := p(path)
	if err != nil {
		return image.Config{}, false
	}
	if bytes.Contains(data[:min(len(data), 512)], []byte("<svg")) {
		return image.Config{Width: svgWidth, Height: svgWidth * 2 / 3}, true
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.Width <= 0 || config.Height <= 0 || config.Width*config.Height > maxPixels {
		return image.Config{}, false
	}
	return config, true
}

// svgWidth is how wide a drawing without pixels of its own is shown.
const svgWidth = 600
