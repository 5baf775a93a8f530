import { join } from 'node:path';
import { allRows } from '../assembly/without-rows.js';
import { loadPageKit } from '../library/page-kit.js';
import { reportParts } from '../library/report.js';
import { InputError } from '../model/input-problem.js';
import { documentMarkdown } from '../reports/document/markdown.js';
import { logText, terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { historyDocument } from '../reports/history.js';
import { pageHtml } from '../reports/page/page-html.js';
import { maskedParts } from '../reports/report/masked-parts.js';
import type { ReportParts } from '../reports/report/parts.js';
import { reportMarkdown } from '../reports/report/report-markdown.js';
import { reportDocument } from '../reports/report/sections.js';
import { reportWorkbook } from '../reports/report/workbook.js';
import { findBrowser } from './browser.js';
import { exitCodes } from './exit-codes.js';
import { outOf, type ReportFlags, readReportFlags } from './flags/report-flags.js';
import { checkOutputFile, writeOutputFile } from './output-file.js';
import { planChain } from './plan-chain.js';
import { planFolderNamed, readPlanFolder } from './plan-folder.js';
import { readPlannedEvaluation } from './planned-problem.js';
import { printPdf } from './print-pdf.js';
import { scenariosFolderNamed, scenariosReport } from './report-scenarios.js';
import { filesRead, tellNotes } from './reported-plan.js';
import { ruleCosts } from './rule-costs.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';

/** A file is read anywhere. */
const onPaper = { colour: false };

/** A report in the format that is asked for; for a PDF, the page that it is printed from. */
export async function reportContent(
  world: World,
  flags: ReportFlags,
  parts: ReportParts,
): Promise<string | Uint8Array> {
  const { format, out } = flags;
  switch (format) {
    case 'text':
      return terminalText(
        pageOf(out === undefined ? terminalOf(world, flags) : onPaper),
        reportDocument(parts),
      );
    case 'html':
    case 'pdf':
      return pageHtml(parts, await loadPageKit(parts.problem));
    case 'markdown':
      return reportMarkdown(parts);
    case 'xlsx':
      return reportWorkbook(parts);
  }
}

/** `carve report PLAN`: the plan as people are shown it. */
export async function reportCommand(
  world: World,
  named: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const flags = readReportFlags(given);
  if (flags.perRep !== undefined) {
    const { reportPerRep } = await import('./report-per-rep.js');
    return reportPerRep(world, named, flags.perRep, flags);
  }
  refuseTerminal(world, flags);
  const browser = flags.format === 'pdf' ? await findBrowser(world) : undefined;
  if (flags.history) return historyReport(world, planFolderNamed(named), flags);
  const several = await scenariosFolderNamed(world, named);
  const reported =
    several === undefined
      ? await planReport(world, planFolderNamed(named), flags)
      : await scenariosReport(world, several, flags);
  if (reported === undefined) return exitCodes.interrupted;
  const content =
    browser === undefined || typeof reported !== 'string'
      ? reported
      : await printPdf(browser, reported);
  if (content === undefined) return exitCodes.interrupted;
  const out = outOf(flags);
  if (out === undefined) {
    world.stdout.write(content);
    return exitCodes.done;
  }
  if (!(await writeOutputFile(world, out, content))) return exitCodes.interrupted;
  if (!flags.quiet) world.stderr.write(logText([`wrote ${out.name}`], undefined, 2));
  return exitCodes.done;
}

/** `--history`: the chain of plans that led to this one, from the plan.json of each. */
async function historyReport(world: World, folder: string, flags: ReportFlags): Promise<number> {
  const { format } = flags;
  if (format !== 'text' && format !== 'markdown') {
    const remedy = 'use text or markdown';
    throw new InputError([{ file: '--history', what: 'is no', value: format, remedy }]);
  }
  const { plan } = await readPlanFolder(world, folder, []);
  const links = await planChain(world, folder, plan);
  const steps = [
    { name: folder, plan },
    ...links.flatMap(({ name, plan: earlier }) => (earlier ? [{ name, plan: earlier }] : [])),
  ];
  const lost = links.find(({ found }) => found === undefined);
  const other = links.find(({ found, expected }) => found !== undefined && found !== expected);
  const end =
    lost !== undefined
      ? `Further back: ${lost.name}, which is not there`
      : other && `${other.name} was changed or made again since ${other.by} was made from it`;
  const document = historyDocument(steps, end);
  const out = outOf(flags);
  const text =
    format === 'markdown'
      ? documentMarkdown('carve history', document)
      : terminalText(pageOf(out === undefined ? terminalOf(world, flags) : onPaper), document);
  await checkOutputFile(
    world,
    out,
    steps.map(({ name }) => join(name, 'plan.json')),
  );
  if (out === undefined) world.stdout.write(text);
  else if (!(await writeOutputFile(world, out, text))) return exitCodes.interrupted;
  return exitCodes.done;
}

/** @throws InputError where bytes would go to a terminal. */
function refuseTerminal(world: World, { format, out }: ReportFlags): void {
  const isText = format !== 'xlsx' && format !== 'pdf';
  if (isText || out !== undefined || !world.stdout.isTerminal) return;
  const what = 'is nothing that a terminal can show';
  const remedy = 'name a file with --out';
  throw new InputError([{ file: '--format', what, value: format, remedy }]);
}

/** A PDF is printed from the page that is returned for it; undefined where the user broke it off. */
async function planReport(
  world: World,
  folder: string,
  flags: ReportFlags,
): Promise<string | Uint8Array | undefined> {
  const planned = await readPlannedEvaluation(world, folder, flags);
  await checkOutputFile(world, outOf(flags), filesRead(folder, planned, flags));
  tellNotes(world, planned, flags);
  const costs = flags.rulesCost
    ? await ruleCosts(world, planned, allRows(planned.read.problem), flags)
    : [];
  if (costs === undefined) return undefined;
  const parts = reportParts(planned, costs);
  return reportContent(world, flags, flags.mask ? maskedParts(parts) : parts);
}
