/**
 * Which time is kept in a state, by the names and abbreviations that libphonenumber's place names use, for countries whose
 * area codes belong to states. A state in two zones has both; what lies where in it is asked of the place's coordinates.
 *
 * Source: the IANA time zone database 2026b, zone1970.tab and zone.tab (public domain), whose comments name the states;
 * for the United States 49 CFR part 71 as well.
 */

/** By country: a line for each set of zones, then the states that keep it, `Name=ABBREVIATION=Other name`, parted by commas. */
const tables: Readonly<Record<string, string>> = {
  MX: `
    America/Mexico_City: Aguascalientes=AGS, Chiapas=CHIS, Colima=COL, Mexico City=FD=CDMX, Guanajuato=GTO, Guerrero=GRO, Hidalgo=HGO, Jalisco=JAL, Mexico=MEX=Estado de Mexico, Michoacan=MICH, Morelos=MOR, Oaxaca=OAX, Puebla=PUE, Queretaro=QRO, San Luis Potosi=SLP, Tabasco=TAB, Tlaxcala=TLAX, Veracruz=VER, Zacatecas=ZAC
    America/Merida: Campeche=CAMP, Yucatan=YUC
    America/Monterrey: Durango=DGO
    America/Monterrey America/Matamoros: Coahuila=COAH, Nuevo Leon=NL, Tamaulipas=TAMPS
    America/Chihuahua America/Ciudad_Juarez America/Ojinaga: Chihuahua=CHIH
    America/Mazatlan: Baja California Sur=BCS, Sinaloa=SIN
    America/Mazatlan America/Bahia_Banderas: Nayarit=NAY
    America/Hermosillo: Sonora=SON
    America/Tijuana: Baja California=BC=BCN
    America/Cancun: Quintana Roo=ROO`,
  BR: `
    America/Noronha America/Recife: Pernambuco=PE
    America/Belem: Amapá=AP
    America/Belem America/Santarem: Pará=PA
    America/Fortaleza: Maranhão=MA, Piauí=PI, Ceará=CE, Rio Grande do Norte=RN, Paraiba=PB=Paraíba
    America/Araguaina: Tocantins=TO
    America/Maceio: Alagoas=AL, Sergipe=SE
    America/Bahia: Bahia=BA
    America/Sao_Paulo: Goiás=GO, Federal District=DF=Distrito Federal, Minas Gerais=MG, Espirito Santo=ES=Espírito Santo, Rio de Janeiro=RJ, São Paulo=SP, Paraná=PR, Santa Catarina=SC, Rio Grande do Sul=RS
    America/Campo_Grande: Mato Grosso do Sul=MS
    America/Cuiaba: Mato Grosso=MT
    America/Porto_Velho: Rondônia=RO
    America/Boa_Vista: Roraima=RR
    America/Manaus America/Eirunepe: Amazonas=AM
    America/Rio_Branco: Acre=AC`,
  US: `
    America/New_York: Connecticut=CT, Delaware=DE, Washington D.C.=DC, Georgia=GA, Maine=ME, Maryland=MD, Massachusetts=MA, New Hampshire=NH, New Jersey=NJ, New York=NY, North Carolina=NC, Ohio=OH, Pennsylvania=PA, Rhode Island=RI, South Carolina=SC, Vermont=VT, Virginia=VA, West Virginia=WV
    America/New_York America/Chicago: Florida=FL, Indiana=IN, Kentucky=KY, Michigan=MI, Tennessee=TN
    America/Chicago: Alabama=AL, Arkansas=AR, Illinois=IL, Iowa=IA, Louisiana=LA, Minnesota=MN, Mississippi=MS, Missouri=MO, Oklahoma=OK, Wisconsin=WI
    America/Chicago America/Denver: Kansas=KS, Nebraska=NE, North Dakota=ND, South Dakota=SD, Texas=TX
    America/Denver: Colorado=CO, Montana=MT, New Mexico=NM, Utah=UT, Wyoming=WY
    America/Denver America/Phoenix: Arizona=AZ
    America/Boise America/Los_Angeles: Idaho=ID, Oregon=OR
    America/Denver America/Los_Angeles: Nevada=NV
    America/Los_Angeles: California=CA, Washington State=WA=Washington
    America/Adak America/Anchorage: Alaska=AK
    Pacific/Honolulu: Hawaii=HI`,
  CA: `
    America/St_Johns America/Goose_Bay: Newfoundland and Labrador=NL
    America/Halifax: Nova Scotia=NS, Prince Edward Island=PE
    America/Moncton: New Brunswick=NB
    America/Toronto America/Halifax America/Blanc-Sablon: Quebec=QC
    America/Toronto America/Winnipeg America/Atikokan: Ontario=ON
    America/Winnipeg: Manitoba=MB
    America/Regina America/Edmonton: Saskatchewan=SK
    America/Edmonton: Alberta=AB
    America/Vancouver America/Edmonton America/Creston America/Dawson_Creek America/Fort_Nelson: British Columbia=BC=British Colombia
    America/Whitehorse: Yukon=YT
    America/Edmonton America/Inuvik: Northwest Territories=NT
    America/Iqaluit America/Rankin_Inlet America/Cambridge_Bay America/Atikokan America/Resolute: Nunavut=NU`,
  EC: `
    America/Guayaquil: Pichincha, Cotopaxi, Tungurahua, Chimborazo, Bolívar, Pastaza, Carchi, Imbabura, Esmeraldas, Sucumbíos, Napo, Orellana, Azuay, Cañar, Morona Santiago, Guayas, Manabí, Los Ríos, Loja, El Oro, Zamora Chinchipe
    Pacific/Galapagos: Galápagos`,
  MN: `
    Asia/Ulaanbaatar: Ulaanbaatar, Baganuur, Bagakhangai, Nalaikh, Tuv, Uvurkhangai, Arkhangai, Bulgan, Orkhon, Selenge, Darkhan-Uul, Khuvsgul, Bayankhongor, Zavkhan, Govi-Altai, Sukhbaatar, Dornogovi, Umnugovi, Govisumber, Khentii, Dornod, Dundgovi
    Asia/Hovd: Bayan-Ulgii, Khovd, Uvs`,
  CD: `
    Africa/Kinshasa: Kinshasa, Bas-Congo, Bandundu
    Africa/Lubumbashi: Katanga, Kasai-Oriental, Kasai-Occidental, North Kivu, South Kivu, Maniema
    Africa/Kinshasa Africa/Lubumbashi: Oriental Province (Kisanga, Mbandaka)`,
  PG: `
    Pacific/Port_Moresby: NCD, Highlands, MP, Gulf, Tabubil, Kiunga, Madang, Sepik, Morobe
    Pacific/Bougainville Pacific/Port_Moresby: Islands`,
  PF: `
    Pacific/Tahiti: Îles du Vent(IDV), Îles Sous-le-vent(ISLV)
    Pacific/Gambier Pacific/Marquesas Pacific/Tahiti: Remote Archipelago`,
  NZ: `
    Pacific/Chatham: Waitangi (Chatham Is.)
    Pacific/Auckland Pacific/Chatham: South Island, Chatham Islands`,
};

/** Zones of a state under each of its names, without accents and case. */
export const zonesOfStates: Readonly<Record<string, ReadonlyMap<string, readonly string[]>>> = Object.fromEntries(
  Object.entries(tables).map(([country, table]) => [country, new Map(statesIn(table).flatMap(byEveryName))]),
);

/** The state that a name or abbreviation means: its first name, folded. */
export const statesByName: Readonly<Record<string, ReadonlyMap<string, string>>> = Object.fromEntries(
  Object.entries(tables).map(([country, table]) => [
    country,
    new Map(statesIn(table).flatMap(({ names }) => names.map((name) => [name, names[0] ?? name] as const))),
  ]),
);

interface State {
  names: readonly string[];
  zones: readonly string[];
}

function statesIn(table: string): State[] {
  return table.split("\n").flatMap((line) => {
    const [zones = "", states = ""] = line.split(": ");
    if (states === "") return [];
    const split = states.split(", ").map((names) => names.split("=").map(folded));
    return split.map((names) => ({ names, zones: zones.trim().split(" ") }));
  });
}

function byEveryName({ names, zones }: State): [string, readonly string[]][] {
  return names.map((name) => [name, zones]);
}

/** As names are compared: without accents, case, dots, and the difference of Saint and St. */
export function folded(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[.'’`]/gu, "")
    .replaceAll(/[-\s]+/gu, " ")
    .replaceAll(/\bsaint\b/gu, "st")
    .replaceAll(/\bsainte\b/gu, "ste")
    .replaceAll(/\bfort\b/gu, "ft")
    .replaceAll(/\bmount\b/gu, "mt")
    .trim();
}
