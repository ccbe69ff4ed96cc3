# libpeel's peers in R: the columns that Python wrote, worked and timed. Usage: Rscript peers.R FOLDER. Prints "name seconds" lines,
# each the median of five passes in time of the processor.
arguments <- commandArgs(trailingOnly = TRUE)
pairs <- read.csv(file.path(arguments[1], "pairs.csv"))
series <- as.matrix(read.csv(file.path(arguments[1], "series.csv"), header = FALSE))

# The score statistic of Miettinen and Nurminen 1985 at a difference of delta, for whole columns; the restricted estimates by
# the closed form of Farrington and Manning 1990.
score <- function(delta, k2, n2, k1, n1) {
  p2 <- k2 / n2
  p1 <- k1 / n1
  theta <- n1 / n2
  a <- 1 + theta
  b <- -(1 + theta + p2 + theta * p1 + delta * (theta + 2))
  c <- delta^2 + delta * (2 * p2 + theta + 1) + p2 + theta * p1
  d <- -p2 * delta * (1 + delta)
  v <- (b / (3 * a))^3 - b * c / (6 * a^2) + d / (2 * a)
  u <- sign(v) * sqrt(pmax((b / (3 * a))^2 - c / (3 * a), 0))
  u[u == 0] <- 1e-300
  w <- (pi + acos(pmin(pmax(v / u^3, -1), 1))) / 3
  r2 <- pmin(pmax(2 * u * cos(w) - b / (3 * a), 0), 1)
  r1 <- pmin(pmax(r2 - delta, 0), 1)
  n <- n1 + n2
  (p2 - p1 - delta) / sqrt(pmax(r2 * (1 - r2) / n2 + r1 * (1 - r1) / n1, 1e-300) * n / (n - 1))
}

miettinen_nurminen <- function(x, confidence = 0.95) {
  z <- qnorm(1 - (1 - confidence) / 2)
  estimate <- x$met_after / x$assessed_after - x$met_before / x$assessed_before
  limit <- function(target, low, high) {
    for (step in 1:47) { # to 1e-14 of the width
      middle <- (low + high) / 2
      above <- score(middle, x$met_after, x$assessed_after, x$met_before, x$assessed_before) > target
      low <- ifelse(above, middle, low)
      high <- ifelse(above, high, middle)
    }
    (low + high) / 2
  }
  list(lower = limit(z, rep(-1, nrow(x)), estimate), upper = limit(-z, estimate, rep(1, nrow(x))))
}

seconds <- function(work) {
  median(sapply(1:5, function(pass) system.time(work())[["user.self"]]))
}

cat("version", paste(R.version$major, R.version$minor, sep = "."), "\n")
limits <- miettinen_nurminen(pairs[1:3, ])
cat("check", format(c(limits$lower, limits$upper), digits = 12), "\n")
cat("miettinen-nurminen", seconds(function() miettinen_nurminen(pairs)) / nrow(pairs), "\n")
some <- series
cat("mann-kendall", seconds(function() for (i in seq_len(nrow(some)))
  cor.test(some[i, ], seq_len(ncol(some)), method = "kendall", exact = FALSE)) / nrow(some), "\n")
