create table if not exists ${p}stock_movement (
  store_id integer not null,
  id uuid not null,
  sku varchar(40) not null,
  location varchar(20) not null,
  kind varchar(12) not null,
  quantity integer not null,
  cause_id uuid not null,
  reason varchar(200) not null,
  actor varchar(80) not null,
  moved_at timestamp(6) with time zone not null,
  constraint ${p}pk_stock_movement primary key (store_id, id),
  constraint ${p}uq_stock_movement_cause unique (store_id, sku, location, kind, cause_id),
  constraint ${p}ck_stock_movement_quantity check (quantity <> 0)
);

create index if not exists ${p}ix_stock_movement_sku on ${p}stock_movement (store_id, sku, id);
