# Two commands are enough to begin: `make run` and `make test`.

.PHONY: assets build run test lint bench guard guard-keep browser-tests api-tests soak crash fuzz mutants

build:
	cargo build --release --package zher

run: build
	"$${CARGO_TARGET_DIR:-target}/release/zher" serve --demo --data data

test:
	scripts/with-postgres cargo test --workspace
	$(MAKE) browser-tests
	$(MAKE) api-tests

# The style sheet, the script and the fonts that the program embeds, from crates/pages/assets/src; commit what changes.
assets:
	npm --prefix crates/pages/assets ci --no-audit --no-fund
	node crates/pages/assets/build.mjs

# The pages in a browser; WAYS=all for each journey in all twelve ways, see tests/browser/everywhere.mjs.
browser-tests:
	npm --prefix crates/pages/assets ci --no-audit --no-fund
	node crates/pages/assets/build.mjs --check
	cargo build --package zher
	npm --prefix tests/browser ci --no-audit --no-fund
	WAYS=$(WAYS) node --test --test-concurrency=2 tests/browser/

# Every call of the API by generated requests, against its own description.
API_PYTHON := $(or $(CARGO_TARGET_DIR),target)/api-tests
api-tests: $(API_PYTHON)/ready
	cargo build --package zher
	$(API_PYTHON)/bin/python tests/api/run.py "$${CARGO_TARGET_DIR:-target}/debug/zher"

$(API_PYTHON)/ready: tests/api/requirements.txt
	python3 -m venv --clear $(API_PYTHON)
	$(API_PYTHON)/bin/pip install --quiet --disable-pip-version-check --requirement tests/api/requirements.txt
	touch $@

lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings

# All figures of docs/benchmarks.md; scripts/bench tells the settings, e.g. BENCH_CASES=1000000.
bench:
	scripts/bench

# Whether anything has become clearly slower than benches/guard.toml says.
guard:
	cargo run --release --package load -- guard

guard-keep:
	cargo run --release --package load -- guard --keep

# The simulator for an hour; MINUTES=… for another time, SEED=… for other lives.
soak:
	cargo run --release --package sim -- --minutes $(or $(MINUTES),60) --seed $(or $(SEED),1)

# Kills the server, on PostgreSQL also the database, under load; KILLS=… on each database, SEED=… for other moments.
crash: build
	cargo run --release --package crash -- --program "$${CARGO_TARGET_DIR:-target}/release/zher" \
		--kills $(or $(KILLS),100) --seed $(or $(SEED),1)

# The coverage-guided engine over each target for a minute; TARGET=… for one, MINUTES=… for another time.
fuzz:
	scripts/fuzz "$(TARGET)" "$(or $(MINUTES),1)"

# Mistakes made on purpose, one at a time, in a copy of the tree; CRATE=… for one of the three, SHARD=0/8 for a part.
mutants:
	command -v cargo-mutants >/dev/null || cargo install cargo-mutants --locked
	for crate in $(or $(CRATE),calendar rulebook cases); do \
		cargo mutants --package $$crate $(if $(SHARD),--shard $(SHARD)) --timeout 120 \
			--output "$${CARGO_TARGET_DIR:-target}/mutants-$$crate" || failed=1; \
	done; [ -z "$$failed" ]
