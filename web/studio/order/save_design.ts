import { type Api, NetworkError, ProblemError } from '../api/client';
import type { ChosenPhoto } from '../intake/intake';
import { text } from '../text/text';

export interface DesignDraft {
  photo: ChosenPhoto;
  recipe_json: string;
  scene: string;
  preview_sha256: string;
  print_spec: string;
  photo_id?: string | undefined; // random, and kept with the photo: an upload sent again after a reload is known by it
}

export class RejectedError extends Error {}

export type Stage = 'sending' | 'checking' | 'rendering' | 'waiting';

const kFirstRenderingMs = 2500;
const kSlowMs = 30_000;
const kGiveUpMs = 180_000;
const kDefaultPollMs = 1000;
const kMaxLostPolls = 6;

interface Clock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>; // shorter when it is aborted
}

const kBrowserClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => new Promise((resolve) => {
    const timer = window.setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      window.clearTimeout(timer);
      resolve();
    }, { once: true });
  }),
};

// Sends a design to the shop and waits until it is ready to be ordered. This is the only place where the photo
// leaves the device. The same design is sent once: after a failure a second try goes on where the first stopped.
export class DesignSaver {
  private sent: { key: string; photo: ChosenPhoto; id: string; done: boolean } | undefined;
  private called_off = Promise.resolve(); // before that, the shop would take the same photo for the one called off

  constructor(
    private readonly api: Api,
    private readonly clock: Clock = kBrowserClock,
  ) {}

  // The design's id. Throws RejectedError, ProblemError or NetworkError, each with a sentence for the customer; once
  // `signal` is aborted its reason, and the shop is asked to delete what it had got.
  async save(draft: DesignDraft, on_stage: (stage: Stage) => void, signal?: AbortSignal): Promise<string> {
    await this.called_off;
    const key = JSON.stringify([draft.recipe_json, draft.scene, draft.preview_sha256, draft.print_spec]);
    if (this.sent?.key !== key || this.sent.photo !== draft.photo) {
      on_stage('sending');
      const form = form_of(draft);
      const upload_key = await upload_key_of(draft.photo_id, key);
      if (upload_key !== undefined) form.append('upload_key', upload_key);
      signal?.throwIfAborted();
      const accepted = await this.api.upload(form, signal);
      this.sent = { key, photo: draft.photo, id: accepted.id, done: false };
    }
    const { sent } = this;
    try {
      if (!sent.done) await this.wait(sent.id, on_stage, signal);
      signal?.throwIfAborted();
    } catch (error) {
      if (signal?.aborted) this.call_off(sent);
      throw error;
    }
    sent.done = true;
    return sent.id;
  }

  private call_off(sent: { id: string }): void {
    if (this.sent === sent) this.sent = undefined;
    this.called_off = this.api.call_off(sent.id).catch(() => undefined); // made meanwhile, or no network: nobody orders it
  }

  private async wait(id: string, on_stage: (stage: Stage) => void, signal?: AbortSignal): Promise<void> {
    const start = this.clock.now();
    let lost = 0;
    while (this.clock.now() - start < kGiveUpMs) {
      signal?.throwIfAborted();
      const elapsed = this.clock.now() - start;
      on_stage(elapsed < kFirstRenderingMs ? 'checking' : elapsed < kSlowMs ? 'rendering' : 'waiting');
      let pause = kDefaultPollMs;
      try {
        const answer = await this.api.design(id, signal);
        lost = 0;
        if (answer.body.status === 'complete') return;
        if (answer.body.status === 'rejected') {
          this.sent = undefined;
          throw new RejectedError(answer.body.reason ?? text('studio.photo_refused'));
        }
        pause = answer.retry_after_ms ?? kDefaultPollMs;
      } catch (error) {
        if (error instanceof ProblemError) this.sent = undefined; // the shop no longer knows it: send anew
        if (!(error instanceof NetworkError) || ++lost >= kMaxLostPolls) throw error;
        pause = kDefaultPollMs * 2 ** lost;
      }
      await this.clock.sleep(Math.max(250, pause), signal);
    }
    throw new Error(text('studio.takes_long'));
  }
}

// Nothing on addresses that are not secure, where browsers give no digests: an upload whose answer is lost may then make
// a second design, which nobody orders.
async function upload_key_of(photo_id: string | undefined, wish: string): Promise<string | undefined> {
  if (photo_id === undefined || !globalThis.crypto?.subtle) return undefined;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${photo_id} ${wish}`));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function form_of(draft: DesignDraft): FormData {
  const form = new FormData();
  form.append('recipe', draft.recipe_json);
  form.append('scene', draft.scene);
  form.append('preview_sha256', draft.preview_sha256);
  form.append('print_spec', draft.print_spec);
  // Never the file's own name: it may say more than the customer wants to tell.
  const name = draft.photo.type === 'image/png' ? 'photo.png' : 'photo.jpg';
  form.append('photo', new Blob([draft.photo.bytes as BlobPart], { type: draft.photo.type }), name);
  return form;
}
