create table if not exists ${p}product_import_note (
  store_id integer not null,
  import_id uuid not null,
  place integer not null,
  wrong boolean not null,
  line integer not null,
  field varchar(200) not null,
  content varchar(200) not null,
  cure varchar(2000) not null,
  constraint ${p}pk_product_import_note primary key (store_id, import_id, place)
);
