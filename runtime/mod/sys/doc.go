// Package sys is the native module sys: the interpreter's settings, its streams, frames, hooks
// and limits.
package sys
