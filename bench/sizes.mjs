import { measureCarve } from './carve-runs.mjs';
import { folderOf } from './instances.mjs';
import { amount, missed } from './printed-tables.mjs';

/** carve alone on every instance; gives each instance back with what was measured. */
export function measureSizes(tables, work, instances, flags) {
  const print = tables.start('carve', 'sizes', [
    'instance',
    'seconds',
    'gap %',
    'MB',
    'objective',
    'exit',
    'must rules broken',
    'asked',
  ]);
  return instances.map((instance) => {
    const carve = measureCarve(folderOf(work, instance), { ...flags, asked: instance.asked });
    print(cells(instance, carve), { instance, carve });
    return { instance, carve };
  });
}

function cells({ name, asked }, { seconds, gap, memory, objective, exit, broken, same }) {
  const percent = gap === undefined || gap === null ? undefined : 100 * gap;
  return [
    name,
    missed(amount(seconds, 1), seconds > asked?.seconds),
    missed(amount(percent, 2), asked !== undefined && !(percent <= asked.gap)),
    missed(amount(memory, 0), asked !== undefined && !(memory <= asked.memory)),
    `${amount(objective, 5)}${same ? '' : ' (differs between runs ✗)'}`,
    missed(exit, exit !== 0),
    missed(broken ?? '–', broken !== 0),
    asked === undefined ? '–' : `${asked.seconds} s, ${asked.gap} %, ${asked.memory} MB`,
  ];
}
