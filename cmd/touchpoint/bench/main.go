// Bench runs every benchmark of Touchpoint and prints one table: what was measured,
// the bound it is held to, and the ratio of the two. "make bench" calls it.
//
// The benchmarks themselves are ordinary Go benchmarks, beside what they measure;
// those of the whole program, in a real window and beside a bare one, stand in
// cmd/touchpoint. Each row of the table takes one figure of one benchmark, named in
// bounds.go. A figure over its bound is marked; a figure that was not measured is
// an error, so that a renamed benchmark does not silently leave the table.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"text/tabwriter"
)

func main() {
	if err := run(os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// played are the benchmarks that play years of study through for the sake of what comes
// of them, not of how long they take. They print tables of their own.
const played = "ExamRule|BacklogRule"

// suites are the runs of "go test", one after another so that none disturbs another.
// The rules take as many rounds as a second holds; a window takes so many starts.
var suites = []struct {
	title string
	args  []string
}{
	{"the rules (two minutes)", []string{"-bench", ".", "-skip", played, "-benchmem", "./deck/..."}},
	{"the screens of large decks (half a minute)", []string{"-bench", "Library|KeyToPreview|Redraw", "./ui/library", "./ui/author", "./ui/chart"}},
	{"the start of the window (a minute)", []string{"-bench", "Ready", "-benchtime", "25x", "./cmd/touchpoint"}},
	{"its memory (half a minute)", []string{"-bench", "Memory", "-benchtime", "3x", "./cmd/touchpoint"}},
	{"its answers to keys (a few seconds)", []string{"-bench", "NextCard", "-benchtime", "9x", "./cmd/touchpoint"}},
	{"the figures of a long history in it (half a minute)", []string{"-bench", "Insight", "-benchtime", "5x", "./cmd/touchpoint"}},
	{"a large model in it (a few seconds)", []string{"-bench", "Model", "-benchtime", "5x", "./cmd/touchpoint"}},
}

// run measures and prints. The table goes to out, what goes on meanwhile to log.
func run(out, log io.Writer) error {
	measured := figures{}
	for _, suite := range suites {
		fmt.Fprintln(log, "measuring", suite.title)
		args := append([]string{"test", "-p", "1", "-run", "^$", "-timeout", "20m"}, suite.args...)
		cmd := exec.Command("go", args...)
		var text bytes.Buffer
		cmd.Stdout, cmd.Stderr = &text, log
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, text.String())
		}
		measured.read(&text)
	}
	return table(out, measured)
}

// figures are what benchmarks measured: by package and name, as "deck/memory.Answer",
// then by unit.
type figures map[string]map[string]float64

// read takes in what "go test -bench" prints: a line "pkg:" before the benchmarks of
// a package, then for each a line of its name with the number of processors, the
// number of rounds, and pairs of a value and its unit.
func (f figures) read(r io.Reader) {
	pkg := ""
	for lines := bufio.NewScanner(r); lines.Scan(); {
		words := strings.Fields(lines.Text())
		if len(words) == 2 && words[0] == "pkg:" {
			pkg = strings.TrimPrefix(words[1], "touchpoint/")
		}
		if len(words) < 4 || !strings.HasPrefix(words[0], "Benchmark") {
			continue
		}
		name := strings.TrimPrefix(words[0], "Benchmark")
		if at := strings.LastIndexByte(name, '-'); at > 0 {
			name = name[:at]
		}
		name = pkg + "." + name
		if f[name] == nil {
			f[name] = map[string]float64{}
		}
		for i := 2; i+1 < len(words); i += 2 {
			if value, err := strconv.ParseFloat(words[i], 64); err == nil {
				f[name][words[i+1]] = value
			}
		}
	}
}

// table prints a row for every bound, and reports figures that were not measured.
func table(out io.Writer, measured figures) error {
	var missing []string
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tmeasured\tbound\tratio")
	for _, b := range bounds {
		value, ok := measured[b.benchmark][b.unit]
		if !ok { // where TOUCHPOINT_VECTORS names a real history, it is measured in place of the simulated one
			value, ok = measured[strings.Replace(b.benchmark, "/simulated-", "/", 1)][b.unit]
		}
		if !ok {
			missing = append(missing, b.benchmark+" "+b.unit)
			continue
		}
		value *= b.scale
		most, share := "", ""
		if b.bounded {
			most, share = amount(b.most, b.shown), ratio(value, b.most)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", b.what, amount(value, b.shown), most, share)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if missing != nil {
		return fmt.Errorf("not measured: %s", strings.Join(missing, ", "))
	}
	return nil
}

// ratio is that of a figure to its bound, with a word when it is over.
func ratio(value, most float64) string {
	switch {
	case most == 0 && value == 0:
		return "met"
	case most == 0:
		return "OVER"
	case value > most:
		return fmt.Sprintf("%.2f OVER", value/most)
	default:
		return fmt.Sprintf("%.2f", value/most)
	}
}

// amount writes a figure with the digits that count, and its unit.
func amount(v float64, unit string) string {
	digits := 3
	switch {
	case v >= 100 || v == float64(int64(v)):
		digits = 0
	case v >= 10:
		digits = 1
	case v >= 1:
		digits = 2
	}
	return strings.TrimSpace(strconv.FormatFloat(v, 'f', digits, 64) + " " + unit)
}
