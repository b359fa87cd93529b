const kLongestMs = 2500; // a page that nobody looks at is never painted, and a picture may never come
const kReaching = ['pointerdown', 'keydown', 'dragenter', 'change', 'paste'] as const;
const kPaint = 'first-contentful-paint';

// Told by the browser once it is on the screen, which may be long after the page was drawn.
function on_screen(): Promise<void> {
  return new Promise((resolve) => {
    if (!PerformanceObserver.supportedEntryTypes.includes('paint')) return void requestAnimationFrame(() => window.setTimeout(resolve));
    new PerformanceObserver((list, observer) => {
      if (list.getEntriesByName(kPaint).length === 0) return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'paint', buffered: true });
  });
}

// Until the page and this picture of it have been seen for the first time, or somebody reaches for something.
export function first_sight(picture: HTMLImageElement | null): Promise<void> {
  return new Promise((resolve) => {
    const begin = (): void => {
      window.clearTimeout(patience);
      for (const event of kReaching) window.removeEventListener(event, begin, true);
      resolve();
    };
    const patience = window.setTimeout(begin, kLongestMs);
    for (const event of kReaching) window.addEventListener(event, begin, true);
    void Promise.allSettled([on_screen(), picture?.decode()]).then(begin);
  });
}
