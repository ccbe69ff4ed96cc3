# The job of bench_cases.py with data.table, on one core: Rscript data_table.R FILE OUT. Only the four columns are read.
suppressPackageStartupMessages(library(data.table))
arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) == 0) {
  cat(paste0(packageVersion("data.table"), " (R ", getRversion(), ")\n"))
  quit()
}
setDTthreads(1)
cases <- fread(arguments[1], select = c("force", "month", "criterion", "outcome"), colClasses = "character", na.strings = NULL)
# A column of each answer, summed by groups: sums are what data.table has a fast path for.
groups <- cases[, .(n = .N), by = .(force, month, criterion, outcome)]
counts <- groups[, .(
  met = sum(n * (outcome == "yes")), not_met = sum(n * (outcome == "no")),
  not_applicable = sum(n * (outcome == "n/a")), missing = sum(n * (outcome == ""))
), by = .(force, month, criterion)]
z2 <- qnorm(0.975)^2
counts[, n := met + not_met]
counts[, centre := (met + z2 / 2) / (n + z2)]
counts[, half := sqrt(z2 * (met * not_met / n + z2 / 4)) / (n + z2)]
counts[, `:=`(lower = centre - half, upper = centre + half)]
fwrite(counts[, .(force, month, criterion, met, not_met, not_applicable, missing, lower, upper)], arguments[2])
