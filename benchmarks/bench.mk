# Benchmarks: libpeel and its peers in the same run on the same work. docs/benchmarks.md says how to read them.

CXXFLAGS ?= -O2 -g
bench_bin := $(addprefix $B/benchmarks/,machine exact jeffreys methods columns process charts \
    make_cases cases spawn)
# Rows of the files of case records; of 1e7, of 0.94 GB, only where they are asked for: make bench-cases ROWS=1e7.
ROWS ?= 1e5 1e6
node := $B/benchmarks/node
# R's library is linked where its header is; without it peer_r.c says "not installed".
hash := \#
bench_r = $(shell echo '$(hash)include <Rmath.h>' | $(CC) -DMATHLIB_STANDALONE -E -x c - >/dev/null 2>&1 && echo -lRmath)

bench: need-check ## times and right digits of libpeel and its peers, as Markdown tables
	$(again) lib program $(bench_bin)
	$(again) B=$B/avx2 CFLAGS='$(CFLAGS) -DLANES_MOST=1' $(addprefix $B/avx2/benchmarks/,exact jeffreys columns)
	$(again) B=$B/portable CFLAGS='$(CFLAGS) -DLANES_MOST=0' $(addprefix $B/portable/benchmarks/,exact jeffreys columns) $B/portable/libpeel.so
	@$B/benchmarks/machine
	@echo 'CFLAGS: $(CFLAGS)'
	@$B/benchmarks/exact
	@$B/benchmarks/jeffreys
	@$B/benchmarks/methods
	@$B/benchmarks/columns
	@echo && echo 'The same without AVX-512, then without AVX2 too: equal bits, other times.'
	@$B/avx2/benchmarks/exact && $B/avx2/benchmarks/jeffreys && $B/avx2/benchmarks/columns
	@$B/portable/benchmarks/exact && $B/portable/benchmarks/jeffreys && $B/portable/benchmarks/columns
	@PYTHONPATH=bindings/python PEEL_LIBRARY=$(abspath $B/portable/libpeel.so) $(PYTHON) benchmarks/bench.py columns
	@$B/benchmarks/process $B/peel
	@PYTHONPATH=bindings/python PEEL_LIBRARY=$(abspath $B/libpeel.so) $(PYTHON) benchmarks/bench.py
	@PYTHONPATH=bindings/python PEEL_LIBRARY=$(abspath $B/libpeel.so) $(PYTHON) benchmarks/bench_compare.py
	@PYTHONPATH=bindings/python PEEL_LIBRARY=$(abspath $B/libpeel.so) $(PYTHON) benchmarks/bench_chart.py $B/benchmarks/charts
	@$(bench_records)

bench-cases: need-check ## the counting of case records alone, with ROWS="1e5 1e6" or, in five minutes, ROWS=1e7
	$(again) program $(addprefix $B/benchmarks/,machine make_cases cases spawn)
	@$B/benchmarks/machine
	@echo 'CFLAGS: $(CFLAGS)'
	@$(bench_records)

bench_records = $B/benchmarks/make_cases 1000000 > $B/benchmarks/cases.csv && $B/benchmarks/cases $B/benchmarks/cases.csv && \
    rm $B/benchmarks/cases.csv && PYTHON=$(PYTHON) $(PYTHON) benchmarks/bench_cases.py $B/benchmarks $B/peel $(ROWS)

bench-deps: need-bench ## install the peers of the benchmarks that are missing, DuckDB by npm
	@if command -v npm >/dev/null; then [ -d $(node)/node_modules/@duckdb ] || \
	    npm install --silent --no-audit --no-fund --prefix $(node) @duckdb/node-api; else echo 'No npm, so no DuckDB.'; fi
	@rm -f $B/benchmarks/peer_*.o # compiled without them, perhaps

$B/benchmarks/%.o: benchmarks/%.c Makefile benchmarks/bench.mk
	@mkdir -p $(@D)
	$(call quiet,cc,$<) $(CC) $(flags) $(CFLAGS) -c $< -o $@

$B/benchmarks/%.o: benchmarks/%.cpp Makefile benchmarks/bench.mk
	@mkdir -p $(@D)
	$(call quiet,c++,$<) $(CXX) -std=c++17 -Wall -Wextra -Wpedantic -Wshadow $(if $(WERROR),-Werror) -MMD -MP \
	    $(CXXFLAGS) -c $< -o $@

$B/benchmarks/exact: $(addprefix $B/benchmarks/,answers.o peer_boost.o peer_gsl.o peer_peel.o peer_r.o rows.o timing.o)
$B/benchmarks/exact: bench_libs = -lstdc++ $(bench_r)
$B/benchmarks/jeffreys: $(addprefix $B/benchmarks/,jeffreys_peers.o rows.o timing.o)
$B/benchmarks/jeffreys: bench_libs = -lstdc++ $(bench_r)
$B/benchmarks/methods: $(addprefix $B/benchmarks/,rows.o timing.o)
$(addprefix $B/benchmarks/,columns process charts cases spawn): $B/benchmarks/timing.o

$(bench_bin): %: %.o $B/libpeel.a
	$(call quiet,link,$@) $(CC) $(CFLAGS) $(LDFLAGS) $(filter %.o,$^) $B/libpeel.a $(bench_libs) $(lib_libs) -o $@

-include $(wildcard $B/benchmarks/*.d)
.PHONY: bench bench-cases bench-deps
