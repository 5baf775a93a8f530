/**
 * A number as people write it: thousands separated, `decimals` places where it
 * is not whole and below 1,000, no trailing zeros. The same in every locale.
 */
export function numberWords(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) return '–';
  const places = Math.abs(value) >= 1000 && decimals <= 2 ? 0 : decimals;
  const fixed = Math.abs(value) >= 1e21 ? String(value) : value.toFixed(places);
  const [whole, fraction = ''] = fixed.split('.');
  const kept = fraction.replace(/0+$/, '');
  const grouped = (kept === '' && Number(whole) === 0 ? '0' : whole).replace(
    /\B(?=(\d{3})+$)/g,
    ',',
  );
  return kept === '' ? grouped : `${grouped}.${kept}`;
}

/** A percentage, given as percent: `84 %`, `6.2 %`, `0.4 %`. */
export function percentWords(percent: number): string {
  return `${numberWords(percent, Math.abs(percent) < 9.95 ? 1 : 0)} %`;
}

/** A percentage for a column of them, one decimal below ten even if it is 0: `84 %`, `4.0 %`. */
export function percentCell(percent: number): string {
  if (!Number.isFinite(percent)) return '–';
  const small = Math.abs(percent) < 9.95;
  const text = small ? percent.toFixed(1) : numberWords(percent, 0);
  return `${text === '-0.0' ? '0.0' : text} %`;
}

/** The same with its sign, as deviations have it: `+84 %`, `-6.2 %`, `0.0 %`. */
export function signedPercentCell(percent: number): string {
  const text = percentCell(percent);
  return percent > 0 && text !== '0.0 %' ? `+${text}` : text;
}

/**
 * Two numbers that are compared, with as many decimals as it takes to tell
 * them apart: 30.004 against 30 is not "30 against 30".
 */
export function toldApart(
  a: number,
  b: number,
  say: (value: number, decimals: number) => string,
  decimals: number,
): readonly [string, string] {
  for (let places = decimals; places <= 9; places++) {
    const texts = [say(a, places), say(b, places)] as const;
    if (texts[0] !== texts[1] || a === b) return texts;
  }
  return [say(a, decimals), say(b, decimals)];
}

/**
 * Percentages that are compared, given as percent, with as many decimals as it
 * takes to tell the first from each of the others: 10.3 against a band of 10 is
 * not "10 % against 10 %".
 */
export function percentsApart(values: readonly number[]): readonly string[] {
  const apart = (texts: readonly string[]): boolean =>
    values.every((value, index) => value === values[0] || texts[index] !== texts[0]);
  const plain = values.map(percentWords);
  for (let places = 0; places <= 9; places++) {
    const texts = places === 0 ? plain : values.map((value) => `${numberWords(value, places)} %`);
    if (apart(texts)) return texts;
  }
  return plain;
}

const magnitudes = [
  { size: 1e12, suffix: 'T' },
  { size: 1e9, suffix: 'B' },
  { size: 1e6, suffix: 'M' },
  { size: 1e3, suffix: 'k' },
] as const;

/** A number in at most five characters and a sign, three digits of it: 1.20M, 980k, 12.3k, 950, 0.4. */
export function compactNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 999.5e12) return value.toExponential(1).replace('e+', 'e');
  for (const [index, magnitude] of magnitudes.entries()) {
    // What would round up to 1000 of a magnitude is written as 1 of the next.
    const next = magnitudes[index - 1]?.size ?? Number.POSITIVE_INFINITY;
    if (size >= magnitude.size * 0.9995 && size < next * 0.9995) {
      return `${threeDigits(value / magnitude.size)}${magnitude.suffix}`;
    }
  }
  const text = threeDigits(value);
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' ? '0' : short;
}

/** The same with a plus before gains: +1.2M, -300k, 0. */
export function signedCompact(value: number): string {
  const text = compactNumber(value);
  return value > 0 && text !== '0' ? `+${text}` : text;
}

function threeDigits(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

/** Text of a page: no line begins with a percent sign. */
export function unbroken(text: string): string {
  return text.replace(/(?<=\d) %/g, '\u00a0%');
}
