package hub_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
)

var kills = flag.Int("kills", 20, "how often TestKilled kills a process that writes")

// writerDir tells a process of this test that it is the one to be killed, and where it is to write.
const writerDir = "AECONNECT_TEST_WRITER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(writerDir); dir != "" {
		writer(dir)
		return
	}
	flag.Parse()
	os.Exit(m.Run())
}

// writer sends commands from several goroutines and prints the ID of each order whose outcome it got, until it dies.
func writer(dir string) {
	h, err := hub.Open(dir, hub.Options{LayerBytes: 60_000}) // checkpoints all the time
	if err != nil {
		fmt.Println("failed:", err)
		return
	}
	var out sync.Mutex
	for i := range 8 {
		go func() {
			for n := uint64(0); ; n++ {
				task := model.MintID(model.TaskLetter, rand.Uint64())
				o, err := h.Submit(context.Background(), hub.Submission{Actor: model.Actor{Account: 1}, Command: &model.CreateTask{
					ID: task, Fields: model.TaskFields{Type: model.FixedPrice, Title: fmt.Sprintf("Task %d of writer %d", n, i)},
				}})
				if err != nil || o.Refusal != nil {
					fmt.Println("failed:", err, o.Refusal)
				}
				out.Lock()
				fmt.Println(task)
				out.Unlock()
			}
		}()
	}
	fmt.Println("ready")
	select {}
}

// TestKilled kills a process at random moments while it writes. Afterwards everything that it was told of is there, and
// a doctor finds nothing, except for a write that the death itself cut off: nobody was told of it, and its bytes are kept.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	w := newWorld(t, openHub(t, dir, hub.Options{})).found(true)
	if err := w.hub.Close(); err != nil {
		t.Fatal(err)
	}
	told := map[model.ID]bool{}
	for round := range *kills {
		for _, id := range killed(t, dir) {
			told[id] = true
		}
		h := openHub(t, dir, hub.Options{})
		err := h.View(func(r model.Reader) error {
			for id := range told {
				if model.TaskByID(r, id) == nil {
					t.Errorf("round %d: %s was acknowledged and is not there", round, id)
				}
			}
			return nil
		})
		if err = errors.Join(err, h.Close()); err != nil {
			t.Fatal(err)
		}
		if round%5 == 4 || round == *kills-1 {
			for _, f := range examine(t, filepath.Join(dir, hub.FileName)).Findings {
				if !strings.Contains(f.File, "-tail-") || !strings.Contains(f.File, ".cut-") {
					t.Fatalf("round %d: %+v", round, f)
				}
			}
		}
	}
	if len(told) < *kills*5 {
		t.Errorf("%d commands in %d rounds: hardly anything was written", len(told), *kills)
	}
	t.Logf("%d kills, %d commands acknowledged", *kills, len(told))
}

// killed starts a writer, kills it and returns what it was told of.
func killed(t *testing.T, dir string) (ids []model.ID) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), writerDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		switch line := lines.Text(); {
		case line == "ready":
			time.AfterFunc(time.Duration(rand.IntN(60_000))*time.Microsecond, func() { cmd.Process.Kill() })
		case strings.HasPrefix(line, "failed"):
			t.Error(line)
			cmd.Process.Kill()
		case len(line) == 11: // a line that the kill cut off is not an answer
			ids = append(ids, model.ID(line))
		}
	}
	cmd.Wait()
	return ids
}
