-- A discarded job keeps the reason and waits for a person, who may have it tried again or cancel it. announced_at is when
-- the workers last heard of a ready job; NULL: not yet, or not since it became ready again.

ALTER TABLE jobs ADD COLUMN discard_reason text, ADD COLUMN announced_at timestamptz;
UPDATE jobs SET discard_reason = 'refused', last_error = coalesce(last_error, '') WHERE state = 'discarded';

ALTER TABLE jobs
  DROP CONSTRAINT jobs_state_check,
  ADD CONSTRAINT jobs_state_check
    CHECK (state IN ('available', 'running', 'retryable', 'completed', 'discarded', 'canceled')),
  DROP CONSTRAINT jobs_finished_check,
  ADD CONSTRAINT jobs_finished_check
    CHECK ((state IN ('completed', 'discarded', 'canceled')) = (finished_at IS NOT NULL)),
  ADD CONSTRAINT jobs_discard_reason_check CHECK (discard_reason IN ('refused', 'exhausted', 'crashed')),
  ADD CONSTRAINT jobs_discarded_check
    CHECK (state <> 'discarded' OR (discard_reason IS NOT NULL AND last_error IS NOT NULL));
CREATE INDEX jobs_discarded_index ON jobs (finished_at) WHERE state = 'discarded';
