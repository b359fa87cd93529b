import './site';
import { count, in_units } from '../analytics/page_analytics';

const { product = '', priceMinor = '0', currency = '' } = document.getElementById('main')?.dataset ?? {};
const price = in_units(Number(priceMinor));
const name = document.getElementById('product-name')?.textContent ?? product;
count('view_item', { currency, value: price, items: [{ item_id: product, item_name: name, price }] });
