import { parseArgs } from 'node:util';

const help = `npm run bench -- [flags]

  --quick            sizes to 20,000 × 100, one run each, no growth, under 10 minutes in all
  --repeat N         runs of carve on each instance; medians are told (3; with --quick 1)
  --only NAME,…      these instances' sizes only: sp500, 200x8, 1000x20 …
  --rules KIND,…     these rules only: none, regions, most
  --effort EFFORT    quick, normal or thorough (normal)
  --no-sizes         neither the sizes nor the rivals
  --no-rivals        carve alone
  --rival-seconds N  of HiGHS and of javascript-lp-solver each (60)
  --growth           how time grows with accounts; --only holds here too (part of the whole run)
  --threads-check    whether 1, 2 and 4 threads write the same bytes (20000x100, or --only's sizes)
  --kinds            kinds of problems beside the plain reference, with targets of their own, and no other part;
                     --only holds (any size, 1300x40), --quick takes some kinds and sizes
  --kind KIND,…      these kinds only: words of bench/kinds/make-kind.mjs joined by '-'; asks for --kinds
  --gap              generalised assignment problems, and no other part; --only names them: c05100, d20100-made …
  --gap-folder DIR   those of a folder too, in the OR-Library's form, optima in its SOURCE.txt; asks for --gap
  --highs            with --kinds and --gap: HiGHS beside carve
  --json FILE        every figure, written anew after every row`;

const options = {
  quick: { type: 'boolean', default: false },
  repeat: { type: 'string' },
  only: { type: 'string' },
  rules: { type: 'string' },
  effort: { type: 'string', default: 'normal' },
  'no-sizes': { type: 'boolean', default: false },
  'no-rivals': { type: 'boolean', default: false },
  'rival-seconds': { type: 'string', default: '60' },
  growth: { type: 'boolean', default: false },
  'threads-check': { type: 'boolean', default: false },
  kinds: { type: 'boolean', default: false },
  kind: { type: 'string' },
  gap: { type: 'boolean', default: false },
  'gap-folder': { type: 'string' },
  highs: { type: 'boolean', default: false },
  json: { type: 'string' },
  help: { type: 'boolean', default: false },
};

/** What the command line asks for; ends the process for --help or what it cannot read. */
export function readFlags() {
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    console.error(`${error.message}\n\n${help}`);
    process.exit(2);
  }
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  const { quick } = values;
  const kinds = values.kinds || values.kind !== undefined;
  const gap = values.gap || values['gap-folder'] !== undefined;
  const repeat = Number(values.repeat ?? (quick || kinds || gap ? 1 : 3));
  const rivalSeconds = Number(values['rival-seconds']);
  if (!(Number.isInteger(repeat) && repeat > 0) || !(rivalSeconds > 0)) {
    console.error(`--repeat and --rival-seconds take a number above 0\n\n${help}`);
    process.exit(2);
  }
  const sizes = !values['no-sizes'] && !kinds && !gap;
  const whole = !quick && values.only === undefined && sizes;
  return {
    quick,
    repeat,
    rivalSeconds,
    only: values.only?.split(','),
    rules: values.rules?.split(','),
    effort: values.effort,
    sizes,
    kinds,
    kind: values.kind?.split(','),
    gap,
    gapFolder: values['gap-folder'],
    highs: values.highs,
    rivals: !values['no-rivals'],
    growth: values.growth || whole,
    threadsCheck: values['threads-check'],
    json: values.json,
  };
}
