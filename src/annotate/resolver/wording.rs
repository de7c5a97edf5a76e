//! Words that stand in or beside names and make no part of them, and first names. Data only.

/// Titles and offices before the name of a person, folded. Longer ones are made up of these.
#[rustfmt::skip]
pub(super) const TITLES: &[&str] = &[
    "mr", "mister", "messrs", "mrs", "ms", "miss", "mme", "mlle", "madame", "monsieur", "sir", "dame", "lord",
    "lady", "herr", "frau", "senor", "senora", "dr", "doctor", "prof", "professor", "gen", "general", "maj",
    "major", "lt", "lieutenant", "col", "colonel", "capt", "captain", "cmdr", "cdr", "commander", "adm",
    "admiral", "brig", "brigadier", "sgt", "sergeant", "cpl", "corporal", "pvt", "private", "pfc", "spc",
    "field marshal", "marshal", "air marshal", "vice adm", "rear adm", "vice admiral", "rear admiral",
    "air chief marshal", "master sgt", "staff sgt", "president", "pres", "vice president", "vice pres",
    "prime minister", "deputy prime minister", "premier", "chancellor", "vice chancellor", "foreign minister",
    "defense minister", "defence minister", "finance minister", "interior minister", "justice minister",
    "minister", "chief minister", "home secretary", "foreign secretary", "defense secretary", "secretary",
    "secretary of state", "secretary of defense", "treasury secretary", "secretary general", "press secretary",
    "undersecretary", "assistant secretary", "attorney general", "solicitor general", "surgeon general",
    "director general", "sen", "senator", "sens", "rep", "representative", "reps", "congressman",
    "congresswoman", "gov", "governor", "lt gov", "govs", "mayor", "councilman", "councilwoman", "assemblyman",
    "speaker", "house speaker", "majority leader", "minority leader", "opposition leader", "leader",
    "chairman", "chairwoman", "chair", "vice chairman", "ceo", "chief executive", "director", "ambassador",
    "consul", "envoy", "judge", "justice", "chief justice", "magistrate", "district attorney", "prosecutor",
    "sheriff", "detective", "det", "inspector", "insp", "officer", "constable", "superintendent", "supt",
    "police chief", "chief", "agent", "special agent", "king", "queen", "prince", "princess", "crown prince",
    "crown princess", "emperor", "empress", "sheikh", "sheik", "shaikh", "emir", "sultan", "shah", "pope",
    "cardinal", "archbishop", "bishop", "rev", "reverend", "fr", "father", "sister", "brother", "rabbi", "imam",
    "ayatollah", "grand ayatollah", "mullah", "hojatoleslam", "maulana", "deacon", "pastor", "coach",
    "manager", "comrade", "aide", "spokesman", "spokeswoman", "attorney", "lawyer", "candidate",
    "coordinator", "commissioner", "comptroller", "treasurer", "taoiseach", "former", "ex", "acting", "deputy", "interim",
    "late", "then", "exchequer", "of the exchequer", "state sen", "state rep", "saint", "hon", "honorable", "mp", "monsenor", "monsignor", "msgr", "us sen", "us rep",
    "us ambassador", "us president", "us secretary of state",
];

/// What a storm is called before its name.
pub(super) const STORMS: &[&str] = &["hurricane", "storm", "typhoon", "cyclone"];

/// Offices that have words of their own before them: `Economy Minister`, `NASA Administrator`.
#[rustfmt::skip]
pub(super) const OFFICES: &[&str] = &[
    "minister", "governor", "president", "secretary", "senator", "administrator", "ambassador", "spokesman", "spokeswoman",
    "commissioner", "chairman", "chairwoman", "director", "superintendent", "mayor", "premier", "chancellor", "congressman",
    "congresswoman", "representative", "treasurer", "prosecutor", "sheriff", "coach", "manager", "leader", "candidate", "attorney",
];

/// Titles of men.
pub(super) const MALE_TITLES: &[&str] = &[
    "mr",
    "mister",
    "messrs",
    "monsieur",
    "sir",
    "lord",
    "herr",
    "senor",
    "congressman",
    "councilman",
    "king",
    "prince",
    "crown prince",
    "emperor",
    "sultan",
    "shah",
    "pope",
    "cardinal",
    "archbishop",
    "father",
    "fr",
    "brother",
    "imam",
    "ayatollah",
    "mullah",
    "chairman",
    "spokesman",
];

/// Titles of women.
pub(super) const FEMALE_TITLES: &[&str] = &[
    "mrs",
    "ms",
    "miss",
    "mme",
    "mlle",
    "madame",
    "dame",
    "lady",
    "frau",
    "senora",
    "congresswoman",
    "councilwoman",
    "queen",
    "princess",
    "crown princess",
    "empress",
    "sister",
    "chairwoman",
    "spokeswoman",
];

/// Short first names and the ones they stand for.
#[rustfmt::skip]
pub(super) const NICKNAMES: &[(&str, &str)] = &[
    ("bill", "william"), ("billy", "william"), ("will", "william"), ("willie", "william"), ("bob", "robert"),
    ("bobby", "robert"), ("rob", "robert"), ("dick", "richard"), ("rick", "richard"), ("rich", "richard"),
    ("jim", "james"), ("jimmy", "james"), ("jamie", "james"), ("joe", "joseph"), ("joey", "joseph"),
    ("jack", "john"), ("johnny", "john"), ("mike", "michael"), ("mick", "michael"), ("mickey", "michael"),
    ("tom", "thomas"), ("tommy", "thomas"), ("ted", "edward"), ("teddy", "edward"), ("ed", "edward"),
    ("eddie", "edward"), ("tony", "anthony"), ("dan", "daniel"), ("danny", "daniel"), ("dave", "david"),
    ("ben", "benjamin"), ("benny", "benjamin"), ("chris", "christopher"), ("chuck", "charles"),
    ("charlie", "charles"), ("al", "albert"), ("alex", "alexander"), ("andy", "andrew"), ("drew", "andrew"),
    ("art", "arthur"), ("bernie", "bernard"), ("don", "donald"), ("doug", "douglas"), ("frank", "francis"),
    ("fred", "frederick"), ("gerry", "gerald"), ("jerry", "gerald"), ("greg", "gregory"), ("hank", "henry"),
    ("harry", "henry"), ("jeff", "jeffrey"), ("geoff", "geoffrey"), ("ken", "kenneth"), ("larry", "lawrence"),
    ("len", "leonard"), ("matt", "matthew"), ("mitch", "mitchell"), ("nick", "nicholas"), ("pat", "patrick"),
    ("pete", "peter"), ("phil", "philip"), ("ray", "raymond"), ("ron", "ronald"), ("ronnie", "ronald"),
    ("sam", "samuel"), ("stan", "stanley"), ("steve", "steven"), ("stephen", "steven"), ("tim", "timothy"),
    ("walt", "walter"), ("wes", "wesley"), ("zach", "zachary"), ("jon", "jonathan"), ("josh", "joshua"),
    ("vince", "vincent"), ("vlad", "vladimir"), ("liz", "elizabeth"), ("beth", "elizabeth"),
    ("betty", "elizabeth"), ("kate", "katherine"), ("kathy", "katherine"), ("katie", "katherine"),
    ("peggy", "margaret"), ("maggie", "margaret"), ("meg", "margaret"), ("sue", "susan"), ("debbie", "deborah"),
    ("jenny", "jennifer"), ("jen", "jennifer"), ("barb", "barbara"), ("cathy", "catherine"), ("becky", "rebecca"),
    ("abby", "abigail"), ("vicky", "victoria"), ("mohammad", "mohammed"), ("muhammad", "mohammed"),
    ("mohamed", "mohammed"), ("mohamad", "mohammed"), ("muhammed", "mohammed"), ("ahmad", "ahmed"),
    ("moammar", "muammar"), ("hussain", "hussein"), ("husayn", "hussein"), ("yasir", "yasser"),
    ("aleksandr", "alexander"), ("alexandr", "alexander"), ("sergey", "sergei"), ("mikhael", "mikhail"),
];

/// First names of men.
#[rustfmt::skip]
pub(super) const MALE_NAMES: &[&str] = &[
    "william", "robert", "richard", "james", "joseph", "john", "michael", "thomas", "edward", "anthony",
    "daniel", "david", "benjamin", "christopher", "charles", "albert", "alexander", "andrew", "arthur",
    "bernard", "donald", "douglas", "francis", "frederick", "gerald", "gregory", "henry", "jeffrey", "geoffrey",
    "kenneth", "lawrence", "leonard", "matthew", "mitchell", "nicholas", "patrick", "peter", "philip",
    "raymond", "ronald", "samuel", "stanley", "steven", "timothy", "walter", "jonathan", "joshua", "vincent",
    "vladimir", "mohammed", "ahmed", "muammar", "hussein", "yasser", "george", "paul", "mark", "barack",
    "brian", "kevin", "eric", "gary", "scott", "ryan", "jason", "adam", "carl", "karl", "hans", "juan", "jose",
    "carlos", "luis", "jorge", "antonio", "francois", "jacques", "jean", "pierre", "boris", "mikhail", "ivan",
    "sergei", "dmitry", "ali", "hassan", "omar", "ibrahim", "khalifa", "abdul", "nelson", "martin", "roger",
    "simon", "stuart", "neil", "craig", "bruce", "dennis", "howard", "harold", "ralph", "roy", "louis",
];

/// First names of women.
#[rustfmt::skip]
pub(super) const FEMALE_NAMES: &[&str] = &[
    "mary", "hillary", "hilary", "elizabeth", "katherine", "catherine", "margaret", "susan", "deborah",
    "jennifer", "barbara", "rebecca", "abigail", "victoria", "nancy", "laura", "michelle", "melania", "ivanka",
    "jill", "angela", "theresa", "diana", "camilla", "anne", "ann", "anna", "jane", "sarah", "helen", "linda",
    "patricia", "karen", "lisa", "sandra", "donna", "carol", "ruth", "sharon", "maria", "julia", "julie",
    "emma", "emily", "olivia", "sophia", "chelsea", "rosalynn", "jacqueline", "ethel", "rose", "alice",
    "martha", "gloria", "ursula", "christine", "marine", "brigitte", "carla", "cristina", "isabel", "eva",
    "indira", "sonia", "benazir", "winnie", "imelda", "corazon", "raisa", "tatiana", "natalia", "olga",
    "svetlana", "fatima", "aisha", "kamala", "condoleezza", "madeleine", "janet", "judith", "joan", "amy",
];

/// Family names that stand first.
#[rustfmt::skip]
pub(super) const FAMILY_FIRST: &[&str] = &[
    "kim", "park", "moon", "roh", "lee", "choi", "xi", "hu", "jiang", "deng", "mao", "zhou", "zhao", "li",
    "wang", "zhang", "chen", "liu", "wen", "zhu", "yang", "wu", "peng", "ma", "nguyen", "tran", "ho", "le",
    "chiang", "tsai", "lin", "sun",
];

/// What belongs to a surname and makes none alone.
#[rustfmt::skip]
pub(super) const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "ter", "ten",
    "zu", "af", "al", "el", "ul", "abu", "st",
];

/// What joins a name to a father's: part of the surname that is never left off.
pub(super) const SON_OF: &[&str] = &["bin", "ibn", "ben", "bint"];

/// What follows the name of a person.
pub(super) const GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// What the law adds to the name of a company.
#[rustfmt::skip]
pub(super) const LEGAL: &[&str] = &[
    "inc", "incorporated", "corp", "corporation", "co", "company", "cos", "companies", "ltd", "limited", "plc",
    "group", "ag", "sa", "nv", "bv", "gmbh", "llc", "llp", "lp", "spa", "ab", "oyj", "kk", "se", "pty", "pte",
    "holdings", "holding",
];

/// What the name of an organization leaves out of its initials.
pub(super) const SMALL: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "to", "de", "la", "des", "du", "del", "et", "y",
];

/// Words with which the names of many organizations begin.
#[rustfmt::skip]
pub(super) const GENERIC: &[&str] = &[
    "national", "american", "united", "first", "general", "international", "central", "bank", "university",
    "ministry", "department", "world", "new", "federal", "state", "royal", "democratic", "republican",
    "european", "african", "asian", "north", "south", "east", "west", "northern", "southern", "eastern",
    "western", "city", "house", "senate", "supreme", "high", "court", "council", "committee", "commission",
    "institute", "center", "centre", "people", "peoples", "social", "socialist", "communist", "liberal",
    "labor", "labour", "conservative", "green", "islamic", "christian", "catholic", "jewish", "public",
    "standard", "union", "association", "society", "party", "police", "army", "navy", "air", "security",
    "foreign", "defense", "defence", "justice", "health", "education", "environmental", "human", "global",
    "great", "grand", "old", "young", "free", "independent", "popular", "revolutionary", "joint", "special",
    "common", "office", "agency", "board", "bureau", "government", "parliament", "school", "college",
    "church", "republic", "congress", "force", "forces", "board", "media", "news", "press", "pacific",
    "atlantic", "mid", "middle", "big", "white", "black", "red", "blue", "economic", "financial", "trade",
];

/// Words that are no name at all, whatever the tagger says.
#[rustfmt::skip]
pub(super) const NO_NAMES: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed",
    "thu", "thur", "thurs", "fri", "sat", "he", "she", "it", "they", "we", "you", "his", "her", "hers", "him", "them",
    "their", "our", "my", "me", "i", "the", "a", "an", "this", "that", "these", "those", "there", "here", "but",
    "and", "or", "if", "in", "on", "at", "as", "for", "of", "to", "from", "by", "with", "after", "before",
    "what", "when", "where", "why", "how", "yes", "no", "not", "its", "some", "many", "most", "both",
    "meanwhile", "however", "also", "inc", "corp", "co", "ltd", "jr", "sr", "january", "february", "july",
    "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept",
    "sep", "oct", "nov", "dec", "today", "yesterday", "tomorrow", "christmas", "easter", "people", "yeah", "um", "oh",
    "well", "life", "earth", "dvd", "cd", "tv", "pc", "gdp", "ceo", "hiv", "aids", "sars", "flu", "bank", "banks",
    "central bank", "court", "state", "commission", "committee", "company", "group", "government", "ministry", "department",
    "cabinet", "open", "cup", "street", "house of", "club", "party", "city", "county", "university", "church", "school", "board",
    "agency", "council", "exchange", "industries", "international", "national", "world", "internet", "web", "net", "north",
    "south", "east", "west", "central", "constitution", "republicans and democrats", "market", "markets", "gnp", "us tv", "pcs", "vi", "wn", "republic", "oscars", "budget", "ltd plc", "payout", "sells", "okay", "ok", "radio", "plc", "hollywood film", "mi", "pa", "amo",
];

/// Words of tables and of wires' shorthand: a name of nothing else is none.
#[rustfmt::skip]
pub(super) const SHORTHAND: &[&str] = &[
    "shr", "shrs", "qtr", "qtly", "qtrly", "net", "mln", "bln", "dlr", "dlrs", "stg", "rev", "revs", "avg", "pct", "cts", "oper", "vs",
    "inc", "co", "ltd", "corp", "us", "canadian", "year", "mths", "nine", "six", "prior", "sets", "div", "loss", "note", "pay",
    "record", "h1", "q1", "q2", "q3", "q4", "1st", "2nd", "3rd", "4th", "yr", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "oct", "nov", "dec", "crude", "spot", "cwt", "tonnes",
];

/// What a name of several words ends with that is one of an event, a prize or a measure.
#[rustfmt::skip]
pub(super) const EVENTS: &[&str] = &[
    "cup", "championship", "championships", "olympics", "games", "prize", "prizes", "award", "awards", "war", "day", "year",
    "average", "index", "masters", "grammy", "oscar", "oscars", "act", "treaty", "agreement", "amendment", "eve", "season",
];

/// Firms that go by names of people, folded.
#[rustfmt::skip]
pub(super) const FIRMS: &[&str] = &[
    "goldman sachs", "morgan stanley", "merrill lynch", "smith barney", "salomon brothers", "lehman brothers",
    "shearson lehman", "shearson lehman brothers", "kidder peabody", "e f hutton", "ef hutton", "paine webber", "painewebber",
    "dean witter", "drexel burnham", "drexel burnham lambert", "bear stearns", "jp morgan", "j p morgan", "jpmorgan",
    "wells fargo", "harris upham", "donaldson lufkin", "lufkin", "l f rothschild", "alex brown", "charles schwab",
    "standard and poors", "standard poors", "moodys", "dun bradstreet", "arthur andersen", "price waterhouse", "ernst young",
    "peat marwick", "eli lilly", "johnson johnson", "procter gamble", "philip morris", "abbott laboratories", "warner lambert",
    "bristol myers", "hewlett packard", "mcdonnell douglas", "general dynamics", "rolls royce", "marks spencer", "ford motor",
    "wal mart", "walmart", "sears roebuck", "levi strauss", "louis vuitton", "christian dior", "hugo boss", "calvin klein",
    "ralph lauren", "freddie mac", "fannie mae", "ben jerrys", "john deere", "mcdonalds", "lloyds", "sothebys", "christies",
    "pratt whitney", "pratt and whitney", "duff phelps", "dun bradstreet", "black decker", "smith nephew", "barnes noble",
    "brown root", "crum forster", "donaldson lufkin jenrette", "merrill lynch pierce fenner smith", "baker hughes", "lloyds bank",
    "peat marwick mitchell", "coopers lybrand", "deloitte haskins sells", "touche ross", "arthur young", "baker fentress",
    "smith kline", "smithkline beckman", "warner communications", "hughes tool", "bell howell", "kohlberg kravis", "kohlberg kravis roberts",
    "james capel", "phillips drew", "wagner brown", "kleinwort benson", "morgan grenfell", "hoare govett", "sg warburg",
    "rowe pitman", "barclays de zoete wedd", "kitcat aitken", "scrimgeour vickers", "thomson mckinnon", "county natwest",
    "janney montgomery scott", "jardine matheson", "jardine fleming", "cable wireless", "marsh mclennan", "bache", "blyth eastman",
    "alex brown sons", "piper jaffray", "prudential bache", "dillon read", "lazard freres", "harris trust", "wells rich greene",
    "simon schuster", "random house", "warner bros", "warner brothers", "franz ferdinand", "scissor sisters",
];

/// What is a person's name only where the story has that person in full: words that are other names' parts.
#[rustfmt::skip]
pub(super) const DOUBTFUL: &[&str] = &[
    "moody", "poor", "sells", "reuter", "sterling", "tory", "street", "bell", "tories", "labour", "commons", "rover",
    "dollar", "files", "coffee", "rice", "cbt", "kidder", "peabody", "sachs", "salomon", "shearson", "goldman",
    "merrill", "lehman", "cargill", "drexel", "hutton", "phelps", "dixons", "donaldson", "lufkin", "jenrette", "witter", "paine", "chrysler", "alex", "phillips",
];

/// Words that are names as well, but hardly where a sentence begins with them: `Total profits rose`.
#[rustfmt::skip]
pub(super) const OPENERS: &[&str] = &[
    "total", "unlike", "small", "nickel", "lard", "arbitragers", "besides", "brokers", "cotton", "grain", "copper", "crude", "price", "prices", "market", "markets", "sales", "shares", "profit", "profits", "trade", "dealers", "traders",
    "analysts", "target", "gap", "orange", "sharp", "apple", "general", "standard", "universal", "continental", "royal", "union",
    "force", "may", "mark", "will", "bill", "grant", "rich", "young", "long", "short", "black", "white", "green", "gold",
];

/// Months that are names of people as well: names where the story has such a person in full.
pub(super) const MONTHS: &[&str] = &["march", "april", "may", "june", "august"];
