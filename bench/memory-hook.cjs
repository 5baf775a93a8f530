// Loaded into a measured process: tells its greatest memory on the last line of stderr.
process.on('exit', () => {
  require('node:fs').writeSync(2, `\nmaxrss ${process.resourceUsage().maxRSS}\n`);
});
