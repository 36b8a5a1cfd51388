package ui

import (
	"aeconnect/model"
	"aeconnect/ui/screen/screentest"
)

// replica begins a session over an account's copy of the marketplace, which has lost its hub.
func (s *story) replica(handle string) {
	s.t.Helper()
	w, size := s.owner.world, s.d.app.size
	me := w.Account(handle).Key
	var about model.ID
	_ = w.View(model.Actor{Operator: true}, func(v model.View) {
		for _, row := range v.Rows(model.OrdersOf(me, model.Applied), model.Place{}, false) {
			about = row.(*model.Order).ID
		}
	})
	p := screentest.NewPost(w, about)
	p.At.Account = handle
	o := options(w, handle)
	o.Post, o.Now = p, screentest.Noon
	s.d = drive(s.t, w, o, screentest.Size{Width: size.Width, Height: size.Height})
}
