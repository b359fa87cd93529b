-- The catalog the shop opens with. Variant ids are the printer's (never its product ids).

INSERT INTO products (id, sku, name, description, print_spec, placement, technique, price_cents, currency, position, variants)
VALUES
  (1, 'tee', 'Unisex tee',
   'A soft, light tee in ring-spun cotton (Bella+Canvas 3001). Your painting is printed on the chest, 30 x 40 cm, with water-based inks.',
   'tee', 'default', 'dtg', 2900, 'USD', 1, '[
   {"sku": "tee-white-s", "size": "S", "color": "White", "color_hex": "#ffffff", "printful_variant_id": 4011, "price_cents": 2900},
   {"sku": "tee-white-m", "size": "M", "color": "White", "color_hex": "#ffffff", "printful_variant_id": 4012, "price_cents": 2900},
   {"sku": "tee-white-l", "size": "L", "color": "White", "color_hex": "#ffffff", "printful_variant_id": 4013, "price_cents": 2900},
   {"sku": "tee-white-xl", "size": "XL", "color": "White", "color_hex": "#ffffff", "printful_variant_id": 4014, "price_cents": 2900},
   {"sku": "tee-white-2xl", "size": "2XL", "color": "White", "color_hex": "#ffffff", "printful_variant_id": 4015, "price_cents": 2900},
   {"sku": "tee-black-s", "size": "S", "color": "Black", "color_hex": "#14191e", "printful_variant_id": 4016, "price_cents": 2900},
   {"sku": "tee-black-m", "size": "M", "color": "Black", "color_hex": "#14191e", "printful_variant_id": 4017, "price_cents": 2900},
   {"sku": "tee-black-l", "size": "L", "color": "Black", "color_hex": "#14191e", "printful_variant_id": 4018, "price_cents": 2900},
   {"sku": "tee-black-xl", "size": "XL", "color": "Black", "color_hex": "#14191e", "printful_variant_id": 4019, "price_cents": 2900},
   {"sku": "tee-black-2xl", "size": "2XL", "color": "Black", "color_hex": "#14191e", "printful_variant_id": 4020, "price_cents": 2900}
  ]'),
  (2, 'hoodie', 'Unisex hoodie',
   'A warm, heavy hoodie in a cotton blend with a front pocket (Gildan 18500). Your painting is printed on the chest above the pocket, 35 x 35 cm, with water-based inks.',
   'hoodie', 'default', 'dtg', 4900, 'USD', 2, '[
   {"sku": "hoodie-black-s", "size": "S", "color": "Black", "color_hex": "#14191e", "printful_variant_id": 5530, "price_cents": 4900},
   {"sku": "hoodie-black-m", "size": "M", "color": "Black", "color_hex": "#14191e", "printful_variant_id": 5531, "price_cents": 4900},
   {"sku": "hoodie-black-l", "size": "L", "color": "Black", "color_hex": "#14191e", "printful_variant_id": 5532, "price_cents": 4900},
   {"sku": "hoodie-black-xl", "size": "XL", "color": "Black", "color_hex": "#14191e", "printful_variant_id": 5533, "price_cents": 4900},
   {"sku": "hoodie-black-2xl", "size": "2XL", "color": "Black", "color_hex": "#14191e", "printful_variant_id": 5534, "price_cents": 5100}
  ]'),
  (3, 'hat', 'Corduroy hat',
   'A washed cotton corduroy cap with an adjustable strap (Beechfield B682). Your painting is a full-colour film print across the front, 12.7 x 5 cm.',
   'hat', 'front_dtf_hat', 'dtfilm', 3200, 'USD', 3, '[
   {"sku": "hat-black", "size": "One size", "color": "Black", "color_hex": "#1d1c1a", "printful_variant_id": 13351, "price_cents": 3200},
   {"sku": "hat-camel", "size": "One size", "color": "Camel", "color_hex": "#b08552", "printful_variant_id": 13352, "price_cents": 3200},
   {"sku": "hat-olive", "size": "One size", "color": "Olive", "color_hex": "#55553a", "printful_variant_id": 13353, "price_cents": 3200},
   {"sku": "hat-navy", "size": "One size", "color": "Navy", "color_hex": "#1f2a44", "printful_variant_id": 13354, "price_cents": 3200}
  ]');

INSERT INTO shipping_policies (name, price_cents, currency, countries)
VALUES ('Standard shipping', 499, 'USD',
        ARRAY['US', 'CA', 'GB', 'IE', 'DE', 'FR', 'NL', 'BE', 'LU', 'AT', 'CH', 'ES',
              'PT', 'IT', 'DK', 'SE', 'NO', 'FI', 'PL', 'CZ', 'AU', 'NZ', 'JP']);
