-- So that many orders at once reach the printer as fast as it takes them.

-- The last turn that was given to somebody who would have waited in vain (server/domain/provider_gate.h).
ALTER TABLE provider_gates ADD COLUMN booked_until timestamptz NOT NULL DEFAULT 'epoch';

-- What providers answered lately to questions that many ask.
CREATE TABLE provider_answers (
  provider  text NOT NULL,
  question  text NOT NULL,
  answer    text NOT NULL,
  read_at   timestamptz NOT NULL,
  CONSTRAINT provider_answers_pkey PRIMARY KEY (provider, question)
);
CREATE INDEX provider_answers_read_index ON provider_answers (read_at);

-- An order may have been sent to the printer: it is looked up there before it is sent again.
ALTER TABLE fulfillments ADD COLUMN asked boolean NOT NULL DEFAULT true;
ALTER TABLE fulfillments ALTER COLUMN asked DROP DEFAULT;
