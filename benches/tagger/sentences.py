"""News that follows patterns: results, tables, deals, quotes. Sentences written for this project, with
names of the lists put in, so that the tagger knows a team from a town where scores stand."""

import random, re

import inventions, remembered

RESULTS = """{C} {n} {C} {n} | {C} {n} ( {P} {m} , {P} {m} ) {C} {n} ( {P} {m} ) | {S} {n} {n} {n} {n} {n} {n} {n} | {T} {n} {n} .{n}00 - | {U} ( {K} ) beat {U} ( {K} ) {s} {s} | {d} - {P} ( {K} ) beat {P} ( {K} ) {s} {s} | {n} - {P} ( {K} ) beat {n} - {P} ( {K} ) {s} {s} {s} | {n} . {P} ( {K} ) {x} seconds | {n} . {P} ( {K} , {O} ) {x} | {n} . {K} {x} | {P} ( {K} ) {n} points | {B} at {B} | {B} {n} at {B} {n} | {B} {n} {B} {n} | {L} : {S} {y} and {y} ( {I} {m} , {I} {m} ; {I} {n}-{m} ) , {S} {y} ( {I} {m} ; {I} {n}-{m} ) . | {L} : {C} beat {C} by an innings and {m} runs . | {S} {n} points , {S} {n} . | {P} lbw b {p} {m} | {P} c {p} b {p} {m} | {P} run out {m} | {P} not out {m} | {Q} c and b {p} {n} | Bowling : {p} {n}-{n}-{m}-{n} , {p} {n}-{n}-{m}-{n} | {n} {P} , {O} , {x} | {P} {m} {m} {m} {m} ({K}) | {P} ( {C} ) {m} | SOCCER - {C+} BEAT {C+} IN {L+} . | SOCCER - {K+} BEAT {K+} {n}-{n} . | TENNIS - {P+} WINS IN {L+} . | CRICKET - {S+} BEAT {S+} . | GOLF - {p+} LEADS {K+} OPEN . | BASEBALL - {B+} WIN . | {d} {M} {n} v {S} | {M} {n} v {S} or {S} ( {n} days ) | {n} {M} Second test ( at {L} ) | Score on the {n}th hole : {P} ( {K} ) {n} | Scorers : {p} ( {n} ) , {p} ( {m} penalty ) | Attendance : {n} ,000 | {C} - {p} ( {m} minutes ) , {p} ( {m} ) . | {L} at {L} | {B} 's {P} hit two homers as {B} beat {B} . | {P} scored {n} points for {B} . | {P} scored twice as {C} beat {C} {n}-{n} on {D} . | {p} put {C} ahead in the {m}th minute before {p} equalised for {C} . | {C} coach {P} said {p} would miss the match against {C} . | {C} striker {P} has signed for {C} from {C} . | {K} 's {P} won the {n}00 metres in {L} on {D} . | {P} , the {k} defender , has joined {C} for three years . | {S} were {m} for {n} in reply to {S} 's {y} . | The {B} traded {P} to the {B} for {P} . | {P} of {K} beat {P} of {K} in the final in {L} . | The {B} beat the {B} {n}-{n} on {D} night . | {n} . {C} {n} {n} {n} {n} {m} | {C} v {C} | {K} v {K} in {L} | Top seed {P} beat {k} {P} in straight sets . | {K} won by {n} wickets . | {k} {P} leads by {n} seconds from {P} of {K} ."""

BUSINESS = """{O} said it will buy {O} for ${m} million . | Shares in {O} rose {n} percent to {x} . | {O} , based in {L} , reported a loss of ${m} million . | {O} named {P} chief executive . | {P} , an analyst at {O} in {L} , said the deal made sense . | {O} and {O} are in talks , said {P} of {O} . | {O} Inc. said on {D} its profit fell . | {O+} Q{n} NET RISES . | {O+} TO BUY {O+} UNIT . | {O+} SEES LOWER PROFIT . | {O} shares closed at {x} in {L} . | The {R} of {O} said {P} would retire . | {O} will close its plant in {L} , {R2} , and cut {m} jobs . | {O} 's {P} said sales in {K} were weak . | {P} joins {O} from {O} . | {O} cut its rating on {O} . | Analysts at {O} expect {O} to earn {m} cents a share . | {R} {P} of {O} told {O} that prices would rise . | {L} , {M} {n} ( {A} ) - | {L+} {M} {n} - | {L+} , {K} ( {A} ) _ | -- {L} newsroom +{m} {m} {m} | {A} | By {P} | {P} , {O} | {O} stock market closed lower . | {O} Ltd | {O} Corp. , which makes engines in {L} , sued {O} . | {D} {M} {n}"""

PLAIN = """`` I do n't know , '' {p} said . | `` We will win , '' said {P} , the {R} of {L} . | I asked {p} about {p} . | {p} said : `` I was in {L} . '' | {P} , {m} , of {L} , {R2} , was arrested on {D} . | {P} was born in {L} , {K} , in 19{m} . | {P} and {P} live in {L} . | {p} , who lives in {L} , grew up in {L} . | Mr. {p} and Mrs. {p} met in {L} . | Dr. {P} of {U2} in {L} said so . | {P} , a professor at {U2} , wrote the study . | The judge , {P} , sentenced {p} to {m} years . | Police in {L} arrested {P} , {m} . | {p} 's lawyer , {P} , said {p} was not guilty . | We were in {L} , {R2} , when {p} called . | `` It 's hard , '' {p} says . | {P} plays {p} in the film . | {p} told {p} that {p} had left . | {P} 's novel is set in {L} . | A fire near {L} , {R2} , killed {P} , {m} . | Sen. {P} , R-{R2} , voted no . | Rep. {P} , D-{R2} , said {p} was wrong . | Gov. {P} of {R2} signed the bill . | {R} {P} met {k} {R} {P} in {L} . | {k} troops near {L} , {K} , fired on {k} positions . | {P} - {R} of {K} | {p+} SAYS {K+} READY FOR TALKS . | {K+} : {p+} MEETS {p+} . | Talks Between {K} and {K} Open in {L} | {p} Says {K} Will Not Send Troops to {L} | {P} Dies at {m} | Who Is {P} ? | {p} Wins in {R2} | What {p} Told {p} | Reporting by {P} in {L} ; editing by {P} | {P} won the {E} in {L} . | The {E} began in {L} on {D} . | {p} said the {E} had changed {K} . | {K} will host the {E} . | {p} 's {E} win was the first for {K} . | {k} actor {P} stars in `` {E} '' . | {O} makes the {E} . | Sales of {E} rose in {K} , {O} said . | {E} is about {P} , a {k} in {L} . | {p} wrote `` {E} '' in {L} . | {P} skied to {k} gold in the {E} race in {L} . | {p} was ahead of {p} . | No other skier has more wins than {p} . | {p} finished third , behind {p} . | {K} 's {P} was third and {K} 's {P} fourth . | {P} of {O} met {P} of {U2} . | {p} says the book is true . | In {L} , {p} smiled . | {P} grew up poor . {p} left for {L} . | For {p} , it was enough . | `` {p} is my friend , '' {p} said . | {p} has {m} cousins in {R2} . | Critics praised {p} . | A statue of {p} stands in {L} . | {p} , {p} and {p} were there ."""


ORGANIZED = """{J} said on {D} it would appeal . | The {J} said {P} had resigned . | A spokesman for the {J} said no decision had been made . | {P} , a
spokesman for the {J} , said so . | {P} , director of the {N} , said {K} must act . | {P} , president of the {N} ( {z} ) , told {W} . |
the {N} ( {z} ) said on {D} | {J} , {J} and {J} signed the letter . | members of the {N} met in {L} | {P} of the {N} in {L} agreed . |
The {G} issued a statement on {D} . | the {k} {G} denied the report | {P} , who heads the {G} , met {p} . | officials at the {G} said
{m} people died | according to the {G} , prices rose {n} percent | {P} , a professor at {H} , wrote the report . | researchers at
{H} and {H} found that | {P} , {m} , a graduate of {H} , joined {F} in 19{m} . | students at {H} in {L} protested | {p} studied at {H} and
taught at {H} . | {P} , a political scientist at the {H} , said | {P} told {W} that {p} would run . | `` We are not afraid , '' {p} told
the {W} . | the {W} reported on {D} | The {W} quoted {P} as saying | according to a report in the {W} | {P} is an editor at {W} . | in
an interview with {W} | {P} , {W} | ( {W} ) | By {P} {W} Staff Writer | {W} said {K} would withdraw . | {P} joined the {V} in 19{m} . | the {V} will open
on {D} | {P} , curator at the {V} , said | doctors at {V} said {p} was stable | {p} was taken to {V} in {L} . | {P} , conductor of the {V} , died at {m} . |
Sgt. {P} of the {V} said {p} was found near {Y} . | a judge of the {V} ruled on {D} | {F} , which makes {M} tools , said it would cut {m} jobs . |
shares of {F} fell {n} cents | Shares of {F} and {F} rose . | {F} 's profit fell {m} percent to ${m} million . | {F} agreed to buy {F} for ${m} million
in stock . | {F} , a unit of {F} , makes engines . | a merger of {F} and {F} | {P} , an analyst at {F} , cut his rating on {F} . | {P} of
{F} said the stock was cheap . | {P} , chief executive of {F} , said | {P} left {F} to run {F} . | {F} competes with {F} , {F} and {F} . | {F} and
its rival {F} are losing customers to {F} . | {p} worked for {F} until 19{m} . | a lawyer for {F} , {P} , declined to comment | {F} sued {F} in {V} . |
lawyers at {F} | {P} , a partner at {F} in {L} | the {L}-based {F} | {F} , based in {L} , {R2} , said | {F} , of {L} , | {F} is one of the biggest
makers of toys . | {F} hired {P} away from {F} . | At {F} , {p} was happy . | For {F} , it was a bad year . | Like {F} , {F} lost money . | {F} lost money last
year , but {F} did not . | Both {F} and {F} have said so . | after leaving {F} , {p} moved to {L} | {F} is losing money . | {F} has {m} stores in {K} . | {F}
could not be reached . | {F} executives met {F} officials in {L} . | the {F} deal | a {F} spokesman said | {F} stock rose . | {F} shareholders voted
for the sale | {F} chairman {P} | {F} analyst {P} said | {G} spokesman {P} said | {N} leader {P} | {N} chairman {P} met {P} , head of the {N} . | {Z} leader
{P} said | the {Z} said it had killed {m} soldiers | {Z} officials in {L} | {p} , of the {Z} , | a {Z} rally in {L} | the {k} {Z} party | the {Z} and the {Z}
agreed to talk | {P} ( {Z} - {L} ) | {P} ( {Z} ) said | {Z} rebels attacked {Y} . | {N} candidate {P} won {m} percent . | the opposition {N} won {m} seats | the ruling
{N} | rebels of the {N} | the {N} has {m} members | {P} of the {N} won the vote in {L} . | the {N} and the {N} | The {N} was founded in 19{m} . | a report by
the {N} | {P} plays for the {B} . | {p} scored as the {B} lost to {S2} . | {S2} beat {S2} {n}-{n} . | {S2} {n} , {S2} {n} | {S2} at {S2} | {P} of {S2} | the {S2} signed {P} .
| {p} was born near {Y} . | a fire at {Y} | They met on {Y} in {L} . | {Y} , {R2} | a house on {Y} | the {Y} area | along {Y} | flights from {Y} | crossed the {Y} | {F}
opened an office on {Y} . | {J} BACKS {p+} . | {J+} TO MEET ON {K+} . | {F+} PROFIT RISES {n} PERCENT | {F+} TO BUY {F+} | {p+} QUITS {J+} | {p+} LEAVES {F+} FOR {F+} | {F} to Buy {F} |
{F} Shares Fall on Report | {p} Quits {J} | {J} Backs {p} | {G} Sees Slower Growth in {K} | Distributed by the {W} | Copyright 1998 {W} | COPYRIGHT 2003
BY {F+} | {P} is a columnist for the {W} . | The {J} did not say when . | {J} officials | he told the {J} | she joined the {J} | they left the {J} | the head
of {J} | critics of the {J} | {J} has denied it . | {J} 's {P} | {J} 's new {L} office | {P} of {J} and {P} of {J} | {P} , formerly of {J} , | funded by
the {N} and {F} | {P} , who owns {F} , and {P} , who runs {F} , | the {G} and the {G} | {J} , which | {J} ( {z} ) , | `` The {J} is wrong , '' {p} said . |
{p} accused the {J} of lying . | {p} thanked {J} . | {p} asked the {J} for help . | {p} sued the {J} . | {p} called {J} on {D} . | {p} wrote to the {J} ."""


TITLED = """{J} {T2} {P} said so . | {J} {T2} {P} | {J} {T2} {P} , | {k} {T2} {P} met {K} 's {T2} {P} . | {K} {T2} {P} | {K} 's {T2} {P} | former {K}
{T2} {P} | {f} Minister {P} said | {k} {f} Minister {P} | Deputy {f} Minister {P} | Assistant Secretary of {f} {P} | {f} Secretary {P} | former
{f} Secretary {P} | the {f} minister , {P} , | {J} {T2} {p} | {L} {T2} {P} | {L} Mayor {P} | {R2} {T2} {P} | {Z} {T2} {P} | {G} {T2} {P} , who | {us} {T2} {P} | {un} {T2} {P} | {us} {f} Secretary {P} |
Senate {T2} {P} | {T2} {P} of the {G} | the {T2} of the {N} , {P} , | {T2} {P} | {T2} {p} | The {T2} , {P} , spoke to {W} . | said {J} {T2} {P} | says {T2} {P} of {H} |
`` {w} , '' by {P} | `` {w} '' ( {F} ) | {P} 's `` {w} '' | {p} wrote `` {w} '' and `` {w} '' . | `` {w} '' was published by {F} . | `` {w} , '' a film
by {P} , won the {E} . | {P} stars in `` {w} '' as {P} . | the novel `` {w} '' | `` {w} '' ( {F} , $ {m} ) by {P} | {w} | {P} , author of `` {w} '' , | a
review of `` {w} '' | The {E} was passed in 19{m} . | the {E} , which {p} signed | under the {E} | sponsors of the {E} | {p} won the {E} . | {p} won the {E} by {n}
strokes . | in the {E} in {L} | {E} | at the {E} on {D} | {p} opposes the {E} . | since the {E} | {k} plans for the {E} | critics have praised {p} . | {p} ,
however , did not . | without {p} , they lost . | people like {p} and {p} | stars like {p} or {p} | the way {p} plays | {p} has gone home . | it was {p} who called | she
loves {p} . | with {p} and {p} | {p} 's songs | an old friend of {p} | a fan of {p} | after {p} left , {p} wept . | than {p} did | {p} and I | that {p} had gone | because {p} was ill
| when {p} spoke | {p} is seen as a rival of {p} . | {p} rejected it . | {p} seems tired . | even {p} laughed | ( {p} ) | ( {P} ) | {p} ( {P} ) | ; {P} , | directed by {P} | music by {P} |
with {P} , {P} and {P} | {P} ( {P} ) , {P} ( {P} ) and {P} ( {P} )"""

TITLES = """President; Chairman; Director; Secretary; Secretary-General; Secretary General; Spokesman; Spokeswoman; Minister; Governor; Ambassador;
Majority Leader; Minority Leader; Commissioner; Commander; Chief; Chief Executive; Vice President; Prime Minister; Foreign Minister; Attorney
General; Prosecutor; Judge; Justice; Chief Justice; District Judge; Senator; Congressman; Speaker; General; Gen.; Col.; Lt.; Maj.; Sgt.; Capt.;
Adm.; Sen.; Rep.; Gov.; Dr.; Prof.; Professor; Editor; Coach; Captain; Manager; Treasurer; Coordinator; Envoy; Administrator; Sheriff; Mayor;
Attorney; Rabbi; Bishop; Archbishop; Cardinal; Pope; King; Queen; Prince; Princess; Sheik; Imam; Ayatollah; Premier; Chancellor; Deputy Chairman"""


def plain(name):
    """Whether a name of a list is written as news would write it."""
    return not re.search("[,(/]", name)


def parts_of(name):
    """The words and signs of a name."""
    return re.sub(r"(?<=\w)(['’]s)\b", r" \1", name.replace(", ", " , ")).split()


def stories(names, orgs, people):
    """Stories of ten sentences, each sentence a list of (word, label)."""
    dice = random.Random(1)
    pools = {kind: sorted(name for name, of in names if of == kind) for kind in {of for _, of in names}}
    clubs = [name for name in orgs["team"]]
    counties = clubs[clubs.index("Essex"):clubs.index("Bath")]
    american = clubs[clubs.index("Atlanta Braves"):clubs.index("Essex")]
    club = clubs[:clubs.index("Atlanta Braves")]
    ascii_last = [name for name in pools["last"] if name.isascii()]
    countries = [name for name in pools["country"] if name[:1].isupper() and len(name.split()) < 3 and plain(name)]
    cities = [name for name in pools["large-city"] + pools["city"] if plain(name)]
    words = {"d": ["Friday", "Monday", "Today"], "D": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
        "M": "January February March April May June July August September October November December Jan. Aug.".split(),
        "R": "president chairman minister mayor director Chairman President Minister Secretary Director Ambassador".split(),
        "A": ["AP", "Reuters", "UPI", "AFP", "Reuters", "AP"], "T2": [title.strip() for title in TITLES.split(";")], "k": [name for name in pools["demonym"] if not name.endswith("s")]}

    listed = {kind: [name for name in orgs[kind] if name.isascii()] for kind in ("organization", "company")}
    inventor = inventions.Inventor(dice, {**pools, "company": listed["company"]}, REGIONS)
    made = {"G": "government", "N": "society", "H": "school", "F": "firm", "W": "media", "V": "house", "S2": "team"}
    events = [" ".join(name.split()) for name in EVENTS.split(";")]

    def person(full):
        # A third of the people have names of the world's other languages.
        foreign = dice.random() < 0.35
        last = dice.choice(people["last"] if foreign else ascii_last)
        if not foreign and dice.random() < 0.12:
            last = dice.choice(["de ", "van ", "Di ", "al-", "O'", "Mc", "von ", "Di", "Mac", "La", "De", "del ", "bin ", "El-"]) + last
        return f"{dice.choice(people['first'] if foreign else pools['first'])} {last}" if full else last

    latest = [""]

    def organization(code):
        """One that is made up, or one of the lists."""
        if code == "Z":
            return inventor.letters(2, 4)
        if dice.random() < 0.35 and code in "FGNW":
            latest[0] = dice.choice(listed["company" if code == "F" else "organization"])
        else:
            latest[0] = inventor.name(made[code])
        return latest[0]

    def fill(code, heads):
        upper = code.endswith("+")
        code = code.rstrip("+")
        kind, text = None, None
        if code == "P": kind, text = "PER", person(True)
        elif code == "p" or code == "U": kind, text = "PER", (person(False) if dice.random() < 0.6 or not heads else dice.choice(heads))
        elif code in ("I", "Q"): kind, text = "PER", f"{dice.choice('ABCDGHJKLMNPRSTVW')}. {person(False)}"
        elif code == "C": kind, text = "ORG", dice.choice(club) if dice.random() < 0.6 else dice.choice(["", "FC ", "Dynamo ", "Real ", "Sporting "]) + dice.choice(cities) + dice.choice(["", "", " United", " City"])
        elif code == "S": kind, text = "ORG", dice.choice(counties)
        elif code == "T": kind, text = "ORG", dice.choice(american)
        elif code == "B": kind, text = "ORG", dice.choice(american)
        elif code == "K": kind, text = "LOC", dice.choice(countries)
        elif code == "L": kind, text = "LOC", dice.choice(cities)
        elif code == "R2": kind, text = "LOC", dice.choice(REGIONS)
        elif code == "O": kind, text = "ORG", dice.choice(orgs["company"]) if dice.random() < 0.4 else dice.choice(pools["company"]) if dice.random() < 0.6 else f"{person(False)}{dice.choice([' Corp.', ' Inc.', ' & Co.', ' Industries', ' Group', ' Bank', ' Holdings', ' Systems', ''])}"
        elif code == "A": kind, text = "ORG", dice.choice(words["A"])
        elif code == "U2": kind, text = "ORG", dice.choice([f"the University of {dice.choice(cities)}", f"{dice.choice(cities)} University", f"{person(False)} College", dice.choice(orgs["organization"])])
        elif code == "J": kind, text = "ORG", organization(dice.choice("GNHFFWVZ"))
        elif code in made or code == "Z": kind, text = "ORG", organization(code)
        elif code == "z": kind, text = "ORG", inventor.acronym(latest[0])
        elif code == "Y": kind, text = "LOC", inventor.name("built")
        elif code == "E": text = dice.choice(events) if dice.random() < 0.5 else inventor.name("event")
        elif code == "us": kind, text = "LOC", "U.S."
        elif code == "un": kind, text = "ORG", "U.N."
        elif code == "w": text = inventor.name("work")
        elif code == "f": text = dice.choice(inventions.LISTS["field"])
        elif code in words: text = dice.choice(words[code])
        elif code == "n": text = str(dice.randint(0, 12))
        elif code == "m": text = str(dice.randint(11, 99))
        elif code == "y": text = str(dice.randint(90, 500)) + dice.choice(["", "-7", "-4"])
        elif code == "x": text = f"{dice.randint(1, 99)}.{dice.randint(10, 99)}"
        elif code == "s": text = f"{dice.choice('0123467')}-{dice.choice('0123467')}"
        if code == "P":
            heads.append(text.split(" ")[-1])
        if upper:
            text = text.upper()
        parts = parts_of(text)
        if parts and parts[0] == "the":
            return [("the", "O")] + [(word, ("B-" if at == 0 else "I-") + kind) for at, word in enumerate(parts[1:])]
        return [(word, "O" if kind is None else ("B-" if at == 0 else "I-") + kind) for at, word in enumerate(parts)]

    for templates, count in ((RESULTS, 700), (BUSINESS, 500), (PLAIN, 600), (ORGANIZED, 900), (TITLED, 500)):
        patterns = [pattern.split() for pattern in templates.replace("\n", " ").split(" | ")]
        for _ in range(count):
            heads, story = [], []
            for _ in range(10):
                sentence = []
                for word in dice.choice(patterns):
                    if "{" in word:
                        before, rest = word.split("{", 1)
                        code, behind = rest.split("}", 1)
                        filled = fill(code, heads)
                        if before or behind:
                            inner = [(word, label) for word, label in filled]
                            if len(inner) == 1 and inner[0][1] == "O":
                                sentence.append((before + inner[0][0] + behind.replace("{n}", "7").replace("{m}", "42"), "O"))
                            else:
                                sentence += [(part, "O") for part in [before] if part] + inner + [(part.replace("{m}", "42"), "O") for part in [behind] if part]
                        else:
                            sentence += filled
                    else:
                        sentence.append((word, "O"))
                story.append(sentence)
            yield story
    teller = remembered.Teller(dice, inventor, person)
    for _ in range(900):
        yield teller.story()


EVENTS = """World Cup; Davis Cup; Olympics; Olympic Games; Winter Olympics; Super Bowl; World Series; U.S. Open; French Open;
Australian Open; Wimbledon Championships; Masters; Ryder Cup; America's Cup; Tour de France; Champions League; UEFA Cup; European
Cup; Fed Cup; Grand Prix; Stanley Cup; Rose Bowl; Kentucky Derby; Holocaust; World War II; World War I; Cold War; Vietnam War;
Gulf War; Civil War; Renaissance; Christmas; Easter; Ramadan; Thanksgiving; New Year; Good Friday; Independence Day; Bible;
Koran; Torah; Constitution; Declaration of Independence; Magna Carta; First Amendment; Social Security; Medicare; Medicaid;
Internet; Web; World Wide Web; Windows; Windows 95; Linux; Java; iPhone; iPad; Viagra; Prozac; Aspirin; Botox; Boeing 747; F-16;
Airbus A320; Concorde; Titanic; Scud; Patriot; Tomahawk; Hubble; Mir; Challenger; Star Wars; Seinfeld; Friends; Hamlet; Macbeth;
Lohengrin; Carmen; Aida; Nobel Prize; Nobel Peace Prize; Pulitzer Prize; Oscar; Oscars; Academy Awards; Emmy; Grammy; Tony Awards;
El Nino; Katrina; AIDS; SARS; Ebola; COVID-19; HIV; DNA; CD-ROM; TV; CEO; GDP; MP; Dow; Dow Jones industrial average; FTSE 100; Nikkei;
Kyoto Protocol; Maastricht Treaty; Dayton Accords; Camp David accords; Oslo accords; NAFTA; Watergate; Brexit; English; French;
Spanish; Arabic; Latin; Jews; Muslims; Christians; Catholics; Arabs; Islam; Christianity; Judaism; Buddhism; Nazis; Communists"""


REGIONS = """Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana
Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada
Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming Calif. Fla. Mass. N.Y.
N.J. Conn. Pa. Ill. Mich. Ga. Va. Md. Ariz. Wash. Ore. Tenn. Ky. Ind. Wis. Minn. Mo. La. Ala. Miss. N.C. S.C. D.C. Ont. Quebec
Ontario Alberta Queensland Victoria Tasmania Bavaria Saxony Tuscany Sicily Catalonia Punjab Gujarat Kerala""".split()


# By its last word, what sort of organization another takes the place of.
HEADS = {word: sort for sort, words in {"government": """Ministry Department Agency Commission Committee Council Court Bureau Office
        Parliament Army Force Navy Police""", "society": """Party Union Association Organization Federation League Front Movement Institute
        Foundation Center Alliance Coalition Congress Society""", "school": "University College School Academy", "firm": """Corporation Corp. Inc.
        Co. Company Bank Group Airlines Ltd. Records""", "media": "Times Post News Herald Daily Television Journal", "house": "Hospital Museum Orchestra Library Church"}.items()
    for word in words.split()}


def renamed(stories, names, orgs, people):
    """The same stories with other people, firms and towns in them: what stands around a name is to be
    learned, not the name. A name that comes again gets the same new name."""
    dice = random.Random(2)
    pools = {kind: sorted(name for name, of in names if of == kind and name.isascii() and plain(name)) for kind in {of for _, of in names}}
    inventor = inventions.Inventor(dice, {**pools, "company": [name for name in orgs["company"] if name.isascii()]}, REGIONS)
    for story in stories:
        words = {}
        def other(kind, at, length):
            if kind == "LOC":
                return dice.choice(pools["large-city"] if dice.random() < 0.5 else pools["city"] if dice.random() < 0.7 else pools["country"]).split()
            if kind == "ORG":
                if dice.random() < 0.5:
                    return inventor.name(dice.choice(("firm", "society", "government", "media"))).split()
                return parts_of(dice.choice(pools["company"] if dice.random() < 0.5 else orgs["organization"] if dice.random() < 0.5 else pools["organization"]))
            return None
        changed = []
        for sentence in story:
            out, at = [], 0
            while at < len(sentence):
                word, label = sentence[at]
                if label == "O":
                    out.append((word, label))
                    at += 1
                    continue
                end = at + 1
                while end < len(sentence) and sentence[end][1].startswith("I-"):
                    end += 1
                kind, name = label[2:], tuple(word for word, _ in sentence[at:end])
                if kind == "PER":
                    new = []
                    for index, part in enumerate(name):
                        if not part[:1].isupper() or "." in part or len(part) < 3:
                            new.append(part)
                            continue
                        if part not in words:
                            which = "last" if index + 1 == len(name) else "first"
                            words[part] = dice.choice((people if dice.random() < 0.35 else pools)[which]).split()
                        new += words[part]
                elif kind == "ORG" and len(name) > 1 and name[-1] in HEADS and dice.random() < 0.6:
                    new = words.setdefault((kind, name), inventor.name(HEADS[name[-1]]).split())
                elif len(name) <= 3 and not (kind == "ORG" and len(name) > 1) or dice.random() < 0.3:
                    new = words.setdefault((kind, name), other(kind, at, len(name)))
                else:
                    new = list(name)
                out += [(part, ("B-" if index == 0 else "I-") + kind) for index, part in enumerate(new)]
                at = end
            changed.append(out)
        yield changed
