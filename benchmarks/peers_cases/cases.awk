# The job of bench_cases.py in awk: mawk -F, -f cases.awk FILE > OUT. It takes what stands between commas for a field, whatever
# the quotation marks say, and a line for a row: that is right here for the first four columns, which are never quoted, and
# wrong for the second line of a note that is broken in two. Such a line has no date in its second field, and is passed over.
$2 !~ /^[0-9][0-9][0-9][0-9]-/ { next }
{
    group = $1 "," $2 "," $3
    seen[group]
    if ($4 == "yes") met[group]++
    else if ($4 == "no") not_met[group]++
    else if ($4 == "n/a") not_applicable[group]++
    else if ($4 == "") missing[group]++
    else exit 1
}
END {
    z2 = 3.8414588206941236
    print "force,month,criterion,met,not_met,not_applicable,missing,lower,upper"
    for (group in seen) {
        n = met[group] + not_met[group]
        if (n == 0) {
            printf "%s,0,0,%d,%d,,\n", group, not_applicable[group], missing[group]
            continue
        }
        centre = (met[group] + z2 / 2) / (n + z2)
        half = sqrt(z2 * (met[group] * not_met[group] / n + z2 / 4)) / (n + z2)
        printf "%s,%d,%d,%d,%d,%.15g,%.15g\n", group, met[group], not_met[group], not_applicable[group], missing[group],
            centre - half, centre + half
    }
}
