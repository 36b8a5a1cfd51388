package hub

import (
	"bytes"

	"aeconnect/store/journal"
)

// Sent returns the number of the last command that a device has sent, 0 for a device that sent none.
func (h *Hub) Sent(device journal.Device) (counter uint64, err error) {
	err = h.view(func(r *reader) error {
		return r.with(func(v journal.Reader) error {
			for key := range v.Descend(roomDevice, journal.Next(device[:])) {
				if bytes.HasPrefix(key, device[:]) {
					counter, _ = readNumber(key[len(device):])
				}
				break
			}
			return nil
		})
	})
	return counter, err
}

// Recall returns what was decided for a command of a device, whatever it was; known is false where the device has not
// sent so many. It is for senders whose name nobody else can know: [Hub.Submit] answers a repeated command only where
// it is the same.
func (h *Hub) Recall(device journal.Device, counter uint64) (o Outcome, known bool, err error) {
	err = h.view(func(r *reader) error {
		return r.with(func(v journal.Reader) error {
			seq, ok := readNumber(v.Get(roomDevice, deviceKey(device, counter)))
			if !ok || seq == 0 {
				return nil
			}
			record, err := v.Record(seq)
			if err != nil {
				return err
			}
			known = true
			e, err := decodeEntry(h.codec, h.registry, record.Entry)
			o = Outcome{Seq: e.Seq, At: e.At, Events: e.Events, Refusal: e.Refusal, Repeated: true}
			return err
		})
	})
	return o, known, err
}
