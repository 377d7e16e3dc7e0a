// This file parses the command line that "adder run" shares with python.

package main

import (
	"fmt"
	"strings"
)

// pyOptions are the options of python, counted where they may be repeated.
type pyOptions struct {
	command, module, file string // what runs; at most one is set, all empty: standard input
	hasCommand, hasModule bool
	args                  []string // what follows it

	debug, optimize, dontWrite, noUserSite, noSite, ignoreEnv, isolated, safePath int
	verbose, bytesWarning, quiet, unbuffered, skipFirst                           int
	randomHash, help, version                                                     int
	warnings, xoptions                                                            []string
	checkHashed                                                                   string
	profile                                                                       string // where to write what was seen, or ""
}

// counters are the options without argument.
func (o *pyOptions) counters() map[byte]*int {
	return map[byte]*int{'b': &o.bytesWarning, 'B': &o.dontWrite, 'd': &o.debug, 'E': &o.ignoreEnv, 'h': &o.help, '?': &o.help,
		'I': &o.isolated, 'O': &o.optimize, 'P': &o.safePath, 'q': &o.quiet, 'R': &o.randomHash, 's': &o.noUserSite, 'S': &o.noSite,
		'u': &o.unbuffered, 'v': &o.verbose, 'V': &o.version, 'x': &o.skipFirst}
}

// parsePython parses the arguments behind "adder run".
func parsePython(args []string) (*pyOptions, error) {
	o := &pyOptions{checkHashed: "default"}
	for len(args) > 0 {
		arg := args[0]
		if arg == "-" || !strings.HasPrefix(arg, "-") {
			break
		}
		args = args[1:]
		if arg == "--" {
			break
		}
		var done bool
		var err error
		if strings.HasPrefix(arg, "--") {
			args, err = o.long(arg, args)
		} else {
			args, done, err = o.short(arg[1:], args)
		}
		if err != nil {
			return nil, err
		}
		if done {
			o.args = args
			return o, nil
		}
	}
	if len(args) > 0 {
		o.file, o.args = args[0], args[1:]
	}
	return o, nil
}

// short parses a group of one-letter options. done tells that it ended the options.
func (o *pyOptions) short(letters string, rest []string) (args []string, done bool, err error) {
	counters := o.counters()
	for i := 0; i < len(letters); i++ {
		c := letters[i]
		if n := counters[c]; n != nil {
			*n++
			continue
		}
		switch c {
		case 'c', 'm', 'W', 'X':
		case 'i':
			return nil, false, fmt.Errorf("the option -i is not supported: Adder has no interactive mode")
		case 'J':
			return nil, false, fmt.Errorf("-J is reserved for Jython")
		default:
			return nil, false, fmt.Errorf("unknown option: -%c", c)
		}
		value := letters[i+1:]
		if value == "" {
			if len(rest) == 0 {
				return nil, false, fmt.Errorf("argument expected for the -%c option", c)
			}
			value, rest = rest[0], rest[1:]
		}
		switch c {
		case 'c':
			o.command, o.hasCommand = value, true
			return rest, true, nil
		case 'm':
			o.module, o.hasModule = value, true
			return rest, true, nil
		case 'W':
			o.warnings = append(o.warnings, value)
		case 'X':
			o.xoptions = append(o.xoptions, value)
		}
		return rest, false, nil
	}
	return rest, false, nil
}

// long parses an option that starts with two dashes.
func (o *pyOptions) long(arg string, rest []string) ([]string, error) {
	name, value, hasValue := strings.Cut(arg, "=")
	switch name {
	case "--help":
		o.help++
	case "--version":
		o.version++
	case "--check-hash-based-pycs", "--profile":
		if !hasValue {
			if len(rest) == 0 {
				return nil, fmt.Errorf("argument expected for the %s option", name)
			}
			value, rest = rest[0], rest[1:]
		}
		if name == "--profile" {
			o.profile = value
			break
		}
		if value != "always" && value != "default" && value != "never" {
			return nil, fmt.Errorf("--check-hash-based-pycs must be one of 'default', 'always', or 'never'")
		}
		o.checkHashed = value
	default:
		return nil, fmt.Errorf("unknown option %s", arg)
	}
	return rest, nil
}

// startsPython reports whether the arguments of adder itself are a command line of python: then it is
// run, so that sys.executable serves programs that start Python on themselves.
func startsPython(args []string, isCommand func(name string) bool) bool {
	if len(args) == 0 {
		return false
	}
	arg := args[0]
	switch {
	case arg == "-":
		return true
	case strings.HasPrefix(arg, "--"):
		return strings.HasPrefix(arg, "--check-hash-based-pycs")
	case strings.HasPrefix(arg, "-"):
		return arg != "-h" && arg != "-v"
	}
	return !isCommand(arg) && isProgram(arg)
}

const pyUsage = `usage: adder run [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options (and corresponding environment variables):
-b     : issue warnings about converting bytes/bytearray to str and comparing
         bytes/bytearray with str or bytes with int. (-bb: issue errors)
-B     : don't write .pyc files on import; also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (terminates option list)
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also -? or --help)
-I     : isolate Python from the user's environment (implies -E, -P and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements; add .opt-1 before
         .pyc extension; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings; add .opt-2 before
         .pyc extension
-P     : don't prepend a potentially unsafe path to sys.path; also
         PYTHONSAFEPATH
-s     : don't add user site directory to sys.path; also PYTHONNOUSERSITE=x
-S     : don't imply 'import site' on initialization
-u     : force the stdout and stderr streams to be unbuffered;
         this option has no effect on stdin; also PYTHONUNBUFFERED=x
-v     : verbose (trace import statements); also PYTHONVERBOSE=x
-V     : print the Python version number and exit (also --version)
-W arg : warning control; arg is action:message:category:module:lineno
         also PYTHONWARNINGS=arg
-x     : skip first line of source, allowing use of non-Unix forms of #!cmd
-X opt : set implementation-specific option
--check-hash-based-pycs always|default|never:
         control how Python invalidates hash-based .pyc files
--profile FILE:
         record the types and callees that the program sees, for "adder build"

Arguments:
file   : program read from script file, directory or zip file
-      : program read from stdin
arg ...: arguments passed to program in sys.argv[1:]
`
