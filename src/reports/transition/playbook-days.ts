import type { Handover } from '../../transition/handovers.js';
import { type Block, table, words } from '../document/blocks.js';
import { andList, counted, plural } from '../document/words.js';
import { weekdayDate } from './letter-language.js';
import type { Names } from './names.js';
import { comesLater, type PlaybookParts, type RepHandovers } from './playbook-parts.js';
import { dayText } from './tables.js';

/** The days of the handover that concern this rep. */
export function dayTable(
  { transition, names }: PlaybookParts,
  rep: number,
  of: RepHandovers,
): Block {
  const { comes, goes, looksAfter, roleComes, roleGoes } = of;
  const rows: { date: number; task: string }[] = [];
  for (const { kind, date, wave } of transition.tasks) {
    if (kind === 'hand out playbooks') rows.push({ date, task: 'You get this playbook' });
    if (kind === 'change owners')
      rows.push({
        date,
        task: `Owners change in the CRM${goes.length + roleGoes.length > 0 ? '; what goes is handed over by then' : ''}`,
      });
    if (kind === 'meet' && comes.some(({ account }) => transition.inputs.tierOf(account) <= 2))
      rows.push({ date, task: 'By then you have met every Tier 1 and Tier 2 account that came' });
    if (kind === 'call' && wave !== undefined) {
      const called = [...comes.filter((one) => !comesLater(one)), ...looksAfter].filter(
        (one) => one.wave === wave,
      );
      for (const day of new Set(called.map(({ due }) => due))) {
        const count = called.filter(({ due }) => due === day).length;
        rows.push({ date: day, task: `Call wave ${wave}: ${counted(count, 'account')}` });
      }
    }
  }
  for (const day of new Set(roleComes.map(({ due }) => due))) {
    const called = roleComes.filter(({ due }) => due === day);
    const as = [...new Set(called.map(({ role }) => names.roleName(role.role)))];
    rows.push({ date: day, task: `Call as ${andList(as)}: ${counted(called.length, 'account')}` });
  }
  rows.push(...takeovers(transition.handovers, names, rep));
  const leaving = new Set(goes.map(({ account }) => account));
  const letters = transition.letters.filter(
    ({ handover }) => handover.liveOwner >= 0 && leaving.has(handover.account),
  );
  for (const day of new Set(letters.map(({ handover }) => handover.letterOn))) {
    const count = letters.filter(({ handover }) => handover.letterOn === day).length;
    rows.push({
      date: day,
      task: `${counted(count, 'letter')} of yours ${plural(count, 'goes', 'go')} out`,
    });
  }
  const ends = transition.deals.flatMap(({ keepUntil, handover }) =>
    keepUntil !== undefined && leaving.has(handover.account) ? [keepUntil] : [],
  );
  for (const day of new Set(ends)) {
    const count = ends.filter((one) => one === day).length;
    rows.push({
      date: day,
      task: `Last day of ${counted(count, 'deal')} that you keep`,
    });
  }
  rows.sort((a, b) => a.date - b.date);
  return table(rows, [
    words('day', ({ date }) => `${dayText(date)}, ${weekdayDate(date).split(' ')[0]}`),
    words('what', ({ task }) => task),
  ]);
}

/** When accounts go from those who look after them to their reps. */
function takeovers(
  handovers: readonly Handover[],
  names: Names,
  of: number,
): { date: number; task: string }[] {
  const counts = new Map<string, { date: number; from: number; to: number; count: number }>();
  for (const one of handovers) {
    const { rep, interim, interimUntil: date } = one;
    if (date === undefined || !comesLater(one) || (rep !== of && interim !== of)) continue;
    const key = `${date} ${interim} ${rep}`;
    const count = (counts.get(key)?.count ?? 0) + 1;
    counts.set(key, { date, from: interim, to: rep, count });
  }
  return [...counts.values()].map(({ date, from, to, count }) => ({
    date,
    task:
      to === of
        ? `${counted(count, 'account')} ${plural(count, 'comes', 'come')} to you from ${names.repName(from)}`
        : `${counted(count, 'account')} ${plural(count, 'goes', 'go')} from you to ${names.repName(to) || 'nobody'}`,
  }));
}
