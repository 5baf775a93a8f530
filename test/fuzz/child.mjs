/** Runs carve's commands one after the other in a process, which can be ended where one hangs. */
import { run } from '../../dist/cli/main.js';

function sink() {
  const pieces = [];
  return {
    write: (piece) => void pieces.push(Buffer.from(piece)),
    text: () => Buffer.concat(pieces).toString(),
    isTerminal: false,
    columns: undefined,
  };
}

process.on('message', async ({ args, cwd }) => {
  const [stdout, stderr] = [sink(), sink()];
  const code = await run(args, {
    stdout,
    stderr,
    readStdin: async () => new Uint8Array(),
    environment: {},
    cwd,
    today: () => '2026-11-22',
    cores: 1,
    now: () => performance.now(),
  });
  process.send({ code, stdout: stdout.text(), stderr: stderr.text() });
});
