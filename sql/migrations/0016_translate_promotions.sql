-- What a code is called in each language. The English words stay in `description`, where '' stands for the discount
-- itself, which every language has words for.

ALTER TABLE promotions
  ADD COLUMN translations jsonb NOT NULL DEFAULT '{}',  -- {"de": "..."}
  ADD CONSTRAINT promotions_translations_check CHECK (jsonb_typeof(translations) = 'object');

UPDATE promotions SET description = '' WHERE description = percent_off || '% off';
UPDATE promotions SET description = ''
  WHERE currency = 'USD' AND description = '$' || (amount_off_cents / 100) || '.' || lpad((amount_off_cents % 100)::text, 2, '0') || ' off';
