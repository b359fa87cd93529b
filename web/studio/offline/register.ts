// After the page has loaded and the browser is at rest: what is kept for offline use must not slow down the first visit.
export function work_offline(): void {
  if (!('serviceWorker' in navigator)) return;
  const idle = window.requestIdleCallback ?? ((run: () => void) => window.setTimeout(run, 2000));
  const register = (): void => {
    // Refused in private windows and where the address is not secure: the shop then needs a network, as ever.
    idle(() => void navigator.serviceWorker.register('/service_worker.js').catch(() => undefined));
  };
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}
