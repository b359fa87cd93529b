export type TextParams = Readonly<Record<string, string | number>>;

// The part of ICU's message syntax that the texts use: {name} and {count, plural, one {# item} other {# items}}. Numbers
// are written as in the locale.
export function fill(pattern: string, params: TextParams, locale: string): string {
  let filled = '';
  for (let at = 0; at < pattern.length; ) {
    const open = pattern.indexOf('{', at);
    if (open < 0) return filled + pattern.slice(at);
    const close = end_of_braces(pattern, open);
    filled += pattern.slice(at, open) + argument(pattern.slice(open + 1, close), params, locale);
    at = close + 1;
  }
  return filled;
}

function argument(inside: string, params: TextParams, locale: string): string {
  const [, name = '', plural] = /^\s*(\w+)\s*(?:,\s*plural\s*,([^]*))?$/.exec(inside) ?? [];
  const value = params[name];
  if (value === undefined) return `{${inside}}`;
  const written = typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
  if (plural === undefined) return written;
  const forms = plural_forms(plural);
  const form = forms.get(`=${value}`) ?? forms.get(new Intl.PluralRules(locale).select(Number(value))) ?? forms.get('other') ?? '';
  return fill(form.replace(/#/g, written), params, locale);
}

function plural_forms(text: string): Map<string, string> {
  const forms = new Map<string, string>();
  for (let at = 0; ; ) {
    const open = text.indexOf('{', at);
    if (open < 0) return forms;
    const close = end_of_braces(text, open);
    forms.set(text.slice(at, open).trim(), text.slice(open + 1, close));
    at = close + 1;
  }
}

function end_of_braces(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; ++at) {
    if (text[at] === '{') ++depth;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  throw new Error(`A brace is not closed: ${text}`);
}
