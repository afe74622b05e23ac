package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// The roles of colour.
const (
	Ground   fyne.ThemeColorName = "touchpointGround"   // behind everything
	Surface  fyne.ThemeColorName = "touchpointSurface"  // what lies on the ground
	Ink      fyne.ThemeColorName = "touchpointInk"      // text
	Muted    fyne.ThemeColorName = "touchpointMuted"    // text that stands back
	Hairline fyne.ThemeColorName = "touchpointHairline" // lines between things
	Accent   fyne.ThemeColorName = "touchpointAccent"   // the one thing to do next
	OnAccent fyne.ThemeColorName = "touchpointOnAccent" // text on the accent
	Wash     fyne.ThemeColorName = "touchpointWash"     // a breath of accent behind what is chosen
	Again    fyne.ThemeColorName = "touchpointAgain"    // forgotten, wrong, negative
	Hard     fyne.ThemeColorName = "touchpointHard"     // remembered with effort
	Good     fyne.ThemeColorName = "touchpointGood"     // remembered, right, positive
	Easy     fyne.ThemeColorName = "touchpointEasy"     // remembered at once
)

// Palette is the set of roles that carry a meaning, for the contrast test.
var Palette = []fyne.ThemeColorName{Ink, Muted, Accent, Again, Hard, Good, Easy}

var light = map[fyne.ThemeColorName]color.Color{
	Ground:   rgb(0xFAF8F4),
	Surface:  rgb(0xFFFFFF),
	Ink:      rgb(0x1F2430),
	Muted:    rgb(0x5B6270),
	Hairline: rgb(0xDDD8CE),
	Accent:   rgb(0x1B5E6B),
	OnAccent: rgb(0xFFFFFF),
	Wash:     rgb(0xE9F1F1),
	Again:    rgb(0xA63A32),
	Hard:     rgb(0x8A5A00),
	Good:     rgb(0x22703F),
	Easy:     rgb(0x2456A6),

	fynetheme.ColorNameHover:             rgba(0x1F2430, 0x0D),
	fynetheme.ColorNamePressed:           rgba(0x1F2430, 0x1A),
	fynetheme.ColorNameShadow:            rgba(0x1F2430, 0x2E),
	fynetheme.ColorNameSelection:         rgba(0x1B5E6B, 0x38),
	fynetheme.ColorNameScrollBar:         rgba(0x1F2430, 0x55),
	fynetheme.ColorNameDisabled:          rgb(0x8D919A),
	fynetheme.ColorNameOverlayBackground: rgb(0xFFFFFF),
}

var dark = map[fyne.ThemeColorName]color.Color{
	Ground:   rgb(0x15171C),
	Surface:  rgb(0x1E2128),
	Ink:      rgb(0xECE9E2),
	Muted:    rgb(0xA3A9B5),
	Hairline: rgb(0x363B46),
	Accent:   rgb(0x6CC3D1),
	OnAccent: rgb(0x15171C),
	Wash:     rgb(0x1F333A),
	Again:    rgb(0xF0857B),
	Hard:     rgb(0xE3B04B),
	Good:     rgb(0x74C794),
	Easy:     rgb(0x8DB4F2),

	fynetheme.ColorNameHover:             rgba(0xECE9E2, 0x12),
	fynetheme.ColorNamePressed:           rgba(0xECE9E2, 0x20),
	fynetheme.ColorNameShadow:            rgba(0x000000, 0x80),
	fynetheme.ColorNameSelection:         rgba(0x6CC3D1, 0x48),
	fynetheme.ColorNameScrollBar:         rgba(0xECE9E2, 0x55),
	fynetheme.ColorNameDisabled:          rgb(0x70757F),
	fynetheme.ColorNameOverlayBackground: rgb(0x1E2128),
}

// borrowed maps the toolkit's own roles to ours, so that stock widgets fit in.
var borrowed = map[fyne.ThemeColorName]fyne.ThemeColorName{
	fynetheme.ColorNameBackground:          Ground,
	fynetheme.ColorNameForeground:          Ink,
	fynetheme.ColorNamePrimary:             Accent,
	fynetheme.ColorNameForegroundOnPrimary: OnAccent,
	fynetheme.ColorNameFocus:               Wash, // behind the words of a menu
	fynetheme.ColorNameHyperlink:           Accent,
	fynetheme.ColorNameButton:              Surface,
	fynetheme.ColorNameInputBackground:     Surface,
	fynetheme.ColorNameInputBorder:         Hairline,
	fynetheme.ColorNameSeparator:           Hairline,
	fynetheme.ColorNamePlaceHolder:         Muted,
	fynetheme.ColorNameMenuBackground:      Surface,
	fynetheme.ColorNameHeaderBackground:    Surface,
	fynetheme.ColorNameError:               Again,
	fynetheme.ColorNameWarning:             Hard,
	fynetheme.ColorNameSuccess:             Good,
}

// The sizes of type.
const (
	Caption       fyne.ThemeSizeName = "touchpointCaption"
	Body          fyne.ThemeSizeName = "touchpointBody"
	Lead          fyne.ThemeSizeName = "touchpointLead"          // the answer
	Title         fyne.ThemeSizeName = "touchpointTitle"         // of a screen's part
	Greeting      fyne.ThemeSizeName = "touchpointGreeting"      // of a screen
	QuestionLong  fyne.ThemeSizeName = "touchpointQuestionLong"  // a question of several lines
	Question      fyne.ThemeSizeName = "touchpointQuestion"      //
	QuestionShort fyne.ThemeSizeName = "touchpointQuestionShort" // a question of a few words
)

var typeSizes = map[fyne.ThemeSizeName]float32{
	Caption:       12,
	Body:          15,
	Lead:          17,
	Title:         20,
	Greeting:      26,
	QuestionLong:  22,
	Question:      24,
	QuestionShort: 26,

	fynetheme.SizeNameText:           15,
	fynetheme.SizeNameCaptionText:    12,
	fynetheme.SizeNameHeadingText:    26,
	fynetheme.SizeNameSubHeadingText: 20,
	fynetheme.SizeNameInlineIcon:     18,
}

// The distances; nothing stands between them.
const (
	Gap4  float32 = 4
	Gap8  float32 = 8
	Gap16 float32 = 16
	Gap24 float32 = 24
	Gap40 float32 = 40
)

// Shapes and measures.
const (
	RadiusCard    float32 = 10
	RadiusControl float32 = 6
	Stroke        float32 = 1    // a hairline
	FocusStroke   float32 = 2    // the ring around what has the keyboard
	TextColumn    float32 = 720  // the widest column of text, at scale 1
	PictureColumn float32 = 1080 // the widest column with a drawing in it, at scale 1
)

var distances = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNamePadding:            Gap4,
	fynetheme.SizeNameInnerPadding:       Gap8,
	fynetheme.SizeNameSeparatorThickness: Stroke,
	fynetheme.SizeNameInputBorder:        Stroke,
	fynetheme.SizeNameInputRadius:        RadiusControl,
	fynetheme.SizeNameSelectionRadius:    RadiusControl,
	fynetheme.SizeNameScrollBar:          10,
	fynetheme.SizeNameScrollBarSmall:     4,
	// The blur behind a dialog is drawn anew for every frame: without a graphics
	// card it takes a whole core (measured with Fyne 2.8.1).
	fynetheme.SizeNameModalBlurRadius: 0,
}

func rgb(hex uint32) color.Color { return rgba(hex, 0xFF) }

func rgba(hex uint32, alpha uint8) color.Color {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: alpha}
}
