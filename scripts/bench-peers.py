#!/usr/bin/env python3
"""The measuring half of scripts/bench-screening: Amplomb, a Jaro-Winkler scan and logic-v2 on the same labelled names.
The peers' time is processor time, Amplomb's is the clock's: what else the machine does counts against Amplomb only.

Usage: bench-peers.py AMPLOMB DATA WORK LIST...   (WORK: a scratch folder; LIST: the files Amplomb has in force)"""
import csv
import itertools
import json
import os
import random
import subprocess
import sys
import time
import unicodedata
import xml.etree.ElementTree as ElementTree
from importlib import metadata

amplomb, data, work, *lists = sys.argv[1:]
names = os.path.join(data, "names")


def rows(path):
    with open(path, newline="", encoding="utf-8-sig", errors="replace") as file:
        return list(csv.DictReader(file))


def pair(row, first, second, expected, part="", **facts):
    return {"schema": row.get("schema") or "Person", "name1": row[first], "name2": row[second],
            "is_match": "true" if expected else "false", "slice": part, **facts}


def same_slice(row):
    kind = {"Person": "person", "Vessel": "vessel"}.get(row["schema"], "organisation")
    return f"{kind} {row['script_b'].lower()}"


sets = {
    "pairs": [pair(r, "name1", "name2", r["is_match"] == "true") for r in rows(f"{names}/pairs.csv")],
    "hard cases": [pair(r, "query", "listed", r["expect"] == "hit", dob1=r["q_dob"], country1=r["q_country"],
                        dob2=r["l_dob"], country2=r["l_country"]) for r in rows(f"{names}/hard_cases.csv")],
    "same entity": [pair(r, "other_name", "name", True, same_slice(r)) for r in rows(f"{names}/same_entity_pairs.csv")],
    "different persons": [pair(r, "name", "other_name", False) for r in rows(f"{names}/different_person_pairs.csv")],
}


def figures(tp, fp, fn, tn):
    pairs = max(1, tp + fp + fn + tn)
    return {"precision": tp / max(1, tp + fp), "recall": tp / max(1, tp + fn), "f1": 2 * tp / max(1, 2 * tp + fp + fn),
            "hits": (tp + fp) / pairs, "right": tp + tn, "pairs": pairs}


def counts(decisions):
    return figures(*(decisions.count(case) for case in itertools.product((True, False), repeat=2)))


def run_amplomb(*arguments):
    done = subprocess.run([amplomb, "screen", "bench", *arguments, "--json"], capture_output=True, text=True)
    try:
        return json.loads(done.stdout)
    except ValueError:
        return None


def amplomb_pairs(name):
    path = os.path.join(work, name.replace(" ", "-") + ".csv")
    fields = ["schema", "name1", "name2", "is_match", "slice", "dob1", "dob2", "country1", "country2"]
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fields)
        writer.writeheader()
        writer.writerows(sets[name])
    result = run_amplomb("--pairs", path, "--by", "slice")
    if result is None:
        return None
    out = figures(*(result[k] for k in ("tp", "fp", "fn", "tn")))
    out["slices"] = {k: figures(*(v[c] for c in ("tp", "fp", "fn", "tn"))) for k, v in result["slices"].items()}
    return out | {"rate": result["pairs_per_second"]}


def peer_pairs(name, decide):
    pairs = sets[name]
    any([decide(row) for row in pairs[:20]])  # tables are read before the clock starts
    start, hits = time.process_time(), [decide(row) for row in pairs]
    seconds = time.process_time() - start
    decisions = [(h, r["is_match"] == "true") for h, r in zip(hits, pairs)]
    parts = sorted({r["slice"] for r in pairs})
    slices = {p: counts([d for d, r in zip(decisions, pairs) if r["slice"] == p]) for p in parts}
    return counts(decisions) | {"rate": len(pairs) / seconds, "slices": slices}


def plain(text):
    """What a simple scan compares: lower case, no accents, letters and digits only."""
    text = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(c if c.isalnum() else " " for c in text if not unicodedata.combining(c))
    return " ".join(kept.split())


def listed_names(path):
    """Every name and alias of one official file."""
    if os.path.isdir(path):
        for file in os.listdir(path):
            yield from listed_names(os.path.join(path, file))
        return
    if path.lower().endswith(".xml"):
        for entry in ElementTree.parse(path).iter():
            parts = [entry.findtext(f"{p}_NAME") for p in ("FIRST", "SECOND", "THIRD", "FOURTH")]
            yield " ".join(p for p in parts if p)
            if entry.tag == "ALIAS_NAME":
                yield entry.text or ""
        return
    with open(path, newline="", encoding="utf-8-sig", errors="replace") as file:
        table = list(csv.reader(file))
    header = next((i for i, row in enumerate(table[:2]) if "name" in row or "Name 6" in row), None)
    if header is None:  # the files of OFAC have no header: main and alias file by their width
        column = {12: 1, 5: 3}.get(len(table[0]))
        yield from (row[column] for row in table if column is not None and len(row) > column)
        return
    for row in (dict(zip(table[header], r)) for r in table[header + 1:]):
        if "Name 6" in row:
            yield " ".join(row.get(f"Name {n}", "") for n in (1, 2, 3, 4, 5, 6))
        else:
            yield row.get("name", "")
            for column in ("alt_names", "alias", "weakAlias", "previousName"):
                yield from row.get(column, "").split(";")


def say(what, ours, theirs, form="{:.3f}"):
    times = f"{ours / theirs:.2f}" if theirs else "-"
    print(f"{what:<58}{form.format(ours):>12}{form.format(theirs):>12}{times:>9}")


def heading(text):
    print(f"\n{text}\n{'':<58}{'Amplomb':>12}{'peer':>12}{'ratio':>9}")


results = {name: amplomb_pairs(name) for name in sets}
if None in results.values():
    sys.exit("amplomb screen bench --pairs gave no result")
screened = run_amplomb("--names", f"{names}/negatives.csv")
facts = run_amplomb("--names", f"{names}/negatives.csv", "--facts")
print("Amplomb: " + ", ".join(f"{k} {results['pairs'][k]:.4f}" for k in ("f1", "precision", "recall")) + " on pairs; "
      f"{results['hard cases']['right']} of {results['hard cases']['pairs']} hard cases right")
for label, run in (("invented people by name alone", screened), ("invented people with birth date, country and gender", facts)):
    if run:
        print(f"{label}: {run['names']} names, {run['alerts']} alerts ({100 * run['alerts'] / run['names']:.2f} %), "
              f"{run['names_per_second']}/s, p50 {run['p50_us']} us, p99 {run['p99_us']} us, max {run['max_us']} us")

try:
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler
    choices = sorted({plain(n) for path in lists for n in listed_names(path)} - {""})
    sample = random.Random(42).sample([r["full_name"] for r in rows(f"{names}/negatives.csv")], 500)
    queries = [plain(q) for q in sample]
    heading(f"Jaro-Winkler scan, rapidfuzz {metadata.version('rapidfuzz')}, {len(choices)} list names, one worker")
    for limit in (0.85, 0.88):
        for order, form in (("as written", plain), ("words sorted", lambda t: " ".join(sorted(plain(t).split())))):
            got = peer_pairs("pairs", lambda r: JaroWinkler.similarity(form(r["name1"]), form(r["name2"])) >= limit)
            say(f"pairs: F1, peer at {limit}, {order}", results["pairs"]["f1"], got["f1"])
    start = time.process_time()
    alerts = sum(process.extractOne(q, choices, scorer=JaroWinkler.similarity, processor=None, score_cutoff=0.88) is not None
                 for q in queries)
    rate = len(queries) / (time.process_time() - start)
    if screened:
        say("names a second against every list name", screened["names_per_second"], rate, "{:,.0f}")
        say("alerts on invented people, share", screened["alerts"] / screened["names"], alerts / len(queries), "{:.4f}")
    else:
        print("not measured: names a second of this amplomb: it has no screen bench --names")
        print(f"peer: {rate:,.0f} names/s, alerts on {alerts / len(queries):.4f} of the invented people")
except ImportError as error:
    print(f"not measured: rapidfuzz: {error}")

try:
    from followthemoney import model
    from nomenklatura.matching import get_algorithm
    logic = get_algorithm("logic-v2")
    config = logic.default_config()
    number = itertools.count()

    def entity(row, side):
        made = model.make_entity(row["schema"])
        made.id = str(next(number))  # the matcher keeps names by id: every entity needs its own
        made.add("name", row[f"name{side}"])
        made.add("birthDate", row.get(f"dob{side}") or None, quiet=True)
        made.add("nationality" if row["schema"] == "Person" else "country", row.get(f"country{side}") or None, quiet=True)
        return made

    packages = ("nomenklatura", "followthemoney", "rigour")
    heading("logic-v2 at 0.70: " + ", ".join(f"{p} {metadata.version(p)}" for p in packages))
    peer = {n: peer_pairs(n, lambda r: logic.compare(entity(r, 1), entity(r, 2), config).score >= 0.70) for n in sets}
    for key in ("f1", "precision", "recall"):
        say(f"pairs: {key}", results["pairs"][key], peer["pairs"][key])
    say("pairs a second", results["pairs"]["rate"], peer["pairs"]["rate"], "{:,.0f}")
    say("hard cases: right", results["hard cases"]["right"], peer["hard cases"]["right"], "{:.0f}")
    say("same entity: recall", results["same entity"]["recall"], peer["same entity"]["recall"])
    for part, ours in results["same entity"]["slices"].items():
        if ours["pairs"] >= 10:
            say(f"  {part} ({ours['pairs']})", ours["recall"], peer["same entity"]["slices"][part]["recall"])
    say("different persons: called a match", results["different persons"]["hits"], peer["different persons"]["hits"])
except ImportError as error:
    print(f"not measured: nomenklatura: {error}")
