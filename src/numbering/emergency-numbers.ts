/**
 * Emergency numbers of two and three digits by country, from Google libphonenumber's short numbers
 * (resources/ShortNumberMetadata.xml, as in google-libphonenumber 3.2.47), Copyright (C) The Libphonenumber Authors,
 * licensed under the Apache License, Version 2.0. Laid out anew, one line for each number; longer ones left out.
 */
const emergencyNumbers = `
000: AU CC CX PG
001: UZ
002: UZ
003: UZ
01: LT LV RU TM UZ
011: GE LT
019: SL
02: LT LV RU TM UZ
022: GE LT
03: LT LV RU TM UZ
033: GE LT
050: UZ
060: MX
065: MX
066: MX
068: MX
080: MX
085: ES
088: ES
100: AF AR AW BD BE GR IL IN IQ MN NP PS
101: AM AR AZ BD BE BY EC IL IN KG KZ LT MN NP PS RU TJ UA
102: AF AM AZ BD BY EC IL IN KG KZ LT MN MV NP PS RU TJ UA
103: AM AZ BY KG KZ LT MN NP RU TJ UA
104: CU HU IQ
105: CU HU MN PE
106: AU CU
107: AR HU
108: IN
110: AD BO BT CI CN DE EE GT ID IR JM JP LK LV NO NR PG SJ SY TR TW TZ
111: CI GE NR NZ PG RW TZ
112: AD AE AL AO AT AU AX AZ BE BG BI BJ BQ BR BT BY CA CC CH CO CR CW CX CY CZ DE DK DO DZ EC EE ER ES FI FO FR GB GE GG GI GL GR HK HR HU ID IE IL IN IR IS IT JE JM JO KE KP KR KW KZ LB LI LK LS LT LU LV MC MD ME MK MQ MT MY NL NO NP NR PH PK PL PT RE RO RS RU RW SA SE SI SJ SK ST SY TJ TL TR TW TZ UA US VA VE VU XK YT ZA ZM ZW
113: AO BI BT CD CM ER GE GW ID IT LU LV NO SI SJ SM SY VA VN
114: BJ CD DK ER FO HT KE MU TZ VN
115: AO IQ IR IT LS MU NI PK PT SM SR TL TZ VA VN
116: AD BJ ER GM LK PE
117: BI BJ CF CG CH CM GM GW KH LI LS MG MZ PE PH TG
118: AD BJ BO CD CF CG CH GM GW HT ID IT KH LI LK MG MV NE NI SM TG VA
119: AF BO CN CO ID JM JP KH KP KR LK MV MZ TW
120: CN GT NI
122: AT BA EG GE IQ ME
123: BA CO EG GT ME
124: BA ME
125: IR
127: AL
128: AL BR NI PY UY
129: AL
13: CM
130: CV
131: CL CV
132: CL CO CV
133: AT CL
14: DZ
140: LB
144: AT CH LI
15: EH FR GF GP MA MC MF ML MQ NC NE PF PK PM RE WF YT
150: BG CZ SK
151: CZ
152: CZ
153: CZ
154: CZ
155: CZ SK TR
156: CO CZ
157: CZ
158: CZ SK
159: CZ
16: GM NC PK
160: BG
166: BG GR
17: BF CM DJ DZ FR GF GM GP KM MC MF MG ML MQ MR NC NE PF PM RE SN TD WF
170: CI
171: TG VE
172: TG
175: LB
177: CD EH MA TG
18: BF BL DJ FR GA GF GM GP KM MC MF MG ML MQ MR NC NE PF PM RE SN TD WF
180: CI EG
188: CD
19: EH MA
190: BR GI LA LY TN
191: GH JO LA LY TH YE
192: BR GH HR JO KI MK XK
193: BR GH HR KI LY MK XK
194: HR KI MK XK YE
195: KI LA YE
197: JO MZ TN
198: MZ TN
199: BD BH CY GI GR HN MM MW NG TH YE
211: BB
311: BB
333: DM KN
355: LR
511: BB
555: SO
666: KH
819: KP
888: SO
90: BZ
901: MD
902: MD
903: MD
91: ET
911: AC AG AI AR AS AW BB BM BQ BR BS BW BZ CA CL CR CW DM DO EC ET FJ FM GD GU GY IR JM JO KN KY LC LR MH MP MS MX NF NL PA PH PR PW PY SA SH SV TC TO TV US UY VC VE VG VI WS
912: GY
913: GY SV
917: FJ
919: BS SX
92: ET RS
922: TO
93: ET HR RS
933: TO
939: ET
94: HR RS
955: NF
977: NF
990: BZ TT
991: BN ET ZM
992: HK KI
993: BN KI SG ZM ZW
994: KI WS ZW
995: BN MU SG WS ZW
996: CK WS
997: AE BW ET MW PL SA
998: AE BW CK MW PL
999: AC AE AG BD BH BW CK DM FK GB GG GH HK IE IM JE KE KN LB LC MO MS MU MW MY NU PL QA SA SB SC SD SG SH SL SO SS SZ TC TO TT TZ UG VC VG WS ZM ZW
`;

/** What every mobile telephone takes for an emergency call, wherever it is (3GPP TS 22.101 §10.1.1). */
const everywhere = new Set(["112", "911"]);

const countriesByNumber = new Map(
  emergencyNumbers
    .trim()
    .split("\n")
    .map((line): [string, Set<string>] => {
      const [number = "", countries = ""] = line.split(": ");
      return [number, new Set(countries.split(" "))];
    }),
);

/**
 * Whether this is an emergency number.
 * @param digits As dialled in the country.
 * @param country ISO 3166 alpha-2; null = in any country.
 */
export function isEmergencyNumber(digits: string, country: string | null): boolean {
  if (everywhere.has(digits)) return true;
  const countries = countriesByNumber.get(digits);
  return countries !== undefined && (country === null || countries.has(country));
}
