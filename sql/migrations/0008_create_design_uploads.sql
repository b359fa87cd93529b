-- A browser that lost the answer to its upload sends it again under the same key and gets the design it already made.

CREATE TABLE design_uploads (
  key           text CONSTRAINT design_uploads_pkey PRIMARY KEY,  -- lower-case hex, a browser's digest of what it sent
  pet_image_id  uuid NOT NULL CONSTRAINT design_uploads_pet_image_fkey REFERENCES pet_images (id),
  CONSTRAINT design_uploads_key_check CHECK (key ~ '^[0-9a-f]{64}$')
);
