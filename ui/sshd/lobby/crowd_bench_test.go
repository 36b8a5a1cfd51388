package lobby

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	crowdPeople  = flag.Int("people", 200, "how many people BenchmarkCrowd connects")
	crowdWorld   = flag.String("world", "", "directory in which BenchmarkCrowd keeps its marketplace from run to run; none: it is made anew")
	crowdProfile = flag.String("profiles", "", "directory in which BenchmarkCrowd leaves profiles of the hub")
)

// BenchmarkCrowd connects people to a hub in a process of its own, over TCP and SSH with terminals, and reports what
// they cost: connects a second, memory of an idle session, CPU of idle sessions, the time from a key to what it draws
// while everybody types five keys a second, bytes a key, and what one commit costs with everybody connected.
//
//	go test ./ui/sshd/lobby -run '^$' -bench Crowd -benchtime 1x -people 1000 -world /var/tmp/crowd -v
func BenchmarkCrowd(b *testing.B) {
	dir := *crowdWorld
	if dir == "" {
		dir = b.TempDir()
	}
	h := startHub(b, crowdHub{Dir: dir, People: *crowdPeople})
	for b.Loop() {
		h.run(b)
	}
}

// served is the hub's process, as the benchmark sees it.
type served struct {
	b       *testing.B
	pid     int
	orders  io.Writer
	answers *bufio.Scanner
	addr    string
}

func startHub(b *testing.B, c crowdHub) *served {
	told, _ := json.Marshal(c)
	cmd := exec.Command(os.Args[0], "-test.run", "^TestCrowdHub$", "-test.timeout", "1h")
	cmd.Env, cmd.Stderr = append(os.Environ(), crowdEnv+"="+string(told)), os.Stderr
	in, _ := cmd.StdinPipe()
	out, _ := cmd.StdoutPipe()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = in.Close(); _ = cmd.Wait() })
	h := &served{b: b, pid: cmd.Process.Pid, orders: in, answers: bufio.NewScanner(out)}
	h.answer(&h.addr)
	return h
}

func (h *served) answer(to any) {
	for h.answers.Scan() {
		if line, is := strings.CutPrefix(h.answers.Text(), "hub "); is {
			if err := json.Unmarshal([]byte(line), to); err != nil {
				h.b.Fatal(err)
			}
			return
		}
		if line := h.answers.Text(); line != "" {
			h.b.Log(line)
		}
	}
	h.b.Fatal("the hub is gone")
}

func (h *served) ask(order string, to any) {
	_, _ = io.WriteString(h.orders, order+"\n")
	h.answer(to)
}

// rss, anon and cpu of the hub's process; 0 where there is no /proc. In KiB, and seconds. What is resident without
// being anon is mostly the store's file, which the system keeps anyway.
func (h *served) rss() float64  { return h.status("VmRSS:") }
func (h *served) anon() float64 { return h.status("RssAnon:") }

func (h *served) status(of string) float64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", h.pid))
	_, rest, _ := strings.Cut(string(status), of)
	if fields := strings.Fields(rest); len(fields) > 0 {
		kib, _ := strconv.ParseFloat(fields[0], 64)
		return kib
	}
	return 0
}

func (h *served) cpu() (seconds float64) {
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", h.pid))
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) < 13 {
		return 0
	}
	for _, f := range fields[11:13] {
		ticks, _ := strconv.ParseFloat(f, 64)
		seconds += ticks / 100
	}
	return seconds
}

// memory is what the hub's process holds, in KiB.
type memory struct{ rss, anon, live, stacks, routines float64 }

// collected returns what is left when garbage has gone.
func (h *served) collected() memory {
	var w weight
	h.ask("collect", &w)
	time.Sleep(time.Second)
	return memory{h.rss(), h.anon(), float64(w.Live+w.Stacks) / 1024, float64(w.Stacks) / 1024, float64(w.Goroutines)}
}

func (h *served) run(b *testing.B) {
	for _, p := range h.connect(b, min(32, *crowdPeople)) { // what the hub reads once is no session's
		h.settle([]*person{p}, 50*time.Millisecond)
		p.leave()
	}
	base := h.collected()
	people := h.connect(b, *crowdPeople)
	n := float64(len(people))
	fresh := h.anon()
	h.settle(people, 3*time.Second)
	if *crowdProfile != "" {
		h.profiles("idle")
	}
	settled, before := h.anon(), h.cpu()
	time.Sleep(10 * time.Second)
	idle := h.cpu() - before
	full := h.collected()
	b.Logf("idle: %.2f %% of a core", idle*10)
	b.ReportMetric(idle*10, "idle-%core")
	for _, what := range []string{"draft", "task"} {
		h.commits(b, what)
	}
	h.typed(b, people)
	tired := h.anon()
	for _, p := range people {
		p.leave()
	}
	time.Sleep(2 * time.Second)
	left := h.collected()
	b.Logf("memory in KiB: base %.0f anonymous, %.0f resident; with everybody %.0f, %.0f; after they left %.0f, %.0f, %.0f goroutines", base.anon, base.rss, full.anon, full.rss, left.anon, left.rss, left.routines)
	b.Logf("a session in KiB, above the base: %.0f fresh, %.0f settled, %.0f after typing, %.0f collected; live %.0f, of it stacks %.0f, kept by the hub when they left %.0f; %.1f goroutines",
		(fresh-base.anon)/n, (settled-base.anon)/n, (tired-base.anon)/n, (full.anon-base.anon)/n, (full.live-base.live)/n, (full.stacks-base.stacks)/n, (left.live-base.live)/n, (full.routines-base.routines)/n)
	b.ReportMetric((settled-base.anon)/n, "KiB/session")
	b.ReportMetric((full.live-base.live)/n, "live-KiB/session")
}

// connect lets people in, eight at a time, and waits for their first frames.
func (h *served) connect(b *testing.B, many int) []*person {
	people := make([]*person, many)
	took := make([]time.Duration, many)
	began, before := time.Now(), h.cpu()
	var all sync.WaitGroup
	for lane := range 8 {
		all.Go(func() {
			for n := lane; n < len(people); n += 8 {
				at := time.Now()
				p, err := join(h.addr, n, 120, 40, false)
				if err != nil {
					b.Error(err)
					return
				}
				<-p.first
				people[n], took[n] = p, time.Since(at)
			}
		})
	}
	all.Wait()
	if b.Failed() {
		b.FailNow()
	}
	seconds := time.Since(began).Seconds()
	slices.Sort(took)
	n := len(people)
	b.Logf("%d people in %.2f s: %.0f connects/s, %.2f ms of the hub's CPU each; first frame p50 %v p99 %v", n, seconds, float64(n)/seconds, (h.cpu()-before)*1000/float64(n), took[n/2].Round(time.Millisecond), took[n*99/100].Round(time.Millisecond))
	b.ReportMetric(float64(n)/seconds, "connects/s")
	return people
}

// settle leads everybody to a screen of the menu and waits until nothing moves any more.
func (h *served) settle(people []*person, wait time.Duration) {
	for _, p := range people {
		_ = p.press(strconv.Itoa(1 + p.number%4))
	}
	time.Sleep(wait)
}

func (h *served) profiles(when string) {
	var said string
	for _, what := range []string{"heap", "goroutine"} {
		h.ask("collect", &weight{})
		h.ask(fmt.Sprintf("profile %s/%s-%s.pprof %s", *crowdProfile, what, when, what), &said)
	}
}

// commits measures what one commit costs the hub with everybody connected.
func (h *served) commits(b *testing.B, what string) {
	var said string
	const times = 5
	if *crowdProfile != "" {
		h.ask("cpu "+*crowdProfile+"/cpu-"+what+".pprof", &said)
		defer h.ask("stop", &weight{})
	}
	before := h.cpu()
	for range times {
		if h.ask("commit "+what, &said); said != "<nil>" {
			b.Fatal(said)
		}
		time.Sleep(2500 * time.Millisecond)
	}
	each := (h.cpu() - before) * 1000 / times
	b.Logf("one commit of a %s: %.1f ms of the hub's CPU", what, each)
	b.ReportMetric(each, what+"-commit-ms")
}

// typed measures everybody typing.
func (h *served) typed(b *testing.B, people []*person) {
	const lasts = 6 * time.Second
	keys := []string{"\x1b[B", "\x1b[B", "\x1b[B", "\x1b[A", "\x1b[A"}
	var drawn int64
	for _, p := range people {
		drawn -= p.bytes.Load()
		p.answers = nil
	}
	if *crowdProfile != "" {
		var said string
		h.ask("cpu "+*crowdProfile+"/cpu-typing.pprof", &said)
		defer h.ask("stop", &weight{})
	}
	before, end := h.cpu(), time.Now().Add(lasts)
	sent := make([]int, len(people))
	var all sync.WaitGroup
	for _, p := range people {
		all.Go(func() {
			time.Sleep(time.Duration(p.number) * 200 * time.Millisecond / time.Duration(len(people)))
			for i := 0; time.Now().Before(end); i++ {
				_ = p.press(keys[i%len(keys)])
				sent[p.number]++
				time.Sleep(150*time.Millisecond + rand.N(100*time.Millisecond)) // nobody keeps step
			}
		})
	}
	all.Wait()
	time.Sleep(300 * time.Millisecond)
	used := h.cpu() - before
	var answers []time.Duration
	total := 0
	for _, p := range people {
		p.mu.Lock()
		answers = append(answers, p.answers...)
		p.mu.Unlock()
		drawn += p.bytes.Load()
		total += sent[p.number]
	}
	if len(answers) == 0 {
		b.Fatal("no key was answered")
	}
	slices.Sort(answers)
	at := func(percent int) time.Duration {
		return answers[(len(answers)-1)*percent/100].Round(10 * time.Microsecond)
	}
	b.Logf("%d people typing: key to output p50 %v p90 %v p99 %v max %v; %d of %d keys drew something; %d bytes and %.0f us of the hub's CPU a key; RSS %.0f KiB",
		len(people), at(50), at(90), at(99), at(100), len(answers), total, drawn/int64(total), used*1e6/float64(total), h.rss())
	b.ReportMetric(float64(at(50).Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(at(99).Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(drawn)/float64(total), "B/key")
	b.ReportMetric(0, "ns/op")
}
