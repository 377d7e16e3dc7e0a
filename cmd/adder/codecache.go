// This file keeps the code objects of library modules between builds, so that the front end sees only the
// program itself again.

package main

import (
	"io/fs"
	"os"
	"path/filepath"

	"adder"
	"adder/codegen/gobuild"
	"adder/frontend/code"
	"adder/frontend/code/marshal"
)

// codeCache is a folder of marshalled code objects, named by the text that they were compiled from.
type codeCache struct{ dir string }

// newCodeCache returns the cache of this version of the front end, nil if there is no place for it.
func newCodeCache() *codeCache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	source, err := fs.Sub(adder.Source, "frontend")
	if err != nil {
		return nil
	}
	version, err := gobuild.HashTree(source)
	if err != nil {
		return nil
	}
	return &codeCache{filepath.Join(dir, "adder", "code-"+version)}
}

func (c *codeCache) file(name string, text []byte) string {
	return filepath.Join(c.dir, gobuild.Hash([]byte(name), text))
}

// load returns the code that text was compiled to, nil if it is not there.
func (c *codeCache) load(name string, text []byte) *code.Code {
	data, err := os.ReadFile(c.file(name, text))
	if err != nil {
		return nil
	}
	root, err := marshal.ReadCode(data)
	if err != nil {
		return nil
	}
	return root
}

// store keeps code and returns it as load will, so that first and later builds are alike to the byte. Where
// nothing can be written, nothing is kept.
func (c *codeCache) store(name string, text []byte, root *code.Code) (*code.Code, error) {
	data := marshal.Dumps(root)
	if os.MkdirAll(c.dir, 0o755) == nil {
		if tmp, err := os.CreateTemp(c.dir, ".new-*"); err == nil {
			_, err = tmp.Write(data)
			if tmp.Close() != nil || err != nil || os.Rename(tmp.Name(), c.file(name, text)) != nil {
				os.Remove(tmp.Name())
			}
		}
	}
	return marshal.ReadCode(data)
}
