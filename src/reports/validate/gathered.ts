import type { SaidFinding } from './said.js';

/**
 * Findings of one kind and file as they are read: those that say the same of
 * one row each stand as one, in the place of the first, with all their rows.
 */
export function gathered(findings: readonly SaidFinding[]): readonly SaidFinding[] {
  const groups = new Map<string, SaidFinding[]>();
  findings.forEach((finding, index) => {
    const { column, value, remedy, ofSeveral, rows } = finding;
    const isAlone = ofSeveral === undefined || rows.length !== 1;
    const key = JSON.stringify(isAlone ? [index] : [column, value, ofSeveral, remedy]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  });
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (group.length === 1) return first;
    const rows = [...new Set(group.flatMap((finding) => finding.rows))].sort((a, b) => a - b);
    return { ...first, rows, what: first.ofSeveral ?? first.what };
  });
}
