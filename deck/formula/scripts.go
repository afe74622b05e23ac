package formula

import (
	"strings"
	"unicode/utf8"
)

// Raised and lowered forms of signs, as far as Unicode has them.
var (
	raised  = pairs("0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻAᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁVⱽWᵂβᵝγᵞδᵟθᶿφᵠχᵡ∘°′′**†††‡‡")
	lowered = pairs("0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓβᵦγᵧρᵨφᵩχᵪ")
)

// pairs reads a table of a sign and its other form, one after the other.
func pairs(list string) map[rune]rune {
	m := make(map[rune]rune)
	runes := []rune(list)
	for i := 0; i+1 < len(runes); i += 2 {
		m[runes[i]] = runes[i+1]
	}
	return m
}

// shifted returns a text in the forms of a table; false if it has none for a sign of it.
func shifted(text string, forms map[rune]rune) (string, bool) {
	var b strings.Builder
	for _, r := range text {
		to, ok := forms[r]
		if !ok {
			return "", false
		}
		b.WriteRune(to)
	}
	return b.String(), b.Len() > 0
}

// script returns what stands raised or lowered after its base. What Unicode has no signs
// for is written after ^ or _ in brackets, if that is short and does not come often.
func (p *reader) script(items []item, forms map[rune]rune, sign string) string {
	text := tight(items)
	if text == "" {
		return ""
	}
	if s, ok := shifted(text, forms); ok {
		return s
	}
	text = set(items)
	p.bracketed++
	if p.bracketed > maxBrackets || utf8.RuneCountInString(text) > maxScript || strings.ContainsAny(text, "^_\n") {
		p.hard = true
	}
	if utf8.RuneCountInString(text) == 1 || bracketed(items) {
		return sign + text
	}
	return sign + "(" + text + ")"
}
