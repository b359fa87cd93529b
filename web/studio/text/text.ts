import type english from '../../text/en.json';
import { fill, type TextParams } from './fill';

export type TextKey = keyof typeof english;

let words: Readonly<Record<string, string>> = {};
let spoken = 'en';

// Called once by the script of the page's language, which runs before any other.
export function provide_words(language_code: string, given: Readonly<Record<string, string>>): void {
  spoken = language_code;
  words = given;
}

// Of the page: "en", "de".
export function language(): string {
  return spoken;
}

// How numbers are written: as where the language's prices come from.
export function locale(): string {
  return spoken === 'de' ? 'de-DE' : 'en-US';
}

// The address of one of the shop's pages in the page's language: "/cart" -> "/de/cart".
export function page_address(path: string): string {
  return spoken === 'en' ? path : `/${spoken}${path}`;
}

// The text of web/text/<language>.json with its {params} filled in.
export function text(key: TextKey, params: TextParams = {}): string {
  return fill(words[key] ?? key, params, locale());
}

// For what may be a key or a sentence already: workers know no words and send keys.
export function said(message: string): string {
  return message in words ? text(message as TextKey) : message;
}
