// This file writes the page of "adder explain --html".

package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"math"
	"os"
	"path/filepath"
	"strings"

	"adder/codegen"
)

//go:embed explain.html
var explainPage string

// pageData is what the page shows.
type pageData struct {
	File     string
	Profiled bool
	Counts   []pageCount
	General  []codegen.FunctionNote // functions without a copy that guesses
	Lines    []pageLine
}

// pageCount is the number of operations that are done in one way.
type pageCount struct {
	How   string
	Count int
	Share float64 // percent
}

// pageLine is a source line with what became of its operations.
type pageLine struct {
	Number int
	Text   string
	Shade  int // 0 to 100: how general the line is
	Ops    []codegen.Operation
	Runs   string
}

// Alpha is the opacity of the line's shade.
func (l pageLine) Alpha() float64 { return 0.6 * float64(l.Shade) / 100 }

// weights are what operations add to the shade of their line.
var weights = map[string]float64{codegen.Fast: 0, codegen.Guarded: 0.25, codegen.Cached: 0.5, codegen.General: 3}

func writeExplainPage(file string, x *codegen.Explanation, source []byte, profiled bool) error {
	page, err := template.New("explain").Funcs(template.FuncMap{"times": times}).Parse(explainPage)
	if err != nil {
		return err
	}
	data := pageData{File: x.File, Profiled: profiled, Counts: countHows(x.Operations)}
	for _, f := range x.Functions {
		if f.Why != "" && f.Why != "body" {
			data.General = append(data.General, f)
		}
	}
	data.Lines = pageLines(x, strings.Split(strings.TrimSuffix(string(source), "\n"), "\n"))
	tmp, err := os.CreateTemp(filepath.Dir(file), ".explain-*")
	if err != nil {
		return plainError(err)
	}
	err = page.Execute(tmp, data)
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		os.Remove(tmp.Name())
	}
	return err
}

func countHows(ops []codegen.Operation) []pageCount {
	counts := []pageCount{{How: codegen.Fast}, {How: codegen.Guarded}, {How: codegen.Cached}, {How: codegen.General}}
	for _, op := range ops {
		for i := range counts {
			if counts[i].How == op.How {
				counts[i].Count++
			}
		}
	}
	for i := range counts {
		if len(ops) > 0 {
			counts[i].Share = 100 * float64(counts[i].Count) / float64(len(ops))
		}
	}
	return counts
}

// pageLines distributes operations over lines. A line that ran often is shaded more than one that did not.
func pageLines(x *codegen.Explanation, source []string) []pageLine {
	lines := make([]pageLine, len(source))
	for i, text := range source {
		lines[i] = pageLine{Number: i + 1, Text: text}
	}
	for _, op := range x.Operations {
		if op.Line <= len(lines) {
			l := &lines[op.Line-1]
			l.Ops = append(l.Ops, op)
		}
	}
	for i := range lines {
		score, runs := 0.0, int64(0)
		for _, op := range lines[i].Ops {
			w := weights[op.How]
			switch {
			case inBody(op):
				w = weights[codegen.Guarded]
			case op.Why != "" && op.How != codegen.General:
				w = 2
			}
			score += w
			runs = max(runs, op.Count)
		}
		// Half shaded at about three general operations.
		lines[i].Shade = int(100 * (1 - math.Exp(-score/12)))
		if runs > 0 {
			lines[i].Runs = compact(runs)
		}
	}
	return lines
}

// compact writes a count in at most four characters or so.
func compact(n int64) string {
	switch {
	case n < 10_000:
		return fmt.Sprint(n)
	case n < 10_000_000:
		return fmt.Sprintf("%dk", n/1000)
	}
	return fmt.Sprintf("%dM", n/1_000_000)
}
