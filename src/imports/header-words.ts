/**
 * What people write above a column: in English, Spanish, German, French, Arabic, Italian, Dutch, Polish, Russian,
 * Turkish, Portuguese, Chinese and Japanese, and what programs write that people export their contacts from. Written as
 * people write it; case, accents, punctuation and `camelCase` do not matter, nor do the words of `fillers` beside it.
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
      "mobile, mobile phone, phone mobile, cell, cell phone, cellphone, cellular, mobile telephone, mobile number",
      "text reminder number, sms number",
      "móvil, celular, teléfono móvil, teléfono celular, móvil personal, número de móvil, número de celular",
      "Handy, Handynummer, Mobil, Mobilnummer, Mobiltelefon, Mobilfunk, Telefon mobil, Mobilfunknummer",
      "portable, mobile, téléphone portable, téléphone mobile, tél portable, tel mobile, GSM",
      "الجوال, جوال, رقم الجوال, الموبايل, موبايل, رقم الموبايل, المحمول, رقم المحمول, الهاتف المحمول",
      "الهاتف الجوال, الخلوي, رقم الهاتف المحمول, النقال, رقم النقال, Whatsapp, WhatsApp, واتساب, MSISDN",
      "cellulare, numero di cellulare, telefono cellulare, numero cellulare, telefonino",
      "mobiel, mobiele nummer, mobiel nummer, mobiele telefoon, mobiel telefoonnummer, gsm-nummer, 06-nummer",
      "telefon komórkowy, komórka, numer komórkowy, nr komórki, tel komórkowy, tel kom",
      "мобильный, мобильный телефон, сотовый, сотовый телефон, номер мобильного, мобильный номер, моб тел",
      "cep, cep telefonu, cep tel, cep no, cep numarası, GSM no, mobil telefon",
      "telemóvel, número de telemóvel, telefone celular, telefone móvel, número do celular",
      "手机, 手机号, 手机号码, 移动电话, 手機, 手機號碼, 行動電話, 携帯, 携帯電話, 携帯番号, 携帯電話番号",
    ],
    [
      "phone, telephone, tel, phone no, ph, contact number, callback number, dial, to call, formatted phone",
      "teléfono, tfno, telf, tlf, número de teléfono, número telefónico, teléfono de contacto",
      "Telefon, Telefonnummer, Rufnummer, Tel-Nr, Telefonnr, Fon",
      "téléphone, tél, numéro de téléphone, n° de téléphone, téléphone de contact, n° tél",
      "الهاتف, هاتف, رقم الهاتف, رقم هاتف, تلفون, التلفون, تليفون, التليفون, رقم التلفون, رقم التليفون",
      "رقم التواصل, رقم الاتصال",
      "telefono, numero di telefono, numero telefonico, recapito telefonico, recapito",
      "telefoon, telefoonnummer, telefoonnr, tel nr, telnr",
      "telefon, numer telefonu, nr telefonu, nr tel, telefon kontaktowy",
      "телефон, номер телефона, контактный телефон, тел, телефон для связи",
      "telefon numarası, telefon no, tel no, irtibat no, iletişim numarası",
      "telefone, número de telefone, contacto telefónico, telefone de contato, telefone para contato, fone",
      "电话, 电话号码, 联系电话, 联系方式, 電話, 電話號碼, 聯絡電話, 電話番号, 連絡先電話番号, お電話番号",
    ],
    [
      "home phone, landline, phone home, other phone, phone other, home number, car phone",
      "work mobile, phone work mobile, default address phone",
      "teléfono fijo, teléfono casa, teléfono de casa, teléfono particular, fijo",
      "Festnetz, Festnetznummer, Telefon privat, Telefon Festnetz, Privattelefon",
      "téléphone fixe, fixe, téléphone domicile, téléphone maison",
      "هاتف المنزل, الهاتف الثابت",
      "telefono fisso, telefono di casa, telefono casa, fisso",
      "vaste telefoon, vast nummer, vaste lijn, telefoon thuis, telefoon privé",
      "telefon stacjonarny, telefon domowy",
      "домашний телефон, городской телефон, стационарный телефон",
      "ev telefonu, sabit telefon, ev tel",
      "telefone fixo, telefone residencial, telefone de casa",
      "家庭电话, 固定电话, 座机, 住宅电话, 固定電話, 自宅電話, 自宅電話番号, 市話",
    ],
    [
      "work phone, business phone, office phone, phone work, phone business, phone office, company phone, direct phone",
      "direct line, direct dial, work number, office number",
      "teléfono trabajo, teléfono del trabajo, teléfono oficina, teléfono de la empresa",
      "Telefon geschäftlich, Telefon dienstlich, Telefon Büro, Firmentelefon, Durchwahl, Telefon Firma",
      "téléphone bureau, téléphone professionnel, téléphone travail, ligne directe",
      "هاتف العمل, هاتف المكتب",
      "telefono ufficio, telefono lavoro, telefono aziendale, telefono di lavoro",
      "telefoon werk, zakelijk telefoonnummer, telefoon zakelijk, werktelefoon",
      "telefon służbowy, telefon do pracy, telefon firmowy",
      "рабочий телефон, служебный телефон",
      "iş telefonu, iş tel, ofis telefonu",
      "telefone comercial, telefone do trabalho, telefone da empresa",
      "办公电话, 公司电话, 工作电话, 公司電話, 会社電話番号, 勤務先電話番号, 会社電話",
    ],
    [
      "home, work, office, callback, sms, number, número, Nummer, numéro, الرقم, رقم, numero, numer, номер, numara, 号码, 號碼, 番号",
    ],
  ],
  first_name: [
    [
      "first name, given name, forename, first, fname, christian name",
      "nombre de pila, primer nombre, nombres",
      "Vorname, Rufname",
      "prénom, prénoms",
      "الاسم الأول, الإسم الأول, اسم أول, الاسم الشخصي",
      "primo nome, nome di battesimo, voornaam, roepnaam, imię, imiona, ilk ad, öz ad",
      "primeiro nome, nome próprio, 名, 名（下）, ファーストネーム",
    ],
  ],
  last_name: [
    [
      "last name, surname, family name, last, lname, second name",
      "apellido, apellidos, primer apellido",
      "Nachname, Familienname, Zuname",
      "nom de famille, patronyme",
      "اسم العائلة, الاسم الأخير, الإسم الأخير, اللقب, الكنية, العائلة, الاسم العائلي",
      "cognome, achternaam, familienaam, nazwisko, фамилия, soyad, soyadı, soyisim",
      "sobrenome, apelido, último nome, nome de família, 姓, 姓氏, 苗字, ラストネーム",
    ],
  ],
  full_name: [
    [
      "full name, display name, first and last name, name surname, name and surname",
      "nombre completo, nombre y apellidos, nombre y apellido, apellidos y nombre, nombre apellidos",
      "vollständiger Name, Vor- und Nachname, Vorname Nachname, Name Vorname, Vorname und Nachname",
      "nom complet, nom et prénom, prénom et nom, nom prénom, prénom nom",
      "الاسم الكامل, الإسم الكامل, الاسم الثلاثي, الاسم الرباعي",
      "nome e cognome, cognome e nome, nome cognome, cognome nome, nome completo, nominativo",
      "volledige naam, voor- en achternaam, naam en voornaam, imię i nazwisko, nazwisko i imię, imię nazwisko",
      "ФИО, Ф.И.О., полное имя, имя и фамилия, фамилия и имя, имя фамилия, фамилия имя, фамилия имя отчество",
      "ad soyad, adı soyadı, ad soyadı, isim soyisim, isim soyad, tam ad, nome e sobrenome, nome e apelido",
      "姓名, 全名, 客户姓名, 联系人姓名, 客戶姓名, 聯絡人姓名, 氏名, お名前, 顧客名, フルネーム",
      "invitee name, saved name, public display name, person name",
    ],
    [
      "name, nombre, Name, nom, الاسم, الإسم, اسم, اسم العميل, اسم الزبون, Ansprechpartner, contact person",
      "nome, naam, имя, ad, adı, isim, 名字, 联系人, 聯絡人, 名前",
    ],
  ],
  email: [
    [
      "email, e-mail, email address, e-mail address, mail",
      "correo, correo electrónico, email, dirección de correo, dirección de correo electrónico",
      "E-Mail-Adresse, Mailadresse, E-Mail, Emailadresse, Mail-Adresse",
      "courriel, adresse email, adresse e-mail, mél, adresse mail, adresse électronique",
      "البريد الإلكتروني, بريد إلكتروني, البريد, الإيميل, ايميل, عنوان البريد الإلكتروني",
      "posta elettronica, indirizzo email, indirizzo e-mail, e-mailadres, emailadres, mailadres",
      "adres e-mail, adres email, adres mailowy, почта, электронная почта, эл почта, имейл, емейл, эл адрес",
      "адрес электронной почты, e-posta, eposta, e-posta adresi, correio eletrónico, correio eletrônico",
      "endereço de e-mail, endereço de email, 邮箱, 电子邮箱, 电子邮件, 邮件, 電子郵件, 電郵, 信箱",
      "メール, メールアドレス, Eメール, 電子メール, E-mailアドレス, invitee email",
    ],
    ["email work, work email, business email, email home, home email, secondary email, other email, email other"],
  ],
  company: [
    [
      "company, company name, organisation, organization, employer, business, business name, firm",
      "account name, organization name, organisation name, associated company, company account, default address company",
      "empresa, compañía, organización, nombre de la empresa, razón social",
      "Firma, Unternehmen, Firmenname, Gesellschaft, Betrieb, Arbeitgeber",
      "entreprise, société, raison sociale, nom de l'entreprise, nom de la société, employeur",
      "الشركة, شركة, اسم الشركة, المؤسسة, جهة العمل, المنشأة",
      "azienda, società, ditta, nome azienda, nome società, bedrijf, bedrijfsnaam, organisatie, werkgever",
      "nazwa firmy, przedsiębiorstwo, organizacja, компания, организация, название компании, фирма, место работы",
      "şirket, şirket adı, firma adı, kurum, nome da empresa, organização",
      "公司, 公司名称, 单位, 企业, 企业名称, 公司名稱, 会社, 会社名, 法人名, 企業名, 勤務先",
    ],
  ],
  language: [
    [
      "language, preferred language, lang, locale, spoken language",
      "idioma, lengua, idioma preferido",
      "Sprache, bevorzugte Sprache, Korrespondenzsprache",
      "langue, langue préférée",
      "اللغة, لغة, اللغة المفضلة",
      "lingua, taal, voorkeurstaal, język, язык, dil, língua, idioma preferido, 语言, 語言, 言語",
    ],
  ],
  timezone: [
    [
      "timezone, time zone, tz",
      "zona horaria, huso horario",
      "Zeitzone",
      "fuseau horaire, fuseau",
      "المنطقة الزمنية, التوقيت, النطاق الزمني",
      "fuso orario, tijdzone, strefa czasowa, часовой пояс, saat dilimi, fuso horário, fuso, 时区, 時區, タイムゾーン",
      "hs timezone",
    ],
  ],
  tags: [
    [
      "tags, tag, labels, group membership, groups",
      "etiquetas, etiqueta",
      "Schlagworte, Schlagwörter, Stichworte, Schlagwort, Etiketten",
      "étiquettes, étiquette, mots-clés, libellés",
      "الوسوم, وسوم, العلامات, التصنيفات",
      "etichette, etichetta, trefwoorden, tagi, etykiety, znaczniki, теги, тег, метки, etiketler, etiket",
      "marcadores, 标签, 標籤, タグ, ラベル",
    ],
    ["label"],
  ],
  external_id: [
    [
      "external id, customer id, client id, contact id, crm id, record id, user id, lead id",
      "customer number, customer no, client number, patient id, member id, person id, record id contact",
      "id cliente, id de cliente, número de cliente, código de cliente, id externo",
      "Kundennummer, Kunden-Nr, Kundennr, Kunden-ID, externe ID",
      "numéro client, numéro de client, n° client, id client, identifiant client, code client, id externe",
      "رقم العميل, معرف العميل, رقم الزبون, المعرف الخارجي",
      "codice cliente, numero cliente, klantnummer, klant-id, numer klienta, id klienta, nr klienta",
      "id клиента, номер клиента, код клиента, müşteri no, müşteri numarası, müşteri id",
      "id do cliente, código do cliente, número do cliente, 客户编号, 客户ID, 客戶編號, 顧客番号, 顧客ID, 会員番号",
    ],
    ["account number, account id"],
    ["id, reference, ref, uuid, referencia, Referenz, référence, identifiant, المعرف, المرجع, رقم المرجع"],
  ],
};

/** Words that say whose it is, or which of several, and not what. */
const fillerLines: readonly string[] = [
  "customer, client, contact, lead, user, person, patient, member, guest, recipient, subscriber, invitee, attendee",
  "primary, main, default, preferred, personal, your, my, the, of, value, no, nr, num",
  "number, s, best, billing, shipping",
  "cliente, contacto, principal, personal, del, de, la, el, los, su, tu, paciente, número",
  "Kunde, Kunden, Kontakt, des, der, die, das, Patient, Haupt, Nummer, primär",
  "le, du, d, l, les, votre, numéro, n, patient",
  "العميل, الزبون, للعميل, جهة, المريض, الرئيسي, الأساسي",
  "contatto, principale, personale, di, della, il, klant, van, het, de, primair, klienta, kontakt, kontaktu, główny",
  "клиента, клиент, контакта, контакт, основной, личный, müşteri, müşterinin, kişi, kişisel, contato, pessoal, do, da",
];

/**
 * Beginnings of words above columns whose cells may look like telephone numbers and are none, or none that a person
 * answers: fax, orders, invoices, accounts, taxes, postcodes, days, sums, devices. In the order of the languages above.
 */
const otherLines: readonly string[] = [
  "fax, telefax, order, invoice, account, iban, vat, tax, zip, postal, postcode, birth, date, price, amount, total",
  "ssn, serial, sku, isbn, ean, barcode, imei, contract, policy, passport, latitude, longitude, created, updated, pager, telex",
  "pedido, factura, cuenta, nif, cif, dni, código postal, fecha, precio, importe, facsímil",
  "Bestell, Rechnung, Auftrag, Konto, Steuer, Ust, Vertrag, Geburt, Datum, Postleitzahl, PLZ, Preis, Betrag, Summe",
  "commande, facture, compte, siret, siren, tva, télécopie, montant, prix, facs",
  "فاكس, الفاكس, طلب, الطلب, فاتورة, الفاتورة, حساب, الحساب, تاريخ, المبلغ, السعر",
  "ordine, fattura, conto, partita, codice fiscale, cap, data, importo, prezzo, bestelling, factuur, rekening, datum, bedrag",
  "zamówieni, faktur, nip, pesel, regon, kwota, cena, faks, факс, заказ, счет, инн, дата, сумма, цена, индекс",
  "sipariş, fatura, hesap, vergi, tc kimlik, tarih, tutar, fiyat, encomenda, cpf, cnpj, valor",
  "传真, 傳真, 订单, 发票, 账号, 日期, 金额, 邮编, 身份证, ファックス, ファクス, 注文, 請求, 口座, 郵便番号, 日付",
];

const phrasesOf = (lines: readonly string[]) => lines.flatMap((line) => line.split(", "));

/** The phrases of a field by rank, 0 being the surest. */
export function headerPhrases(field: ImportField): string[][] {
  return headerLines[field].map(phrasesOf);
}

export const fillers: readonly string[] = phrasesOf(fillerLines);

export const otherBeginnings: readonly string[] = phrasesOf(otherLines);
