"""Audits an archive with Spark: how much of its sourcing is anonymous, and which rules it breaks, by desk and month.

    python spark_audit.py [ARCHIVE]

ARCHIVE has a story a line, as an object with id, date, desk and body; without one, it is archive.jsonl beside this file.
Needs `pip install 'onrecord[pandas]' pyspark` and Java 17 or later.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import onrecord
import pandas
from pyspark.sql import DataFrame, SparkSession, functions as F
from pyspark.sql.pandas.types import from_arrow_schema

HERE = Path(__file__).resolve().parent


def diagnostics(batches: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
    """A row for each finding. Spark runs one of these a core, so each needs one thread."""
    for stories in batches:
        named = zip(stories["id"], stories["body"])
        yield onrecord.to_pandas(onrecord.check_many(named, threads=1, errors="keep"), "diagnostics")


def attributions(batches: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
    """A row for each time that somebody or something is cited, or nobody."""
    for stories in batches:
        named = zip(stories["id"], stories["body"])
        yield onrecord.to_pandas(onrecord.inspect_many(named, threads=1, errors="keep"), "attributions")


def sourcing(archive: DataFrame) -> DataFrame:
    """By desk and month: how many citations there are, and which share of them is anonymous."""
    cited = archive.mapInPandas(attributions, from_arrow_schema(onrecord.schema("attributions")))
    cited = cited.where("not mental and not carried").withColumnRenamed("story", "id")
    anonymous = F.avg((F.col("kind") == "anonymous").cast("int"))
    by_desk = cited.join(archive, "id").groupBy("desk", F.substring("date", 1, 7).alias("month"))
    return by_desk.agg(F.count("*").alias("citations"), F.bround(anonymous, 2).alias("anonymous")).orderBy(
        "desk", "month"
    )


def findings(archive: DataFrame) -> DataFrame:
    """By rule and desk: how many findings there are, the most frequent first."""
    found = archive.mapInPandas(diagnostics, from_arrow_schema(onrecord.schema("diagnostics")))
    by_rule = found.withColumnRenamed("story", "id").join(archive, "id").groupBy("code", "name", "desk")
    return by_rule.count().orderBy(F.desc("count"), "code", "desk")


def main() -> None:
    path = sys.argv[1] if len(sys.argv) > 1 else str(HERE / "archive.jsonl")
    # Workers have this interpreter, and so what is installed for it.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.appName("onrecord").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    # As many parts as there are cores, since a small file is read as one.
    archive = spark.read.json(path).repartition(spark.sparkContext.defaultParallelism, "id")
    sourcing(archive).show(100, truncate=False)
    findings(archive).show(100, truncate=False)
    spark.stop()


if __name__ == "__main__":
    main()
