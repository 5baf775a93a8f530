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
