"""Audits an archive with Dask: how much of its sourcing is anonymous, and which rules it breaks, by desk and month.

    python dask_audit.py [ARCHIVE]

ARCHIVE has a story a line, as an object with id, date, desk and body; without one, it is archive.jsonl beside this file.
Needs `pip install 'onrecord[pandas]' 'dask[dataframe]'`.
"""

import sys
from pathlib import Path

import dask.dataframe
import onrecord
import pandas

HERE = Path(__file__).resolve().parent


def diagnostics(stories: pandas.DataFrame) -> pandas.DataFrame:
    """A row for each finding. Dask runs one of these a core, so each needs one thread."""
    named = zip(stories["id"], stories["body"])
    return onrecord.to_pandas(onrecord.check_many(named, threads=1, errors="keep"), "diagnostics")


def attributions(stories: pandas.DataFrame) -> pandas.DataFrame:
    """A row for each time that somebody or something is cited, or nobody."""
    named = zip(stories["id"], stories["body"])
    return onrecord.to_pandas(onrecord.inspect_many(named, threads=1, errors="keep"), "attributions")


def each(archive: dask.dataframe.DataFrame, rows, table: onrecord.Table) -> dask.dataframe.DataFrame:
    """The rows of a table, with the desk and the month of their stories."""
    columns = onrecord.schema(table).empty_table().to_pandas()
    stories = archive[["id", "desk"]].assign(month=archive["date"].str[:7])
    return archive.map_partitions(rows, meta=columns).merge(stories, left_on="story", right_on="id")


def sourcing(archive: dask.dataframe.DataFrame) -> pandas.DataFrame:
    """By desk and month: how many citations there are, and which share of them is anonymous."""
    cited = each(archive, attributions, "attributions")
    cited = cited[~cited["mental"] & ~cited["carried"]]
    cited = cited.assign(anonymous=(cited["kind"] == "anonymous").astype("int"))
    by_desk = cited.groupby(["desk", "month"])["anonymous"].agg(["count", "mean"]).compute()
    return by_desk.rename(columns={"count": "citations", "mean": "anonymous"}).round(2).reset_index().sort_values(["desk", "month"])


def findings(archive: dask.dataframe.DataFrame) -> pandas.DataFrame:
    """By rule and desk: how many findings there are, the most frequent first."""
    found = each(archive, diagnostics, "diagnostics")
    counts = found.groupby(["code", "name", "desk"]).size().compute().rename("count").reset_index()
    return counts.sort_values(["count", "code", "desk"], ascending=[False, True, True])


def main() -> None:
    path = sys.argv[1] if len(sys.argv) > 1 else str(HERE / "archive.jsonl")
    # A part a megabyte; threads will do, for the interpreter is free while a story is read.
    archive = dask.dataframe.read_json(path, lines=True, blocksize=2**20, convert_dates=False)
    print(sourcing(archive).to_string(index=False))
    print(findings(archive).to_string(index=False))


if __name__ == "__main__":
    main()
