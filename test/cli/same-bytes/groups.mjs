// What is run: groups of commands, each in a folder of its own with the files of a fixture and others beside them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const fixtures = resolve(import.meta.dirname ?? '.', '../../../fixtures');
const foldersIn = (theme) =>
  readdirSync(join(fixtures, theme), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${theme}/${name}`)
    .sort();

const asOf = ['--as-of', '2026-01-15'];
const one = ['--threads', '1'];
const formats = (command, ...names) => names.map((name) => [...command, '--format', name]);

/** All there is to ask of two input files, and of the plans made from them. */
function everything({ accounts, reps, rules, account, rep, crms, more = [], search = [] }) {
  const files = [accounts, reps];
  const read = [...files, ...(rules === undefined ? [] : ['--rules', rules]), ...asOf, ...more];
  const drafted = [...files, ...asOf, ...more];
  const drawn = [...asOf, ...more, ...one, ...search];
  const plan = ['plan', ...read, ...one, ...search];
  const verdicts = ['text', 'json', 'junit', 'sarif', 'github', 'markdown'];
  const report = ['report', 'carve-out'];
  return [
    [...plan, ...(rules === undefined ? ['--bare'] : [])],
    [...plan, '--relax', '--out', 'relaxed', '--format', 'json'],
    ['plan', ...files, ...drawn, '--out', 'drafted'],
    ['plan', ...files, '--bare', ...drawn, '--out', 'bare', '--quiet', '--save-map', 'map.json'],
    ...formats(['validate', ...read], 'text', 'json', 'csv', 'markdown'),
    ['validate', ...drafted, '--fail-on', 'warning'],
    ...formats(['check', ...read], ...verdicts),
    ...formats(
      ['check', ...read, '--assignments', 'carve-out/assignments.csv', '--max-deviation', '5%'],
      ...verdicts,
    ),
    ['check', ...drafted, '--baseline', 'carve-out', '--strict', '--max-unowned', '0'],
    ...formats(['explain', 'carve-out'], 'text', 'json'),
    ...formats(['explain', 'carve-out', '--account', account], 'text', 'json'),
    ...formats(['explain', 'carve-out', account, '--to', rep], 'text', 'json'),
    ...formats(['explain', 'carve-out', '--rep', rep], 'text', 'json'),
    ...formats(['explain', 'carve-out', '--rule', '2', ...one], 'text', 'json'),
    ...formats(report, 'text', 'html', 'markdown'),
    ...formats([...report, '--mask'], 'text', 'html', 'markdown'),
    [...report, '--out', 'plan.xlsx'],
    [...report, '--mask', '--out', 'masked.xlsx'],
    ...formats(['diff', 'carve-out', 'drafted'], 'text', 'csv', 'json', 'markdown'),
    ...['rep', 'account', 'rule'].map((by) => ['diff', 'carve-out', 'bare', '--by', by]),
    ...formats(
      ['diff', 'carve-out', 'drafted', '--base', 'bare', '--merge', 'merged.csv'],
      'text',
      'csv',
      'json',
      'markdown',
    ),
    ...formats(['verify', 'carve-out'], 'text', 'json'),
    ['verify', 'relaxed'],
    ...crms.flatMap((crm) =>
      formats(['export', 'carve-out', '--for', crm, '--out', `for-${crm}`], 'text', 'json'),
    ),
  ];
}

/** Every option of `carve scenarios`, and what is made of them; `told`: the formats on stdout. */
function scenarios(read, { reported = ['text'], folders = [], more = [] }) {
  const asked = ['scenarios', ...read, ...asOf, ...one, '--out', 'options', '--effort', 'quick'];
  return [
    ...formats([...asked, ...more], ...reported),
    ...formats(['report', 'options'], 'text', 'html', 'markdown'),
    ...folders.map((name) => ['verify', `options/${name}`]),
  ];
}

const three = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv'];
const standard = { accounts: 'accounts.csv', reps: 'reps.csv', rules: 'rules.csv' };

/** The first cells of a fixture's file, without its header. */
function idsOf(fixture, file) {
  const lines = readFileSync(join(fixtures, fixture, file), 'utf8')
    .trim()
    .split(/\r?\n/);
  return lines.slice(1).map((line) => line.split(',')[0].replaceAll('"', ''));
}

/** What a small fixture is asked, where others are asked everything. */
function mostThings({ accounts, reps, rules, account, rep, forms = [], more = forms }) {
  const read = [
    accounts,
    reps,
    ...(rules === undefined ? ['--bare'] : ['--rules', rules]),
    ...asOf,
  ];
  return [
    ['plan', ...read, ...more, ...one],
    ['validate', ...read, ...more],
    ...formats(['check', ...read, ...more], 'text', 'json'),
    ['check', ...read, ...more, '--assignments', 'carve-out/assignments.csv'],
    ['explain', 'carve-out'],
    ['explain', 'carve-out', '--account', account],
    ['explain', 'carve-out', account, '--to', rep],
    ['explain', 'carve-out', '--rep', rep],
    ['report', 'carve-out'],
    ['report', 'carve-out', '--mask', '--format', 'markdown'],
    ['diff', 'carve-out', accounts, '--reps', reps, ...forms],
    ['verify', 'carve-out', '--format', 'json'],
  ];
}

const askedEverything = ['rules/together/changes', 'rules/keep/conflict', 'conflicts/three'];

function ofFixture(fixture) {
  const [account] = idsOf(fixture, 'accounts.csv');
  const reps = idsOf(fixture, 'reps.csv');
  const rep = reps[reps.length - 1];
  const all = askedEverything.includes(fixture);
  const relax = ['plan', ...three, ...asOf, ...one, '--relax', '--out', 'relaxed'];
  return {
    name: fixture,
    fixture,
    files: {},
    commands: all
      ? [
          ...everything({ ...standard, account, rep, crms: ['hubspot'] }),
          ['explain', 'carve-out', '--rules-cost', ...one],
          ['plan', ...three, ...asOf, '--threads', '2', '--seed', '2', '--out', 'two', '--quiet'],
          ...scenarios(three, { reported: ['text', 'json', 'csv'] }),
        ]
      : [
          ...mostThings({ ...standard, account, rep }),
          ...(fixture.startsWith('conflicts/') ? [relax, ['verify', 'relaxed']] : []),
        ],
  };
}

function ofExport(fixture) {
  const { accounts, reps, flags, owners } = JSON.parse(
    readFileSync(join(fixtures, fixture, 'expected.json'), 'utf8'),
  );
  const [account] = Object.keys(owners);
  const plan = { accounts, reps, rules: undefined, forms: flags };
  return {
    name: fixture,
    fixture,
    files: {},
    commands: [
      ...mostThings({ ...plan, account, rep: owners[account] }),
      ...['salesforce', 'hubspot', 'dynamics'].flatMap((crm) =>
        formats(['export', 'carve-out', '--for', crm, '--out', `for-${crm}`], 'text', 'json'),
      ),
      ['init', '--from', accounts, reps, 'draft', ...flags],
    ],
  };
}

const opportunities = {
  name: 'opportunities/basic',
  fixture: 'opportunities/basic',
  files: {},
  commands: everything({
    ...standard,
    rules: undefined,
    account: 'Acme',
    rep: 'Bo',
    crms: ['salesforce'],
    more: [
      ...['--opportunities', 'opportunities.csv', '--activities', 'activities.csv'],
      ...[
        '--owner-from',
        'opportunities',
        '--map',
        'stage:won=Signed',
        '--map',
        'stage:open=Pilot',
      ],
    ],
  }).concat([
    ['export', 'carve-out', '--for', 'salesforce', '--contacts', 'contacts.csv', '--out', 'all'],
    [
      ...['export', 'carve-out', '--for', 'salesforce', '--contacts', 'contacts.csv'],
      ...['--open-opportunities', 'owned', '--out', 'owned', '--format', 'json'],
    ],
  ]),
};

const sp500 = {
  name: 'sp500',
  fixture: 'sp500',
  files: { 'own.csv': 'name,weights,note\ncalm,disruption=9,fewer moves\n' },
  commands: [
    ...everything({
      ...standard,
      account: 'ABBV',
      rep: 'R07',
      crms: ['salesforce'],
      search: ['--effort', 'quick'],
    }),
    [
      'plan',
      ...three,
      ...asOf,
      '--effort',
      'quick',
      '--locate',
      '--same-places',
      '--out',
      'located',
    ],
    ['explain', 'located', 'ABBV'],
    ['report', 'located', '--format', 'html'],
    ['check', ...three, ...asOf, '--against', 'median', '--max-gini', '0.1', '--locate'],
    ['validate', ...three, ...asOf, '--locate', '--format', 'csv'],
    ...scenarios(three, { folders: ['calm'], more: ['--scenarios', 'own.csv'] }),
  ],
};

/** Names that take more or less room than they have characters, and rows of every width. */
const wide = {
  name: 'wide',
  fixture: 'wide',
  files: {
    'accounts.csv': [
      'account_id,account_name,owner,potential,arr,segment,latitude,longitude,parent_id,renewal_date',
      'A1,東京エレクトロン株式会社,R1,90,100000,大企業,35.7,139.7,,2026-02-01',
      'A2,Müller & Söhne Vermögensverwaltungsgesellschaft für Überseehandel mbH,R1,80,50000,Groß,48.1,11.6,,',
      'A3,👩‍👩‍👧‍👦 Family 🇩🇪 GmbH,R1,70,40000,SMB,52.5,13.4,,2026-03-01',
      'A4,e\u0301cole Pe\u0301rouge,R2,60,30000,SMB,45.8,4.8,A1,',
      'A5,ｆｕｌｌｗｉｄｔｈ　Ｃｏ,gone,50,20000,大企業,34.7,135.5,A1,',
      'A6,삼성전자,,40,10000,대기업,37.6,127.0,,',
      'A7,שלום בע״מ,R2,30,0,SMB,32.1,34.8,,',
      'A8,zero\u200bwidth\u00a0space,R2,20,0,SMB,40.0,-74.0,,',
      'A9,=cmd|calc,R3,10,0,SMB,41.0,-75.0,,',
      `A10,${'Aan'.repeat(60)},R3,5,0,SMB,42.0,-73.0,,`,
      '',
    ].join('\n'),
    'reps.csv': [
      'rep_id,rep_name,manager,latitude,longitude,status,capacity,ramp',
      'R1,山田太郎,佐藤,35.7,139.7,active,1,100%',
      'R2,Zoë Ångström,佐藤,48.1,11.6,active,0.5,100%',
      'R3,🦊 Fox,Bo,40.0,-74.0,leaving,1,100%',
      'R4,Nguyễn Thị Minh Khai,Bo,52.5,13.4,active,1,50%',
      '',
    ].join('\n'),
    'rules.csv': [
      'rule,accounts,reps,metric,top,min,max,weight,level,note',
      'keep,days_to_renewal <= 30,,,,,,,must,更新前は動かさない',
      'avoid,segment = 大企業,rep_id = R2,,,,,,should,👎 nicht an Zoë',
      'balance,,,potential,,10%,20%,,must,',
      'together,,,,,,,,,',
      'limit,segment = SMB,,,,,3,,,',
      '',
    ].join('\n'),
  },
  commands: [
    ...everything({ ...standard, account: 'A2', rep: 'R4', crms: ['salesforce'] }),
    ...[40, 60, 100, 160].flatMap((columns) =>
      [
        ['plan', ...three, ...asOf, '--out', 'again'],
        ['explain', 'carve-out', 'A2'],
        ['explain', 'carve-out', 'R4'],
        ['report', 'carve-out'],
        ['check', ...three, ...asOf],
        ['validate', ...three, ...asOf],
        ['diff', 'carve-out', 'drafted'],
        ['verify', 'carve-out', '--no-color'],
        ['plan', '--help'],
      ].map((args) => ({ args, columns })),
    ),
    ...scenarios(three, { folders: ['proximity'], more: ['--frontier', '2'] }),
    ...formats(['diff', 'carve-out', 'options/evenness'], 'text', 'json'),
  ],
};

/** Places told in every way: what a gazetteer and the names of countries and states make of them. */
const places = {
  name: 'places',
  fixture: 'places',
  files: {
    'accounts.csv': [
      'account_id,potential,city,state,postal_code,country',
      ...[
        'Boise,ID,,',
        'Boise,Idaho,83702,USA',
        ',,02139,US',
        ',,2139,United States',
        ',,501,US',
        ',PR,00901,US',
        ',,96910,Guam',
        'Springfield,,,US',
        'Springfield,Illinois,,United States of America',
        'Springfield,MA,01103-1234,U.S.A.',
        'New York City,NY,,',
        'New York,New York,10001,us',
        'St. Louis,Missouri,,',
        'Saint Paul,Minnesota,,',
        'Washington,DC,20001,',
        'Upper Nowhere,ZZ,,',
        ',,99999,US',
        'München,Bayern,80331,Deutschland',
        'Munich,Bavaria,,Germany',
        'Zürich,ZH,8001,Schweiz',
        'Zurich,,,CH',
        'London,,EC1A 1BB,UK',
        'London,England,,Great Britain',
        'London,Ontario,N6A,Canada',
        'Toronto,ON,,CA',
        'Montréal,Québec,,CAN',
        'Vancouver,BC,V6B 1A1,Canada',
        'Paris,,75001,France',
        'Paris,TX,,US',
        'São Paulo,SP,,Brasil',
        'Sao Paulo,,,BR',
        'Mexico City,CDMX,,México',
        'Ciudad de México,,,MX',
        'Tokyo,,,Japan',
        '東京,,,日本',
        'Seoul,,,South Korea',
        'Seoul,,,Korea (Republic of)',
        'Moscow,,,Russian Federation',
        'Moscow,ID,,',
        'Sydney,NSW,2000,Australia',
        'Sydney,New South Wales,,AU',
        'Auckland,,,New Zealand',
        'Dublin,,,Ireland',
        'Dublin,OH,,',
        'Galway,,,IE',
        'Praha,,,Czechia',
        'Prague,,,Czech Republic',
        'Warszawa,,,Polska',
        'Den Haag,,,The Netherlands',
        'Amsterdam,NH,,NL',
        'Kyiv,,,Ukraine',
        'Istanbul,,,Türkiye',
        'Istanbul,,,Turkey',
        'Abidjan,,,Ivory Coast',
        "Abidjan,,,Côte d'Ivoire",
        'Hong Kong,,,HK',
        'Taipei,,,Taiwan',
        'Singapore,,,SG',
        'Mumbai,MH,,India',
        'Bangalore,Karnataka,,IN',
        'Cape Town,WC,,South Africa',
        'Lagos,,,Nigeria',
        'Cairo,,,EG',
        'Dubai,,,UAE',
        'Tel Aviv,,,Israel',
        'Nowhere,,,Atlantis',
      ].map((place, at) => `P${at + 1},${1 + (at % 7)},${place}`),
      '',
    ].join('\n'),
    'reps.csv': [
      'rep_id,rep_name,city,state,postal_code,country',
      'R1,Ann,Denver,CO,,',
      'R2,Bo,Berlin,,,DE',
      'R3,Cy,,,10001,US',
      'R4,Di,Tokyo,,,JP',
      'R5,Ed,Springfeld,IL,,US',
      '',
    ].join('\n'),
    'rules.csv': [
      'rule,accounts,reps,metric,weight,level',
      'match,,,country,,should',
      'match,state = California,,state,,should',
      'avoid,country = United States,rep_id = R2,,,should',
      '',
    ].join('\n'),
  },
  commands: [
    ...mostThings({
      ...standard,
      account: 'P1',
      rep: 'R2',
      more: ['--locate', '--same-places'],
    }),
    ['report', 'carve-out', '--format', 'html'],
    ['plan', ...three, ...asOf, ...one, '--out', 'apart', '--effort', 'quick'],
    ['validate', ...three, ...asOf, '--same-places', '--format', 'csv'],
    ['init', '--from', 'accounts.csv', 'reps.csv', 'draft'],
  ],
};

/** Each wrong in a way of its own; the name is the file's. */
const wrongAccounts = {
  empty: '',
  'no-header': '\n\n',
  'no-rows': 'account_id,potential\n',
  'header-twice': 'account_id,potential,potential\nA1,1,2\n',
  'two-headers': 'account_id,Billing State,BillingState\nA1,CA,CA\n',
  'few-cells': 'account_id,potential\nA1\nA2,3\n',
  'many-cells': 'account_id,potential\nA1,1\nA2,3,4\n',
  'open-quote': 'account_id,account_name\nA1,x\nA2,"Acme\nA3,y\n',
  'id-twice': 'account_id\nA1\nA2\nA1\n',
  'no-id': 'account_id,potential\nA1,1\n,2\n',
  'no-id-column': 'colour,potential\nred,1\n',
  'many-faults':
    'account_id,potential,renewal_date,locked,arr,latitude,longitude,owner,parent_id\n' +
    'A1,lots,2026-02-30,maybe,-5,91,0,Ann,A1\nA2,1e999,13/13/2026,yes,1,2,181,R9,A3\nA3,,,,,,,,A2\n',
  'decimal-comma': 'account_id;potential\nA1;1.234,50\nA2;2.000\n',
  'either-date': 'account_id,renewal_date\nA1,3/4/2026\nA2,5/6/2026\n',
};
const wrongRules = {
  kinds:
    'rule,accounts,reps,metric,top,by,min,max,weight,value,level,note\nforbid,,,,,,,,,,,\nkeep,,R1,,,,,,,,maybe,\n' +
    'keep,segment,,,,,,,,,,\nkeep,colour = red,,,,,,,,,,\nbalance,,,potental,,,,,,,,\nlimit,,,,,,5,2,,,,\n' +
    'limit,,,arr,,,,-1,,,,\nprefer,,,,,,,,x,,,\nassign,,,,,,,,,,,\ntier,,,,,,,,,,,\nmatch,,,nothing,,,,,,,,\n',
  header: 'role,accounts\nkeep,\n',
};
const aPlan = ['plan', 'accounts.csv', 'reps.csv', ...asOf, '--out', 'out'];
const faults = {
  name: 'faults',
  fixture: 'faults',
  files: {
    'accounts.csv':
      'account_id,owner,potential,segment\nA1,R1,10,a\nA2,R1,20,b\nA3,R2,30,a\nA4,,40,A\n',
    'reps.csv': 'rep_id,rep_name\nR1,Ann\nR2,Bo\nR3,Ann\n',
    'latin.csv': Buffer.from('account_id,account_name\nA1,M\u00fcller\nA2,\u00c9cole\n', 'latin1'),
    'broken.csv': Buffer.concat([Buffer.from('account_id\nA1\nA'), Buffer.from([0x9d, 0x0a])]),
    'utf16.csv': Buffer.from('\ufeffaccount_id\tpotential\nA1\t5\nA2\t6\n', 'utf16le'),
    'status.csv': 'rep_id,status,ramp,capacity\nR1,away,150%,-1\nR2,left,x,0\n',
    'left.csv': 'rep_id,status\nR1,left\n',
    'distances.csv': 'account_id,rep_id,km\nA1,R1,5\nA9,R1,2\nA1,R8,x\n',
    'weights.json': '{"ramp": 2',
    ...Object.fromEntries(
      Object.entries(wrongAccounts).map(([name, text]) => [`${name}.csv`, text]),
    ),
    ...Object.fromEntries(
      Object.entries(wrongRules).map(([name, text]) => [`rules-${name}.csv`, text]),
    ),
  },
  commands: [
    [],
    ['--version-of-something'],
    ['paln'],
    ['plan'],
    ['plan', 'no.csv', 'reps.csv'],
    ...[...Object.keys(wrongAccounts), 'latin', 'broken', 'utf16'].flatMap((name) =>
      ['plan', 'validate'].map((command) => [
        ...[command, `${name}.csv`, 'reps.csv', '--bare', ...asOf],
        ...(command === 'plan' ? ['--out', `of-${name}`, ...one] : []),
      ]),
    ),
    ...Object.keys(wrongRules).flatMap((name) =>
      ['plan', 'check', 'validate', 'scenarios'].map((command) => [
        ...[command, 'accounts.csv', 'reps.csv', ...asOf, '--rules', `rules-${name}.csv`],
      ]),
    ),
    ['plan', 'accounts.csv', 'status.csv', ...asOf],
    ['plan', 'accounts.csv', 'left.csv', ...asOf],
    ['validate', 'accounts.csv', 'status.csv', ...asOf, '--format', 'json'],
    ['plan', 'decimal-comma.csv', 'reps.csv', '--bare', '--decimal', ',', ...asOf, ...one],
    ['plan', 'either-date.csv', 'reps.csv', '--bare', '--dates', 'dmy', ...asOf, ...one],
    ['plan', 'latin.csv', 'reps.csv', '--bare', '--encoding', 'windows-1252', ...asOf, ...one],
    [...aPlan, '--distances', 'distances.csv'],
    [...aPlan, '--effort', 'lazy', '--seed', 'x', '--threads', '0', '--weights', 'x=1'],
    ['plan', 'accounts.csv', 'reps.csv', '--as-of', '2026-02-30'],
    [...aPlan, '--map', 'potential=Nothing', '--map', 'colour=segment', '--map', 'x'],
    [...aPlan, '--out', 'elsewhere'],
    [...aPlan, '--owner-from', 'opportunities', '--share-by', 'size'],
    [...aPlan, '--format', 'yaml'],
    ['plan', 'accounts.csv', 'reps.csv', '--out', 'accounts.csv', ...asOf],
    ['scenarios', 'accounts.csv', 'reps.csv', '--assumptions', 'weights.json', '--frontier', '1'],
    ['check', 'accounts.csv', 'reps.csv', ...asOf, '--max-gini', '2', '--against', 'mode'],
    ['check', 'accounts.csv', 'reps.csv', ...asOf, '--bare', '--assignments', 'reps.csv'],
    ['diff', 'accounts.csv', 'reps.csv'],
    ['diff', 'accounts.csv', 'nowhere', '--by', 'team'],
    ['diff', 'accounts.csv', 'accounts.csv', '--merge', 'm.csv'],
    ['explain', 'nowhere'],
    ['report', 'nowhere', '--format', 'docx'],
    ['report', 'nowhere'],
    ['verify', 'nowhere', '--format', 'xml'],
    ['export', 'nowhere'],
    ['export', 'nowhere', '--for', 'pipedrive'],
    [...aPlan, '--bare', ...one],
    ['explain', 'out', 'A9'],
    ['explain', 'out', 'A1', '--to', 'Ann'],
    ['explain', 'out', '--to', 'R1', '--rule', '99'],
    ['explain', 'out', '--rule', '99'],
    ['report', 'out', '--out', 'out/moves.csv'],
    ['export', 'out', '--for', 'hubspot', '--owner-column', 'shoe'],
    ['init', 'out'],
    ['init', '--from', 'accounts.csv', 'nowhere.csv'],
  ],
};

const commandNames = [
  ...['plan', 'scenarios', 'diff', 'explain', 'report', 'check', 'validate', 'verify', 'export'],
  'init',
];
const example = ['example/accounts.csv', 'example/reps.csv', '--rules', 'example/rules.csv'];
const first = {
  name: 'first',
  fixture: 'first',
  files: {},
  commands: [
    ['--version'],
    ['--help'],
    ...commandNames.map((name) => [name, '--help']),
    ...commandNames.map((name) => [name, '--colour']),
    ['init'],
    ['init', 'example'],
    ['plan', ...example, ...asOf, ...one],
    ['verify', 'carve-out'],
    ['report', 'carve-out'],
  ],
};

/** Every group; a fixture's files lie in its folder as they do in the repository. */
export const groups = [
  first,
  faults,
  ...foldersIn('rules').flatMap(foldersIn).map(ofFixture),
  ...foldersIn('conflicts').map(ofFixture),
  ...foldersIn('exports').map(ofExport),
  opportunities,
  wide,
  places,
  sp500,
];
