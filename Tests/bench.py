#!/usr/bin/env python3
"""Measures how, each figure beside a peer in the same run: bench.py PATH-OF-HOW [DOCUMENTS]

Prints the median of wall-clock times of whole processes, the peer's, their ratio, and the aim. Everything lies in a
folder of its own that is removed at the end; the texts come from a seed. A run over 10,000 documents, as by default, is
kept in Docs/Bench.md.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import bench_decisions
import bench_language
import bench_record

HOW = os.path.realpath(sys.argv[1])
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
COMMON, RARE = "market", "quokka"


def median_ms(run, times):
    samples = []
    for index in range(times):
        start = time.perf_counter()
        run(index)
        samples.append((time.perf_counter() - start) * 1000)
    return statistics.median(samples)


def quiet(*command, env=None):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)


def words(generator, count):
    """Text of made-up words, a few frequent and many rare, as in prose."""
    return " ".join(
        COMMON if generator.random() < 0.01 else VOCABULARY[int(len(VOCABULARY) * generator.random() ** 3)]
        for _ in range(count)
    )


generator = random.Random(7)
SYLLABLES = ["ba", "do", "ri", "ken", "lo", "ma", "ti", "sur", "ve", "pol", "na", "gre", "shu", "fi", "tor"]
VOCABULARY = ["".join(generator.choice(SYLLABLES) for _ in range(generator.randint(1, 4))) for _ in range(20_000)]


def decision(index):
    lines = [
        "---", "kind: decision", f"tags: [t{index % 40}, bench]", "created: 2026-11-23", "---",
        f"# Decision {index} on {words(generator, 3)}", "", words(generator, generator.randint(60, 400)), "",
        "## Beliefs", "```how", f"cost = {generator.randint(1, 99)}k USD", "```", "## Options",
        "- Go: -cost", "  - 60% well: 120k USD", "  - else ill: 10k USD", "- Stay (status quo): 0 USD", "",
        "## Checkpoints", f"- 2027-02-01 {words(generator, generator.randint(10, 200))}", "",
    ]
    if index % 1000 == 500:
        lines.append(f"A {RARE} was seen.")
    return "\n".join(lines)


def large_document():
    parts = []
    while sum(map(len, parts)) < 1_000_000:
        parts.append(
            f"## {words(generator, 4)}\n\n{words(generator, 60)} *{words(generator, 2)}* **{words(generator, 2)}** "
            f"`{words(generator, 1)}` [{words(generator, 2)}](https://example.org/{words(generator, 1)}) "
            f"{words(generator, 40)}\n\n- {words(generator, 9)}\n  - {words(generator, 7)}\n- {words(generator, 12)}\n\n"
            f"```how\nx = 3 * 4\n```\n\n| a | b |\n|---|--:|\n| {words(generator, 2)} | 12 |\n\n> {words(generator, 20)}\n\n"
        )
    return "".join(parts)


ROWS = []


def report(name, mine, peer, peer_name, aim):
    ROWS.append((name, mine, peer, peer_name, aim))
    ratio = f"{mine / peer:6.2f} ×" if peer else "      –"
    mark = "" if mine <= aim else "  over the aim"
    print(f"{name:<34}{mine:9.1f} ms {ratio:>9} {peer_name:<26}{peer:9.1f} ms   aim {aim:g} ms{mark}")


def main():
    folder = tempfile.mkdtemp(prefix="how-bench.")
    try:
        measure(folder)
    finally:
        shutil.rmtree(folder)
    if COUNT == 10_000:
        bench_record.record(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), ROWS)


def measure(folder):
    os.environ.update(HOME=folder, HOW_STORE="", XDG_DATA_HOME=folder, XDG_STATE_HOME=folder, XDG_CONFIG_HOME=folder)
    store = f"{folder}/how/how.sqlite"
    notes = f"{folder}/notes"
    os.mkdir(notes)
    files = []
    for index in range(COUNT):
        files.append(f"{notes}/d{index:05}.md")
        with open(files[-1], "w") as file:
            file.write(decision(index))
    size = sum(os.path.getsize(file) for file in files) / COUNT
    print(f"{COUNT} documents of {size / 1000:.1f} KB on average; medians of whole processes\n")

    report(
        "start (--version)", median_ms(lambda _: quiet(HOW, "--version"), 30),
        median_ms(lambda _: quiet("sqlite3", "--version"), 30), "sqlite3 --version", 10)

    # Storing all, one transaction each: revisions, lists and full text against a table with full text.
    peer = f"{folder}/peer.sqlite"
    script = f"{folder}/import.sql"
    with open(script, "w") as file:
        file.write(
            "PRAGMA synchronous = FULL; CREATE TABLE note (id INTEGER PRIMARY KEY, time INTEGER, text TEXT);"
            "CREATE INDEX note_time ON note (time);"
            "CREATE VIRTUAL TABLE search USING fts5 (text, content = 'note', content_rowid = 'id'); BEGIN IMMEDIATE;\n")
        for index, path in enumerate(files):
            file.write(f"INSERT INTO note VALUES ({index}, {index}, CAST (readfile('{path}') AS TEXT));\n")
        file.write("INSERT INTO search (search) VALUES ('rebuild'); COMMIT;\n")
    start = time.perf_counter()
    quiet(HOW, "new", "decision", "--from", notes)
    mine = (time.perf_counter() - start) * 1000
    start = time.perf_counter()
    quiet("sqlite3", peer, f".read {script}")
    report(f"store {COUNT}", mine, (time.perf_counter() - start) * 1000, "sqlite3, readfile", 5000)

    one = f"{folder}/one.md"
    with open(one, "w") as file:
        file.write(decision(COUNT))

    def add_to_peer(index):
        quiet(
            "sqlite3", peer,
            f"PRAGMA synchronous = FULL; BEGIN IMMEDIATE;"
            f"INSERT INTO note VALUES ({COUNT + index}, {COUNT + index}, CAST (readfile('{one}') AS TEXT));"
            f"INSERT INTO search (rowid, text) SELECT id, text FROM note WHERE id = {COUNT + index}; COMMIT;")

    report(
        "add one decision", median_ms(lambda _: quiet(HOW, "new", "decision", "--from", one), 21),
        median_ms(add_to_peer, 21), "sqlite3, one transaction", 15)
    report(
        "list the newest 20", median_ms(lambda _: quiet(HOW, "list", "--limit", "20"), 21),
        median_ms(
            lambda _: quiet(
                "sqlite3", store, "SELECT kind, document, slug, state, updated, title FROM head "
                "WHERE NOT removed ORDER BY updated DESC LIMIT 20"), 21), "sqlite3, the same table", 10)
    for name, word, aim in [("search a rare word", RARE, 20), ("search a common word", COMMON, 40)]:
        query = (
            "SELECT head.slug, snippet(search, 2, '', '', '', 16) FROM search JOIN head ON head.revision = search.rowid "
            f"WHERE search MATCH '{word}' ORDER BY rank LIMIT 20; SELECT count(*) FROM search WHERE search MATCH '{word}'")
        report(
            name, median_ms(lambda _: quiet(HOW, "search", word), 21),
            median_ms(lambda _: quiet("sqlite3", store, query), 21), "sqlite3, the same index", aim)
    report("search no word (C++)", median_ms(lambda _: run_no("search", "C++"), 11), 0, "", 40)

    large = f"{folder}/large.md"
    with open(large, "w") as file:
        file.write(large_document())
    report(
        "render 1 MB for the terminal", median_ms(lambda _: quiet(HOW, "show", large), 21),
        median_ms(lambda _: quiet("cmark", large), 21), "cmark, to HTML", 30)

    bench_language.measure(HOW, folder, report, median_ms, quiet)
    bench_decisions.measure(HOW, folder, report, median_ms, quiet)


def run_no(*arguments):
    """A command whose answer may be no."""
    subprocess.run([HOW, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


main()
