"""Searches the vectors of an index folder with FAISS (Debian: python3-faiss), one thread: faiss_peer.py FOLDER [flat|sq8|hnsw|hnsw8]...

The folder is one that "index-scale" wrote: the vectors stand at the beginning of its segments' files, the queries in queries.f32.
"""
import json
import os
import sys
import time

import faiss
import numpy

folder, kinds = sys.argv[1], sys.argv[2:] or ["flat"]
faiss.omp_set_num_threads(1)
manifest = json.load(open(os.path.join(folder, "fashion-index.json")))
dimension = manifest["dimension"]
rows = numpy.concatenate([
    numpy.fromfile(os.path.join(folder, segment["name"] + ".embeddings"), numpy.float32, segment["rows"] * dimension).reshape(-1, dimension)
    for segment in manifest["segments"]
])
queries = numpy.fromfile(os.path.join(folder, "queries.f32"), numpy.float32).reshape(-1, dimension)
print(f"faiss {faiss.__version__}, {len(rows):,} rows, {len(queries)} queries, one thread")

exact = faiss.IndexFlatIP(dimension)
exact.add(rows)


def seconds(work, times=5):
    """Seconds by the clock and of the processor, each the least of some runs."""
    took = []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        took.append((time.perf_counter() - wall, time.process_time() - cpu))
    return min(wall for wall, _ in took), min(cpu for _, cpu in took)


def rate(work):
    wall, cpu = seconds(work)
    return f"{len(queries) / wall:.0f} a second, {len(queries) / cpu:.0f} a second of processor time"


def one_by_one(index):
    for query in queries:
        index.search(query[None], 10)


truth = exact.search(queries, 10)[1]
for kind in kinds:
    if kind == "flat":
        index = exact
    elif kind == "sq8":
        index = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
        index.train(rows[:100_000])
        index.add(rows)
    else:
        index = (faiss.IndexHNSWFlat(dimension, 16, faiss.METRIC_INNER_PRODUCT) if kind == "hnsw"
                 else faiss.IndexHNSWSQ(dimension, faiss.ScalarQuantizer.QT_8bit, 16, faiss.METRIC_INNER_PRODUCT))
        index.hnsw.efConstruction = 200
        index.train(rows)
        wall, cpu = seconds(lambda: index.add(rows), times=1)
        print(f"{kind}: built in {wall:.1f} s, {cpu:.1f} s of processor time")
    for effort in [10, 20, 40, 80, 160, 320] if kind.startswith("hnsw") else [0]:
        if effort:
            index.hnsw.efSearch = effort
        found = index.search(queries, 10)[1]
        recall = numpy.mean([len(set(one) & set(other)) / 10 for one, other in zip(found, truth)])
        print(f"{kind:5} {effort or '':4} recall@10 {recall:.4f}, one by one {rate(lambda: one_by_one(index))}; "
              f"together {rate(lambda: index.search(queries, 10))}")
