-- Pictures behind a link: opened on another device, taken back by the device that made the link, gone after a while.
-- A job share.remove deletes photo and row, at once when taken back, else when the time is over.

CREATE TABLE shares (
  id             text CONSTRAINT shares_pkey PRIMARY KEY,  -- 128 random bits, base64url
  photo_key      text NOT NULL,
  photo_type     text NOT NULL,
  scene          text NOT NULL,
  recipe         text NOT NULL,  -- canonical JSON as text, as in pet_images
  variant_sku    text,
  quantity       int NOT NULL DEFAULT 1,
  secret_sha256  text NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  expires_at     timestamptz NOT NULL,
  revoked_at     timestamptz,
  CONSTRAINT shares_id_check CHECK (id ~ '^[A-Za-z0-9_-]{22}$'),
  CONSTRAINT shares_photo_type_check CHECK (photo_type IN ('image/jpeg', 'image/png')),
  CONSTRAINT shares_quantity_check CHECK (quantity >= 1),
  CONSTRAINT shares_secret_check CHECK (secret_sha256 ~ '^[0-9a-f]{64}$')
);
