create table if not exists ${p}reservation (
  store_id integer not null,
  id uuid not null,
  checkout_id uuid not null,
  line_id uuid not null,
  sku varchar(40) not null,
  kind varchar(12) not null,
  location varchar(20),
  quantity integer not null,
  state varchar(10) not null,
  expires_at timestamp(6) with time zone,
  awaiting_since timestamp(6) with time zone,
  wanted boolean not null,
  version integer not null,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_reservation primary key (store_id, id),
  constraint ${p}ck_reservation_quantity check (quantity > 0),
  constraint ${p}ck_reservation_held check (state <> 'HELD' or expires_at is not null)
);

create index if not exists ${p}ix_reservation_checkout on ${p}reservation (store_id, checkout_id);

create index if not exists ${p}ix_reservation_due on ${p}reservation (expires_at);

create index if not exists ${p}ix_reservation_waiting on ${p}reservation (awaiting_since);

create index if not exists ${p}ix_reservation_sku on ${p}reservation (store_id, sku, awaiting_since);
