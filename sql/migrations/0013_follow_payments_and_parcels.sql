-- Payment and fulfillment as state machines of their own (server/domain/payment_state.h, fulfillment_state.h), parcels that
-- come back or are sent again, and what each holds.

ALTER TABLE orders
  ADD COLUMN payment_state text NOT NULL DEFAULT 'open',
  ADD CONSTRAINT orders_payment_state_check CHECK (payment_state IN ('open', 'under_way', 'paid', 'expired', 'failed',
                                                                     'partly_refunded', 'refunded'));
UPDATE orders SET payment_state = CASE
  WHEN paid_cents > 0 THEN (SELECT CASE WHEN coalesce(sum(amount_cents), 0) = 0 THEN 'paid'
                                        WHEN sum(amount_cents) < paid_cents THEN 'partly_refunded'
                                        ELSE 'refunded' END
                            FROM refunds WHERE order_id = orders.id AND state = 'succeeded')
  WHEN paid_at IS NOT NULL THEN 'paid'
  WHEN status = 'expired' THEN 'expired'
  WHEN status = 'canceled' THEN 'failed'
  ELSE 'open' END;

ALTER TABLE fulfillments
  ADD COLUMN state text NOT NULL DEFAULT 'owed',
  ADD COLUMN reason text NOT NULL DEFAULT '',
  ADD COLUMN version int NOT NULL DEFAULT 0,
  ADD CONSTRAINT fulfillments_state_check CHECK (state IN ('owed', 'accepted', 'in_production', 'on_hold', 'draft', 'failed',
                                                           'canceled', 'partly_shipped', 'shipped', 'delivered',
                                                           'returned'));
-- The printer is read anew at its next event; until then its word is near enough.
UPDATE fulfillments SET state = CASE provider_state
  WHEN 'pending' THEN 'accepted' WHEN 'inprocess' THEN 'in_production' WHEN 'draft' THEN 'draft' WHEN 'failed' THEN 'failed'
  WHEN 'canceled' THEN 'canceled' WHEN 'partial' THEN 'partly_shipped' WHEN 'fulfilled' THEN 'shipped'
  WHEN 'archived' THEN 'shipped' ELSE 'on_hold' END
WHERE provider_order_id <> '';

ALTER TABLE shipments
  ADD COLUMN returned_at timestamptz,
  ADD COLUMN reshipment boolean NOT NULL DEFAULT false;
CREATE TABLE shipment_items (
  shipment_id    bigint NOT NULL CONSTRAINT shipment_items_shipment_fkey REFERENCES shipments (id),
  order_item_id  uuid NOT NULL CONSTRAINT shipment_items_order_item_fkey REFERENCES order_items (id),
  quantity       int NOT NULL,
  CONSTRAINT shipment_items_pkey PRIMARY KEY (shipment_id, order_item_id),
  CONSTRAINT shipment_items_quantity_check CHECK (quantity > 0)
);

ALTER TABLE webhook_inbox ADD COLUMN reason text NOT NULL DEFAULT '';

ALTER TABLE order_history
  DROP CONSTRAINT order_history_event_check,
  ADD CONSTRAINT order_history_event_check CHECK (event IN ('placed', 'payment_received', 'payment_failed', 'session_expired',
                                                            'submitted', 'parcel_shipped', 'parcel_delivered', 'trouble',
                                                            'refund_completed', 'refund_returned', 'refund_requested',
                                                            'refund_succeeded', 'refund_failed', 'print_canceled', 'flagged',
                                                            'payment_changed', 'fulfillment_changed'));
