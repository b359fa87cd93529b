// The numbers of wasm-client/model/field.h, command.h and grip.h, and how people read them.
export interface FieldText {
  label: string;
  unit: '%' | '°' | '';
  hint?: string;
}

export const kOvalFields: readonly FieldText[] = [
  { label: 'Left to right', unit: '%' },
  { label: 'Top to bottom', unit: '%' },
  { label: 'Size', unit: '%' },
  { label: 'Width', unit: '%' },
  { label: 'Rotation', unit: '°' },
];

export const kPoseFields: readonly FieldText[] = [
  { label: 'Move sideways', unit: '' },
  { label: 'Move up or down', unit: '' },
  { label: 'Head size', unit: '%' },
  { label: 'Tilt', unit: '°' },
];

export const kStyleFields: readonly FieldText[] = [
  { label: 'Brush', unit: '%' },
  { label: 'Colours', unit: '%' },
  { label: 'Relief', unit: '%' },
  { label: 'Stretch', unit: '%' },
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

export const kToolHelp: Record<ToolName, string> = {
  oval: 'Drag the oval on the photo.',
  add: 'Paint on the photo over what belongs to your pet. Keys on the photo: arrows move, Enter paints.',
  erase: 'Paint on the photo over what does not belong to your pet. Keys on the photo: arrows move, Enter paints.',
  eye: 'Tap the middle of an eye that the flash has lit. Keys on the photo: arrows move, Enter marks the eye.',
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
} as const;
export type CommandName = keyof typeof Command;

// What a screen reader is told once a change has come to rest.
export function describe_oval(values: readonly number[]): string {
  const at = (index: number): number => Math.round(values[index] ?? 0);
  const turned = at(4) === 0 ? 'upright' : `turned ${Math.abs(at(4))}° ${at(4) > 0 ? 'clockwise' : 'anticlockwise'}`;
  return `Oval at ${at(0)} % across and ${at(1)} % down, ${at(2)} % of the photo tall, ${turned}.`;
}
