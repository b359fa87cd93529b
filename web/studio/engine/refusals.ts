import type { TextKey } from '../text/text';

// What the modules refuse with, each sentence by its text; written out, as only texts that stand in a script reach the browser.
const kRefusals: ReadonlySet<string> = new Set<TextKey>([
  'refusal.animated_pictures_cannot_be_printed_please_choose_a_still_photo',
  'refusal.choose_a_photo_first',
  'refusal.nothing_of_the_pet_is_left_bring_some_of_it_back_with_the_brush_or_move_the_oval_onto_its_face',
  'refusal.the_painting_is_not_loaded_yet',
  'refusal.the_painting_s_data_is_damaged',
  'refusal.the_pet_lies_outside_what_is_printed_move_it_back_into_the_picture',
  'refusal.the_photo_file_is_larger_than_40_mb',
  'refusal.the_photo_has_no_pixels',
  'refusal.the_photo_has_too_many_pixels_at_most_16384_a_side_and_100_million_in_all',
  'refusal.the_photo_is_damaged',
  'refusal.the_photo_is_damaged_or_was_cut_short',
  'refusal.the_photo_is_not_here_any_more_please_choose_it_again',
  'refusal.the_photo_is_too_small_it_needs_at_least_64_pixels_a_side',
  'refusal.this_file_is_not_a_jpeg_or_png_picture',
  'refusal.this_is_another_photo',
  'refusal.this_jpeg_has_more_than_8_bits_per_colour_please_save_it_with_8',
  'refusal.this_jpeg_is_made_for_printing_presses_cmyk_please_save_it_as_rgb',
  'refusal.this_kind_of_jpeg_cannot_be_read_please_save_it_as_an_ordinary_jpeg_or_png',
  'refusal.this_part_lies_outside_the_photo',
  'refusal.this_png_has_16_bits_per_colour_please_save_it_with_8',
]);

// The key of a module's English sentence, made as http::refusal_key makes it; the sentence itself where no text holds it.
export function refusal_key(sentence: string): string {
  const key = `refusal.${sentence.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '')}`;
  return kRefusals.has(key) ? key : sentence;
}
