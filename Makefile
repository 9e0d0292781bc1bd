# newswatch: the verbs of the house. `make` alone lists them.

SWIFT    ?= swift
CONFIG   ?= release
PREFIX   ?= /usr/local
# The toolchain's tool that writes the backtrace of a crash; the linked-in runtime starts it.
BACKTRACER = $(shell dirname "$$(readlink -f "$$(command -v $(SWIFT))")")/../libexec/swift/linux/swift-backtrace-static
BINARY    = .build/$(CONFIG)/newswatch
# Debian packages that the build needs: libcurl, SQLite, libxml2 and their headers.
PACKAGES  = libcurl4-openssl-dev libsqlite3-dev libxml2-dev pkg-config
# Stages may not import what they do not declare; the compiler says so.
BUILD     = $(SWIFT) build --explicit-target-dependency-import-check error

.DEFAULT_GOAL := help
.PHONY: help setup build static demo test check fmt crash-test fuzz fixture bench soak eval install uninstall deb test-systemd clean

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
	# One after the other: many of them run the daemon and servers, and a small machine's pool has few threads.
	$(SWIFT) test --skip-build --no-parallel

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

VERSION ?= $(error say which release: make fixture VERSION=0.1.0)
fixture: demo ## keep a database of this release for the tests of migrations (needs sqlite3): make fixture VERSION=0.1.0
	@{ sqlite3 state/demo/newswatch.db .dump; \
	   echo "PRAGMA user_version = $$(sqlite3 state/demo/newswatch.db 'PRAGMA user_version');"; \
	 } | sed 's|$(CURDIR)|/srv/newswatch|g' > Tests/StoringTests/Fixtures/$(VERSION).sql
	@echo "Written: Tests/StoringTests/Fixtures/$(VERSION).sql"

ARTICLES ?= 20000
bench: build ## time the program beside plain tools on texts that it makes itself; ARTICLES=1000000 fills a large store (needs python3)
	python3 Benchmarks/bench.py --program $(BINARY) --articles $(ARTICLES)

MINUTES ?= 120
soak: build ## run the daemon over 500 changing feeds for MINUTES (default 120), and draw its memory and files (needs python3)
	python3 Benchmarks/soak.py --program $(BINARY) --minutes $(MINUTES)

LABELS ?= ../shared/eval/articles.jsonl
eval: build ## print the classifier's cross-validated figures on labelled articles (LABELS=FILE, ERRORS=1 lists mistakes)
	$(BINARY) topic fit --labels $(LABELS) --cross-validate 10 --dry-run $(if $(ERRORS),--errors)

# The program with the Swift runtime inside: what is installed must not depend on where a toolchain lies. The build id
# joins a stripped program to its debug symbols.
STATIC    = .build-static/release/newswatch
static: setup ## build the program with the Swift runtime inside, for `install` and `deb`
	$(BUILD) -c release --static-swift-stdlib --disable-local-rpath --scratch-path .build-static -Xlinker --build-id=sha1 --product newswatch

# Where `install` puts things; DESTDIR stands before each.
SYSCONFDIR ?= /etc
STATEDIR   ?= /var/lib/newswatch
UNITDIR    ?= $(PREFIX)/lib/systemd/system
ZSHDIR     ?= $(PREFIX)/share/zsh/site-functions
VERSION     = $(shell sed -n 's/.*version = "\(.*\)"/\1/p' Sources/Watching/Newswatch.swift)
# When the sources were last changed, so that the same sources make the same files.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || date +%s)

install: BINARY = $(STATIC)
install: ## install what `make static` built below PREFIX (default /usr/local); settings that are there stay
	@[ -x $(BINARY) ] || { echo "There is no $(BINARY) yet: run 'make static' first, as yourself." >&2; exit 1; }
	DESTDIR=$(DESTDIR) PREFIX=$(PREFIX) SYSCONFDIR=$(SYSCONFDIR) STATEDIR=$(STATEDIR) UNITDIR=$(UNITDIR) ZSHDIR=$(ZSHDIR) \
	  BACKTRACER=$(BACKTRACER) packaging/install $(BINARY) $(VERSION) $$(date -u -d @$(SOURCE_DATE_EPOCH) +%F)

uninstall: ## remove what `install` put below PREFIX; the settings and the state stay
	rm -f $(addprefix $(DESTDIR),$(PREFIX)/bin/newswatch $(PREFIX)/share/man/man1/newswatch.1 \
	  $(PREFIX)/share/bash-completion/completions/newswatch $(ZSHDIR)/_newswatch \
	  $(PREFIX)/share/fish/vendor_completions.d/newswatch.fish $(UNITDIR)/newswatch.service \
	  $(SYSCONFDIR)/logrotate.d/newswatch)
	rm -rf $(DESTDIR)$(PREFIX)/share/doc/newswatch $(DESTDIR)$(PREFIX)/lib/newswatch

deb: PACKAGES += debhelper dpkg-dev
deb: static ## build the Debian packages (the program, its debug symbols) into out/
	rm -rf .build-deb && mkdir -p .build-deb out
	cp -r packaging/debian .build-deb/debian
	packaging/changelog CHANGELOG.md $(VERSION) > .build-deb/debian/changelog
	cd .build-deb && SOURCE=$(CURDIR) BINARY=$(CURDIR)/$(STATIC) OUT=$(CURDIR)/out debian/rules binary
	@if command -v lintian >/dev/null; then lintian --fail-on error out/newswatch_$(VERSION)_*.deb; fi

test-systemd: PACKAGES += systemd-container debootstrap python3
test-systemd: deb ## boot a Debian 12, install the package there and look at the service from all sides (as root)
	Tests/Systemd/run.py --deb out/newswatch_$(VERSION)_$(shell dpkg --print-architecture).deb --folder .build-systemd

clean: ## remove what the build made; the state stays
	rm -rf .build .build-static .build-deb .build-systemd out
