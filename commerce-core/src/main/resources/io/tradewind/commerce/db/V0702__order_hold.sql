create table if not exists ${p}order_hold (
  store_id integer not null,
  id uuid not null,
  order_id uuid not null,
  kind varchar(12) not null,
  reason varchar(400) not null,
  set_by varchar(80) not null,
  set_at timestamp(6) with time zone not null,
  lifted_by varchar(80),
  lifted_at timestamp(6) with time zone,
  constraint ${p}pk_order_hold primary key (store_id, id),
  constraint ${p}fk_order_hold_order foreign key (store_id, order_id) references ${p}orders (store_id, id)
);
create index if not exists ${p}ix_order_hold_order on ${p}order_hold (store_id, order_id);
