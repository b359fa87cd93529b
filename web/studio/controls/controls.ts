import { by_id } from '../dom';
import type { Engine } from '../engine/engine';
import { Command, type CommandName, describe_oval, group_of, kFields, kOvalFields } from '../engine/fields';
import { FieldRow } from './field_row';

const kAnnounceMs = 700;

// The HTML twin of the crop surface: every change can be made here, by mouse, finger, keyboard or screen reader.
export class Controls {
  private readonly rows: FieldRow[];
  private readonly undo = by_id<HTMLButtonElement>('command-undo');
  private readonly redo = by_id<HTMLButtonElement>('command-redo');
  private readonly live = by_id('oval-live');
  private announce_timer = 0;

  constructor(
    private readonly engine: Engine,
    changed: () => void,
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
        raw._studio_command(Command[button.dataset['command'] as CommandName], 0);
        changed();
      });
    }
  }

  // Shows the recipe as it is now; `settled` when nothing is being dragged any more.
  show(settled: boolean): void {
    const values = this.engine.values(this.rows.length);
    for (const row of this.rows) row.show(values[row.field] ?? 0);
    this.undo.disabled = this.engine.raw._studio_can_undo() === 0;
    this.redo.disabled = this.engine.raw._studio_can_redo() === 0;
    window.clearTimeout(this.announce_timer);
    if (settled) {
      this.announce_timer = window.setTimeout(() => {
        this.live.textContent = describe_oval(this.engine.values(kOvalFields.length));
      }, kAnnounceMs);
    }
  }
}
