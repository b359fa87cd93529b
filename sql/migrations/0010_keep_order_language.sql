-- In which language the buyer ordered: that of the payment page, of the mails and of the links in them.

ALTER TABLE orders
  ADD COLUMN language text NOT NULL DEFAULT 'en',
  ADD CONSTRAINT orders_language_check CHECK (language IN ('en', 'de'));
