"""Keeps what a run of the bench measured, with its date and revision, in Docs/Bench.md: the newest first."""

import os
import platform
import subprocess
import time

HEAD = """# What it measures

`make bench` measures whole processes, each beside a peer in the same run, and writes its figures here; the ratio is what
to compare, as machines and their load differ. Times are medians.
"""


def cpu_name():
    try:
        with open("/proc/cpuinfo") as file:
            return next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def revision(root):
    def git(*arguments):
        return subprocess.run(["git", "-C", root, *arguments], capture_output=True, text=True).stdout.strip()

    name = git("rev-parse", "--short=8", "HEAD") or "unknown"
    return name + (" and changes" if git("status", "--porcelain", "--untracked-files=no") else "")


def record(root, rows):
    """Writes a table of (name, own ms, peer's ms, peer's name, aim) before those of earlier runs."""
    path = os.path.join(root, "Docs/Bench.md")
    before = ""
    if os.path.exists(path):
        with open(path) as file:
            before = file.read()
        before = before[before.index("\n## "):] if "\n## " in before else ""
    lines = [
        f"\n## {time.strftime('%Y-%m-%d', time.gmtime())}, {revision(root)}\n", f"{os.cpu_count()} processors, {cpu_name()}\n",
        "| what | ms | ratio | beside | its ms | aim |", "|---|--:|--:|---|--:|--:|"]
    for name, mine, peer, peer_name, aim in rows:
        ratio = f"{mine / peer:.2f}" if peer else ""
        lines.append(
            f"| {name} | {mine:.1f} | {ratio} | {peer_name} | {f'{peer:.1f}' if peer else ''} | {aim:g}"
            f"{', missed' if mine > aim else ''} |")
    with open(path, "w") as file:
        file.write(HEAD + "\n".join(lines) + "\n" + before)
