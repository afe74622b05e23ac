package formula

import "strings"

// signs are the commands that stand for a sign, by name. They come from the tables of
// LaTeX and the package amssymb.
var signs = table(map[kind]string{
	ordinary: `alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
infty ∞ partial ∂ nabla ∇ hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬
angle ∠ triangle △ degree ° prime ′ dots … ldots … cdots ⋯ vdots ⋮ dotsc … dotsb ⋯ top ⊤ bot ⊥ imath ı jmath ȷ wp ℘
% % # # $ $ & & _ _ colon : square □ Box □ blacksquare ■ checkmark ✓ dagger † ddagger ‡ S § P ¶ copyright © pounds £ euro € AA Å backslash \
clubsuit ♣ diamondsuit ♦ heartsuit ♥ spadesuit ♠ sharp ♯ flat ♭ natural ♮ therefore ∴ because ∵ vert | | ‖ Vert ‖`,
	binary: `pm ± mp ∓ times × div ÷ cdot · ast ∗ star ⋆ circ ∘ bullet • cap ∩ cup ∪ setminus ∖ wedge ∧ land ∧ vee ∨ lor ∨
oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ bmod mod`,
	relation: `leq ≤ le ≤ geq ≥ ge ≥ leqslant ≤ geqslant ≥ neq ≠ ne ≠ equiv ≡ approx ≈ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫ doteq ≐ asymp ≍
in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ subsetneq ⊊ prec ≺ succ ≻ perp ⊥ parallel ∥ mid | vdash ⊢ models ⊨
to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺
longrightarrow ⟶ longleftarrow ⟵ Longrightarrow ⟹ Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ uparrow ↑ downarrow ↓
rightleftharpoons ⇌ leftrightharpoons ⇋ nearrow ↗ searrow ↘ rightharpoonup ⇀ lt < gt > triangleq ≜ coloneqq ≔`,
	opening: `{ { lbrace { langle ⟨ lfloor ⌊ lceil ⌈ lbrack [ lvert | lVert ‖`,
	closing: `} } rbrace } rangle ⟩ rfloor ⌋ rceil ⌉ rbrack ] rvert | rVert ‖`,
	function: `sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂
sin sin cos cos tan tan cot cot sec sec csc csc arcsin arcsin arccos arccos arctan arctan sinh sinh cosh cosh tanh tanh
log log ln ln lg lg exp exp lim lim limsup limsup liminf liminf max max min min sup sup inf inf arg arg det det dim dim ker ker
gcd gcd Pr Pr deg deg hom hom`,
})

// table reads tables of names and signs.
func table(list map[kind]string) map[string]item {
	m := map[string]item{
		",": {" ", blank}, ";": {" ", blank}, ":": {" ", blank}, " ": {" ", blank}, "\n": {" ", blank}, ">": {" ", blank},
		"quad": {" ", blank}, "qquad": {" ", blank}, "space": {" ", blank}, "enspace": {" ", blank}, "thinspace": {" ", blank},
	}
	for k, text := range list {
		fields := strings.Fields(text)
		for i := 0; i+1 < len(fields); i += 2 {
			m[fields[i]] = item{fields[i+1], k}
		}
	}
	return m
}

// accents are the commands that put a mark over a letter, with the combining mark.
var accents = map[string]string{
	"hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304", "vec": "\u20d7", "overrightarrow": "\u20d7",
	"dot": "\u0307", "ddot": "\u0308", "tilde": "\u0303", "widetilde": "\u0303", "acute": "\u0301", "grave": "\u0300",
	"check": "\u030c", "breve": "\u0306", "mathring": "\u030a", "underline": "\u0332",
}

// strokes are letters with a double stroke.
var strokes = map[string]string{"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "P": "ℙ", "H": "ℍ"}

// struck are relations that are denied.
var struck = map[string]string{
	"=": "≠", "∈": "∉", "∋": "∌", "⊂": "⊄", "⊆": "⊈", "⊃": "⊅", "≡": "≢", "≈": "≉", "∼": "≁", "<": "≮", ">": "≯",
	"≤": "≰", "≥": "≱", "∥": "∦", "→": "↛", "⇒": "⇏",
}
