package desktop

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// patience is how long something may take that usually takes a moment. It is
// generous, because a busy build machine is slow and a failure is final.
const patience = 30 * time.Second

// tools are the programs that this package drives.
var tools = []string{"Xvfb", "openbox", "xdotool", "wmctrl", "xclip", "import"}

// A Desktop is a screen of its own with a window manager, and the environment in
// which programs run on it.
type Desktop struct {
	tb      testing.TB
	display string
	env     map[string]string
	active  *Window // the one that has the keyboard
}

// Start brings up a screen of the given size in pixels. It ends with the test.
//
// Programs get an environment made from nothing, so that no setting of the person
// who runs the test leaks in: an empty home, English, UTC, one pixel to a unit,
// and a light theme.
func Start(tb testing.TB, width, height int) *Desktop {
	tb.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			tb.Fatalf("%s is missing, and a window cannot be tested without it: run .ci/setup test", tool)
		}
	}
	home, runtime := tb.TempDir(), tb.TempDir()
	if err := os.Chmod(runtime, 0o700); err != nil {
		tb.Fatal(err)
	}
	d := &Desktop{tb: tb, display: startScreen(tb, width, height)}
	d.env = map[string]string{
		"PATH":            os.Getenv("PATH"),
		"DISPLAY":         d.display,
		"HOME":            home,
		"XDG_RUNTIME_DIR": runtime,
		"LANG":            "en_GB.UTF-8",
		"TZ":              "UTC",
		"FYNE_SCALE":      "1",
		"FYNE_THEME":      "light",
		"GOTRACEBACK":     "all",
	}
	d.startManager()
	// A pointer in the middle of the screen would hover over whatever opens there.
	d.tool("xdotool", "mousemove", fmt.Sprint(width-1), fmt.Sprint(height-1))
	return d
}

// For is the same screen for a part of the test: what runs on it from there ends
// with that part, and its environment is the part's own.
func (d *Desktop) For(tb testing.TB) *Desktop {
	part := *d
	part.tb, part.env = tb, maps.Clone(d.env)
	return &part
}

// Setenv sets an environment variable for the programs that are started from now
// on. An empty value removes it.
func (d *Desktop) Setenv(key, value string) {
	if value == "" {
		delete(d.env, key)
		return
	}
	d.env[key] = value
}

// startScreen starts Xvfb on a display number that is free, and returns its name.
//
// Xvfb runs below a shell that waits for its input to end. The other end of that
// input is in this process; when this process is gone, however it went, the shell
// reads the end and takes the screen down.
func startScreen(tb testing.TB, width, height int) string {
	tb.Helper()
	number, tell, err := os.Pipe()
	if err != nil {
		tb.Fatal(err)
	}
	defer number.Close()

	const untilInputEnds = `Xvfb "$@" & exec 3>&-; read -r _; kill -9 $!`
	cmd := exec.Command("sh", "-c", untilInputEnds, "sh", "-displayfd", "3",
		"-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-dpi", "96", "-noreset", "-nolisten", "tcp")
	var words bytes.Buffer
	cmd.Stdout, cmd.Stderr = &words, &words
	cmd.ExtraFiles = []*os.File{tell}
	input, err := cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tell.Close()
	tb.Cleanup(func() {
		input.Close()
		_ = cmd.Wait() // killed, as it should be
	})

	if err := number.SetReadDeadline(time.Now().Add(patience)); err != nil {
		tb.Fatal(err)
	}
	line, err := bufio.NewReader(number).ReadString('\n')
	if err != nil {
		input.Close()
		_ = cmd.Wait()
		tb.Fatalf("Xvfb opened no display: %v\n%s", err, words.String())
	}
	return ":" + strings.TrimSpace(line)
}

// startManager starts the window manager and waits until it manages. Without one
// a window gets no keys and cannot be closed the way a person closes it.
func (d *Desktop) startManager() {
	d.tb.Helper()
	cmd := exec.Command("openbox", "--sm-disable")
	cmd.Env = d.environ()
	if err := cmd.Start(); err != nil {
		d.tb.Fatal(err)
	}
	d.tb.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	d.until("openbox manages the windows", func() bool {
		_, err := d.try("wmctrl", "-m")
		return err == nil
	})
}

func (d *Desktop) environ() []string {
	list := make([]string, 0, len(d.env))
	for _, key := range slices.Sorted(maps.Keys(d.env)) {
		list = append(list, key+"="+d.env[key])
	}
	return list
}

// tool runs a program that acts on the screen, and returns what it printed.
func (d *Desktop) tool(name string, args ...string) string {
	d.tb.Helper()
	out, err := d.try(name, args...)
	if err != nil {
		d.tb.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return out
}

func (d *Desktop) try(name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = d.environ()
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

// until asks again and again until the answer is yes.
func (d *Desktop) until(what string, ask func() bool) {
	d.tb.Helper()
	for deadline := time.Now().Add(patience); !ask(); {
		if time.Now().After(deadline) {
			d.tb.Fatalf("waited %v in vain until %s", patience, what)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// Build builds the program of a package into a folder and returns its path.
func Build(tb testing.TB, dir, pkg string) string {
	tb.Helper()
	path := filepath.Join(dir, filepath.Base(pkg))
	cmd := exec.Command("go", "build", "-buildvcs=false", "-o", path, pkg)
	if out, err := cmd.CombinedOutput(); err != nil {
		tb.Fatalf("go build %s: %v\n%s", pkg, err, out)
	}
	return path
}

// Shots is the folder for pictures: $TOUCHPOINT_SHOTS, or shots beside go.mod,
// which git ignores.
func Shots(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("TOUCHPOINT_SHOTS")
	if dir == "" {
		mod, err := exec.Command("go", "env", "GOMOD").Output()
		if err != nil {
			tb.Fatalf("go env GOMOD: %v", err)
		}
		dir = filepath.Join(filepath.Dir(strings.TrimSpace(string(mod))), "shots")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		tb.Fatal(err)
	}
	return dir
}
