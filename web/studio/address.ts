// What the address asks of a page.
export function asked_for(name: string): string | undefined {
  return new URLSearchParams(location.search).get(name) ?? undefined;
}

// It was done, or is so no more: a reload brings back what was made of it since.
export function forget_in_address(name: string): void {
  const url = new URL(location.href);
  if (!url.searchParams.has(name)) return;
  url.searchParams.delete(name);
  history.replaceState(history.state, '', url);
}
