"""Stories that name a person, a firm or a town in full once and in short afterwards, where nothing but the
story tells which of them the short name is: what was said elsewhere is to be learned from."""

import inventions

IN_FULL = {
    "PER": """X , Y , said so . | X , {age} , was in {city} . | `` It is over , '' said X , Y . | Mr. S said so . | X , who lives in {city} , agreed . | a
        plan by X , Y | according to X , Y , | Y X met reporters . | When X was young , he lived in {city} . | X 's lawyer said she was tired . | his wife , X , |
        her brother , X , {age} , | By X | X is Y . | X became Y in 19{age} .""",
    "ORG": """X , a company in {city} , said so . | X said on Tuesday it would cut jobs . | shares of X fell . | X , based in {city} , | a spokesman for X
        said | the closing of X , Y , | X , Y , is for sale . | he joined X in 19{age} . | X reported a loss of ${age} million . | X , which has {age}
        employees , | officials at X declined to comment . | X ( {letters} ) | the chief executive of X | X is Y .""",
    "LOC": """X , {state} ( AP ) - | X , {state} _ | in X , {state} , | the town of X , {state} , | the city of X | the mayor of X said | near X , {state} ,
        | he was born in X , {state} . | the village of X | X , a town of {age} ,000 people , | residents of X | in downtown X""",
}

WHO = {
    "PER": """the mayor; president of the club; a doctor; the director; the prime minister; a senator from {state}; a teacher; the actor; a lawyer;
        the coach; the writer; chairman of {company}; an analyst; the opposition leader; a former minister; the conductor; the judge; a farmer;
        the defendant; the singer; chief executive of {company}; a spokesman; a student at {school}; the general; the painter""",
    "ORG": """the bank; an airline; a maker of toys; the advertising agency; a restaurant; the software company; the retailer; a publisher; the
        insurer; the brokerage firm; an Internet company; the oil company; a law firm; the studio; the hospital; a television network; the
        museum; the newspaper; the search service; the investment firm; the carmaker; a unit of {company}; the factory""",
    "LOC": "a small town",
}

IN_SHORT = """S said on Tuesday | S 's plans | S 's future is not clear . | critics of S | after S left | S has lost much of it . | like S , others have tried . | For S ,
    it was a bad year . | S is in trouble . | S has a problem . | S and S | between S and S | S , S and S | than S | with S | without S | the S case | the
    S affair | a deal with S | S won . | S lost . | the rise of S | the fall of S | it is S that they fear . | S was first . | before S | until S changed | S
    had been there . | `` S is the best , '' he said . | `` S did it , '' she said . | what S wants | S does not say . | S could not be reached . | S did not
    return calls . | S would not comment . | a lawyer for S | S 's lawyer said | the case against S | S sued . | he sued S . | S agreed . | S began in 19{age} . | it
    belongs to S . | they bought it from S . | S sold it . | S will pay . | S paid ${age} million . | S owns it . | he worked for S . | he works with S . | he left
    S . | S again | S SAYS NO | S TO LEAVE {CITY} | WHY S LOST | S Says No | Yet S stayed . | But S said no . | Even S agreed . | and S , too , | that S had
    lost | because S was late | if S wins | when S came | S went on . | S grew . | S , however , did not . | the new S | the old S | from S | by S | to S | of S | about S ,
    he said | at S | in S | against S | S is gone . | S , once rich , | S looks good . | many admire S . | some hate S . | everyone knows S ."""

# A place that goes by the name of a person stands where places stand.
IN_PLACE = """in S , he said | he lives in S . | she left S in 19{age} . | in S on Tuesday | the streets of S | to S | he went back to S . | from S to {city} | outside S | S 's
    mayor said | S police said | the S school board | a visit to S | near S | S is {age} miles from {city} . | people in S | back in S , | most of S | the only
    bank in S | he grew up in S . | a farm near S | through S | the road to S | at S | houses in S | IN S , A QUIET VOTE | around S | the S area | S has {age}
    shops ."""


def patterns(text):
    return [pattern.split() for pattern in " ".join(text.split()).split(" | ")]


FULL = {kind: patterns(text) for kind, text in IN_FULL.items()}
WHO = {kind: inventions.listed(text) for kind, text in WHO.items()}
SHORT, PLACE = patterns(IN_SHORT), patterns(IN_PLACE)
# A firm is not called by the first word of its name if that is one of these.
COMMON = set("First National American General Bank Air The Hotel International United Pacific Atlantic Global of".split())


class Teller:
    """Tells the stories; `person` makes the name of a person."""

    def __init__(self, dice, inventor, person):
        self.dice, self.inventor, self.person = dice, inventor, person

    def subject(self, kind):
        """A kind, a full name and a short one, as words."""
        if kind == "PER":
            full = self.person(True).split()
            return kind, full, full[1:]
        if kind == "LOC":
            town = [self.dice.choice(self.inventor.lasts)] if self.dice.random() < 0.7 else self.dice.choice(self.inventor.cities).split()
            return kind, town, town
        while True:
            full = self.inventor.name("firm").split()
            if len(full) > 1 and full[0] not in COMMON:
                return kind, full, full[:1]

    def filled(self, code):
        inventor = self.inventor
        if code == "age": return str(self.dice.randint(21, 89))
        if code == "city": return inventor.part("L")
        if code == "CITY": return inventor.part("L").upper()
        if code == "state": return self.dice.choice(inventor.regions)
        if code == "company": return inventor.part("company")
        if code == "school": return inventor.name("school")
        return inventor.letters(3, 4)

    def sentence(self, pattern, subjects):
        """A pattern with the first of some subjects put in, and others where the pattern has more of them."""
        kinds = {"city": "LOC", "CITY": "LOC", "state": "LOC", "company": "ORG", "school": "ORG", "letters": "ORG"}
        upper = pattern[-1].isupper() and len(pattern[-1]) > 1 and "{" not in pattern[0]
        out, rest = [], list(subjects)
        def named(words, kind):
            words = [word.upper() for word in words] if upper else words
            out.extend((word, ("B-" if at == 0 else "I-") + kind) for at, word in enumerate(words))
        for word in pattern:
            if word in ("X", "S"):
                kind, full, short = rest[0]
                rest = rest[1:] or rest
                named(full if word == "X" else short, kind)
            elif word == "Y":
                for part in self.dice.choice(WHO[subjects[0][0]]).split():
                    code = part[1:-1]
                    named(self.filled(code).split(), kinds[code]) if part[0] == "{" else out.append((part, "O"))
            elif "{" in word:
                before, _, after = word.partition("{")
                code, _, after = after.partition("}")
                text = self.filled(code)
                named(text.split(), kinds[code]) if code in kinds else out.append((before + text + after, "O"))
            else:
                out.append((word, "O"))
        return out

    def story(self):
        dice = self.dice
        subjects = [self.subject(dice.choice(("PER", "PER", "PER", "ORG", "ORG", "LOC"))) for _ in range(dice.choice((2, 2, 3)))]
        told = [self.sentence(dice.choice(FULL[subject[0]]), [subject]) for subject in subjects]
        for _ in range(8):
            dice.shuffle(subjects)
            others = [subject for subject in subjects if subject[0] != "LOC"]
            place = subjects[0][0] == "LOC" or not others
            told.append(self.sentence(dice.choice(PLACE), subjects[:1]) if place else self.sentence(dice.choice(SHORT), others))
        if dice.random() < 0.3:
            told.insert(0, told.pop())
        return told
