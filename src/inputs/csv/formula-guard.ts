/** What a spreadsheet would run as a formula, or what already carries our mark before such. */
const needsGuard = /^'*[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

/** Puts a `'` before text that a spreadsheet would take for a formula. */
export function guardFormula(text: string): string {
  return needsGuard.test(text) ? `'${text}` : text;
}

/** Takes that `'` off again. */
export function unguardFormula(text: string): string {
  return guarded.test(text) ? text.slice(1) : text;
}
