/**
 * What people write above a column, in English, Spanish, German, French and Arabic. Written as people write it; case,
 * accents, punctuation and `camelCase` do not matter, nor do the words of `fillers` beside it.
 */
import type { ImportField } from "#domain/contact/import.ts";

/**
 * Phrases of a field, with commas between, one line per language; the surest list first: a column called by an earlier
 * list is taken before one called by a later.
 */
const headerLines: Record<ImportField, readonly (readonly string[])[]> = {
  phone: [
    [
      // Which of several numbers reaches the person: the one in the pocket.
      "mobile, mobile phone, phone mobile, cell, cell phone, cellphone, cellular, mobile telephone",
      "móvil, celular, teléfono móvil, teléfono celular, móvil personal",
      "Handy, Handynummer, Mobil, Mobilnummer, Mobiltelefon, Mobilfunk, Telefon mobil, Mobilfunknummer",
      "portable, mobile, téléphone portable, téléphone mobile, tél portable, tel mobile, GSM",
      "الجوال, جوال, رقم الجوال, الموبايل, موبايل, رقم الموبايل, المحمول, رقم المحمول, الهاتف المحمول",
      "الهاتف الجوال, الخلوي, رقم الهاتف المحمول, النقال, رقم النقال, Whatsapp, WhatsApp, واتساب, MSISDN",
    ],
    [
      "phone, telephone, tel, phone no, ph, contact number, callback number, dial, to call",
      "teléfono, tfno, telf, tlf, número de teléfono, número telefónico, teléfono de contacto",
      "Telefon, Telefonnummer, Rufnummer, Tel-Nr, Telefonnr, Fon",
      "téléphone, tél, numéro de téléphone, n° de téléphone, téléphone de contact, n° tél",
      "الهاتف, هاتف, رقم الهاتف, رقم هاتف, تلفون, التلفون, تليفون, التليفون, رقم التلفون, رقم التليفون",
      "رقم التواصل, رقم الاتصال",
    ],
    [
      "work phone, business phone, office phone, home phone, landline, phone home, phone work, other phone",
      "teléfono fijo, teléfono trabajo, teléfono casa, fijo",
      "Festnetz, Festnetznummer, Telefon privat, Telefon geschäftlich, Telefon dienstlich",
      "téléphone fixe, fixe, téléphone domicile, téléphone bureau, téléphone professionnel",
      "هاتف المنزل, هاتف العمل, الهاتف الثابت",
    ],
    ["number, número, Nummer, numéro, الرقم, رقم"],
  ],
  first_name: [
    [
      "first name, given name, forename, first, fname, christian name",
      "nombre de pila, primer nombre, nombres",
      "Vorname, Rufname",
      "prénom, prénoms",
      "الاسم الأول, الإسم الأول, اسم أول, الاسم الشخصي",
    ],
  ],
  last_name: [
    [
      "last name, surname, family name, last, lname, second name",
      "apellido, apellidos, primer apellido",
      "Nachname, Familienname, Zuname",
      "nom de famille, patronyme",
      "اسم العائلة, الاسم الأخير, الإسم الأخير, اللقب, الكنية, العائلة, الاسم العائلي",
    ],
  ],
  full_name: [
    [
      "full name, display name, first and last name, name surname, name and surname",
      "nombre completo, nombre y apellidos, nombre y apellido, apellidos y nombre, nombre apellidos",
      "vollständiger Name, Vor- und Nachname, Vorname Nachname, Name Vorname, Vorname und Nachname",
      "nom complet, nom et prénom, prénom et nom, nom prénom, prénom nom",
      "الاسم الكامل, الإسم الكامل, الاسم الثلاثي, الاسم الرباعي",
    ],
    ["name, nombre, Name, nom, الاسم, الإسم, اسم, اسم العميل, اسم الزبون, Ansprechpartner"],
  ],
  email: [
    [
      "email, e-mail, email address, e-mail address, mail",
      "correo, correo electrónico, email, dirección de correo, dirección de correo electrónico",
      "E-Mail-Adresse, Mailadresse, E-Mail, Emailadresse, Mail-Adresse",
      "courriel, adresse email, adresse e-mail, mél, adresse mail, adresse électronique",
      "البريد الإلكتروني, بريد إلكتروني, البريد, الإيميل, ايميل, عنوان البريد الإلكتروني",
    ],
  ],
  company: [
    [
      "company, company name, organisation, organization, employer, business, business name, firm",
      "account name, organization name",
      "empresa, compañía, organización, nombre de la empresa, razón social",
      "Firma, Unternehmen, Firmenname, Gesellschaft, Betrieb, Arbeitgeber",
      "entreprise, société, raison sociale, nom de l'entreprise, nom de la société, employeur",
      "الشركة, شركة, اسم الشركة, المؤسسة, جهة العمل, المنشأة",
    ],
  ],
  language: [
    [
      "language, preferred language, lang, locale, spoken language",
      "idioma, lengua, idioma preferido",
      "Sprache, bevorzugte Sprache, Korrespondenzsprache",
      "langue, langue préférée",
      "اللغة, لغة, اللغة المفضلة",
    ],
  ],
  timezone: [
    [
      "timezone, time zone, tz",
      "zona horaria, huso horario",
      "Zeitzone",
      "fuseau horaire, fuseau",
      "المنطقة الزمنية, التوقيت, النطاق الزمني",
    ],
  ],
  tags: [
    [
      "tags, tag, labels, label",
      "etiquetas, etiqueta",
      "Schlagworte, Schlagwörter, Stichworte, Schlagwort, Etiketten",
      "étiquettes, étiquette, mots-clés, libellés",
      "الوسوم, وسوم, العلامات, التصنيفات",
    ],
  ],
  external_id: [
    [
      "external id, customer id, client id, contact id, crm id, record id, user id, lead id",
      "customer number, customer no, client number, account number, account id, patient id, member id",
      "id cliente, id de cliente, número de cliente, código de cliente, id externo",
      "Kundennummer, Kunden-Nr, Kundennr, Kunden-ID, externe ID",
      "numéro client, numéro de client, n° client, id client, identifiant client, code client, id externe",
      "رقم العميل, معرف العميل, رقم الزبون, المعرف الخارجي",
    ],
    ["id, reference, ref, uuid, referencia, Referenz, référence, identifiant, المعرف, المرجع, رقم المرجع"],
  ],
};

/** Words that say whose it is, or which of several, and not what. */
const fillerLines: readonly string[] = [
  "customer, client, contact, lead, user, person, patient, member, guest, recipient, subscriber",
  "primary, main, default, preferred, personal, your, my, the, of, value, no, nr, num",
  "number, address, s, best, billing, shipping",
  "cliente, contacto, principal, personal, del, de, la, el, los, su, tu, paciente, número",
  "Kunde, Kunden, Kontakt, des, der, die, das, Patient, Haupt, Nummer, primär",
  "le, du, d, l, les, votre, numéro, n, patient",
  "العميل, الزبون, للعميل, جهة, المريض, الرئيسي, الأساسي",
];

const phrasesOf = (lines: readonly string[]) => lines.flatMap((line) => line.split(", "));

/** The phrases of a field by rank, 0 being the surest. */
export function headerPhrases(field: ImportField): string[][] {
  return headerLines[field].map(phrasesOf);
}

export const fillers: readonly string[] = phrasesOf(fillerLines);
