package process_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
)

// dayThings is what everybody works on.
type dayThings struct{ tasks, orders []string }

// things makes tasks and orders in every state that a day of so many commands wants.
func (w *town) things(commands int) (made dayThings) {
	w.t.Helper()
	for i := range 4 + commands/12 {
		task := strings.TrimSpace(w.do(append(aTask(fmt.Sprint("Task ", i)), "--as", "lumen", "--jq", ".id")...))
		made.tasks = append(made.tasks, task)
		for j, creator := range []string{"mia", "noah", "zoe"} {
			if (i+j)%5 == 4 { // left to be applied to
				continue
			}
			order := strings.TrimSpace(w.do("order", "apply", task, "--as", creator, "--json", "--jq", ".id"))
			made.orders = append(made.orders, order)
			w.advance(order, creator, i%5)
		}
	}
	return made
}

// advance brings an order so many steps on.
func (w *town) advance(order, creator string, steps int) {
	for i, args := range [][]string{
		{"order", "approve", order, "--as", "lumen"},
		append(sending(order, "1"), "--as", "lumen"),
		{"ship", "received", order, "--as", creator},
		{"content", "submit", order, "https://www.instagram.com/reel/" + strings.ToLower(order[2:6]), "--as", creator},
	} {
		if i < steps {
			w.do(args...)
		}
	}
}

func sending(order, number string) []string {
	return []string{
		"ship", "send", order, "--carrier", "DHL", "--tracking", "0034043416109404" + number, "--pieces", "1",
		"--sender", "Lumen Audio, 1 Main St, Shenzhen, CN, +86 755 0000000",
	}
}

// dayPerson is somebody with a directory: a replica, or that of the hub.
type dayPerson struct {
	*town
	name    string
	account string // "" at the hub, where everybody works
	things  dayThings

	items map[uint64]bool // commands that were queued here
	paid  int             // commands that wait for nobody: refused without a connection
	here  int             // commands that were refused on the spot
	made  int             // commands that were carried out at the hub
}

// work makes commands until so many were queued, or carried out at the hub.
func (who *dayPerson) work(chance *rand.Rand, commands int) {
	for tries := 0; len(who.items)+who.made < commands; tries++ {
		account, line := who.account, []string(nil)
		switch {
		case account == "":
			account = []string{"lumen", "mia", "noah", "zoe"}[chance.IntN(4)]
			line = append(who.idea(chance, account, tries), "--as", account)
		default:
			line = who.idea(chance, account, tries)
		}
		who.act(append(line, "--json"))
		if who.t.Failed() {
			return
		}
	}
}

// idea is what somebody thinks of next. Where little is left to do, words are changed.
func (who *dayPerson) idea(chance *rand.Rand, account string, n int) []string {
	task, order := pick(chance, who.things.tasks), pick(chance, who.things.orders)
	if chance.IntN(3) == 0 {
		if account == "lumen" {
			return []string{"task", "edit", task, "--title", fmt.Sprintf("Task by %s %d", strings.ReplaceAll(who.name, " ", "-"), n)}
		}
		return []string{"account", "address", account, fmt.Sprintf("%s %d, Hauptstr. 1, 10115 Berlin, DE, +49 30 000000", account, n)}
	}
	if account == "lumen" {
		return pick(chance, sellerIdeas(task, order, n))
	}
	return pick(chance, creatorIdeas(task, order, n))
}

func pick[T any](chance *rand.Rand, all []T) T { return all[chance.IntN(len(all))] }

func sellerIdeas(task, order string, n int) [][]string {
	return [][]string{
		{"order", "approve", order}, {"order", "approve", order}, {"order", "reject", order, "--reason", "not_the_right_fit"},
		sending(order, fmt.Sprintf("%06d", n)), {"ship", "modify", order, "--tracking", fmt.Sprintf("11140434161094%06d", n)},
		{"content", "changes", order, "--clause", "R1", "--note", fmt.Sprint("missing ", n)}, {"order", "answer", order, "accept"},
		{"order", "answer", order, "refuse"}, {"order", "stop", order, "--note", "sold out"}, {"order", "offer", order, "--fee", fmt.Sprint(130 + n%50)},
		{"order", "materials", order, "Here is the logo"}, {"content", "confirm", order, "--yes"}, aTask(fmt.Sprint("New ", n)), {"task", "close", task, "--yes"},
		{"portals", "rate", fmt.Sprint(3 + n%5)},
	}
}

func creatorIdeas(task, order string, n int) [][]string {
	return [][]string{
		{"order", "apply", task, "--note", fmt.Sprint("I would like to ", n)}, {"order", "apply", task}, {"order", "cancel", order},
		{"ship", "received", order}, {"ship", "lost", order}, {"content", "submit", order, fmt.Sprintf("https://www.instagram.com/reel/n%d", n)},
		{"order", "extend", order, "--days", "3", "--note", "the parcel came late"}, {"order", "materials", order, fmt.Sprint("Which logo? ", n)},
		{"order", "answer", order, "accept"}, {"order", "stop", order, "--note", "no time"}, {"payment", "acknowledge", order},
	}
}

// act carries out a command and notes what became of it.
func (who *dayPerson) act(line []string) {
	out, errs, exit := who.run("", line...)
	switch {
	case exit == 7:
		var queued struct{ Queued []struct{ Item uint64 } }
		if err := json.Unmarshal([]byte(lastLine(out)), &queued); err != nil || len(queued.Queued) == 0 {
			who.t.Errorf("%s: %q is queued without saying as what: %s", who.name, line, out)
		}
		for _, it := range queued.Queued {
			if who.items[it.Item] {
				who.t.Errorf("%s: two commands are number %d", who.name, it.Item)
			}
			who.items[it.Item] = true
		}
	case exit == 0 && who.account == "":
		who.made++
	case exit == 5 && who.account != "" && strings.Contains(errs, "outbox.confirm"):
		who.paid++
	case exit >= 2 && exit <= 6 && exit != 5: // not possible as things stand here
		who.here++
	default:
		who.t.Errorf("%s: %q: exit %d: %s%s", who.name, line, exit, out, errs)
	}
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// waiting is how many commands wait to be sent.
func (who *dayPerson) waiting() (n int) {
	for _, state := range []string{"queued", "asking", "accepted"} {
		n += strings.Count(who.do("outbox", "ls", "--state", state, "--limit", "0", "--json"), "\n")
	}
	return n
}
