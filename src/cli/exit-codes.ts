/** What carve's exit codes mean; `--help` shows them. */
export const exitCodes = {
  done: 0,
  finding: 1,
  badInput: 2,
  rulesNotMet: 3,
  defect: 70,
  interrupted: 130,
} as const;

export const exitCodeHelp = `
Exit codes:
  0    done
  1    a finding: a must rule broken (check), a figure that disagrees (verify),
       what differs (diff --exit-code), a conflict left (diff --merge), what
       validate --fail-on asks for
  2    bad usage or bad input, and nothing was written; or standard output
       could not be written, with what was written besides told on stderr
  3    the must rules could not all be met; the closest plan was written
  70   a defect in carve itself; please report it
  130  interrupted`;
