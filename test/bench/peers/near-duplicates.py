"""Near-duplicates and clusters by scikit-learn over the texts that `npm run bench -- near-duplicates COUNT FILE` wrote.

python3 test/bench/peers/near-duplicates.py FILE   (Debian: python3-sklearn)
One JSON object a row on standard output. Every way here compares a text with all others; nothing is indexed.
"""
import json
import resource
import sys
import time
from collections import defaultdict

import numpy
from sklearn.cluster import DBSCAN
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.neighbors import NearestNeighbors

WORD = r"(?u)\b\w+\b"
# As many as ours tells at most.
TOLD_MAX = 20
# A copy has half of the shorter text in common, as ours wants.
SHARE_MIN = 0.5
# Cosine distance within which DBSCAN joins texts: the best of .3, .4, .5, .6 on these very texts.
DISTANCES = (0.3, 0.4, 0.5, 0.6)

stored, asked = [], []
for line in open(sys.argv[1], encoding="utf-8"):
    row = json.loads(line)
    (asked if "of" in row else stored).append(row)
# Each takes as long as a hundred of ours.
asked = asked[:: max(1, len(asked) // 400)]
places = {row["id"]: at for at, row in enumerate(stored)}
texts = [row["text"] for row in stored]


def tell(what, fit_seconds, times, found):
    groups = defaultdict(list)
    for row, is_found in zip(asked, found):
        groups[row["what"]].append(is_found)
    ms = numpy.array(times) * 1000
    print(json.dumps({
        "peer": what,
        "texts": len(stored),
        "fit s": round(fit_seconds, 1),
        "p50 ms": round(float(numpy.percentile(ms, 50)), 1),
        "p99 ms": round(float(numpy.percentile(ms, 99)), 1),
        "resident MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "recall": {name: round(sum(all_) / len(all_), 3) for name, all_ in sorted(groups.items())},
    }), flush=True)


# Exact: sets of word 3-grams, each asked text against all.
began = time.perf_counter()
grams = HashingVectorizer(token_pattern=WORD, ngram_range=(3, 3), n_features=2**24, binary=True, norm=None, alternate_sign=False)
sets = grams.transform(texts)
sizes = numpy.asarray(sets.sum(axis=1)).ravel()
fitted = time.perf_counter() - began
times, found = [], []
for row in asked:
    began = time.perf_counter()
    one = grams.transform([row["text"]])
    shared = numpy.asarray((sets @ one.T).todense()).ravel()
    share = shared / numpy.maximum(1, numpy.minimum(sizes, one.sum()))
    best = numpy.argsort(-share)[:TOLD_MAX]
    times.append(time.perf_counter() - began)
    place = places[row["of"]]
    found.append(bool(place in best and share[place] >= SHARE_MIN))
tell("scikit-learn: 3-gram sets against all", fitted, times, found)

# The usual: tf-idf of words, nearest by cosine.
began = time.perf_counter()
tfidf = TfidfVectorizer(token_pattern=WORD, sublinear_tf=True)
matrix = tfidf.fit_transform(texts)
nearest = NearestNeighbors(n_neighbors=TOLD_MAX, metric="cosine", algorithm="brute").fit(matrix)
fitted = time.perf_counter() - began
times, found = [], []
for row in asked:
    began = time.perf_counter()
    _, near = nearest.kneighbors(tfidf.transform([row["text"]]))
    times.append(time.perf_counter() - began)
    found.append(bool(places[row["of"]] in near[0]))
tell("scikit-learn: tf-idf, 20 nearest", fitted, times, found)

# Clusters: which texts are reprints of one. Pairs that were made against pairs that are told.
families = numpy.array([row["family"] for row in stored])


def pairs(labels):
    _, counts = numpy.unique(labels[labels >= 0], return_counts=True)
    return int((counts * (counts - 1) // 2).sum())


best = None
for distance in DISTANCES:
    began = time.perf_counter()
    labels = DBSCAN(eps=distance, min_samples=2, metric="cosine").fit(matrix).labels_
    seconds = time.perf_counter() - began
    both = pairs(numpy.where(labels < 0, -1, labels * (families.max() + 1) + families))
    f1 = 2 * both / max(1, pairs(labels) + pairs(families))
    if best is None or f1 > best["pair F1"]:
        best = {"peer": f"scikit-learn: DBSCAN over tf-idf, {distance}", "texts": len(stored), "fit s": round(seconds, 1), "pair F1": round(f1, 3)}
print(json.dumps(best))
