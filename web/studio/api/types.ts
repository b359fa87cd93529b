export interface Variant {
  sku: string;
  size: string;
  color: string;
  color_hex: string;
  price_minor: number;
}

export interface Product {
  sku: string;
  name: string;
  description: string;
  print_spec: string;
  placement: string; // the printer's word for where the print goes; "back..." is the back
  price_minor: number;
  variants: Variant[];
}

export interface Catalog {
  currency: string;
  products: Product[];
}

export type DesignStatus = 'pending' | 'complete' | 'rejected';

export interface Design {
  id: string;
  status: DesignStatus;
  reason?: string;
  preview_url?: string;
}

export interface UploadAccepted {
  id: string;
  status: DesignStatus;
  status_url: string;
}

export interface ShareCreated {
  id: string;
  url: string;
  secret: string;
  expires_at: string;
}

export interface Share {
  id: string;
  recipe: string;
  photo_url: string;
  photo_type: 'image/jpeg' | 'image/png';
  variant_sku?: string;
  quantity: number;
  expires_at: string;
}

export interface CheckoutItem {
  design_id: string;
  variant_sku: string;
  quantity: number;
}

export interface CartTerms {
  promotion_code?: string;
  email?: string; // asked for by codes that are limited per person
  country?: string; // ISO 3166-1 alpha-2
}

// What the buyer saw before pressing the button.
export interface ShownSums {
  expected_total_minor?: number; // goods less discount
  expected_shipping_minor?: number;
}

// What a cart costs now, by the server's own arithmetic.
export interface CartQuote {
  currency: string;
  lines: { design_id: string; variant_sku: string; quantity: number; amount_minor: number }[];
  subtotal_minor: number;
  discount_minor: number;
  shipping_minor: number | null; // null while the country is unknown, or where the shop does not ship
  total_minor: number;
  promotion: { code: string; description: string } | null;
  promotion_problem: string | null;
  promotion_problem_code?: string | null;
}

export interface CheckoutStarted {
  url: string;
  order_number: string;
}

// RFC 9457, with the extension member of POST /api/create-checkout.
export interface Problem {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  errors?: { field: string; message: string }[];
  order_url?: string;
  quote?: CartQuote; // with 409: what the cart costs now
}
