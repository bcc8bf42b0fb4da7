import { describe, expect, test } from "vitest";
import { ColumnSurvey } from "./columns.ts";
import { suggestMapping } from "./mapping.ts";

/** What is suggested for each column that something is suggested for. */
function suggested(header: string[], ...rows: string[][]): Record<string, string | null> {
  const survey = new ColumnSurvey(header);
  survey.add(rows);
  const columns = survey.columns();
  const fields = suggestMapping(columns);
  return Object.fromEntries(
    columns.flatMap((column, index) => {
      const field = fields[index]!.suggested;
      return field === null ? [] : [[column.name, field]];
    }),
  );
}

describe("the columns that other programs export are known:", () => {
  test.each<[string, string[], Record<string, string>]>([
    [
      "HubSpot",
      [
        "Record ID, First Name, Last Name, Email, Phone Number, Mobile Phone Number, Fax Number",
        "Contact owner, Associated Company, Job Title, Preferred language, Time Zone, Lead Status",
        "Create Date, City, Country/Region",
      ],
      {
        "Record ID": "external_id",
        "First Name": "first_name",
        "Last Name": "last_name",
        Email: "email",
        "Mobile Phone Number": "phone",
        "Associated Company": "company",
        "Preferred language": "language",
        "Time Zone": "timezone",
      },
    ],
    [
      "Salesforce",
      [
        "Salutation, First Name, Last Name, Title, Account Name, Account ID, Contact ID, Phone, Fax",
        "Mobile, Home Phone, Other Phone, Asst. Phone, Email, Lead Source, Mailing Street, Birthdate",
      ],
      {
        "First Name": "first_name",
        "Last Name": "last_name",
        "Account Name": "company",
        "Contact ID": "external_id",
        Mobile: "phone",
        Email: "email",
      },
    ],
    [
      "Salesforce by API names",
      ["Id", "FirstName", "LastName", "Salutation", "MobilePhone", "HomePhone", "Fax", "Email", "AccountId", "Title"],
      {
        FirstName: "first_name",
        LastName: "last_name",
        MobilePhone: "phone",
        Email: "email",
        AccountId: "external_id",
      },
    ],
    [
      "Google Contacts",
      [
        "First Name, Middle Name, Last Name, Phonetic First Name, Name Prefix, Nickname, File As",
        "Organization Name, Organization Title, Birthday, Notes, Photo, Labels, E-mail 1 - Label",
        "E-mail 1 - Value, Phone 1 - Label, Phone 1 - Value, Phone 2 - Label, Phone 2 - Value",
        "Address 1 - Label, Address 1 - Country, Website 1 - Value, Custom Field 1 - Value",
      ],
      {
        "First Name": "first_name",
        "Last Name": "last_name",
        "Organization Name": "company",
        Labels: "tags",
        "E-mail 1 - Value": "email",
        "Phone 1 - Value": "phone",
      },
    ],
    [
      "Google Contacts of old",
      [
        "Name, Given Name, Additional Name, Family Name, Group Membership, E-mail 1 - Type",
        "E-mail 1 - Value, Phone 1 - Type, Phone 1 - Value, Organization 1 - Name, Organization 1 - Title",
      ],
      {
        Name: "full_name",
        "Given Name": "first_name",
        "Family Name": "last_name",
        "Group Membership": "tags",
        "E-mail 1 - Value": "email",
        "Phone 1 - Value": "phone",
        "Organization 1 - Name": "company",
      },
    ],
    [
      "Outlook",
      [
        "Title, First Name, Middle Name, Last Name, Suffix, Company, Department, Job Title",
        "Assistant's Phone, Business Fax, Business Phone, Business Phone 2, Callback, Car Phone",
        "Company Main Phone, Home Fax, Home Phone, Home Phone 2, ISDN, Mobile Phone, Other Fax",
        "Other Phone, Pager, Primary Phone, Radio Phone, TTY/TDD Phone, Telex, Account, Birthday",
        "E-mail Address, E-mail Type, E-mail Display Name, Language, Location, Manager's Name",
      ],
      {
        "First Name": "first_name",
        "Last Name": "last_name",
        Company: "company",
        "Mobile Phone": "phone",
        "E-mail Address": "email",
        Language: "language",
      },
    ],
    [
      "Mailchimp",
      [
        "Email Address, First Name, Last Name, Address, Phone Number, Birthday, MEMBER_RATING",
        "OPTIN_TIME, OPTIN_IP, LATITUDE, LONGITUDE, GMTOFF, TIMEZONE, CC, REGION, NOTES, TAGS",
      ],
      {
        "Email Address": "email",
        "First Name": "first_name",
        "Last Name": "last_name",
        "Phone Number": "phone",
        TIMEZONE: "timezone",
        TAGS: "tags",
      },
    ],
    [
      "Pipedrive",
      [
        "Person - ID, Person - Name, Person - Organization, Person - Label, Person - Owner",
        "Person - Phone - Work, Person - Phone - Home, Person - Phone - Mobile, Person - Phone - Other",
        "Person - Email - Work, Person - Email - Home, Person - Email messages count",
      ],
      {
        "Person - ID": "external_id",
        "Person - Name": "full_name",
        "Person - Organization": "company",
        "Person - Label": "tags",
        "Person - Phone - Mobile": "phone",
        "Person - Email - Work": "email",
      },
    ],
    [
      "Zoho",
      [
        "Record Id, Contact Owner.id, Contact Owner, Lead Source, First Name, Last Name",
        "Account Name.id, Account Name, Vendor Name, Email, Title, Phone, Home Phone, Fax, Mobile",
        "Date of Birth, Asst Phone, Salutation, Secondary Email, Tag",
      ],
      {
        "Record Id": "external_id",
        "First Name": "first_name",
        "Last Name": "last_name",
        "Account Name": "company",
        Email: "email",
        Mobile: "phone",
        Tag: "tags",
      },
    ],
    [
      "Shopify",
      [
        "Customer ID, First Name, Last Name, Email, Accepts Email Marketing, Default Address Company",
        "Default Address Address1, Default Address Zip, Default Address Phone, Phone",
        "Accepts SMS Marketing, Total Spent, Total Orders, Note, Tax Exempt, Tags",
      ],
      {
        "Customer ID": "external_id",
        "First Name": "first_name",
        "Last Name": "last_name",
        Email: "email",
        "Default Address Company": "company",
        Phone: "phone",
        Tags: "tags",
      },
    ],
    [
      "Stripe",
      [
        "id, Description, Email, Name, Phone, Created (UTC), Card ID, Card Last4, Plan, Status",
        "Delinquent, Total Spend, Business Vat ID, Shipping Address City",
      ],
      { id: "external_id", Email: "email", Name: "full_name", Phone: "phone" },
    ],
    [
      "WhatsApp",
      [
        "Country Code",
        "Country Name",
        "Phone Number",
        "Formatted Phone",
        "Saved Name",
        "Public Display Name",
        "Labels",
      ],
      { "Formatted Phone": "phone", "Saved Name": "full_name", Labels: "tags" },
    ],
    [
      "Calendly",
      [
        "User Name, User Email, Invitee Name, Invitee First Name, Invitee Last Name, Invitee Email",
        "Invitee Time Zone, Text Reminder Number, Event Type Name, Start Date & Time, Location, Canceled",
      ],
      {
        "Invitee Name": "full_name",
        "Invitee First Name": "first_name",
        "Invitee Last Name": "last_name",
        "Invitee Email": "email",
        "Invitee Time Zone": "timezone",
        "Text Reminder Number": "phone",
      },
    ],
    [
      "Facebook's lead forms",
      ["id", "created_time", "ad_id", "ad_name", "form_name", "platform", "full_name", "phone_number", "email"],
      { id: "external_id", full_name: "full_name", phone_number: "phone", email: "email" },
    ],
  ])("%s", (_, header, fields) => {
    expect(suggested(header.flatMap((names) => names.split(", ")))).toEqual(fields);
  });
});

describe("lists are known in", () => {
  test.each<[string, string[], Array<string | null>]>([
    [
      "German",
      ["Anrede", "Titel", "Vorname", "Nachname", "Telefax", "Mobil"],
      [null, null, "first_name", "last_name", null, "phone"],
    ],
    [
      "Italian",
      ["Nome", "Cognome", "Cellulare", "E-mail", "Azienda"],
      ["first_name", "last_name", "phone", "email", "company"],
    ],
    [
      "Dutch",
      ["Aanhef", "Voornaam", "Achternaam", "Mobiel nummer", "Bedrijfsnaam"],
      [null, "first_name", "last_name", "phone", "company"],
    ],
    [
      "Polish",
      ["Imię", "Nazwisko", "Telefon komórkowy", "Adres e-mail", "Nazwa firmy"],
      ["first_name", "last_name", "phone", "email", "company"],
    ],
    [
      "Polish without its letters",
      ["Imie i nazwisko", "Telefon komorkowy", "Jezyk"],
      ["full_name", "phone", "language"],
    ],
    [
      "Russian",
      ["ФИО", "Номер телефона", "Электронная почта", "Компания", "Часовой пояс"],
      ["full_name", "phone", "email", "company", "timezone"],
    ],
    [
      "Turkish",
      ["Adı", "Soyadı", "CEP TELEFONU", "E-posta", "Şirket"],
      ["first_name", "last_name", "phone", "email", "company"],
    ],
    [
      "Portuguese",
      ["Nome", "Sobrenome", "Celular", "Telefone fixo", "Empresa"],
      ["first_name", "last_name", "phone", null, "company"],
    ],
    ["Arabic", ["الاسم", "رقم الجوال", "البريد الإلكتروني", "الشركة"], ["full_name", "phone", "email", "company"]],
    [
      "Chinese",
      ["姓名", "手机号码", "邮箱", "公司名称", "语言", "标签"],
      ["full_name", "phone", "email", "company", "language", "tags"],
    ],
    [
      "Japanese",
      ["氏名", "携帯電話", "電話番号", "メールアドレス", "会社名"],
      ["full_name", "phone", null, "email", "company"],
    ],
  ])("%s", (_, header, fields) => {
    expect(suggested(header)).toEqual(
      Object.fromEntries(header.flatMap((name, index) => (fields[index] == null ? [] : [[name, fields[index]]]))),
    );
  });
});
