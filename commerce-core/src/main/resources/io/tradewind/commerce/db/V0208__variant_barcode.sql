create index if not exists ${p}ix_variant_barcode on ${p}variant (store_id, barcode);
