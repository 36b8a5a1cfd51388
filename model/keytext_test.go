package model

import (
	"encoding/base64"
	"strings"
	"testing"
)

// Lines that ssh-keygen wrote, with what it says of each.
const (
	keyEd1   = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGQRugMUtHVfM+7zyq3rhKKIW3QWOdOj4u+TuH3QqVeE mia@laptop 1"
	keyEd2   = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEfqcFVx/gPCd7wcexegdbEJPIAfnoVP7d6LRexWClXe mia@laptop 2"
	keyEd3   = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHSLect4dGMtTDAppJYuCWCelqVw9aL857xAP9CTiuz9 mia@laptop 3"
	keyEd4   = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICUHLvF4scy/2jvC+eNeXyOzcjXpmq1xz7u8BccXvcCa mia@laptop 4"
	keyEd5   = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGTDavoi2dPV8CquyqaCFx7DtfqhTe8crzeZiXGrz1Ja mia@laptop 5"
	keyEC256 = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBLsu1a+oCKsnga8JpDrLnyvXScMBBf5P0TJHydQk84sqwQcmYQNd3BDUuaqdSOSd/UF429dicbX+JjN9V94lMaM= ec"
	keyEC521 = "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBACNlujgbR+hCEOqDjNLKBsupHC2uEHmt5Zj4l8pMUpr2Ntdi991IL41ZQnOPZ7WmZJ+EeENNK9hFrsbVqIcVEeFSQFZQzkELtDpDv6BxfoPMcDYLxHZNgB8d3bZHNcYK7kcDEA2sdnxeUX/RRQEDysBhIIFiCZoWESqHZFszvUmEopxUw== ec5"
	keyRSA   = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCO1F0TPDKa+VQLokbI5b9I+2H/WYrrONdy9+bRKnVfa9dT8IcG30fQogupdtdD7ROIy+AEOjv9Z1XvJkaiP1fc/8x5XNA+J2Mhe/wcyce19jnUr2jF2ny9P3bQi+kKgfPV2Qeomvx75pKQ1hT56squ0mEJTZoT10TZ6Z+TAFoKam5OJeMBZqKDsSDRkmOwHpzyq9RtqYAcNcM/grRIunFrWqpsyajyN8GFb7p1Ay4Ed2M2evoYnSKHj2KE7ff8pPIfGJhBIB7NVtaefFdu+mw+CB1vuIAexauT6aw+lF2R79Vl1Sl3+vzEpJh15ucERvRH1fBVDw28zTtbTI8rmwaZ ok"
	keyWeak  = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDTT6NwRh2d/IkYLPERj/bJlJmk46hr4QBQO9jTX1cPUHqQ0SrfFYs8pM5JIHRSzDJvKROFCvU6jvu4Kijq78TwSBz8IO7Pcg1NzbGp2yUE5LmboJIL/n6xUZ81FXGSriuE2k3kMcFHZd38/nuWD16RQpOiSTR+6SPQr0iWY06IBw== weak"
	keyDSA   = "ssh-dss AAAAB3NzaC1kc3MAAACBAKH5u4jLzFBwds0nl3nbD3ydkWFeeRSViW0CyY7eQ+wsZ+Sq0ctXdnc/Wil3GFd9yQL3dKSCFulk/LV1Ts2gsIMKz9bfyOhiq7icChqNnIQkAdSs5i3CcFU0CQ0BB/hD+lqyHC0WeLfiobXlwP2MUv6NliDKGGjfoIwVFJz39NtJAAAAFQDRfkeOLRZac+/OErEHfieGTtcNKQAAAIEAlUnDbVPrQvht4J8ZVgiZMFm30ME0G2DPWSAiuj9wiLftyOYf6oxQYI+Y7MxacMPI+qYn3N2DjS5rr9CmTGBaJ21BnEfEl4oJTVdPRvq5L/GELW+x0cmJvjlgHh3mrJBV/paMU2e0D3axtlDvtqRYYGThDFuLTfwaUwbyc/eMBWEAAACASc9p0s2JIkLQE2Jkmv/L6y73ntS+WjPNR3cOyjOa0ZpWz2+fINpfbg5ArY/sxD+UlEQrDKsv5oVBNOz6ogB1jIZfo2VMV4GBYOad/xZz8ZLZEszSDjJL/o4WPkNK4zctfu57u+iynk39M+LgepJ/p3KFzG/f3V04gEA3+0iqIKI= root@vm"
	keyCert  = "ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5LWNlcnQtdjAxQG9wZW5zc2guY29tAAAAIOswX8TtGOTWHt++JoR6d+bSw0eF2gwHC+DE8PZa8T0bAAAAIEfqcFVx/gPCd7wcexegdbEJPIAfnoVP7d6LRexWClXeAAAAAAAAAAAAAAABAAAAAXgAAAAHAAAAA21pYQAAAAAAAAAA//////////8AAAAAAAAAggAAABVwZXJtaXQtWDExLWZvcndhcmRpbmcAAAAAAAAAF3Blcm1pdC1hZ2VudC1mb3J3YXJkaW5nAAAAAAAAABZwZXJtaXQtcG9ydC1mb3J3YXJkaW5nAAAAAAAAAApwZXJtaXQtcHR5AAAAAAAAAA5wZXJtaXQtdXNlci1yYwAAAAAAAAAAAAAAMwAAAAtzc2gtZWQyNTUxOQAAACBkEboDFLR1XzPu88qt64SiiFt0FjnTo+Lvk7h90KlXhAAAAFMAAAALc3NoLWVkMjU1MTkAAABA0LK0kdVHGPh4pm5AcOLqsJ9NC0rGeL9Z0taKXcQStQojLEtbe8ITyqsiNLnZcvHXkOpqHVjoSNuLl2q8nOJ0Ag== mia@laptop 2"
)

func TestParseKey(t *testing.T) {
	for line, want := range map[string]string{
		keyEd1:   "SHA256:f6Nwc5pl1DRfGOq8t5wULqpEdm6V/wo/ZBKeM1FRCvU",
		keyEC256: "SHA256:PEm/jSd6ilSAk2as3UCC1S96iqMLQuBqAvWfCg8RlPg",
		keyEC521: "SHA256:mCg8lz5y4gmIfN6g1eDpQxIwDa4EmtkeqYkZ7uL00AI",
		keyRSA:   "SHA256:fehH4u+Ax+orTOFm755un/+vNl9wdmw1LIzs+ycUYas",
	} {
		for _, typed := range []string{line, "\n# of mine\n " + line + " \r\n\n", strings.Replace(line, " ", "\t", 1)} {
			k, r := ParseKey(typed)
			if r != nil || k.Fingerprint != want {
				t.Errorf("%.40q: got %s, %v, want %s", typed, k.Fingerprint, r, want)
			}
		}
	}
	k, _ := ParseKey(keyEd1)
	if k.Algorithm != "ssh-ed25519" || k.Comment != "mia@laptop 1" || strings.Join(strings.Fields(keyEd1)[:2], " ") != k.Text {
		t.Errorf("got %+v", k)
	}
}

func TestParseKeyRefuses(t *testing.T) {
	body := strings.Fields(keyEd1)[1]
	blob, _ := base64.StdEncoding.DecodeString(body)
	longer := base64.StdEncoding.EncodeToString(append(blob, 0))
	off, _ := base64.StdEncoding.DecodeString(strings.Fields(keyEC256)[1])
	off[len(off)-1] ^= 1 // beside the curve
	for typed, want := range map[string]Rule{
		"":                                  RuleKeyLine,
		"hello":                             RuleKeyLine,
		"ssh-ed25519":                       RuleKeyLine,
		"ssh-ed25519 AAAA":                  RuleKeyLine,
		body:                                RuleKeyLine,
		"ssh-rsa " + body:                   RuleKeyLine,
		"ssh-ed25519 " + longer:             RuleKeyLine,
		"ssh-ed25519 " + body[:len(body)-4]: RuleKeyLine,
		"ecdsa-sha2-nistp256 " + base64.StdEncoding.EncodeToString(off): RuleKeyLine,
		keyEd1 + "\n" + keyEd2:              RuleKeyLine,
		strings.Repeat("a", keyLineBytes+1): RuleKeyLine,
		"no-pty " + keyEd1:                  RuleKeyOptions,
		"command=\"sh -c 'a b'\" " + keyEd1: RuleKeyOptions,
		keyDSA:                              RuleKeyAlgorithm,
		keyWeak:                             RuleKeyAlgorithm,
		keyCert:                             RuleKeyAlgorithm,
		"-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----": RuleKeyPrivate,
	} {
		if k, r := ParseKey(typed); r == nil || r.Rule != want {
			t.Errorf("%.60q: got %v, %+v, want %s", typed, r, k, want)
		}
	}
}

func FuzzParseKey(f *testing.F) {
	for _, line := range []string{keyEd1, keyEC256, keyRSA, keyDSA, keyCert} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		k, r := ParseKey(line)
		if (r == nil) != (k.Fingerprint != "") {
			t.Fatalf("got %+v and %v", k, r)
		}
		if again, r2 := ParseKey(k.Text); r == nil && (r2 != nil || again.Fingerprint != k.Fingerprint) {
			t.Fatalf("%q reads back as %+v, %v", k.Text, again, r2)
		}
	})
}
