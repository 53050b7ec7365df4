create table if not exists ${p}stock (
  store_id integer not null,
  sku varchar(40) not null,
  location varchar(20) not null,
  on_hand integer not null,
  reserved integer not null,
  constraint ${p}pk_stock primary key (store_id, sku, location),
  constraint ${p}ck_stock_level check (reserved >= 0 and reserved <= on_hand)
);
