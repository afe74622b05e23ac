package fitting_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/memory"
	"touchpoint/deck/study/fitting"
)

func TestReportWords(t *testing.T) {
	was := memory.Metrics{LogLoss: 0.3211, RMSE: 0.0512, AUC: 0.7, Answers: 12_480}
	is := memory.Metrics{LogLoss: 0.3104, RMSE: 0.0208, AUC: 0.72, Answers: 12_480}
	for _, tt := range []struct {
		name   string
		report fitting.Report
		want   []string
	}{
		{"fitted", fitting.Report{Outcome: fitting.Fitted, Answers: 12_480, Extent: memory.Everything, Before: was, After: is, Changed: 1804}, []string{
			"Touchpoint learned from 12,480 answers how you forget.",
			"It foretells what you remember to within 2.1 % on average; before it was 5.1 %.",
			"How much your answers surprise it went from 0.3211 to 0.3104; less is better (log loss).",
			"It thinks anew of 1,804 cards; the days on which they are due stay.",
		}},
		{"first answers", fitting.Report{Outcome: fitting.Fitted, Answers: 40, Extent: memory.FirstAnswers, Changed: 1}, []string{
			"Touchpoint learned from 40 answers how you forget.",
			"So far it learned how long a first answer lasts; the rest takes more answers.",
			"It thinks anew of 1 card; the days on which they are due stay.",
		}},
		{"kept", fitting.Report{Outcome: fitting.Kept, Answers: 12_480, Before: is, After: is, Future: 1}, []string{
			"What Touchpoint knows of your memory still fits best.",
			"It looked at 12,480 answers and found nothing that foretells them better, so nothing has changed.",
			"It foretells what you remember to within 2.1 % on average.",
			"Left out: 1 answer dated after today. If you did not expect that, look at the clock of this computer.",
		}},
		{"too few", fitting.Report{Outcome: fitting.TooFew, Answers: 5}, []string{
			"There are too few answers to learn from yet.",
			"It learns from cards that come back on a later day; there are 5 such answers so far.",
		}},
		{"back", fitting.Report{Outcome: fitting.WentBack, Changed: 20}, []string{
			"Your cards are spaced as before again.",
			"What held until now is kept, and you can go back to it.",
			"It thinks anew of 20 cards; the days on which they are due stay.",
		}},
		{"published", fitting.Report{Outcome: fitting.Published}, []string{"Your cards are spaced as suits most people."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := append([]string{tt.report.Sentence()}, tt.report.Details()...)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
