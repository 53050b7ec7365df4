create table if not exists ${p}cart_line (
  store_id integer not null,
  id uuid not null,
  cart_id uuid not null,
  sku varchar(40) not null,
  quantity integer not null,
  personal varchar(20000) not null,
  personal_hash varchar(64) not null,
  title varchar(1000) not null,
  shown_price bigint not null,
  constraint ${p}pk_cart_line primary key (store_id, id),
  constraint ${p}uq_cart_line_key unique (store_id, cart_id, sku, personal_hash),
  constraint ${p}ck_cart_line_quantity check (quantity between 1 and 999)
);
