create table if not exists ${p}product_tag (
  store_id integer not null,
  product_id uuid not null,
  place integer not null,
  tag varchar(80) not null,
  tag_key varchar(240) not null,
  constraint ${p}pk_product_tag primary key (store_id, product_id, tag_key),
  constraint ${p}fk_tag_product foreign key (store_id, product_id) references ${p}product (store_id, id)
);
create index if not exists ${p}ix_product_tag on ${p}product_tag (store_id, tag_key, product_id);
