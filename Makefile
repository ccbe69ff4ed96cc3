# libpeel: make help lists what can be made.
prefix ?= /usr/local
CC ?= cc
CFLAGS ?= -O2 -g
B ?= build

version := $(shell sed -n 's/^.define PEEL_VERSION "\(.*\)"/\1/p' include/peel/version.h)
soname := libpeel.so.0

warnings := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wundef
flags := -std=c17 $(warnings) -ffp-contract=off -fvisibility=hidden -fPIC -Iinclude -MMD -MP
lib_libs := -lgsl -lgslcblas -lcsv -lm

lib_src := $(sort $(shell find lib -name '*.c'))
lib_obj := $(lib_src:%.c=$B/%.o)
unit_src := $(sort $(wildcard tests/test_*.c))
unit_bin := $(unit_src:tests/%.c=$B/tests/%)

all: lib
lib: $B/libpeel.a $B/libpeel-internal.a $B/libpeel.so

$B/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(flags) $(CFLAGS) -Ilib -c $< -o $@

$B/$(soname): $(lib_obj) lib/peel.map
	$(CC) -shared -Wl,-soname,$(soname) -Wl,--version-script=lib/peel.map -Wl,-z,defs $(CFLAGS) $(LDFLAGS) $(lib_obj) $(lib_libs) -o $@

$B/libpeel.so: $B/$(soname)
	ln -sf $(soname) $@

# Every symbol visible, for the tests of one room.
$B/libpeel-internal.a: $(lib_obj)
	rm -f $@ && ar rcs $@ $^

# A version script does nothing for an archive: one object, its hidden symbols made local.
$B/libpeel.a: $(lib_obj)
	ld -r -o $B/peel.o $^ && objcopy --localize-hidden $B/peel.o && rm -f $@ && ar rcs $@ $B/peel.o

$B/tests/%: tests/%.c $B/libpeel-internal.a $(wildcard tests/support/*)
	@mkdir -p $(@D)
	$(CC) $(flags) $(CFLAGS) -Ilib -Itests $< $(wildcard tests/support/*.c) $B/libpeel-internal.a $(lib_libs) -lcriterion -o $@

unit: $(unit_bin)
	@for t in $(unit_bin); do $$t || exit 1; done

clean:
	rm -rf $B

-include $(lib_obj:.o=.d)
.PHONY: all lib unit clean
