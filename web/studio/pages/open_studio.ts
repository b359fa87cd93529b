import { hold_early_photos } from '../intake/early_photo';
import { first_sight } from '../workplace/first_sight';

hold_early_photos();

// What the page shows comes first: the scripts would keep a phone from painting it.
first_sight(document.querySelector<HTMLImageElement>('.example img'))
  .then(() => Promise.all([import('./site'), import('./studio')]))
  .catch(() => document.getElementById('page-incomplete')?.removeAttribute('hidden'));
