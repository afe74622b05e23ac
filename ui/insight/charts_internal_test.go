package insight

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study/insight"
	"touchpoint/ui/chart"
)

var all = map[string]func(*insight.View) chart.Data{
	"today": todayTiles, "year": yearCalendar, "remembered": retentionLines, "forecast": forecastColumns,
	"recall": recallBins, "stability": stabilityBins, "difficulty": difficultyBins, "hours": hourColumns,
	"seconds": lengthBins, "topics": topicBars, "cards": cardBars, "models": modelBars, "calibration": calibrationGroups,
}

// Without a history charts are empty, and say in a sentence what will be there.
func TestChartsOfAnEmptyHistory(t *testing.T) {
	book, err := insight.Read(t.Context(), insight.Config{
		Model: memory.NewModel(memory.DefaultWeights(), false), Now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), Log: progress.Log{},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range insight.Periods() {
		v := book.View(insight.Scope{Period: p})
		for name, data := range all {
			if _, rows := data(&v).Table(); strings.Contains(strings.Join(flat(rows), " "), "NaN") {
				t.Errorf("%s: %v", name, rows)
			}
		}
	}
}

func flat(rows [][]string) (list []string) {
	for _, row := range rows {
		list = append(list, row...)
	}
	return list
}

func TestForecastByWeeksLosesNoCard(t *testing.T) {
	v := insight.View{
		Calendar: insight.Calendar{First: 20_000 - 364, Days: make([]insight.DayDone, 365)},
		Forecast: insight.Forecast{Backlog: 7, Days: make([]int, 365), Seconds: 6},
	}
	for i := range v.Forecast.Days {
		v.Forecast.Days[i] = i % 3
	}
	c := forecastColumns(&v).(chart.Columns)
	if want := "about 1.3 min"; c.Columns[0].Note != want { // of 7 cards that wait and 6 that come
		t.Errorf("the first week says %q, want %q", c.Columns[0].Note, want)
	}
	sum := 0.0
	for _, col := range c.Columns {
		sum += col.Amount[0]
	}
	if c.Step != chart.Week || sum != 364 || c.Columns[0].Amount[1] != 7 || !c.From.Equal(date(20_000)) {
		t.Errorf("%.0f cards and a backlog of %v from %v on, want 364 and 7 from today", sum, c.Columns[0].Amount, c.From)
	}
}

func TestRetentionRows(t *testing.T) {
	v := insight.View{Retention: insight.Retention{Rows: []insight.RetentionRow{
		{Label: "Today", Young: insight.Share{Asked: 8, Recalled: 6}, All: insight.Share{Asked: 8, Recalled: 6}},
	}}}
	_, rows := retentionRows(&v)
	if diff := cmp.Diff([][]string{{"Today", "75 %", "–", "75 %", "8"}}, rows); diff != "" {
		t.Error(diff)
	}
}

// The years that no card lasts are left out.
func TestStabilityEndsWithTheLastCard(t *testing.T) {
	d := insight.Distribution{Cards: 3, Middle: 2, Bins: []insight.Bin{{To: 1, Cards: 1}, {From: 1, To: 3, Cards: 2}, {From: 3, To: 7}}}
	h := stabilityBins(&insight.View{Stability: d}).(chart.Histogram)
	if diff := cmp.Diff([]float64{0, 1, 3}, h.Edges); diff != "" {
		t.Error(diff)
	}
}
