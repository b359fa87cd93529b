import { svg } from '../dom';

// A disc of a colour, without inline style.
export function swatch(hex: string): SVGElement {
  return svg('svg', { viewBox: '0 0 20 20', class: 'swatch', 'aria-hidden': 'true' },
    svg('circle', { cx: '10', cy: '10', r: '9', fill: hex, class: 'swatch-disc' }));
}
