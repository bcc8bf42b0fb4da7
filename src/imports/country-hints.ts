/** Which countries a list may well be from, before its numbers are looked at: by the language of its header. */
import type { SurveyedColumn } from "./columns.ts";
import { normalise } from "./headers.ts";

/** Words above columns by language, as `normalise` leaves them, and the countries where such lists are made. */
const languages: Readonly<Record<string, { words: string; countries: string }>> = {
  en: {
    words:
      "first name,last name,phone,phone number,mobile,mobile phone,mobile number,cell,cell phone,company,address,city," +
      "street,surname,language,time zone,timezone,customer,notes,country,given name,family name,full name,work phone,home phone",
    // Programs write English headers everywhere: these tell no country, only that the others' words are chance.
    countries: "",
  },
  de: {
    words:
      "vorname,nachname,telefon,telefonnummer,handy,handynummer,mobil,mobilnummer,rufnummer,firma,strasse,plz,ort,anrede," +
      "sprache,kunde,kundennummer,festnetz,land,bemerkung,stadt,unternehmen,geburtsdatum,ansprechpartner,tarif",
    countries: "DE AT CH",
  },
  fr: {
    words:
      "prenom,nom,nom de famille,telephone,portable,telephone portable,societe,entreprise,adresse,ville,code postal," +
      "langue,civilite,pays,courriel,numero de telephone",
    countries: "FR BE CH CA MA TN DZ SN CI LU",
  },
  es: {
    words:
      "nombre,apellido,apellidos,nombre completo,telefono,movil,celular,correo,correo electronico,empresa,direccion," +
      "ciudad,idioma,codigo postal,pais,numero de telefono",
    countries: "ES MX AR CO CL PE EC GT VE UY PY BO CR DO PA HN SV NI",
  },
  it: {
    words: "nome,cognome,cellulare,telefono,azienda,citta,indirizzo,lingua,cap,provincia,ragione sociale,paese",
    countries: "IT CH",
  },
  nl: {
    words:
      "voornaam,achternaam,naam,telefoon,telefoonnummer,mobiel,bedrijf,bedrijfsnaam,adres,woonplaats,postcode,taal",
    countries: "NL BE",
  },
  pl: {
    words: "imie,nazwisko,imie i nazwisko,telefon,telefon komorkowy,numer telefonu,firma,miasto,adres,jezyk",
    countries: "PL",
  },
  pt: {
    words: "nome,sobrenome,apelido,telefone,telemovel,celular,empresa,endereco,cidade,morada,nome completo,idioma",
    countries: "BR PT AO MZ",
  },
  tr: {
    words: "ad,soyad,adi,soyadi,ad soyad,adi soyadi,isim,telefon,cep telefonu,sirket,sehir,adres,e posta",
    countries: "TR",
  },
  ru: { words: "", countries: "RU UA KZ BY" },
  ar: { words: "", countries: "EG SA AE JO IQ KW QA MA DZ TN LB OM BH SY YE LY SD" },
  zh: { words: "", countries: "CN TW HK SG" },
  ja: { words: "氏名,お名前,名前,電話番号,携帯電話,携帯,会社名,住所", countries: "JP" },
};

/** A script that tells the language by itself, unless words of another language are there. */
const scripts: ReadonlyArray<readonly [string, RegExp]> = [
  ["ru", /\p{Script=Cyrillic}/u],
  ["ar", /\p{Script=Arabic}/u],
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["zh", /\p{Script=Han}/u],
];

const wordsOf = new Map(
  Object.entries(languages).map(([language, { words }]) => [language, new Set(words.split(","))]),
);

/** Where most lists without a telling header are made: the countries with the most people and telephones. */
export const largeCountries =
  "US GB CA AU IN DE FR IT ES NL PL BR MX TR ZA NG KE PK ID PH JP KR AE SA EG IE NZ SG MY CH AT BE SE PT AR CO CL PE IL " +
  "GR RO CZ HU UA VN TH NO DK FI RU CN HK TW";

/** The languages of the header, and the countries where lists have such headers; both empty when it says nothing. */
export function headerHints(columns: readonly SurveyedColumn[]): { languages: string[]; countries: string[] } {
  const votes = new Map<string, number>();
  const vote = (language: string) => votes.set(language, (votes.get(language) ?? 0) + 1);
  for (const { header } of columns) {
    if (header === null) continue;
    const text = normalise(header);
    const speaking = [...wordsOf].filter(([, known]) => known.has(text)).map(([language]) => language);
    if (speaking.length > 0) speaking.forEach(vote);
    else {
      const script = scripts.find(([, letters]) => letters.test(text));
      if (script) vote(script[0]);
    }
  }
  const most = Math.max(0, ...votes.values());
  const spoken = [...votes].filter(([, count]) => count === most).map(([language]) => language);
  return {
    languages: spoken,
    countries: [...new Set(spoken.flatMap((language) => languages[language]!.countries.split(" ")))].filter(Boolean),
  };
}
