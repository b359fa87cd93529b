-- What makes the work reliable: inbox of webhooks, jobs, mails that are owed, and the key that signs links.

CREATE TABLE webhook_inbox (
  source        text NOT NULL,
  event_id      text NOT NULL,
  type          text NOT NULL,
  object_id     text NOT NULL,
  payload       bytea NOT NULL,  -- the raw body, whatever its bytes
  received_at   timestamptz NOT NULL,
  processed_at  timestamptz,
  CONSTRAINT webhook_inbox_pkey PRIMARY KEY (source, event_id)
);
CREATE INDEX webhook_inbox_open_index ON webhook_inbox (received_at) WHERE processed_at IS NULL;

-- Rows are written in the transaction of the change that causes them. (id, attempt) is the fencing token.
CREATE TABLE jobs (
  id            bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT jobs_pkey PRIMARY KEY,
  kind          text NOT NULL,
  payload       text NOT NULL,
  state         text NOT NULL DEFAULT 'available',
  attempt       int NOT NULL DEFAULT 0,
  max_attempts  int NOT NULL,
  run_at        timestamptz NOT NULL,
  lease_until   timestamptz,
  worker        text,
  last_error    text,
  created_at    timestamptz NOT NULL DEFAULT now(),
  finished_at   timestamptz,
  CONSTRAINT jobs_state_check CHECK (state IN ('available', 'running', 'retryable', 'completed', 'discarded')),
  CONSTRAINT jobs_attempt_check CHECK (attempt BETWEEN 0 AND max_attempts),
  CONSTRAINT jobs_lease_check CHECK ((state = 'running') = (lease_until IS NOT NULL)),
  CONSTRAINT jobs_finished_check CHECK ((state IN ('completed', 'discarded')) = (finished_at IS NOT NULL))
);
CREATE INDEX jobs_ready_index ON jobs (run_at, id) WHERE state IN ('available', 'retryable');
CREATE INDEX jobs_lease_index ON jobs (lease_until) WHERE state = 'running';

CREATE TABLE mails (
  id                   uuid CONSTRAINT mails_pkey PRIMARY KEY,
  order_id             uuid NOT NULL CONSTRAINT mails_order_fkey REFERENCES orders (id),
  kind                 text NOT NULL,
  subject_id           text NOT NULL,
  sent_at              timestamptz,
  provider_message_id  text,
  CONSTRAINT mails_once_unique UNIQUE (order_id, kind, subject_id),
  CONSTRAINT mails_kind_check CHECK (kind IN ('confirmation', 'shipped'))
);

CREATE TABLE signing_keys (
  purpose     text CONSTRAINT signing_keys_pkey PRIMARY KEY,
  key         bytea NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT signing_keys_length_check CHECK (octet_length(key) = 32)
);

-- Three random UUIDs hold 366 bits from the server's strong generator; the digest makes 256 of them.
INSERT INTO signing_keys (purpose, key)
VALUES ('order-links', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
