# `make` alone says what there is.
PROFILE ?= release
BUILT = target/$(if $(filter dev,$(PROFILE)),debug,$(PROFILE))/terraform-provider-td

help: ## says this
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

quickstart: ## builds, then real Terraform creates, changes and destroys schedules on the emulator (KEEP=1 leaves it running)
	@scripts/preflight build
	cargo build --locked
	@scripts/quickstart target/debug/terraform-provider-td

check: ## what to run after each change: formatting, lints of the product, unit tests (under a minute)
	@scripts/preflight build
	cargo fmt --check
	cargo clippy --locked --lib --bins -- -D warnings
	cargo test --locked --lib --quiet

test: ## all tests, with the real Terraform versions they need
	@scripts/preflight
	@scripts/test

build: ## the executable, optimised (PROFILE=dev builds faster)
	@scripts/preflight build
	cargo build --locked --profile $(PROFILE)

install: build ## puts the provider where a plain `terraform init` finds it, and the executable on PATH
	@scripts/install $(BUILT)

uninstall: ## takes away what install put there
	@scripts/install --remove

lint: ## formatting and lints, as CI asks for them
	@scripts/preflight build
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings

bench: ## measures starts, plans and applies side by side with other providers
	@scripts/preflight
	@scripts/bench

docs: ## the registry's pages, from schemas, templates and examples
	@scripts/preflight build
	cargo run --locked --quiet -- docs

soak: ## the full counts: 20 seeds of chaos over 200 schedules, 100 kills, ten minutes of fuzzing (an hour or more)
	@scripts/preflight
	CHAOS_SEEDS=20 CHAOS_SCHEDULES=200 KILL_ROUNDS=100 cargo test --locked --test faults -- --nocapture chaos kill
	scripts/fuzz 150

compatibility: ## the whole of tests/e2e under all Terraform and OpenTofu versions (an hour and a half), and the table of it in the pages
	@scripts/preflight
	@scripts/compatibility

reproducible: ## builds twice in two directories and compares every byte
	@scripts/preflight build
	@scripts/reproducible $(PLATFORMS)

picture: ## the picture in the README, from a real run
	@scripts/preflight
	cargo build --locked
	@scripts/picture target/debug/terraform-provider-td

quirks: ## the end-to-end suite under each other answer to what is not known of TD, and under mixes (hours; SHARE=10 takes a tenth)
	@scripts/preflight
	@scripts/quirks $(SHARE)

mutants: ## mistakes put into the sources, to see whether a test notices (hours; tests/mutants.md has the last score)
	@scripts/preflight build
	@scripts/mutants

acceptance: ## the story against a real account, and TD's answers to open questions (TD_API_KEY, TD_API_SERVER, TD_ACCEPTANCE_DATABASE)
	@scripts/preflight
	cargo build --locked
	@scripts/acceptance target/debug/terraform-provider-td

dist: ## what a release holds: zips, checksums and the registry's manifest, in dist/
	@scripts/preflight build
	@scripts/dist $(PLATFORMS)

ci: ## what CI runs
	@bash .ci/run

.PHONY: check bench soak mutants quirks help quickstart test build install uninstall lint docs ci dist acceptance compatibility reproducible picture
