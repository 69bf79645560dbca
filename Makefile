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

.PHONY: help report test test-services release setup format lint check bench fuzz record install clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24

report: release ## set up, build, and render the flagship report into reports/
	.build/release/quire render templates/academy.md $(if $(DATA),-P data=$(DATA)) --output reports

test: ## set up and run every test, those of the page in a real browser too
	scripts/setup --tests
	# Some tests keep every core busy for a minute, and some wait for what must come within seconds: apart, the first
	# starve nobody, and the others are starved by nobody.
	$(SWIFT) test --parallel $(BUSY:%=--skip %) $(TIMED:%=--skip %)
	$(SWIFT) test --skip-build --parallel $(BUSY:%=--filter %)
	$(SWIFT) test --skip-build --no-parallel $(TIMED:%=--filter %)
	$(PYTHON) Tests/Setup/test_setup.py
	$(PYTHON) Tests/Browser/test_sample.py
	$(PYTHON) Tests/Browser/test_index.py .build/debug/quire --pictures .build/browser
	.build/debug/quire render templates/academy.md -P data=$(RECORDS) --output .build/browser
	$(PYTHON) Tests/Browser/test_report.py .build/browser/academy.html --pictures .build/browser
	$(PYTHON) Tests/Browser/test_review.py --pictures .build/browser
	$(PYTHON) Tests/Browser/test_preview.py --pictures .build/browser
	$(PYTHON) Tests/Browser/test_api.py
	$(PYTHON) Tests/Browser/test_attacks.py

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
