package sample

import (
	"context"

	"aeconnect/model"
	"aeconnect/store/hub"
)

// Over returns a hub as a market. Its batches are not synced before their end.
func Over(h *hub.Hub) Market { return overHub{h} }

type overHub struct{ hub *hub.Hub }

// Batch implements [Market].
func (o overHub) Batch(ctx context.Context, fn func(Desk) error) error {
	return o.hub.Bulk(ctx, func(b *hub.Bulk) error { return fn(hubDesk{b}) })
}

type hubDesk struct{ bulk *hub.Bulk }

// Do implements [Desk].
func (d hubDesk) Do(actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	o, err := d.bulk.Do(hub.Submission{Actor: actor, Command: c, Secrets: private})
	return model.Decision{Events: o.Events, Refusal: o.Refusal, Notes: o.Notes}, err
}

// State implements [Desk].
func (d hubDesk) State() model.Reader { return d.bulk.State() }
