// Command adder compiles Python 3.14 programs to native executables, and runs them.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// The exit statuses of adder itself. A program that it runs ends with its own.
const (
	exitOK    = 0
	exitError = 1 // the program or its build failed
	exitUsage = 2
	exitBug   = 3 // Adder's own fault
)

// exitStatus is an error that only carries a status: everything has been said already.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// usageError marks a mistake on the command line.
type usageError struct{ error }

func main() { os.Exit(realMain(os.Args[1:])) }

func realMain(args []string) (status int) {
	defer func() {
		if r := recover(); r != nil {
			status = reportBug(r, debug.Stack())
		}
	}()
	root := rootCommand()
	if startsPython(args, func(name string) bool { return hasCommand(root, name) }) {
		return runPython(args)
	}
	root.SetArgs(args)
	err := root.Execute()
	var code exitStatus
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &usage):
		fmt.Fprintf(os.Stderr, "adder: %v\nRun \"adder help\" for the commands and \"adder help COMMAND\" for the flags.\n", usage.error)
		return exitUsage
	}
	fmt.Fprintf(os.Stderr, "adder: %v\n", err)
	return exitError
}

// hasCommand reports whether the name is that of a subcommand, or of one that cobra adds.
func hasCommand(root *cobra.Command, name string) bool {
	for _, cmd := range root.Commands() {
		if cmd.Name() == name {
			return true
		}
	}
	return name == "help" || name == "completion" || strings.HasPrefix(name, "__complete")
}

// rootCommand assembles the subcommands, one file each.
func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "adder",
		Short:         "Compile Python 3.14 programs to native executables",
		Long:          "Adder compiles Python 3.14 programs ahead of time: one static executable, no Python beside it.",
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("unknown command %q", args[0])}
			}
			return cmd.Help()
		},
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(versionCommand(), runCommand(), buildCommand(), benchCommand(), compileCommand(), disCommand(), explainCommand())
	return root
}

// reportBug explains a panic: what happened, and what to attach to a report.
func reportBug(cause any, stack []byte) int {
	fmt.Fprintf(os.Stderr, "adder: this is a bug of Adder: %v\n\n%s\n", cause, stack)
	fmt.Fprintf(os.Stderr, "Please report it with the text above, the output of \"adder version\", and the program that you were compiling.\n")
	return exitBug
}
