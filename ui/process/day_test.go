package process_test

import (
	"flag"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

var (
	dayCommands = flag.Int("day.commands", 12, "how many commands everybody makes on the offline day")
	daySeed     = flag.Uint64("day.seed", 1, "which offline day it is")
)

// A day without a network, with the real program: a seller's laptop, a second device of the same seller, a creator's
// replica and the people at the hub, all cut apart, work on the same things. When they meet again, and the hub dies once more
// while they do, all see the same, every command was decided once or never left its device, and each refusal lies in the
// outbox of who made the command, with its reason.
func TestOfflineDay(t *testing.T) {
	for name, way := range map[string]dayWay{"ssh": overSSH, "folder": overFolder} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDay(t, way)
			d.cut()
			var all sync.WaitGroup
			for i, who := range append(d.replicas(), d.office) {
				all.Go(func() { who.work(rand.New(rand.NewPCG(*daySeed, uint64(i))), *dayCommands) })
			}
			all.Wait()
			if t.Failed() {
				t.FailNow()
			}
			d.heal()
			d.agree()
			d.hub.end()
			d.whole()
			d.settled()
		})
	}
}

// dayWay is how replicas reach the hub on that day.
type dayWay int

const (
	overSSH dayWay = iota
	overFolder
)

// day is the hub and everybody who works with it.
type day struct {
	t      *testing.T
	way    dayWay
	hub    *dayHub
	office *dayPerson // who works at the hub itself
	laptop *dayPerson // lumen's
	second *dayPerson // lumen's too
	mia    *dayPerson
	keys   map[string]string // account -> file of a private key that the hub knows
	stick  string            // the folder, where there is one
}

func (d *day) replicas() []*dayPerson { return []*dayPerson{d.laptop, d.second, d.mia} }

// cut takes the network away: the hub dies, or the stick is pulled out.
func (d *day) cut() {
	if d.way == overSSH {
		d.hub.kill()
		return
	}
	d.pull(d.stick, d.stick+".away")
}

// heal brings it back. The hub dies in the middle of it and comes back once more.
func (d *day) heal() {
	d.t.Helper()
	if d.way == overSSH {
		d.hub.start()
	} else {
		d.pull(d.stick+".away", d.stick)
	}
	var all sync.WaitGroup
	for _, who := range d.replicas() {
		all.Go(who.send)
	}
	if who := d.laptop; who.waiting() >= 0 {
		for n := who.waiting(); n > 0 && who.waiting() == n; {
			time.Sleep(time.Millisecond) // until something has arrived
		}
	}
	d.hub.kill()
	d.hub.start()
	all.Wait()
}

// send synchronises until nothing waits any more.
func (who *dayPerson) send() {
	deadline := time.Now().Add(2 * time.Minute)
	for who.waiting() > 0 {
		who.run("", "sync")
		if time.Now().After(deadline) {
			who.t.Errorf("%s: %d commands still wait: %s", who.name, who.waiting(), who.do("outbox", "ls", "--state", "queued", "--limit", "3"))
			return
		}
	}
}

// agree compares what each replica shows with what the hub tells the same account.
func (d *day) agree() {
	d.t.Helper()
	var all sync.WaitGroup
	for _, who := range d.replicas() {
		all.Go(func() { d.compare(who) })
	}
	all.Wait()
}

func (d *day) compare(who *dayPerson) {
	deadline := time.Now().Add(2 * time.Minute)
	for {
		who.run("", "sync")
		differs := d.differs(who)
		if differs == "" {
			return
		}
		if time.Now().After(deadline) {
			d.t.Errorf("%s: %s", who.name, differs)
			return
		}
	}
}

// differs names what a replica shows otherwise than its hub, "" for nothing.
func (d *day) differs(who *dayPerson) string {
	for _, list := range [][]string{
		{"order", "ls", "--limit", "0", "--json"}, {"task", "ls", "--limit", "0", "--json"}, {"clock", "ls", "--limit", "0", "--json"},
	} {
		here, there := who.do(list...), d.ask(who.account, list...)
		if here != there {
			return firstOther(list[0], here, there)
		}
		if there == "" {
			return list[0] + " is empty"
		}
	}
	return ""
}

// dayDir makes the directory of somebody.
func dayDir(t *testing.T, name string) string { return filepath.Join(t.TempDir(), name) }
