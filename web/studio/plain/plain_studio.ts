import type { Api } from '../api/client';
import { ask } from '../ask';
import { by_id, element } from '../dom';
import type { ChosenPhoto } from '../intake/intake';
import type { Choice } from '../order/choice';
import { type Approved, thumbnail_of } from '../preview/painting';
import { Progress } from '../preview/progress';
import { Sharpness } from '../preview/sharpness';
import { said, text, type TextKey } from '../text/text';
import { changed, first_oval, kOvalFields, kRanges, type Oval, type OvalField, oval_of, type PhotoSize, recipe_of } from './oval';
import { print_dpi } from './print_dpi';

const kLabels: Record<OvalField, TextKey> = {
  x: 'studio.field_across', y: 'studio.field_down', size: 'studio.field_size', width: 'studio.field_width', degrees: 'studio.field_rotation',
};
const kPhotoWidthPx = 800; // of the drawn photo; the oval's numbers do not depend on it

export interface PlainListener {
  changed(recipe_json: string): void;
  painted(by_now: boolean): void; // false: the shop could not
}

// The studio of a browser that cannot run the module: numbers and buttons for the oval, and the shop paints the preview.
// It asks once a photo, before that leaves the device.
export class PlainStudio {
  private opening = new AbortController();
  private chosen: ChosenPhoto | undefined;
  private picture: ImageBitmap | HTMLImageElement | undefined;
  private size: PhotoSize = { width: 1, height: 1 };
  private oval: Oval = first_oval(this.size);
  private painted: { recipe_json: string; sha256: string } | undefined;
  private painting: Promise<void> | undefined;
  private readonly sharpness = new Sharpness((print_spec) => print_dpi(this.oval, this.size, print_spec));
  private readonly inputs = new Map<OvalField, HTMLInputElement>();
  private readonly status = element('p', { class: 'notice', role: 'status' });
  private readonly crop = element('canvas', { class: 'plain-crop', role: 'img', 'aria-label': text('plain.photo') });
  private readonly paint_button = element('button', { type: 'button', class: 'button', id: 'plain-paint' }, text('plain.paint'));
  private readonly progress: Progress;
  private under_way: AbortController | undefined;

  constructor(
    private readonly api: Api,
    private readonly scene: string,
    private readonly canvas: HTMLCanvasElement,
    private readonly listener: PlainListener,
  ) {
    this.paint_button.addEventListener('click', () => void this.paint());
    const bar = element('progress', { max: '1', 'aria-label': text('studio.progress') });
    const stop = element('button', { type: 'button', class: 'button is-quiet', id: 'plain-stop' }, text('studio.stop'));
    const waiting = element('div', { class: 'paint-progress open-progress' }, bar, stop);
    this.progress = new Progress(waiting, bar, stop, () => this.under_way?.abort());
    by_id('plain').append(this.crop, this.status, waiting,
      element('div', { class: 'fields' }, ...kOvalFields.map((field) => this.row(field, text(kLabels[field])))), this.paint_button);
  }

  // `kept`: the recipe that had been made of the photo. False when another photo was brought meanwhile: then that is the
  // one asked about. Throws with words when the customer does not agree, or this browser cannot show the photo; what was
  // open stays open.
  async open(chosen: ChosenPhoto, kept?: string): Promise<boolean> {
    this.opening.abort();
    const { signal } = this.opening = new AbortController();
    const question = {
      title: text('plain.title'), text: [text('plain.leaves'), text('plain.forgotten')], yes: text('plain.yes'), no: text('plain.no'),
    };
    const agreed = await ask(question, signal);
    if (signal.aborted) return false;
    if (!agreed) throw new Error(text(kept === undefined ? 'plain.refused' : 'plain.refused_kept'));
    const picture = await shown(chosen).catch(() => undefined);
    if (signal.aborted) return false;
    if (!picture) throw new Error(text('plain.unreadable'));
    this.picture = picture;
    this.chosen = chosen;
    this.size = { width: this.picture.width, height: this.picture.height };
    this.crop.width = Math.min(kPhotoWidthPx, this.size.width);
    this.crop.height = Math.round((this.crop.width * this.size.height) / this.size.width);
    this.painted = undefined;
    this.set(kept === undefined ? first_oval(this.size) : oval_of(kept, this.size));
    void Promise.resolve(this.painting).then(() => this.paint()); // after what is being painted of the photo before
    return true;
  }

  recipe_json(): string {
    return recipe_of(this.oval, this.size);
  }

  show_product({ catalog, product }: Choice): void {
    this.sharpness.choose(catalog.products, product);
  }

  // The picture of this recipe, painted anew where the oval was changed since. Throws with words when it could not be, or
  // the oval has another recipe or is on another photo by now.
  async approve(recipe_json: string): Promise<Approved> {
    const { chosen } = this;
    await this.painting;
    if (this.painted?.recipe_json !== recipe_json && this.recipe_json() === recipe_json) await this.paint();
    if (this.chosen !== chosen) throw new Error(text('studio.photo_changed'));
    if (this.painted?.recipe_json !== recipe_json) throw new Error(this.status.textContent ?? '');
    return { sha256: this.painted.sha256, thumbnail: thumbnail_of(this.canvas) };
  }

  private async paint(): Promise<void> {
    this.painting ??= this.paint_once().finally(() => { this.painting = undefined; });
    return this.painting;
  }

  private async paint_once(): Promise<void> {
    const { chosen } = this;
    if (!chosen) return;
    const recipe_json = this.recipe_json();
    const { signal } = (this.under_way = new AbortController());
    this.paint_button.disabled = true;
    this.say(text('plain.painting'));
    this.progress.show('unknown');
    try {
      const { png, sha256 } = await this.api.preview(form_of(chosen, recipe_json, this.scene), signal);
      const picture = await shown({ bytes: png, type: 'image/png' });
      if (chosen !== this.chosen) return;
      this.canvas.getContext('2d')!.drawImage(picture, 0, 0, this.canvas.width, this.canvas.height);
      this.canvas.setAttribute('data-painted', '');
      this.painted = { recipe_json, sha256 };
      this.say(recipe_json === this.recipe_json() ? text('plain.ready') : text('plain.changed'));
      this.listener.painted(true);
    } catch (error) {
      if (signal.aborted) return this.say(text('plain.stopped'));
      this.say(said((error as Error).message), true);
      this.listener.painted(false);
    } finally {
      this.progress.show(undefined);
      this.paint_button.disabled = false;
      if (signal.aborted) this.paint_button.focus();
    }
  }

  private change(field: OvalField, value: number): void {
    this.set(changed(this.oval, field, value));
    this.listener.changed(this.recipe_json());
  }

  private set(oval: Oval): void {
    this.oval = oval;
    for (const [field, input] of this.inputs) input.value = String(oval[field]);
    this.draw();
    this.sharpness.show(true);
    if (this.painted) this.say(this.painted.recipe_json === this.recipe_json() ? text('plain.ready') : text('plain.changed'));
  }

  private draw(): void {
    const context = this.crop.getContext('2d')!;
    const { width, height } = this.crop;
    const { oval } = this;
    context.drawImage(this.picture!, 0, 0, width, height);
    const half_height = (oval.size / 200) * height;
    context.beginPath();
    context.ellipse((oval.x / 100) * width, (oval.y / 100) * height, (half_height * oval.width) / 100, half_height,
      (oval.degrees * Math.PI) / 180, 0, 2 * Math.PI);
    for (const [line, color] of [[6, '#000000'], [3, '#ffffff']] as const) {
      context.lineWidth = line;
      context.strokeStyle = color;
      context.stroke();
    }
  }

  private row(field: OvalField, label: string): HTMLElement {
    const { min, max, step } = kRanges[field];
    const id = `plain-${field}`;
    const input = element('input', { type: 'number', id, class: 'field-number', min: String(min), max: String(max), step: 'any', inputmode: 'decimal' });
    this.inputs.set(field, input);
    input.addEventListener('change', () => this.change(field, input.valueAsNumber));
    const button = (sign: string, name: TextKey, by: number): HTMLElement => {
      const made = element('button', { type: 'button', class: 'step', 'aria-label': text(name, { field: label }) }, sign);
      made.addEventListener('click', () => this.change(field, this.oval[field] + by));
      return made;
    };
    return element('div', { class: 'field' }, element('label', { for: id, class: 'field-label' }, label),
      element('div', { class: 'quantity-row' }, button('\u2212', 'plain.less', -step), input, button('+', 'plain.more', step)));
  }

  private say(words: string, problem = false): void {
    this.status.textContent = words;
    this.status.classList.toggle('is-problem', problem);
  }
}

// Upright, as the photo says. Older browsers know no createImageBitmap.
async function shown({ bytes, type }: Pick<ChosenPhoto, 'bytes' | 'type'>): Promise<ImageBitmap | HTMLImageElement> {
  const blob = new Blob([bytes as BlobPart], { type });
  if (typeof createImageBitmap === 'function') return createImageBitmap(blob);
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  try {
    await image.decode();
  } finally {
    URL.revokeObjectURL(image.src);
  }
  return image;
}

function form_of(photo: ChosenPhoto, recipe_json: string, scene: string): FormData {
  const form = new FormData();
  form.append('recipe', recipe_json);
  form.append('scene', scene);
  form.append('photo', new Blob([photo.bytes as BlobPart], { type: photo.type }), photo.type === 'image/png' ? 'photo.png' : 'photo.jpg');
  return form;
}
