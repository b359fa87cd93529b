-- Tracking numbers that are names (of Printify's parcels, of the mails about them, in what carriers tell) go with their person
-- as well. What takes their place is the same each time, so that what is told twice is still taken once, and cannot be read
-- back without the key.

-- As domain::forgotten_name: HMAC-SHA256 under the key that signs the links in mails.
CREATE FUNCTION forgotten_name(tracking_number text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  block bytea;
  inner_pad bytea := '';
  outer_pad bytea := '';
BEGIN
  SELECT key || decode(repeat('00', 32), 'hex') INTO STRICT block FROM signing_keys WHERE purpose = 'order-links';
  FOR i IN 0..63 LOOP
    inner_pad := inner_pad || set_byte('\x00'::bytea, 0, get_byte(block, i) # 54);
    outer_pad := outer_pad || set_byte('\x00'::bytea, 0, get_byte(block, i) # 92);
  END LOOP;
  RETURN 'forgotten:' ||
    left(encode(sha256(outer_pad || sha256(inner_pad || convert_to('parcel:' || tracking_number, 'UTF8'))), 'hex'), 32);
END $$;

-- Of what an event speaks of, in webhook_inbox.
CREATE FUNCTION forgotten_object(object_id text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN object_id LIKE 'parcel:%' AND object_id NOT LIKE 'parcel:forgotten:%'
              THEN 'parcel:' || forgotten_name(substr(object_id, 8)) ELSE object_id END
$$;

CREATE INDEX shipments_name_index ON shipments (provider_shipment_id);
CREATE INDEX print_files_object_index ON print_files (object_key);

-- Of people who were forgotten before. "parcel 1" is what a parcel without a number is called.
CREATE TEMPORARY TABLE forgotten_parcels ON COMMIT DROP AS
  SELECT s.id, s.order_id, s.provider_shipment_id AS name FROM shipments s
  JOIN orders o ON o.id = s.order_id JOIN fulfillments f ON f.order_id = s.order_id
  WHERE o.paid_at IS NOT NULL AND o.user_email IS NULL AND o.ship_country IS NULL AND f.provider = 'printify'
    AND s.provider_shipment_id !~ '^parcel [0-9]+$';
UPDATE webhook_inbox SET payload = '', reason = '', object_id = forgotten_object(object_id)
  WHERE object_id IN (SELECT 'parcel:' || name FROM forgotten_parcels);
UPDATE mails m SET subject_id = forgotten_name(m.subject_id)
  FROM forgotten_parcels p WHERE m.order_id = p.order_id AND m.subject_id = p.name;
UPDATE shipments s SET provider_shipment_id = forgotten_name(p.name) FROM forgotten_parcels p WHERE s.id = p.id;
