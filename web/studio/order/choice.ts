import { text } from '../text/text';
import type { Catalog, Product, Variant } from '../api/types';

// What the customer wants the picture on. Always names a variant that is sold: changing the colour keeps the size
// where that exists, and the other way round.
export class Choice {
  private product_index = 0;
  private variant_index = 0;
  quantity = 1;

  constructor(readonly catalog: Catalog) {
    if (!catalog.products.some((product) => product.variants.length > 0)) throw new Error(text('studio.no_products'));
  }

  get product(): Product {
    return this.catalog.products[this.product_index]!;
  }

  get variant(): Variant {
    return this.product.variants[this.variant_index]!;
  }

  get colors(): { name: string; hex: string }[] {
    const seen = new Map(this.product.variants.map((variant) => [variant.color, variant.color_hex]));
    return [...seen].map(([name, hex]) => ({ name, hex }));
  }

  // Sizes of the chosen colour, in the catalog's order.
  get sizes(): string[] {
    return this.product.variants.filter((variant) => variant.color === this.variant.color).map((variant) => variant.size);
  }

  choose_product(sku: string): void {
    const index = this.catalog.products.findIndex((product) => product.sku === sku && product.variants.length > 0);
    if (index < 0 || index === this.product_index) return;
    const before = this.variant;
    this.product_index = index;
    this.variant_index = 0;
    this.pick(before.color, before.size);
  }

  // As it was chosen before, if it still is sold.
  choose_variant(sku: string): void {
    const product_index = this.catalog.products.findIndex((product) => product.variants.some((variant) => variant.sku === sku));
    if (product_index < 0) return;
    this.product_index = product_index;
    this.variant_index = this.product.variants.findIndex((variant) => variant.sku === sku);
  }

  choose_color(color: string): void {
    this.pick(color, this.variant.size);
  }

  choose_size(size: string): void {
    this.pick(this.variant.color, size);
  }

  private pick(color: string, size: string): void {
    const variants = this.product.variants;
    const exact = variants.findIndex((variant) => variant.color === color && variant.size === size);
    const same_color = variants.findIndex((variant) => variant.color === color);
    if (exact >= 0) this.variant_index = exact;
    else if (same_color >= 0) this.variant_index = same_color;
  }
}

export function find_variant(catalog: Catalog, sku: string): { product: Product; variant: Variant } | undefined {
  for (const product of catalog.products) {
    const variant = product.variants.find((one) => one.sku === sku);
    if (variant) return { product, variant };
  }
  return undefined;
}

// "White / M": as orders, mails and the printer name it.
export function variant_label(variant: Variant): string {
  return [variant.color, variant.size].filter(Boolean).join(' / ');
}
