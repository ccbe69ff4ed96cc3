# Simulations: how often intervals hold what they should, and verdicts say what they should not. docs/simulations.md shows
# what `make simulate` prints; the numbers are the same on every run, for the seeds stand in the programs.

simulate_bin := $(addprefix $B/benchmarks/simulate_,differences trend change chart months gaps)

simulate: need-check ## coverage, false alarms and power, as Markdown tables (fifteen minutes)
	$(again) lib $(simulate_bin)
	@$B/benchmarks/simulate_differences
	@$B/benchmarks/simulate_trend
	@$B/benchmarks/simulate_change
	@$B/benchmarks/simulate_chart
	@$B/benchmarks/simulate_months
	@$B/benchmarks/simulate_gaps

# Objects are made by the rule of benchmarks/bench.mk.
$(addprefix $B/benchmarks/simulate_,trend change chart months gaps): $B/benchmarks/simulate_draws.o
$(addprefix $B/benchmarks/simulate_,chart months): $B/benchmarks/simulate_designs.o

$(simulate_bin): %: %.o $B/libpeel.a
	$(call quiet,link,$@) $(CC) $(CFLAGS) $(LDFLAGS) $(filter %.o,$^) $B/libpeel.a $(lib_libs) -o $@

.PHONY: simulate
