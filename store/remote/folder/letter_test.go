package folder

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"testing"
)

// testKeys are those of a seed.
func testKeys(t testing.TB, seed byte) *keys {
	k, err := newKeys(ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize)))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// sealed is a letter from 1 to 2 as a file.
func sealed(t testing.TB, text string) []byte {
	writer, reader := testKeys(t, 1), testKeys(t, 2)
	l := &letter{from: writer.public(), to: reader.public(), place: place{7, 3}, before: [32]byte{9}, ack: receipt{place{8, 5}, [32]byte{4}}, text: []byte(text)}
	file, err := l.seal(writer, reader.boxPublic)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestLetterOpensForItsReaderOnly(t *testing.T) {
	writer, reader, other := testKeys(t, 1), testKeys(t, 2), testKeys(t, 3)
	file := sealed(t, "hello")
	l, err := unseal(file, writer.public(), reader)
	if err != nil || string(l.text) != "hello" || l.place != (place{7, 3}) || l.ack != (receipt{place{8, 5}, [32]byte{4}}) || l.before != [32]byte{9} {
		t.Fatalf("the letter is %+v, %v", l, err)
	}
	if _, err := unseal(file, other.public(), reader); !errors.Is(err, errForeign) {
		t.Errorf("as another's letter it gives %v", err)
	}
	if _, err := unseal(file, writer.public(), other); !errors.Is(err, errForeign) {
		t.Errorf("for another reader it gives %v", err)
	}
}

// TestEveryBitOfALetterCounts flips each bit of a letter, cuts it at each byte, and makes it longer.
func TestEveryBitOfALetterCounts(t *testing.T) {
	writer, reader := testKeys(t, 1), testKeys(t, 2)
	file := sealed(t, "x")
	for i := range len(file) * 8 {
		bad := bytes.Clone(file)
		bad[i/8] ^= 1 << (i % 8)
		if _, err := unseal(bad, writer.public(), reader); err == nil {
			t.Fatalf("bit %d does not count", i)
		}
	}
	for n := range len(file) {
		if _, err := unseal(file[:n], writer.public(), reader); !errors.Is(err, errPartial) {
			t.Fatalf("%d bytes of it give %v", n, err)
		}
	}
	if _, err := unseal(append(bytes.Clone(file), 0), writer.public(), reader); !errors.Is(err, errAltered) {
		t.Errorf("a byte more gives %v", err)
	}
}

// TestNobodySignsAnothersText puts the sealed text of one into a letter of another, rightly signed by him.
func TestNobodySignsAnothersText(t *testing.T) {
	reader, thief := testKeys(t, 2), testKeys(t, 3)
	file := sealed(t, "my address")
	l := &letter{from: thief.public(), to: reader.public(), place: place{7, 3}, before: [32]byte{9}, ack: receipt{place{8, 5}, [32]byte{4}}}
	stolen := append(l.header(), file[headerBytes:len(file)-ed25519.SignatureSize]...)
	stolen = append(stolen, ed25519.Sign(thief.sign, signed(stolen))...)
	if _, err := unseal(stolen, thief.public(), reader); !errors.Is(err, errAltered) {
		t.Errorf("a stolen text gives %v", err)
	}
}

func TestCards(t *testing.T) {
	k := testKeys(t, 1)
	card := k.card()
	if public, sealing, err := readCard(card); err != nil || public != k.public() || sealing != *k.boxPublic {
		t.Errorf("the card says %x, %x, %v", public, sealing, err)
	}
	for i := range card {
		bad := bytes.Clone(card)
		bad[i] ^= 1
		if _, _, err := readCard(bad); err == nil {
			t.Fatalf("byte %d does not count", i)
		}
	}
}

// FuzzLetter reads whatever lies in a mailbox. Nothing but a letter of its writer is one.
func FuzzLetter(f *testing.F) {
	f.Add(sealed(f, "hello"))
	f.Add(testKeys(f, 1).card())
	f.Add([]byte("AEL2"))
	f.Fuzz(func(t *testing.T, file []byte) {
		writer, reader := testKeys(t, 1), testKeys(t, 2)
		if l, err := unseal(file, writer.public(), reader); err == nil && (l.place != place{7, 3}) {
			t.Errorf("a letter %+v was made of nothing", l)
		}
		_, _, _ = readCard(file)
		if p, ok := placeOf(string(file)); ok && p.file() != string(file) {
			t.Errorf("%q is the place %v", file, p)
		}
	})
}
