# Touchpoint, a study program for the desktop. `make help` lists what there is.
# Every command sets up what it needs first: see .ci/setup.

program := build/touchpoint
author  := build/deck
lint    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
go_dirs := cmd deck ui assets

# A checkout that belongs to another user has no version to stamp in, and no test reads a keyboard.
go_build := go build -buildvcs=false
SHELL    := /bin/sh
.SHELLFLAGS := -eu -c

.PHONY: help run build test check e2e race bench lint deck anki sheet clean
.DEFAULT_GOAL := help

help: ## Show these lines
	@sed -n 's/^\([a-z0-9]*\):.*## /  make \1	/p' Makefile | expand -t 16

run: ## Open the program
	@.ci/setup display
	@.ci/setup build
	@[ -x $(program) ] || echo "building; the first time takes about three minutes"
	@$(MAKE) -s build
	@exec $(program) $(ARGS)

build: ## Build the program and the author's command line into build/
	@.ci/setup build
	@$(go_build) -o $(program) ./cmd/touchpoint
	@$(go_build) -o $(author) ./cmd/deck

test: check ## Everything: format, vet, deck check, all tests, in real windows too
	@.ci/setup anki
	go test -race -short -timeout 15m ./deck/... ./cmd/deck/... </dev/null
	go test -timeout 15m ./... </dev/null

check: ## The quick part of the tests: format, vet, and the deck itself
	@.ci/setup test
	@unformatted=$$(gofmt -l $(go_dirs)); [ -z "$$unformatted" ] || { echo "not formatted (gofmt -w them):"; echo "$$unformatted"; exit 1; }
	go vet ./...
	CGO_ENABLED=0 $(go_build) -o $(author) ./cmd/deck
	$(author) check assets/decks/customer-engagement

e2e: ## Only the tests that press keys in a real window; pictures go to shots/
	@.ci/setup test
	go test -count 1 -v ./cmd/touchpoint </dev/null

bench: ## Measure speed and memory, against their bounds and a bare window
	@.ci/setup test
	@.ci/setup anki
	@go run ./cmd/touchpoint/bench

lint: ## The linters, the import rules among them (fetches golangci-lint the first time)
	@.ci/setup build
	go run $(lint) run

deck: ## Build the author's command line alone, which needs no window (without a C compiler it does all but Anki's files)
	$(go_build) -o $(author) ./cmd/deck

anki: ## Fetch the Anki that the tests hand decks to, where this machine can have it
	@.ci/setup anki

sheet: ## Draw all models of a deck into build/models.png (ARGS='-deck DIR -show ID -o FILE': one model, or a note's cards)
	@.ci/setup build
	@go run -buildvcs=false ./cmd/touchpoint/sheet -o build/models.png $(ARGS)

clean: ## Remove what was built and photographed
	rm -rf build shots
