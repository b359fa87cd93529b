import { locale } from './text/text';

// Prices are whole minor units (cents); nothing here does arithmetic on fractions.
export function format_money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat(locale(), { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}
