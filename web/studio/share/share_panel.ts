import { type Api, ProblemError } from '../api/client';
import type { ShareCreated } from '../api/types';
import { ask } from '../ask';
import { by_id, element } from '../dom';
import type { ChosenPhoto } from '../intake/intake';
import { Progress } from '../preview/progress';
import { locale, page_address, text } from '../text/text';
import type { ShareLinks } from './share_links';

// What is to be shared.
export interface Picture {
  photo: Pick<ChosenPhoto, 'type' | 'bytes'>;
  recipe_json: string;
  scene: string;
  variant_sku: string | undefined;
  quantity: number;
}

// The button that makes a link to the picture, and the links that were made here. Asks before the photo leaves the device.
export class SharePanel {
  private readonly status = by_id('share-status');
  private readonly list = by_id('share-links');
  private readonly button = by_id<HTMLButtonElement>('share');
  private readonly progress: Progress;
  private under_way: AbortController | undefined;

  constructor(
    private readonly api: Api,
    private readonly links: ShareLinks,
    private readonly picture: () => Picture | undefined,
  ) {
    this.button.addEventListener('click', () => void this.share());
    this.progress = new Progress(by_id('share-progress'), by_id<HTMLProgressElement>('share-bar'), by_id<HTMLButtonElement>('share-stop'), () => {
      this.under_way?.abort();
      this.button.focus();
    });
    this.show();
  }

  private async share(): Promise<void> {
    if (this.under_way || !this.picture()) return;
    if (!await ask({ title: text('share.title'), text: [text('share.leaves'), text('share.who_sees')], yes: text('share.yes'), no: text('share.no') })) return;
    const picture = this.picture();
    if (!picture) return;
    const { signal } = (this.under_way = new AbortController());
    this.say(text('share.sending'));
    this.progress.show('unknown');
    try {
      const link = await this.api.create_share(form_of(picture), signal);
      const kept = this.links.add(link);
      this.show(kept ? undefined : link);
      this.say(kept ? text('share.made') : text('share.not_kept'), !kept);
      this.list.querySelector('input')?.select();
    } catch (error) {
      if (signal.aborted) this.say(text('share.canceled'));
      else this.say((error as Error).message, true);
    }
    this.under_way = undefined;
    this.progress.show(undefined);
  }

  private async take_back(link: ShareCreated): Promise<void> {
    try {
      await this.api.revoke_share(link.id, link.secret);
    } catch (error) {
      const gone = error instanceof ProblemError && error.problem.status === 404;
      if (!gone) return this.say((error as Error).message, true);
    }
    this.links.remove(link.id);
    this.show();
    this.say(text('share.taken_back'));
    this.button.focus();
  }

  // `unkept`: a link that this device could not remember.
  private show(unkept?: ShareCreated): void {
    this.list.replaceChildren(...[...(unkept ? [unkept] : []), ...this.links.list()].map((link) => this.row(link)));
  }

  private row(link: ShareCreated): HTMLElement {
    const until = new Date(link.expires_at).toLocaleDateString(locale(), { dateStyle: 'long' });
    const field = element('input', { type: 'text', readonly: true, value: address_of(link), class: 'share-url', 'aria-label': text('share.link') });
    const copy = element('button', { type: 'button', class: 'button is-quiet' }, text('share.copy'));
    copy.addEventListener('click', () => void this.copy(field));
    const revoke = element('button', { type: 'button', class: 'button is-quiet' }, text('share.take_back'));
    revoke.addEventListener('click', () => void this.take_back(link));
    return element('li', { class: 'share-link' }, field, copy, revoke,
      element('span', { class: 'muted small' }, text('share.until', { date: until })));
  }

  private async copy(field: HTMLInputElement): Promise<void> {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      this.say(text('share.copied'));
    } catch {
      this.say(text('share.copy_by_hand'));
    }
  }

  private say(words: string, problem = false): void {
    this.status.textContent = words;
    this.status.classList.toggle('is-problem', problem);
  }
}

// In the page's language.
function address_of(link: ShareCreated): string {
  return new URL(`${page_address('/studio')}?design=${encodeURIComponent(link.id)}`, location.origin).href;
}

function form_of({ photo, recipe_json, scene, variant_sku, quantity }: Picture): FormData {
  const form = new FormData();
  form.append('recipe', recipe_json);
  form.append('scene', scene);
  if (variant_sku !== undefined) form.append('variant_sku', variant_sku);
  form.append('quantity', String(quantity));
  const name = photo.type === 'image/png' ? 'photo.png' : 'photo.jpg'; // never the file's own
  form.append('photo', new Blob([photo.bytes as BlobPart], { type: photo.type }), name);
  return form;
}
