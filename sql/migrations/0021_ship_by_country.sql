-- The country that an order's shipping was priced for; empty: for all that the shop ships to.
ALTER TABLE orders
  ADD COLUMN shipping_country text NOT NULL DEFAULT '',
  ADD CONSTRAINT orders_shipping_country_check CHECK (shipping_country ~ '^([A-Z]{2})?$');
