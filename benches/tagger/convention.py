"""The one convention into which names of all sets are brought: what a name is, what belongs to it and
of what kind it is, by lists of countries, peoples, titles and organizations."""
import csv, json, os, sys

LISTS = f"{sys.argv[1]}/gazetteers"

TITLES = set("""president mr. mrs. ms. miss dr. prime minister senator sen. general gen. king queen pope
secretary secretary-general chancellor ambassador foreign defense interior finance justice vice deputy former
chief justice judge colonel col. lieutenant lt. major maj. captain capt. sergeant sgt. admiral adm. governor gov.
representative rep. congressman congresswoman prince princess sheikh ayatollah grand cardinal archbishop bishop
reverend rev. father sir lord lady dame professor prof. chairman chairwoman spokesman spokeswoman speaker
commander commissioner premier mayor attorney director minister envoy leader of state treasury national security
advisor adviser oil information affairs the brigadier brig. marshal field emir sultan crown king. president-elect
presidents rebel opposition militant cleric imam mullah first undersecretary assistant u.n. russian british""".split())


def bio(words, spans):
    """Labels of words from (start, end, kind)."""
    labels = ["O"] * len(words)
    for start, end, kind in spans:
        labels[start] = "B-" + kind
        labels[start + 1:end] = ["I-" + kind] * (end - start - 1)
    return list(zip(words, labels))


def spans_of(labels):
    """(start, end, kind) of labels in IOB1, IOB2 or IO."""
    spans, start, kind = [], None, None
    for at, label in enumerate(labels + ["O"]):
        here = label[2:] if label != "O" else None
        if kind and (here != kind or label[0] == "B"):
            spans.append((start, at, kind))
            kind = None
        if here and not kind:
            start, kind = at, here
    return spans


def countries_and_demonyms():
    places, capitals, demonyms = set(), set(), set()
    for row in csv.DictReader(open(f"{LISTS}/country_codes/data/country-codes.csv", encoding="utf-8")):
        places.add(row["CLDR display name"])
        places.add(row["UNTERM English Short"])
        capitals.add(row["Capital"])
    for row in csv.DictReader(open(f"{LISTS}/world_cities/data/world-cities.csv", encoding="utf-8")):
        places.add(row["country"])
    for name in json.load(open(f"{LISTS}/dariusk/data/geography/nationalities.json"))["nationalities"]:
        demonyms.add(name)
    places |= set("Burma Britain Russia Iran Syria Venezuela Tanzania Bolivia Moldova Taiwan Vietnam Laos Brunei "
        "Czechoslovakia Yugoslavia Bosnia Kosovo Palestine Macedonia Zaire Rhodesia Congo U.S. U.S.A. US USA U.K. UK U.A.E. "
        "U.S.S.R. Darfur Chechnya Kashmir Gaza Europe Asia Africa Antarctica Oceania Scotland Wales England America".split())
    places |= {"South Korea", "North Korea", "United States", "Soviet Union", "West Bank", "Gaza Strip", "Middle East",
        "Latin America", "Northern Ireland", "East Timor", "Ivory Coast", "South America", "North America", "Hong Kong",
        "East Germany", "West Germany", "Cape Verde", "Sierra Leone", "Persian Gulf", "European Union "}
    demonyms |= set("""Palestinian Arab Kurdish Tibetan African European Asian Israeli Chechen Afghan Pashtun Korean Muslim Islamic
        Sunni Shi'ite Shiite Shia Jewish Christian Catholic Serb Croat Kurd Tamil Sinhalese Western Soviet Czech Slovak Burmese
        Dutch English French Spanish Irish Welsh Scottish British Swiss Danish Swedish Finnish Turkish Polish Greek Thai Latin
        Republican Democrat Democratic Communist Buddhist Hindu Orthodox Protestant Darfuri Kosovar Taiwanese Yugoslav Hispanic
        Catalan Basque Somali Filipino Philippine Congolese Rwandan Argentine Argentinian Bosnian Serbian Macedonian Arabic
        Nazi Persian Roman Mexican-American Cuban-American African-American Swede Dane Finn Turk Pole Spaniard Briton
        Frenchman Englishman Saudi Iraqi Iranian Pakistani Bangladeshi Kuwaiti Yemeni Omani Qatari Emirati Uzbek Kazakh Kyrgyz
        Tajik Turkmen Azeri Azerbaijani Nepalese Nepali Israelite Bavarian Sicilian Siberian Californian Texan Balkan
        Caribbean Scandinavian Nordic Baltic Slavic Mediterranean Maori Sudanese Lebanese Maltese Senegalese Vietnamese
        Cambodian Laotian Mongolian Zulu Afrikaner Hutu Tutsi Roma Gypsy Aboriginal Byzantine Ottoman Andean""".split())
    demonyms |= {name + "s" for name in demonyms} | {"South Korean", "North Korean", "South African", "Saudi Arabian",
        "Bosnian Serb", "Latin American", "North Koreans", "South Koreans", "South Africans", "Sri Lankan", "Hong Kongers"}
    return places, capitals - {"Singapore", "Monaco"}, demonyms


def written_down(file):
    """The names of a file that was written for this, by the heading that they stand under."""
    found, heading = {}, None
    for line in open(os.path.join(os.path.dirname(os.path.abspath(__file__)), file), encoding="utf-8"):
        if line.startswith("["):
            heading = line.strip(" []\n")
        elif heading:
            found[heading] = [name.strip() for name in line.split(";")]
    return found


PLACES, CAPITALS, DEMONYMS = countries_and_demonyms()
ORGANIZATIONS, PEOPLE = written_down("organizations.txt"), written_down("people.txt")
ARTICLED = {name for name in ORGANIZATIONS["organization"] + ORGANIZATIONS["company"] if name.startswith("The ")}
KNOWN = {name for kind in ("organization", "company") for name in ORGANIZATIONS[kind] if not name.startswith("The ")}


SURNAMES = {line.split()[0].capitalize() for line in open(f"{LISTS}/us-census-names/dist.all.last")}


def parted(words, spans):
    """The spans with a place apart from what it lies in: `Mosul , Iraq` is two."""
    for start, end, kind in spans:
        commas = [at for at in range(start, end) if words[at] == "," and kind == "LOC"]
        for first, last in zip([start] + [at + 1 for at in commas], commas + [end]):
            yield first, last, kind


def harmonised(words, spans):
    """Spans as one convention has them: titles and articles off, no demonyms, countries are places."""
    kept = []
    for start, end, kind in parted(words, spans):
        if kind == "PER":
            while start < end - 1 and words[start].lower() in TITLES:
                start += 1
            if words[start].lower() in TITLES and start == end - 1:
                continue
        named_so = kind == "ORG" and " ".join(words[start:end]) in ARTICLED
        while start < end and words[start].lower() in ("the", "a", "an") and not named_so:
            start += 1
        while end > start and words[end - 1] in ("'s", "'", '"', ",", ".", "-", "’s", "''", "--", ";", ":", "’"):
            end -= 1
        while start < end and words[start] in ("'s", "'", '"', ",", "-", "``"):
            start += 1
        if start >= end or not any(character.isupper() for character in words[start]):
            continue
        name = " ".join(words[start:end])
        if name in DEMONYMS:
            continue
        if name in PLACES or name in CAPITALS and kind == "ORG":
            kind = "LOC"
        elif name in KNOWN and (kind == "LOC" or kind == "PER" and " " in name):
            kind = "ORG"
        kept.append((start, end, kind))
    return kept
