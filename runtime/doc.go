// Package runtime starts and ends Python programs: it boots the object model, makes the modules
// that must exist, runs the main module, prints what nobody caught, and turns it all into an exit
// status. Compiled programs enter by Main, the interpreter's command line by Start and Run.
package runtime
