# Everything here needs Go 1.26, make and git, and nothing else.

GOFLAGS_ALL = -buildvcs=false -trimpath
export GOFLAGS = $(GOFLAGS_ALL)
export CGO_ENABLED = 0

TARGETS = linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

.PHONY: all build test check fmt vet demo bench identity race stress generate clean

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

bench: build ## race pyperformance's workloads
	./adder bench --suite testdata/bench/pyperformance.suite

identity: ## compare code objects with CPython's: the standard library, DIRS, and with FETCH=1 popular packages
	go run ./cmd/identity $(if $(FETCH),-fetch) $(DIRS)

race: ## race the front end and CPython's compiler over the standard library and DIRS
	go run ./cmd/identity -bench $(DIRS)

generate: ## write the generated files again
	go generate ./...

clean:
	rm -f adder
