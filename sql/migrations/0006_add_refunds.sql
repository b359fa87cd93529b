-- Money that goes back, never more than came in; and a story of each order that shows when it was tampered with.

ALTER TABLE orders
  ADD COLUMN paid_cents bigint NOT NULL DEFAULT 0,      -- what the payment service took
  ADD COLUMN refunded_cents bigint NOT NULL DEFAULT 0;  -- refunds that have not failed; the trigger below counts
UPDATE orders SET paid_cents = total_cents WHERE payment_intent_id IS NOT NULL;
ALTER TABLE orders
  ADD CONSTRAINT orders_paid_check CHECK (paid_cents >= 0),
  ADD CONSTRAINT orders_refund_check CHECK (refunded_cents BETWEEN 0 AND paid_cents);
CREATE INDEX orders_payment_intent_index ON orders (payment_intent_id);

CREATE TABLE refunds (
  id            uuid CONSTRAINT refunds_pkey PRIMARY KEY,
  sequence      bigint GENERATED ALWAYS AS IDENTITY,  -- order of insertion, where created_at ties
  order_id      uuid NOT NULL CONSTRAINT refunds_order_fkey REFERENCES orders (id),
  amount_cents  bigint NOT NULL,
  actor         text NOT NULL,
  reason        text NOT NULL,
  state         text NOT NULL,
  provider_id   text CONSTRAINT refunds_provider_unique UNIQUE,
  failure       text NOT NULL,
  created_at    timestamptz NOT NULL,
  changed_at    timestamptz NOT NULL,
  CONSTRAINT refunds_state_check CHECK (state IN ('requested', 'pending', 'succeeded', 'failed')),
  CONSTRAINT refunds_money_check CHECK (amount_cents > 0)
);
CREATE INDEX refunds_order_index ON refunds (order_id, created_at);

CREATE FUNCTION count_refunds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.state <> 'failed' THEN
    UPDATE orders SET refunded_cents = refunded_cents - OLD.amount_cents WHERE id = OLD.order_id;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.state <> 'failed' THEN
    UPDATE orders SET refunded_cents = refunded_cents + NEW.amount_cents WHERE id = NEW.order_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER refunds_count AFTER INSERT OR UPDATE OR DELETE ON refunds
  FOR EACH ROW EXECUTE FUNCTION count_refunds();

-- Each entry is sealed with the one before it, as server/domain/history_chain.h says; those that are there are sealed now.
ALTER TABLE order_history
  ADD COLUMN position int,
  ADD COLUMN seal text;
CREATE FUNCTION pg_temp.sealed_field(field text) RETURNS text LANGUAGE sql AS
  $$ SELECT octet_length(convert_to(field, 'UTF8')) || ':' || field $$;
DO $$
DECLARE
  entry record;
  order_before uuid;
  number int;
  sealed text;
BEGIN
  FOR entry IN SELECT * FROM order_history ORDER BY order_id, id LOOP
    IF order_before IS DISTINCT FROM entry.order_id THEN
      number := 0;
      sealed := '';
    END IF;
    order_before := entry.order_id;
    number := number + 1;
    sealed := encode(sha256(convert_to(
      pg_temp.sealed_field(sealed) || pg_temp.sealed_field(number::text) || pg_temp.sealed_field(entry.order_id::text)
      || pg_temp.sealed_field(round(extract(epoch FROM entry.at) * 1000)::bigint::text)
      || pg_temp.sealed_field(entry.actor) || pg_temp.sealed_field(entry.from_state)
      || pg_temp.sealed_field(entry.to_state) || pg_temp.sealed_field(entry.event)
      || pg_temp.sealed_field(entry.reason), 'UTF8')), 'hex');
    UPDATE order_history SET position = number, seal = sealed WHERE id = entry.id;
  END LOOP;
END $$;
ALTER TABLE order_history
  ALTER COLUMN position SET NOT NULL,
  ALTER COLUMN seal SET NOT NULL,
  ADD CONSTRAINT order_history_position_unique UNIQUE (order_id, position),
  ADD CONSTRAINT order_history_seal_check CHECK (seal ~ '^[0-9a-f]{64}$'),
  DROP CONSTRAINT order_history_event_check,
  ADD CONSTRAINT order_history_event_check CHECK (event IN ('placed', 'payment_received', 'payment_failed', 'session_expired',
                                                            'submitted', 'parcel_shipped', 'parcel_delivered', 'trouble',
                                                            'refund_completed', 'refund_returned', 'refund_requested',
                                                            'refund_succeeded', 'refund_failed', 'print_canceled',
                                                            'flagged'));

ALTER TABLE mails
  DROP CONSTRAINT mails_kind_check,
  ADD CONSTRAINT mails_kind_check CHECK (kind IN ('confirmation', 'shipped', 'refund'));
