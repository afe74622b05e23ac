package ui

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A slowStore keeps a setting only when it is let to.
type slowStore struct {
	let  chan error
	kept []string
}

func (*slowStore) Setting(context.Context, string, any) (bool, error) { return false, nil }

func (s *slowStore) SetSetting(ctx context.Context, key string, value any) error {
	if err := <-s.let; err != nil {
		return err
	}
	text, err := json.Marshal(value)
	s.kept = append(s.kept, key+" "+string(text))
	return errors.Join(err, ctx.Err())
}

// Whoever keeps a setting does not wait for the disk, nothing is lost, and of what is kept
// again meanwhile the last counts.
func TestKeepingDoesNotWait(t *testing.T) {
	var work sync.WaitGroup
	var failures []error
	s := &slowStore{let: make(chan error, 9)}
	k := &keeping{store: s, start: work.Go, failed: func(err error) { failures = append(failures, err) }}
	ctx, cancel := context.WithCancel(t.Context())
	list := []int{1}
	set := func(key string, value any) {
		t.Helper()
		if err := k.SetSetting(ctx, key, value); err != nil {
			t.Fatal(err)
		}
	}
	set("a", list) // nothing is let through: these return all the same
	list[0] = 7
	set("b", 1)
	set("c", 1)
	set("b", 2)
	cancel()
	if err := k.SetSetting(ctx, "d", func() {}); err == nil {
		t.Error("what cannot be kept is taken")
	}
	locked := errors.New("locked")
	for _, err := range []error{nil, locked, nil, nil} {
		s.let <- err
	}
	k.wait()
	set("b", 3)
	k.wait()
	work.Wait()
	if len(failures) != 1 || !errors.Is(failures[0], locked) {
		t.Errorf("failed: %v", failures)
	}
	if diff := cmp.Diff([]string{"a [1]", "b 2", "b 3"}, s.kept); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
}
