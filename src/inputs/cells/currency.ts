/** A currency as a cell names it: a code, or a sign that several countries share. */
const signs: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
  ['₺', 'TRY'],
  ['₪', 'ILS'],
  ['฿', 'THB'],
  ['₽', 'RUB'],
  ['₫', 'VND'],
  ['₴', 'UAH'],
  ['₱', 'PHP'],
  ['₦', 'NGN'],
]);

const dollars: ReadonlyMap<string, string> = new Map([
  ['US', 'USD'],
  ['CA', 'CAD'],
  ['C', 'CAD'],
  ['AU', 'AUD'],
  ['A', 'AUD'],
  ['NZ', 'NZD'],
  ['HK', 'HKD'],
  ['S', 'SGD'],
  ['R', 'BRL'],
]);

/** Currencies whose amounts are written with a sign that stands for several. */
const sharedSigns: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['$', new Set(['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'MXN', 'CLP', 'COP', 'ARS'])],
  ['¥', new Set(['JPY', 'CNY'])],
]);

const shape = /(?:(US|CA|AU|NZ|HK|[CASR])(?=\$))?(\p{Sc})|(?<![A-Z])([A-Z]{3})(?![A-Z])/iu;

/**
 * The currency that an amount is written in: an ISO code, or a sign that
 * several countries share (`$`, `¥`); undefined where the text names none.
 */
export function currencyIn(text: string): string | undefined {
  const parts = shape.exec(text);
  if (parts === null) return undefined;
  const [, country, sign, code] = parts;
  if (sign === undefined) return code.toUpperCase();
  if (country !== undefined) return dollars.get(country.toUpperCase());
  return signs.get(sign) ?? sign;
}

/** Whether a text is an ISO code, as a currency column holds it. */
export function isCurrencyCode(text: string): boolean {
  return /^[A-Z]{3}$/i.test(text.trim());
}

/** As Dynamics and others call them in place of a code. */
const names: ReadonlyMap<string, string> = new Map([
  ['us dollar', 'USD'],
  ['u.s. dollar', 'USD'],
  ['euro', 'EUR'],
  ['british pound', 'GBP'],
  ['british pound sterling', 'GBP'],
  ['pound sterling', 'GBP'],
  ['uk pound', 'GBP'],
  ['canadian dollar', 'CAD'],
  ['australian dollar', 'AUD'],
  ['new zealand dollar', 'NZD'],
  ['hong kong dollar', 'HKD'],
  ['singapore dollar', 'SGD'],
  ['swiss franc', 'CHF'],
  ['japanese yen', 'JPY'],
  ['chinese yuan', 'CNY'],
  ['indian rupee', 'INR'],
  ['swedish krona', 'SEK'],
  ['norwegian krone', 'NOK'],
  ['danish krone', 'DKK'],
  ['brazilian real', 'BRL'],
  ['mexican peso', 'MXN'],
  ['polish zloty', 'PLN'],
]);

/** What a cell of a currency column says: a code where it is one, or the name of one, else the text itself. */
export function currencyNamed(text: string): string {
  const name = text.trim();
  if (isCurrencyCode(name)) return name.toUpperCase();
  return names.get(name.toLowerCase()) ?? signs.get(name) ?? name;
}

/**
 * What two namings of a currency come to, the more exact of the two: `$` and
 * `USD` are USD; undefined where they are two currencies. A name that carve does
 * not know may be any.
 */
export function sameCurrency(one: string, other: string): string | undefined {
  if (one === other) return one;
  if (sharedSigns.get(one)?.has(other) === true) return other;
  if (sharedSigns.get(other)?.has(one) === true) return one;
  if (!isKnown(one)) return other;
  return isKnown(other) ? undefined : one;
}

function isKnown(currency: string): boolean {
  return isCurrencyCode(currency) || /^\p{Sc}$/u.test(currency);
}
