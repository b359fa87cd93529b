// One line a test, the cause below what failed, and the counts at the end.
const first_cause = (error) => (error?.cause instanceof Error ? error.cause : error);

// A test that contains others, or a whole file, is not counted besides its parts.
const is_leaf = (data, parents) => !parents.has(`${data.file}\n${data.nesting}\n${data.name}`) && !data.name.endsWith('.test.mjs');

export default async function* report(source) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  const parents = new Set();
  const open = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') {
      open.length = data.nesting;
      if (data.nesting > 0 && open[data.nesting - 1]) parents.add(open[data.nesting - 1]);
      open[data.nesting] = `${data.file}\n${data.nesting}\n${data.name}`;
    } else if (type === 'test:pass' || type === 'test:fail') {
      const leaf = is_leaf(data, parents);
      const indent = '  '.repeat(data.nesting);
      const ms = Math.round(data.details?.duration_ms ?? 0);
      if (data.skip !== undefined) {
        skipped++;
        yield `${indent}SKIP ${data.name}${typeof data.skip === 'string' && data.skip ? `: ${data.skip}` : ''}\n`;
      } else if (type === 'test:pass') {
        passed += leaf ? 1 : 0;
        yield `${indent}ok   ${data.name} (${ms} ms)\n`;
      } else {
        const error = first_cause(data.details?.error);
        const of_parts = error?.code === 'ERR_TEST_FAILURE' && /subtests? failed/.test(error.message) || /subtests? failed/.test(String(error));
        failed += leaf || !of_parts ? 1 : 0;
        yield `${indent}FAIL ${data.name} (${ms} ms)\n`;
        if (!of_parts) yield `${String(error?.stack ?? error).split('\n').slice(0, 30).map((line) => `${indent}     ${line}`).join('\n')}\n`;
        if (!of_parts && error?.cause) yield `${indent}     because: ${String(error.cause?.stack ?? error.cause)}\n`;
      }
    } else if (type === 'test:stderr') {
      yield data.message;
    }
  }
  yield `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`;
}
