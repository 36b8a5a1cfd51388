package screen_test

import (
	"testing"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// aChange is a command about a task.
func aChange(key uint64, s post.Standing, task model.ID) post.Item {
	it := post.Item{Key: key, Wire: "task.edit", Standing: s, Command: &model.EditTask{ID: task}}
	if s == post.Refused {
		it.Refusal = &model.Refusal{Rule: model.RuleMoved, Field: "task", Args: []model.Arg{{Name: "id", Text: string(task)}}}
	}
	return it
}

// What waits about a task is marked on its page, on the Square and in one's own tasks, and no clock is warned of
// that is weeks away.
func TestWhatWaitsIsMarkedOnTasks(t *testing.T) {
	for standing, c := range map[post.Standing]struct{ sign, says string }{
		post.Queued:   {"↑", "Edit a task: queued. It goes out when the hub is reached"},
		post.Asking:   {"○", "Edit a task: the hub is asked, and has not answered yet. It is not done"},
		post.Accepted: {"✓", "Edit a task: carried out; what it led to is on its way here"},
		post.Refused:  {"✗", "Edit a task: refused by the hub"},
	} {
		cast := screentest.NewCast(t)
		key := model.Key(0)
		id := model.ID("")
		_ = cast.View(model.Actor{Operator: true}, func(v model.View) {
			order := model.OrderByID(v.Reader, cast.Orders["applied"])
			key, id = order.Task, v.Task(order.Task).ID
		})
		d := waitingDesk(cast, aChange(3, standing, id))
		page := deskStage(cast.World, "lumen", wide(), d, func(d screen.Desk) kit.Screen { return screen.NewTask(d, key) })
		page.Expect(c.sign, c.says)
		page.Refuse("A clock may strike first") // it is weeks away
		for name, open := range map[string]func(screen.Desk) kit.Screen{"square": screen.NewSquare, "mine": screen.NewMyTasks} {
			list := deskStage(cast.World, "lumen", wide(), d, open)
			before := deskStage(cast.World, "lumen", wide(), waitingDesk(cast), open)
			list.Expect(c.sign)
			if list.Frame() == before.Frame() {
				t.Errorf("%s: nothing is marked as %s", name, standing)
			}
		}
		words := assets.NewWords("en")
		box := deskStage(cast.World, "lumen", wide(), d, screen.NewOutbox)
		box.Expect(words.Say("outbox.standing_"+string(standing)), "Edit a task", string(id))
		box.Refuse("A clock may strike first")
	}
}
