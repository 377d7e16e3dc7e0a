// Package pypi fetches pure-Python packages for tests and benchmarks. They are pinned by hash
// and kept in the user's cache.
package pypi

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// index is the package index's simple interface (PEP 503): a page a package, whose links carry
// the files' hashes.
const index = "https://pypi.org/simple/%s/"

var link = regexp.MustCompile(`href="([^"#]+)#sha256=([0-9a-f]{64})"`)

// Package returns the folder that holds an unpacked package, fetching it on first use: the
// wheel, or the source archive where there is no wheel, whose SHA-256 is sum.
func Package(name, version, sum string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "adder", "pypi", name+"-"+version+"-"+sum[:8])
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	data, err := download(name, sum)
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, version, err)
	}
	tmp := dir + ".tmp" + fmt.Sprint(os.Getpid())
	defer os.RemoveAll(tmp)
	if err := unpack(data, tmp); err != nil {
		return "", err
	}
	if err := os.Rename(tmp, dir); err != nil {
		if _, exists := os.Stat(dir); exists == nil {
			return dir, nil // somebody else was faster
		}
		return "", err
	}
	return dir, nil
}

// download finds the file of that hash among the package's and returns it, verified.
func download(name, sum string) ([]byte, error) {
	page := fmt.Sprintf(index, name)
	data, err := get(page)
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(page)
	if err != nil {
		return nil, err
	}
	for _, m := range link.FindAllSubmatch(data, -1) {
		if string(m[2]) != sum {
			continue
		}
		ref, err := base.Parse(html.UnescapeString(string(m[1])))
		if err != nil {
			return nil, err
		}
		data, err := get(ref.String())
		if err != nil {
			return nil, err
		}
		if got := sha256.Sum256(data); hex.EncodeToString(got[:]) != sum {
			return nil, fmt.Errorf("the file fetched has another hash")
		}
		return data, nil
	}
	return nil, fmt.Errorf("no file has the hash %s", sum)
}

func get(address string) ([]byte, error) {
	resp, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", address, resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// unpack writes the files of a wheel, or of a source archive, below dir.
func unpack(data []byte, dir string) error {
	if bytes.HasPrefix(data, []byte("PK")) {
		return unpackWheel(data, dir)
	}
	return unpackSource(data, dir)
}

func unpackWheel(data []byte, dir string) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		err = writeFile(dir, f.Name, r)
		if cerr := r.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// unpackSource leaves out the folder NAME-VERSION that everything in a source archive is in.
func unpackSource(data []byte, dir string) error {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		_, name, _ := strings.Cut(path.Clean(h.Name), "/")
		if h.Typeflag != tar.TypeReg || name == "" {
			continue
		}
		if err := writeFile(dir, name, r); err != nil {
			return err
		}
	}
}

func writeFile(dir, name string, r io.Reader) error {
	if !filepath.IsLocal(name) {
		return fmt.Errorf("the package holds a file outside of it: %s", name)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, content, 0o644)
}
