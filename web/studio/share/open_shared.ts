import type { Api } from '../api/client';
import type { Kept } from '../keep/autosave';
import type { ChosenPhoto } from '../intake/intake';

// The picture behind a link, as one that was kept here would be.
export async function open_shared(api: Api, id: string): Promise<{ photo: ChosenPhoto; kept: Kept }> {
  const share = await api.share(id);
  const bytes = await api.shared_photo(share);
  const photo: ChosenPhoto = { name: '', type: share.photo_type, bytes, chosen_at: performance.now() };
  const choice = share.variant_sku === undefined ? undefined : { variant_sku: share.variant_sku, quantity: share.quantity };
  return { photo, kept: { id: undefined, photo: { id: '', type: share.photo_type, bytes }, steps: { recipes: [share.recipe], at: 0 }, choice } };
}
