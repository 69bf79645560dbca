# Each target is a line or two; continuous integration calls them and adds nothing of its own.

SWIFT  ?= swift
PYTHON ?= python3
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
# The records that the tests and measurements of the flagship read: the academy's own where they are at hand, else a
# small sample. `make report DATA=FOLDER` renders them too; without it, the report simulates its own.
RECORDS = $(or $(DATA),$(firstword $(wildcard ../shared/data/academy) Tests/Fixtures/academy))

# Linking Swift's libraries statically starts in a quarter of the time and runs without a toolchain.
RELEASE = $(SWIFT) build -c release --static-swift-stdlib --product quire
FORMATTED = Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources \
	Fuzzing/Package.swift Fuzzing/Sources
BUSY = PlottingTests PushedChartTests SimulationTests LogParsingTests ModellingTests
TIMED = ReviewTests PreviewSessionTests FileWatchTests
INSTALLED = $(DESTDIR)$(PREFIX)

.PHONY: help report test test-build test-swift test-busy test-timed test-setup test-pages test-services release setup \
	format lint check bench fuzz record install clean
# Tests that run beside others would starve them.
.NOTPARALLEL:

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24

report: release ## set up, build, and render the flagship report into reports/
	.build/release/quire render templates/academy.md $(if $(DATA),-P data=$(DATA)) --output reports

test: test-swift test-busy test-timed test-setup test-pages ## set up and run every test (-k: also after one failed)

# Some tests keep every core busy for a minute, and some wait for what must come within seconds: apart, the first
# starve nobody, and the others are starved by nobody.
test-build:
	scripts/setup --tests
	$(SWIFT) build --build-tests

test-swift: test-build
	$(SWIFT) test --skip-build --parallel $(BUSY:%=--skip %) $(TIMED:%=--skip %)

test-busy: test-build
	$(SWIFT) test --skip-build --parallel $(BUSY:%=--filter %)

test-timed: test-build
	$(SWIFT) test --skip-build --no-parallel $(TIMED:%=--filter %)

test-setup: test-build
	$(PYTHON) Tests/Setup/test_setup.py

test-pages: test-build ## run the tests of pages in a real browser (PAGES="test_review" for some)
	$(PYTHON) Tests/Browser/run --records $(RECORDS) $(PAGES)

# The flagship on S3, PostgreSQL, MariaDB, DynamoDB, Athena, Spark and Airflow, each started here on the loopback
# interface. Not part of `make test`, which needs none of them.
test-services: ## set up and run the tests against real servers (SERVICES="test_dynamodb test_s3" for some)
	scripts/setup --services
	$(SWIFT) build --product quire
	$(PYTHON) Tests/Services/run $(SERVICES)

release: setup ## build the release executable, .build/release/quire
	$(RELEASE)

setup: ## install what is missing (see scripts/setup --help)
	scripts/setup

format: ## rewrite the Swift sources in the project's format
	$(SWIFT) format --in-place --parallel --recursive $(FORMATTED)

lint: setup ## check the format and that targets import only what they declare
	$(SWIFT) format lint --strict --parallel --recursive $(FORMATTED)
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

check: lint test ## lint and test

bench: release ## measure against the targets and against other tools (see Benchmarks/)
	scripts/setup --bench
	$(PYTHON) Benchmarks/run --data $(RECORDS) $(BENCH)

fuzz: setup ## feed the log parser bytes that libFuzzer makes up, FUZZ_SECONDS of them
	scripts/fuzz $(FUZZ_SECONDS)

record: ## rewrite the snapshots of the tests, then read the differences
	-RECORD_SNAPSHOTS=1 $(SWIFT) test --parallel
	git status --short Tests

install: release ## install into PREFIX (/usr/local), where it runs without this folder
	scripts/install .build/release "$(INSTALLED)"

clean: ## remove what was built (not .deps/ nor the store)
	rm -rf .build Benchmarks/.build Fuzzing/.build
