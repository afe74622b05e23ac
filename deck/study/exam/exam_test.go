package exam_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/memory"
	"touchpoint/deck/study/exam"
)

const today = memory.Day(20779) // Sunday, 22 November 2026

func anExam() exam.Exam {
	return exam.Exam{
		Title:   "Anatomy",
		On:      today + 30,
		Parts:   []exam.Part{{Deck: "hand"}, {Deck: "foot", Topic: "Bones"}},
		Target:  90,
		Minutes: [7]int{0, 20, 20, 20, 20, 20, 45},
	}
}

func TestValidate(t *testing.T) {
	if err := anExam().Validate(today); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		change func(*exam.Exam)
		says   string
	}{
		{"no parts", func(e *exam.Exam) { e.Parts = nil }, "at least one deck or topic"},
		{"today", func(e *exam.Exam) { e.On = today }, "a date after today"},
		{"past", func(e *exam.Exam) { e.On = today - 100 }, "a date after today"},
		{"far past", func(e *exam.Exam) { e.On = -1 << 31 }, "a date after today"},
		{"far", func(e *exam.Exam) { e.On = today + 731 }, "within two years"},
		{"farthest", func(e *exam.Exam) { e.On = 1<<31 - 1 }, "within two years"},
		{"low", func(e *exam.Exam) { e.Target = 49 }, "from 50 to 99 %"},
		{"certain", func(e *exam.Exam) { e.Target = 100 }, "from 50 to 99 %"},
		{"below no time", func(e *exam.Exam) { e.Minutes[time.Tuesday] = -1 }, "into a Tuesday"},
		{"more than a day", func(e *exam.Exam) { e.Minutes[time.Monday] = 1441 }, "into a Monday"},
		{"no time", func(e *exam.Exam) { e.Minutes = [7]int{} }, "no time to study"},
		{"no time in time", func(e *exam.Exam) { e.On, e.Minutes = today+2, [7]int{time.Saturday: 60} }, "no time to study"},
	} {
		e := anExam()
		c.change(&e)
		err := e.Validate(today)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want an error that says %q", c.name, err, c.says)
		}
	}
}

func TestAvailable(t *testing.T) {
	e := anExam()
	e.On = today + 8
	if diff := cmp.Diff([]float64{0, 20, 20, 20, 20, 20, 45, 0}, e.Available(today)); diff != "" {
		t.Error(diff)
	}
	for _, on := range []memory.Day{today, today - 1, -1 << 31} {
		e.On = on
		if got := e.Available(today); len(got) != 0 {
			t.Errorf("an exam on day %d has %d days left on day %d", on, len(got), today)
		}
	}
	// Before 1970 weeks go on as they do after it.
	e.On = -2
	if got := e.Available(-4); !cmp.Equal(got, []float64{0, 20}) {
		t.Errorf("28 and 29 December 1969, a Sunday and a Monday, have %v minutes", got)
	}
}

func TestExamIsKept(t *testing.T) {
	want := anExam()
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got exam.Exam
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kept as %s: %s", data, diff)
	}
}
