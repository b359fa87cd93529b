import { by_id, enable_if } from '../dom';
import type { Engine } from '../engine/engine';
import { Command, type CommandName, describe_oval, group_of, kFields, kOvalFields } from '../engine/fields';
import { text } from '../text/text';
import { FieldRow } from './field_row';

const kAnnounceMs = 700;

// The HTML twin of the crop surface: every change can be made here, by mouse, finger, keyboard or screen reader.
export class Controls {
  private readonly rows: FieldRow[];
  private readonly undo = by_id<HTMLButtonElement>('command-undo');
  private readonly redo = by_id<HTMLButtonElement>('command-redo');
  private readonly live = by_id('oval-live');
  private readonly zoom = by_id('view-zoom');
  private readonly close_up = by_id<HTMLButtonElement>('close-up');
  private readonly look_around = by_id('look-around');
  private announce_timer = 0;

  constructor(
    private readonly engine: Engine,
    private readonly changed: () => void,
    // What is said of the print, at the recipe as it is; may be empty.
    private readonly describe_print: () => string,
  ) {
    const raw = engine.raw;
    const listener = {
      set: (field: number, value: number) => {
        raw._studio_set_value(field, value);
        changed();
      },
      open_gesture: () => raw._studio_open_gesture(),
      close_gesture: () => raw._studio_close_gesture(),
    };
    this.rows = kFields.map((words, field) => new FieldRow(engine, field, words, listener));
    for (const row of this.rows) {
      by_id(group_of(row.field)).append(row.root);
    }
    for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-command]')) {
      button.addEventListener('click', () => {
        this.perform(Command[button.dataset['command'] as CommandName]);
      });
    }
    // An icon says its name to who rests the pointer on it.
    for (const tool of document.querySelectorAll<HTMLElement>('.tool[aria-label]')) tool.title = tool.getAttribute('aria-label')!;
    by_id('studio-work').addEventListener('keydown', (event) => this.undo_by_key(event));
  }

  private perform(command: number): void {
    this.engine.raw._studio_command(command, 0);
    this.changed();
  }

  // Undo and redo work wherever the focus is, but in fields that undo what was typed.
  private undo_by_key(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    if (event.target instanceof HTMLInputElement && event.target.type === 'number') return;
    const command = this.engine.command_for_key(event.key, event.shiftKey, true);
    if (command !== Command.undo && command !== Command.redo) return;
    event.preventDefault();
    this.perform(command);
  }

  // How closely the canvas looks at the photo.
  show_view(): void {
    const zoom = this.engine.raw._studio_view_zoom();
    const words = `${Math.round(zoom * 100)} %`;
    if (this.zoom.textContent === words) return;
    this.zoom.textContent = words;
    this.close_up.setAttribute('aria-pressed', String(zoom > 1));
    this.look_around.hidden = zoom === 1;
    this.announce();
  }

  // Shows the recipe as it is now; `settled` when nothing is being dragged any more.
  show(settled: boolean): void {
    for (const row of this.rows) row.show(this.engine.raw._studio_value(row.field));
    enable_if(this.engine.raw._studio_can_undo() === 1, this.undo);
    enable_if(this.engine.raw._studio_can_redo() === 1, this.redo);
    window.clearTimeout(this.announce_timer);
    if (settled) this.announce();
  }

  // Once, when nothing has changed for a moment.
  private announce(): void {
    window.clearTimeout(this.announce_timer);
    this.announce_timer = window.setTimeout(() => {
      const oval = describe_oval(this.engine.values(kOvalFields.length));
      const zoom = Math.round(this.engine.raw._studio_view_zoom() * 100);
      const print = this.describe_print();
      this.live.textContent = print ? text('studio.zoom_and_print', { zoom, print, oval }) : text('studio.zoom_and_oval', { zoom, oval });
    }, kAnnounceMs);
  }
}
