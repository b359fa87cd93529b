// The steps of one journey: what follows a step that failed is not tried.
export function steps_of(t) {
  let failed = '';
  return (name, run) =>
    t.test(name, { skip: failed ? `"${failed}" failed` : false }, async () => {
      failed = name;
      await run();
      failed = '';
    });
}
