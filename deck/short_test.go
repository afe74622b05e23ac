package deck_test

import (
	"testing"

	"touchpoint/deck"
)

func TestSourceShort(t *testing.T) {
	tests := map[string]string{
		"Brodie, R. J., & Ilic, A. (2011). Customer engagement. JSR, 14(3), 252-271.":                      "Brodie & Ilic (2011)",
		"Bonchek, M. (2014a). Marketing can no longer rely on the funnel.":                                 "Bonchek (2014a)",
		"Bonchek, M., & France, C. (2014, May 7). Marketing can no longer rely on it.":                     "Bonchek & France (2014)",
		"Santini, F. de O., Ladeira, W. J., & Babin, B. J. (2020). A framework.":                           "Santini et al. (2020)",
		"Zhang, T., & Chen, P.-J. (2018). Engaging customers.":                                             "Zhang & Chen (2018)",
		"Van Doorn, J., et al. (2010). Customer engagement behavior.":                                      "Van Doorn et al. (2010)",
		"Brodie et al. (2013). Journal of Business Research.":                                              "Brodie et al. (2013)",
		"Do & Bowden (2024). Study of 404 customers.":                                                      "Do & Bowden (2024)",
		"Barari, Ross, Thaichon & Surachartkumtonkun (online 2020/2021). A study.":                         "Barari et al. (2020)",
		"Li Qiang, Weng Zhigang, & Gao Dinghui (2021). Identification.":                                    "Li Qiang et al. (2021)",
		"Creating Customer Engagement on Social Media. Keller Center, Baylor University, 1 December 2021.": "Creating Customer Engagement on Social Media",
		"Course deck L8: Customer engagement":                                                              "Course deck L8: Customer engagement",
		"A report (second edition). 2011.":                                                                 "A report (second edition). 2011.",
		"":                                                                                                 "",
	}
	for text, want := range tests {
		if got := (deck.Source{Text: text}).Short(); got != want {
			t.Errorf("Short of %q = %q, want %q", text, got, want)
		}
	}
}
