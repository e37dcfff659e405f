# Octavo's face: `make` sets everything up on the first run and then makes what is out of date. `make help` lists the rest.
# What is out of date, octavo itself decides; this file only sets up and passes on. Works with GNU make 3.81 and later.

# Set them on the command line: make SEEDS=folder. Not from the environment, where THEME or OUT may mean something else.
SEEDS =
OUT   =
PAPER =
THEME =
JOBS  =
GOLD  =
PDF   =
SLUG  =
SINCE =

# The tests that make no edition: what a change in most rooms breaks first.
QUICK := $(addprefix tests/,test_floors.py test_rooms.py body languages manuscript metadata text)

SHELL := /bin/sh
.SUFFIXES:
.NOTPARALLEL:
.DEFAULT_GOAL := all

# A value as one word for the shell, whatever is in it.
quote = '$(subst ','\'',$(1))'
folders = $(if $(SEEDS),--seeds=$(call quote,$(SEEDS))) $(if $(OUT),--out=$(call quote,$(OUT)))
options = $(folders) $(if $(PAPER),--set=papersize=$(call quote,$(PAPER))) $(if $(THEME),--theme=$(call quote,$(THEME))) \
          $(if $(JOBS),--jobs=$(call quote,$(JOBS)))
octavo := .venv/bin/octavo
python := .venv/bin/python

# Two links in .venv say where and with which Python it was made: a moved folder or a replaced Python sets up anew.
here  := $(realpath .)
moved := $(if $(subst |$(here)|,,|$(realpath .venv/.ready/home)|),always)
other := $(if $(subst |$(realpath .venv/.ready/python)|,,|$(realpath .venv/bin/python)|),always)
ifeq ($(origin PYTHON),command line)
# A Python that somebody names is the one that is used, or set-up says why it cannot be.
named := $(realpath $(shell $(call quote,$(PYTHON)) -I -c 'import sys; print(sys.executable)' 2>/dev/null))
other += $(if $(subst |$(named)|,,|$(realpath .venv/.ready/python)|),always)
endif
setup := pyproject.toml pipeline/octavo/system.py tools/setup tools/bootstrap.py tools/install.py \
         $(sort $(moved) $(other))

# The editions, as the table of them names them.
editions := $(shell awk -F'"' '/^ *EditionKind/ { print $$2 }' pipeline/octavo/editions/table/__init__.py)

.PHONY: all md $(editions) watch shelf serve specimens errata guide check doctor prune clean distclean help
.PHONY: test quick test-readers lint bench bench-structure bench-type fuzz mutations torture always

all: .venv/.ready/run ## every seed, every edition (the same as plain `make`)
	@$(octavo) build $(options)

md $(editions): .venv/.ready/run ## this edition only, for every seed
	@$(octavo) build $(options) --to=$@

watch: .venv/.ready/run ## build, and build again what is saved, until Ctrl-C
	@$(octavo) watch $(options)

shelf: .venv/.ready/run ## build, then a page and catalogues of everything in out/
	@$(octavo) build $(options); code=$$?; $(octavo) shelf $(folders) && exit $$code

serve: .venv/.ready/run ## the shelf over HTTP, with what is saved built and loaded again, until Ctrl-C
	@$(octavo) serve --watch $(options)

specimens: .venv/.ready/run ## a specimen of every theme and script, as PDF and as a sheet of small pages, in out/specimens/
	@$(python) -m tools.specimens $(if $(OUT),$(call quote,$(OUT))/specimens)

errata: .venv/.ready/run ## what to correct in an earlier copy, as a page: make errata SLUG=my-book SINCE=printed.pdf
	@$(octavo) changes $(if $(SLUG),$(call quote,$(SLUG)),$(error say which: make $@ SLUG=my-book SINCE=printed.pdf)) \
	$(if $(SINCE),--since=$(call quote,$(SINCE))) --to=errata $(folders)

guide: .venv/.ready/run ## the guide to Octavo, made from docs/ by Octavo itself
	@$(octavo) build docs $(options) --to=pdf,epub,html

check: .venv/.ready/run ## check the files in out/ against their manuscripts
	@$(octavo) check $(folders)

prune: .venv/.ready/run ## remove the outputs of seeds that are gone
	@$(octavo) prune $(folders)

doctor: ## what is installed, what is missing, how to get it
	@if [ -z '$(moved)$(other)' ] && [ -e .venv/.ready/run ]; then $(octavo) doctor; else tools/setup doctor; fi

quick: .venv/.ready/test ## the quick tests, under forty seconds
	@$(python) -m pytest $(QUICK)

test: .venv/.ready/test ## run all tests, with the real validators, on all processors
	@$(python) -m pytest --numprocesses=auto --dist=loadfile

test-readers: .venv/.ready/test ## a book in reading systems: foliate-js, epub.js, Readium, MuPDF, QtWebKit, Firefox, calibre
	@$(python) -m pytest tests/engines

lint: .venv/.ready/test ## ruff and mypy
	@$(python) -m ruff check .
	@$(python) -m mypy

fuzz: .venv/.ready/test ## look for seeds that break a promise: make fuzz MINUTES=60
	@$(python) -m tools.fuzz $(if $(MINUTES),--minutes $(call quote,$(MINUTES)))

mutations: .venv/.ready/test ## alter finished editions at random, count what the proof finds: make mutations TIMES=1000
	@$(python) -m tools.mutations $(if $(TIMES),--times $(call quote,$(TIMES)))

torture: .venv/.ready/test ## kill builds, fill the disk, turn the clock, and count what breaks: make torture SCALE=0.1
	@$(python) -m tools.torture $(if $(SCALE),--scale $(call quote,$(SCALE)))

bench: .venv/.ready/run ## measure the builds against plain pandoc
	@$(python) -m tools.bench

bench-structure: .venv/.ready/run ## score the reading of bare text: make bench-structure GOLD=folder
	@$(python) -m tools.bench_structure $(if $(GOLD),$(call quote,$(GOLD)),$(error say where the marked texts are: make $@ GOLD=folder))

bench-type: .venv/.ready/test ## measure how a PDF is set: make bench-type PDF=out/x/x.pdf
	@$(python) -m tools.bench_type $(if $(PDF),$(call quote,$(PDF)),$(error say which PDF: make $@ PDF=out/x/x.pdf))

clean: ## remove what octavo made in out/, but no manuscript edited by hand
	@if [ -x $(octavo) ]; then $(octavo) prune --all $(folders); else echo 'Octavo is not set up here: nothing was removed'; fi

distclean: clean ## clean, then remove everything that was installed into this folder
	@rm -rf .venv build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache

help: ## this list
	@sed 's/$$(editions)/$(editions)/' Makefile | \
	awk 'BEGIN { FS = ":.*## " } /^[a-z0-9][a-z0-9 -]*:.*## / { printf "  make %-60s %s\n", $$1, $$2 }'
	@echo
	@echo "  make SEEDS=folder OUT=folder PAPER=A5 THEME=name JOBS=4    changing one remakes what depends on it"

.venv/.ready/run: requirements/runtime.txt $(setup)
	@tools/setup run

.venv/.ready/test: requirements/test.txt tools/conformance_tools.py $(wildcard tests/conformance/package*.json) $(setup)
	@tools/setup test

always: ;
