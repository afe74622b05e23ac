package main

import (
	"errors"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"deck": main})
}

// TestScripts runs the command as an author would. The scripts have commands of their own:
// "exits N deck ..." runs the program and wants the exit code N, "bytes FILE TEXT..." writes
// a file from Go string literals, "large FILE MB" one of zeros, and "zipped KIND FILE" an
// archive as somebody might make who means no good.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":  exits,
			"bytes":  writeBytes,
			"large":  writeLarge,
			"zipped": writeZip,
		},
		Condition: func(condition string) (bool, error) {
			if condition == "root" { // to whom no file is unreadable
				return os.Geteuid() == 0, nil
			}
			return false, errors.New("unknown condition " + condition)
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command [argument...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
