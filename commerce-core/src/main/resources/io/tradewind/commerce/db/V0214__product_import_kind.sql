create table if not exists ${p}product_import_kind (
  store_id integer not null,
  kind varchar(64) not null,
  fields varchar(20000) not null,
  constraint ${p}pk_product_import_kind primary key (store_id, kind)
);
