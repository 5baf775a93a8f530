/** What a stage or status word says by itself. */
export type KnownStage = 'open' | 'late' | 'won' | 'lost';

/** Stages from which the common CRMs' own pipelines give 70 % and more, and what others call them. */
const lateStages = [
  'proposal/price quote',
  'negotiation/review',
  'decision maker bought-in',
  'contract sent',
  'propose',
  'close',
  'proposal',
  'proposal made',
  'proposal sent',
  'quote sent',
  'negotiation',
  'negotiating',
  'negotiations',
  'negotiations started',
  'contracting',
  'contract review',
  'verbal agreement',
  'verbal commit',
  'commit',
];

/** Other open stages and statuses of the common CRMs. */
const openStages = [
  'open',
  'in progress',
  'on hold',
  'new',
  'prospecting',
  'prospect',
  'qualification',
  'qualify',
  'qualified',
  'qualified to buy',
  'needs analysis',
  'value proposition',
  'id. decision makers',
  'identify decision makers',
  'perception analysis',
  'appointment scheduled',
  'presentation scheduled',
  'develop',
  'engaging',
  'discovery',
  'demo',
  'demo scheduled',
  'lead in',
  'contact made',
];

const known: ReadonlyMap<string, KnownStage> = new Map([
  ...lateStages.map((word): [string, KnownStage] => [stageKey(word), 'late']),
  ...openStages.map((word): [string, KnownStage] => [stageKey(word), 'open']),
  // Dynamics' statecode as its programming interface writes it.
  ['0', 'open'],
  ['1', 'won'],
  ['2', 'lost'],
]);

/** Words that speak of an end, whatever end it is. */
const endings =
  /\b(?:won|win|lost|loss|closed?|cancell?ed|dead|disqualified|unqualified|abandoned|duplicate|rejected|declined|expired|no decision|omitted|archived|inactive|churned|done|signed|booked|completed?)\b/i;

/**
 * What a stage or status says, by the words of Salesforce, HubSpot, Dynamics,
 * Zoho and Pipedrive: whatever begins with won, lost, closed won or closed lost,
 * and their open stages, numbered ones too (`4 - Negotiation`). Undefined for others.
 */
export function knownStage(word: string): KnownStage | undefined {
  const ending = /^(?:\d*\W*)(?:deal|closed?)?\W*(won|lost)(?!\p{L})/iu.exec(word.trim())?.[1];
  if (ending !== undefined) return ending.toLowerCase() === 'won' ? 'won' : 'lost';
  return known.get(stageKey(word));
}

/** Whether a word that carve does not know may be an end: then nothing is taken for granted. */
export function mayBeAnEnd(word: string): boolean {
  return endings.test(word);
}

/** Letters alone, without a number in front and a pipeline's name in brackets behind. */
function stageKey(word: string): string {
  if (/^[012]$/.test(word.trim())) return word.trim();
  return word
    .toLowerCase()
    .replace(/\s*\([^)]*\)\s*$/, '')
    .replace(/[^\p{L}]/gu, '');
}
