// This file keeps one reference interpreter alive for many questions.

package oracle

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
)

// Session is a running interpreter that answers questions, one JSON value a line each way.
type Session struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// serve is the loop around the function answer(question) that a script defines. What the
// script prints goes to standard error.
const serve = `
import json, sys
_out, sys.stdout = sys.stdout, sys.stderr
for _line in sys.stdin:
    print(json.dumps(answer(json.loads(_line))), file=_out, flush=True)
`

// Start runs a script that defines answer(question). Close the session in the end.
func Start(script string) (*Session, error) {
	python, err := Python()
	if err != nil {
		return nil, err
	}
	s := &Session{cmd: exec.Command(python, "-I", "-B", "-X", "utf8", "-c", script+serve)}
	s.cmd.Stderr = os.Stderr
	if s.in, err = s.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.out = bufio.NewReaderSize(out, 1<<16)
	return s, s.cmd.Start()
}

// Ask sends a question and waits for its answer.
func (s *Session) Ask(question, answer any) error {
	line, err := json.Marshal(question)
	if err != nil {
		return err
	}
	if _, err := s.in.Write(append(line, '\n')); err != nil {
		return err
	}
	reply, err := s.out.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("the reference interpreter stopped: %w", err)
	}
	return json.Unmarshal(reply, answer)
}

// Close ends the interpreter.
func (s *Session) Close() error {
	s.in.Close()
	return s.cmd.Wait()
}
