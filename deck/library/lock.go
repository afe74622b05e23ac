package library

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// lockFile is there while a program changes the decks, and holds its process id.
const lockFile = ".lock"

// How long one waits for another window, and after what time a lock counts for nothing,
// since another program may have been given the process id of one that crashed.
const (
	patience = 10 * time.Second
	stale    = 10 * time.Minute
)

// begin makes this the only one to change the decks, and returns what was done to them.
// It must be told when that is over.
func (h *Home) begin() (st *state, end func(), err error) {
	h.acting.Lock()
	unlock, err := h.lock()
	if err != nil {
		h.acting.Unlock()
		return nil, nil, err
	}
	end = func() {
		unlock()
		h.acting.Unlock()
	}
	if st, err = h.read(); err == nil && st.Doing != nil {
		err = h.explain(h.resume(st)) // what a crash interrupted
	}
	if err != nil {
		end()
		return nil, nil, err
	}
	return st, end, nil
}

// look returns what was done to the decks. If somebody is at work it waits, and if a
// crash interrupted them it finishes the work.
func (h *Home) look() (*state, error) {
	st, err := h.read()
	if err != nil || st.Doing == nil {
		return st, err
	}
	st, end, err := h.begin()
	if err != nil {
		return nil, err
	}
	end()
	return st, nil
}

// lock takes the lock that other programs respect.
func (h *Home) lock() (unlock func(), err error) {
	if err := os.MkdirAll(h.dir, 0o755); err != nil {
		return nil, h.explain(err)
	}
	file := filepath.Join(h.dir, lockFile)
	for began := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err == nil {
			_, err = f.WriteString(strconv.Itoa(os.Getpid()))
			if err = errors.Join(err, f.Close()); err != nil {
				_ = os.Remove(file)
				return nil, h.explain(err)
			}
			return func() { _ = os.Remove(file) }, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, h.explain(err)
		}
		if abandoned(file) {
			// Of several that find it so, one can give it another name.
			aside := file + "." + strconv.Itoa(os.Getpid())
			if os.Rename(file, aside) == nil {
				_ = os.Remove(aside)
			}
		}
		if time.Since(began) > patience {
			return nil, refuse(err, "Another window of Touchpoint is changing your decks. Nothing was changed here; wait until it has ended, and try again.")
		}
	}
}

// abandoned reports whether who made a lock is gone.
func abandoned(file string) bool {
	info, err := os.Stat(file)
	if err != nil {
		return false
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return false
	}
	age := time.Since(info.ModTime())
	pid, err := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil {
		return age > time.Second // its maker was killed before it could write, or is about to
	}
	return age > stale || !alive(pid)
}

// alive reports whether there is a process.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	defer func() { _ = p.Release() }()
	if runtime.GOOS == "windows" {
		return true // or it would not have been found
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, fs.ErrPermission)
}
