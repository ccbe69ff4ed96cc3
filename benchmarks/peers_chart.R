# The p chart with the NHS rules in R: the columns that Python wrote, worked and timed. Usage: Rscript peers_chart.R FOLDER SERIES MONTHS.
# Prints "name value" lines; seconds are the median of five passes in time of the processor.
arguments <- commandArgs(trailingOnly = TRUE)
series <- as.integer(arguments[2])
months <- as.integer(arguments[3])
column <- function(name) {
  matrix(as.double(readBin(file.path(arguments[1], name), "integer", series * months)), months)
}
met <- column("met.bin")
assessed <- column("assessed.bin")

# The work of a peer: limits, rules and a signal for each point.
#
# Runs of `needed` equal directions on end, for all series at once: every point of such a run is flagged. `extra` points stand before
# a run of steps.
flag_runs <- function(direction, needed, extra = 0) {
  flagged <- matrix(FALSE, nrow(direction) + extra, ncol(direction))
  so_far <- numeric(ncol(direction))
  for (i in seq_len(nrow(direction))) {
    same <- if (i == 1) FALSE else direction[i, ] == direction[i - 1, ]
    so_far <- (so_far * same + 1) * (direction[i, ] != 0)
    done <- which(so_far >= needed)
    if (length(done)) flagged[(i - needed + 1):(i + extra), done] <- TRUE
  }
  flagged
}

# A row a month, a column a series. The rules of NHS Making Data Count: bits of beyond the limits, trend, shift, two of three.
nhs <- function(met, assessed) {
  months <- nrow(met)
  rate <- met / assessed
  centre <- rep(colSums(met) / colSums(assessed), each = months)
  off <- rate - centre
  side <- sign(off) * (abs(off) > 1e-12 * pmax(rate, centre))
  width <- 3 * sqrt(centre * (1 - centre) / assessed)
  score <- off / width
  beyond <- abs(score) > 1 + 1e-12
  step <- diff(rate)
  step <- sign(step) * (abs(step) > 1e-12 * pmax(rate[-1, , drop = FALSE], rate[-months, , drop = FALSE]))
  near <- abs(score) > 2 / 3 * (1 + 1e-12) & !beyond
  two <- matrix(FALSE, months, ncol(met))
  for (i in 3:months) {
    last <- (i - 2):i
    hit <- which(colSums(near[last, , drop = FALSE]) >= 2 & abs(colSums(side[last, , drop = FALSE])) == 3)
    if (length(hit)) two[last, hit] <- two[last, hit] | near[last, hit]
  }
  rules <- beyond + 2 * flag_runs(step, 6, 1) + 4 * flag_runs(side, 7) + 8 * two
  list(lower = pmax(centre - width, 0), upper = pmin(centre + width, 1), rules = rules, signal = (rules > 0) * side)
}

seconds <- function(work) {
  median(sapply(1:5, function(pass) system.time(work())[["user.self"]]))
}

cat("version", paste(R.version$major, R.version$minor, sep = "."), "\n")
rules <- nhs(met, assessed)$rules
cat("check", sapply(c(1, 2, 4, 8), function(bit) sum(rules %/% bit %% 2)), "\n")
cat("together", seconds(function() nhs(met, assessed)) / series, "\n")
some <- 1:min(1000, series)
cat("apart", seconds(function() for (i in some) nhs(met[, i, drop = FALSE], assessed[, i, drop = FALSE])) / length(some), "\n")
