create table if not exists ${p}product_import_part (
  store_id integer not null,
  import_id uuid not null,
  place integer not null,
  content bytea not null,
  constraint ${p}pk_product_import_part primary key (store_id, import_id, place)
);
