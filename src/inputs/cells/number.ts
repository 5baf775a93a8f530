/** A number as people write it. `12%` is `{ value: 0.12, percent: true }`. */
export interface NumberReading {
  readonly value: number;
  readonly percent: boolean;
}

/** What stands before the fraction; the other of the two then groups digits in threes. */
export type DecimalMark = '.' | ',';

/** No number is longer; it also bounds what the patterns below have to try. */
const longest = 64;

const plain = /^-?(?:\d+\.?\d*|\.\d+)$/;

/** An amount once currency, sign and suffix are off: grouped or plain digits, fraction, exponent. */
const amount =
  /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d{1,3}(?:['’]\d{3})+)?(\.\d*)?(e[+-]?\d+)?$/i;

const currencyCodes =
  'USD|EUR|GBP|JPY|CNY|INR|AUD|CAD|CHF|SEK|NOK|DKK|BRL|MXN|ZAR|SGD|HKD|NZD|KRW|PLN|CZK|HUF|ILS|AED|SAR|TRY|THB';
const currencyBefore = new RegExp(
  `^(?:(?:${currencyCodes})(?![A-Z])|(?:US|CA|AU|NZ|HK|[CASR])?\\p{Sc})\\s*`,
  'iu',
);
const currencyAfter = new RegExp(`\\s*(?:(?<![A-Z])(?:${currencyCodes})|\\p{Sc})$`, 'iu');
const magnitudeAfter = /\s*(k|mm?|mn|bn?)$/i;

const zerosOfMagnitude: ReadonlyMap<string, number> = new Map([
  ['k', 3],
  ['m', 6],
  ['mm', 6],
  ['mn', 6],
  ['b', 9],
  ['bn', 9],
]);

/**
 * The number that a cell or a rule writes, or undefined where it is none:
 * `1,234.50`, `$1,234.50 `, `USD 5`, `(1,200)` (negative), `12%` (0.12), `1.2M`,
 * `18.3 MM`, `3k`, `2B`, `1.39E+08`. Never infinite. {@link numberFault} says why not.
 * With a decimal comma `1.234,50` is what `1,234.50` is without.
 */
export function parseNumber(text: string, mark: DecimalMark = '.'): NumberReading | undefined {
  const trimmed = pointed(text.trim(), mark);
  if (trimmed.length > longest) return undefined;
  if (plain.test(trimmed)) return finite(Number(trimmed), false);
  const { body, negative, percent, zeros } = strip(trimmed);
  const parts = amount.exec(body);
  if (parts === null || !isAmount(parts)) return undefined;
  const [, whole = '', fraction = '', exponent = 'e0'] = parts;
  const digits = `${whole.replace(/\D/g, '')}${fraction}`;
  // Shifting the exponent instead of multiplying keeps 18.3M at exactly 18300000.
  const shift = Number(exponent.slice(1)) + zeros - (percent ? 2 : 0);
  const value = Number(`${digits}e${shift}`);
  return finite(negative ? -value : value, percent);
}

/** Powers of ten that a double holds exactly, as far as {@link plainDecimal} needs them. */
const powersOfTen = Float64Array.from({ length: 16 }, (_, zeros) => Number(`1e${zeros}`));

/**
 * The value of up to 15 digits with at most one point among them, and a minus
 * in front; NaN for anything else, be it a number or not. The digits and the
 * power of ten are exact, so one division rounds as {@link parseNumber} does.
 */
export function plainDecimal(text: string): number {
  const { length } = text;
  const negative = text.charCodeAt(0) === 0x2d;
  let digits = 0;
  let whole = 0;
  let point = -1;
  for (let index = negative ? 1 : 0; index < length; index++) {
    const unit = text.charCodeAt(index);
    const digit = unit - 0x30;
    if (digit >= 0 && digit <= 9) {
      whole = whole * 10 + digit;
      digits++;
    } else if (unit === 0x2e && point < 0) point = index;
    else return Number.NaN;
  }
  if (digits === 0 || digits > 15) return Number.NaN;
  const value = point < 0 ? whole : whole / powersOfTen[length - 1 - point];
  return negative && value !== 0 ? -value : value;
}

/** As {@link parseNumber}, but on a scale of 100: `85%` is 85, and so is `85`. */
export function parsePoints(text: string, mark: DecimalMark = '.'): number | undefined {
  const reading = parseNumber(text, mark);
  if (reading?.percent !== true) return reading?.value;
  // Multiplying 0.07 by 100 would give 7.000000000000001.
  return parseNumber(text.replace('%', ''), mark)?.value;
}

/** The text as one with a decimal point: with a decimal comma, points and commas change places. */
export function pointed(text: string, mark: DecimalMark): string {
  if (mark === '.' || !/[.,]/.test(text)) return text;
  return text.replace(/[.,]/g, (one) => (one === '.' ? ',' : '.'));
}

/** Why a text is no number, as the end of "is no number: …". */
export function numberFault(text: string, mark: DecimalMark = '.'): string {
  const example = pointed('1,234.50', mark);
  const trimmed = pointed(text.trim(), mark);
  if (trimmed.length > longest) return 'it is too long';
  const { body } = strip(trimmed);
  if (!/\d/.test(body)) return 'it holds no digits';
  if (/^0x/i.test(body)) return 'hexadecimal is not read';
  if (/^\d{1,3}(?:\.\d{3})*,\d+$/.test(body) && !amountHolds(body)) {
    const [word, name] = mark === '.' ? ['comma', 'decimal comma'] : ['point', 'decimal point'];
    return `the ${word} looks like a ${name}; carve reads ${example}`;
  }
  if (/^[\d.,\s]+$/.test(body)) {
    return `the digits are not grouped in threes, as in ${example}`;
  }
  if (amountHolds(body)) return 'it is too large';
  return 'it holds something else than digits';
}

interface Stripped {
  readonly body: string;
  readonly negative: boolean;
  readonly percent: boolean;
  readonly zeros: number;
}

function strip(trimmed: string): Stripped {
  let body = trimmed;
  let negative = false;
  if (body.startsWith('(') && body.endsWith(')')) {
    negative = true;
    body = body.slice(1, -1).trim();
    // `(-5)` would be negative twice: left as it is, it is refused.
    if (/^[-+\u2212]/.test(body)) return { body, negative, percent: false, zeros: 0 };
  }
  const signed = takeSign(body);
  const priced = signed.body.replace(currencyBefore, '');
  // A sign stands before or after the currency, not on both sides.
  const resigned =
    priced !== signed.body && !signed.found && !negative ? takeSign(priced) : undefined;
  negative = negative || signed.negative || resigned?.negative === true;
  body = (resigned?.body ?? priced).replace(currencyAfter, '');
  const percent = body.endsWith('%');
  if (percent) body = body.slice(0, -1).trimEnd();
  const magnitude = percent ? undefined : magnitudeAfter.exec(body)?.[1];
  if (magnitude !== undefined) body = body.replace(magnitudeAfter, '');
  const zeros = zerosOfMagnitude.get(magnitude?.toLowerCase() ?? '') ?? 0;
  return { body, negative, percent, zeros };
}

function takeSign(text: string): { body: string; negative: boolean; found: boolean } {
  const negative = text.startsWith('-') || text.startsWith('\u2212');
  const found = negative || text.startsWith('+');
  return { body: found ? text.slice(1).trimStart() : text, negative, found };
}

function amountHolds(body: string): boolean {
  const parts = amount.exec(body);
  return parts !== null && isAmount(parts);
}

/** There are digits, and no group follows a leading zero: `0,123` is a decimal comma. */
function isAmount([, whole = '', fraction = '']: RegExpExecArray): boolean {
  if (whole === '' && fraction.length < 2) return false;
  return !(whole.startsWith('0') && /\D/.test(whole));
}

function finite(value: number, percent: boolean): NumberReading | undefined {
  if (!Number.isFinite(value)) return undefined;
  return { value: value === 0 ? 0 : value, percent };
}
