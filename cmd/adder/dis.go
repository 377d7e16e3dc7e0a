// This file is the dis subcommand: the bytecode of a program as text.

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"adder/frontend"
	"adder/frontend/code"
	"adder/frontend/code/dis"
	"adder/frontend/code/marshal"
)

func disCommand() *cobra.Command {
	var o dis.Options
	cmd := &cobra.Command{
		Use:   "dis [FILE]",
		Short: "Show the bytecode of a program",
		Long: `Show the bytecode of a program, as "python -m dis" prints it.

FILE is a .py or .pyc file; without it, or for "-", the source is read from standard input.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			name := "-"
			if len(args) > 0 {
				name = args[0]
			}
			return runDis(name, o)
		},
	}
	f := cmd.Flags()
	f.BoolVarP(&o.Caches, "show-caches", "C", false, "show inline caches")
	f.BoolVarP(&o.Offsets, "show-offsets", "O", false, "show instruction offsets")
	f.BoolVarP(&o.Positions, "show-positions", "P", false, "show instruction positions")
	f.BoolVarP(&o.Specialized, "specialized", "S", false, "show the caches as the interpreter prepares them")
	return cmd
}

func runDis(name string, o dis.Options) error {
	data, err := readInput(name)
	if err != nil {
		return err
	}
	if name == "-" {
		name = "<stdin>"
	}
	c, err := codeOf(name, data)
	if err != nil {
		return err
	}
	return dis.Write(os.Stdout, c, o)
}

// readInput reads a file, or standard input for "-".
func readInput(name string) ([]byte, error) {
	if name == "-" {
		data, err := io.ReadAll(os.Stdin)
		if err != nil {
			return nil, fmt.Errorf("cannot read %w", plainError(err))
		}
		return data, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %w", plainError(err))
	}
	return data, nil
}

// codeOf compiles source, or takes the code object out of a bytecode file.
func codeOf(name string, data []byte) (*code.Code, error) {
	if bytes.HasPrefix(data, marshal.Magic[:]) {
		_, c, err := marshal.ReadPyc(data)
		if err != nil {
			return nil, fmt.Errorf("%q is no valid bytecode file: %w", name, err)
		}
		return c, nil
	}
	c, warnings, err := frontend.Compile(data, name, frontend.Exec, frontend.Options{})
	fmt.Fprint(os.Stderr, warningReport(warnings, data))
	if err != nil {
		fmt.Fprint(os.Stderr, syntaxReport(err))
		return nil, exitStatus(exitError)
	}
	return c, nil
}
