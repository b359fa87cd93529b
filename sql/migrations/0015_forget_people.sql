-- A person's wish to be forgotten, and a story of each order that keeps its seals when what it says of a person goes: the
-- reason is sealed by its digest. The entries that are there are sealed anew.

CREATE TABLE deletion_requests (
  id            uuid CONSTRAINT deletion_requests_pkey PRIMARY KEY,
  email         text NOT NULL,  -- '' once done
  state         text NOT NULL,
  asked_at      timestamptz NOT NULL,
  confirmed_at  timestamptz,
  done_at       timestamptz,
  CONSTRAINT deletion_requests_state_check CHECK (state IN ('asked', 'confirmed', 'done')),
  CONSTRAINT deletion_requests_done_check CHECK ((state = 'done') = (email = '') AND (state = 'done') = (done_at IS NOT NULL))
);
CREATE INDEX deletion_requests_email_index ON deletion_requests (email, asked_at);
CREATE INDEX webhook_inbox_object_index ON webhook_inbox (object_id);

ALTER TABLE order_history ADD COLUMN reason_digest text;
CREATE OR REPLACE FUNCTION pg_temp.sealed_field(field text) RETURNS text LANGUAGE sql AS
  $$ SELECT octet_length(convert_to(field, 'UTF8')) || ':' || field $$;
DO $$
DECLARE
  entry record;
  order_before uuid;
  sealed text;
  digest text;
BEGIN
  FOR entry IN SELECT * FROM order_history ORDER BY order_id, position LOOP
    IF order_before IS DISTINCT FROM entry.order_id THEN
      sealed := '';
    END IF;
    order_before := entry.order_id;
    digest := encode(sha256(convert_to(entry.reason, 'UTF8')), 'hex');
    sealed := encode(sha256(convert_to(
      pg_temp.sealed_field(sealed) || pg_temp.sealed_field(entry.position::text) || pg_temp.sealed_field(entry.order_id::text)
      || pg_temp.sealed_field(round(extract(epoch FROM entry.at) * 1000)::bigint::text)
      || pg_temp.sealed_field(entry.actor) || pg_temp.sealed_field(entry.from_state)
      || pg_temp.sealed_field(entry.to_state) || pg_temp.sealed_field(entry.event)
      || pg_temp.sealed_field(digest), 'UTF8')), 'hex');
    UPDATE order_history SET reason_digest = digest, seal = sealed WHERE id = entry.id;
  END LOOP;
END $$;
ALTER TABLE order_history
  ALTER COLUMN reason_digest SET NOT NULL,
  ADD CONSTRAINT order_history_reason_digest_check CHECK (reason_digest ~ '^[0-9a-f]{64}$');
