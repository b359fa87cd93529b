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

export const kFields: readonly FieldText[] = [...kOvalFields, ...kPoseFields];

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
} as const;
export type CommandName = keyof typeof Command;

// What a screen reader is told once a change has come to rest.
export function describe_oval(values: readonly number[]): string {
  const at = (index: number): number => Math.round(values[index] ?? 0);
  const turned = at(4) === 0 ? 'upright' : `turned ${Math.abs(at(4))}° ${at(4) > 0 ? 'clockwise' : 'anticlockwise'}`;
  return `Oval at ${at(0)} % across and ${at(1)} % down, ${at(2)} % of the photo tall, ${turned}.`;
}
