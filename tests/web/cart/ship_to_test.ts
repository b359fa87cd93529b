import { country_to_begin_with, remember_country } from '../../../web/studio/cart/ship_to';

function storage(kept: Record<string, string> = {}): Storage {
  const values = new Map(Object.entries(kept));
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  } as unknown as Storage;
}

const served = ['', 'US', 'DE', 'CH'];

describe('the country that a cart begins with', () => {
  it('is the one chosen before', () => {
    const device = storage();
    remember_country(device, 'DE');
    expect(country_to_begin_with(device, served, ['en-US'])).toBe('DE');
  });
  it('is that of the first language that names one which the shop serves', () => {
    expect(country_to_begin_with(storage(), served, ['de', 'fr-FR', 'de-CH', 'en-US'])).toBe('CH');
  });
  it('is none where no language names one', () => {
    expect(country_to_begin_with(storage(), served, ['de', 'en'])).toBe('');
    expect(country_to_begin_with(storage(), served, [])).toBe('');
    expect(country_to_begin_with(storage(), served, ['not a language!'])).toBe('');
  });
  it('is asked for again when the shop no longer serves the one chosen before', () => {
    const device = storage();
    remember_country(device, 'FR');
    expect(country_to_begin_with(device, served, ['en'])).toBe('');
  });
  it('is forgotten without complaint where nothing can be kept', () => {
    const full = { getItem: () => null, setItem: () => { throw new Error('full'); } } as unknown as Storage;
    expect(() => remember_country(full, 'DE')).not.toThrow();
  });
});
