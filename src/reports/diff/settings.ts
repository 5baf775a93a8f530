import type { Pair } from '../../evaluation/diff/types.js';
import type { Section } from '../sections/section.js';
import type { DiffParts } from './parts.js';

/** So much of a checksum tells two files apart for people. */
const shownOfChecksum = 12;

/** The inputs and options that differ. */
export function settingSections({ comparison }: DiffParts): Section[] {
  const { inputs = [], options = [] } = comparison.plans ?? {};
  const section = (
    title: string,
    pairs: readonly Pair<string>[],
    say: (value: string) => string,
  ): Section[] =>
    pairs.length === 0
      ? []
      : [
          {
            title,
            items: pairs.map(({ name, a, b }) => ({
              text: `${name}: ${a === undefined ? 'none' : say(a)} → ${b === undefined ? 'none' : say(b)}`,
              details: [],
            })),
          },
        ];
  return [
    ...section('Inputs that differ, by SHA-256', inputs, (sum) => sum.slice(0, shownOfChecksum)),
    ...section('Options that differ', options, (value) => value.replace(/^"(.*)"$/, '$1')),
  ];
}
