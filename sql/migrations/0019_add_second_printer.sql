-- A product is made by Printful or by Printify; an order's lines keep what they were bought with.
ALTER TABLE products
  ADD COLUMN provider text NOT NULL DEFAULT 'printful',
  ADD CONSTRAINT products_provider_check CHECK (provider IN ('printful', 'printify')),
  -- Printify can only make what was found in its catalog, variant by variant: variants[].printify is
  -- {blueprint_id, print_provider_id, variant_id, position}.
  ADD CONSTRAINT products_printify_check CHECK (provider <> 'printify' OR NOT jsonb_path_exists(variants, '$[*] ? (!exists(@.printify))'));

ALTER TABLE order_items
  ADD COLUMN provider text NOT NULL DEFAULT 'printful',
  ADD COLUMN printify jsonb,
  ADD CONSTRAINT order_items_provider_check CHECK (provider IN ('printful', 'printify')),
  ADD CONSTRAINT order_items_printify_check CHECK ((provider = 'printify') = (printify IS NOT NULL));

-- What was asked of a provider that cannot look an order up by our id (server/ports/provider_order_book.h). Written before
-- the order is created there: an empty provider_order_id means that the answer is not known.
CREATE TABLE provider_orders (
  provider           text NOT NULL,
  external_id        text NOT NULL,
  provider_order_id  text NOT NULL DEFAULT '',
  asked_at           timestamptz NOT NULL,
  CONSTRAINT provider_orders_pkey PRIMARY KEY (provider, external_id)
);

-- A carrier's news name a parcel by its tracking number.
CREATE INDEX shipments_tracking_number_index ON shipments (tracking_number);

-- The address check may complete an address; the story tells which parts.
ALTER TABLE order_history
  DROP CONSTRAINT order_history_event_check,
  ADD CONSTRAINT order_history_event_check CHECK (event IN ('placed', 'payment_received', 'payment_failed', 'session_expired',
                                                            'submitted', 'parcel_shipped', 'parcel_delivered', 'trouble',
                                                            'refund_completed', 'refund_returned', 'refund_requested',
                                                            'refund_succeeded', 'refund_failed', 'print_canceled',
                                                            'flagged', 'payment_changed', 'fulfillment_changed', 'mail_bounced',
                                                            'mail_reported', 'address_completed', 'resumed'));
