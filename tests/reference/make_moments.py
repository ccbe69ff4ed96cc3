#!/usr/bin/env python3
"""Writes moments.csv: dates in the forms that people write, days of spreadsheets, and the clock of London, by Python's datetime and zoneinfo.

Usage: tests/reference/make_moments.py > tests/reference/moments.csv (needs Python 3.9 and the IANA time zones). Fields are parted by
semicolons. form;text;day since 1970;nanosecond of the day, or -1 of a day alone;offset in seconds, or none.
serial;days since 30 December 1899, from 1 March 1900 on;day since 1970.
at;instant at Greenwich;London's clock then. clock;London's clock;the instant at Greenwich: the first of two, and as
Greenwich has it where the clock skips an hour (fold=0 of PEP 495).
"""

import random
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

EPOCH = date(1970, 1, 1).toordinal()
LONDON = ZoneInfo("Europe/London")
UTC = timezone.utc
ISO = "%Y-%m-%dT%H:%M:%S"
SECOND = timedelta(seconds=1)

DAYS = ["{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0:%d/%m/%Y}", "{0:%d-%m-%Y}", "{0:%d.%m.%Y}", "{0.day}/{0.month}/{0:%Y}", "{0.day} {0:%b %Y}",
        "{0:%d %B %Y}", "{0:%d-%b-%Y}", "{0:%d/%b/%Y}"]
SHORT = ["{0:%d-%b-%y}", "{0.day} {0:%B %y}"]
MARKS = ["T", " ", ", ", "  "]
TIMES = ["{0:%H:%M}", "{0:%H:%M:%S}", "{0:%H:%M:%S.%f}", "{0.hour}:{0:%M}", "{0:%I:%M %p}", "{0:%I:%M:%S%p}"]
OFFSETS = [("", None), ("Z", 0), (" UTC", 0), ("+00:00", 0), ("+01:00", 3600), ("+0530", 19800), ("-03", -10800), (" +01:00", 3600)]


def case(text, draw):
    return draw.choice([text, text.upper(), text.lower()]) if "T" not in text and "Z" not in text else text


def forms(draw):
    for i in range(1500):
        known = datetime(1, 1, 1) + timedelta(days=draw.randrange(3652059), seconds=draw.randrange(86400))
        if i % 3:
            known = datetime(2000, 1, 1) + timedelta(days=draw.randrange(36525), seconds=draw.randrange(86400))
        days = DAYS + SHORT if 2000 <= known.year <= 2029 else DAYS
        text = draw.choice(days).format(known)
        if known.year < 1000:  # the C library does not fill years with noughts
            text = f"{known.day:02}/{known.month:02}/{known.year:04}"
        time, offset = -1, None
        if draw.random() < 0.7:
            form = draw.choice(TIMES)
            known = known.replace(microsecond=draw.randrange(1000000) if "%f" in form else 0)
            if "%S" not in form:
                known = known.replace(second=0)
            time = (known.hour * 3600 + known.minute * 60 + known.second) * 10**9 + known.microsecond * 1000
            more, offset = draw.choice(OFFSETS)
            text += draw.choice(MARKS) + form.format(known) + (" Z" if more == "Z" and "%p" in form else more)
        print("form", case(text, draw), known.toordinal() - EPOCH, time, "none" if offset is None else offset, sep=";")


def serials(draw):
    first = date(1899, 12, 30).toordinal()
    for known in [date(1900, 3, 1), date(1970, 1, 1), date(2008, 1, 1), date(2024, 3, 1), date(9999, 12, 31)] + [
            date.fromordinal(draw.randrange(date(1900, 3, 1).toordinal(), date.max.toordinal())) for _ in range(60)]:
        print("serial", known.toordinal() - first, known.toordinal() - EPOCH, sep=";")


def changes():
    """Every second from 1996 to 2037 at which London's offset is another one than before."""
    at = datetime(1996, 1, 1, tzinfo=UTC)
    while at.year < 2038:
        after = at + timedelta(hours=1)
        if at.astimezone(LONDON).utcoffset() != after.astimezone(LONDON).utcoffset():
            low, high = at, after
            while high - low > SECOND:
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                if middle.astimezone(LONDON).utcoffset() == low.astimezone(LONDON).utcoffset():
                    low = middle
                else:
                    high = middle
            yield high
        at = after


def instants(draw):
    for change in changes():
        for seconds in (-7200, -3601, -3600, -1, 0, 1, 1800, 3599, 3600, 7200):
            yield change + timedelta(seconds=seconds)
        year = change.year
        for month, day, hour in ((1, 1, 0), (3, 31, 23), (7, 1, 0), (12, 31, 23)):
            yield datetime(year, month, day, hour, 30, tzinfo=UTC)
        yield datetime(year, 1, 1, tzinfo=UTC) + timedelta(seconds=draw.randrange(365 * 86400))


def main():
    draw = random.Random(6)
    forms(draw)
    serials(draw)
    for at in instants(draw):
        local = at.astimezone(LONDON).replace(tzinfo=None)
        print("at", at.strftime(ISO) + "Z", local.strftime(ISO), sep=";")
        for clock in dict.fromkeys((local, at.replace(tzinfo=None))):  # the second is an hour that may be skipped
            first = clock.replace(tzinfo=LONDON, fold=0)
            print("clock", clock.strftime(ISO), first.astimezone(UTC).strftime(ISO) + "Z", sep=";")


if __name__ == "__main__":
    main()
