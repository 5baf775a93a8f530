import { beforeAll, describe, expect, it } from 'vitest';
import { deviationChart, hasLimit, isBeyond } from '../../../src/reports/page/charts/deviations.js';
import { loadCharts, type PageKit } from '../../../src/reports/page/kit.js';

let kit: PageKit;
beforeAll(async () => {
  kit = { ...(await loadCharts()), style: '', script: '', borders: undefined };
});

const tolerance = { metric: 'potential', bandPct: 10, maxPct: undefined, isMust: false };

describe('deviationChart', () => {
  it('says how far off whoever is drawn at the edge is', () => {
    const { text: chart } = deviationChart(
      kit,
      [
        { name: 'Ann', before: 819, after: -16 },
        { name: 'Bo', before: 971, after: 152 },
        { name: 'Cy', before: 123, after: 20 },
      ],
      tolerance,
    );
    expect(chart).toContain('>+819 %</text>');
    expect(chart).toContain('>+971 % → +152 %</text>');
    expect(chart).not.toContain('>+123 %</text>');
  });

  it('has the lines that nobody may pass where they lie within what is drawn', () => {
    const rows = [{ name: 'Ann', before: -30, after: 5 }];
    const dashed = /stroke-dasharray/;
    for (const [maxPct, isDrawn] of [
      [20, true],
      // From -30 to 12.5 is drawn.
      [40, false],
      [undefined, false],
    ] as const) {
      const limited = { ...tolerance, maxPct };
      expect(hasLimit(rows, limited)).toBe(isDrawn);
      const { text } = deviationChart(kit, rows, limited);
      expect(dashed.test(text) && /<line[^>]*x1/.test(text.split('stroke-dasharray')[1])).toBe(
        isDrawn,
      );
    }
  });

  it('has nothing at the edge up to 150 %', () => {
    expect(isBeyond({ before: 150, after: -100 })).toBe(false);
    expect(isBeyond({ before: 0, after: 150.1 })).toBe(true);
  });
});
