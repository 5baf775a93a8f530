import { defineConfig } from 'vitest/config';

/** What neither plans nor starts a process nor throws dice for more than a moment: what one waits for. */
const quick = [
  'test/{analytics,assembly,crm,evaluation,inputs,measures,oracle,reports,rules,schemas,scoring,validation}/**/*.test.ts',
  'test/solver/search/**/*.test.ts',
];
const notQuick = ['test/evaluation/check/agreement.test.ts', 'test/validation/coordinates.test.ts'];

const common = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  pool: 'forks',
  // What is built runs as it is built.
  server: { deps: { external: [/\/dist\/run\//] } },
} as const;

export default defineConfig({
  test: {
    // Many tests wait for a process or a disk; one worker less than there are cores leaves two cores idle by turns.
    maxWorkers: '100%',
    projects: [
      // These leave nothing behind, so that each module is loaded once, not once a file.
      { test: { ...common, name: 'unit', include: quick, exclude: notQuick, isolate: false } },
      {
        test: {
          ...common,
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: [...quick, 'node_modules/**'],
        },
      },
      { test: { ...common, name: 'dice', include: notQuick } },
    ],
  },
});
