import { language, text } from '../text/text';
import type { CartQuote, CartTerms, Catalog, CheckoutItem, CheckoutStarted, Design, Problem, Share, ShareCreated, ShownSums, UploadAccepted } from './types';

// The server answered, and said no.
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(sentence(problem));
    this.name = 'ProblemError';
  }
}

// No answer for now: offline, a broken connection, a part of the shop that is down. Worth trying again.
export class NetworkError extends Error {
  constructor(detail?: string) {
    super(detail ?? text('problem.offline'));
    this.name = 'NetworkError';
  }
}

function sentence(problem: Problem): string {
  const fields = problem.errors?.map((error) => error.message).filter(Boolean) ?? [];
  if (fields.length > 0) return fields.join(' ');
  if (problem.detail) return problem.detail;
  if (problem.status === 413) return text('problem.file_too_large');
  if (problem.status === 429) return text('problem.too_fast');
  return problem.title ?? text('problem.ours');
}

async function problem_of(response: Response): Promise<Problem> {
  try {
    if ((response.headers.get('content-type') ?? '').includes('json')) {
      return { ...((await response.json()) as Problem), status: response.status };
    }
  } catch {
    // An unreadable body is as good as none.
  }
  return { status: response.status };
}

export interface Answer<T> {
  body: T;
  retry_after_ms: number | undefined;
}

export class Api {
  // The window's own fetch unless told otherwise.
  constructor(private readonly fetch_fn: typeof fetch = (...args) => fetch(...args)) {}

  async catalog(): Promise<Catalog> {
    return (await this.request<Catalog>('/api/products', {})).body;
  }

  // Whatever takes a signal rejects with its reason once it is aborted.
  async upload(form: FormData, signal?: AbortSignal): Promise<UploadAccepted> {
    return (await this.request<UploadAccepted>('/api/upload', { method: 'POST', body: form, ...(signal && { signal }) })).body;
  }

  design(id: string, signal?: AbortSignal): Promise<Answer<Design>> {
    return this.request<Design>(address_of(id), { cache: 'no-store', ...(signal && { signal }) });
  }

  // Calls a design off that is still being made: the shop deletes its photo. Also while the page is being left.
  async call_off(id: string): Promise<void> {
    await this.answer(address_of(id), { method: 'DELETE', keepalive: true });
  }

  async create_share(form: FormData, signal: AbortSignal): Promise<ShareCreated> {
    return (await this.request<ShareCreated>('/api/shares', { method: 'POST', body: form, signal })).body;
  }

  async share(id: string): Promise<Share> {
    return (await this.request<Share>(`/api/shares/${encodeURIComponent(id)}`, { cache: 'no-store' })).body;
  }

  async shared_photo(share: Share): Promise<Uint8Array> {
    return bytes_of(await this.answer(share.photo_url, { cache: 'no-store' }));
  }

  async revoke_share(id: string, secret: string): Promise<void> {
    await this.answer(`/api/shares/${encodeURIComponent(id)}`, { method: 'DELETE', headers: { 'share-secret': secret } });
  }

  // The painted preview as a PNG, and the SHA-256 of its pixels.
  async preview(form: FormData, signal: AbortSignal): Promise<{ png: Uint8Array; sha256: string }> {
    const response = await this.answer('/api/previews', { method: 'POST', body: form, signal });
    return { png: await bytes_of(response), sha256: response.headers.get('preview-sha256') ?? '' };
  }

  quote(cart_id: string, items: CheckoutItem[], terms: CartTerms): Promise<CartQuote> {
    return this.post<CartQuote>('/api/cart/quote', { cart_id, items, ...terms });
  }

  // Where `shown` is no longer what it costs, the shop answers 409 with a quote.
  create_checkout(cart_id: string, items: CheckoutItem[], terms: CartTerms = {}, shown: ShownSums = {}): Promise<CheckoutStarted> {
    return this.post<CheckoutStarted>('/api/create-checkout', { cart_id, items, ...terms, ...shown });
  }

  private async post<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return (await this.request<T>(path, { method: 'POST', body: JSON.stringify(body), headers })).body;
  }

  private async request<T>(path: string, init: RequestInit): Promise<Answer<T>> {
    const response = await this.answer(path, init);
    try {
      return { body: (await response.json()) as T, retry_after_ms: retry_after(response) };
    } catch {
      init.signal?.throwIfAborted();
      throw new NetworkError();
    }
  }

  private async answer(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await this.fetch_fn(path, { ...init, headers: { ...init.headers, 'accept-language': language() } });
    } catch {
      init.signal?.throwIfAborted();
      throw new NetworkError();
    }
    if ([502, 503, 504].includes(response.status)) throw new NetworkError((await problem_of(response)).detail);
    if (!response.ok) throw new ProblemError(await problem_of(response));
    return response;
  }
}

const address_of = (design_id: string): string => `/api/designs/${encodeURIComponent(design_id)}`;

async function bytes_of(response: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    throw new NetworkError();
  }
}

function retry_after(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
