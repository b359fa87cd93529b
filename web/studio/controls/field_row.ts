import { element } from '../dom';
import { text } from '../text/text';
import type { Engine } from '../engine/engine';
import type { FieldText } from '../engine/fields';

export interface FieldListener {
  set(field: number, value: number): void;
  open_gesture(): void;
  close_gesture(): void;
}

// One number of the recipe: a slider, a number box and two step buttons, all the same value.
export class FieldRow {
  readonly root: HTMLElement;
  private readonly slider: HTMLInputElement;
  private readonly box: HTMLInputElement;

  constructor(engine: Engine, readonly field: number, words: FieldText, listener: FieldListener) {
    const min = engine.raw._studio_min(field);
    const max = engine.raw._studio_max(field);
    const step = engine.raw._studio_step(field);
    const id = `field-${field}`;
    const limits = { min: String(min), max: String(max), step: String(step) };
    this.slider = element('input', { type: 'range', id: `${id}-slider`, 'aria-labelledby': `${id}-label`, ...limits });
    this.box = element('input', {
      type: 'number', id, class: 'field-number', inputmode: 'decimal', 'aria-labelledby': `${id}-label`, ...limits,
    });
    const stepper = (sign: number, name: string): HTMLButtonElement => {
      const button = element('button', { type: 'button', class: 'step', 'aria-label': name }, sign < 0 ? '−' : '+');
      button.addEventListener('click', () => listener.set(field, engine.raw._studio_value(field) + sign * step));
      return button;
    };
    const unit = element('span', { class: 'field-unit', 'aria-hidden': 'true' }, words.unit);
    const label = text(words.label);
    this.root = element('div', { class: 'field' },
      element('label', { for: id, id: `${id}-label`, class: 'field-label' }, label),
      element('span', { class: 'field-value' }, this.box, unit),
      element('div', { class: 'field-slider' }, stepper(-1, text('studio.less', { label })), this.slider, stepper(1, text('studio.more', { label }))));

    this.slider.addEventListener('input', () => {
      listener.open_gesture();
      listener.set(field, this.slider.valueAsNumber);
    });
    this.slider.addEventListener('change', () => listener.close_gesture());
    this.box.addEventListener('change', () => {
      listener.set(field, this.box.valueAsNumber);
      const value = engine.raw._studio_value(field);
      this.show(value);
      this.box.value = shown(value); // though it has the focus yet: what was typed may be more than there is
    });
  }

  show(value: number): void {
    this.slider.value = shown(value);
    if (document.activeElement !== this.box) this.box.value = shown(value);
  }
}

function shown(value: number): string {
  return String(Math.round(value * 10) / 10);
}
