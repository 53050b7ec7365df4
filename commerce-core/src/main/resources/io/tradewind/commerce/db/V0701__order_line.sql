create table if not exists ${p}order_line (
  store_id integer not null,
  id uuid not null,
  order_id uuid not null,
  n integer not null,
  sku varchar(40) not null,
  slug varchar(200) not null,
  title varchar(300) not null,
  variant_name varchar(300) not null,
  picture varchar(500) not null,
  quantity integer not null,
  cancelled integer not null,
  handed_over integer not null,
  delivered integer not null,
  returned integer not null,
  undelivered integer not null,
  unit_price bigint not null,
  unit_extras bigint not null,
  discount bigint not null,
  paid bigint not null,
  paid_tax bigint not null,
  grams integer not null,
  returnable boolean not null,
  preorder_ships_on timestamp(6) with time zone,
  personalisation varchar(8000) not null,
  constraint ${p}pk_order_line primary key (store_id, id),
  constraint ${p}fk_order_line_order foreign key (store_id, order_id) references ${p}orders (store_id, id),
  constraint ${p}ck_order_line_counts check (
    quantity > 0 and cancelled >= 0 and handed_over >= 0 and delivered >= 0 and returned >= 0 and undelivered >= 0
    and cancelled + handed_over <= quantity and delivered <= handed_over and returned <= handed_over)
);
create index if not exists ${p}ix_order_line_order on ${p}order_line (store_id, order_id, n);
create index if not exists ${p}ix_order_line_sku on ${p}order_line (store_id, sku);
