import { text, type TextKey } from '../text/text';

// The numbers of wasm-client/model/field.h, command.h and grip.h, and how people read them.
export interface FieldText {
  label: TextKey;
  unit: '%' | '°' | '';
}

export const kOvalFields: readonly FieldText[] = [
  { label: 'studio.field_across', unit: '%' },
  { label: 'studio.field_down', unit: '%' },
  { label: 'studio.field_size', unit: '%' },
  { label: 'studio.field_width', unit: '%' },
  { label: 'studio.field_rotation', unit: '°' },
];

export const kPoseFields: readonly FieldText[] = [
  { label: 'studio.field_sideways', unit: '' },
  { label: 'studio.field_up_down', unit: '' },
  { label: 'studio.field_head_size', unit: '%' },
  { label: 'studio.field_tilt', unit: '°' },
];

export const kStyleFields: readonly FieldText[] = [
  { label: 'studio.field_brush', unit: '%' },
  { label: 'studio.field_colours', unit: '%' },
  { label: 'studio.field_relief', unit: '%' },
  { label: 'studio.field_stretch', unit: '%' },
];

export const kFields: readonly FieldText[] = [...kOvalFields, ...kPoseFields, ...kStyleFields];

// Where on the page a field's row stands.
export function group_of(field: number): 'oval-fields' | 'pose-fields' | 'style-fields' {
  if (field < kOvalFields.length) return 'oval-fields';
  return field < kOvalFields.length + kPoseFields.length ? 'pose-fields' : 'style-fields';
}

// model::Tool, by its number.
export const Tool = { oval: 0, add: 1, erase: 2, eye: 3 } as const;
export type ToolName = keyof typeof Tool;

// What to do with a tool, and by which keys.
export const kToolHelp: Record<ToolName, { help: TextKey; keys?: TextKey }> = {
  oval: { help: 'studio.tool_help_oval' },
  add: { help: 'studio.tool_help_add', keys: 'studio.tool_keys_paint' },
  erase: { help: 'studio.tool_help_erase', keys: 'studio.tool_keys_paint' },
  eye: { help: 'studio.tool_help_eye', keys: 'studio.tool_keys_eye' },
};

export const Command = {
  left: 0,
  right: 1,
  up: 2,
  down: 3,
  bigger: 4,
  smaller: 5,
  turn_left: 6,
  turn_right: 7,
  reset: 8,
  undo: 9,
  redo: 10,
  reset_style: 11,
  clear_strokes: 12,
  closer: 13,
  farther: 14,
  close_up: 15,
  look_left: 16,
  look_right: 17,
  look_up: 18,
  look_down: 19,
} as const;
export type CommandName = keyof typeof Command;

// What a screen reader is told of the oval once a change has come to rest.
export function describe_oval(values: readonly number[]): string {
  const at = (index: number): number => Math.round(values[index] ?? 0);
  const turned = at(4) === 0 ? text('studio.upright')
    : text(at(4) > 0 ? 'studio.turned_right' : 'studio.turned_left', { degrees: Math.abs(at(4)) });
  return text('studio.oval_at', { across: at(0), down: at(1), tall: at(2), turned });
}
