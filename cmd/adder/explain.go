// This file is the explain subcommand: what became of a program's operations, and why.

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"adder/codegen"
	"adder/lower/program"
)

// explainOptions are the flags of the explain subcommand.
type explainOptions struct {
	profiles           []string
	html               string
	json, all, library bool
}

func explainCommand() *cobra.Command {
	var o explainOptions
	cmd := &cobra.Command{
		Use:   "explain FILE[:LINE]",
		Short: "Say which operations stayed general, and why",
		Long: `Say which operations of a module stayed general, and why: an operand of which nothing tells the
type, a global that functions assign, a frame that escapes, a callee that is not known, a guess that often
fails. With --profile, counts say how often each ran.

What is reported is what the compiler's passes decided. With :LINE, all operations of that line are.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runExplain(&o, args[0]) },
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.profiles, "profile", nil, "take types and counts from `FILE`, which \"adder run --profile\" wrote (repeatable)")
	f.StringVar(&o.html, "html", "", "write a page with the annotated source to `FILE`")
	f.BoolVar(&o.json, "json", false, "print all operations as one JSON object")
	f.BoolVarP(&o.all, "all", "a", false, "list all operations, not only those that stayed general")
	f.BoolVar(&o.library, "library", false, "treat the file as a module of the library, which is compiled to be small")
	return cmd
}

func runExplain(o *explainOptions, arg string) error {
	file, line := splitLine(arg)
	profiles, err := readProfiles(o.profiles)
	if err != nil {
		return err
	}
	target, _ := parseTarget("")
	find := &finder{options: &buildOptions{quiet: o.json}, target: target, status: &progress{}, texts: map[string][]byte{}}
	abs, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	m := &program.Module{Name: "__main__", File: abs, Std: o.library}
	if o.library {
		m.Name = strings.TrimSuffix(filepath.Base(file), ".py")
	}
	if m.Code, err = find.compile(abs, false); err != nil {
		return err
	}
	x, err := codegen.Explain(m, codegen.Options{Profile: profiles.seen})
	if err != nil {
		return err
	}
	x.File = file
	if line > 0 {
		restrict(x, line)
	}
	if o.html != "" {
		return writeExplainPage(o.html, x, find.source(abs), profiles.seen != nil)
	}
	if o.json {
		out := json.NewEncoder(os.Stdout)
		out.SetEscapeHTML(false)
		return out.Encode(x)
	}
	return writeExplanation(os.Stdout, x, strings.Split(string(find.source(abs)), "\n"), o.all || line > 0)
}

// splitLine separates a line's number from a file's name.
func splitLine(arg string) (string, int) {
	if i := strings.LastIndexByte(arg, ':'); i > 0 {
		if n, err := strconv.Atoi(arg[i+1:]); err == nil && n > 0 {
			if _, err := os.Stat(arg); errors.Is(err, os.ErrNotExist) {
				return arg[:i], n
			}
		}
	}
	return arg, 0
}

// restrict leaves what concerns one line.
func restrict(x *codegen.Explanation, line int) {
	there := map[string]bool{}
	x.Operations = slices.DeleteFunc(x.Operations, func(op codegen.Operation) bool {
		there[op.Function] = there[op.Function] || op.Line == line
		return op.Line != line
	})
	x.Functions = slices.DeleteFunc(x.Functions, func(f codegen.FunctionNote) bool { return !there[f.Name] })
}

// notable reports whether an operation is worth naming: it stayed general, or its guess or cache is no good.
// Bodies of modules and classes run once.
func notable(op codegen.Operation) bool {
	return (op.How == codegen.General || op.Why != "") && !inBody(op)
}

func inBody(op codegen.Operation) bool { return op.Why == "body" || op.Why == "namespace" }

// writeExplanation prints each line with its operations below it, and a count at the end.
func writeExplanation(w io.Writer, x *codegen.Explanation, source []string, all bool) error {
	var b strings.Builder
	counts := map[string]int{}
	last := 0
	for _, op := range x.Operations {
		counts[op.How]++
		if !all && !notable(op) {
			continue
		}
		if op.Line != last {
			last = op.Line
			text := ""
			if op.Line <= len(source) {
				text = strings.TrimSpace(source[op.Line-1])
			}
			fmt.Fprintf(&b, "%s:%d: %s\n", x.File, op.Line, text)
		}
		fmt.Fprintf(&b, "    %s\n", describeOperation(op))
	}
	for _, f := range x.Functions {
		if f.Why != "" && f.Why != "body" {
			fmt.Fprintf(&b, "%s:%d: %s has no copy that guesses: %s\n", x.File, f.Line, f.Name, f.Why)
		}
	}
	fmt.Fprintf(&b, "%s: %d fast, %d guarded, %d cached, %d general\n", count(len(x.Operations), "operation"),
		counts[codegen.Fast], counts[codegen.Guarded], counts[codegen.Cached], counts[codegen.General])
	_, err := io.WriteString(w, b.String())
	return err
}

// describeOperation is an operation as a line of text.
func describeOperation(op codegen.Operation) string {
	s := op.What + ": " + op.How
	if op.Why != "" {
		s += ", " + op.Why
	}
	if op.Detail != "" {
		s += " (" + op.Detail + ")"
	}
	if op.Count > 0 {
		s += fmt.Sprintf("; ran %s", times(op.Count))
	}
	if op.Fails > 0 {
		s += fmt.Sprintf(", the guess failed %s", times(op.Fails))
	}
	return s
}

func times(n int64) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
