# libpeel. `make help` lists what can be made.

prefix ?= /usr/local
bindir ?= $(prefix)/bin
includedir ?= $(prefix)/include
libdir ?= $(prefix)/lib
mandir ?= $(prefix)/share/man

CC ?= cc
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)
B ?= build

version := $(shell sed -n 's/^.define PEEL_VERSION "\(.*\)"/\1/p' include/peel/version.h)
soname := libpeel.so.$(firstword $(subst ., ,$(version)))

warnings := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wundef \
    $(if $(WERROR),-Werror)
flags := -std=c17 $(warnings) -ffp-contract=off -fvisibility=hidden -fPIC -Iinclude -MMD -MP
lib_libs := -lgsl -lgslcblas -lcsv -lm
# GSL and libcsv from their archives: `peel rate 41/79` takes 1.0 ms, and 1.3 ms when the loader has to find them.
program_libs = -Wl,-Bstatic -lgsl -lgslcblas -lcsv -Wl,-Bdynamic $(shell $(PKG_CONFIG) --libs smartcols jansson) -lm

lib_src := $(sort $(shell find lib -name '*.c'))
lib_obj := $(lib_src:%.c=$B/%.o)
program_obj := $(patsubst %.c,$B/%.o,$(sort $(wildcard examples/peel/*.c)))
unit_bin := $(patsubst %.c,$B/%,$(sort $(wildcard tests/test_*.c)))
support_obj := $(patsubst %.c,$B/%.o,$(sort $(wildcard tests/support/*.c tests/oracle/*.c)))
formatted = $(shell git ls-files '*.c' '*.h' '*.cpp')

# A line a file; the whole commands with V=1.
quiet = $(if $V,,@echo '  $1 $2' &&)
# What the scripts in tests/ and .ci/ need to know.
export B CC CXX PKG_CONFIG PYTHON warnings version
# As many jobs as processors, unless make was told how many.
jobs = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))
again = +@$(MAKE) $(if $V,,-s) --no-print-directory $(jobs)

all: lib program ## the library and the program
lib: $B/libpeel.a $B/libpeel-internal.a $B/libpeel.so ## the library, static and shared
program: $B/peel ## the calculator `peel`
tests: $(unit_bin)

run: need-run ## install what is missing, build, show the real samples and a run of monthly audits
	$(again) program
	$B/peel rate --design quota examples/data/cambridgeshire-peel-2021-22.csv
	$B/peel reported 94 80.6
	$B/peel trend examples/data/monthly-audits.csv
	$B/peel chart examples/data/monthly-audits.csv --target 90

# --- objects ----------------------------------------------------------------------------------------------------------

$B/lib/%.o: lib/%.c Makefile
	@mkdir -p $(@D)
	$(call quiet,cc,$<) $(CC) $(flags) $(CFLAGS) -Ilib -c $< -o $@

$B/examples/%.o: examples/%.c Makefile
	@mkdir -p $(@D)
	$(call quiet,cc,$<) $(CC) $(flags) $(CFLAGS) $$($(PKG_CONFIG) --cflags smartcols jansson) -c $< -o $@

$B/tests/%.o: tests/%.c Makefile
	@mkdir -p $(@D)
	$(call quiet,cc,$<) $(CC) $(flags) $(CFLAGS) -Ilib -Itests -c $< -o $@

# --- libraries and programs -------------------------------------------------------------------------------------------

$B/$(soname): $(lib_obj) lib/peel.map
	$(call quiet,link,$@) $(CC) -shared -Wl,-soname,$(soname) -Wl,--version-script=lib/peel.map -Wl,-z,defs \
	    $(CFLAGS) $(LDFLAGS) $(lib_obj) $(lib_libs) -o $@

$B/libpeel.so: $B/$(soname)
	@ln -sf $(soname) $@

# A version script does nothing for an archive: one object, its hidden symbols made local.
$B/libpeel.a: $(lib_obj)
	$(call quiet,link,$@) ld -r -o $B/peel.o $^ && objcopy --localize-hidden $B/peel.o && rm -f $@ && ar rcs $@ $B/peel.o

# Every symbol visible, for the tests of one room.
$B/libpeel-internal.a: $(lib_obj)
	$(call quiet,ar,$@) rm -f $@ && ar rcs $@ $^

$B/peel: $(program_obj) $B/libpeel.a
	$(call quiet,link,$@) $(CC) $(CFLAGS) $(LDFLAGS) $^ $(program_libs) -o $@

$B/tests/test_%: $B/tests/test_%.o $(support_obj) $B/libpeel-internal.a
	$(call quiet,link,$@) $(CC) $(CFLAGS) $(LDFLAGS) $^ $(lib_libs) -lcriterion -o $@

$B/tests/accuracy: $B/tests/accuracy.o $(support_obj) $B/libpeel-internal.a
	$(call quiet,link,$@) $(CC) $(CFLAGS) $(LDFLAGS) $^ $(lib_libs) -lcriterion -o $@

.SECONDARY: $(unit_bin:=.o)

# --- tests ------------------------------------------------------------------------------------------------------------

check: need-check ## install what is missing, build, run every test
	$(again) all tests
	@tests/run

unit: tests ## the C tests of the library alone
	@tests/run unit

# Sanitizers and valgrind run what is written in C: the unit tests, and the program with its own tests.
sanitized = $(again) B=$B/$1 CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=$2 -fno-sanitize-recover=all'

check-asan: need-check ## the C tests under AddressSanitizer
	$(call sanitized,asan,address) program tests
	@B=$B/asan tests/run unit cli

check-ubsan: need-check ## the C tests under UndefinedBehaviorSanitizer
	$(call sanitized,ubsan,undefined) program tests
	@B=$B/ubsan tests/run unit cli

check-valgrind: need-check need-valgrind ## the C tests under valgrind
	$(again) program tests
	@rm -rf $B/valgrind && mkdir -p $B/valgrind
	@UNDER='valgrind -q --trace-children=yes --log-file=$B/valgrind/%p.txt' tests/run unit valgrind

coverage: need-check ## how many lines of lib/ the unit tests run
	$(again) B=$B/coverage CFLAGS='-O0 -g --coverage' tests
	@find $B/coverage -name '*.gcda' -delete
	@B=$B/coverage tests/run unit
	@.ci/coverage $B/coverage $(lib_src)

warnings: ## gcc and clang, where installed, compile all C code without a warning
	@tests/run warnings

headers: ## every header alone, as C99 and C++11
	@tests/run headers

layers: ## which room includes what
	@tests/run layers

link: lib ## foreign symbols, exported symbols, writable data
	@tests/run link

abi: lib ## functions, struct layouts and constants, against tests/abi/abi.txt
	@tests/run abi

abi-update: ## rewrite tests/abi/abi.txt
	$(PYTHON) tests/abi/listing.py > $B/abi.txt && mv $B/abi.txt tests/abi/abi.txt

mutants: need-check ## one-token changes to lib/, each of which must turn a test red
	tests/mutants/run

accuracy: need-check ## the worst error of each method, as the README's table
	$(again) $B/tests/accuracy
	@$B/tests/accuracy

# --- code -------------------------------------------------------------------------------------------------------------

# A file at a time: in one run over several, clang-tidy 14 takes a va_list of the second for uninitialised.
lint: need-lint ## clang-tidy and cppcheck, without a finding
	printf '%s\n' $(lib_src) $(wildcard examples/*.c examples/peel/*.c) | xargs -P $(shell nproc) -I FILE \
	    clang-tidy --quiet --warnings-as-errors='*' FILE -- -std=c17 -Iinclude -Ilib \
	    $$($(PKG_CONFIG) --cflags smartcols jansson) 2>&1 | (! grep -vE '^[0-9]+ warnings? generated\.$$')
	cppcheck --quiet --std=c11 --error-exitcode=1 --enable=warning,performance,portability --inline-suppr \
	    -Iinclude -Ilib lib examples

format: need-format ## lay out the C code by .clang-format
	clang-format -i $(formatted)

check-format: need-format ## is the C code laid out by .clang-format?
	clang-format --dry-run --Werror $(formatted)

# --- installing -------------------------------------------------------------------------------------------------------

install: install-lib program ## headers, libraries, peel.pc, program and manual page under $(prefix), or under $(DESTDIR)$(prefix)
	install -d $(DESTDIR)$(bindir) $(DESTDIR)$(mandir)/man1
	install -m 755 $B/peel $(DESTDIR)$(bindir)
	install -m 644 docs/peel.1 $(DESTDIR)$(mandir)/man1

install-lib: lib ## headers, libraries and peel.pc alone, which need neither libsmartcols nor jansson
	install -d $(DESTDIR)$(includedir)/peel $(DESTDIR)$(libdir)/pkgconfig
	install -m 644 include/peel.h $(DESTDIR)$(includedir)
	install -m 644 include/peel/*.h $(DESTDIR)$(includedir)/peel
	install -m 644 $B/libpeel.a $(DESTDIR)$(libdir)
	install -m 755 $B/$(soname) $(DESTDIR)$(libdir)/libpeel.so.$(version)
	ln -sf libpeel.so.$(version) $(DESTDIR)$(libdir)/$(soname)
	ln -sf $(soname) $(DESTDIR)$(libdir)/libpeel.so
	sed -e 's|@prefix@|$(prefix)|' -e 's|@libdir@|$(libdir)|' -e 's|@includedir@|$(includedir)|' \
	    -e 's|@version@|$(version)|' pkgconfig/peel.pc.in > $(DESTDIR)$(libdir)/pkgconfig/peel.pc
	@echo 'The loader finds a new library after: ldconfig'

uninstall: ## remove what install put in place
	rm -rf $(DESTDIR)$(includedir)/peel
	rm -f $(DESTDIR)$(includedir)/peel.h $(DESTDIR)$(libdir)/libpeel.a $(DESTDIR)$(libdir)/pkgconfig/peel.pc \
	    $(addprefix $(DESTDIR)$(libdir)/,libpeel.so $(soname) libpeel.so.$(version)) \
	    $(DESTDIR)$(bindir)/peel $(DESTDIR)$(mandir)/man1/peel.1

dist: ## the sources of the last commit as $B/libpeel-VERSION.tar.gz
	@mkdir -p $B
	git archive --prefix=libpeel-$(version)/ -o $B/libpeel-$(version).tar.gz HEAD

need-%:
	@.ci/need $*

clean: ## remove what was built
	rm -rf $B

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 16
	@echo
	@echo 'Variables: prefix DESTDIR CC CFLAGS LDFLAGS PYTHON, B (where to build), V=1, WERROR=1, NO_INSTALL=1'

include benchmarks/bench.mk
include benchmarks/simulate.mk
-include $(shell find $B/lib $B/tests $B/examples -name '*.d' 2>/dev/null)
.PHONY: all lib program tests run unit check check-asan check-ubsan check-valgrind coverage warnings headers layers link \
    abi abi-update mutants accuracy lint format check-format install install-lib uninstall dist clean help
