package natives

import (
	"maps"
	"os"
	"regexp"
	"testing"
)

// TestPlaces compares the tables of the systems with the sources for these systems.
func TestPlaces(t *testing.T) {
	row := regexp.MustCompile(`\{Name: "(\w+)", Def: (\w+\.\w+)\}`)
	for file, places := range map[string]map[string]string{"system_unix.go": unixPlaces, "system_windows.go": windowsPlaces} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, m := range row.FindAllStringSubmatch(string(text), -1) {
			got[m[1]] = m[2]
		}
		if !maps.Equal(got, places) {
			t.Errorf("%s lists %v, index.go %v", file, got, places)
		}
	}
}
