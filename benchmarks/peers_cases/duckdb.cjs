// The job of bench_cases.py in DuckDB, on one core: node duckdb.cjs FILE OUT. NODE_PATH names the folder with @duckdb/node-api.
// Types are given, so that nothing is read twice to guess them; only the four columns are read. A blank cell is NULL.
const { DuckDBInstance, version } = require("@duckdb/node-api");
const [file, out] = process.argv.slice(2);

const z2 = "3.8414588206941236"; // the square of the normal quantile of 0.975
const query = `
  SET threads = 1;
  SET preserve_insertion_order = false;
  COPY (
    WITH counts AS (
      SELECT force, month, criterion,
             count(*) FILTER (outcome = 'yes') AS met, count(*) FILTER (outcome = 'no') AS not_met,
             count(*) FILTER (outcome = 'n/a') AS not_applicable, count(*) FILTER (outcome IS NULL) AS missing
      FROM read_csv('${file}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
                    columns = {force: 'VARCHAR', month: 'VARCHAR', criterion: 'VARCHAR', outcome: 'VARCHAR',
                               reviewer: 'VARCHAR', note: 'VARCHAR'})
      GROUP BY force, month, criterion),
    sized AS (SELECT *, (met + not_met)::DOUBLE AS n FROM counts),
    placed AS (SELECT *, (met + ${z2} / 2) / (n + ${z2}) AS centre,
                      sqrt(${z2} * (met * not_met / n + ${z2} / 4)) / (n + ${z2}) AS half FROM sized)
    SELECT force, month, criterion, met, not_met, not_applicable, missing, centre - half AS lower, centre + half AS upper
    FROM placed) TO '${out}' (HEADER, DELIMITER ',')`;

(async () => {
  if (!file) return console.log(`${version()} (Node.js ${process.versions.node})`);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const statement of query.split(";")) await connection.run(statement);
})();
