-- An order that its printer no longer knows (server/domain/fulfillment_state.h), and where the reconciler goes on.

ALTER TABLE fulfillments
  DROP CONSTRAINT fulfillments_state_check,
  ADD CONSTRAINT fulfillments_state_check CHECK (state IN ('owed', 'accepted', 'in_production', 'on_hold', 'draft', 'failed',
                                                           'canceled', 'partly_shipped', 'shipped', 'delivered', 'returned',
                                                           'gone'));

-- One row: the order that the next walk of shop.reconcile begins with.
CREATE TABLE reconciler (
  is_the_only    boolean NOT NULL DEFAULT true,
  next_order_id  uuid,
  CONSTRAINT reconciler_pkey PRIMARY KEY (is_the_only),
  CONSTRAINT reconciler_only_check CHECK (is_the_only)
);
INSERT INTO reconciler DEFAULT VALUES;
