const kKey = 'picasso-pet.ship-to';

// The country to ship to that the cart begins with: the one chosen on this device before, else that of the first language
// that names one ("de-CH"), else none. Only those that the shop serves.
export function country_to_begin_with(storage: Storage, served: readonly string[], languages: readonly string[]): string {
  const named = languages.map((one) => region_of(one));
  return [storage.getItem(kKey) ?? '', ...named].find((one) => one !== '' && served.includes(one)) ?? '';
}

// A storage that is full or forbidden remembers nothing; the page still has it.
export function remember_country(storage: Storage, country: string): void {
  try {
    storage.setItem(kKey, country);
  } catch {
    // asked again next time
  }
}

function region_of(language: string): string {
  try {
    return new Intl.Locale(language).region ?? '';
  } catch {
    return '';
  }
}
