-- The owner brings an order that is before a person to the printer after all.

ALTER TABLE order_history
  DROP CONSTRAINT order_history_event_check,
  ADD CONSTRAINT order_history_event_check CHECK (event IN ('placed', 'payment_received', 'payment_failed', 'session_expired',
                                                            'submitted', 'parcel_shipped', 'parcel_delivered', 'trouble',
                                                            'refund_completed', 'refund_returned', 'resumed',
                                                            'refund_requested', 'refund_succeeded', 'refund_failed',
                                                            'print_canceled', 'flagged', 'payment_changed',
                                                            'fulfillment_changed', 'mail_bounced', 'mail_reported'));
