-- The shop's truth: customers, designs, catalog, orders and everything that hangs on an order.
-- Money is in the currency's smallest unit. The words of every state column are those of server/domain; a test compares them.

CREATE TABLE users (
  id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT users_pkey PRIMARY KEY,
  email       text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT users_email_unique UNIQUE (email),
  CONSTRAINT users_email_lower_check CHECK (email = lower(email) AND email <> '')
);

CREATE TABLE products (
  id           bigint CONSTRAINT products_pkey PRIMARY KEY,
  sku          text NOT NULL CONSTRAINT products_sku_unique UNIQUE,
  name         text NOT NULL,
  description  text NOT NULL,
  print_spec   text NOT NULL,
  placement    text NOT NULL,
  technique    text NOT NULL,
  price_cents  bigint NOT NULL,
  currency     text NOT NULL DEFAULT 'USD',
  variants     jsonb NOT NULL,  -- [{sku, size, color, color_hex, printful_variant_id, price_cents}], in the order to show
  position     int NOT NULL,
  CONSTRAINT products_money_check CHECK (price_cents >= 0),
  CONSTRAINT products_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT products_variants_check CHECK (jsonb_typeof(variants) = 'array' AND jsonb_array_length(variants) > 0),
  -- Thread cannot reproduce a picture.
  CONSTRAINT products_technique_check CHECK (technique IN ('dtg', 'dtfilm', 'sublimation'))
);

CREATE TABLE shipping_policies (
  only_row     boolean NOT NULL DEFAULT true CONSTRAINT shipping_policies_pkey PRIMARY KEY,
  name         text NOT NULL,
  price_cents  bigint NOT NULL,
  currency     text NOT NULL DEFAULT 'USD',
  countries    text[] NOT NULL,
  CONSTRAINT shipping_policies_one_row_check CHECK (only_row),
  CONSTRAINT shipping_policies_money_check CHECK (price_cents >= 0),
  CONSTRAINT shipping_policies_countries_check CHECK (cardinality(countries) > 0)
);

-- A design: photo, scene and recipe that a customer approved.
CREATE TABLE pet_images (
  id                uuid CONSTRAINT pet_images_pkey PRIMARY KEY,
  user_email        text,
  orig_key          text NOT NULL,
  preview_key       text,
  processed_key     text,
  status            text NOT NULL DEFAULT 'pending',
  rejection_reason  text,
  scene             text NOT NULL,
  recipe            text NOT NULL,  -- canonical JSON as text: it must come back byte for byte
  print_spec        text NOT NULL,
  preview_sha256    text NOT NULL,
  created_at        timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pet_images_status_check CHECK (status IN ('pending', 'complete', 'rejected')),
  CONSTRAINT pet_images_complete_check CHECK (status <> 'complete' OR (preview_key IS NOT NULL AND processed_key IS NOT NULL)),
  CONSTRAINT pet_images_rejected_check CHECK (status <> 'rejected' OR rejection_reason IS NOT NULL)
);
CREATE INDEX pet_images_user_email_index ON pet_images (user_email);
CREATE INDEX pet_images_created_at_index ON pet_images (created_at);

CREATE TABLE print_files (
  pet_image_id  uuid NOT NULL CONSTRAINT print_files_pet_image_fkey REFERENCES pet_images (id),
  print_spec    text NOT NULL,
  object_key    text NOT NULL,
  token         text NOT NULL CONSTRAINT print_files_token_unique UNIQUE,
  sha256        text NOT NULL,
  width_px      int NOT NULL,
  height_px     int NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT print_files_pkey PRIMARY KEY (pet_image_id, print_spec),
  CONSTRAINT print_files_size_check CHECK (width_px > 0 AND height_px > 0)
);

CREATE TABLE orders (
  id                 uuid CONSTRAINT orders_pkey PRIMARY KEY,
  sequence           bigint GENERATED ALWAYS AS IDENTITY,  -- order of insertion, where created_at ties
  number             text NOT NULL CONSTRAINT orders_number_unique UNIQUE,
  cart_id            text NOT NULL,
  cart_fingerprint   text NOT NULL,
  status             text NOT NULL DEFAULT 'created',
  currency           text NOT NULL DEFAULT 'USD',
  subtotal_cents     bigint NOT NULL,
  shipping_cents     bigint NOT NULL,
  total_cents        bigint NOT NULL,
  user_email         text,
  stripe_session_id  text CONSTRAINT orders_stripe_session_unique UNIQUE,
  checkout_url       text,
  payment_intent_id  text,
  ship_name          text,
  ship_line1         text,
  ship_line2         text,
  ship_city          text,
  ship_state         text,
  ship_postal_code   text,
  ship_country       text,
  ship_phone         text,
  tracking_number    text,
  trouble            text,
  created_at         timestamptz NOT NULL DEFAULT now(),
  paid_at            timestamptz,
  shipped_at         timestamptz,
  CONSTRAINT orders_cart_unique UNIQUE (cart_id, cart_fingerprint),
  CONSTRAINT orders_status_check CHECK (status IN ('created', 'paid', 'in_production', 'shipped', 'delivered', 'expired',
                                                   'canceled', 'refunded', 'needs_attention')),
  CONSTRAINT orders_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT orders_money_check CHECK (subtotal_cents >= 0 AND shipping_cents >= 0),
  CONSTRAINT orders_total_check CHECK (total_cents = subtotal_cents + shipping_cents),
  CONSTRAINT orders_address_check CHECK (num_nulls(ship_name, ship_line1, ship_line2, ship_city, ship_state,
                                                   ship_postal_code, ship_country, ship_phone) IN (0, 8))
);
-- Two versions of one cart at once: only one may be open for payment.
CREATE UNIQUE INDEX orders_cart_open_unique ON orders (cart_id) WHERE status = 'created';
CREATE INDEX orders_user_email_index ON orders (user_email);
CREATE INDEX orders_status_index ON orders (status, created_at);

CREATE TABLE order_items (
  id                   uuid CONSTRAINT order_items_pkey PRIMARY KEY,
  order_id             uuid NOT NULL CONSTRAINT order_items_order_fkey REFERENCES orders (id),
  position             int NOT NULL,
  product_id           bigint NOT NULL CONSTRAINT order_items_product_fkey REFERENCES products (id),
  pet_image_id         uuid NOT NULL CONSTRAINT order_items_pet_image_fkey REFERENCES pet_images (id),
  variant_sku          text NOT NULL,
  printful_variant_id  bigint NOT NULL,
  print_spec           text NOT NULL,
  placement            text NOT NULL,
  name                 text NOT NULL,
  variant_label        text NOT NULL,
  quantity             int NOT NULL,
  unit_price_cents     bigint NOT NULL,
  CONSTRAINT order_items_position_unique UNIQUE (order_id, position),
  CONSTRAINT order_items_quantity_check CHECK (quantity BETWEEN 1 AND 1000),
  CONSTRAINT order_items_money_check CHECK (unit_price_cents >= 0)
);
CREATE INDEX order_items_pet_image_index ON order_items (pet_image_id);

-- An order's story; never changed, only added to.
CREATE TABLE order_history (
  id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT order_history_pkey PRIMARY KEY,
  order_id    uuid NOT NULL CONSTRAINT order_history_order_fkey REFERENCES orders (id),
  at          timestamptz NOT NULL,
  actor       text NOT NULL,
  from_state  text NOT NULL,
  to_state    text NOT NULL,
  event       text NOT NULL,
  reason      text NOT NULL,
  CONSTRAINT order_history_from_state_check CHECK (from_state IN ('created', 'paid', 'in_production', 'shipped', 'delivered',
                                                                  'expired', 'canceled', 'refunded', 'needs_attention')),
  CONSTRAINT order_history_to_state_check CHECK (to_state IN ('created', 'paid', 'in_production', 'shipped', 'delivered',
                                                              'expired', 'canceled', 'refunded', 'needs_attention')),
  CONSTRAINT order_history_event_check CHECK (event IN ('placed', 'payment_received', 'payment_failed', 'session_expired',
                                                        'submitted', 'parcel_shipped', 'parcel_delivered', 'trouble',
                                                        'refund_completed'))
);
CREATE INDEX order_history_order_index ON order_history (order_id, id);

-- The printer's side of an order.
CREATE TABLE fulfillments (
  order_id           uuid CONSTRAINT fulfillments_pkey PRIMARY KEY
                     CONSTRAINT fulfillments_order_fkey REFERENCES orders (id),
  provider           text NOT NULL,
  external_id        text NOT NULL CONSTRAINT fulfillments_external_id_unique UNIQUE,
  provider_order_id  text NOT NULL,
  provider_state     text NOT NULL,
  updated_at         timestamptz NOT NULL
);
CREATE INDEX fulfillments_provider_order_index ON fulfillments (provider, provider_order_id);

CREATE TABLE shipments (
  id                    bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT shipments_pkey PRIMARY KEY,
  order_id              uuid NOT NULL CONSTRAINT shipments_order_fkey REFERENCES orders (id),
  provider_shipment_id  text NOT NULL,
  carrier               text NOT NULL,
  tracking_number       text NOT NULL,
  tracking_url          text NOT NULL,
  shipped_at            timestamptz NOT NULL,
  delivered_at          timestamptz,
  CONSTRAINT shipments_parcel_unique UNIQUE (order_id, provider_shipment_id)
);
