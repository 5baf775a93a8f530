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

/**
 * What two namings of a currency come to, the more exact of the two: `$` and
 * `USD` are USD; undefined where they are two currencies.
 */
export function sameCurrency(one: string, other: string): string | undefined {
  if (one === other) return one;
  if (sharedSigns.get(one)?.has(other) === true) return other;
  if (sharedSigns.get(other)?.has(one) === true) return one;
  return undefined;
}
