create table if not exists ${p}product_word (
  store_id integer not null,
  word bytea not null,
  product_id uuid not null,
  constraint ${p}pk_product_word primary key (store_id, word, product_id),
  constraint ${p}fk_word_product foreign key (store_id, product_id) references ${p}product (store_id, id)
);
create index if not exists ${p}ix_product_word on ${p}product_word (store_id, product_id);
