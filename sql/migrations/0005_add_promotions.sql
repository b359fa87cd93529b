-- Codes that take something off the goods, and which order uses which. The limits are kept here: whatever the program
-- believes, the CHECKs refuse the use that would be one too many.

CREATE TABLE promotions (
  code              text CONSTRAINT promotions_pkey PRIMARY KEY,
  description       text NOT NULL,  -- for buyers: "10% off"
  percent_off       int,
  amount_off_cents  bigint,
  currency          text,           -- of amount_off_cents
  minimum_cents     bigint NOT NULL DEFAULT 0,  -- of the goods it applies to
  product_ids       bigint[] NOT NULL DEFAULT '{}',  -- empty: all
  starts_at         timestamptz,
  ends_at           timestamptz,
  limit_total       int,
  limit_per_email   int,
  uses              int NOT NULL DEFAULT 0,  -- held or redeemed now; the trigger below counts
  CONSTRAINT promotions_code_check CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{2,31}$'),
  CONSTRAINT promotions_discount_check CHECK (num_nonnulls(percent_off, amount_off_cents) = 1
                                              AND percent_off BETWEEN 1 AND 100
                                              AND amount_off_cents > 0),
  CONSTRAINT promotions_currency_check CHECK ((amount_off_cents IS NULL) = (currency IS NULL)
                                              AND currency ~ '^[A-Z]{3}$'),
  CONSTRAINT promotions_minimum_check CHECK (minimum_cents >= 0),
  CONSTRAINT promotions_dates_check CHECK (starts_at < ends_at),
  CONSTRAINT promotions_limits_check CHECK (limit_total > 0 AND limit_per_email > 0),
  CONSTRAINT promotions_limit_check CHECK (uses >= 0 AND uses <= limit_total)
);

CREATE TABLE promotion_redemptions (
  order_id        uuid CONSTRAINT promotion_redemptions_pkey PRIMARY KEY
                  CONSTRAINT promotion_redemptions_order_fkey REFERENCES orders (id),
  code            text NOT NULL CONSTRAINT promotion_redemptions_promotion_fkey REFERENCES promotions (code),
  email           text NOT NULL,  -- '' where the code has no limit per e-mail
  email_limit     int,            -- the promotion's, when it was redeemed
  email_slot      int,            -- 1 ... email_limit; one live use each
  discount_cents  bigint NOT NULL,
  state           text NOT NULL,
  changed_at      timestamptz NOT NULL,
  CONSTRAINT promotion_redemptions_state_check CHECK (state IN ('held', 'redeemed', 'released')),
  CONSTRAINT promotion_redemptions_money_check CHECK (discount_cents >= 0),
  CONSTRAINT promotion_redemptions_email_check CHECK (email_limit IS NULL OR email <> ''),
  CONSTRAINT promotion_redemptions_email_limit_check CHECK ((email_limit IS NULL) = (email_slot IS NULL)
                                                            AND email_slot BETWEEN 1 AND email_limit)
);
CREATE UNIQUE INDEX promotion_redemptions_email_unique ON promotion_redemptions (code, email, email_slot)
  WHERE state <> 'released';

CREATE FUNCTION count_promotion_uses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.state <> 'released' THEN
    UPDATE promotions SET uses = uses - 1 WHERE code = OLD.code;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.state <> 'released' THEN
    UPDATE promotions SET uses = uses + 1 WHERE code = NEW.code;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER promotion_redemptions_count AFTER INSERT OR UPDATE OR DELETE ON promotion_redemptions
  FOR EACH ROW EXECUTE FUNCTION count_promotion_uses();

ALTER TABLE orders
  ADD COLUMN discount_cents bigint NOT NULL DEFAULT 0,
  ADD COLUMN promotion_code text,
  DROP CONSTRAINT orders_total_check,
  ADD CONSTRAINT orders_total_check CHECK (total_cents = subtotal_cents - discount_cents + shipping_cents),
  ADD CONSTRAINT orders_discount_check CHECK (discount_cents BETWEEN 0 AND subtotal_cents
                                              AND (discount_cents = 0 OR promotion_code IS NOT NULL));
