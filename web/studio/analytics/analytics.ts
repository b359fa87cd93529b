// Google Analytics 4, as its documentation describes gtag.js. Before consent nothing is loaded, sent or remembered; events
// of that time are forgotten.
const kScript = 'https://www.googletagmanager.com/gtag/js';

export interface Item {
  item_id: string;
  item_name: string;
  item_variant?: string;
  price?: number; // in the currency's unit, as Analytics wants it
  quantity?: number;
}

export type EventName = 'view_item' | 'add_to_cart' | 'begin_checkout' | 'purchase';

export interface EventFields {
  currency: string;
  value: number;
  items: Item[];
  transaction_id?: string;
}

export class Analytics {
  private started = false;

  constructor(
    private readonly measurement_id: string,
    private readonly queue: unknown[],
    private readonly load: (url: string) => void,
  ) {}

  get is_started(): boolean {
    return this.started;
  }

  start(): void {
    if (this.started) return;
    this.started = true;
    this.say('js', new Date());
    this.say('consent', 'default', {
      analytics_storage: 'granted', ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied',
    });
    // Addresses of orders hold the right to see them.
    this.say('config', this.measurement_id, { send_page_view: false, page_location: location.origin + location.pathname.replace(/\/orders\/.*/, '/orders') });
    this.load(`${kScript}?id=${encodeURIComponent(this.measurement_id)}`);
  }

  event(name: EventName, fields: EventFields): void {
    if (this.started) this.say('event', name, fields);
  }

  // gtag.js reads `arguments` objects, not arrays.
  private say(..._words: unknown[]): void {
    this.queue.push(arguments);
  }
}
