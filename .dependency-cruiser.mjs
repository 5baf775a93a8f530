/** The house's one-way streets, each with its reason. */
const rooms = [
  'model',
  'inputs/cells',
  'inputs/csv',
  'inputs/places',
  'rules',
  'measures',
  'scoring',
  'assembly',
  'inputs/opportunities',
  'solver',
  'evaluation',
  'analytics',
  'transition',
  'validation',
  'crm',
  'reports',
  'verification',
  'library',
  'cli',
];

/** What each room may import besides itself. */
const mayImport = {
  model: [],
  'inputs/cells': ['model'],
  'inputs/csv': ['model', 'inputs/cells'],
  'inputs/places': ['model', 'inputs/cells'],
  scoring: ['model', 'inputs/cells'],
  rules: ['model', 'inputs/cells', 'scoring'],
  measures: ['model', 'inputs/cells', 'rules', 'scoring'],
  assembly: ['model', 'inputs/cells', 'rules', 'measures', 'scoring'],
  'inputs/opportunities': ['model', 'inputs/cells', 'assembly'],
  solver: ['model'],
  evaluation: ['model', 'inputs/cells', 'rules', 'measures', 'scoring', 'assembly'],
  analytics: [
    'model',
    'inputs/cells',
    'rules',
    'measures',
    'scoring',
    'assembly',
    'evaluation',
    'inputs/opportunities',
  ],
  transition: ['model', 'scoring', 'evaluation', 'analytics', 'inputs/opportunities'],
  validation: [
    'model',
    'inputs/cells',
    'inputs/places',
    'rules',
    'measures',
    'scoring',
    'assembly',
    'inputs/opportunities',
  ],
  crm: ['model', 'inputs/cells', 'inputs/csv', 'evaluation', 'inputs/opportunities', 'transition'],
  reports: [
    'model',
    'inputs/cells',
    'inputs/csv',
    'rules',
    'measures',
    'evaluation',
    'analytics',
    'transition',
    'validation',
    'crm',
  ],
  verification: rooms.filter(
    (room) => !['solver', 'verification', 'library', 'cli'].includes(room),
  ),
  planning: rooms.filter((room) => !['verification', 'library', 'cli'].includes(room)),
  library: [...rooms.filter((room) => room !== 'cli'), 'planning'],
  cli: rooms,
};

const reasons = {
  model: 'The model is plain typed data that every room shares, so it depends on none.',
  'inputs/cells': 'Cell parsing turns text into values and knows nothing of tables or rules.',
  'inputs/csv': 'Files become typed tables here; raw cells never leave, and meaning comes later.',
  'inputs/places':
    'Places are names and coordinates; what a plan or a judgement makes of them comes later.',
  scoring: 'Scores and measures are formulas over tables, used by rules and assembly.',
  rules: 'The rule language must not know how a problem is solved or reported.',
  measures:
    'A family of measures owns its formula, its judgement and its breaches; who assembles, solves or tells them comes after.',
  assembly:
    'A problem is assembled from tables and rules; whoever solves or judges it comes after.',
  'inputs/opportunities':
    'Opportunities and activities become columns of the accounts before anything is assembled or judged.',
  solver: 'The solver sees numbers only (a Program), so it can be replaced and tested alone.',
  evaluation: 'Evaluation judges any assignment and must share no code with the solver.',
  analytics:
    'Analytics makes figures of tables and an assignment: coverage, priorities, headcount; it words and solves nothing.',
  transition:
    'The handover is worked out from what a plan changes: facts only; its words and files are in reports.',
  verification: 'Verification works a plan out again and must share no code with what made it.',
  validation:
    'Validation judges the files as they are, before anything is planned or evaluated; its words are in reports.',
  crm: 'What a CRM is to be told follows from a judged assignment; its files and words are in reports.',
  planning:
    'Planning strings the rooms together over plain values, for the command line and the library alike.',
  library:
    'The library is the eight verbs over plain values; the command line adds files, streams and the process.',
  reports: 'Reports word what evaluation found and compute nothing.',
};

/** What each phase of the solver may import of the others; `proof` and what begins from an answer may import all of them. */
const phases = {
  model: [],
  bound: ['model/'],
  translate: ['model/', 'prices/price-rounds\\.ts'],
  prices: ['model/', 'bound/', 'threads/', 'proof/cuts/'],
  search: ['model/', 'bound/', 'prices/', 'effort\\.ts'],
};

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A cycle means two files are one.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nothing uses is dead.',
      from: {
        orphan: true,
        pathNot: [
          '^src/(index|advanced)\\.ts$',
          '^src/cli/(main|write-schema|write-gazetteer)\\.ts$',
          '^src/solver/threads/worker\\.ts$',
          '\\.d\\.ts$',
        ],
      },
      to: {},
    },
    ...Object.entries(mayImport)
      .filter(([room]) => room !== 'cli')
      .map(([room, allowed]) => ({
        name: `${room.replace('/', '-')}-is-one-way`,
        severity: 'error',
        comment: reasons[room],
        from: { path: `^src/${room}/` },
        to: { path: '^src/', pathNot: [room, ...allowed].map((r) => `^src/${r}/`) },
      })),
    ...Object.entries(phases).map(([phase, allowed]) => ({
      name: `solver-${phase}-is-one-way`,
      severity: 'error',
      comment: 'Each phase of the solver can be read alone: it builds on those before it.',
      from: { path: `^src/solver/${phase}/` },
      to: {
        path: '^src/solver/',
        pathNot: [`${phase}/`, ...allowed].map((path) => `^src/solver/${path}`),
      },
    })),
    {
      name: 'documents-know-no-plan',
      severity: 'error',
      comment:
        'The document model is blocks and how they are drawn, for whatever is reported: it knows no plan, no rule and no other room.',
      from: { path: '^src/reports/document/' },
      to: { path: '^src/', pathNot: '^src/reports/document/' },
    },
    {
      name: 'drawn-in-one-place',
      severity: 'error',
      comment: 'Colours, grids and their escapes are the renderers’: a report hands them texts.',
      from: { path: '^src/', pathNot: '^src/(reports/document/|cli/)' },
      to: { path: 'node_modules/(chalk|cli-table3)' },
    },
    {
      name: 'browser-stands-apart',
      severity: 'error',
      comment:
        'What runs in report.html is bundled into it: it may know the data of the page, how numbers and words are written and how text is kept from being run as a formula, no more.',
      from: { path: '^src/browser/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/(browser/|inputs/csv/formula-guard\\.ts$|reports/(document/(numbers|words)|page/page-data)\\.ts$)',
      },
    },
    {
      name: 'nobody-runs-the-page',
      severity: 'error',
      comment: 'The script of report.html runs in a browser; its code has no meaning elsewhere.',
      from: { path: '^src/', pathNot: '^src/browser/' },
      to: { path: '^src/browser/' },
    },
    {
      name: 'only-cli-touches-the-world',
      severity: 'error',
      comment:
        'Disk, streams and the process belong to cli/; the solver alone may start worker threads. A checksum and unpacking are arithmetic, a buffer plain memory; what a package ships is loaded like a module (or read, by three files of the library).',
      from: { path: '^src/', pathNot: '^src/(cli/|library/(page-kit|references|shipped)\\.ts$)' },
      to: {
        dependencyTypes: ['core'],
        pathNot: '^(node:)?(worker_threads|url|os|crypto|buffer|zlib|module)$',
      },
    },
    {
      name: 'solver-alone-uses-threads',
      severity: 'error',
      comment: 'Threads are a detail of the search.',
      from: { path: '^src/', pathNot: '^src/(cli|solver)/' },
      to: { path: '^(node:)?worker_threads$' },
    },
    {
      name: 'verified-without-the-solver',
      severity: 'error',
      comment: 'What verifies a plan may not reach the solver, not even through another room.',
      from: { path: '^src/(verification/|(cli|library)/verify\\.ts$)' },
      to: { path: '^src/solver/', reachable: true },
    },
    {
      name: 'one-lp-adapter',
      severity: 'error',
      comment: 'LP libraries and their quirks stay in one file.',
      from: { path: '^src/', pathNot: '^src/solver/lp/' },
      to: { path: 'node_modules/(highs|javascript-lp-solver)' },
    },
    {
      name: 'csv-libraries-in-csv',
      severity: 'error',
      comment: 'Reading and writing CSV happens in one room.',
      from: { path: '^src/', pathNot: '^src/inputs/csv/' },
      to: { path: 'node_modules/(csv-parse|csv-stringify)' },
    },
    {
      name: 'file-formats-in-csv',
      severity: 'error',
      comment:
        'What a file is packed, encoded or laid out in is known in one room; one renderer of reports writes the workbook that people work in, and the gazetteer and the maps are packed by the build.',
      from: {
        path: '^src/',
        pathNot:
          '^src/(inputs/csv/|reports/document/(workbook|sheet-page|sheet-looks)\\.ts$|library/shipped\\.ts$|cli/write-gazetteer\\.ts$)',
      },
      to: { path: '(node_modules/(hucre|iconv-lite|chardet)/|^zlib$|^node:zlib$)' },
    },
    {
      name: 'model-has-no-library',
      severity: 'error',
      comment: 'Plain data needs none.',
      from: { path: '^src/model/' },
      to: { dependencyTypes: ['npm'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
