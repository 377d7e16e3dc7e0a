// This file records profiles.

package main

import (
	"os"

	"adder/lower/profile"
	"adder/runtime/vm"
)

// recordProfile runs a program and writes what it saw to a file. It returns the program's exit status, or
// that of a failure to write.
func recordProfile(file string, run func() int) int {
	seen := vm.StartRecording(profile.MaxSeen)
	status := run()
	if err := writeProfile(file, seen); err != nil {
		return fail(err, max(status, exitError))
	}
	return status
}

func writeProfile(file string, seen *vm.Recording) error {
	p := profile.New()
	for _, r := range seen.All(profile.Others) {
		full, err := r.Code.Prepare()
		if err != nil {
			continue // code that cannot run
		}
		c := &profile.Code{Key: profile.Key{Module: r.Module, QualName: full.QualName, FirstLine: full.FirstLine,
			Fingerprint: full.Fingerprint()}, Args: seenOf(r.Args)}
		for _, s := range r.Sites {
			c.Sites = append(c.Sites, profile.Site{Offset: s.Offset, Op: s.Op, Seen: seenOf(s.Seen)})
		}
		p.Add(c)
	}
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := p.Write(out); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

func seenOf(list []vm.Sighting) []profile.Seen {
	out := make([]profile.Seen, len(list))
	for i, s := range list {
		out[i] = profile.Seen{Count: s.Count, Words: s.Words}
	}
	return out
}
