package page_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// TestFormulas compares formulas and a link to a sound with a picture that somebody has
// looked at.
func TestFormulas(t *testing.T) {
	const text = "The energy $`E=mc^2`$ of a mass, **with $`x_i \\in \\mathbb{R}`$** and [Sound: tone](media/tone.wav) beside [a file](media/a.pdf).\n\n" +
		"```math\nx = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}\n```\n\n" +
		"- $`\\sum_{i=1}^{n} x_i^2 \\leq \\alpha`$\n- $`\\int_0^\\infty e^{-\\beta t}\\,dt`$, $`\\hat y = \\bar x`$, $`\\vec v`$\n- $`\\binom{n}{k}`$ and $`A^T x_{max} \\to \\ce{SO4^2-}`$\n\n" +
		"```math\na &= b + c \\\\\n &= \\frac{1}{2} d\n```\n\n```math\n\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}\n```\n\n" +
		"$`\\alpha\\beta\\gamma\\delta\\epsilon\\theta\\lambda\\mu\\pi\\rho\\sigma\\tau\\phi\\chi\\psi\\omega\\Gamma\\Delta\\Omega`$ $`A \\subseteq B \\Rightarrow x \\notin \\emptyset \\iff \\forall y \\exists z \\neg w`$ " +
		"$`a^{0123456789+-=()n} b_{0123456789+-=()}`$ $`x^{abcdefghijklmnoprstuvwxyz}`$ $`x_{aehijklmnoprstuvx}`$ $`y^{ABDEGHIJKLMNOPRTUVW}`$ $`\\nabla \\partial \\prod \\oint \\approx \\equiv \\propto \\rightleftharpoons \\mapsto \\langle x \\rangle \\cdots \\ell \\hbar \\Re \\aleph`$ $`\\sqrt[3]{x} \\sqrt[n]{y}`$ $`37^\\circ`$ $`\\oplus \\otimes \\perp \\parallel \\angle \\therefore \\checkmark \\lfloor x \\rfloor \\mathbb{NZQCPH}`$\n"
	test.NewTempApp(t)
	for _, look := range []theme.Appearance{theme.Light, theme.Dark} {
		fyne.CurrentApp().Settings().SetTheme(theme.New(look, 1))
		column := page.Inset(theme.Gap16, theme.Gap16, page.NewText(deck.Blocks(text), page.Style{Size: theme.Body, Color: theme.Ink}, nil))
		compare(t, "formulas-"+string(look)+".png", column)
	}
}
