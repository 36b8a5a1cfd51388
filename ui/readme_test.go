package ui

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

const (
	keysBegin = "<!-- keys: written by go test ./ui -run TestReadmeKeys -update -->\n"
	keysEnd   = "<!-- /keys -->\n"
)

// The table of keys in the README is what the action tables of the screens say.
func TestReadmeKeys(t *testing.T) {
	const path = "../README.md"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := strings.Cut(string(data), keysBegin)
	_, after, ok2 := strings.Cut(rest, keysEnd)
	if !ok1 || !ok2 {
		t.Fatal("the README has no place for the keys")
	}
	want := before + keysBegin + keyTables(t) + keysEnd + after
	if want == string(data) {
		return
	}
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Error("the keys in the README are not those of the screens: go test ./ui -run TestReadmeKeys -update")
}

// keyTables draws one table a screen; an order's page and a task's are asked in every state and from both sides.
func keyTables(t *testing.T) string {
	cast := screentest.NewCast(t)
	size := screentest.Size{Width: 146, Height: 36}
	actions := func(handle string, open func(screen.Desk) kit.Screen) []kit.Action {
		desk := screen.Desk{Session: cast.Session(handle), Hub: screentest.NewKeeper()}
		stage := screentest.NewStage(cast.World, handle, size, screentest.Entry("x", "x", func() kit.Screen { return open(desk) }))
		return stage.Shell.Actions()
	}
	var b strings.Builder
	table := func(title string, all ...[]kit.Action) {
		fmt.Fprintf(&b, "**%s**\n\n| key | does |\n|---|---|\n", title)
		seen := map[string]bool{}
		for _, a := range slices.Concat(all...) {
			if a.Key == "" || seen[a.Key+a.Name] {
				continue
			}
			seen[a.Key+a.Name] = true
			fmt.Fprintf(&b, "| `%s` | %s |\n", strings.Join(append([]string{a.Key}, a.Also...), "` `"), says(a))
		}
		b.WriteByte('\n')
	}
	var pages [][]kit.Action
	for _, name := range cast.Names() {
		o := cast.Order(cast.Orders[name])
		for _, key := range []model.Key{o.Seller, o.Creator} {
			var handle string
			_ = cast.View(model.Actor{}, func(v model.View) { handle = v.Handle(key) })
			pages = append(pages, actions(handle, func(d screen.Desk) kit.Screen { return screen.NewOrder(d, o.Key) }))
		}
	}
	app := New(Options{Market: cast.World, Handle: "lumen", Anyone: true, Words: assets.NewWords("en")})
	app.Init()
	table("Everywhere", app.shell.Everywhere())
	table("Today", actions("lumen", screen.NewToday))
	table("Task Square", actions("mia.makes", screen.NewSquare))
	table("One order's page", pages...)
	table("Create new task", actions("lumen", screen.NewCreate))
	table("My tasks", actions("lumen", screen.NewMyTasks))
	table("Task to be reviewed", actions("lumen", screen.NewToReview))
	var waiting model.Key
	_ = cast.View(model.Actor{}, func(v model.View) {
		for _, row := range v.Rows(model.ToReview(model.AccountByHandle(v.Reader, "lumen").Key), model.Place{}, false) {
			waiting = row.(*model.Task).Key
		}
	})
	table("Its applicants", actions("lumen", func(d screen.Desk) kit.Screen { return screen.NewApplicants(d, waiting) }))
	table("Pending Tasks", actions("lumen", screen.NewPending))
	table("Task to be confirmed", actions("lumen", screen.NewConfirmList))
	table("My orders", actions("mia.makes", func(d screen.Desk) kit.Screen { return screen.NewMyOrders(d, model.Creator) }))
	activities := func(role model.Role) func(screen.Desk) kit.Screen {
		return func(d screen.Desk) kit.Screen { return screen.NewActivities(d, role) }
	}
	table("Activities", actions("lumen", activities(model.Seller)), actions("ops", activities(model.Operator)))
	promos := func(role model.Role) func(screen.Desk) kit.Screen {
		return func(d screen.Desk) kit.Screen { return screen.NewPromos(d, role) }
	}
	table("Promo codes", actions("lumen", promos(model.Seller)), actions("northlight", promos(model.Agency)))
	table("Roster board", actions("northlight", screen.NewRoster))
	table("My agency", actions("mia.makes", screen.NewAgencies))
	table("Profile", actions("mia.makes", func(d screen.Desk) kit.Screen { return screen.NewProfile(d, 0) }))
	payments := func(role model.Role) func(screen.Desk) kit.Screen {
		return func(d screen.Desk) kit.Screen { return screen.NewPayments(d, role) }
	}
	table("Payments", actions("lumen", payments(model.Seller)), actions("mia.makes", payments(model.Creator)))
	table("Notifications", actions("lumen", screen.NewNews))
	away := func(open func(screen.Desk) kit.Screen) func(screen.Desk) kit.Screen {
		return func(d screen.Desk) kit.Screen {
			d.Post = screentest.NewPost(cast.World, cast.Orders["applied"])
			return open(d)
		}
	}
	table("Outbox", actions("lumen", away(screen.NewOutbox)))
	line := func(s post.State) func(screen.Desk) kit.Screen {
		return away(func(d screen.Desk) kit.Screen { return screen.NewConnection(d, screen.Loading{State: s}) })
	}
	trouble := post.State{Line: post.Offline, Way: post.Question{Why: post.Locked, Offered: "SHA256:"}, Alarms: []post.Alarm{{Kind: "restored"}}}
	table("Connection (`f4` in a copy of a hub's marketplace)", actions("lumen", line(trouble)))
	table("Settings", actions("lumen", screen.NewSettings), actions("mia.makes", screen.NewSettings))
	hub := func(tab int) []kit.Action {
		desk := screen.Desk{Session: cast.Session("ops"), Hub: screentest.NewKeeper()}
		stage := screentest.NewStage(cast.World, "ops", size, screentest.Entry("x", "x", func() kit.Screen { return screen.NewHub(desk) }))
		for range tab {
			stage.Press("right")
		}
		return stage.Shell.Actions()
	}
	table("Hub", hub(0), hub(1), hub(2), hub(3), hub(4), hub(5))
	help := func(page string) func(screen.Desk) kit.Screen {
		return func(d screen.Desk) kit.Screen { return screen.NewGuide(d, page) }
	}
	table("Help", actions("lumen", help("")), actions("lumen", help("send-samples")))
	return b.String()
}

// says is the sentence of an action, or its name where the name says it all.
func says(a kit.Action) string {
	if a.Help != "" {
		return strings.ReplaceAll(a.Help, "|", "\\|")
	}
	return a.Name
}
