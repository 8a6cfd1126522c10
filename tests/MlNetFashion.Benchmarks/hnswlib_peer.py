"""Searches the vectors of an index folder with hnswlib (Debian: python3-hnswlib), one thread: hnswlib_peer.py FOLDER

The folder is one that "near-search" wrote: the vectors stand at the beginning of its segments' files, the queries in queries.f32.
"""
import json
import os
import sys
import time

import hnswlib
import numpy

folder = sys.argv[1]
manifest = json.load(open(os.path.join(folder, "fashion-index.json")))
dimension = manifest["dimension"]
rows = numpy.concatenate([
    numpy.fromfile(os.path.join(folder, segment["name"] + ".embeddings"), numpy.float32, segment["rows"] * dimension).reshape(-1, dimension)
    for segment in manifest["segments"]
])
queries = numpy.fromfile(os.path.join(folder, "queries.f32"), numpy.float32).reshape(-1, dimension)
truth = numpy.argsort(-(queries @ rows.T), axis=1)[:, :10]
efforts = [10, 20, 40, 80, 160, 320]


def best(work, times=5):
    """Seconds by the clock and of the processor, each the least of some runs."""
    took = []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        took.append((time.perf_counter() - wall, time.process_time() - cpu))
    return min(wall for wall, _ in took), min(cpu for _, cpu in took)


def rate(work):
    wall, cpu = best(work)
    return f"{len(queries) / wall:.0f} a second, {len(queries) / cpu:.0f} a second of processor time"


def measure(name, effort, search):
    found = search(queries)
    recall = numpy.mean([len(set(one) & set(other)) / 10 for one, other in zip(found, truth)])
    print(f"{name}  effort {effort:3}: recall@10 {recall:.4f}, one by one {rate(lambda: [search(query) for query in queries])}; "
          f"together {rate(lambda: search(queries))}")


index = hnswlib.Index(space="ip", dim=dimension)
index.init_index(max_elements=len(rows), ef_construction=200, M=16, random_seed=1)
index.set_num_threads(1)
wall, cpu = best(lambda: index.add_items(rows, num_threads=1), times=1)
print(f"hnswlib {getattr(hnswlib, '__version__', '')}: {len(rows):,} rows built in {wall:.1f} s, {cpu:.1f} s of processor time")
for effort in efforts:
    index.set_ef(effort)
    measure("hnswlib", effort, lambda query: index.knn_query(query, 10, num_threads=1)[0])
