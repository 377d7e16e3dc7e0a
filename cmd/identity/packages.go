// This file fetches packages whose files are compared too.

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// popular are packages with much and varied code, all with wheels.
var popular = strings.Fields(`sympy networkx django sqlalchemy pip setuptools mypy black rich pytest hypothesis jinja2 pygments docutils
	matplotlib numpy pandas scipy twisted sphinx scikit-learn botocore babel flask werkzeug click requests urllib3 attrs
	pydantic fastapi starlette celery kombu redis tornado aiohttp zope.interface ansible-core pylint astroid jedi parso
	ipython nltk openpyxl lxml beautifulsoup4 html5lib paramiko cryptography distlib virtualenv tox coverage`)

// fetch unpacks the packages' newest wheels below the user's cache, with the pip of the PATH,
// and returns the folder. What is there already is kept.
func fetch(packages []string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	root := filepath.Join(cache, "adder", "identity")
	for _, name := range packages {
		dir := filepath.Join(root, name)
		if _, err := os.Stat(dir); err == nil {
			continue
		}
		fmt.Fprintln(os.Stderr, "fetching", name)
		tmp := dir + ".tmp"
		cmd := exec.Command("python3", "-m", "pip", "install", "-q", "--no-deps", "--no-compile", "--only-binary", ":all:", "--target", tmp, name)
		cmd.Stderr = os.Stderr
		err := cmd.Run()
		if err == nil {
			err = os.Rename(tmp, dir)
		}
		if err != nil {
			_ = os.RemoveAll(tmp)
			fmt.Fprintf(os.Stderr, "%s is left out: %v\n", name, err)
		}
	}
	return root, nil
}
