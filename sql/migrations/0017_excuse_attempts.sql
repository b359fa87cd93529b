-- Attempts of a job that say nothing about it: the printer's gate turned them away, or the worker had to stop in their middle.

ALTER TABLE jobs
  ADD COLUMN excused int NOT NULL DEFAULT 0,
  ADD CONSTRAINT jobs_excused_check CHECK (excused BETWEEN 0 AND attempt),
  DROP CONSTRAINT jobs_attempt_check,
  ADD CONSTRAINT jobs_attempt_check CHECK (attempt >= 0 AND attempt - excused <= max_attempts);
