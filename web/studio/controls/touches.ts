import { by_id, element, enable_if, show_words } from '../dom';
import type { Engine } from '../engine/engine';
import { Tool, type ToolName, kToolHelp } from '../engine/fields';
import { type Recipe, kMaxEyes, kMaxStrokes } from '../engine/recipe';
import { text, type TextKey } from '../text/text';

const full = (): string => text('studio.no_room', { strokes: kMaxStrokes, eyes: kMaxEyes });
const kUseText: Partial<Record<ToolName, TextKey>> = { add: 'studio.use_add', erase: 'studio.use_erase', eye: 'studio.use_eye' };
const kArrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The customer's own touches: how the pet is cut out, the brush that corrects it, and eyes that a flash has lit.
export class Touches {
  private readonly panel = by_id<HTMLDetailsElement>('touches');
  private readonly help = by_id('tool-help');
  private readonly eyes = by_id('eyes');
  private readonly brush_row = by_id('brush-row');
  private readonly size = by_id<HTMLInputElement>('brush-size');
  private readonly clear = by_id<HTMLButtonElement>('clear-strokes');
  private readonly tools = [...document.querySelectorAll<HTMLInputElement>('input[name="tool"]')];
  private readonly methods = [...document.querySelectorAll<HTMLInputElement>('input[name="method"]')];
  private readonly pad = by_id('tool-pad');
  private readonly use = by_id<HTMLButtonElement>('tool-use');
  private tool: ToolName = 'oval';
  private refusals = 0;

  constructor(private readonly engine: Engine, private readonly changed: () => void) {
    for (const input of this.tools) input.addEventListener('change', () => this.choose(input.value as ToolName));
    for (const input of this.methods) {
      input.addEventListener('change', () => {
        engine.raw._studio_set_method(Number(input.value === 'auto'));
        changed();
      });
    }
    this.size.addEventListener('input', () => this.resize());
    // Closed, the oval can be dragged again.
    this.panel.addEventListener('toggle', () => this.choose(this.panel.open ? this.tool : 'oval'));
    for (const button of this.pad.querySelectorAll<HTMLButtonElement>('button[data-step]')) {
      button.addEventListener('click', () => this.step(button.dataset['step']!, 2));
    }
    this.use.addEventListener('click', () => this.use_tool());
    this.resize();
  }

  // Whether what is drawn now says what belongs to the pet.
  get is_brushing(): boolean {
    return this.tool === 'add' || this.tool === 'erase';
  }

  // True when the key was the tool's.
  key(event: KeyboardEvent): boolean {
    if (this.tool === 'oval' || event.ctrlKey || event.metaKey) return false;
    if (event.key in kArrows) this.step(event.key, event.shiftKey ? 5 : 1);
    else if (event.key === 'Enter' || event.key === ' ') this.use_tool();
    else return false;
    return true;
  }

  private step(arrow: string, times: number): void {
    const [right, down] = kArrows[arrow] ?? [0, 0];
    this.engine.raw._studio_step_tool(right * times, down * times);
    this.changed();
  }

  private use_tool(): void {
    if (this.engine.raw._studio_use_tool() === 0) this.help.textContent = full();
    this.changed();
  }

  show(recipe: Recipe): void {
    for (const input of this.methods) input.checked = input.value === recipe.cut_out.method;
    const { length } = recipe.cut_out.strokes;
    enable_if(length > 0, this.clear);
    show_words(this.clear, length > 0 ? text('studio.clear_strokes_count', { count: length }) : text('studio.clear_strokes'));
    this.show_eyes(recipe.eyes.length);
  }

  // Says that a stroke or an eye had no room, also while it is drawn.
  show_refusals(): void {
    const refusals = this.engine.raw._studio_refusals();
    if (refusals !== this.refusals) show_words(this.help, full());
    this.refusals = refusals;
  }

  private choose(tool: ToolName): void {
    this.tool = tool;
    for (const input of this.tools) input.checked = input.value === tool;
    this.brush_row.hidden = tool !== 'add' && tool !== 'erase';
    this.pad.hidden = tool === 'oval';
    this.use.textContent = kUseText[tool] ? text(kUseText[tool]) : '';
    const { help, keys } = kToolHelp[tool];
    this.help.replaceChildren(text(help), ...(keys ? [' ', element('span', { class: 'for-keys' }, text(keys))] : []));
    this.engine.raw._studio_choose_tool(Tool[tool]);
    this.changed();
  }

  private resize(): void {
    this.engine.raw._studio_set_brush_size(this.size.valueAsNumber);
    by_id('brush-size-now').textContent = `${this.size.value} %`;
    this.changed();
  }

  private show_eyes(count: number): void {
    if (this.eyes.childElementCount === count) return;
    const focused = this.eyes.contains(document.activeElement);
    this.eyes.replaceChildren(...Array.from({ length: count }, (_, index) => {
      const remove = element('button', { type: 'button', class: 'button is-quiet', 'aria-label': text('studio.remove_eye', { number: index + 1 }) }, text('studio.remove'));
      remove.addEventListener('click', () => {
        this.engine.raw._studio_remove_eye(index);
        this.changed();
      });
      return element('li', { class: 'eye' }, text('studio.eye', { number: index + 1 }), remove);
    }));
    // The button that was pressed is gone; the next one, or the tool, takes its place.
    if (focused) (this.eyes.querySelector('button') ?? this.tools.find((input) => input.value === this.tool))?.focus();
  }
}
