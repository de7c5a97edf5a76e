//! Tests of datelines: every shape that agencies print, and what looks like one and is none. The
//! sentences are written for the purpose.

use super::dates::Day;
use super::*;

/// Published on this day, a Wednesday, unless a test says otherwise.
fn published() -> Option<Date> {
    Date::new(2020, 1, 15)
}

/// Places with region and country, date, agency, tag, rule and confidence, joined by bars.
fn summary(dateline: &Dateline) -> String {
    let place = |place: &crate::article::Place| {
        let region = place
            .region
            .as_ref()
            .map(|region| format!(", {region}"))
            .unwrap_or_default();
        let country = place
            .country
            .as_ref()
            .map(|country| format!(" {country}"))
            .unwrap_or_default();
        format!("{}{region}{country}", place.name)
    };
    let places = dateline.places.iter().map(place).collect::<Vec<_>>().join("; ");
    let date = dateline.date.map(|date| date.to_string()).unwrap_or_default();
    let agency = dateline.agency.clone().unwrap_or_default();
    let tag = dateline.tag.clone().unwrap_or_default();
    format!(
        "{places} | {date} | {agency} | {tag} | {} | {}",
        dateline.rule.name(),
        dateline.confidence
    )
}

/// Text, what is read in it, and what is left of it.
const OPENINGS: &[(&str, &str, &str)] = &[
    (
        "BEIRUT (AP) — Shops opened.",
        "Beirut LB |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "GROSETO, Italy (AP) -- Shops opened.",
        "Groseto IT |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "RALEIGH, N.C. (AP) _ Shops opened.",
        "Raleigh, North Carolina US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "RALEIGH, N.C. (AP) - Shops opened.",
        "Raleigh, North Carolina US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "ST. LOUIS (AP) — Shops opened.",
        "St. Louis, Missouri US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "ST LOUIS (AP) — Shops opened.",
        "St. Louis, Missouri US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "SAINT LOUIS (AP) — Shops opened.",
        "St. Louis, Missouri US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "PORTLAND, Maine (AP) — Shops opened.",
        "Portland, Maine US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "PARIS, Texas (AP) — Shops opened.",
        "Paris, Texas US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "PARIS (AP) — Shops opened.",
        "Paris FR |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "GENEVA, N.Y. (AP) — Shops opened.",
        "Geneva, New York US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "GENEVA (AP) — Shops opened.",
        "Geneva CH |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "MOSCOW, Idaho (AP) — Shops opened.",
        "Moscow, Idaho US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "ATLANTA, Georgia (AP) — Shops opened.",
        "Atlanta, Georgia US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "TBILISI, Georgia (AP) — Shops opened.",
        "Tbilisi GE |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "GORI, Georgia (AP) — Shops opened.",
        "Gori GE |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "KANSAS CITY, Kan. (AP) — Shops opened.",
        "Kansas City, Kansas US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "KANSAS CITY, Mo. (AP) — Shops opened.",
        "Kansas City, Missouri US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "MORGANTOWN, W.Va. (AP) — Shops opened.",
        "Morgantown, West Virginia US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "MORGANTOWN, W. Va. (UPI) — Shops opened.",
        "Morgantown, West Virginia US |  | UPI |  | agency | 100",
        "Shops opened.",
    ),
    (
        "PIERRE, S.D. (AP) — Shops opened.",
        "Pierre, South Dakota US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "McALLEN, Texas (AP) — Shops opened.",
        "McAllen, Texas US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "MCALLEN, Tex. (AP) — Shops opened.",
        "McAllen, Texas US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "COEUR D'ALENE, Idaho (AP) — Shops opened.",
        "Coeur d'Alene, Idaho US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "COEUR d’ALENE, Idaho (AP) — Shops opened.",
        "Coeur d'Alene, Idaho US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "DeKALB, Ill. (AP) — Shops opened.",
        "DeKalb, Illinois US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "LaGRANGE, Ga. (AP) — Shops opened.",
        "LaGrange, Georgia US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "O'FALLON, Mo. (AP) — Shops opened.",
        "O'Fallon, Missouri US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "WINSTON-SALEM, N.C. (AP) — Shops opened.",
        "Winston-Salem, North Carolina US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "PORT-AU-PRINCE, Haiti (AP) — Shops opened.",
        "Port-au-Prince HT |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "N'DJAMENA, Chad (AP) — Shops opened.",
        "N'Djamena TD |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "STRATFORD-UPON-AVON, England (AP) — Shops opened.",
        "Stratford-upon-Avon, England GB |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "BELFAST, Northern Ireland (AP) — Shops opened.",
        "Belfast, Northern Ireland GB |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "HALIFAX, Nova Scotia (AP) — Shops opened.",
        "Halifax, Nova Scotia CA |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "CALGARY, Alberta (AP) — Shops opened.",
        "Calgary, Alberta CA |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "ALICE SPRINGS, Australia (AP) — Shops opened.",
        "Alice Springs, Northern Territory AU |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "SRINAGAR, Kashmir (AP) — Shops opened.",
        "Srinagar, Kashmir IN |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "CHANDIGARH, Punjab, India (AP) — Shops opened.",
        "Chandigarh, Punjab IN |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "AJACCIO, Corsica (AP) — Shops opened.",
        "Ajaccio, Corsica FR |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "UNITED NATIONS (AP) — Shops opened.",
        "United Nations |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "VATICAN CITY (AP) — Shops opened.",
        "Vatican City VA |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "ABOARD AIR FORCE ONE (AP) — Shops opened.",
        "Aboard Air Force One |  | AP |  | agency | 95",
        "Shops opened.",
    ),
    (
        "ABOARD AIR FORCE ONE — Shops opened.",
        "Aboard Air Force One |  |  |  | place | 50",
        "Shops opened.",
    ),
    (
        "Aboard the HMS Queen Elizabeth (AP) — Shops opened.",
        "Aboard the HMS Queen Elizabeth |  | AP |  | agency | 80",
        "Shops opened.",
    ),
    (
        "ON THE MISSISSIPPI RIVER (AP) — Shops opened.",
        "On the Mississippi River |  | AP |  | agency | 95",
        "Shops opened.",
    ),
    (
        "ON THE MISSISSIPPI RIVER — Shops opened.",
        "On the Mississippi River |  |  |  | place | 50",
        "Shops opened.",
    ),
    (
        "NEAR KANDAHAR, Afghanistan (AP) — Shops opened.",
        "Near Kandahar AF |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "WITH THE 3RD INFANTRY DIVISION, Iraq (AP) — Shops opened.",
        "With the 3rd Infantry Division IQ |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "ANDREWS AIR FORCE BASE, Md. (AP) — Shops opened.",
        "Andrews Air Force Base, Maryland US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "RIVERSIDE COUNTY, Calif. (AP) — Shops opened.",
        "Riverside County, California US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "GUANTANAMO BAY NAVAL BASE, Cuba (AP) — Shops opened.",
        "Guantanamo Bay Naval Base CU |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "BELGRADE, Yugoslavia (AP) — Shops opened.",
        "Belgrade RS |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "ZAGREB, Yugoslavia (AP) — Shops opened.",
        "Zagreb HR |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "KIEV, U.S.S.R. (AP) — Shops opened.",
        "Kiev UA |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "NORILSK, Soviet Union (AP) — Shops opened.",
        "Norilsk RU |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "BONN, West Germany (AP) — Shops opened.",
        "Bonn DE |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "PRAGUE, Czechoslovakia (AP) — Shops opened.",
        "Prague CZ |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "RANGOON, Burma (AP) — Shops opened.",
        "Rangoon MM |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "SAN JUAN, Puerto Rico (AP) — Shops opened.",
        "San Juan PR |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "TERNOVKA, Soviet Union (UPI) -- Shops opened.",
        "Ternovka RU |  | UPI |  | agency | 100",
        "Shops opened.",
    ),
    (
        "SALVADOR, Feb 26 - Shops opened.",
        "Salvador BR | 2020-02-26 |  |  | place | 85",
        "Shops opened.",
    ),
    (
        "MOSCOW, Jan 27 (Reuters) - Shops opened.",
        "Moscow RU | 2020-01-27 | Reuters |  | agency | 100",
        "Shops opened.",
    ),
    (
        "LONDON (Reuters) - Shops opened.",
        "London, England GB |  | Reuters |  | agency | 100",
        "Shops opened.",
    ),
    (
        "LONDON (Reuters Breakingviews) - Shops opened.",
        "London, England GB |  | Reuters |  | agency | 100",
        "Shops opened.",
    ),
    (
        "NEW YORK/LONDON, Jan 8 (Reuters) - Shops opened.",
        "New York, New York US; London, England GB | 2020-01-08 | Reuters |  | agency | 100",
        "Shops opened.",
    ),
    (
        "SYDNEY/BEIJING (Reuters) – Shops opened.",
        "Sydney, New South Wales AU; Beijing CN |  | Reuters |  | agency | 100",
        "Shops opened.",
    ),
    (
        "DUBAI, Dec 31 (Reuters) - Shops opened.",
        "Dubai AE | 2019-12-31 | Reuters |  | agency | 100",
        "Shops opened.",
    ),
    (
        "OUAGADOUGOU, Feb 29 (Reuters) - Shops opened.",
        "Ouagadougou BF | 2020-02-29 | Reuters |  | agency | 100",
        "Shops opened.",
    ),
    (
        "ZURICH, Jan 14, 2019 (Reuters) - Shops opened.",
        "Zurich CH | 2019-01-14 | Reuters |  | agency | 100",
        "Shops opened.",
    ),
    (
        "PARIS, Jan 1 (AFP) - Shops opened.",
        "Paris FR | 2020-01-01 | AFP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "New Delhi (AFP) - Shops opened.",
        "New Delhi IN |  | AFP |  | agency | 95",
        "Shops opened.",
    ),
    (
        "PARIS (AFP) - – Shops opened.",
        "Paris FR |  | AFP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "Moscow (Agence France-Presse) — Shops opened.",
        "Moscow RU |  | AFP |  | agency | 95",
        "Shops opened.",
    ),
    (
        "BEIRUT, Lebanon, June 2 (UPI) — Shops opened.",
        "Beirut LB | 2019-06-02 | UPI |  | agency | 100",
        "Shops opened.",
    ),
    (
        "Jan. 14 (UPI) -- Shops opened.",
        " | 2020-01-14 | UPI |  | agency | 85",
        "Shops opened.",
    ),
    (
        "WASHINGTON, Jan. 14 (UPI) -- Shops opened.",
        "Washington, District of Columbia US | 2020-01-14 | UPI |  | agency | 100",
        "Shops opened.",
    ),
    (
        "WASHINGTON -- Shops opened.",
        "Washington, District of Columbia US |  |  |  | place | 65",
        "Shops opened.",
    ),
    (
        "WASHINGTON, April 30 — Shops opened.",
        "Washington, District of Columbia US | 2020-04-30 |  |  | place | 100",
        "Shops opened.",
    ),
    (
        "RIYADH, Saudi Arabia, March 29 — Shops opened.",
        "Riyadh SA | 2020-03-29 |  |  | qualifier | 100",
        "Shops opened.",
    ),
    (
        "ONTARIO, N.Y., Jan. 26 — Shops opened.",
        "Ontario, New York US | 2020-01-26 |  |  | qualifier | 100",
        "Shops opened.",
    ),
    (
        "Special to The New York Times\nWASHINGTON, April 30 — Shops opened.",
        "Washington, District of Columbia US | 2020-04-30 |  |  | place | 100",
        "Shops opened.",
    ),
    (
        "Reporting from London",
        "London, England GB |  |  |  | place | 45",
        "",
    ),
    (
        "Reporting from Washington and New York",
        "Washington, District of Columbia US; New York, New York US |  |  |  | place | 45",
        "",
    ),
    (
        "BEIJING, Jan. 1(Xinhua) -- Shops opened.",
        "Beijing CN | 2020-01-01 | Xinhua |  | agency | 100",
        "Shops opened.",
    ),
    (
        "CARBONDALE, United States, Dec. 13 (Xinhua) -- Shops opened.",
        "Carbondale, Illinois US | 2019-12-13 | Xinhua |  | agency | 100",
        "Shops opened.",
    ),
    (
        "EL CAIRO, 30 jun (Xinhua) -- Abrieron las tiendas.",
        "El Cairo EG | 2019-06-30 | Xinhua |  | agency | 100",
        "Abrieron las tiendas.",
    ),
    (
        "MOSCOW, October 4. /TASS/. Shops opened.",
        "Moscow RU | 2019-10-04 | TASS |  | agency | 100",
        "Shops opened.",
    ),
    (
        "MOSCOW, October 4 /TASS/ Shops opened.",
        "Moscow RU | 2019-10-04 | TASS |  | agency | 100",
        "Shops opened.",
    ),
    (
        "MOSCOW, January 14. /RTA/. Shops opened.",
        "Moscow RU | 2020-01-14 |  | RTA | date | 95",
        "Shops opened.",
    ),
    (
        "NEW YORK, Jan. 2 /NewsBeam/ -- Shops opened.",
        "New York, New York US | 2020-01-02 |  | NewsBeam | place | 100",
        "Shops opened.",
    ),
    (
        "NEW YORK, Jan. 2/NewsBeam via Skylink/ -- Shops opened.",
        "New York, New York US | 2020-01-02 |  | NewsBeam via Skylink | place | 100",
        "Shops opened.",
    ),
    (
        "TORONTO, Jan. 2, 2020 /CNW/ - Shops opened.",
        "Toronto, Ontario CA | 2020-01-02 | Canada NewsWire |  | agency | 100",
        "Shops opened.",
    ),
    (
        "TOKYO, Jan. 2 /Xinhua-Kyodo/ -- Shops opened.",
        "Tokyo JP | 2020-01-02 | Xinhua/Kyodo |  | agency | 100",
        "Shops opened.",
    ),
    (
        "OSLO/PARIS/ROME, Jan. 2 - Shops opened.",
        "Oslo NO; Paris FR; Rome IT | 2020-01-02 |  |  | place | 100",
        "Shops opened.",
    ),
    (
        "MOSCOW. Oct 4 (Interfax) - Shops opened.",
        "Moscow RU | 2019-10-04 | Interfax |  | agency | 100",
        "Shops opened.",
    ),
    (
        "MOSCOW, January 9 (RIA Novosti) - Shops opened.",
        "Moscow RU | 2020-01-09 | RIA Novosti |  | agency | 100",
        "Shops opened.",
    ),
    (
        "Washington, 4 ene (EFE).- Abrieron las tiendas.",
        "Washington, District of Columbia US | 2020-01-04 | EFE |  | agency | 100",
        "Abrieron las tiendas.",
    ),
    (
        "Moscú, 1 ene (EFE).-La tienda abrió.",
        "Moscú RU | 2020-01-01 | EFE |  | agency | 100",
        "La tienda abrió.",
    ),
    (
        "Montevidéu, 12 jul (EFE).- As lojas abriram.",
        "Montevidéu UY | 2019-07-12 | EFE |  | agency | 100",
        "As lojas abriram.",
    ),
    (
        "Bilbao (España), 3 feb (EFE).- Abrieron las tiendas.",
        "Bilbao ES | 2020-02-03 | EFE |  | agency | 100",
        "Abrieron las tiendas.",
    ),
    (
        "Río de Janeiro, 5 de enero de 2020 (EFE).- Abrieron las tiendas.",
        "Río de Janeiro BR | 2020-01-05 | EFE |  | agency | 100",
        "Abrieron las tiendas.",
    ),
    (
        "MOSCÚ, 3 ene (Europa Press) - Abrieron las tiendas.",
        "Moscú RU | 2020-01-03 | Europa Press |  | agency | 100",
        "Abrieron las tiendas.",
    ),
    (
        "SÃO PAULO, 12 de janeiro (Reuters) - As lojas abriram.",
        "São Paulo BR | 2020-01-12 | Reuters |  | agency | 100",
        "As lojas abriram.",
    ),
    (
        "GENÈVE, 14 janvier (ATS) - Les magasins ont ouvert.",
        "Genève CH | 2020-01-14 | ATS |  | agency | 100",
        "Les magasins ont ouvert.",
    ),
    (
        "PARIS, 1er janv. (AFP) — Les magasins ont ouvert.",
        "Paris FR | 2020-01-01 | AFP |  | agency | 100",
        "Les magasins ont ouvert.",
    ),
    (
        "MÜNCHEN (dpa) - Läden öffnen.",
        "München DE |  | dpa |  | agency | 95",
        "Läden öffnen.",
    ),
    (
        "Berlin (dpa) - Läden öffnen.",
        "Berlin DE |  | dpa |  | agency | 95",
        "Läden öffnen.",
    ),
    (
        "Frankfurt/Main (dpa) - Läden öffnen.",
        "Frankfurt/Main DE |  | dpa |  | agency | 80",
        "Läden öffnen.",
    ),
    (
        "Wien, 7. Januar (APA) - Läden öffnen.",
        "Wien AT | 2020-01-07 | APA |  | agency | 100",
        "Läden öffnen.",
    ),
    (
        "Peine (dpa/lni) - Läden öffnen.",
        "Peine DE |  | dpa | lni | agency | 80",
        "Läden öffnen.",
    ),
    (
        "Genf/Kiew (dpa) - Läden öffnen.",
        "Genf CH; Kiew UA |  | dpa |  | agency | 80",
        "Läden öffnen.",
    ),
    (
        "ROMA, 1 LUG (ANSA) - I negozi aprono.",
        "Roma IT | 2019-07-01 | ANSA |  | agency | 100",
        "I negozi aprono.",
    ),
    (
        "Taipei, Jan. 3 (CNA) -- Shops opened.",
        "Taipei TW | 2020-01-03 | CNA |  | agency | 100",
        "Shops opened.",
    ),
    (
        "New Delhi [India], January 1 (ANI): Shops opened.",
        "New Delhi IN | 2020-01-01 | ANI |  | agency | 100",
        "Shops opened.",
    ),
    (
        "NEW DELHI: Shops opened.",
        "New Delhi IN |  |  |  | place | 60",
        "Shops opened.",
    ),
    (
        "Mumbai, Jan 5 (PTI) Shops opened.",
        "Mumbai IN | 2020-01-05 | PTI |  | agency | 100",
        "Shops opened.",
    ),
    (
        "BENGALURU, JAN 5 (IANS) | Shops opened.",
        "Bengaluru IN | 2020-01-05 | IANS |  | agency | 100",
        "Shops opened.",
    ),
    (
        "LAGOS (NAN) — Shops opened.",
        "Lagos NG |  | NAN |  | agency | 95",
        "Shops opened.",
    ),
    (
        "Abuja, Jan. 2, 2020 (NAN) Shops opened.",
        "Abuja NG | 2020-01-02 | NAN |  | agency | 100",
        "Shops opened.",
    ),
    (
        "KUALA LUMPUR, Jan 2 (Bernama) -- Shops opened.",
        "Kuala Lumpur MY | 2020-01-02 | Bernama |  | agency | 100",
        "Shops opened.",
    ),
    (
        "KIEV, January 3 /Ukrinform/. Shops opened.",
        "Kiev UA | 2020-01-03 | Ukrinform |  | agency | 100",
        "Shops opened.",
    ),
    (
        "TEHRAN, Jan. 3 (IRNA) -- Shops opened.",
        "Tehran IR | 2020-01-03 | IRNA |  | agency | 100",
        "Shops opened.",
    ),
    (
        "ANKARA, Turkey (AA) – Shops opened.",
        "Ankara TR |  | Anadolu |  | agency | 100",
        "Shops opened.",
    ),
    (
        "SPRINGFIELD, Mo., Jan. 6, 2020 /PRNewswire/ -- Shops opened.",
        "Springfield, Missouri US | 2020-01-06 | PRNewswire |  | agency | 100",
        "Shops opened.",
    ),
    (
        "SPRINGFIELD--(BUSINESS WIRE)--Shops opened.",
        "Springfield |  | Business Wire |  | agency | 65",
        "Shops opened.",
    ),
    (
        "SAN JOSE, Calif.--(BUSINESS WIRE)--Jan. 5, 2006--Shops opened.",
        "San Jose, California US | 2006-01-05 | Business Wire |  | agency | 100",
        "Shops opened.",
    ),
    (
        "WALTHAM, Mass., January 06, 2020 (GLOBE NEWSWIRE) -- Shops opened.",
        "Waltham, Massachusetts US | 2020-01-06 | GlobeNewswire |  | agency | 100",
        "Shops opened.",
    ),
    (
        "TORONTO, Jan. 6, 2020 /CNW/ - Shops opened.",
        "Toronto, Ontario CA | 2020-01-06 | Canada NewsWire |  | agency | 100",
        "Shops opened.",
    ),
    (
        "Beijing/Moscow (AP) - Shops opened.",
        "Beijing CN; Moscow RU |  | AP |  | agency | 95",
        "Shops opened.",
    ),
    (
        "LONDON and PARIS (AP) — Shops opened.",
        "London, England GB; Paris FR |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "LONDON AND PARIS — Shops opened.",
        "London, England GB; Paris FR |  |  |  | place | 65",
        "Shops opened.",
    ),
    (
        "DALLAS/FORT WORTH, Texas (AP) — Shops opened.",
        "Dallas, Texas US; Fort Worth, Texas US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "GAZA/JERUSALEM (Reuters) - Shops opened.",
        "Gaza PS; Jerusalem IL |  | Reuters |  | agency | 100",
        "Shops opened.",
    ),
    (
        "WASHINGTON (AP/Reuters) — Shops opened.",
        "Washington, District of Columbia US |  | AP/Reuters |  | agency | 100",
        "Shops opened.",
    ),
    (
        "GENEVA (NAA) — Shops opened.",
        "Geneva CH |  |  | NAA | place | 65",
        "Shops opened.",
    ),
    (
        "Berlin/Moscow (dna) - Shops opened.",
        "Berlin DE; Moscow RU |  |  | dna | place | 50",
        "Shops opened.",
    ),
    (
        "COLUMBIA, Mo. (KMIZ) — Shops opened.",
        "Columbia, Missouri US |  |  | KMIZ | qualifier | 85",
        "Shops opened.",
    ),
    (
        "COLUMBIA, Mo. (KMIZ) Shops opened.",
        "Columbia, Missouri US |  |  | KMIZ | qualifier | 80",
        "Shops opened.",
    ),
    (
        "NASHVILLE, Tenn. (WKRN-TV) — Shops opened.",
        "Nashville, Tennessee US |  |  | WKRN-TV | qualifier | 85",
        "Shops opened.",
    ),
    (
        "Washington (CNN)The shops opened.",
        "Washington, District of Columbia US |  | CNN |  | agency | 90",
        "The shops opened.",
    ),
    (
        "(CNN) -- Shops opened.",
        " |  | CNN |  | agency | 50",
        "Shops opened.",
    ),
    ("AP - Shops opened.", " |  | AP |  | agency | 50", "Shops opened."),
    (
        "Reuters - Shops opened.",
        " |  | Reuters |  | agency | 50",
        "Shops opened.",
    ),
    (
        "Canadian Press - OTTAWA (CP) - Shops opened.",
        "Ottawa, Ontario CA |  | The Canadian Press |  | agency | 95",
        "Shops opened.",
    ),
    (
        "JUNEAU, Alaska (AP) — Shops opened.",
        "Juneau, Alaska US |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "AUGUSTA, Maine — Shops opened.",
        "Augusta, Maine US |  |  |  | qualifier | 85",
        "Shops opened.",
    ),
    (
        "MARQUETTE, Mich. — Shops opened.",
        "Marquette, Michigan US |  |  |  | qualifier | 85",
        "Shops opened.",
    ),
    (
        "MONTGOMERY, Ala. — Shops opened.",
        "Montgomery, Alabama US |  |  |  | qualifier | 85",
        "Shops opened.",
    ),
    (
        "SUNNYVALE, Calif. — Shops opened.",
        "Sunnyvale, California US |  |  |  | qualifier | 85",
        "Shops opened.",
    ),
    (
        "MOBILE, Ala. — Shops opened.",
        "Mobile, Alabama US |  |  |  | qualifier | 85",
        "Shops opened.",
    ),
    (
        "HONG KONG — “Shops opened,” he said.",
        "Hong Kong HK |  |  |  | place | 65",
        "“Shops opened,” he said.",
    ),
    (
        "CAIRO — al-Ahram printed it.",
        "Cairo EG |  |  |  | place | 65",
        "al-Ahram printed it.",
    ),
    (
        "NEW YORK, Monday (AP) — Shops opened.",
        "New York, New York US | 2020-01-13 | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "SANTO DOMINGO, March 4 - Shops opened.",
        "Santo Domingo DO | 2020-03-04 |  |  | place | 85",
        "Shops opened.",
    ),
    (
        "JERUSALEM Jan. 13, 2020 — Shops opened.",
        "Jerusalem IL | 2020-01-13 |  |  | place | 100",
        "Shops opened.",
    ),
    (
        "NEW YORK, (Jan. 13, 2020) - Shops opened.",
        "New York, New York US | 2020-01-13 |  |  | place | 100",
        "Shops opened.",
    ),
    (
        "CALGARY, AB (CP) — Shops opened.",
        "Calgary, Alberta CA |  | The Canadian Press |  | agency | 100",
        "Shops opened.",
    ),
    (
        "LOS ANGELES, CA — Shops opened.",
        "Los Angeles, California US |  |  |  | qualifier | 85",
        "Shops opened.",
    ),
    (
        "London, England — Shops opened.",
        "London, England GB |  |  |  | qualifier | 70",
        "Shops opened.",
    ),
    (
        "LIMA, Perú, 2 ene. — Abrieron las tiendas.",
        "Lima PE | 2020-01-02 |  |  | qualifier | 100",
        "Abrieron las tiendas.",
    ),
    (
        "GEORGETOWN, Grand Cayman (CMC) — Shops opened.",
        "Georgetown KY |  | CMC |  | agency | 100",
        "Shops opened.",
    ),
    (
        "*KABUL, Afghanistan (AP) — Shops opened.",
        "Kabul AF |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    ("BEIRUT (AP) —", "Beirut LB |  | AP |  | agency | 100", ""),
    (
        "SMALLVILLE, Jan 3 - Shops opened.",
        "Smallville | 2020-01-03 |  |  | date | 55",
        "Shops opened.",
    ),
    (
        "SANA`A, Yemen (AP) — Shops opened.",
        "Sanaa YE |  | AP |  | agency | 100",
        "Shops opened.",
    ),
    (
        "FORT LAUDERDALE, Fla. - (KRT) - Shops opened.",
        "Fort Lauderdale, Florida US |  | Knight Ridder |  | agency | 100",
        "Shops opened.",
    ),
    (
        "NEW YORK (CNN/Money) - Shops opened.",
        "New York, New York US |  | CNN |  | agency | 100",
        "Shops opened.",
    ),
    (
        "MADRID, 21 Nov. 2011 (Europa Press) - Abrieron las tiendas.",
        "Madrid ES | 2011-11-21 | Europa Press |  | agency | 100",
        "Abrieron las tiendas.",
    ),
    (
        "BEIJING, Aug. 17 (Xinhuanet) -- Shops opened.",
        "Beijing CN | 2019-08-17 | Xinhua |  | agency | 100",
        "Shops opened.",
    ),
    (
        "ROME, Narch 2 (Reuters) - Shops opened.",
        "Rome IT |  | Reuters |  | agency | 100",
        "Shops opened.",
    ),
];

const NO_OPENINGS: &[&str] = &[
    "MOSCOW and/or KYIV will talk.",
    "MOSCOW /and/or Kyiv/ will talk.",
    "MOSCOW /it is said/ - the city - slept.",
    "MOSCOW, 1/2/2020 was a Thursday.",
    "MOSCOW /Russia/Europe - the list",
    "LONDON http://example.org/London/ - the page",
    "London /Ontario/ slept.",
    "LONDON \"(AP)/\" said the sign.",
    "Trump — the president — said so.",
    "TEHRAN-based militias withdrew.",
    "NATO said it would not.",
    "PILOBOLUS - that dance troupe - is back.",
    "WASHINGTON -- that is the question -- has no answer.",
    "NATO — The alliance met.",
    "GAO - The office reported.",
    "READING - The pupils like it.",
    "NICE — The word is overused.",
    "UPDATE - Shops opened.",
    "BREAKING: Shops opened.",
    "Paris — Shops opened.",
    "Amsterdam - Shops opened.",
    "Shops opened in Paris (AP reported).",
    "The Associated Press (AP) reported it.",
    "President Smith (R) - a builder - won.",
    "He said London (AP) was wrong.",
    "By JANE DOE WASHINGTON (AP) — Shops opened.",
    "In London, Jan. 5 - a Sunday - shops opened.",
    "On Jan. 5 (Monday) shops opened.",
    "Jan. 5 - Shops opened.",
    "APRIL 7 - Shops opened.",
    "Monday - Shops opened.",
    "BALANCES AT BANKS ROSE ON MARCH 6",
    "BANK NEWS HIGHLIGHTS, APRIL 7",
    "Profit falls 20 percent (Reuters)",
    "Powell to visit Japan, China next week (AFP)",
    "Other members are Algeria, Kuwait and Qatar. Reuter",
    "The test site is near Brentwood, California. Reuter",
    "SANTA ROSA - .......15............5",
    "HOUSTON (1978) - A good year.",
    "TORONTO (3-1) - A win.",
    "CHINA - The giant wakes.",
    "OHIO - The state votes.",
    "London-listed shares fell.",
    "LONDON stocks fell.",
    "WASHINGTON.",
    "WASHINGTON",
    "(Left to right) The brothers.",
    "/ AFP / John Doe",
    "AP said so.",
    "Reuters - the news agency - said so.",
    "1,000 people (AP) - maybe more.",
    "Madison, Jackson and Monroe (presidents) - all of them.",
    "AT LAST - The end.",
    "IN BRIEF — Shops opened.",
    "MICHAEL JORDAN — The player retired.",
    "“PARIS — Shops opened.”",
];

const FIELDS: &[(&str, &str, &str)] = &[
    (
        "MOSCOW, January 14. /RTA/.",
        "Moscow RU | 2020-01-14 |  | RTA | field | 100",
        "",
    ),
    (
        "    SALVADOR, Feb 26 - ",
        "Salvador BR | 2020-02-26 |  |  | field | 100",
        "",
    ),
    (
        "    CHICAGO, March 13 -\n    ",
        "Chicago, Illinois US | 2020-03-13 |  |  | field | 100",
        "",
    ),
    (
        "NEW YORK -- The market gyrations were unbelievable",
        "New York, New York US |  |  |  | field | 100",
        "The market gyrations were unbelievable",
    ),
    (
        "WASHINGTON (AP)",
        "Washington, District of Columbia US |  | AP |  | field | 100",
        "",
    ),
    ("TOKYO (AP) ", "Tokyo JP |  | AP |  | field | 100", ""),
    (
        "KNOXVILLE, Tenn.",
        "Knoxville, Tennessee US |  |  |  | field | 100",
        "",
    ),
    (
        "FORT WASHINGTON, Pa.",
        "Fort Washington, Pennsylvania US |  |  |  | field | 100",
        "",
    ),
    ("Helsinki", "Helsinki FI |  |  |  | field | 95", ""),
    ("Hämeenlinna", "Hämeenlinna FI |  |  |  | field | 80", ""),
    ("Oberwiesenthal", "Oberwiesenthal |  |  |  | field | 50", ""),
    ("MEXICO CITY (AP) ", "Mexico City MX |  | AP |  | field | 100", ""),
    (
        "Frankfurt/Main (dpa) - ",
        "Frankfurt/Main DE |  | dpa |  | field | 100",
        "",
    ),
    (
        "München/Den Haag (dpa) - ",
        "München DE; Den Haag NL |  | dpa |  | field | 100",
        "",
    ),
    (
        "Ouagadougou, Dec 20, 2019 (AFP) -",
        "Ouagadougou BF | 2019-12-20 | AFP |  | field | 100",
        "",
    ),
    (
        "MADRID, 21 Nov. 2019 (Europa Press) -",
        "Madrid ES | 2019-11-21 | Europa Press |  | field | 100",
        "",
    ),
    (
        "MOSCOW, Monday (Reuters)",
        "Moscow RU | 2020-01-13 | Reuters |  | field | 100",
        "",
    ),
    (
        "SYDNEY March 22 AAP -",
        "Sydney, New South Wales AU | 2020-03-22 | AAP |  | field | 100",
        "",
    ),
    (
        "BEIRUT, Lebanon, June 2.",
        "Beirut LB | 2019-06-02 |  |  | field | 100",
        "",
    ),
    ("Paris, France", "Paris FR |  |  |  | field | 100", ""),
    (
        "Beijing/Moscow",
        "Beijing CN; Moscow RU |  |  |  | field | 95",
        "",
    ),
    (
        "2014-07-16 13:00:03 GMT+00:00",
        " | 2014-07-16 |  |  | field | 85",
        "",
    ),
    ("2.4.2019 16:02:09 CEST", " | 2019-04-02 |  |  | field | 85", ""),
    ("MARCH 04, 2013", " | 2013-03-04 |  |  | field | 85", ""),
    ("APRIL 7 -", " | 2020-04-07 |  |  | field | 90", ""),
    (
        "WASHINGTON, March 12, Reuter -",
        "Washington, District of Columbia US | 2020-03-12 | Reuters |  | field | 100",
        "",
    ),
    (
        "OKLAHOMA CITY, Okla. March 11, Reuter -",
        "Oklahoma City, Oklahoma US | 2020-03-11 | Reuters |  | field | 100",
        "",
    ),
    (
        "CHEVY CHASE, Md., - March 6 -",
        "Chevy Chase, Maryland US | 2020-03-06 |  |  | field | 100",
        "",
    ),
    (
        "FARMINGTON Conn., March 3 -",
        "Farmington, Connecticut US | 2020-03-03 |  |  | field | 100",
        "",
    ),
    (
        "NEW YORK, Narch 2 -",
        "New York, New York US |  |  |  | field | 100",
        "",
    ),
    (
        "FORT WORTH, Texas, -",
        "Fort Worth, Texas US |  |  |  | field | 100",
        "",
    ),
    (
        "sioux city, april 7 -",
        "Sioux City, Iowa US | 2020-04-07 |  |  | field | 100",
        "",
    ),
    (
        "La paz, march 18 -",
        "La Paz BO | 2020-03-18 |  |  | field | 100",
        "",
    ),
    (
        "Peoria, April 7 - Clear/43 degrees -",
        "Peoria, Illinois US | 2020-04-07 |  |  | field | 100",
        "Clear/43 degrees -",
    ),
    (
        "c LONDON, April 9 -",
        "London, England GB | 2020-04-09 |  |  | field | 100",
        "",
    ),
    (
        "0 LONDON, April 9 -",
        "London, England GB | 2020-04-09 |  |  | field | 100",
        "",
    ),
    (
        "****RIO DE JANEIRO, March 4 -",
        "Rio de Janeiro BR | 2020-03-04 |  |  | field | 100",
        "",
    ),
    ("BAGUIO, Philippines -", "Baguio PH |  |  |  | field | 100", ""),
    (
        "AMSTERDAM, 2 March -",
        "Amsterdam NL | 2020-03-02 |  |  | field | 100",
        "",
    ),
    (
        "BUENOS AIRES, ABR 7 -",
        "Buenos Aires AR | 2020-04-07 |  |  | field | 100",
        "",
    ),
    ("LIVERPOOL", "Liverpool, England GB |  |  |  | field | 95", ""),
    (
        "GEORGETOWN, Grand Cayman, British West Indies, April 3 -",
        "Georgetown KY | 2020-04-03 |  |  | field | 100",
        "",
    ),
    (
        "MADRID, 21 Nov. 2011 (Europa Press) -",
        "Madrid ES | 2011-11-21 | Europa Press |  | field | 100",
        "",
    ),
    ("20160116T125700+0000", " | 2016-01-16 |  |  | field | 85", ""),
    ("2016-1-16", " | 2016-01-16 |  |  | field | 85", ""),
    ("AP", " |  | AP |  | field | 95", ""),
    (
        "SAID TO BE DECEMBER 31, 2015",
        " | 2015-12-31 |  |  | field | 85",
        "",
    ),
    ("東京", "東京 |  |  |  | field | 50", ""),
];

const NO_FIELDS: &[&str] = &[
    "",
    "MAR8  --     --",
    "   ",
    "--",
    "COPPER GRADE A -",
    "SILVER -",
    "Position of June 26 -",
    "us 7.8015 -",
    "overnight 4 1/2 -",
    "Bids only -",
    "Federal Express Corp -",
    "----UNLEADED GAS -",
    "7 -",
    "Today -",
    "May 152.8 152.8 ---",
    "(totals -",
];

#[test]
fn reads_openings() {
    for (text, expected, rest) in OPENINGS {
        let (dateline, length) = at_start(text, published()).unwrap_or_else(|| panic!("no dateline: {text}"));
        assert_eq!(summary(&dateline), *expected, "{text}");
        assert_eq!(&text[length..], *rest, "{text}");
    }
}

#[test]
fn leaves_other_openings_alone() {
    for text in NO_OPENINGS {
        assert_eq!(at_start(text, published()), None, "{text}");
    }
}

#[test]
fn reads_fields() {
    for (text, expected, rest) in FIELDS {
        let (dateline, length) = in_field(text, published()).unwrap_or_else(|| panic!("no dateline: {text}"));
        assert_eq!(summary(&dateline), *expected, "{text}");
        assert_eq!(&text[length..], *rest, "{text}");
        assert_eq!(dateline.rule, DatelineRule::Field);
    }
}

#[test]
fn leaves_empty_fields_alone() {
    for text in NO_FIELDS {
        assert_eq!(in_field(text, published()), None, "{text}");
    }
}

#[test]
fn raw_is_as_printed_without_dash() {
    let raw = |text: &str| at_start(text, published()).unwrap().0.raw;
    assert_eq!(
        raw("  OKLAHOMA CITY,\n Okla.  (AP) — Shops opened."),
        "OKLAHOMA CITY, Okla. (AP)"
    );
    assert_eq!(raw("Moscú, 1 ene (EFE).-La tienda abrió."), "Moscú, 1 ene (EFE)");
    assert_eq!(
        raw("MOSCOW, October 4. /TASS/. Shops opened."),
        "MOSCOW, October 4. /TASS/"
    );
    assert_eq!(
        raw("SAN JOSE, Calif.--(BUSINESS WIRE)--Shops opened."),
        "SAN JOSE, Calif.--(BUSINESS WIRE)"
    );
    assert_eq!(
        in_field("    SALVADOR, Feb 26 - \n", None).unwrap().0.raw,
        "SALVADOR, Feb 26"
    );
}

#[test]
fn year_is_that_nearest_to_publication() {
    let year = |month, day, published: (i16, u8, u8)| {
        let published = Date::new(published.0, published.1, published.2);
        let day = Day::Calendar {
            year: None,
            month,
            day,
        };
        day.date(published).unwrap().year()
    };
    assert_eq!(year(12, 31, (2020, 1, 1)), 2019);
    assert_eq!(year(1, 1, (2019, 12, 31)), 2020, "a day ahead, east of the desk");
    assert_eq!(year(2, 25, (1987, 2, 26)), 1987);
    assert_eq!(year(2, 28, (1987, 2, 26)), 1987);
    assert_eq!(year(10, 1, (1987, 3, 1)), 1986);
    assert_eq!(year(2, 29, (2021, 3, 5)), 2020);
    assert_eq!(year(2, 29, (1899, 3, 1)), 1896);
    assert_eq!(year(2, 29, (1902, 3, 1)), 1904);
    let day = Day::Calendar {
        year: None,
        month: 2,
        day: 3,
    };
    assert_eq!(day.date(None), None);
}

#[test]
fn weekday_is_the_last_up_to_publication() {
    let date = |weekday, published| Day::Weekday(weekday).date(published).map(|date| date.to_string());
    assert_eq!(date(2, published()).as_deref(), Some("2020-01-15"));
    assert_eq!(date(3, published()).as_deref(), Some("2020-01-09"));
    assert_eq!(date(6, Date::new(2020, 3, 1)).as_deref(), Some("2020-03-01"));
    assert_eq!(date(5, Date::new(2020, 3, 1)).as_deref(), Some("2020-02-29"));
    assert_eq!(date(0, Date::new(2020, 1, 1)).as_deref(), Some("2019-12-30"));
    assert_eq!(date(0, None), None);
}

#[test]
fn printed_year_needs_no_publication() {
    let (dateline, _) = at_start("ZURICH, Jan 14, 2019 (Reuters) - Shops opened.", None).unwrap();
    assert_eq!(dateline.date, Date::new(2019, 1, 14));
    let (dateline, _) = at_start("ZURICH, Jan 14 (Reuters) - Shops opened.", None).unwrap();
    assert_eq!(dateline.date, None);
    let (dateline, _) = at_start("ZURICH, Feb 30 (Reuters) - Shops opened.", published()).unwrap();
    assert_eq!(dateline.date, None, "no such day");
}

#[test]
fn credit_lines_give_what_the_dateline_lacks() {
    let text = "OCTOBER 14, 2004 (REUTERS) - SAN FRANCISCO -- Shops opened.";
    let (dateline, length) = at_start(text, published()).unwrap();
    assert_eq!(
        summary(&dateline),
        "San Francisco, California US | 2004-10-14 | Reuters |  | place | 65"
    );
    assert_eq!(dateline.raw, "OCTOBER 14, 2004 (REUTERS) - SAN FRANCISCO");
    assert_eq!(&text[length..], "Shops opened.");
}

#[test]
fn names_in_ordinary_case() {
    let names = [
        ("MOSCOW", "Moscow"),
        ("PORT-AU-PRINCE", "Port-au-Prince"),
        ("ST. JOHN'S", "St. John's"),
        ("VILLENEUVE-D'ASCQ", "Villeneuve-d'Ascq"),
        ("MCMURDO STATION", "McMurdo Station"),
        ("MACON", "Macon"),
        ("FALLS OF CRUACHAN", "Falls of Cruachan"),
        ("L'ISLE-VERTE", "L'Isle-Verte"),
        ("USS NIMITZ", "USS Nimitz"),
        ("ÉVRY", "Évry"),
        ("ABOARD HMS VANGUARD", "Aboard HMS Vanguard"),
        ("Sant'Agata", "Sant'Agata"),
        ("ramstein", "Ramstein"),
    ];
    for (printed, expected) in names {
        assert_eq!(case::ordinary(printed), expected);
    }
}

#[test]
fn tables_are_sorted() {
    assert!(agency_names::AGENCIES.is_sorted_by(|one, next| one.0 < next.0));
    assert!(regions::COUNTRIES.is_sorted_by(|one, next| one.0 < next.0));
    assert!(regions::REGIONS.is_sorted_by(|one, next| one.0 < next.0));
    assert!(regions::POSTAL.is_sorted_by(|one, next| one.0 < next.0));
    assert!(regions::STAND_ALONE.is_sorted());
    assert!(dates::MONTHS.is_sorted_by(|one, next| one.0 < next.0));
    assert!(dates::WEEKDAYS.is_sorted_by(|one, next| one.0 < next.0));
    assert!(agencies::BARE.is_sorted());
    assert!(places::SETTINGS.is_sorted());
    assert!(places::WORDS.is_sorted());
    let cities: Vec<&str> = places::CITIES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    assert!(places::CITIES.is_ascii() && cities.len() > 10_000);
    let keys: Vec<String> = cities
        .iter()
        .map(|line| places::fold(line.split('\t').next().unwrap()))
        .collect();
    assert!(
        keys.is_sorted_by(|one, next| one < next),
        "rows by folded name, each once"
    );
    for (line, key) in cities.iter().zip(&keys) {
        assert!(places::is_city(key), "{line}");
    }
    for name in regions::STAND_ALONE {
        assert!(places::is_city(name), "{name}");
    }
}

#[test]
fn every_agency_is_found_by_its_own_name() {
    for (name, agency) in agency_names::AGENCIES {
        let name = name.to_uppercase();
        let read = agencies::read(&name);
        assert_eq!(read.agencies, [*agency], "{name}");
    }
    assert_eq!(agencies::named("Pa"), None);
    assert_eq!(agencies::named("dpa"), Some("dpa"));
    assert_eq!(agencies::read("AP/Reuters").agencies, ["AP", "Reuters"]);
    assert_eq!(agencies::read("RFE/RL").agencies, ["RFE/RL"]);
    assert_eq!(agencies::read("KMIZ").unknown, Some("KMIZ"));
}

#[test]
fn survives_any_text() {
    let pieces = [
        "(", ")", "/", "--", "—", "AP", "Jan", "5", ",", ".", "[", "]", " ", "\n", "É", "'", "st", "and",
        "\u{301}", "de",
    ];
    for piece in pieces {
        for other in pieces {
            let text = format!("{piece}{other}").repeat(400);
            for text in [text.clone(), format!("PARIS, {text}"), format!("PARIS {text}")] {
                for found in [at_start(&text, published()), in_field(&text, published())]
                    .into_iter()
                    .flatten()
                {
                    assert!(text.is_char_boundary(found.1));
                }
            }
        }
    }
    for (text, _, _) in OPENINGS {
        for (end, _) in text.char_indices() {
            if let Some((_, length)) = at_start(&text[..end], None) {
                assert!(length <= end);
            }
            if let Some((_, length)) = in_field(&text[..end], None) {
                assert!(length <= end);
            }
        }
    }
}
