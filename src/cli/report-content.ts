import { pageHtml } from '../reports/page/page-html.js';
import type { ReportParts } from '../reports/report/parts.js';
import { reportMarkdown } from '../reports/report/report-markdown.js';
import { reportText } from '../reports/report/report-text.js';
import { reportWorkbook } from '../reports/report/workbook/workbook.js';
import { pageOf } from '../reports/terminal/page.js';
import type { ReportFlags } from './flags/report-flags.js';
import { loadPageKit } from './page-kit.js';
import type { World } from './world.js';

/** A report as one page for a browser. */
export async function reportPage(parts: ReportParts): Promise<string> {
  return pageHtml(parts, await loadPageKit(parts.problem));
}

/** A report in the format that is asked for. */
export async function reportContent(
  world: World,
  { format, color, out }: ReportFlags,
  parts: ReportParts,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'text': {
      const { columns, isTerminal } = world.stdout;
      const onTerminal = isTerminal && out === undefined;
      const colour = color && onTerminal && !world.environment.NO_COLOR;
      return reportText(pageOf({ columns: onTerminal ? columns : undefined, colour }), parts);
    }
    case 'html':
    case 'pdf':
      return reportPage(parts);
    case 'markdown':
      return reportMarkdown(parts);
    case 'xlsx':
      return reportWorkbook(parts);
  }
}
