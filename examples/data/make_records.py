#!/usr/bin/env python3
"""Writes the three files of made-up records beside it: a month of cases, a grid of case files, a month of stop and search.

Usage: examples/data/make_records.py [FOLDER]. Equal files on every machine: random.random() of a seed is the only chance in them.
"""

import csv
import datetime
import math
import os
import random
import sys

MONTH = datetime.datetime(2024, 3, 1)


def pick(chance, weights):
    """One of the keys of a dictionary of weights."""
    left = chance.random() * sum(weights.values())
    for key, weight in weights.items():
        left -= weight
        if left < 0:
            return key
    return key


def shuffled(chance, items):
    return [items[at] for _, at in sorted((chance.random(), at) for at in range(len(items)))]


def write(folder, name, rows, **how):
    """how: the line ends and the encoding, as the program that usually writes such a file has them."""
    ends = how.pop("ends", "\n")
    with open(os.path.join(folder, name), "w", newline="", **how) as file:
        csv.writer(file, lineterminator=ends).writerows(rows)


# --- a month of cases -------------------------------------------------------------------------------------------------

UNITS = {"City": 9, "North": 7, "South": 6}
GRADES = {"prompt": 11, "priority": 7, "scheduled": 4}
MINUTES = {"prompt": 150, "priority": 48, "scheduled": 2600}  # on average, to attend
NOTES = (
    "caller rang back, still waiting",
    'neighbour heard shouting, "not the first time"',
    "scene log attached, photographs to follow",
    "victim asked for a call, not a visit",
    'told of "Operation Lamp", leaflet left',
    "vehicle, keys and phone recovered",
    "no answer at the door, card left",
)
# Written as different people write them.
YES, NO, NOT_APPLICABLE = {"yes": 6, "Yes": 3, "Y": 1}, {"no": 6, "No": 3, "N": 1}, {"n/a": 5, "N/A": 2, "NA": 1}


def stamp(when):
    return when.strftime("%d/%m/%Y %H:%M")


def answer(chance, met, applies=1.0, missing=0.04):
    if chance.random() < missing:
        return ""
    if chance.random() >= applies:
        return pick(chance, NOT_APPLICABLE)
    return pick(chance, YES if chance.random() < met else NO)


def month_of_cases():
    chance = random.Random(202403)
    starts = sorted(MONTH + datetime.timedelta(minutes=int(chance.random() * 31 * 1440)) for _ in range(240))
    rows = []
    for at, received in enumerate(starts):
        grade = pick(chance, GRADES)
        delay = int(-math.log(1 - chance.random()) * MINUTES[grade]) + 3
        attended = stamp(received + datetime.timedelta(minutes=delay))
        if at >= 226 and grade == "scheduled" or chance.random() < 0.02:
            attended = ""  # nobody has been there yet
        note = f"{NOTES[int(chance.random() * len(NOTES))]} (log {1000 + 37 * at})" if chance.random() < 0.45 else ""
        rows.append([f"24/{at + 1:04}", pick(chance, UNITS), stamp(received), grade, attended, answer(chance, 0.82),
                     answer(chance, 0.71, applies=0.6, missing=0.03), answer(chance, 0.75, missing=0.1), note])
    by_hand(rows)
    head = ["case_id", "unit", "received", "grade", "attended", "advice given", "repeat victim checked",
            "needs assessment made", "note"]
    return [head, *rows]


def by_hand(rows):
    """The cases that a reader must not get wrong."""
    rows[40][2:5] = ["06/03/2024 10:00", "prompt", "06/03/2024 14:00"]  # four hours to the minute: in time
    rows[41][2:5] = ["06/03/2024 10:05", "priority", "06/03/2024 11:06"]  # a minute late
    rows[90][2:5] = ["12/03/2024 16:20", "prompt", "12/03/2024 15:50"]  # attended before it was received
    rows[151][2:5] = ["20/03/2024 09:10", "priority", "02/03/2024 09:40"]  # the same, by a slip of the day
    rows[200][2:5] = ["26/03/2024 13:15", "prompt", "26/03/2024 16:02"]
    rows[200][8] = 'two lines:\n"first call, then second"'
    rows[230][2:5] = ["31/03/2024 00:40", "priority", "31/03/2024 02:10"]  # half an hour: clocks went on at 1
    rows[231][2:5] = ["31/03/2024 03:05", "prompt", "31/03/2024 05:30"]
    rows[120][3] = ""  # not graded


# --- a grid of 130 case files -----------------------------------------------------------------------------------------

OFFENCES = ("assault", "bicycle theft", "burglary", "criminal damage", "domestic abuse", "fraud", "harassment", "hate crime",
            "public order", "robbery", "sexual offence", "shoplifting", "vehicle crime")
# Criterion, met, assessed, blank cells; all others are not applicable. Met of assessed is real.
CRITERIA = (
    ("attended within the published time", 41, 79, 3),
    ("crime prevention advice given", 40, 48, 5),
    ("advice on preserving evidence given", 27, 36, 4),
    ("repeat-victim check made", 57, 81, 2),
    ("repeat victim recorded by the call handler", 30, 33, 1),
    ("investigation plan created", 47, 60, 2),
    ("supervisor's advice and direction given", 43, 68, 0),
    ("evidence of a victim needs assessment", 44, 59, 6),
)
CHECK, RECORDED = 3, 4
FILES_OF_AN_OFFENCE = 10


def column(chance, met, assessed, blank, files):
    cells = ["Y"] * met + ["N"] * (assessed - met) + [""] * blank
    return shuffled(chance, cells + ["NA"] * (files - len(cells)))


def grid_of_files():
    chance = random.Random(202122)
    files = FILES_OF_AN_OFFENCE * len(OFFENCES)
    columns = [column(chance, *numbers, files) for _, *numbers in CRITERIA]
    # Only where the check was made can a repeat victim have been recorded.
    _, met, assessed, blank = CRITERIA[RECORDED]
    checked = [at for at in range(files) if columns[CHECK][at] == "Y"]
    columns[RECORDED] = ["NA"] * files
    for at, cell in zip(checked, column(chance, met, assessed, blank, len(checked))):
        columns[RECORDED][at] = cell
    head = ["file", "offence", *(name for name, *_ in CRITERIA)]
    return [head, *([f"F{at + 1:03}", OFFENCES[at % len(OFFENCES)], *(cells[at] for cells in columns)] for at in range(files))]


# --- a month of stop and search, in the layout of data.police.uk ------------------------------------------------------

STOP_COLUMNS = ("Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude", "Gender",
                "Age range", "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation", "Object of search",
                "Outcome", "Outcome linked to object of search", "Removal of more than just outer clothing")
TYPES = {"Person search": 30, "Person and Vehicle search": 9, "Vehicle search": 1}
AGES = {"10-17": 4, "18-24": 12, "25-34": 10, "over 34": 11, "": 2}
ETHNICITIES = {  # as said by the person: as seen by the officer
    "White - English/Welsh/Scottish/Northern Irish/British": "White",
    "White - Any other White background": "White",
    "White - Irish": "White",
    "Black/African/Caribbean/Black British - African": "Black",
    "Black/African/Caribbean/Black British - Caribbean": "Black",
    "Asian/Asian British - Indian": "Asian",
    "Asian/Asian British - Any other Asian background": "Asian",
    "Mixed/Multiple ethnic groups - White and Black Caribbean": "Mixed",
    "Other ethnic group - Any other ethnic group": "Other",
}
SELF = dict(zip(ETHNICITIES, (46, 9, 1, 4, 4, 2, 4, 3, 2)), **{"Other ethnic group - Not stated": 21, "": 4})
DRUGS = "Misuse of Drugs Act 1971 (section 23)"
PACE = "Police and Criminal Evidence Act 1984 (section 1)"
OBJECTS = {("Controlled drugs", DRUGS): 62, ("Offensive weapons", PACE): 14, ("Stolen goods", PACE): 10,
           ("Article for use in theft", PACE): 9, ("Articles for use in criminal damage", PACE): 2,
           ("Firearms", "Firearms Act 1968 (section 47)"): 1}
NOTHING = "A no further action disposal"
OUTCOMES = {NOTHING: 70, "Arrest": 13, "Community resolution": 9, "Khat or Cannabis warning": 3,
            "Summons / charged by post": 2, "Penalty Notice for Disorder": 1, "Caution (simple or conditional)": 1, "": 3}
LINKED = {NOTHING: {"False": 70, "True": 4, "": 26}, "": {"": 1}}  # what was found, where there was another outcome:
FOUND = {"True": 72, "False": 16, "": 12}


def stop(chance, when):
    kind, said = pick(chance, TYPES), pick(chance, SELF)
    person = kind != "Vehicle search"
    seen = ETHNICITIES.get(said) or pick(chance, {"White": 6, "Black": 2, "Asian": 2, "": 3})
    thing, law = pick(chance, OBJECTS)
    outcome = pick(chance, OUTCOMES)
    place = [f"{52.1 + 0.6 * chance.random():.6f}", f"{-0.3 + 0.7 * chance.random():.6f}"]
    if chance.random() < 0.06:
        place = ["", ""]
    return [kind, when, "False", "", *place, pick(chance, {"Male": 8, "Female": 1}) if person else "",
            pick(chance, AGES) if person else "", said if person else "", seen if person else "", law, thing, outcome,
            pick(chance, LINKED.get(outcome, FOUND)), pick(chance, {"False": 30, "True": 2, "": 1}) if person else ""]


def month_of_stops():
    chance = random.Random(15)
    times = sorted(MONTH + datetime.timedelta(seconds=int(chance.random() * (31 * 1440 - 90) * 60)) for _ in range(196))
    texts = []
    for when in times:
        if chance.random() < 0.05:
            when = when.replace(hour=0, minute=0, second=0)  # some give the date alone
        texts.append(when.strftime("%Y-%m-%dT%H:%M:%S+00:00"))
    # Clocks went on at 01:00 on 31 March: with the local offset, and after midnight there.
    texts += ["2024-03-31T15:20:00+01:00", "2024-03-31T19:45:30+01:00", "2024-03-31T23:05:00+00:00", "2024-03-31T23:30:00+00:00"]
    return [STOP_COLUMNS, *(stop(chance, text) for text in sorted(texts))]


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    # As Excel saves "CSV UTF-8": a byte order mark, and a carriage return before each line feed.
    write(folder, "cases-2024-03.csv", month_of_cases(), ends="\r\n", encoding="utf-8-sig")
    write(folder, "grid-cambridgeshire-2021-22.csv", grid_of_files(), encoding="utf-8")
    write(folder, "stop-and-search-2024-03.csv", month_of_stops(), encoding="utf-8")


if __name__ == "__main__":
    main()
