# One command each: `make demo` shows the main job, `make test` proves it. FEATURES chooses the store:
# on disk (default, needs libclang once) or in memory (`make demo FEATURES=--no-default-features`).

CARGO ?= cargo
FEATURES ?=
CHUTRI = $(CARGO) run --quiet $(FEATURES) --
DEMO = out/demo

.PHONY: demo test check pictures bench measure fuzz fuzz-guided encodings deb static bill release clean needs linker

demo: needs
	$(CHUTRI) build examples/articles --graph $(DEMO)/graph
	$(CHUTRI) chaired --graph $(DEMO)/graph
	$(CHUTRI) export --graph $(DEMO)/graph --output $(DEMO)/chutri.graphml
	$(CHUTRI) export --graph $(DEMO)/graph --view people-meetings --output $(DEMO)/chutri.svg
	@echo "The graph for Gephi, yEd or Cytoscape: $(DEMO)/chutri.graphml; a picture for any browser: $(DEMO)/chutri.svg"

test: needs
	$(CARGO) test $(FEATURES)

check: needs
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets $(FEATURES) -- -D warnings
	$(CARGO) deny --config .deny.toml check bans licenses sources

# The pictures of the README, drawn anew; those of the page by Chromium and its driver.
pictures: demo
	cp $(DEMO)/chutri.svg examples/pictures/people-and-meetings.svg
	$(CHUTRI) export --graph $(DEMO)/graph --unit "bac son" --hops 2 --output examples/pictures/bac-son.svg
	CHUTRI_PICTURES=1 $(CARGO) test $(FEATURES) --test it pictures_of_the_page

# Beside the writers of Python where `.ci/run` has put them, or where they are installed; PART=writing for one part.
READERS ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/chutri/readers
PART ?=
bench: needs
	PATH="$(READERS)/bin:$$PATH" $(CARGO) bench --bench chutri $(FEATURES) -- $(PART)

# Reads and links ARTICLES generated articles, and some smaller numbers of them, and compares with the truth.
ARTICLES ?= 100000
measure: linker
	@mkdir -p out/measure
	@$(CARGO) build --quiet --release --no-default-features --example synthesize --example measure_linking
	@for n in 1000 10000 $(ARTICLES); do \
		$(CARGO) run --quiet --release --no-default-features --example synthesize -- $$n 3 > out/measure/$$n.jsonl; \
	done
	@$(CARGO) run --quiet --release --no-default-features --example measure_linking -- \
		out/measure/1000.jsonl out/measure/10000.jsonl out/measure/$(ARTICLES).jsonl

# Mutates good input for SECONDS and checks that nothing panics and every quote is where it says.
SECONDS ?= 600
fuzz:
	CHUTRI_FUZZ_SECONDS=$(SECONDS) $(CARGO) test --release --no-default-features --test it fuzz -- --nocapture

# By the branches that input reaches: TARGET is the extractor (extract) or a form of input (archive, columns, crawl,
# encoding, html, mail, office, pdf, records). Needs a nightly compiler and cargo-fuzz. What is found worth keeping
# belongs into tests/fuzz/found/TARGET, which the tests read again.
TARGET ?= extract
fuzz-guided:
	mkdir -p tests/fuzz/corpus/$(TARGET)
	$(CARGO) +nightly fuzz run --fuzz-dir tests/fuzz $(TARGET) --sanitizer none tests/fuzz/corpus/$(TARGET) \
		$(if $(filter extract,$(TARGET)),examples/articles,tests/fuzz/found/$(TARGET)) -- \
		-max_total_time=$(SECONDS) -max_len=32768 -timeout=20

# The table of old encodings, anew from iconv.
encodings:
	@mkdir -p out
	python3 ontology/reading/encodings.py > out/encodings.csv
	mv out/encodings.csv ontology/reading/encodings.csv

# Packages in out/packages; the same bytes for the same sources, compiler and SOURCE_DATE_EPOCH.
PACKAGES = out/packages
SAME_PATHS = --remap-path-prefix=$(CURDIR)=/chutri --remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)=/cargo
BUILT = $(or $(CARGO_TARGET_DIR),target)
deb: needs
	RUSTFLAGS="$(SAME_PATHS)" $(CARGO) build --release --locked $(FEATURES)
	.ci/deb $(BUILT)/release/chutri $(PACKAGES)

# One file that needs no library of the system; it keeps the store in memory.
HOST = $(shell rustc -vV | sed -n 's/^host: //p')
static: linker
	RUSTFLAGS="$(SAME_PATHS) -C target-feature=+crt-static" $(CARGO) build --release --locked \
		--no-default-features --features png --target $(HOST)
	mkdir -p $(PACKAGES) && strip --strip-debug -o $(PACKAGES)/chutri-$(HOST) $(BUILT)/$(HOST)/release/chutri

# What the binary is made of, as CycloneDX.
bill: linker
	@command -v cargo-cyclonedx >/dev/null || $(CARGO) install --locked --quiet cargo-cyclonedx
	$(CARGO) cyclonedx --format json --override-filename chutri.cdx
	mkdir -p $(PACKAGES) && mv chutri.cdx.json $(PACKAGES)

# All that a release needs, without publishing: one version everywhere, a clean tree, all checks, documents, packages.
VERSION = $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
release:
	@test -z "$$(git status --porcelain)" || { echo "there are changes that are not committed" >&2; exit 1; }
	@grep -q "^version: $(VERSION)$$" CITATION.cff || { echo "CITATION.cff: not version $(VERSION)" >&2; exit 1; }
	@grep -q "^## $(VERSION)" CHANGELOG.md || { echo "CHANGELOG.md: nothing on version $(VERSION)" >&2; exit 1; }
	.ci/run
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --no-deps --locked
	$(CARGO) package --locked --list > /dev/null
	$(MAKE) deb static bill

needs:
	@.ci/needs $(FEATURES)

linker:
	@.ci/needs --no-default-features

clean:
	rm -rf out
