import { describe, expect, it } from 'vitest';
import { fileNames, perRepFiles } from '../../../src/reports/report/per-rep.js';
import { smallPlan } from '../small-plan.js';

describe('the files for reps', () => {
  it('have names that any system takes, and no two the same', () => {
    expect(
      fileNames(['Ann Lee R1', '../../etc/passwd', 'a/b', 'A-B', '', 'NUL', '…', 'Zoë 王 R2']),
    ).toEqual(['Ann-Lee-R1', 'etc-passwd', 'a-b', 'A-B-2', 'rep', 'rep-NUL', 'rep-2', 'Zoë-王-R2']);
    expect(fileNames(['x'.repeat(500)])[0]).toHaveLength(60);
  });

  it.each(['html', 'markdown'] as const)(
    'tell a rep their own book, and nothing of how others stand: %s',
    (format) => {
      const { problem, evaluation } = smallPlan({
        accounts: [
          'account_id,account_name,owner,potential',
          'A1,Acme,ann,98765',
          'A2,Bolt,ann,4321',
          'A3,Coda,bo,1234',
        ].join('\n'),
        reps: 'rep_id,rep_name\nann,Ann Lee\nbo,Bo Oak\n',
        plan: { A1: 'ann', A2: 'bo', A3: 'bo' },
      });
      const files = perRepFiles(problem, evaluation, format);
      const ending = format === 'html' ? 'html' : 'md';
      expect([...files.keys()]).toEqual([`Ann-Lee-ann.${ending}`, `Bo-Oak-bo.${ending}`]);
      const [ann, bo] = files.values();
      for (const text of [ann, bo]) expect(text).toContain('Bolt');
      expect(ann).toContain('Acme');
      expect(ann).toContain('What goes to others');
      expect(ann).toContain('Bo Oak');
      expect(bo).toContain('What comes to you');
      expect(bo).toContain('Coda');
      // Ann's figures and accounts are hers.
      expect(bo).not.toContain('Acme');
      expect(bo).not.toMatch(/98[.,]?8?k|103[.,]?1?k?/);
      expect(ann).not.toContain('Coda');
      if (format === 'html') expect(ann).not.toContain('<script');
    },
  );
});
