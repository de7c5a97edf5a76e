"""Trains the forest that tells the body of a page from the rest, and measures it.

    benches/pages/measure train    cross-validate by site, then write src/corpus/page/body/body.forest
    benches/pages/measure          cross-validate alone

Needs the gold pages in $NEWSIDX_CORPORA/html, else ../shared/corpora/html. What is body in them stands in
labels.tsv: for each page the names of its blocks of body, a name being a number made of the block's text.
"""
import collections, json, os, re, struct, subprocess, sys
import lightgbm, numpy

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
HTML = os.path.join(os.environ.get("NEWSIDX_CORPORA") or os.path.join(ROOT, "../shared/corpora"), "html")
WORK = os.environ.get("NEWSIDX_PAGES_WORK") or os.path.join(ROOT, "target/pages")
TOOL = os.path.join(WORK, "target/release/newsidx-pages-train")
FOLDS = 10

# The columns of the features that training hides at random, so that no tree leans on them alone.
HEADLINE, LINKED_DATA, FROM_HEADLINE, NAMES = range(20, 22), 22, (26, 27), range(43, 57)
# Two boostings, averaged: one of wider, one of more and narrower trees.
COMMON = dict(objective="binary", min_sum_hessian_in_leaf=0.02, feature_fraction=0.4, bagging_fraction=0.8,
              bagging_freq=1, lambda_l2=1.0, max_bin=63, use_missing=False, verbose=-1, num_threads=2,
              deterministic=True, force_row_wise=True, seed=3)
BOOSTINGS = [(150, dict(COMMON, num_leaves=12, learning_rate=0.06, min_data_in_leaf=30)),
             (300, dict(COMMON, num_leaves=8, learning_rate=0.04, min_data_in_leaf=60))]


class Page:
    """One gold page: its blocks, their features, and which are body."""

    def __init__(self, number, path, site, labels):
        self.number, self.path, self.site = number, path, site
        blocks = json.load(open(f"{WORK}/pages/{number}.json"))
        self.features = numpy.fromfile(f"{WORK}/pages/{number}.f32", dtype="<f4").reshape(len(blocks), -1)
        self.body = numpy.array([block[2] in labels for block in blocks], float)
        missing = len(labels) - int(self.body.sum())
        if missing:
            print(f"{path}: {missing} of {len(labels)} labels name no block", file=sys.stderr)
        self.gold = "\n".join(block[0] for block, body in zip(blocks, self.body) if body)
        letters = numpy.array([block[1] for block in blocks], float)
        weight = numpy.minimum(letters, 400) ** 0.8
        weight /= weight[self.body > 0].sum()
        other = weight[self.body == 0].sum()
        if other > 2:
            weight[self.body == 0] *= 2 / other
        self.weight = weight * 100


def read_pages():
    rows = [line.rstrip("\n").split("\t") for line in open(f"{HERE}/labels.tsv") if not line.startswith("#")]
    os.makedirs(f"{WORK}/pages", exist_ok=True)
    with open(f"{WORK}/list", "w") as out:
        out.writelines(f"{number}\t{HTML}/{row[0]}\n" for number, row in enumerate(rows))
    run("features", f"{WORK}/list", f"{WORK}/pages")
    return [Page(number, row[0], row[1], set(row[2].split())) for number, row in enumerate(rows)]


def run(*arguments):
    return subprocess.run([TOOL, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def shingles(text, length=4):
    words = re.findall(r"\w+", text)
    return collections.Counter(tuple(words[at:at + length]) for at in range(max(1, len(words) - length + 1))) if words else collections.Counter()


def compare(gold, found):
    """Shares of shingles in both, only found, only gold: as article-extraction-benchmark counts them."""
    gold, found = shingles(gold), shingles(found)
    both, more, less = sum((gold & found).values()), sum((found - gold).values()), sum((gold - found).values())
    total = both + more + less
    return (both / total, more / total, less / total) if total else (1.0, 0.0, 0.0)


def measures(rows):
    both, more, less = numpy.mean(rows, axis=0)
    precision, recall = both / (both + more), both / (both + less)
    return precision, recall, 2 * precision * recall / (precision + recall)


def report(name, pages, found):
    rows = [compare(page.gold, text) for page, text in zip(pages, found)]
    cells = []
    for group in ("readability", "goose3", "newspaper4k", ""):
        own = [row for page, row in zip(pages, rows) if page.path.startswith(group)]
        cells.append("%.3f %.3f **%.3f**" % measures(own))
    print("| %s | %s |" % (name, " | ".join(cells)), flush=True)
    return rows


def train(pages):
    chance = numpy.random.RandomState(5)
    features, body, weight = [], [], []
    for page in pages:
        hidden = page.features.copy()
        for column in NAMES:
            if chance.rand() < 0.5:
                hidden[:, column] = 12
        if chance.rand() < 0.5:
            hidden[:, LINKED_DATA] = -1
        if chance.rand() < 0.3:
            hidden[:, list(HEADLINE)] = -1
            hidden[:, FROM_HEADLINE[0]], hidden[:, FROM_HEADLINE[1]] = -99, -1
        for copy, share in ((page.features, 1.0), (hidden, 1.0)):
            features.append(copy)
            body.append(page.body)
            weight.append(page.weight * share)
    features, body, weight = numpy.vstack(features), numpy.concatenate(body), numpy.concatenate(weight)
    return [lightgbm.train(parameters, lightgbm.Dataset(features, body, weight=weight), rounds)
            for rounds, parameters in BOOSTINGS]


def likely(models, features):
    raw = numpy.mean([model.predict(features, raw_score=True) for model in models], axis=0)
    return (1 / (1 + numpy.exp(-raw))).astype("<f4")


def cross_validate(pages):
    """Bodies of pages by forests that have seen no page of their sites."""
    sites = sorted({page.site for page in pages})
    numpy.random.RandomState(1).shuffle(sites)
    fold = {site: at % FOLDS for at, site in enumerate(sites)}
    for held_out in range(FOLDS):
        models = train([page for page in pages if fold[page.site] != held_out])
        for page in pages:
            if fold[page.site] == held_out:
                likely(models, page.features).tofile(f"{WORK}/pages/{page.number}.likely")
    run("choose", f"{WORK}/list", f"{WORK}/pages")
    return [open(f"{WORK}/pages/{page.number}.txt").read() for page in pages]


def write_forest(models, path, pages):
    def nodes(tree, out):
        if "leaf_value" in tree:
            out.append([65535, 0, tree["leaf_value"] / len(models)])
            return
        at = len(out)
        # Thresholds are rounded down: no feature, itself of four bytes, lies between.
        threshold = numpy.float32(tree["threshold"])
        if threshold > tree["threshold"]:
            threshold = numpy.nextafter(threshold, numpy.float32(-numpy.inf))
        out.append([tree["split_feature"], 0, float(threshold)])
        nodes(tree["left_child"], out)
        out[at][1] = len(out) - at
        nodes(tree["right_child"], out)

    trees = [tree["tree_structure"] for model in models for tree in model.dump_model()["tree_info"]]
    header = f"""# Trees that tell the body of a story in a web page from the rest, for newsidx. MIT OR Apache-2.0.
# Made by benches/pages/measure train, with LightGBM from {len(pages)} saved pages of the test data of Mozilla Readability
# (Apache-2.0), goose3 (Apache-2.0) and newspaper4k (MIT), whose bodies were labelled anew. Holds no text.
"""
    with open(path, "wb") as out:
        out.write(header.encode() + b"\n" + struct.pack("<H", len(trees)))
        for tree in trees:
            flat = []
            nodes(tree, flat)
            out.write(struct.pack("<H", len(flat)))
            for feature, right, value in flat:
                out.write(struct.pack("<HHf", feature, right, value))


def main():
    pages = read_pages()
    print(f"{len(pages)} pages of {len({page.site for page in pages})} sites; precision, recall, F1")
    print("| | readability | goose3 | newspaper4k | all |\n|---|---|---|---|---|")
    for tool in sorted(os.listdir(f"{WORK}/peers")) if os.path.isdir(f"{WORK}/peers") else []:
        report(tool, pages, [open(f"{WORK}/peers/{tool}/{page.number}").read() for page in pages])
    rows = report("newsidx, sites held out", pages, cross_validate(pages))
    if "-v" in sys.argv:
        for row, page in sorted(zip(rows, pages), key=lambda pair: pair[0])[:25]:
            print("%.2f found, %.2f too much, %.2f missed: %s" % (*row, page.path))
    if "train" in sys.argv:
        write_forest(train(pages), f"{ROOT}/src/corpus/page/body/body.forest", pages)


if __name__ == "__main__":
    main()
