package desktop

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// A Window is a program with one window on a [Desktop]. Its methods are called
// from the goroutine of the test.
type Window struct {
	desktop *Desktop
	tb      testing.TB
	cmd     *exec.Cmd
	id      string // of the X window, as xdotool writes it

	lines  chan line     // what the program prints, closed at its end
	ended  chan struct{} // closed when the program has ended
	result error         // of the program, once it has ended

	printed transcript // both streams, for the message of a failure
	errors  transcript
	ready   time.Duration
}

// Run starts a program, and returns when it has printed "ready" and its window
// has the keyboard. The program is killed when the test ends before it does.
func (d *Desktop) Run(program string, args ...string) *Window {
	d.tb.Helper()
	w := &Window{
		desktop: d, tb: d.tb,
		cmd:   exec.Command(program, args...),
		lines: make(chan line, 1<<16),
		ended: make(chan struct{}),
	}
	w.cmd.Env = d.environ()
	w.cmd.Stdout = &lineWriter{emit: w.hear}
	w.cmd.Stderr = &lineWriter{emit: func(l line) { w.printed.add(l); w.errors.add(l) }}
	started := time.Now()
	if err := w.cmd.Start(); err != nil {
		d.tb.Fatalf("start %s: %v", program, err)
	}
	go func() {
		w.result = w.cmd.Wait()
		close(w.lines)
		close(w.ended)
	}()
	d.tb.Cleanup(func() {
		w.Kill()
		w.inspect()
	})
	w.ready = w.wait("ready").at.Sub(started)
	w.find()
	return w
}

func (w *Window) hear(l line) {
	w.printed.add(l)
	w.lines <- l
}

// find learns which X window is the program's, and gives it the keyboard.
func (w *Window) find() {
	w.tb.Helper()
	found := strings.Fields(w.desktop.tool("xdotool", "search", "--sync", "--onlyvisible", "--pid", fmt.Sprint(w.PID())))
	if len(found) == 0 {
		w.fail("it opened no window")
	}
	w.id = found[0]
	w.activate()
}

// activate gives the window the keyboard, unless it has it already.
func (w *Window) activate() {
	w.tb.Helper()
	if w.desktop.active != w {
		w.desktop.tool("xdotool", "windowactivate", "--sync", w.id)
		w.desktop.active = w
	}
}

// PID is the process of the program.
func (w *Window) PID() int { return w.cmd.Process.Pid }

// Ready is the time from the start of the program to its line "ready".
func (w *Window) Ready() time.Duration { return w.ready }

// Key presses keys one after another, by their X names: "space", "ctrl+z", "F11".
// They come as fast as a quick hand; a key that comes again within the same
// millisecond, as no hand can press it, would be taken for the same stroke.
func (w *Window) Key(keys ...string) {
	w.tb.Helper()
	w.activate()
	delay := "0"
	if len(keys) > 1 {
		delay = "40" // milliseconds
	}
	w.desktop.tool("xdotool", append([]string{"key", "--delay", delay}, keys...)...)
}

// Type enters text. What is not ASCII goes through the clipboard, because there
// is no key for it.
func (w *Window) Type(text string) {
	w.tb.Helper()
	for _, r := range text {
		if r > '~' {
			w.paste(text)
			return
		}
	}
	w.activate()
	w.desktop.tool("xdotool", "type", "--delay", "5", text)
}

func (w *Window) paste(text string) {
	w.tb.Helper()
	cmd := exec.Command("xclip", "-selection", "clipboard", "-in")
	cmd.Env = w.desktop.environ()
	cmd.Stdin = strings.NewReader(text)
	if err := cmd.Run(); err != nil {
		w.tb.Fatalf("xclip: %v", err)
	}
	w.Key("ctrl+v")
}

// Click presses the left button at a place in the window, and leaves the pointer there.
func (w *Window) Click(x, y int) {
	w.tb.Helper()
	w.desktop.tool("xdotool", "mousemove", "--window", w.id, fmt.Sprint(x), fmt.Sprint(y), "click", "1")
}

// Drag presses the left button at one place, moves to another in small steps, as
// a hand does, and lets go.
func (w *Window) Drag(fromX, fromY, toX, toY int) {
	w.tb.Helper()
	move := func(x, y int) []string {
		return []string{"mousemove", "--sync", "--window", w.id, fmt.Sprint(x), fmt.Sprint(y)}
	}
	args := append(move(fromX, fromY), "mousedown", "1")
	const steps = 12
	for i := 1; i <= steps; i++ {
		args = append(args, move(fromX+(toX-fromX)*i/steps, fromY+(toY-fromY)*i/steps)...)
	}
	w.desktop.tool("xdotool", append(args, "mouseup", "1")...)
}

// Resize gives the inside of the window another size.
func (w *Window) Resize(width, height int) {
	w.tb.Helper()
	w.desktop.tool("xdotool", "windowsize", w.id, fmt.Sprint(width), fmt.Sprint(height))
	want := fmt.Sprintf("Geometry: %dx%d", width, height)
	w.desktop.until(want, func() bool {
		return strings.Contains(w.desktop.tool("xdotool", "getwindowgeometry", w.id), want)
	})
}

// Shot writes a picture of the window to NAME.png in the folder for pictures, and
// returns its path. It waits until two pictures in a row are the same, so that it
// shows no half-drawn frame and no animation on its way.
func (w *Window) Shot(name string) string {
	w.tb.Helper()
	path := filepath.Join(Shots(w.tb), name+".png")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		w.tb.Fatal(err)
	}
	picture := w.still()
	if err := os.WriteFile(path, picture, 0o644); err != nil {
		w.tb.Fatal(err)
	}
	return path
}

// between is the time between two pictures that must be the same. It is longer
// than a frame, and than one step of any animation.
const between = 60 * time.Millisecond

// still returns the picture of the window once it has come to rest.
func (w *Window) still() []byte {
	w.tb.Helper()
	picture := w.picture()
	w.desktop.until("the window stands still", func() bool {
		time.Sleep(between)
		last := picture
		picture = w.picture()
		return bytes.Equal(last, picture)
	})
	return picture
}

// picture is the window as it stands now, as a PNG without the date of its making,
// so that equal pictures are equal bytes.
func (w *Window) picture() []byte {
	w.tb.Helper()
	cmd := exec.Command("import", "-window", w.id, "-define", "png:exclude-chunks=date,time", "-strip", "png:-")
	cmd.Env = w.desktop.environ()
	out, err := cmd.Output()
	if err != nil {
		w.fail("no picture can be taken of it: %v", err)
	}
	return out
}

// WaitLine waits for the next line that the program prints and that begins with
// one of the prefixes, and returns it whole. Lines before it are passed over for good.
func (w *Window) WaitLine(prefixes ...string) string {
	w.tb.Helper()
	return w.wait(prefixes...).text
}

func (w *Window) wait(prefixes ...string) line {
	w.tb.Helper()
	timeout := time.After(patience)
	for {
		select {
		case l, more := <-w.lines:
			if !more {
				w.fail("it ended (%v) before it printed %q", w.end(), prefixes)
			}
			for _, prefix := range prefixes {
				if strings.HasPrefix(l.text, prefix) {
					return l
				}
			}
		case <-timeout:
			w.fail("it did not print %q within %v", prefixes, patience)
		}
	}
}

// Printed reports whether the program has printed a line that begins with the
// prefix, at any time so far.
func (w *Window) Printed(prefix string) bool {
	return slices.ContainsFunc(w.printed.lines(), func(text string) bool {
		return strings.HasPrefix(text, prefix)
	})
}

// Close closes the window as the cross in its frame does, and waits until the
// program has ended, as it must, without an error.
func (w *Window) Close() {
	w.tb.Helper()
	w.desktop.tool("wmctrl", "-i", "-c", w.id)
	select {
	case <-w.ended:
	case <-time.After(patience):
		w.fail("it did not end within %v of being closed", patience)
	}
	if w.result != nil {
		w.fail("it ended with %v", w.result)
	}
}

// Kill ends the program at once, without a word to it, as a loss of power would.
func (w *Window) Kill() {
	_ = w.cmd.Process.Kill() // it may have ended already
	<-w.ended
}

func (w *Window) end() error {
	<-w.ended
	return w.result
}

// wrong are words that a healthy program never writes, whatever its window shows.
var wrong = regexp.MustCompile(`Error in Fyne call thread|^panic:|^fatal error:|^SIG[A-Z]+:|WARNING: DATA RACE`)

// inspect fails the test when the program wrote of a fault.
func (w *Window) inspect() {
	w.tb.Helper()
	for _, text := range w.errors.lines() {
		if wrong.MatchString(text) {
			w.tb.Errorf("%s wrote of a fault: %s\n%s", filepath.Base(w.cmd.Path), text, w.printed.tail())
			return
		}
	}
}

// fail ends the test with what went wrong, what the program printed last, and a
// picture of the window when there still is one.
func (w *Window) fail(format string, args ...any) {
	w.tb.Helper()
	message := fmt.Sprintf("%s: %s", filepath.Base(w.cmd.Path), fmt.Sprintf(format, args...))
	path := filepath.Join(Shots(w.tb), "failed-"+strings.ReplaceAll(w.tb.Name(), "/", "-")+".png")
	if _, err := w.desktop.try("import", "-window", "root", path); err == nil {
		message += "\nthe screen then: " + path
	}
	w.tb.Fatalf("%s\nit printed:\n%s", message, w.printed.tail())
}

// Memory is the resident memory of the program, in bytes.
func (w *Window) Memory() int64 {
	w.tb.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.PID()))
	if err != nil {
		w.tb.Fatal(err)
	}
	for text := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(text, "VmRSS:"); ok {
			kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			if err != nil {
				w.tb.Fatal(err)
			}
			return kib << 10
		}
	}
	w.tb.Fatalf("/proc/%d/status says nothing of VmRSS", w.PID())
	return 0
}

// A line is one line of output, without its end, and the time when it came.
type line struct {
	text string
	at   time.Time
}

// A lineWriter cuts what is written to it into lines.
type lineWriter struct {
	emit func(line)
	rest []byte
}

func (w *lineWriter) Write(p []byte) (int, error) {
	at := time.Now()
	w.rest = append(w.rest, p...)
	for {
		text, rest, whole := bytes.Cut(w.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		w.emit(line{string(text), at})
		w.rest = rest
	}
}

// A transcript keeps lines that arrive from two streams at once.
type transcript struct {
	mu   sync.Mutex
	text []string
}

func (t *transcript) add(l line) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, l.text)
}

func (t *transcript) lines() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]string(nil), t.text...)
}

// tail is the end of the transcript, where the reason of a failure usually stands.
func (t *transcript) tail() string {
	lines := t.lines()
	if extra := len(lines) - 60; extra > 0 {
		lines = lines[extra:]
	}
	return strings.Join(lines, "\n")
}
