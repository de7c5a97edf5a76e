"""Names of organizations and of built places that do not exist, made as real ones are made, so that the
tagger learns how such names are put together and not only those that a list has."""
import re

FIELDS = """Finance; Foreign Affairs; Defense; Justice; Health; Education; Agriculture; Transport; Trade; Industry; Energy; Tourism;
Labor; Culture; Environment; Science and Technology; Housing; Communications; Interior; Information; Planning; Economic Affairs;
Social Welfare; Public Works; Natural Resources; Commerce; Forestry; Fisheries; Public Health; Higher Education; Internal
Affairs; Human Rights; Immigration; Water Resources; Mines and Energy; Trade and Industry; Youth and Sports; Home Affairs;
Consumer Protection; Transportation; Aviation; Nuclear Energy; Security; Statistics; Privatization; Veterans Affairs;
Drug Enforcement; Customs; Food Safety; Nutrition; Children; Women; Refugees; Elections; Arms Control; Space Research"""

MEMBERS = """Teachers; Farmers; Journalists; Nurses; Consumers; Manufacturers; Miners; Steelworkers; Doctors; Physicians; Lawyers;
Bankers; Employers; Realtors; Pilots; Broadcasters; Publishers; Writers; Musicians; Athletes; Retailers; Exporters; Brewers;
Veterans; Students; Engineers; Architects; Builders; Hospitals; Airlines; Truckers; Machinists; Postal Workers; Auto Workers;
Police Chiefs; Governors; Mayors; Insurers; Home Builders; Automobile Manufacturers; Securities Dealers; Chambers of Commerce;
Red Cross Societies; Trade Unions; Industries; Churches; Evangelicals; Rabbis; Universities; Psychologists; Librarians"""

CAUSES = """Democracy; Peace; Justice; Human Rights; Freedom; Reform; Progress; Unity; National Unity; Independence; Social Justice;
Responsible Government; Civil Liberties; Clean Air; Strategic Studies; International Studies; Policy Research; Public Policy;
Economic Research; Political Studies; Foreign Relations; Contemporary Art; Modern Art; American Progress; Media Studies;
Cancer Research; Heart Disease; Wildlife; Nature Conservation; Gun Safety; Missing Children; Nuclear Disarmament; Responsive
Politics; Budget Priorities; European Reform; Security Studies; Religious Freedom; Global Development; Applied Research"""

SORTS = """Democratic; Liberal; Socialist; Communist; Conservative; National; Nationalist; People 's; Social Democratic; Christian
Democratic; Republican; Labor; Labour; Workers ; Freedom; Reform; Radical; Progressive; Islamic; Justice; Unity; Peasants;
Green; Popular; Independence; Constitutional; Agrarian; Centre; Center; Justice and Development; Truth and Justice; United"""

TRADES = """Steel; Electric; Power; Oil; Gas; Petroleum; Motor; Motors; Foods; Brewing; Chemical; Pharmaceutical; Insurance; Life
Insurance; Savings Bank; Trust; Securities; Capital; Capital Management; Asset Management; Investment; Properties; Realty;
Construction; Cement; Paper; Mining; Gold Mining; Shipping; Railway; Airlines; Airways; Air; Telecom; Communications; Wireless;
Cable; Broadcasting; Entertainment; Pictures; Records; Music; Books; Press; Publishing; Software; Systems; Computer;
Technologies; Semiconductor; Electronics; Networks; Online; Interactive; Media; Health Care; Medical; Laboratories; Biotech;
Genetics; Stores; Supermarkets; Department Stores; Hotels; Resorts; Restaurants; Airport Services; Logistics; Research;
Consulting; Partners; Advisors; Ventures; Equity; Futures; Brokerage; Tobacco; Textile; Rubber; Aerospace; Aviation; Energy;
Solar; Water; Gas and Electric; Heavy Industries; Engineering; Design; Toys; Footwear; Cosmetics; Beverages; Dairy; Farms"""

ENDINGS = """Corp.; Corp.; Corp.; Inc.; Inc.; Inc.; Co.; Co.; Ltd.; Ltd; Group; Group; Holdings; Bank; AG; SA; S.A.; NV; SpA; plc;
Plc; PLC; LLC; LP; Cos.; Corporation; Company; Industries; International; Bhd; GmbH; & Co.; & Sons; Brothers; Enterprises;
Associates; Partners; Bancorp; Bancshares; Financial; Financial Corp.; Holdings Inc.; Group Inc.; Group Ltd.; International Inc.; Worldwide; USA; America; Europe"""

PAPERS = """Times; Post; Herald; Tribune; Daily News; News; Gazette; Star; Globe; Journal; Chronicle; Sun; Observer; Express; Mail;
Examiner; Inquirer; Dispatch; Courier; Register; Record; Mirror; Standard; Telegraph; Review; Monitor; Bulletin; Press; Morning
News; Evening Standard; Business Journal; Weekly; Magazine; Radio; Television; TV; Public Radio; News Agency; Broadcasting Corp."""

HOUSES = """Symphony; Symphony Orchestra; Philharmonic; Opera; Ballet; Museum; Museum of Art; Museum of Natural History; Historical
Society; Art Institute; Public Library; Repertory Theater; Film Society; Chamber Orchestra; Children 's Museum; Science Center;
General Hospital; Medical Center; Hospital; Memorial Hospital; Children 's Hospital; Clinic; Cancer Center; Health Center;
Police Department; Fire Department; City Council; School Board; Chamber of Commerce; Port Authority; Transit Authority; Housing
Authority; Water Department; Board of Education; Bar Association; Stock Exchange; District Court; High Court; Superior Court;
County Court; Court of Appeals; Sheriff 's Department; Police; Legislature; Assembly; Philharmonic Orchestra; Boys Choir; Church"""

NICKNAMES = """Tigers; Lions; Eagles; Bears; Wolves; Panthers; Hawks; Falcons; Bulldogs; Wildcats; Warriors; Knights; Kings; Royals;
Rangers; Rovers; Wanderers; Athletic; Albion; Town; County; United; City; Dynamos; Stars; Blues; Reds; Giants; Pirates; Cubs; Sox;
Storm; Thunder; Flames; Sharks; Dolphins; Huskies; Spartans; Trojans; Cougars; Broncos; Mustangs; Cowboys; Raiders; Rockets; Jets"""

BUILT = """Street; Avenue; Road; Boulevard; Square; Park; Bridge; Stadium; Arena; Airport; International Airport; River; Lake;
Valley; Bay; Island; Islands; Beach; Hills; County; Mountains; Creek; Canyon; Harbor; Station; Prison; Dam; Tunnel; Highway;
Forest; National Park; Plaza; Palace; Castle; Cathedral; Desert; Peninsula; Strait; Gulf; Province; District; Heights"""

FAITHS = set("Muslim Islamic Sunni Shi'ite Shiite Shia Jewish Christian Catholic Republican Democrat Democratic Communist".split())

SYLLABLES = """ac al am an ar as at ax bel bio bra cal can cel cen cor cy da del dex di do du dyn el en er est eu fin fle gen gi glo
go hy in info inter ix ka ki ko la lex li lo lu lyc mac max med mi mo na neo net nex no nor nova om on or os pan pro qua ra rex
ri ro sa sec si so sol sta sy tec tel ter tex ti to tra tri tron ul uni va vec ver vi vo wa xa xi yo za zen""".split()


def listed(text):
    return [" ".join(part.split()) for part in text.split(";")]


LISTS = {name: listed(text) for name, text in (("field", FIELDS), ("members", MEMBERS), ("cause", CAUSES), ("sort", SORTS),
    ("trade", TRADES), ("ending", ENDINGS), ("paper", PAPERS), ("house", HOUSES), ("nickname", NICKNAMES), ("built", BUILT))}

# What is in braces comes from a list above, or from the lists of names; | separates ways to make a name.
FORMS = {
    "government": """Ministry of {field} | Ministry of {field} | {field} Ministry | {field} Ministry | Department of {field} | {field} Department |
        {k} {field} Ministry | {k} Ministry of {field} | U.S. Department of {field} | Office of {field} | Bureau of {field} |
        National {field} Agency | National {field} Commission | National {field} Council | Federal {field} Agency |
        Federal {field} Commission | State {field} Committee | {field} Agency | {field} Administration | {field} Board |
        {R} Department of {field} | {R} Supreme Court | {R} Legislature | {R} National Guard | {R} State Police |
        {k} Embassy | {k} Army | {k} Navy | {k} Air Force | {k} Parliament | {k} Red Cross | {k} Central Bank | {k} Supreme Court |
        Bank of {K} | Central Bank of {K} | National Bank of {K} | {K} Central Bank | House {field} Committee |
        Senate {field} Committee | Senate {field} subcommittee | {field} Committee | {L} {house} | {L} {house} | City of {L} |
        U.N. {field} Agency | United Nations {field} Commission | European {field} Agency | Royal {k} Navy | {k} National Police |
        {n}th Circuit Court of Appeals | {n}th Army Division | {n}th Infantry Division | State Duma {field} Committee | Institute of {field}""",
    "society": """Association of {members} | National Association of {members} | American Association of {members} | {k} Association of
        {members} | {members} Association | {members} Union | National Union of {members} | {k} {members} Union |
        International Federation of {members} | Federation of {k} {members} | {members} Federation | United {members} of {K} | {R}
        {members} Association | Council of {members} | Center for {cause} | Centre for {cause} | {last} Center for {cause} | Institute
        for {cause} | Institute of {cause} | {last} Institute | {last} Foundation | {last} and {last} Foundation | {last} Trust | Council on {cause} |
        Committee for {cause} | Committee on {cause} | Campaign for {cause} | Coalition for {cause} | Citizens for {cause} |
        People for {cause} | Fund for {cause} | Alliance for {cause} | Movement for {cause} | Society for {cause} | International
        Society for {cause} | {cause} Watch | {cause} International | {K} {cause} Council | {sort} Party | {sort} Party | {sort} Party of {K} |
        {k} {sort} Party | {sort} {sort} Party | Party of {cause} | {sort} Front | {sort} Alliance | {sort} Union | {sort} League |
        {K} Liberation Front | {K} Liberation Army | {K} People 's Army | Front for the Liberation of {K} | National Front for the
        Liberation of {K} | {k} National Congress | {k} {sort} Movement | Revolutionary Armed Forces of {K} | Army of {cause} |
        Forward {K} | {k} Olympic Committee | {k} Football Federation | {k} Tennis Association | World {field} Organization""",
    "school": """University of {L} | University of {L} | University of {R} | {L} University | {L} State University | {R} State University |
        University of {R} at {L} | {last} University | {last} College | {L} College | {L} Community College | {L} High School | {last} High
        School | {L} Institute of Technology | {last} School of Medicine | {last} School of Law | {last} Business School | {L} School of
        Economics | {L} School of Business | Technical University of {L} | {K} National University | {k} Academy of Sciences |
        {L} Polytechnic | College of {last} | {last} Law School | St. {first} 's College | {L} Medical College | {last} Elementary School""",
    "firm": """{last} {ending} | {last} {ending} | {last} {trade} | {last} {trade} {ending} | {last} & {last} | {last} , {last} & {last} |
        {last} , {last} & Co. | {last} & Co. | {last} {last} | {last} {last} {last} | {L} {trade} {ending} | {L} {trade} | {K} {trade} {ending} | {k} {trade}
        {ending} | {k} Airlines | Air {K} | First {L} Bank | First National Bank of {L} | Bank of {L} | {coined} {ending} | {coined} {ending} |
        {coined} | {coined} | {coined} | {coined} {trade} | {coined} {trade} {ending} | {company} {ending} | {company} {ending} | {company} {ending} |
        {company} {trade} | {company} {K} | {company} of {K} | {last} , Inc. | {coined} , Inc. | {company} , Inc. | {coined} {coined} | {letters} {ending} |
        {letters} {trade} | American {trade} {ending} | National {trade} {ending} | United {trade} {ending} | General {trade} | International {trade}
        {ending} | Pacific {trade} {ending} | Atlantic {trade} | Global {trade} {ending} | First {trade} {ending} | {last} Brothers |
        {last} 's | {last} Hotel | Hotel {last} | {coined}.com | {last}-{last} {ending} | {coined}-{coined} {ending}""",
    "media": """{L} {paper} | {L} {paper} | {L} {paper} | {K} {paper} | Daily {paper} | Sunday {paper} | {k} {paper} | Radio {L} | Radio {K} |
        {L} Television | {K} Television | {station} | {station} | {station}-TV | Channel {n} | {coined} News | {letters} News | {last}
        Newspapers | {K} Today | {L} Today | {K} Daily | {L} Daily | {k} Broadcasting Corp. | {k} News Agency""",
    "house": """{L} {house} | {L} {house} | {last} Museum | {last} Gallery | {last} Theater | {last} Hospital | {last} Medical Center | {last} Clinic |
        National Museum of {cause} | Museum of {cause} | National Gallery of {K} | St. {first} 's Hospital | St. {first} 's Church |
        First Baptist Church of {L} | {L} {house} | {last} Library | {last} Art Museum | {last} Orchestra | {last} Quartet | {last} Dance Theater""",
    "team": """{L} {nickname} | {L} {nickname} | {L} {nickname} | {L} | {R} {nickname} | FC {L} | Dynamo {L} | {L} FC | Real {L} | Sporting {L}""",
    "built": """{last} {built} | {last} {built} | {L} {built} | {coined} {built} | Mount {last} | Lake {last} | Fort {last} | Port {last} |
        St. {first} | San {last} | {last} {built}""",
    # The last two are no names of ours.
    "event": """{last} Prize | {last} Award | {last} Trophy | {last} Medal | {L} Marathon | {L} Open | {K} Open | {L} Grand Prix | {L} Film
        Festival | {L} International | {last} Classic | {last} Invitational | {last} Report | {last} Plan | {field} Act | {cause} Act | {last} Act |
        {field} Reform Act | {field} Bill | {cause} Bill | National {cause} Plan | Operation {coined} | Treaty of {L} | {L} Accords | {L} Treaty |
        {L} Agreement | {L} Protocol | {L} Declaration | {L} Conference | World {field} Day | Year of {cause} | {n}th Amendment | {coined} {n}00 |
        {coined} XL | {letters}-{n} | Hurricane {first} | Tropical Storm {first} | Typhoon {first} | {k} Revolution | {k} Empire | {k} Constitution |
        {last} Gold Cup | {k} Cup | World {nickname} Cup | {last} Bowl | Battle of {L} | {k} Grand Prix | Resolution {n}2 | Article {n} | Section {n}""",
    "work": """The {nickname} of {L} | {first} and {first} | A Night in {L} | The {last} Affair | Goodbye , {first} | {L} Blues | The House
        on {last} Street | {cause} and {cause} | The {k} Lover | {first} 's Song | The Last Days of {L} | Waiting for {last} | The {k} {nickname} | From
        {L} to {L} | {K} : A History | The Making of {last} | The Life of {first} {last} | {nickname} and {nickname} | My {k} Summer | {coined}""",
}
FORMS = {kind: listed(text.replace("|", ";")) for kind, text in FORMS.items()}


class Inventor:
    """Makes names; `pools` are the lists of names by kind, `regions` those of states."""

    def __init__(self, dice, pools, regions):
        self.dice, self.pools, self.regions = dice, pools, regions
        self.peoples = [name for name in pools["demonym"] if not name.endswith("s") and name.isascii() and name not in FAITHS]
        self.cities = [name for name in pools["large-city"] if name.isascii()] * 20 + pools["city"]
        self.countries = [name for name in pools["country"] if re.fullmatch(r"[A-Z][a-z.]+( [A-Z][a-z.]+)?", name)]
        self.lasts = [name for name in pools["last"] if name.isascii()]

    def coined(self):
        made = "".join(self.dice.choice(SYLLABLES) for _ in range(self.dice.choice((2, 2, 3))))
        if self.dice.random() < 0.25:
            made += self.dice.choice(("soft", "com", "tech", "net", "corp", "bank", "gen", "air", "card", "star", "One", "Net", "Tech", "Soft"))
        return made[:1].upper() + made[1:]

    def letters(self, least=2, most=5):
        return "".join(self.dice.choice("ABCDEFGHIJKLMNOPRSTUW") for _ in range(self.dice.randint(least, most)))

    def part(self, code):
        dice, pools = self.dice, self.pools
        if code == "k": return dice.choice(self.peoples)
        if code == "K": return dice.choice(self.countries)
        if code == "L": return dice.choice(self.cities)
        if code == "R": return dice.choice([region for region in self.regions if "." not in region])
        if code == "last": return dice.choice(self.lasts)
        if code == "first": return dice.choice(pools["first"])
        if code == "company": return dice.choice(pools["company"])
        if code == "n": return str(dice.randint(2, 19))
        if code == "coined": return self.coined()
        if code == "letters": return self.letters()
        if code == "station": return dice.choice("WK") + self.letters(2, 3)
        return dice.choice(LISTS[code])

    def name(self, kind):
        """A name of a kind, its words and signs apart."""
        made, rest = "", self.dice.choice(FORMS[kind])
        while "{" in rest:
            before, _, rest = rest.partition("{")
            code, _, rest = rest.partition("}")
            made += before + self.part(code)
        words = (made + rest).replace("'s", " 's").split()
        if words[-1] in ("Corp.", "Inc.", "Co.") and words[-2:-1] == words[-1:]:
            words.pop()
        return " ".join(words)

    def acronym(self, name):
        """The first letters of a name, as news puts them in brackets behind it."""
        letters = "".join(word[0] for word in name.split() if word[:1].isupper())
        return letters if 3 <= len(letters) <= 5 else self.letters(3, 4)
