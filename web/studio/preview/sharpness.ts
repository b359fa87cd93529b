import type { Product } from '../api/types';
import { by_id, element, show_if, show_words } from '../dom';
import type { PrintFacts } from '../engine/engine';
import { text, type TextKey } from '../text/text';

type Facts = Pick<PrintFacts, 'dpi' | 'is_soft'>;
// Who cannot tell how large the print is says only how fine.
type KnownFacts = Facts & Partial<Pick<PrintFacts, 'area_cm' | 'pet_cm'>>;

// "on the hoodie", by the product's print.
const kWhere: Record<string, TextKey> = { tee: 'studio.on_tee', hoodie: 'studio.on_hoodie', hat: 'studio.on_hat' };

function where(print_spec: string): string {
  return text(kWhere[print_spec] ?? 'studio.on_product');
}

export function sharpness_word({ is_soft }: Facts): string {
  return text(is_soft ? 'studio.soft' : 'studio.sharp');
}

// "210 DPI on the hoodie: sharp"
export function describe_sharpness(print_spec: string, facts: Facts): string {
  return text('studio.sharpness', { dpi: facts.dpi, where: where(print_spec), verdict: sharpness_word(facts) });
}

export function soft_warning(print_spec: string, { dpi }: Facts): string {
  return text('studio.soft_warning', { dpi, where: where(print_spec) });
}

export function describe_area({ area_cm, pet_cm }: Pick<PrintFacts, 'area_cm' | 'pet_cm'>, is_back: boolean): string {
  const tenths = (cm: number): number => Math.round(cm * 10) / 10;
  const size = ([width, height]: readonly [number, number]): string => text('studio.size_cm', { width: tenths(width), height: tenths(height) });
  return text(is_back ? 'studio.print_on_back' : 'studio.print_on_front', { area: size(area_cm), pet: size(pet_cm) });
}

// Says how finely each product would print the pet, while the oval is moved; and warns, once it rests, where that is too little.
export class Sharpness {
  private readonly list = by_id('sharpness');
  private readonly warning = by_id('soft-warning');
  private readonly area = by_id('print-area');
  private products: readonly Product[] = [];
  private chosen: Product | undefined;

  constructor(private readonly facts_of: (print_spec: string) => KnownFacts | undefined) {}

  choose(products: readonly Product[], chosen: Product): void {
    this.products = products;
    this.chosen = chosen;
    this.show(true);
  }

  // Nothing of it is read aloud but the warning, and that only when nothing moves.
  show(settled: boolean): void {
    if (!this.chosen) return;
    const rows = this.products.flatMap((product) => {
      const facts = this.facts_of(product.print_spec);
      return facts ? [this.row(product, facts)] : [];
    });
    // While the oval is moved they stay as they are, and the page need not be laid out anew with every frame.
    if (rows.length !== this.list.children.length || rows.some((row, at) => !row.isEqualNode(this.list.children[at]!))) this.list.replaceChildren(...rows);
    const facts = this.chosen_facts();
    if (!settled || !facts) return;
    const { area_cm, pet_cm } = facts;
    if (area_cm && pet_cm) show_words(this.area, describe_area({ area_cm, pet_cm }, this.chosen.placement.startsWith('back')));
    const words = facts.is_soft ? soft_warning(this.chosen.print_spec, facts) : '';
    show_words(this.warning, words);
    show_if(words !== '', this.warning);
  }

  // For a screen reader; empty before the products are there.
  describe(): string {
    const facts = this.chosen_facts();
    return facts && this.chosen ? describe_sharpness(this.chosen.print_spec, facts) : '';
  }

  private chosen_facts(): KnownFacts | undefined {
    return this.chosen && this.facts_of(this.chosen.print_spec);
  }

  private row(product: Product, facts: Facts): HTMLElement {
    const classes = `sharpness-row${facts.is_soft ? ' is-soft' : ''}${product === this.chosen ? ' is-chosen' : ''}`;
    return element('li', { class: classes }, element('span', {}, product.name),
      element('span', {}, element('strong', {}, `${facts.dpi} DPI`), ` ${sharpness_word(facts)}`));
  }
}
