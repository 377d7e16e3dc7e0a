// This file reads and writes profiles as text.

package profile

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// header is the first line, with the version of the format.
const header = "adder profile 1"

// Write writes the profile.
func (p *Profile) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, header)
	for _, c := range p.Codes() {
		fmt.Fprintf(b, "code %s %s %d %s\n", word(c.Module), word(c.QualName), c.FirstLine, word(c.Fingerprint))
		for _, s := range c.Args {
			fmt.Fprintf(b, " args %s\n", s.text())
		}
		for _, site := range c.Sites {
			for _, s := range site.Seen {
				fmt.Fprintf(b, " %d %s %s\n", site.Offset, site.Op, s.text())
			}
		}
	}
	return b.Flush()
}

func (s *Seen) text() string {
	words := []string{strconv.FormatInt(s.Count, 10)}
	for _, w := range s.Words {
		words = append(words, word(w))
	}
	return strings.Join(words, " ")
}

// word writes a word so that splitting at spaces gives it back.
func word(s string) string {
	plain := s != ""
	for _, r := range s {
		plain = plain && unicode.IsGraphic(r) && r != ' ' && r != '"' && r != unicode.ReplacementChar && !unicode.IsSpace(r)
	}
	if plain {
		return s
	}
	// Spaces are escaped as well: they separate words.
	return strings.ReplaceAll(strconv.QuoteToASCII(s), " ", `\x20`)
}

// Read reads a profile.
func Read(r io.Reader) (*Profile, error) {
	p := New()
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<24)
	var c *Code
	line := 0
	fail := func(format string, args ...any) (*Profile, error) {
		return nil, fmt.Errorf("line %d of the profile: %s", line, fmt.Sprintf(format, args...))
	}
	var codes []*Code
	for in.Scan() {
		line++
		text := in.Text()
		if line == 1 {
			if text != header {
				return fail("it does not begin with %q", header)
			}
			continue
		}
		words, err := split(strings.TrimPrefix(text, " "))
		if err != nil {
			return fail("%v", err)
		}
		if !strings.HasPrefix(text, " ") {
			if c, err = readCode(words); err != nil {
				return fail("%v", err)
			}
			codes = append(codes, c)
			continue
		}
		if c == nil {
			return fail("no code comes before it")
		}
		if err := c.readLine(words); err != nil {
			return fail("%v", err)
		}
	}
	if err := in.Err(); err != nil {
		return nil, err
	}
	if line == 0 {
		return fail("it is empty")
	}
	for _, c := range codes {
		p.Add(c)
	}
	return p, nil
}

func split(text string) ([]string, error) {
	words := strings.Split(text, " ")
	for i, w := range words {
		if strings.HasPrefix(w, `"`) {
			s, err := strconv.Unquote(w)
			if err != nil {
				return nil, fmt.Errorf("%s is no word", w)
			}
			words[i] = s
		}
	}
	return words, nil
}

func readCode(words []string) (*Code, error) {
	if len(words) != 5 || words[0] != "code" {
		return nil, fmt.Errorf("it is neither a code nor what belongs to one")
	}
	n, err := strconv.Atoi(words[3])
	if err != nil {
		return nil, fmt.Errorf("%q is no line number", words[3])
	}
	return &Code{Key: Key{words[1], words[2], n, words[4]}}, nil
}

// readLine reads a line of what was seen.
func (c *Code) readLine(words []string) error {
	if words[0] == "args" {
		s, err := readSeen(words[1:])
		c.Args = append(c.Args, s)
		return err
	}
	offset, err := strconv.Atoi(words[0])
	if err != nil || offset < 0 || len(words) < 2 {
		return fmt.Errorf("%q is no offset", words[0])
	}
	s, err := readSeen(words[2:])
	if err != nil {
		return err
	}
	if last := len(c.Sites) - 1; last >= 0 && c.Sites[last].Offset == offset {
		c.Sites[last].Seen = append(c.Sites[last].Seen, s)
		return nil
	}
	c.Sites = append(c.Sites, Site{Offset: offset, Op: words[1], Seen: []Seen{s}})
	return nil
}

func readSeen(words []string) (Seen, error) {
	if len(words) == 0 {
		return Seen{}, fmt.Errorf("the count is missing")
	}
	n, err := strconv.ParseInt(words[0], 10, 64)
	if err != nil || n < 0 {
		return Seen{}, fmt.Errorf("%q is no count", words[0])
	}
	return Seen{Count: n, Words: words[1:]}, nil
}
