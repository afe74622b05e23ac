package formula_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"touchpoint/deck/formula"
)

func TestUnicode(t *testing.T) {
	for _, test := range []struct{ latex, want string }{
		{`x`, "x"},
		{`E=mc^2`, "E = mc²"},
		{`x_i^2`, "xᵢ²"},
		{`x^2_i`, "xᵢ²"},
		{`x^{10} - y^{-1}`, "x¹⁰ − y⁻¹"},
		{`-1`, "−1"},
		{`a=-b`, "a = −b"},
		{`(-b \pm \sqrt{b^2-4ac})`, "(−b ± √(b² − 4ac))"},
		{`x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}`, "x = (−b ± √(b² − 4ac))/(2a)"},
		{`\frac{1}{2}mv^2`, "1⁄2 mv²"},
		{`\frac12`, "1⁄2"},
		{`\frac{a}{b}`, "a/b"},
		{`\frac{a}{b}c`, "(a/b)c"},
		{`\frac{dy}{dx}`, "dy/dx"},
		{`\frac{\partial f}{\partial x}`, "∂f/∂x"},
		{`\frac{a}{bc}`, "a/(bc)"},
		{`\frac{(a+b)}{(c+d)}`, "(a + b)/(c + d)"},
		{`\frac{(a)+(b)}{2}`, "((a) + (b))/2"},
		{`\frac{n!}{k!(n-k)!}`, "n!/(k!(n − k)!)"},
		{`\left(\frac{a}{b}\right)^n`, "(a/b)ⁿ"},
		{`\sqrt[3]{x}+\sqrt 2`, "∛x + √2"},
		{`\sqrt[n]{ab}`, "ⁿ√(ab)"},
		{`\sqrt{2}x`, "(√2)x"},
		{`3\sqrt 2`, "3√2"},
		{`\sqrt x^2`, "(√x)²"},
		{`x\sqrt[n]{y}`, "x ⁿ√y"},
		{`\frac{\sqrt2}{2}=\frac{1}{\sqrt2}`, "√2/2 = 1/√2"},
		{`\sum_{i=1}^{n} x_i`, "∑ᵢ₌₁ⁿ xᵢ"},
		{`\int_0^1 x^2\,dx`, "∫₀¹ x² dx"},
		{`\lim_{x \to 0} \frac{\sin x}{x} = 1`, "lim_(x → 0) (sin x)/x = 1"},
		{`\sin^2\theta+\cos^2\theta=1`, "sin² θ + cos² θ = 1"},
		{`f'(x), g''(x)`, "f′(x), g′′(x)"},
		{`f: \mathbb{R} \to \mathbb{R}`, "f: ℝ → ℝ"},
		{`\alpha \leq \beta`, "α ≤ β"},
		{`P(A|B)=\frac{P(B|A)P(A)}{P(B)}`, "P(A|B) = P(B|A)P(A)/P(B)"},
		{`\hat{y}=\bar x`, "y\u0302 = x\u0304"},
		{`K_{\text{cat}}`, "K_(cat)"},
		{`x_{max}`, "xₘₐₓ"},
		{`e^{x^2}`, "e^(x²)"},
		{`x_A`, "x_A"},
		{`5\,\text{kg}`, "5 kg"},
		{`x > 0 \text{ if } y`, "x > 0 if y"},
		{`\{1,2,3\}`, "{1,2,3}"},
		{`\{1, 2\}`, "{1, 2}"},
		{`10{,}000`, "10,000"},
		{`37^\circ\text{C}`, "37°C"},
		{`x \not\in A`, "x ∉ A"},
		{`a \equiv b \pmod{n}`, "a ≡ b (mod n)"},
		{`\ce{CO2 + H2O <=> H2CO3}`, "CO₂ + H₂O ⇌ H₂CO₃"},
		{`\ce{2H2 + O2 -> 2H2O}`, "2H₂ + O₂ → 2H₂O"},
		{`\ce{SO4^2-}, \ce{Na+}`, "SO₄²⁻, Na⁺"},
		{`{}^{14}C`, "¹⁴C"},
		{`\begin{aligned} a &= b \\ &= c \end{aligned}`, "a = b\n= c"},
		{`\mathrm{d}x`, "dx"},
		{`\mathrm{kg}\cdot m`, "kg · m"},
		{`\log_2 8 = 3`, "log₂ 8 = 3"},
		{`A^T`, "Aᵀ"},
		{`A\cap B\cup C`, "A ∩ B ∪ C"},
		{`50\%`, "50%"},
		{`水^2`, "水²"},
		{`x\in[0,1)`, "x ∈ [0,1)"},
	} {
		got, simple := formula.Unicode(test.latex)
		if got != test.want || !simple {
			t.Errorf("Unicode(%s) is %q, %v, want %q", test.latex, got, simple, test.want)
		}
	}
}

// What would be misread as a line of text is left as it is.
func TestSource(t *testing.T) {
	for _, latex := range []string{
		``, `\begin{pmatrix} a & b \\ c & d \end{pmatrix}`, `\begin{cases} 1 & x \\ 2 & y \end{cases}`,
		`\binom{n}{k}`, `\unknown{x}`, `x^{`, `x}`, `{x`, `x^`, `x_`, `\frac{a}`, `\frac{}{}`, `\sqrt`, `\hat{xyz}`,
		`a^b^c`, `e^{e^{e^x}}`, `\underbrace{a+b}_{c}`, `100% sure`, `\`, `\left`, `\text{a`, `\not x`, `^`, `{}`,
		`x_{a quite long description of it}`, strings.Repeat("{", 50) + strings.Repeat("}", 50),
		strings.Repeat("x+", 2000), "a\x00b", "\xff", `\sqrt[3{x}`,
	} {
		if got, simple := formula.Unicode(latex); simple || got != strings.TrimSpace(latex) {
			t.Errorf("Unicode(%q) is %q, %v, want the source", latex, got, simple)
		}
	}
}

func FuzzUnicode(f *testing.F) {
	for _, seed := range []string{
		`x_i^2`, `\frac{\sqrt[3]{a}}{b^{-1}}`, `\left(\sum_{i=1}^n x_i\right)`, `\begin{align}a&=b\\c\end{align}`,
		`\ce{SO4^2- -> x}`, `\not\in\text{ a }`, `{{{`, `\\\`, "^_'",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, latex string) {
		text, simple := formula.Unicode(latex)
		switch {
		case !simple && text != strings.TrimSpace(latex):
			t.Fatalf("%q is %q and not its source", latex, text)
		case simple && (strings.TrimSpace(text) == "" || !utf8.ValidString(text)):
			t.Fatalf("%q is %q", latex, text)
		case simple && len(text) > 8*len(latex):
			t.Fatalf("%q grows to %q", latex, text)
		}
	})
}

func BenchmarkUnicode(b *testing.B) {
	for b.Loop() {
		formula.Unicode(`x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}`)
	}
}
