package theme

import (
	"bytes"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"

	"touchpoint/assets"
)

// Icon returns an embedded line drawing in the colour of a role. The drawings are
// black lines; the toolkit's own way of colouring one would fill its shapes.
func Icon(name string, role fyne.ThemeColorName) fyne.Resource {
	c := color.NRGBAModel.Convert(Color(role)).(color.NRGBA)
	hex := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	svg := bytes.ReplaceAll(assets.Icon(name+".svg"), []byte("#000000"), []byte(hex))
	return fyne.NewStaticResource(name+hex+".svg", svg)
}
