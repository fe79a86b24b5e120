"""Extracts facts on a cluster: documents in, shards of facts out, which `chutri link` makes a graph of.

    spark-submit --master URL --files path/to/chutri job.py --lines 'articles/*.jsonl' --out work

DataFrames alone, so that it runs on every server of Spark Connect, too. README.md beside it says more.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading

FOUND = "facts string, rejected string"
ACCOUNT = "input string, documents long, rejected long"
CHUNK = 4 << 20


def extractor(command):
    """A function from Arrow batches of lines to such of facts and rejected input, by one process a task."""

    def extract(batches):
        lines = (line for batch in batches for line in batch.column(0).to_pylist() if line)
        first = next(lines, None)
        if first is not None:
            with tempfile.TemporaryDirectory() as scratch:
                yield from run(command, first, lines, scratch)

    return extract


def run(command, first, lines, scratch):
    """Runs a program on lines: batches of the facts that it prints, then one of what it rejected."""
    report, complaints = f"{scratch}/report", f"{scratch}/complaints"
    options = ["--threads", "1", "--report", report, "--rejects", f"{scratch}/rejects"]
    with open(complaints, "wb") as stderr:
        process = subprocess.Popen(
            [*command, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr
        )
    failures = []
    # By a thread of its own: the program writes while it reads, and a full pipe would stop both.
    feeder = threading.Thread(target=feed, args=(process.stdin, first, lines, failures), daemon=True)
    feeder.start()
    try:
        for facts in whole_lines(process.stdout):
            yield found(facts, [])
        code = process.wait()
        feeder.join()
    finally:
        process.kill()
        process.wait()
    if failures:
        raise failures[0]
    if code not in (0, 1):  # 1 tells of rejected input, which the report lists.
        with open(complaints, errors="replace") as told:
            raise RuntimeError(f"{command} ended with {code}: {told.read()[-2000:]}")
    yield found([], rejected(report))


def feed(pipe, first, lines, failures):
    """Writes lines into a pipe; where the reader has gone its exit code says why."""
    try:
        with pipe:
            pipe.write(first.encode() + b"\n")
            for line in lines:
                pipe.write(line.encode() + b"\n")
    except BrokenPipeError:
        pass
    except Exception as failure:
        failures.append(failure)


def whole_lines(stream):
    """Lists of lines; what a program did not end is left out, as it then ends with an error."""
    rest = b""
    while chunk := stream.read(CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        yield [line.decode() for line in lines]


def rejected(report):
    """What a report of chutri says of each rejected piece of input, with the piece, as JSON."""
    with open(report) as file:
        rejects = json.load(file)["rejects"]
    for reject in rejects:
        kept = reject.pop("kept")
        if kept and os.path.exists(kept):
            with open(kept, errors="replace") as file:
                reject["input"] = file.read()
    return [json.dumps(reject, ensure_ascii=False, sort_keys=True) for reject in rejects]


def found(facts, rejects):
    """A batch of the columns of FOUND."""
    import pyarrow

    columns = [facts + [None] * len(rejects), [None] * len(facts) + rejects]
    arrays = [pyarrow.array(column, pyarrow.string()) for column in columns]
    return pyarrow.record_batch(arrays, names=["facts", "rejected"])


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--lines", metavar="PATH", help="documents as JSON Lines, compressed or not")
    form.add_argument("--parquet", metavar="PATH", help="documents as Parquet with such columns")
    form.add_argument("--paths", metavar="FILE", help="paths of crawls (WARC, WET) that every node sees, one a line")
    parser.add_argument("--out", required=True, help="folder for facts, shards, rejected input and the account")
    parser.add_argument("--chutri", default="./chutri", help="the program on a node [default: %(default)s, of --files]")
    parser.add_argument("--parts", type=int, default=8, help="number of files of facts [default: %(default)s]")
    parser.add_argument("options", nargs="*", help="after `--`: options for chutri extract")
    return parser.parse_args()


def documents(spark, asked):
    """One column: a document, or a path, a row."""
    from pyspark.sql import functions

    if asked.lines:
        return spark.read.text(asked.lines)
    if asked.parquet:
        return spark.read.parquet(asked.parquet).select(functions.to_json(functions.struct("*")))
    paths = spark.read.text(asked.paths)
    return paths.repartition(max(paths.count(), 1))


def extract(spark, asked, facts):
    """Writes what is found, with what is rejected, in parts and an order that only the facts decide."""
    source = ["--from", "-"] if asked.paths else ["-"]
    command = [asked.chutri, "extract", *source, *asked.options]
    rows = documents(spark, asked).mapInArrow(extractor(command), FOUND)
    rows = rows.repartition(asked.parts, "facts").sortWithinPartitions("facts", "rejected")
    rows.write.mode("overwrite").parquet(facts)


def earlier(spark, account, of):
    """The account that a run on the same input left as its last work, where there was one."""
    from pyspark.errors import PySparkException

    try:
        rows = spark.read.schema(ACCOUNT).json(account).collect()
    except PySparkException:
        return None
    return next((row for row in rows if row.input == of), None)


def closed(spark, facts, account, of):
    """The account of facts that are whole, written where the next run looks for it."""
    from pyspark.sql import functions

    counted = spark.read.parquet(facts).agg(functions.count("facts"), functions.count("rejected"))
    told = spark.createDataFrame([(of, *counted.collect()[0])], ACCOUNT)
    told.coalesce(1).write.mode("overwrite").json(account)
    return told.collect()[0]


def main():
    from pyspark.sql import SparkSession, functions

    asked = arguments()
    spark = SparkSession.builder.appName("chutri").getOrCreate()
    names = ("facts", "account", "shards", "rejected")
    facts, account, shards, rejects = (f"{asked.out}/{name}" for name in names)
    of = json.dumps([asked.lines or asked.parquet or asked.paths, asked.options])
    known = earlier(spark, account, of)
    if known is None:
        extract(spark, asked, facts)
        known = closed(spark, facts, account, of)
    for column, folder in (("facts", shards), ("rejected", rejects)):
        told = functions.col(column)
        rows = spark.read.parquet(facts).where(told.isNotNull()).select(told.alias("value"))
        rows.write.mode("overwrite").text(folder)
    print(f"{shards}: {known.documents} documents, {known.rejected} rejected ({rejects})", file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    main()
