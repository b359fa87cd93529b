// The network's answer; what was kept where that fails, or does not come within `patience_ms` of a network that hangs.
// Without `patience_ms`, or anything kept, the network has all the time it wants.
export async function network_first(
  network: Promise<Response>, kept: () => Promise<Response | undefined>, patience_ms?: number,
): Promise<Response> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const out_of_patience = new Promise<undefined>((tell) => {
    if (patience_ms !== undefined) timer = setTimeout(() => tell(undefined), patience_ms);
  });
  try {
    const answer = await Promise.race([network, out_of_patience]);
    if (answer) return answer;
  } catch (error) {
    const found = await kept();
    if (found) return found;
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return (await kept()) ?? network;
}
