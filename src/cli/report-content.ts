import { loadPageKit } from '../library/page-kit.js';
import { pageOf, terminalText } from '../reports/document/terminal.js';
import { pageHtml } from '../reports/page/page-html.js';
import type { ReportParts } from '../reports/report/parts.js';
import { reportMarkdown } from '../reports/report/report-markdown.js';
import { reportDocument } from '../reports/report/sections.js';
import { reportWorkbook } from '../reports/report/workbook.js';
import type { ReportFlags } from './flags/report-flags.js';
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
