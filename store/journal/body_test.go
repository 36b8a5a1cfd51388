package journal_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"aeconnect/store/journal"
)

type sampleBody struct {
	Name  string         `cbor:"1,keyasint"`
	List  []int64        `cbor:"2,keyasint"`
	Maybe *int64         `cbor:"3,keyasint,omitempty"`
	By    map[string]int `cbor:"4,keyasint,omitempty"`
	Hash  [4]byte        `cbor:"5,keyasint"`
}

func TestCodecIsCanonical(t *testing.T) {
	c := journal.NewCodec()
	v := sampleBody{Name: "é", By: map[string]int{"bb": 300, "a": -1}, Hash: [4]byte{1, 2, 3, 4}}
	got, err := c.Encode(v)
	const want = "a40162c3a9028004a26161206262621901 2c0544 01020304"
	if err != nil || hex.EncodeToString(got) != strings.ReplaceAll(want, " ", "") {
		t.Fatalf("encoded as %x (%v)", got, err)
	}
	v.List = []int64{}
	if again, _ := c.Encode(v); !bytes.Equal(again, got) {
		t.Errorf("an empty list is encoded otherwise than none: %x", again)
	}
	var back sampleBody
	if err := c.Decode(got, &back); err != nil || back.Name != "é" || back.By["bb"] != 300 {
		t.Errorf("decoded as %+v (%v)", back, err)
	}
}

func TestCodecIsStrict(t *testing.T) {
	c := journal.NewCodec()
	for name, input := range map[string]string{
		"empty": "", "cut": "a1016", "behind": "a101616110", "twice": "a2016161016162", "indefinite": "bf0161 61ff",
		"tag": "a101c1 6161", "bad UTF-8": "a10161ff", "wrong type": "a10105", "deep": "a102" + strings.Repeat("81", 40) + "00",
		"long": "a1029b7fffffffffffffff",
	} {
		raw, _ := hex.DecodeString(strings.ReplaceAll(input, " ", ""))
		if err := c.Decode(raw, new(sampleBody)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if err := c.Decode([]byte{0xa1, 0x18, 0x63, 0x01}, new(sampleBody)); !errors.Is(err, journal.ErrNewer) {
		t.Errorf("an unknown field: %v, want ErrNewer", err)
	}
}

func FuzzCodec(f *testing.F) {
	c := journal.NewCodec()
	seed, _ := c.Encode(sampleBody{Name: "a", List: []int64{1, 1 << 40}, By: map[string]int{"x": 1}})
	f.Add(seed)
	f.Fuzz(func(t *testing.T, raw []byte) {
		var v, again sampleBody
		if c.Decode(raw, &v) != nil {
			return
		}
		out, err := c.Encode(v)
		if err != nil || c.Decode(out, &again) != nil {
			t.Errorf("%x decodes to what cannot be written and read again (%v)", raw, err)
		}
	})
}
