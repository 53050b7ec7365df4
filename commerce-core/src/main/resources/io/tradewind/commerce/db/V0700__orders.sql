create table if not exists ${p}orders (
  store_id integer not null,
  id uuid not null,
  number varchar(40) not null,
  checkout_id uuid not null,
  version integer not null,
  lifecycle varchar(20) not null,
  owner_key varchar(80) not null,
  currency varchar(3) not null,
  goods bigint not null,
  discount bigint not null,
  delivery bigint not null,
  delivery_discount bigint not null,
  added_tax bigint not null,
  total bigint not null,
  tax bigint not null,
  reduced bigint not null,
  quote_hash varchar(64) not null,
  pay_later boolean not null,
  ships_unpaid boolean not null,
  account varchar(60) not null,
  code varchar(40),
  influencer varchar(60),
  phone varchar(20) not null,
  email varchar(254) not null,
  address varchar(4000) not null,
  shipping varchar(4000) not null,
  express boolean not null,
  promise_latest timestamp(6) with time zone not null,
  tax_lines varchar(4000) not null,
  placed_at timestamp(6) with time zone not null,
  constraint ${p}pk_orders primary key (store_id, id),
  constraint ${p}uq_orders_checkout unique (store_id, checkout_id),
  constraint ${p}uq_orders_number unique (store_id, number),
  constraint ${p}ck_orders_total check (
    total >= 0 and reduced >= 0 and reduced <= total
    and total = goods - discount + delivery - delivery_discount + added_tax)
);
create index if not exists ${p}ix_orders_placed on ${p}orders (store_id, placed_at, id);
create index if not exists ${p}ix_orders_owner on ${p}orders (store_id, owner_key, placed_at, id);
create index if not exists ${p}ix_orders_lifecycle on ${p}orders (store_id, lifecycle, placed_at, id);
