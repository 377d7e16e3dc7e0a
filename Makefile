# Everything here needs Go 1.26, make and git, and nothing else.

GOFLAGS_ALL = -buildvcs=false -trimpath
export GOFLAGS = $(GOFLAGS_ALL)
export CGO_ENABLED = 0

TARGETS = linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

.PHONY: all build test check fmt vet demo bench identity mutants snippets describe damaged fuzz race stress generate clean

all: build

build: ## build the adder command
	go build -o adder ./cmd/adder

test: fmt vet ## the whole test suite
	go test -timeout 30m ./...

stress: ## run the corpus with guards that fail at random
	ADDER_STRESS_SEED=$${SEED:-1} go test -timeout 60m -run TestCorpus ./cmd/adder

check: ## cross-compile the command and the runtime, and a generated program, for all targets
	@for target in $(TARGETS); do \
		echo "$$target"; \
		GOOS=$${target%/*} GOARCH=$${target#*/} go build ./... || exit 1; \
	done
	@$(MAKE) build
	@for target in $(TARGETS); do \
		./adder build -q --target $$target -o /tmp/adder-check-$${target%/*}-$${target#*/} testdata/examples/primes.py || exit 1; \
	done

fmt: ## fail unless all files are formatted
	@out=$$(gofmt -l cmd codegen frontend lower runtime embed.go); if [ -n "$$out" ]; then echo "not formatted:"; echo "$$out"; exit 1; fi

vet: ## the checks of go vet, less that of unsafe pointers, which values are made of
	go vet -unsafeptr=false ./...

demo: build ## compile an example, run it, and race it
	./adder build testdata/examples/primes.py -o /tmp/adder-demo
	/tmp/adder-demo
	./adder bench testdata/examples/primes.py

bench: build ## measure start-up, sizes, builds and kernels, and race pyperformance's workloads
	go run ./cmd/figures $(if $(PYPY),-pypy $(PYPY)) $(if $(COLD),-cold)
	./adder bench $(if $(PYPY),--pypy $(PYPY)) --suite testdata/bench/pyperformance.suite

identity: ## compare code objects with CPython's, at level O: the standard library, DIRS, and with FETCH=1 popular packages
	go run ./cmd/identity $(if $(FETCH),-fetch) $(if $(O),-O $(O)) $(DIRS)

mutants: ## compare the errors of 20,000 broken files
	ADDER_MUTANTS=20000 go test -timeout 60m ./frontend -run TestMutants -v

snippets: ## compare the errors and warnings of all strings in CPython's tests, in ADDER_CPYTHON_TESTS
	go test -timeout 60m ./frontend -run TestCPythonStrings -v

describe: ## compare bytecode files, ast, symtable, tokenize and dis over the whole library and ADDER_DIRS
	ADDER_ALL=1 go test -timeout 60m ./frontend/code/dis ./frontend/identity ./cmd/adder -run 'TestLibrary|TestModes|TestDescribe|TestCompileSameBytes' -v

damaged: ## run and lower 20,000 damaged code objects
	ADDER_DAMAGED=20000 go test -timeout 60m ./cmd/adder ./lower/build -run TestDamaged -v

FUZZ = frontend/scan:FuzzScan frontend/parse:FuzzParse frontend:FuzzCompile frontend/code:FuzzVerify \
	frontend/code/marshal:FuzzLoads frontend/code/marshal:FuzzOpen frontend/code/marshal:FuzzReadPyc

fuzz: ## run each fuzz target for FUZZTIME (3m)
	@for target in $(FUZZ); do \
		go test ./$${target%:*} -run XXX -fuzz "^$${target#*:}$$$$" -fuzztime $(or $(FUZZTIME),3m) -fuzzminimizetime 20x -parallel 1 || exit 1; \
	done

race: ## race the front end and CPython's compiler over the standard library and DIRS
	go run ./cmd/identity -bench $(DIRS)

generate: ## write the generated files again
	go generate ./...

clean:
	rm -f adder
