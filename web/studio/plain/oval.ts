// The oval of wasm-client/model, in the numbers that people read, and the recipe it makes. For browsers without the module.
export interface Oval {
  x: number; // of the photo's width, per cent
  y: number; // of its height
  size: number; // height of the oval, per cent of the photo's height
  width: number; // per cent of the oval's height
  degrees: number; // clockwise
}

export interface PhotoSize {
  width: number;
  height: number;
}

export type OvalField = keyof Oval;
export const kOvalFields: readonly OvalField[] = ['x', 'y', 'size', 'width', 'degrees'];

export const kRanges: Record<OvalField, { min: number; max: number; step: number }> = {
  x: { min: 0, max: 100, step: 1 },
  y: { min: 0, max: 100, step: 1 },
  size: { min: 5, max: 150, step: 2 },
  width: { min: 40, max: 160, step: 2 },
  degrees: { min: -180, max: 180, step: 3 },
};

// As the module begins (model/editor.cc): a little taller than wide, above the middle.
const kFirstHeight = 0.52; // of the photo's shorter side
export function first_oval({ width, height }: PhotoSize): Oval {
  return { x: 50, y: 44, size: Math.round((kFirstHeight * Math.min(width, height) * 100) / height), width: 80, degrees: 0 };
}

export function changed(oval: Oval, field: OvalField, value: number): Oval {
  if (!Number.isFinite(value)) return oval;
  const { min, max } = kRanges[field];
  return { ...oval, [field]: Math.min(max, Math.max(min, value)) };
}

// Half axes in fractions of the photo's width and height (compositor/recipe.h).
export function recipe_of(oval: Oval, photo: PhotoSize): string {
  const half_height_px = (oval.size / 200) * photo.height;
  const half_width_px = half_height_px * (oval.width / 100);
  return JSON.stringify({
    version: 1,
    oval: {
      cx: oval.x / 100, cy: oval.y / 100, rx: radius(half_width_px / photo.width), ry: radius(half_height_px / photo.height),
      degrees: oval.degrees,
    },
  });
}

// The oval of a recipe, the module's too; the first one where it has none.
export function oval_of(recipe_json: string, photo: PhotoSize): Oval {
  const { oval } = JSON.parse(recipe_json) as { oval?: { cx: number; cy: number; rx: number; ry: number; degrees: number } };
  if (!oval) return first_oval(photo);
  const numbers = {
    x: oval.cx * 100, y: oval.cy * 100, size: oval.ry * 200, width: (100 * oval.rx * photo.width) / (oval.ry * photo.height), degrees: oval.degrees,
  };
  return kOvalFields.reduce((made, field) => changed(made, field, Math.round(numbers[field] * 100) / 100), first_oval(photo));
}

// Within what compositor::validate takes.
function radius(fraction: number): number {
  return Math.min(1, Math.max(0.01, fraction));
}
