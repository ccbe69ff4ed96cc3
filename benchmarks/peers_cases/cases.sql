-- The job of bench_cases.py in sqlite3: sqlite3 :memory: with ".import --csv FILE cases" before this. All columns are imported, for
-- the shell has no way to leave one out.
.mode csv
.headers on
WITH counts AS (
  SELECT force, month, criterion,
         count(*) FILTER (WHERE outcome = 'yes') AS met, count(*) FILTER (WHERE outcome = 'no') AS not_met,
         count(*) FILTER (WHERE outcome = 'n/a') AS not_applicable, count(*) FILTER (WHERE outcome = '') AS missing
  FROM cases GROUP BY force, month, criterion),
sized AS (SELECT *, met + not_met AS n, 3.8414588206941236 AS z2 FROM counts),
placed AS (SELECT *, (met + z2 / 2) / (n + z2) AS centre,
                  sqrt(z2 * (1.0 * met * not_met / n + z2 / 4)) / (n + z2) AS half FROM sized)
SELECT force, month, criterion, met, not_met, not_applicable, missing, centre - half AS lower, centre + half AS upper
FROM placed;
