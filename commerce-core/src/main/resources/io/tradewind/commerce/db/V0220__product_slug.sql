create index if not exists ${p}ix_product_slug on ${p}product (store_id, slug);
