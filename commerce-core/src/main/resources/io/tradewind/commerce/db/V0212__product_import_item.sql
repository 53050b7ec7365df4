create table if not exists ${p}product_import_item (
  store_id integer not null,
  import_id uuid not null,
  place integer not null,
  slug varchar(120) not null,
  product_id uuid not null,
  version integer not null,
  before bytea,
  units varchar(100000) not null,
  outcome varchar(12) not null,
  reason varchar(400) not null,
  constraint ${p}pk_product_import_item primary key (store_id, import_id, place)
);
