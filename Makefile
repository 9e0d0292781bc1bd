# newswatch: the verbs of the house. `make` alone lists them.

SWIFT    ?= swift
CONFIG   ?= release
PREFIX   ?= /usr/local
BINARY    = .build/$(CONFIG)/newswatch
# Debian packages that the build needs: libcurl, SQLite, libxml2 and their headers.
PACKAGES  = libcurl4-openssl-dev libsqlite3-dev libxml2-dev pkg-config
# Stages may not import what they do not declare; the compiler says so.
BUILD     = $(SWIFT) build --explicit-target-dependency-import-check error

.DEFAULT_GOAL := help
.PHONY: help setup build demo test check fmt crash-test fuzz bench eval install clean

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install the Debian packages that are missing (asks for root only when some are)
	@command -v $(SWIFT) >/dev/null || { \
	  echo "Swift 6.2 or newer is needed and was not found; see https://www.swift.org/install/linux/" >&2; exit 1; }
	@missing=$$(for package in $(PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || echo $$package; done); \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; echo "Installing with sudo, since you are not root:"; fi; \
	  echo "Installing" $$missing; \
	  $$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	fi

build: setup ## build the program in release mode
	$(BUILD) -c $(CONFIG) --product newswatch

demo: build ## run the whole watch once over the offline sample and print its digest
	@rm -rf state/demo
	@echo "The morning: seven sample feeds are met for the first time."
	@$(BINARY) once --all --as-of 2026-11-20T12:00:00Z --config config/demo/newswatch.yaml
	@echo "The evening: the same feeds again; one article was revised, one is new."
	@$(BINARY) once --all --as-of 2026-11-20T18:00:00Z --config config/demo/evening.yaml
	@echo
	@cat state/demo/digest.md
	@echo
	@echo "This digest: $(CURDIR)/state/demo/digest.md"
	@echo "The same for a browser: $(CURDIR)/state/demo/digest.html"
	@echo "Every change, one JSON line each: $(CURDIR)/state/demo/changes.jsonl"

test: setup ## run all tests
	$(BUILD) --build-tests
	$(SWIFT) test --skip-build --parallel

check: setup ## format, imports and warnings, as strictly as the continuous integration
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	$(BUILD)

fmt: ## format the sources in place
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

KILLS ?= 200
crash-test: ## kill the program KILLS times (default 200) while it works, and look whether anything was lost
	$(BUILD) --build-tests
	NEWSWATCH_KILLS=$(KILLS) $(SWIFT) test --skip-build --filter CrashTests

SECONDS ?= 60
fuzz: setup ## feed the parser broken documents for SECONDS (default 60), with AddressSanitizer
	mkdir -p .build/corpus
	NEWSWATCH_FUZZ=1 $(SWIFT) build -c release --scratch-path .build/fuzz --sanitize=fuzzer \
	  -Xswiftc -sanitize=fuzzer,address --product FuzzFeedParser
	SWIFT_BACKTRACE=enable=no .build/fuzz/release/FuzzFeedParser -max_total_time=$(SECONDS) -timeout=5 \
	  -rss_limit_mb=1024 -max_len=40000 -dict=Fuzz/feed.dict .build/corpus Fuzz/seeds

bench: build ## time the program beside plain tools on texts that it makes itself (needs python3)
	python3 Benchmarks/bench.py --program $(BINARY)

LABELS ?= ../shared/eval/articles.jsonl
eval: build ## print the classifier's cross-validated figures on labelled articles (LABELS=FILE)
	$(BINARY) topic fit --labels $(LABELS) --cross-validate 10 --dry-run

install: build ## install below PREFIX (default /usr/local), with settings in /etc/newswatch if there are none
	install -D -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/newswatch
	install -d $(DESTDIR)/etc/newswatch/topics
	for file in newswatch.yaml feeds.yaml topics/russia-dprk-treaty.yaml; do \
	  [ -e $(DESTDIR)/etc/newswatch/$$file ] || install -m 644 config/$$file $(DESTDIR)/etc/newswatch/$$file; done
	install -D -m 644 systemd/newswatch.service $(DESTDIR)/etc/systemd/system/newswatch.service

clean: ## remove what the build made; the state stays
	rm -rf .build
