package main

import (
	"context"

	"aeconnect/store/remote"
	"aeconnect/store/remote/sshremote"
	"aeconnect/ui/sshd"
)

// sync serves a replica: whose it is, its key has proven. What the key may do is decided with each command.
func (h *holding) sync(ctx context.Context, v sshd.Visitor, s sshd.Streams) (exit int) {
	id := remote.Identity{Fingerprint: v.Key, Owner: v.Kind == sshd.Owner, Address: v.Address}
	if err := sshremote.Serve(ctx, h.market.Hub(), id, s.In, s.Out); err != nil && ctx.Err() == nil {
		h.keeper().Logger().InfoContext(ctx, "a replica's connection ended", "from", v.Address, "key", v.Key, "why", err)
		return 1
	}
	return 0
}
