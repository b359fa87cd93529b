-- A mail is stored before the mail service is asked: its answer may be lost, and its events then tell what became of it.
ALTER TABLE mails
  ADD COLUMN sequence bigint GENERATED ALWAYS AS IDENTITY,  -- in the order they were owed
  ADD COLUMN state text NOT NULL DEFAULT 'planned',
  ADD COLUMN failure text NOT NULL DEFAULT '';
UPDATE mails SET state = 'sent' WHERE sent_at IS NOT NULL;
ALTER TABLE mails
  ADD CONSTRAINT mails_state_check CHECK (state IN ('planned', 'sending', 'sent', 'unclear', 'failed', 'bounced')),
  ADD CONSTRAINT mails_sent_check CHECK (state <> 'sent' OR sent_at IS NOT NULL),
  DROP CONSTRAINT mails_kind_check,
  ADD CONSTRAINT mails_kind_check CHECK (kind IN ('confirmation', 'in_production', 'shipped', 'refund', 'trouble'));

ALTER TABLE order_history
  DROP CONSTRAINT order_history_event_check,
  ADD CONSTRAINT order_history_event_check CHECK (event IN ('placed', 'payment_received', 'payment_failed', 'session_expired',
                                                            'submitted', 'parcel_shipped', 'parcel_delivered', 'trouble',
                                                            'refund_completed', 'refund_returned', 'refund_requested',
                                                            'refund_succeeded', 'refund_failed', 'print_canceled',
                                                            'flagged', 'payment_changed', 'fulfillment_changed', 'mail_bounced',
                                                            'mail_reported'));
