import { Analytics, type EventFields, type EventName } from './analytics';
import { Consent } from './consent';

declare global {
  interface Window {
    dataLayer?: unknown[];
  }
}

// Undefined where the shop has no analytics configured: then there is no question either.
const panel = document.getElementById('consent');
let analytics: Analytics | undefined;

function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

function load_script(url: string): void {
  const script = document.createElement('script');
  script.async = true;
  script.crossOrigin = 'anonymous'; // the pages are cross-origin isolated
  script.src = url;
  document.head.append(script);
}

function start_consent(question: HTMLElement): void {
  const consent = new Consent(storage());
  const open = document.getElementById('consent-open');
  analytics = new Analytics(question.dataset['analyticsId'] ?? '', (window.dataLayer ??= []), load_script);
  const answered = (answer: 'yes' | 'no'): void => {
    const was = consent.answer;
    consent.give(answer);
    question.hidden = true;
    open?.focus({ preventScroll: true });
    if (answer === 'yes') analytics?.start();
    else if (was === 'yes') location.reload(); // what is loaded cannot be taken back otherwise
  };
  document.getElementById('consent-yes')?.addEventListener('click', () => answered('yes'));
  document.getElementById('consent-no')?.addEventListener('click', () => answered('no'));
  open?.addEventListener('click', () => {
    question.hidden = false;
    document.getElementById('consent-heading')?.focus();
  });
  if (consent.answer === 'yes') analytics.start();
  question.hidden = consent.answer !== undefined;
}

if (panel) start_consent(panel);

// Counts only what happens after consent.
export function count(name: EventName, fields: EventFields): void {
  analytics?.event(name, fields);
}

const kCheckoutKey = 'picasso-pet.checkout';

// Tells that the visitor goes to pay, and notes what for: the page they come back to knows no prices. Without consent
// nothing is noted.
export function count_checkout(fields: EventFields): void {
  if (!analytics?.is_started) return;
  analytics.event('begin_checkout', fields);
  try {
    sessionStorage.setItem(kCheckoutKey, JSON.stringify(fields));
  } catch {
    // Then the purchase is not counted.
  }
}

// Once: a thank-you page that is loaded again is no second purchase.
export function take_noted_checkout(): EventFields | undefined {
  try {
    const noted = sessionStorage.getItem(kCheckoutKey);
    sessionStorage.removeItem(kCheckoutKey);
    return noted === null ? undefined : (JSON.parse(noted) as EventFields);
  } catch {
    return undefined;
  }
}

// Analytics wants amounts in units, not cents.
export const in_units = (minor: number): number => minor / 100;
