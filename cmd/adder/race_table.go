// This file prints the results of races.

package main

import (
	"fmt"
	"math"
	"os"
)

// raceTable prints a row a program as the results come in.
type raceTable struct {
	names   []string // contenders, the reference first
	json    bool
	results []raceResult
}

func newRaceTable(o *benchOptions) *raceTable {
	t := &raceTable{names: []string{"cpython", "native"}, json: o.json}
	if !o.noVM {
		t.names = append(t.names, "vm")
	}
	if o.pypy != "" {
		t.names = append(t.names, "pypy")
	}
	if !o.json {
		fmt.Printf("%-22s", "")
		for _, n := range t.names {
			fmt.Printf(" %26s", n)
		}
		fmt.Println()
	}
	return t
}

func (t *raceTable) add(r raceResult) {
	t.results = append(t.results, r)
	if t.json {
		return
	}
	fmt.Printf("%-22s", r.Name)
	if r.Error != "" {
		fmt.Printf(" %s\n", r.Error)
		return
	}
	ref := r.Figures["cpython"]
	for _, n := range t.names {
		f := r.Figures[n]
		spread := (f.Max - f.Min) / 2 / f.Median * 100
		fmt.Printf(" %7.3f s ±%2.0f%% %5.2fx %4d M", f.Median, spread, f.Median/ref.Median, f.Peak>>20)
	}
	fmt.Println()
}

// finish prints geometric means over all programs that ran, if there are several.
func (t *raceTable) finish(several bool) {
	if !several {
		return
	}
	for _, n := range t.names[1:] {
		var time, peak geometricMean
		worst, worstName := 0.0, ""
		for _, r := range t.results {
			if r.Error != "" {
				continue
			}
			ratio := r.Figures[n].Median / r.Figures["cpython"].Median
			time.add(ratio)
			peak.add(float64(r.Figures[n].Peak) / float64(r.Figures["cpython"].Peak))
			if ratio > worst {
				worst, worstName = ratio, r.Name
			}
		}
		fmt.Printf("%s / cpython, geometric mean of %d: time %.3f, peak memory %.2f; slowest %s, %.2f\n", n, time.n, time.value(), peak.value(), worstName, worst)
	}
	for _, r := range t.results {
		if r.Error != "" {
			fmt.Fprintf(os.Stderr, "%s failed: %s\n", r.Name, r.Error)
		}
	}
}

// geometricMean adds up ratios.
type geometricMean struct {
	logs float64
	n    int
}

func (g *geometricMean) add(ratio float64) {
	if ratio > 0 {
		g.logs += math.Log(ratio)
		g.n++
	}
}

func (g *geometricMean) value() float64 {
	if g.n == 0 {
		return math.NaN()
	}
	return math.Exp(g.logs / float64(g.n))
}
